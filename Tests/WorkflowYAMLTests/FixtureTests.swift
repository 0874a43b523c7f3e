import Diagnostics
import Foundation
import TestSupport
import Testing
import WorkflowYAML

@Suite struct FixtureTests {
  @Test(arguments: fixtures("workflows/err", "yaml"))
  func explainsWhatIsWrongWithAWorkflow(name: String) throws {
    let (_, diagnostics) = try Reading.workflow("workflows/err/\(name).yaml")
    #expect(!diagnostics.isEmpty)
    try expectGolden(Reading.text(diagnostics), "workflows/err/\(name).out")
  }

  @Test(arguments: fixtures("workflows/ok", "yaml"))
  func takesAWorkflowSilently(name: String) throws {
    let (loaded, diagnostics) = try Reading.workflow("workflows/ok/\(name).yaml")
    #expect(Reading.text(diagnostics) == "")
    #expect(loaded != nil)
  }

  @Test(arguments: fixtures("audits/err", "yaml"))
  func explainsWhatIsWrongWithAnAuditFile(name: String) throws {
    let (_, diagnostics) = try Reading.audit("audits/err/\(name).yaml")
    #expect(!diagnostics.isEmpty)
    try expectGolden(Reading.text(diagnostics), "audits/err/\(name).out")
  }

  @Test(arguments: fixtures("audits/ok", "yaml"))
  func takesAnAuditFileSilently(name: String) throws {
    let (file, diagnostics) = try Reading.audit("audits/ok/\(name).yaml")
    #expect(Reading.text(diagnostics) == "")
    #expect(file != nil)
  }

  @Test func theFixturesRaiseEveryCodeOfTheSources() throws {
    let inSources = try Self.codesInSources()
    #expect(inSources.count > 40)
    let raised = try Self.codesRaised().union(Self.raisedByLimitTests)
    #expect(inSources.subtracting(raised).sorted() == [])
  }

  /// By files too large to be kept.
  private static let raisedByLimitTests: Set<String> = [
    "too-many-fields", "too-many-checks", "too-many-mistakes",
  ]

  @Test func thereAreAsManyNearMissesAsMistakes() {
    for folder in ["workflows", "audits"] {
      #expect(fixtures("\(folder)/ok", "yaml").count >= fixtures("\(folder)/err", "yaml").count)
    }
  }

  private static func codesRaised() throws -> Set<String> {
    var raised: Set<String> = []
    for name in fixtures("workflows/err", "yaml") {
      raised.formUnion(try Reading.workflow("workflows/err/\(name).yaml").diagnostics.map(\.code))
    }
    for name in fixtures("audits/err", "yaml") {
      raised.formUnion(try Reading.audit("audits/err/\(name).yaml").diagnostics.map(\.code))
    }
    return raised
  }

  private static func codesInSources(filePath: String = #filePath) throws -> Set<String> {
    let root = URL(fileURLWithPath: filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/WorkflowYAML")
    var codes: Set<String> = []
    for case let file as URL in FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
      .map(Array.init) ?? [] where file.pathExtension == "swift"
    {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /Diagnostic\(\s*"([a-z-]+)"/) { codes.insert(String(match.1)) }
    }
    return codes
  }
}
