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

extension Diagnostic {
  static func tooManyFields(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      "too-many-fields",
      "at most \(WorkflowLimits.fields) fields stand beside each other, but these are \(node.count)",
      at: node.useSpan, help: "what repeats is a register or a table")
  }

  static func tooManyChecks(_ node: YAMLNode) -> Diagnostic {
    Diagnostic(
      "too-many-checks",
      "at most \(WorkflowLimits.checks) checks stand beside each other, but these are \(node.count)",
      at: node.useSpan, help: "one check can look at all entries of a register")
  }

  static func tooManyProblems(_ more: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "too-many-mistakes",
      "of this expression \(WorkflowLimits.problems) mistakes are told; \(more) more were counted", at: span)
  }
}
