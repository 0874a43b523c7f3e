import Diagnostics

/// How a value is written that YAML has taken for something else: the same words in quotes.
enum QuotedForm {
  /// Longer values are not repeated in a help.
  private static let longest = 80

  /// The value that begins at a place and ends with its line, in quotes and behind its key where one stands before it.
  ///
  /// Nothing where the value stands in brackets, so that it is not known where it ends, or is too long to be repeated.
  static func ofRest(of source: SourceFile, from start: Position) -> String? {
    let line = source.line(start.line)
    let at = min(source.byteOffset(of: start), line.endIndex)
    let end = line[at...].lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    // The line may be the whole file.
    guard let end, end - at < 4 * longest, let quoted = quoted(text(line[at...end])) else { return nil }
    let before = line[..<at]
    guard before.count < 64 * longest, !isInBrackets(before) else { return nil }
    return key(in: text(before)).map { "\($0): \(quoted)" } ?? quoted
  }

  /// A text in quotes that it does not contain; nothing where it has both, or holds what quotes would change.
  static func quoted(_ text: String) -> String? {
    guard text.unicodeScalars.count <= longest else { return nil }
    if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
    return text.contains("'") ? nil : "'\(text)'"
  }

  /// The word before the last colon, where nothing stands between the colon and the value.
  private static func key(in before: String) -> String? {
    var rest = Substring(before)
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    guard rest.last == ":" else { return nil }
    let key = rest.dropLast().drop { $0 == " " || $0 == "-" }
    return key.isEmpty || key.contains(" ") ? nil : String(key)
  }

  private static func isInBrackets(_ before: ArraySlice<UInt8>) -> Bool {
    before.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension SyntaxScene {
  /// The help that repeats the value at a place in quotes, or says in general what to put in quotes.
  func quoting(_ start: Position, else general: String) -> String {
    QuotedForm.ofRest(of: source, from: start).map { "write `\($0)`" } ?? general
  }

  /// Where the value of the line begins, behind its key.
  var valueOfLine: Position? {
    let before = text(before: place)
    guard let colon = before.firstRange(of: ": ") else { return nil }
    let blanks = before[colon.upperBound...].prefix { $0 == " " }.unicodeScalars.count
    let column = before[..<colon.upperBound].unicodeScalars.count + blanks + 1
    return Position(line: place.line, column: column)
  }

  /// A value in braces that is cut by its own colon, as `{value: a ? b : c}`, behind its key and in quotes.
  var quotedAroundColon: String? {
    guard character == ":" else { return nil }
    let before = text(before: place)
    let beginning = before.lastIndex { $0 == "{" || $0 == "," }.map { before[before.index(after: $0)...] }
    guard let entry = beginning?.drop(while: { $0 == " " }), case let entry = String(entry),
      let colon = entry.firstRange(of: ": ")
    else { return nil }
    let after = text(from: place).prefix { $0 != "," && $0 != "}" }
    var value = String(entry[colon.upperBound...] + after)
    while value.last == " " { value.removeLast() }
    return QuotedForm.quoted(value).map { "\(entry[..<colon.lowerBound]): \($0)" }
  }
}
