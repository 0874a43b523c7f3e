import AuditCore
import AuditDocuments
import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite struct RenderTests {
  @Test func findsNothingWrongWithGoodTemplates() throws {
    let printer = DiagnosticPrinter(colour: false)
    #expect(try SmallAudit().set.diagnostics.map(printer.text) == [])
  }

  @Test(arguments: ["charter", "register", "report"], Language.allCases)
  func rendersADraft(document: String, language: Language) throws {
    var audit = try SmallAudit()
    try audit.answerFromFile()
    try audit.compute()
    let rendered = try audit.render(document, language)
    try expectGolden(rendered.markdown, "golden/\(document)-draft.\(language.rawValue).md")
    // How pages look is agreed in the tests of `Formats`.
    let body = try #require(rendered.html.range(of: "</style>")).upperBound
    try expectGolden(String(rendered.html[body...]), "golden/\(document)-draft.\(language.rawValue).html")
  }

  @Test(arguments: ["charter", "register", "report"], Language.allCases)
  func rendersAnAuditWithoutAnyAnswer(document: String, language: Language) throws {
    let rendered = try SmallAudit().render(document, language)
    try expectGolden(rendered.markdown, "golden/\(document)-empty.\(language.rawValue).md")
  }
}
