import AuditCore
import Diagnostics
import Foundation
import TestSupport
import Testing
import WorkflowYAML

/// New audit files of the shipped workflow.
@Suite struct ScaffoldTests {
  private static func shipped() throws -> Workflow {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Workflows")
    func file(_ name: String) -> SourceFile? {
      (try? Data(contentsOf: folder.appendingPathComponent(name))).map {
        SourceFile(name: name, bytes: Array($0))
      }
    }
    let source = try #require(file("customer-knowledge-audit.yaml"))
    let (loaded, diagnostics) = WorkflowReader.read(source, find: file)
    #expect(Reading.text(diagnostics) == "")
    return try #require(loaded).workflow
  }

  private func check(_ text: String, _ workflow: Workflow) -> (file: AuditFile?, diagnostics: [Diagnostic]) {
    AuditDocument(SourceFile(name: "acme.yaml", text: text)).read(as: workflow) { _ in nil }
  }

  @Test(arguments: Language.allCases)
  func passesCheckAsItIs(language: Language) throws {
    let workflow = try Self.shipped()
    let text = Scaffold.text(
      audit: "acme-2026", title: "NO: \"1\" # 2", workflow: workflow, named: workflow.id, language: language)
    let (file, diagnostics) = check(text, workflow)
    #expect(Reading.text(diagnostics) == "")
    #expect(file?.audit == "acme-2026")
    #expect(file?.description == Description(title: "NO: \"1\" # 2", language: language, asOf: nil))
    #expect(file?.steps.isEmpty == true)
  }

  @Test(arguments: Language.allCases)
  func passesCheckOnceTheMarksAreTakenAway(language: Language) throws {
    let workflow = try Self.shipped()
    let text = Scaffold.text(
      audit: "acme-2026", title: nil, workflow: workflow, named: workflow.id, language: language)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // What looks like a key behind a mark, at any depth, is meant to be filled in.
    let open = lines.map { line in
      line.wholeMatch(of: /# ((?: {2})*(?:- |  )?[a-z][a-z0-9_]*:.*)/).map { String($0.1) } ?? line
    }
    let (_, diagnostics) = check(open.joined(separator: "\n"), workflow)
    // Nothing is unknown; only the entries have no keys yet.
    #expect(Set(diagnostics.map(\.code)).subtracting(["missing-key-field", "wrong-kind"]) == [])
  }

  @Test func asksEveryQuestionThatIsNotComputed() throws {
    let workflow = try Reading.smallWorkflow()
    let text = Scaffold.text(
      audit: "acme", title: nil, workflow: workflow, named: "small", language: .english)
    for step in workflow.steps where !step.isComputed {
      #expect(text.contains(" \(step.id):"))
      for field in step.fields {
        #expect(text.contains(" \(field.id):") == !field.isComputed || step.id == "facts")
      }
    }
    #expect(!text.contains("gaps"))
  }
}
