import Diagnostics
import Foundation
import Testing

@testable import kaudit

/// Every code of a diagnostic is explained, and what the explanations show is so.
@Suite struct ExplanationTests {
  private static let explained = Explanation.all.flatMap(\.explanations)
  private static let examples = explained.filter { $0.unrunnable == nil }

  @Test func everyCodeOfTheSourcesIsExplainedOnceAndNoOther() throws {
    let codes = Self.explained.map(\.code)
    #expect(codes.count > 100)
    #expect(codes.count == Set(codes).count)
    let raised = try CodesInSources.all()
    #expect(raised.subtracting(codes).sorted() == [])
    #expect(Set(codes).subtracting(raised).sorted() == [])
  }

  @Test func almostEveryExampleIsRun() {
    #expect(Self.explained.count - Self.examples.count < 30)
  }

  @Test(arguments: examples.map(\.code))
  func theWrongExampleRaisesTheCodeAndNoOtherError(code: String) throws {
    let explanation = try #require(Explanation[code])
    let found = try ExampleFrame.check(explanation.wrong, explanation.frame)
    #expect(found.contains { $0.code == code }, "\(DiagnosticPrinter(colour: false).text(found))")
    let others = found.filter { $0.code != code && $0.severity == .error }
    #expect(others.isEmpty, "\(DiagnosticPrinter(colour: false).text(others))")
  }

  @Test(arguments: examples.map(\.code))
  func theRightExampleIsSilent(code: String) throws {
    let explanation = try #require(Explanation[code])
    let found = try ExampleFrame.check(explanation.right, explanation.frame)
    #expect(found.isEmpty, "\(DiagnosticPrinter(colour: false).text(found))")
  }

  @Test func explanationsAreSentencesAndExamplesAreShort() {
    for explanation in Self.explained {
      #expect(explanation.meaning.hasSuffix(".") && explanation.why.hasSuffix("."), "\(explanation.code)")
      #expect(!explanation.help.hasSuffix(".") && !explanation.help.isEmpty, "\(explanation.code)")
      #expect(explanation.wrong != explanation.right || explanation.unrunnable != nil, "\(explanation.code)")
      for text in [explanation.wrong, explanation.right] {
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 110 }, "\(explanation.code)")
      }
    }
  }
}

/// The codes that the sources can raise.
enum CodesInSources {
  static func all() throws -> Set<String> {
    let sources = Transcripts.root.appendingPathComponent("Sources")
    let files =
      FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil).map(Array.init) ?? []
    var codes: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /Diagnostic\(\s*"([a-z0-9-]+)"/) { codes.insert(String(match.1)) }
      guard file.lastPathComponent == "CheckResult.swift" else { continue }
      for match in text.matches(of: /case \w+ = "([a-z-]+)"/) { codes.insert(String(match.1)) }
    }
    return codes
  }
}

/// Every code has a fixture that raises it, or a test that names it.
@Suite struct CodeFixtureTests {
  @Test func everyCodeHasAFixtureOrATest() throws {
    let tests = Transcripts.root.appendingPathComponent("Tests")
    let files =
      FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil).map(Array.init) ?? []
    var recorded: Set<String> = []
    var named: Set<String> = []
    for case let file as URL in files {
      guard ["out", "swift", "md"].contains(file.pathExtension),
        let text = try? String(contentsOf: file, encoding: .utf8)
      else { continue }
      let pattern =
        file.pathExtension == "swift" ? /"([a-z]+(?:-[a-z0-9]+)*)"/ : /(?:error|warning)\[([a-z0-9-]+)\]/
      for match in text.matches(of: /(?:error|warning)\[([a-z0-9-]+)\]/) { recorded.insert(String(match.1)) }
      for match in text.matches(of: pattern) {
        if file.pathExtension == "swift" {
          named.insert(String(match.1))
        } else {
          recorded.insert(String(match.1))
        }
      }
    }
    let codes = try CodesInSources.all()
    #expect(recorded.intersection(codes).count >= 100)
    // The examples of explanations are run as well, but for those that say why they are not.
    let run = Explanation.all.flatMap(\.explanations).filter { $0.unrunnable == nil }.map(\.code)
    let known = recorded.union(named).union(run).union(Self.beyondTests)
    #expect(codes.subtracting(known).sorted() == [])
  }

  /// Raised only where memory ends, or by texts that nobody knows.
  private static let beyondTests: Set<String> = ["out-of-memory", "unreadable-yaml", "unreadable-markdown"]
}
