import AuditCore
import AuditDocuments
import TestSupport
import Testing

/// What a document shows of where things stand: stale rows, sign-offs, drafts.
@Suite struct StateTests {
  private func finished() throws -> SmallAudit {
    var audit = try SmallAudit()
    try audit.answerFromFile()
    try audit.answer("assets", ["A2"], "revenue", .number(250_000.5))
    try audit.answer("assets", ["A3"], "criticality", .integer(2))
    try audit.run(.submit("assets"))
    try audit.compute()
    return audit
  }

  @Test func isADraftUntilItsStepsAreSignedOff() throws {
    var audit = try finished()
    let charter = try #require(audit.set.documents.first { $0.id == "charter" })
    #expect(audit.set.isDraft(charter, in: audit.state))
    let draft = try audit.render("charter", .english)
    #expect(draft.markdown.contains("**Draft**") && draft.html.contains("class=\"banner\""))
    try audit.run(.approve("team", content: "feed"), by: "李雷")
    #expect(!audit.set.isDraft(charter, in: audit.state))
    let final = try audit.render("charter", .english)
    #expect(!final.markdown.contains("Draft") && !final.html.contains("class=\"banner\""))
    try expectGolden(final.markdown, "golden/charter-final.en.md")
  }

  @Test(arguments: Language.allCases)
  func saysThatASignOffWasOnlyStated(language: Language) throws {
    var audit = try finished()
    let statement = SignOff.Statement(by: "李雷", date: "2026-01-12", evidence: "E7", note: "by mail")
    try audit.run(.approve("team", content: "feed", stated: statement), by: "Ada")
    try expectGolden(
      try audit.render("charter", language).markdown, "golden/charter-stated.\(language.rawValue).md")
  }

  @Test func marksStaleRowsAndIsADraftAgain() throws {
    var audit = try finished()
    let register = try #require(audit.set.documents.first { $0.id == "register" })
    #expect(!audit.set.isDraft(register, in: audit.state))
    try audit.answer("members", ["Ada"], "unit", .text("sales"))
    #expect(audit.set.isDraft(register, in: audit.state))
    try expectGolden(try audit.render("register", .english).markdown, "golden/register-stale.en.md")
  }

  @Test func withholdsBlindScoresUntilAllAreIn() throws {
    var audit = try finished()
    #expect(try audit.render("report", .english).markdown.contains("| About customers | Ada | 1 Local |"))
    try audit.run(.reopen("ratings", because: "one more rater"))
    let draft = try audit.render("report", .english).markdown
    #expect(draft.contains("| About customers | Ada | withheld until all is handed in |"))
    #expect(!draft.contains("1 Local"))
  }

  @Test func showsWhyAStepWasReturned() throws {
    var audit = try finished()
    try audit.run(.return("team", feedback: "The mandate | *lacks* a date."), by: "李雷")
    let text = try audit.render("charter", .english).markdown
    #expect(text.contains("> The mandate \\| \\*lacks\\* a date."))
  }

  @Test func listsDocumentsWithTheirSteps() throws {
    let documents = try SmallAudit().set.documents
    #expect(documents.map(\.id) == ["charter", "register", "report"])
    #expect(documents.map(\.steps) == [["team"], ["assets"], ["ideal", "ratings", "gaps"]])
    #expect(documents[0].title[.chinese] == "审计章程")
  }
}
