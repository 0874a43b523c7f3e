import Diagnostics

/// Where reading broke off, and what stands around it.
struct SyntaxScene {
  let source: SourceFile
  let place: Position
  /// Where what could not be finished began; the place itself if libyaml names none.
  let began: Position
  let isInList: Bool
  /// The last node that was read.
  let last: (form: ArenaNode.Form, span: SourceSpan)?
  /// The only node that was read, if it is a scalar without quotes.
  let loneText: SourceSpan?
  /// The innermost bracket that is open.
  let openBracket: (kind: ArenaNode.Form.Kind, span: SourceSpan)?

  init(_ source: SourceFile, _ mistake: SyntaxMistake, _ builder: TreeBuilder) {
    self.source = source
    place = Position(line: Int(mistake.place.startLine) + 1, column: Int(mistake.place.startColumn) + 1)
    began =
      mistake.context.isEmpty
      ? place
      : Position(
        line: Int(mistake.contextPlace.startLine) + 1, column: Int(mistake.contextPlace.startColumn) + 1)
    isInList = mistake.problem.contains("'-'") || mistake.problem.contains("]")
    last = builder.lastNode
    loneText = builder.nodes.count == 1 && last?.form == .plain ? last?.span : nil
    openBracket = builder.openBracket
  }

  /// The same scene, looked at from another place.
  init(_ scene: SyntaxScene, at place: Position) {
    source = scene.source
    self.place = place
    began = place
    isInList = scene.isInList
    last = scene.last
    loneText = scene.loneText
    openBracket = scene.openBracket
  }

  func line(_ number: Int) -> [Unicode.Scalar] {
    Array(String(decoding: source.line(number), as: UTF8.self).unicodeScalars)
  }

  /// The text of a line from a place on, without blanks at its end.
  func text(from position: Position) -> String {
    var scalars = line(position.line).dropFirst(position.column - 1)
    while let end = scalars.last, end == " " || end == "\t" { scalars.removeLast() }
    return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
  }

  /// The text of the line before a place.
  func text(before position: Position) -> String {
    line(position.line).prefix(position.column - 1).reduce(into: "") { $0.unicodeScalars.append($1) }
  }

  var isAtEnd: Bool { source.byteOffset(of: place) >= source.bytes.count }

  /// Whether nothing but blanks stands before the place on its line.
  var beginsLine: Bool { line(place.line).prefix(place.column - 1).allSatisfy { $0 == " " || $0 == "\t" } }

  var character: Unicode.Scalar? { line(place.line).dropFirst(place.column - 1).first }

  /// The place itself, one character wide.
  var point: SourceSpan { span(place, width: 1) }

  /// From the place to the next blank.
  var word: SourceSpan {
    span(
      place,
      width: max(1, line(place.line).dropFirst(place.column - 1).prefix { $0 != " " && $0 != "\t" }.count))
  }

  /// From a place to the end of its line, comments left out.
  func rest(from position: Position) -> SourceSpan {
    let text = text(from: position)
    let shown = text.firstRange(of: " #").map { text[..<$0.lowerBound] } ?? text[...]
    return span(position, width: max(1, shown.unicodeScalars.count))
  }

  func span(_ start: Position, width: Int) -> SourceSpan {
    SourceSpan(
      file: source, start: start, end: Position(line: start.line, column: start.column + width))
  }
}

extension String {
  func firstRange(of other: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) {
        return start..<index(start, offsetBy: other.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
