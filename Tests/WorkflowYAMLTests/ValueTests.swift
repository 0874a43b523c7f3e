import AuditCore
import Diagnostics
import TestSupport
import Testing
import WorkflowYAML

/// What is written becomes what its field says, never what it looks like.
@Suite struct ValueTests {
  @Test(arguments: [
    ("name", "NO", Value.text("NO")), ("name", "012", .text("012")), ("name", "1e3", .text("1e3")),
    ("name", "~x", .text("~x")), ("note", "2026-03-01", .text("2026-03-01")), ("note", "yes", .text("yes")),
    ("note", "0x1F", .text("0x1F")), ("count", "012", .integer(12)), ("count", "+5", .integer(5)),
    ("ratio", "1e3", .number(1000)), ("ratio", "-0.5", .number(-0.5)), ("share", "25%", .number(0.25)),
    ("share", "0.25", .number(0.25)), ("share", "7 %", .number(0.07)),
    ("budget", "12345.60", .number(12345.6)),
    ("ready", "是", .boolean(true)), ("ready", "否", .boolean(false)), ("ready", "no", .boolean(false)),
    ("start", "2026-03-01", .text("2026-03-01")), ("kind", "leader", .text("leader")),
    ("kind", "领导者", .text("leader")), ("kind", "General member", .text("general")),
    ("level", "2", .integer(2)), ("level", "完整", .integer(2)), ("who", "审计员甲", .text("审计员甲")),
    ("owner", "Bo", .text("Bo")), ("charter", "a b.pdf", .text("a b.pdf")),
    ("classes", "[from, 关于客户的知识]", .list([.text("from"), .text("about")])),
    ("count", "４２", .integer(42)), ("ratio", "１.5", .number(1.5)), ("ratio", "－２", .number(-2)),
    ("share", "25％", .number(0.25)), ("ready", "对", .boolean(true)), ("ready", "沒有", .boolean(false)),
    ("ready", "No", .boolean(false)), ("level", "２", .integer(2)), ("start", "2026-3-1", .text("2026-03-01")),
    ("start", "2026/03/01", .text("2026-03-01")), ("start", "2026年3月1日", .text("2026-03-01")),
    ("start", "２０２６．３．１", .text("2026-03-01")),
    ("classes", "from、关于客户的知识", .list([.text("from"), .text("about")])),
    ("classes", "\"from, about\"", .list([.text("from"), .text("about")])),
    ("helpers", "Ada、Bo", .list([.text("Ada"), .text("Bo")])),
    ("days", "2026年3月1日；2026-03-02", .list([.text("2026-03-01"), .text("2026-03-02")])),
    ("helpers", "[Ada, Bo]", .list([.text("Ada"), .text("Bo")])), ("days", "[]", .list([])),
    ("cell", "[about, \"Ulm, West\"]", .text("about,\"Ulm, West\"")),
    ("address", "{city: NO, code: 007}", .record(["city": .text("NO"), "code": .integer(7)])),
    (
      "visits", "[{day: 2026-03-01, kind: 领导者}]",
      .list([.record(["day": .text("2026-03-01"), "kind": .text("leader")])])
    ),
    ("count", "{unknown: nobody knows}", .nonAnswer(.unknown, because: "nobody knows")),
  ])
  func readsAValueOfAnAuditFileByTheTypeOfItsField(field: String, written: String, value: Value) throws {
    let (file, diagnostics) = try Reading.audit(saying: "facts: {\(field): \(written)}\n")
    #expect(Reading.text(diagnostics) == "")
    let answers = try #require(file?.steps.first?.entries.first).answers
    #expect(answers == [FieldAnswer(FieldID(field), Answer(value))])
  }

  @Test(arguments: [
    ("count", "1e3"), ("count", "1.0"), ("count", "１，０００"), ("ratio", "inf"), ("ratio", "nan"),
    ("ratio", "0x1F"), ("ratio", "\"1,5\""), ("budget", "¥100"), ("ready", "1"), ("start", "2026-02-29"),
    ("start", "2026年2月30日"), ("start", "1.3.2026"), ("start", "26/3/1"), ("level", "1.5"),
    ("kind", "Leader "), ("who", "\"\""), ("classes", "about、form"), ("days", "2026-03-01、soon"),
  ])
  func refusesWhatIsNearlyAValue(field: String, written: String) throws {
    // A trailing space is no part of a plain text, so that one is a label.
    let expected = written == "Leader " ? [] : ["wrong-value"]
    let (file, diagnostics) = try Reading.audit(saying: "facts: {\(field): \(written)}\n")
    #expect(diagnostics.map(\.code) == expected, "\(Reading.text(diagnostics))")
    #expect(file?.steps.first?.entries.first?.answers.isEmpty == !expected.isEmpty)
  }

  @Test func saysNothingOfAnEmptyAnswer() throws {
    let (file, diagnostics) = try Reading.audit(saying: "facts: {name: , count: ~, classes: null}\n")
    #expect(diagnostics.isEmpty)
    #expect(file?.steps.first?.entries.first?.answers.isEmpty == true)
  }

  @Test func keepsWhatAnAnswerRestsOn() throws {
    let (file, _) = try Reading.audit(
      saying: "facts: {count: {value: 3, evidence: E1, source: minutes, confidence: low}}\n")
    #expect(
      file?.steps.first?.entries.first?.answers == [
        FieldAnswer("count", Answer(.integer(3), evidence: ["E1"], source: "minutes", confidence: .low))
      ])
  }

  @Test func leavesOutAWrongAnswerAndKeepsTheOthers() throws {
    let (file, diagnostics) = try Reading.audit(saying: "facts: {count: many, ratio: 2}\n")
    #expect(diagnostics.map(\.code) == ["wrong-value"])
    #expect(
      file?.steps.first?.entries.first?.answers == [FieldAnswer("ratio", Answer(.number(2)))])
  }
}
