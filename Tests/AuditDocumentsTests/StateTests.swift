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
    // Its owners are members of a team that nobody has signed off.
    #expect(audit.set.isDraft(register, in: audit.state))
    try audit.run(.approve("team", content: "feed"), by: "李雷")
    #expect(!audit.set.isDraft(register, in: audit.state))
    try audit.answer("members", ["Ada"], "unit", .text("sales"))
    #expect(audit.set.isDraft(register, in: audit.state))
    try expectGolden(try audit.render("register", .english).markdown, "golden/register-stale.en.md")
  }

  @Test func isADraftWhileWhatItsFiguresRestOnIsOpen() throws {
    var audit = try finished()
    func draft(_ id: String) throws -> Bool {
      audit.set.isDraft(try #require(audit.set.documents.first { $0.id == id }), in: audit.state)
    }
    try audit.run(.approve("team", content: "feed"), by: "李雷")
    #expect(try ["charter", "register", "report"].map(draft) == [false, false, false])
    // The gaps are computed anew at once and stand as done; the levels under them are open.
    try audit.run(.reopen("ideal", because: "a level was forgotten"))
    #expect(audit.state.state("gaps") == .done)
    #expect(try ["charter", "register", "report"].map(draft) == [false, false, true])
  }

  @Test(arguments: Language.allCases)
  func tellsAnswersDefaultsAndWhatIsOpenApart(language: Language) throws {
    var audit = try SmallAudit()
    try audit.answerFromFile()
    let register = try audit.render("register", language).markdown
    let charter = try audit.render("charter", language).markdown
    let (months, building, open) =
      language == .english
      ? ("12 months \\[default\\]", "Building: main \\[default\\]", "open")
      : ("12 个月〔默认值〕", "楼号：main〔默认值〕", "待定")
    #expect(register.contains("| \(months) |") && charter.contains(building))
    // A4 has no criticality yet, which it needs; its owner may stay away.
    try audit.answer("assets", ["A4"], "name", .text("Visits"))
    let rows = try audit.render("register", language).markdown.split(separator: "\n")
    let row = try #require(rows.first { $0.hasPrefix("| A4") })
    #expect(row.contains("| \(open) |") && row.contains("| – |"))
    try audit.answer("assets", ["A2"], "review", .integer(6))
    #expect(
      try audit.render("register", language).markdown.contains(
        language == .english ? "| 6 months |" : "| 6 个月 |"))
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
