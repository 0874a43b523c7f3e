import Diagnostics

/// Finds for a character of a scalar's text the place in the file where it is written,
/// by walking the text and the way it is written side by side.
struct ScalarPlaces {
  private let text: [Unicode.Scalar]
  private let style: YAMLStyle
  private let start: Position
  private let end: Position
  private let file: SourceFile

  init(_ node: YAMLNode) {
    let span = node.span
    text = Array(node.text.unicodeScalars)
    style = node.style
    start = span.start
    end = span.end
    file = span.file
  }

  func position(ofScalar offset: Int) -> Position {
    let offset = max(0, offset)
    switch style {
    case .literal, .folded: return positionInBlock(offset)
    case .singleQuoted, .doubleQuoted: return positionInFlow(offset, quoted: true)
    case .plain: return positionInFlow(offset, quoted: false)
    case .block, .flow: return start
    }
  }

  // MARK: Plain and quoted

  private func positionInFlow(_ offset: Int, quoted: Bool) -> Position {
    var place = Position(line: start.line, column: start.column + (quoted ? 1 : 0))
    var line = scalars(ofLine: place.line)
    var reached = 0
    while place < end {
      let column = place.column - 1
      if isEscapedEnd(line, column) {
        place = nextText(after: place.line).0
        line = scalars(ofLine: place.line)
      } else if reached >= offset {
        break
      } else if column >= line.count || isFold(line, column) {
        // A line end and the blanks around it are one space, or one line end fewer than they are.
        let (next, breaks) = nextText(after: place.line)
        reached += max(1, breaks - 1)
        guard reached <= offset else { return place }
        place = next
        line = scalars(ofLine: place.line)
      } else {
        place.column += writtenLength(line, column)
        reached += 1
      }
    }
    return min(place, lastPlace(quoted: quoted))
  }

  /// Whether a backslash joins the line to the next one.
  private func isEscapedEnd(_ line: [Unicode.Scalar], _ column: Int) -> Bool {
    style == .doubleQuoted && column + 1 == line.count && line[column] == "\\"
  }

  /// Whether only blanks follow on the line, so that they belong to its end.
  private func isFold(_ line: [Unicode.Scalar], _ column: Int) -> Bool {
    guard start.line != end.line, Self.isBlank(line[column]) else { return false }
    return line[column...].allSatisfy(Self.isBlank)
  }

  private func nextText(after number: Int) -> (Position, breaks: Int) {
    var number = number
    var breaks = 0
    while number < end.line {
      number += 1
      breaks += 1
      let line = scalars(ofLine: number)
      if let first = line.firstIndex(where: { !Self.isBlank($0) }) {
        return (Position(line: number, column: first + 1), breaks)
      }
    }
    return (end, breaks)
  }

  /// How many characters of the file write one character of the text.
  private func writtenLength(_ line: [Unicode.Scalar], _ column: Int) -> Int {
    let isLast = column + 1 >= line.count
    switch (style, line[column]) {
    case (.singleQuoted, "'") where !isLast && line[column + 1] == "'": return 2
    case (.doubleQuoted, "\\") where !isLast:
      switch line[column + 1] {
      case "x": return 4
      case "u": return 6
      case "U": return 10
      default: return 2
      }
    default: return 1
    }
  }

  private func lastPlace(quoted: Bool) -> Position {
    quoted && end.column > 1 ? Position(line: end.line, column: end.column - 1) : end
  }

  // MARK: Literal and folded

  private func positionInBlock(_ offset: Int) -> Position {
    guard let first = text.firstIndex(where: { $0 != "\n" }) else { return end }
    let leading = text[first...].prefix { $0 == " " }.count
    var number = start.line + 1
    while number < end.line, scalars(ofLine: number).allSatisfy({ $0 == " " }) { number += 1 }
    let indent = max(0, scalars(ofLine: number).prefix { $0 == " " }.count - leading)

    guard offset < text.count else { return end }
    if style == .literal {
      let before = text.prefix(offset)
      let line = start.line + 1 + before.count { $0 == "\n" }
      let column = before.count - (before.lastIndex(of: "\n").map { $0 + 1 } ?? 0)
      return Position(line: line, column: indent + column + 1)
    }
    // Folded: each line's contents stand in the text in order, with spaces and line ends between them.
    var reached = first
    while number < end.line || (number == end.line && end.column > 1) {
      let content = scalars(ofLine: number).dropFirst(indent)
      if !content.isEmpty {
        if offset < reached + content.count {
          return Position(line: number, column: indent + 1 + max(0, offset - reached))
        }
        reached += content.count
        while reached < text.count, text[reached] == "\n" || text[reached] == " " {
          reached += 1
          if reached < text.count, text[reached - 1] == "\n", text[reached] == " " { break }
        }
      }
      number += 1
    }
    return end
  }

  private func scalars(ofLine number: Int) -> [Unicode.Scalar] {
    Array(String(decoding: file.line(number), as: UTF8.self).unicodeScalars)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t"
  }
}
