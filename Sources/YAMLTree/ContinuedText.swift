import Diagnostics

/// A value without quotes that is meant to go on over several lines, though YAML takes one of them for something else.
struct ContinuedText {
  let scene: SyntaxScene
  let key: String
  /// Where its lines begin, but for what stands before it on the first one.
  private var lines: [Position] = []
  /// The line that is not read as part of it.
  let line: Position
  /// What YAML takes for a remark before that line.
  private(set) var remark: SourceSpan?

  /// Values of more lines are no slip of the keyboard.
  private static let mostLines = 40

  /// The value that the line of a mistake is meant to belong to; nothing where it is none.
  init?(_ scene: SyntaxScene, goingOnAt number: Int) {
    self.scene = scene
    line = scene.firstOfLine(number)
    let own = scene.text(from: line)
    guard EntryLine(own) == nil, !own.allSatisfy(\.isWhitespace) else { return nil }
    var above = number - 1
    var entry: (line: EntryLine, column: Int)?
    while entry == nil, above > max(0, number - Self.mostLines) {
      let place = scene.firstOfLine(above)
      let text = scene.text(from: place)
      if let sign = text.hasPrefix("#") ? 0 : Self.remark(in: text) {
        remark = scene.span(
          Position(line: above, column: place.column + sign), width: text.unicodeScalars.count - sign)
      }
      if let found = EntryLine(text) {
        entry = (found, place.column + found.column)
        let value = Position(line: above, column: place.column + found.value)
        if !scene.text(from: value).isEmpty, remark?.start != value { lines.insert(value, at: 0) }
      } else if !text.isEmpty, !text.hasPrefix("#") {
        lines.insert(place, at: 0)
      }
      above -= 1
    }
    guard let entry, entry.column < line.column else { return nil }
    key = entry.line.key
    var below = number
    while below < number + Self.mostLines, below <= scene.source.lineCount {
      let place = scene.firstOfLine(below)
      let text = scene.text(from: place)
      if text.isEmpty || place.column <= entry.column { break }
      if !text.hasPrefix("#") { lines.append(place) }
      below += 1
    }
  }

  /// Whether it begins as what goes on over lines by rules of its own: in quotes, in brackets, under `|` or `>`.
  var isEnclosed: Bool {
    text.unicodeScalars.first.map { "\"'[{|>".unicodeScalars.contains($0) } ?? true
  }

  /// Where the value begins.
  var start: Position { lines[0] }

  /// The whole value on one line.
  var text: String { lines.map(scene.text(from:)).joined(separator: " ") }

  /// What follows ` #` is a remark indeed: nothing is open before it, and a blank stands behind the sign.
  var isRemarkMeant: Bool {
    guard let remark, scene.text(from: remark.start).hasPrefix("# ") else { return false }
    let before = lines.prefix { $0.line <= remark.start.line }.map(scene.text(from:)).joined(separator: " ")
    let cut = before.firstRange(of: " #").map { before[..<$0.lowerBound] } ?? before[...]
    let brackets = cut.reduce(0) { open, character in
      "([（「《“".contains(character) ? open + 1 : ")]）」》”".contains(character) ? open - 1 : open
    }
    return brackets == 0 && cut.count { $0 == "\"" } % 2 == 0 && cut.count { $0 == "'" } % 2 == 0
  }

  /// The way to write it.
  var help: String {
    QuotedForm.quoted(text).map { "write `\(key): \($0)`" }
      ?? "write `\(key): >-`, and the whole text on the lines below, indented deeper"
  }

  /// Where ` #` stands in a line.
  private static func remark(in text: String) -> Int? {
    text.firstRange(of: " #").map { text[..<$0.lowerBound].unicodeScalars.count + 1 }
  }
}

extension SyntaxScene {
  /// The help that repeats the whole value of the line in quotes, where it goes on in the next one.
  var quotedOverLines: String? {
    guard let value = ContinuedText(self, goingOnAt: place.line + 1), value.start.line == place.line else {
      return nil
    }
    return value.help
  }
}

/// A line that begins with one word as a key: `key: value`, `- key:`.
struct EntryLine {
  let key: String
  /// Where the key begins, and where the value, counted from the beginning of the text.
  let column: Int
  let value: Int

