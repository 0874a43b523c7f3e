import Diagnostics
import Template
import TestSupport
import Testing

/// Whole templates and what comes of them, as pairs of files.
@Suite struct TemplateFileTests {
  @Test(arguments: fixtures("err", "md"))
  func saysEverythingThatIsWrong(name: String) throws {
    let (template, diagnostics) = try World.parse("err/\(name).md")
    #expect(template == nil)
    try expectGolden(DiagnosticPrinter(colour: false).text(diagnostics), "err/\(name).out")
  }

  @Test(arguments: fixtures("ok", "md"))
  func writesTheDocument(name: String) throws {
    let (template, diagnostics) = try World.parse("ok/\(name).md")
    #expect(diagnostics.isEmpty, "\(DiagnosticPrinter(colour: false).text(diagnostics))")
    let document = try template?.render(World.values())
    try expectGolden(String(decoding: document?.text ?? [], as: UTF8.self), "ok/\(name).out")
  }
}
