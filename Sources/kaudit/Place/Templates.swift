import AuditCore
import AuditDocuments
import AuditStore
import Diagnostics
import Template
import WorkflowYAML

/// Templates and phrases as documents need them, from the shelf or from what a record pins.
enum Templates {
  static let prefix = "Templates/"
  /// The phrases of an audit, or those that ship where it has none of its own.
  static let phrases = "Templates/phrases.yaml"
  /// The phrases that ship, beside those of an audit.
  static let shippedPhrases = "Templates/shipped/phrases.yaml"

  /// Where they are to be checked, what their expressions say is judged as in workflows.
  static func documents(
    _ workflow: Workflow, _ files: [PinnedContent], areChecked: Bool = false
  ) -> DocumentSet {
    var sources: [String: SourceFile] = [:]
    for file in files where file.name.hasPrefix(prefix) && file.name.hasSuffix(".md") {
      sources[String(file.name.dropFirst(prefix.count))] = SourceFile(name: file.name, bytes: file.bytes)
    }
    var items: [Vocabulary.Item] = []
    var diagnostics: [Diagnostic] = []
    // The audit's own come first: of two under one key the first is meant.
    for name in [phrases, shippedPhrases] {
      guard let file = files.first(where: { $0.name == name }) else { continue }
      let (read, wrong) = VocabularyFile.read(
        SourceFile(name: name, bytes: file.bytes), languages: workflow.languages)
      diagnostics += wrong
      let own = Set(items.map(\.key))
      items += read.first { $0.name == "phrases" }?.items.filter { !own.contains($0.key) } ?? []
    }
    return DocumentSet(
      workflow: workflow, templates: sources, phrases: Vocabulary(name: "phrases", items: items),
      faults: diagnostics,
      judging: { workflow, expression in areChecked ? judged(workflow, expression) : [] },
      helping: { workflow, problem, text in ExpressionHelp(workflow.scope).help(problem, in: text) })
  }

  private static func judged(_ workflow: Workflow, _ expression: CheckedExpression) -> [Diagnostic] {
    ExpressionJudgement(workflow).diagnostics(
      on: expression.checked, isCondition: expression.isCondition, at: expression.span)
  }
}
