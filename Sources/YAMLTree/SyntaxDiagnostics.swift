import Diagnostics

// What each mistake of syntax is called, and how it is mended.
extension Diagnostic {
  static func strayCharacter(_ scene: SyntaxScene) -> Diagnostic {
    guard let character = scene.character, character != "\t" else { return .tabIndentation(scene) }
    return Diagnostic(
      "reserved-character",
      "a value without quotes cannot begin with \(character == "`" ? "a backtick" : "`\(character)`")",
      at: scene.point,
      help: scene.quoting(scene.place, else: "put the value in quotes"))
  }

  static func tabIndentation(_ scene: SyntaxScene) -> Diagnostic {
    // libyaml names the place behind the tab in some cases; the first tab before the text is what people look for.
    let line = scene.line(scene.place.line)
    let tab = line.prefix(scene.place.column).lastIndex(of: "\t").map { $0 + 1 } ?? scene.place.column
    let width = max(1, line.dropFirst(tab - 1).prefix { $0 == "\t" }.count)
    return Diagnostic(
      "tab-indentation", "a tab is used for indentation",
      at: scene.span(Position(line: scene.place.line, column: tab), width: width),
      help: "indent with spaces only")
  }

  static func missingColon(_ scene: SyntaxScene) -> Diagnostic {
    let text = scene.text(from: scene.began)
    if let lookalike = EntryLookalikes.find(in: text) {
      return .lookalikeColon(lookalike, at: scene.began, in: scene.source)
    }
    if let colon = text.firstRange(of: ": "), text[..<colon.lowerBound].unicodeScalars.count > 1_000 {
      return .keyTooLong(scene.began, scene)
    }
    if let colon = text.firstIndex(of: ":"), colon != text.startIndex, !text.hasPrefix("\""),
      !text.hasPrefix("'")
    {
      let after = text[text.index(after: colon)...]
      let column = scene.began.column + text[..<colon].unicodeScalars.count
      return Diagnostic(
        "missing-space", "a space is missing after the colon",
        at: scene.span(Position(line: scene.began.line, column: column), width: 1),
        help: after.count > 60 ? nil : "write `\(text[...colon]) \(after)`")
    }
    if scene.began.line < scene.place.line, let tab = scene.tabIndentedLine() { return .tabIndentation(tab) }
    return Diagnostic(
      "missing-colon", "this is neither `key: value` nor part of what stands above",
      at: scene.rest(from: scene.began),
      help: "add the colon, or indent the line deeper if it goes on with the value above")
  }

  static func misplacedColon(_ scene: SyntaxScene) -> Diagnostic {
    let before = scene.text(before: scene.place)
    if let colon = before.firstRange(of: ": ") {
      let valueColumn = before[..<colon.upperBound].unicodeScalars.count + 1
      let value = scene.text(from: Position(line: scene.place.line, column: valueColumn))
      let quote = value.contains("\"") || value.contains("\\") ? "'" : "\""
      let isShort = value.count <= 60 && !value.contains(quote) && !value.contains(" #")
      let key = before[..<colon.lowerBound].drop { $0 == " " || $0 == "-" }
      return Diagnostic(
        "second-colon", "a value without quotes cannot contain a colon and a space", at: scene.point,
        help: scene.quotedOverLines
          ?? (isShort ? "write `\(key): \(quote)\(value)\(quote)`" : "put the value in quotes"))
    }
    let first = scene.firstOfLine(scene.place.line)
    if before.unicodeScalars.count > 1_000 { return .keyTooLong(first, scene) }
    if let above = scene.textAbove(first.line), above.column == first.column {
      let text = scene.text(from: above)
      // The line above is no entry, and so has swallowed this key.
      if text.firstRange(of: ": ") == nil, !text.hasSuffix(":") {
        return .missingColon(SyntaxScene(scene, at: above))
      }
    }
    return .badIndentation(scene, at: scene.rest(from: first))
  }

  static func keyTooLong(_ start: Position, _ scene: SyntaxScene) -> Diagnostic {
    let text = scene.text(from: start)
    let width = (text.firstRange(of: ": ").map { text[..<$0.lowerBound] } ?? text[...]).unicodeScalars.count
    return Diagnostic(
      "key-too-long", "a key may have 1,024 characters, but this one has \(width)",
      at: scene.span(start, width: width))
  }

  static func misplacedDash(_ scene: SyntaxScene) -> Diagnostic {
    guard scene.beginsLine else {
      return Diagnostic(
        "list-beside-key", "a list cannot begin on the line of its key", at: scene.point,
        help: "begin the list on the next line, or write it as `[…]`; if it is a text, "
          + scene.quoting(scene.place, else: "put it in quotes"))
    }
    return .badIndentation(scene, at: scene.rest(from: scene.place))
  }

  static func misplacedQuestionMark(_ scene: SyntaxScene) -> Diagnostic {
    Diagnostic(
      "reserved-character", "a value without quotes cannot begin with `? `", at: scene.point,
      help: scene.quoting(scene.place, else: "put the value in quotes"))
  }

  static func textAfterDocument(_ scene: SyntaxScene) -> Diagnostic {
    // The whole document was taken for one text, because its first line is no entry.
    guard let lone = scene.loneText, scene.beginsLine else { return .misplacedText(scene) }
    return .missingColon(SyntaxScene(scene, at: lone.start))
  }

  static func misplacedText(_ scene: SyntaxScene) -> Diagnostic {
    if let opened = scene.quoteOpenedTooEarly {
      return Diagnostic(
        "unclosed-quote", "this quote is not closed on its line", at: opened,
        notes: [Note("so it ends only before this", at: scene.word)],
        help: "close the quote where the value ends")
    }
    if let character = scene.character, "]},".unicodeScalars.contains(character) {
      return Diagnostic(
        "stray-bracket", "nothing is open that `\(character)` could close or separate", at: scene.point,
        help: "remove it, or put the value in quotes")
    }
    guard scene.beginsLine else {
      return Diagnostic(
        "text-after-value", "text follows a value that has already ended", at: scene.rest(from: scene.place),
        help: scene.quotedOverLines ?? scene.valueOfLine.flatMap {
          QuotedForm.ofRest(of: scene.source, from: $0)
        }.map { "write `\($0)`" }
          ?? "put the whole value in quotes, of a kind that it does not contain")
    }
    if let lookalike = EntryLookalikes.find(in: scene.text(from: scene.place)) {
      return .lookalikeColon(lookalike, at: scene.place, in: scene.source)
    }
    let text = scene.text(from: scene.place)
    if text == ":" || text.hasPrefix(": ") { return .emptyKey(at: scene.point) }
    if scene.isInList {
      return Diagnostic(
        "bad-indentation", "this line belongs to no item of the list above it",
        at: scene.rest(from: scene.place),
        notes: [Note("the list begins here", at: scene.span(scene.began, width: 1))],
        help: "begin it with `- ` if it is an item, or indent it like what it belongs to")
    }
    return .badIndentation(scene, at: scene.rest(from: scene.place))
  }

  static func badIndentation(_ scene: SyntaxScene, at span: SourceSpan) -> Diagnostic {
    let above = scene.textAbove(span.start.line)
    let notes = above.map { [Note("the line above begins here", at: scene.span($0, width: 1))] } ?? []
    let column = above?.column ?? span.start.column
    return Diagnostic(
      "bad-indentation",
      column < span.start.column
        ? "this line is indented deeper than the line above, which has a value already"
        : column > span.start.column
          ? "this line is indented like nothing above it"
          : scene.text(from: span.start).hasPrefix("- ")
            ? "a list item stands among entries" : "this line does not go on with what stands above it",
      at: span, notes: notes, help: "entries that belong together begin in the same column")
  }

  static func missingComma(_ scene: SyntaxScene) -> Diagnostic {
    let open = scene.isInList ? "[" : "{"
    let close = scene.isInList ? "]" : "}"
    let opened = scene.span(scene.began, width: 1)
    if scene.place.line == scene.began.line, !scene.isAtEnd {
      if let sign = scene.fullWidthSign { return .fullWidthSign(sign) }
      return Diagnostic(
        "missing-comma", "`,` or `\(close)` is missing before this", at: scene.word,
        notes: [Note("the `\(open)` stands here", at: opened)],
        help: scene.quotedAroundColon.map { "write `\($0)`" }
          ?? "put text that contains `,`, `: ` or brackets in quotes")
    }
    if let remark = scene.remarkInBrackets {
      return Diagnostic(
        "text-cut-at-hash", "what follows `#` is taken for a remark, so the text ends before it", at: remark,
        notes: [Note("this is meant to go on with it", at: scene.rest(from: scene.place))],
        help: "put the whole text in quotes, or the remark on a line of its own above")
    }
    return Diagnostic(
      "unclosed-bracket", "this `\(open)` is not closed", at: opened,
      notes: [
        Note(
          scene.isAtEnd ? "the file ends here" : "`,` or `\(close)` is missing before this",
          at: scene.isAtEnd ? scene.point : scene.word)
      ],
      help: "add the `\(close)`, or put the text in quotes if it begins with `\(open)`")
  }

  static func unclosedQuote(_ scene: SyntaxScene) -> Diagnostic {
    Diagnostic(
      "unclosed-quote", "this quote is not closed", at: scene.span(scene.began, width: 1),
      notes: [Note(scene.isAtEnd ? "the file ends here" : "the document ends here", at: scene.point)],
      help: "close the quote where the value ends")
  }

  static func missingValue(_ scene: SyntaxScene) -> Diagnostic {
    if scene.isAtEnd, let bracket = scene.openBracket {
      let open = bracket.kind == .mapping ? "{" : "["
      return Diagnostic(
        "unclosed-bracket", "this `\(open)` is not closed",
        at: scene.span(bracket.span.start, width: 1),
        notes: [Note("the file ends here", at: scene.point)], help: "add the `\(open == "{" ? "}" : "]")`")
    }
    let found = scene.character.map { "`\($0)`" } ?? "nothing"
    return Diagnostic(
      "missing-value", "a value belongs here, but there is \(found)", at: scene.point,
      help: "put the value in quotes if it begins with a bracket or a comma")
  }

  static func unknownEscape(_ scene: SyntaxScene) -> Diagnostic {
    // libyaml's place is the backslash for an unknown letter, and the digits for a wrong number.
    let line = scene.line(scene.place.line)
    let column = line.prefix(scene.place.column).lastIndex(of: "\\").map { $0 + 1 } ?? scene.place.column
    let written = line.dropFirst(column - 1).prefix(2).reduce(into: "") { $0.unicodeScalars.append($1) }
    return Diagnostic(
      "unknown-escape", "`\(written)` is no escape that double quotes know, or its digits are wrong",
      at: scene.span(
        Position(line: scene.place.line, column: column), width: max(1, written.unicodeScalars.count)),
      help: "write a backslash as `\\\\`, or use single quotes, which know no escapes")
  }

  static func unknownVersion(_ scene: SyntaxScene) -> Diagnostic {
    Diagnostic(
      "yaml-version", "only YAML 1.1 and 1.2 can be read",
      at: scene.rest(from: scene.firstOfLine(scene.place.line)),
      help: "remove the line: it is not needed")
  }

  static func badAnchor(_ scene: SyntaxScene, mark: String) -> Diagnostic {
    Diagnostic(
      "bad-anchor", "after `\(mark)` a name of letters, digits, `-` and `_` (ASCII only) is expected",
      at: scene.span(scene.began, width: 1),
      help: scene.quoting(scene.began, else: "put text that begins with `\(mark)` in quotes"))
  }

  static func badTag(_ scene: SyntaxScene) -> Diagnostic {
    Diagnostic(
      "tag", "a value that begins with `!` is read as a tag, and tags are not used here",
      at: scene.span(scene.began, width: 1),
      help: scene.quoting(scene.began, else: "put text that begins with `!` in quotes"))
  }

  static func badDirective(_ scene: SyntaxScene) -> Diagnostic {
    Diagnostic(
      "bad-directive",
      "a line that begins with `%` is an instruction to the reader, and this one is not known",
      at: scene.rest(from: scene.firstOfLine(scene.place.line)),
      help: "remove the line, or put text that begins with `%` in quotes")
  }

  static func badBlockHeader(_ scene: SyntaxScene) -> Diagnostic {
    Diagnostic(
      "text-after-indicator", "the text after `|` or `>` begins on the next line", at: scene.word,
      help: "move it there; if the value begins with `|` or `>`, "
        + (scene.valueOfLine.flatMap { QuotedForm.ofRest(of: scene.source, from: $0) }.map { "write `\($0)`" }
          ?? "put it in quotes"))
  }
}

