import Diagnostics

/// What a tag begins with.
let tagNames = [
  "if", "elif", "else", "endif", "for", "endfor", "include", "block", "endblock", "extends", "set",
]

/// Tags that no expression begins with.
let statementWords: Set = ["if", "elif", "else", "endif", "for", "endfor"]

/// Tags of other languages, and what is said of them here.
private let tagsElsewhere: [String: (tag: String, help: String)] = {
  let further = (tag: "elif", help: "a further condition is written `{% elif condition %}`")
  let walk = (tag: "for", help: "entries are walked by `{% for name in list %}`")
  return [
    "elseif": further, "elsif": further, "elsf": further, "else_if": further, "elseIf": further,
    "foreach": walk, "forEach": walk, "each": walk, "loop": walk, "range": walk, "iterate": walk,
    "unless": (tag: "if", help: "write `{% if !(condition) %}`, closed by `{% endif %}`"),
    "let": (tag: "set", help: "a value gets a name by `{% set name = expression %}`"),
    "assign": (tag: "set", help: "a value gets a name by `{% set name = expression %}`"),
    "import": (tag: "include", help: "another template is taken in by `{% include \"name.md\" %}`"),
  ]
}()

extension TemplateParser {
  /// The tag that an unknown word was meant for, if that can be guessed; what the reader has before it may help.
  func meant(by word: String, _ reader: inout TagReader) -> String? {
    if let known = tagsElsewhere[word] { return known.tag }
    let small = word.lowercased()
    if tagNames.contains(small) { return small }
    guard small.hasPrefix("end") || ["fi", "done", "close"].contains(small) else {
      return nearest(to: small, among: tagNames)
    }
    let ends = innermost.reversed().filter { $0.kind != .unknown }.map { "end\($0.kind.rawValue)" }
    if small == "end", let next = reader.word()?.text, ends.contains("end\(next)") { return "end\(next)" }
    return nearest(to: small, among: ends) ?? ends.first ?? nearest(to: small, among: tagNames)
  }
}

extension Diagnostic {
  /// With what the word was meant for, if that can be guessed.
  static func unknownTag(
    _ word: String, meant: String?, in parser: TemplateParser, at span: SourceSpan
  ) -> Diagnostic {
    let message = "no tag is called `\(word)`; there are \(listed(tagNames))"
    if let elsewhere = tagsElsewhere[word] {
      return Diagnostic("unknown-tag", message, at: span, help: elsewhere.help)
    }
    guard let meant, let open = parser.innermost.last(where: { meant == "end\($0.kind.rawValue)" }) else {
      return Diagnostic("unknown-tag", message, at: span, help: meant.map { "did you mean `\($0)`?" })
    }
    return Diagnostic(
      "unknown-tag", message, at: span,
      notes: [Note("`\(open.word)` is open", at: parser.span(open.tag))],
      help: "it is closed by `{% \(meant) %}`")
  }
}
