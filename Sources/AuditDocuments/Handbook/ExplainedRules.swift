import AuditCore

/// Expressions in words where they are simple, and as they stand where they are not.
extension WorkflowHandbook {
  /// The expression, on what it stands on.
  func explained(_ rule: Rule, on stand: Stand = Stand(), inCell: Bool = false) -> String {
    let words = ExpressionWords(workflow, wording, quoted, stand: stand).words(rule)
    let code = MarkdownPieces.code(rule.text, inCell: inCell)
    return words.map { say("\($0) (\(code))", "\($0)（\(code)）") } ?? code
  }
}