extension SyntaxScene {
  func firstOfLine(_ number: Int) -> Position {
    Position(line: number, column: line(number).prefix { $0 == " " || $0 == "\t" }.count + 1)
  }

  /// Where the text of the nearest line above begins that has any, comments aside.
  func textAbove(_ number: Int) -> Position? {
    for above in stride(from: number - 1, through: max(1, number - 1_000), by: -1) {
      let place = firstOfLine(above)
      if let first = line(above).dropFirst(place.column - 1).first, first != "#" { return place }
    }
    return nil
  }

  /// The place in the nearest line below where a tab stands before the text, if there is one.
  func tabIndentedLine() -> SyntaxScene? {
    for number in began.line...place.line {
      let blanks = line(number).prefix { $0 == " " || $0 == "\t" }
      if let tab = blanks.firstIndex(of: "\t") {
        return SyntaxScene(self, at: Position(line: number, column: tab + 1))
      }
    }
    return nil
  }

  /// The remark that ends a text in brackets before it is finished, which the place's line begins to go on with.
  fileprivate var remarkInBrackets: SourceSpan? {
    guard beginsLine, let above = textAbove(place.line), above.line >= began.line else { return nil }
    let text = text(from: above)
    guard let sign = text.firstRange(of: " #"), let last = text[..<sign.lowerBound].last,
      !",[{".contains(last)
    else { return nil }
    let before = text[..<sign.lowerBound].unicodeScalars.count + 1
    return span(
      Position(line: above.line, column: above.column + before), width: text.unicodeScalars.count - before)
  }

  /// The opening quote of a value that closed lines later, right before the place.
  var quoteOpenedTooEarly: SourceSpan? {
    guard let last, last.form.style == .doubleQuoted || last.form.style == .singleQuoted else { return nil }
    let (start, end) = (last.span.start, last.span.end)
    guard start.line < end.line, end.line == place.line else { return nil }
    return span(start, width: 1)
  }
}
