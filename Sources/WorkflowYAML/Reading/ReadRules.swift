import CEL
import Diagnostics
import YAMLTree

/// The expressions of a workflow with their places, kept until everything that they speak of is known.
final class ReadRules {
  struct Entry {
    let expression: Expression
    let checked: CheckResult
    let node: YAMLNode
  }

  private(set) var entries: [Entry] = []

  func add(_ expression: Expression, _ checked: CheckResult, _ node: YAMLNode) {
    entries.append(Entry(expression: expression, checked: checked, node: node))
  }
}

extension YAMLNode {
  /// Where characters of a scalar's text stand, counted in Unicode scalars from the text's beginning.
  func span(ofScalars range: Range<Int>) -> SourceSpan {
    let start = position(ofScalar: range.lowerBound)
    let last = position(ofScalar: max(range.lowerBound, range.upperBound - 1))
    // What is missing at the end of a line stands nowhere: the mark does not go beyond.
    let file = span.file
    let end = file.position(ofByte: file.byteOffset(of: Position(line: last.line, column: last.column + 1)))
    return SourceSpan(file: file, start: start, end: end)
  }

  /// The remark that follows a text without quotes on its last line.
  var remarkBehind: SourceSpan? {
    guard isPlain else { return nil }
    let end = span.end
    let line = Array(String(decoding: span.file.line(end.line), as: UTF8.self).unicodeScalars)
    let rest = line.dropFirst(end.column - 1)
    guard let sign = rest.firstIndex(where: { $0 != " " && $0 != "\t" }), line[sign] == "#" else {
      return nil
    }
    return SourceSpan(
      file: span.file, start: Position(line: end.line, column: sign + 1),
      end: Position(line: end.line, column: line.count + 1))
  }
}
