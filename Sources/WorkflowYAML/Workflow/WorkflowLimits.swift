import Diagnostics
import YAMLTree

/// How much one workflow may ask for.
enum WorkflowLimits {
  /// Steps, with those inside groups and of included workflows.
  static let steps = 10_000
  /// Fields beside each other.
  static let fields = 1_000
  /// Checks of one place.
  static let checks = 1_000
  /// Mistakes told of one expression.
  static let problems = 100
}

extension Findings {
  /// Whether a list or mapping has no more than `limit` parts; one that has more is told, and not read.
  func allows(_ node: YAMLNode, atMost limit: Int, _ what: String) -> Bool {
    guard node.count > limit else { return true }
    add(
      Diagnostic(
        "too-many-\(what)",
        "at most \(limit) \(what) may stand beside each other, but these are \(node.count)",
        at: node.useSpan))
    return false
  }
}

extension Diagnostic {
  static func tooManyProblems(_ more: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "too-many-mistakes",
      "of this expression \(WorkflowLimits.problems) mistakes are told; \(more) more were counted", at: span)
  }
}
