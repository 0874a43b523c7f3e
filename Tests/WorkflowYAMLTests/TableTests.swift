import AuditCore
import Diagnostics
import TestSupport
import Testing
import WorkflowYAML

/// Registers that come from tables.
@Suite struct TableTests {
  private func entries(_ step: String, _ table: String) throws -> [FileEntry] {
    let text = step == "members" ? "team: {members: {from: t.csv}}\n" : "\(step): {from: t.csv}\n"
    let (file, diagnostics) = try Reading.audit(saying: text, tables: ["t.csv": table])
    #expect(Reading.text(diagnostics) == "")
    return try #require(file?.steps.first).entries
  }

  @Test func takesCellsByTheTypeOfTheirField() throws {
    let entries = try entries(
      "members", "person,kind,roles,units,since\nNO,领导者,sponsor|审计员,1e3 | 012,2026-03-01\n")
    #expect(entries.map(\.id) == [EntryID("members", EntryKey(["NO"]))])
    #expect(
      entries[0].answers == [
        FieldAnswer("kind", Answer(.text("leader"))),
        FieldAnswer("roles", Answer(.list([.text("sponsor"), .text("auditor")]))),
        FieldAnswer("units", Answer(.list([.text("1e3"), .text("012")]))),
        FieldAnswer("since", Answer(.text("2026-03-01"))),
      ])
  }

  @Test func takesAnEmptyCellForNoAnswer() throws {
    let entries = try entries("members", "person,kind,units\nAda,leader,\n")
    #expect(entries[0].answers.map(\.field) == ["kind"])
  }

  @Test func findsColumnsByTheTitlesOfFieldsInAnyLanguage() throws {
    let chinese = try entries("ideal", "知识类别,place,级别\n来自客户的知识,乌尔姆,部分\n")
    let english = try entries("ideal", "Class,place,Level\nFrom customers,乌尔姆,Some\n")
    #expect(chinese.map(\.id) == [EntryID("ideal", EntryKey(["from", "乌尔姆"]))])
    #expect(chinese.map(\.answers) == [[FieldAnswer("level", Answer(.integer(1)))]])
    #expect(chinese.map(\.id) == english.map(\.id))
    #expect(chinese.map(\.answers) == english.map(\.answers))
  }

  @Test func putsAKeyTogetherFromTheColumnsOfWhatItRefersTo() throws {
    let spread = try entries("ratings", "class,place,group,rater,score\n关于客户的知识,\"Ulm, West\",leader,Ada,2\n")
    let whole = try entries(
      "ratings", "subject,group,rater,score\n\"about,\"\"Ulm, West\"\"\",leader,Ada,2\n")
    #expect(spread.map(\.id) == [EntryID("ratings", EntryKey(["about", "Ulm, West", "leader", "Ada"]))])
    #expect(spread.map(\.id) == whole.map(\.id))
  }

  @Test func putsAKeyInTheOrderInWhichItIsDeclared() throws {
    let fields = "rater: {type: text}, unit: {type: text}, score: {type: integer}"
    let text = """
      {kaudit: 1, workflow: w, version: 1.0.0, title: W, languages: [en], phases: [{phase: p, title: P, steps: [
      {step: scores, title: S, collect: {key: [unit, rater], fields: {\(fields)}}}]}]}
      """
    let workflow = try #require(
      WorkflowReader.read(SourceFile(name: "w.yaml", text: text)) { (_: String) in nil }.workflow?.workflow)
    let table = SourceFile(name: "t.csv", text: "rater,score,unit\nAda,3,A01\n")
    let (entries, diagnostics) = AnswerText.entries(
      table, of: "scores", in: workflow, columns: [("rater", "rater"), ("unit", "unit"), ("score", "score")],
      separator: "|")
    #expect(diagnostics.isEmpty)
    #expect(entries.map(\.id.key.parts) == [["A01", "Ada"]])
  }

  @Test func readsAnImportedTableWithItsColumnsNamed() throws {
    let workflow = try Reading.smallWorkflow()
    let table = SourceFile(name: "t.csv", text: "name;type;units\nAda;leader;a/b\nAda;general;\n")
    let (entries, diagnostics) = AnswerText.entries(
      table, of: "members", in: workflow, columns: [("person", "name"), ("kind", "type")], separator: "/")
    #expect(diagnostics.map(\.code) == ["duplicate-entry"])
    #expect(entries.map(\.id.key.written) == ["Ada"])
    #expect(entries[0].answers.map(\.field) == ["kind", "units"])
  }

  @Test func tellsSharesWithoutASignOnceAColumn() throws {
    let table = "class,place,level,portion\nabout,Ulm,1,80\nfrom,Ulm,1,-20\nabout,Bonn,1,80%\nfrom,Bonn,1,1\n"
    let ofTable = try Reading.audit(saying: "ideal: {from: t.csv}\n", tables: ["t.csv": table]).diagnostics
    #expect(
      ofTable.map(\.message) == [
        "`portion`: `80` means 8000 %; 1 more cell of the column lacks the sign"
      ])
    let entries = """
      ideal:
        - {class: about, place: Ulm, level: 1, portion: 80}
        - {class: from, place: Ulm, level: 1, portion: -20}

      """
    let ofEntries = try Reading.audit(saying: entries, tables: [:]).diagnostics
    #expect(
      ofEntries.map(\.message) == ["`portion`: `80` means 8000 %", "`portion`: `-20` means -2000 %"])
  }
}