  init?(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var start = 0
    while start + 1 < scalars.count, scalars[start] == "-", scalars[start + 1] == " " {
      start += 1
      while start < scalars.count, scalars[start] == " " { start += 1 }
    }
    let word = scalars[start...].prefix {
      $0 == "_" || $0 == "-" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
    }
    guard !word.isEmpty, word.endIndex < scalars.count, scalars[word.endIndex] == ":" else { return nil }
    let rest = scalars[(word.endIndex + 1)...]
    guard rest.first.map({ $0 == " " }) ?? true else { return nil }
    key = word.reduce(into: "") { $0.unicodeScalars.append($1) }
    column = start
    value = rest.firstIndex { $0 != " " } ?? scalars.count
  }
}

extension Diagnostic {
  /// What is wrong where a value goes on with a line that YAML takes for something else, in words of the whole value.
  static func goingOn(_ scene: SyntaxScene, at number: Int) -> Diagnostic? {
    guard scene.openBracket == nil, let value = ContinuedText(scene, goingOnAt: number), !value.isEnclosed
    else { return nil }
    let first = value.text.unicodeScalars.first
    if let first, "!&*".unicodeScalars.contains(first), value.start.line < value.line.line {
      let what = first == "!" ? "a tag, which is not used here" : "a mark of another value"
      return Diagnostic(
        first == "!" ? "tag" : "bad-anchor",
        "a value that begins with `\(first)` is read as \(what), and so cannot go on in the next line",
        at: scene.span(value.start, width: 1), help: value.help)
    }
    if let remark = value.remark {
      return Diagnostic(
        "text-cut-at-hash", "what follows `#` is taken for a remark, so the text ends before it", at: remark,
        notes: [Note("this line is meant to go on with it", at: scene.rest(from: value.line))],
        help: value.isRemarkMeant
          ? "put the remark on a line of its own above `\(value.key)`" : value.help)
    }
    let line = scene.text(from: value.line)
    if let mark = line.unicodeScalars.first, "&*!".unicodeScalars.contains(mark) {
      return Diagnostic(
        mark == "!" ? "tag" : "bad-anchor",
        "a text without quotes cannot begin with `\(mark)`", at: scene.span(value.line, width: 1),
        help: value.help)
    }
    guard let colon = (line.hasPrefix(": ") ? line.startIndex : line.firstRange(of: ": ")?.lowerBound) else {
      return nil
    }
    let column = value.line.column + line[..<colon].unicodeScalars.count
    return Diagnostic(
      "second-colon", "a value without quotes cannot contain a colon and a space",
      at: scene.span(Position(line: value.line.line, column: column), width: 1), help: value.help)
  }

  /// A line of a text under `|` or `>` that is not indented as such a text must be.
  static func shallowBlockText(_ scene: SyntaxScene, at number: Int) -> Diagnostic? {
    let line = scene.firstOfLine(number)
    guard scene.openBracket == nil, EntryLine(scene.text(from: line)) == nil else { return nil }
    var number = line.line - 1
    while number > 0 {
      let place = scene.firstOfLine(number)
      let text = scene.text(from: place)
      defer { number -= 1 }
      if text.isEmpty || place.column > line.column { continue }
      guard let entry = EntryLine(text), text.isBlockHeader(from: entry.value) else { return nil }
      return Diagnostic(
        "bad-indentation",
        place.column + entry.column < line.column
          ? "this line is indented less than the lines of its text above it"
          : "the text of `\(entry.key)` is not indented deeper than its key",
        at: scene.rest(from: line), notes: [Note("its text begins here", at: scene.rest(from: place))],
        help: "indent all lines of the text alike, deeper than `\(entry.key)`")
    }
    return nil
  }
}

extension String {
  /// Whether `|` or `>` stands there, with what may follow it.
  fileprivate func isBlockHeader(from start: Int) -> Bool {
    let rest = unicodeScalars.dropFirst(start)
    guard let mark = rest.first, mark == "|" || mark == ">" else { return false }
    return rest.dropFirst().prefix { $0 != " " }.allSatisfy { "+-123456789".unicodeScalars.contains($0) }
  }
}
