import Diagnostics
import TestSupport
import Testing
import YAMLTree

@Suite struct FixtureTests {
  @Test(arguments: fixtures("err", "yaml"))
  func explainsWhatIsWrong(name: String) throws {
    let document = YAMLTree.parse(
      SourceFile(name: "\(name).yaml", bytes: try fixtureBytes("err/\(name).yaml")))
    try expectGolden(DiagnosticPrinter(colour: false).text(document.diagnostics), "err/\(name).out")
  }

  @Test(arguments: fixtures("ok", "yaml"))
  func staysSilent(name: String) throws {
    let document = YAMLTree.parse(
      SourceFile(name: "\(name).yaml", bytes: try fixtureBytes("ok/\(name).yaml")))
    #expect(DiagnosticPrinter(colour: false).text(document.diagnostics) == "")
    #expect(document.root != nil)
  }
}
