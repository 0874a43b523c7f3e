import AuditCore
import AuditDocuments
import AuditStore
import Diagnostics
import Template
import WorkflowYAML

/// Templates and phrases as documents need them, from the shelf or from what a record pins.
enum Templates {
  static let prefix = "Templates/"

  /// Where they are to be checked, what their expressions say is judged as in workflows.
  static func documents(
    _ workflow: Workflow, _ files: [PinnedContent], areChecked: Bool = false
  ) -> DocumentSet {
    var sources: [String: SourceFile] = [:]
    var phrases = Vocabulary(name: "phrases", items: [])
    var diagnostics: [Diagnostic] = []
    for file in files where file.name.hasPrefix(prefix) {
      let name = String(file.name.dropFirst(prefix.count))
      let source = SourceFile(name: file.name, bytes: file.bytes)
      if name.hasSuffix(".md") {
        sources[name] = source
      } else if name == "phrases.yaml" {
        let (read, wrong) = VocabularyFile.read(source, languages: workflow.languages)
        diagnostics += wrong
        phrases = read.first { $0.name == "phrases" } ?? phrases
      }
    }
    return DocumentSet(
      workflow: workflow, templates: sources, phrases: phrases, faults: diagnostics,
      judging: { workflow, expression in areChecked ? judged(workflow, expression) : [] },
      helping: { workflow, problem, text in ExpressionHelp(workflow.scope).help(problem, in: text) })
  }

  private static func judged(_ workflow: Workflow, _ expression: CheckedExpression) -> [Diagnostic] {
    ExpressionJudgement(workflow).diagnostics(
      on: expression.checked, isCondition: expression.isCondition, at: expression.span)
  }
}
