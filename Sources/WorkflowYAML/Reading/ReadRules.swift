import CEL
import Diagnostics
import YAMLTree

/// The expressions of a workflow with their places, kept until everything that they speak of is known.
final class ReadRules {
  struct Entry {
    let expression: Expression
    let checked: CheckResult
    let environment: Environment
    let node: YAMLNode
  }

  private(set) var entries: [Entry] = []

  func add(_ expression: Expression, _ checked: CheckResult, _ environment: Environment, _ node: YAMLNode) {
    entries.append(Entry(expression: expression, checked: checked, environment: environment, node: node))
  }
}

extension YAMLNode {
  /// Where characters of a scalar's text stand, counted in Unicode scalars from the text's beginning.
  func span(ofScalars range: Range<Int>) -> SourceSpan {
    let start = position(ofScalar: range.lowerBound)
    let last = position(ofScalar: max(range.lowerBound, range.upperBound - 1))
    return SourceSpan(
      file: span.file, start: start, end: Position(line: last.line, column: last.column + 1))
  }
}
