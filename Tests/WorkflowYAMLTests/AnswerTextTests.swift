import AuditCore
import Diagnostics
import TestSupport
import Testing
import WorkflowYAML

/// Answers as they are typed.
@Suite struct AnswerTextTests {
  private func field(_ name: String) throws -> Field {
    try #require(try Reading.smallWorkflow()["facts"]?.field(FieldID(name)))
  }

  @Test(arguments: [
    ("name", "NO", Value.text("NO")), ("name", "[a, b]", .text("[a, b]")), ("note", "a: b", .text("a: b")),
    ("count", "012", .integer(12)), ("share", "25%", .number(0.25)), ("ready", "是", .boolean(true)),
    ("kind", "领导者", .text("leader")), ("owner", "Bo", .text("Bo")),
    ("cell", "about,Ulm", .text("about,Ulm")), ("cell", "about,\"Ulm, West\"", .text("about,\"Ulm, West\"")),
    ("classes", "about, from", .list([.text("about"), .text("from")])),
    ("classes", "about", .list([.text("about")])),
    ("helpers", "[Ada, Bo]", .list([.text("Ada"), .text("Bo")])),
    ("days", "2026-03-01", .list([.text("2026-03-01")])),
    ("days", "2026年3月1日、2026/3/2", .list([.text("2026-03-01"), .text("2026-03-02")])),
    ("classes", "about，from", .list([.text("about"), .text("from")])),
    ("helpers", "\"Ada, Jr\"; Bo", .list([.text("Ada,\" Jr\""), .text("Bo")])),
    ("count", "４２", .integer(42)), ("ready", "没有", .boolean(false)),
    ("address", "{city: Ulm, code: 7}", .record(["city": .text("Ulm"), "code": .integer(7)])),
    (
      "visits", "- {day: 2026-03-01, kind: leader}",
      .list([.record(["day": .text("2026-03-01"), "kind": .text("leader")])])
    ),
  ])
  func readsATypedAnswer(field name: String, typed: String, value: Value) throws {
    #expect(try AnswerText.value(typed, of: field(name)) == value)
  }

  @Test(arguments: [
    ("count", "many", "a whole number is expected, but this is `many`"),
    ("classes", "about, form", "`form` is not in `knowledge_class`, which has `about`, `from`"),
    (
      "days", "2026-03-01, 2026-03-02, 2026-03-03",
      "a number of items of at most 2 is expected, but this is 3"
    ),
    ("address", "Ulm", "a group of fields is expected, but this is one text"),
  ])
  func saysWhyATypedAnswerIsNone(field name: String, typed: String, message: String) throws {
    let field = try field(name)
    let mismatch = #expect(throws: Mismatch.self) { try AnswerText.value(typed, of: field) }
    #expect(mismatch?.message == message)
  }
}
