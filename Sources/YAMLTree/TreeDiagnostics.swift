import Diagnostics

// What is refused in a text that YAML itself would take, in the words of whoever wrote it.
extension Diagnostic {
  static func duplicateKey(_ key: String, at span: SourceSpan, first: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "duplicate-key", "key `\(shortened(key))` is given twice", at: span,
      notes: first.map { [Note("first given here", at: $0)] } ?? [],
      help: "keep one of the two, or rename one")
  }

  static func complexKey(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "complex-key", "a key is a word, but this one is a list or a mapping", at: span,
      help: "put text that begins with `[` or `{` in quotes")
  }

  static func aliasAsKey(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "complex-key", "a key is written out, but this one refers to another place", at: span,
      help: "write the key's text, in quotes if it begins with `*`")
  }

  static func emptyKey(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "empty-key", "a key stands before the colon, but there is none", at: span,
      help: "write the key, or put text that begins with `:` or `?` in quotes")
  }

  static func nullKey(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "empty-key", "without quotes this key means “nothing”", at: span,
      help: "if the word is meant, put it in quotes")
  }

  static func keyWithoutColon(_ key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "key-without-colon", "`\(shortened(key))` stands where a key belongs, but no colon follows", at: span,
      help: "inside `{…}` a comma ends a value: put a value that contains one in quotes")
  }

  /// `{en: A, zh:B}`: without the space the colon belongs to the word; nothing where it is not that.
  static func missingSpace(inKey key: String, at span: SourceSpan, _ isPlain: Bool) -> Diagnostic? {
    // A tag or an anchor before the word would move the colon.
    guard isPlain, span.start.line == span.end.line,
      span.end.column - span.start.column == key.unicodeScalars.count,
      let colon = key.firstIndex(of: ":"), case let name = key[..<colon],
      case let rest = key[key.index(after: colon)...], !rest.isEmpty, !rest.hasPrefix("/"), rest.count <= 60,
      name.utf8.first.map({ (97...122).contains($0) }) ?? false,
      name.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_") })
    else { return nil }
    let start = Position(line: span.start.line, column: span.start.column + name.utf8.count)
    return Diagnostic(
      "missing-space", "a space is missing after the colon",
      at: SourceSpan(
        file: span.file, start: start, end: Position(line: start.line, column: start.column + 1)),
      help: "write `\(name): \(rest)`")
  }

  /// Whether a key that is none was only a piece of the text in which the reading ended: `{that: f(a, "b")}`.
  func isExplained(by end: Diagnostic?) -> Bool {
    // A mark or tag that begins a text was told with the whole text.
    if let end, ["unknown-alias", "tag"].contains(code), end.span?.start == span?.start { return true }
    guard let end, end.code == "missing-comma", let line = end.span?.start.line else { return false }
    return ["key-without-colon", "complex-key"].contains(code) && span?.start.line == line
  }

  static func mergeKey(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "merge-key", "`<<` does not merge mappings here", at: span,
      help: "write the entries out; an alias such as `key: *name` may stand for a whole value")
  }

  static func tag(_ tag: String, at span: SourceSpan, in source: SourceFile) -> Diagnostic {
    let start = NodeProperties.tagStart(from: span)
    let written = NodeProperties.word(at: start, in: source)
    let end = Position(line: start.line, column: start.column + written.unicodeScalars.count)
    return Diagnostic(
      "tag", "`\(shortened(written))` is read as a tag, and tags are not used here",
      at: SourceSpan(file: source, start: start, end: end),
      help: "leave it out: values are typed by the field they stand in; if it is text, "
        + (QuotedForm.ofRest(of: source, from: start).map { "write `\($0)`" } ?? "put it in quotes"))
  }

  static func unknownAlias(_ name: String, closest: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unknown-alias",
      "`*\(shortened(name))` refers to `&\(shortened(name))`, which does not stand before it", at: span,
      help: closest.map { "did you mean `*\($0)`?" }
        ?? QuotedForm.ofRest(of: span.file, from: span.start).map { "if it is text, write `\($0)`" }
        ?? "put text that begins with `*` in quotes")
  }

  static func aliasInsideItself(_ name: String, at span: SourceSpan, anchor: SourceSpan) -> Diagnostic {
    let anchorEnd = Position(
      line: anchor.start.line, column: anchor.start.column + name.unicodeScalars.count + 1)
    return Diagnostic(
      "alias-inside-itself", "`*\(shortened(name))` stands inside what it refers to, which would never end",
      at: span,
      notes: [
        Note("it refers to this", at: SourceSpan(file: anchor.file, start: anchor.start, end: anchorEnd))
      ])
  }

  static func severalDocuments(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "several-documents", "a second document begins here, but a file holds one", at: span,
      help: "put it in a file of its own, or remove the `---`")
  }

  static func emptyFile(_ source: SourceFile) -> Diagnostic {
    let start = Position(line: 1, column: 1)
    return Diagnostic(
      "empty-file", "the file says nothing: it is empty, or all of it is comments",
      at: SourceSpan(file: source, start: start, end: start))
  }

  // MARK: Characters

  static func strangeCharacter(_ find: CharacterScan.Find, in source: SourceFile) -> Diagnostic {
    let start = source.position(ofByte: find.offset)
    let end = Position(line: start.line, column: start.column + 1)
    let span = SourceSpan(file: source, start: start, end: end)
    let byte = source.bytes[find.offset]
    switch find.kind {
    case .nul:
      return Diagnostic(
        "nul-character", "a NUL character cannot stand in a text", at: span,
        help: "the file may be damaged, or not be a text at all")
    case .control, .noncharacter:
      let value = byte < 0x80 ? UInt32(byte) : scalar(at: find.offset, in: source)
      return Diagnostic(
        "control-character", "the invisible character U+\(hex(value)) cannot stand in a text", at: span,
        help: "remove it, or write it as \"\\u\(hex(value))\" in double quotes")
    case .lineSeparator:
      let value = hex(scalar(at: find.offset, in: source))
      return Diagnostic(
        "line-separator", "the invisible character U+\(value) would end the line here", at: span,
        help: "use an ordinary line end, or write it as \"\\u\(value)\" in double quotes")
    case .byteOrderMark:
      return Diagnostic(
        "stray-byte-order-mark", "an invisible byte order mark (U+FEFF) stands in the midst of the text",
        at: span,
        help: "remove it; it remains when files are joined")
    case .bidirectional:
      let value = hex(scalar(at: find.offset, in: source))
      return Diagnostic(
        "bidi-control",
        "the invisible character U+\(value) shows the text after it in another order than it is read",
        at: span, severity: .warning, help: "remove it, or write it as \"\\u\(value)\" in double quotes")
    }
  }

  static func escapedNUL(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "nul-character", "a NUL character, here written as an escape, cannot stand in a text", at: span,
      help: "write `\\\\0` if a backslash and a zero are meant")
  }

  private static func scalar(at offset: Int, in source: SourceFile) -> UInt32 {
    let bytes = source.bytes[offset..<min(offset + 3, source.bytes.count)]
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.value ?? 0xFFFD
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  // MARK: Encodings

  static func notUTF8(_ source: SourceFile, at offset: Int) -> Diagnostic {
    let start = source.position(ofByte: offset)
    let span = SourceSpan(
      file: source, start: start, end: Position(line: start.line, column: start.column + 1))
    let (seems, help) =
      switch SourceEncoding.guess(source.bytes) {
      case .gb18030:
        ("; it looks like GB18030 (GBK)", "save the file as UTF-8, or run `iconv -f GB18030 -t UTF-8`")
      case .western:
        (
          "; it looks like Windows-1252 (Latin-1)",
          "save the file as UTF-8, or run `iconv -f WINDOWS-1252 -t UTF-8`"
        )
      case .unknown: ("", "save the file as UTF-8")
      }
    return Diagnostic("not-utf-8", "the file is not UTF-8 from here on\(seems)", at: span, help: help)
  }

  static func unsupportedEncoding(_ name: String, in source: SourceFile) -> Diagnostic {
    let start = Position(line: 1, column: 1)
    let file = SourceFile(name: source.name, bytes: [])
    let without = name == "UTF-16" ? " without a byte order mark" : ""
    return Diagnostic(
      "unsupported-encoding", "the file looks like \(name)\(without)",
      at: SourceSpan(file: file, start: start, end: start), help: "save the file as UTF-8")
  }

  static func brokenUTF16(_ source: SourceFile, at offset: Int) -> Diagnostic {
    let place = source.position(ofByte: offset)
    return Diagnostic(
      "broken-utf-16", "the file is UTF-16, but half a character stands here",
      at: SourceSpan(file: source, start: place, end: place),
      help: "the file may be damaged; save it as UTF-8")
  }

  // MARK: Limits

  static func tooDeep(_ limits: YAMLLimits, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "too-deep", "lists and mappings lie more than \(limits.depth) deep inside one another here", at: span)
  }

  static func scalarTooLong(_ bytes: Int, _ limits: YAMLLimits, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "scalar-too-long",
      "this text has \(YAMLLimits.size(bytes)), but at most \(YAMLLimits.size(limits.scalarBytes)) are taken",
      at: span,
      help: "attach long documents as files")
  }

  static func endlessScalar(_ limits: YAMLLimits, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "scalar-too-long",
      "the text that goes on here is far longer than the \(YAMLLimits.size(limits.scalarBytes)) that are taken",
      at: span, help: "a quote may be open, or the file may be something other than YAML")
  }

  static func tooManyNodes(_ limits: YAMLLimits, at span: SourceSpan) -> Diagnostic {
    Diagnostic("too-many-nodes", "the file has more than \(limits.nodes) keys and values", at: span)
  }

  static func tooManyKeys(_ limits: YAMLLimits, inOneMapping: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "too-many-keys",
      inOneMapping
        ? "more than \(limits.keys) keys stand beside each other here"
        : "the file has more than \(limits.keys) different keys", at: span,
      help: "write what repeats as a list of entries with the same keys")
  }

  static func tooManyAliases(_ allowed: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "too-many-aliases", "written out, the aliases up to here would be more than \(allowed) keys and values",
      at: span,
      help: "aliases that contain aliases multiply; write some of them out")
  }

  static func aliasesTooLong(_ allowed: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "too-many-aliases",
      "written out, the aliases up to here would be more than \(YAMLLimits.size(allowed)) of text", at: span,
      help: "write a long text once where it belongs, and refer to it in words")
  }

  static func tooManyMistakes(_ limits: YAMLLimits, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "too-many-mistakes",
      "there are more than \(limits.diagnostics) mistakes; from here on nothing was looked at", at: span)
  }

  /// Long texts as far as a message needs them.
  static func shortened(_ text: String) -> String {
    text.count <= 60 ? text : text.prefix(59) + "…"
  }
}
