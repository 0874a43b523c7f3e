import Diagnostics

extension Diagnostic {
  static func notUTF8(_ source: SourceFile) -> Diagnostic {
    Diagnostic(
      "not-utf-8", "the template is not text in UTF-8", at: source.span(bytes: source.firstStrayByte))
  }

  static func tooDeep(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic("too-deep", "tags lie at most \(limit) deep in each other", at: span)
  }

  static func emptyTag(at span: SourceSpan) -> Diagnostic {
    Diagnostic("unknown-tag", "a tag begins with its verb: \(listed(tagNames))", at: span)
  }

  static func wrongForm(_ tag: String, _ form: String, at span: SourceSpan, mend: String? = nil) -> Diagnostic
  {
    Diagnostic("wrong-form", "`\(tag)` is written `\(form)`", at: span, help: mend.map { "write `\($0)`" })
  }

  static func elseIf(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "wrong-form", "nothing follows `else` in its tag", at: span,
      help: "a further condition is written `{% elif condition %}`")
  }

  static func writtenAsOutput(_ tag: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "wrong-form", "`\(tag)` stands between `{%` and `%}`; between `{{` and `}}` stands what is written out",
      at: span)
  }

  static func tagInTag(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "wrong-form", "a tag stands in a tag, where an expression is expected", at: span,
      help: "write the expression alone, without the marks around it")
  }

  static func tooMuch(_ tag: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("wrong-form", "nothing follows `\(tag)` in its tag", at: span)
  }

  /// With the end of the tag around it before which it should be closed, if there is one.
  static func notClosed(_ tag: String, before end: (String, SourceSpan)?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "not-closed", "the `\(tag)` that opens here is not closed\(end.map { " before `\($0.0)`" } ?? "")",
      at: span, notes: end.map { [Note("`\($0.0)` closes what is around it", at: $0.1)] } ?? [],
      help: "close it with `{% end\(tag) %}`\(end == nil ? "" : " before that")")
  }

  static func standsNowhere(_ tag: String, in parser: TemplateParser, at span: SourceSpan) -> Diagnostic {
    let open = parser.stack.last
    return Diagnostic(
      "stands-nowhere", "`\(tag)` belongs to no tag that is open here", at: span,
      notes: open.map { [Note("`\($0.word)` is open", at: parser.span($0.tag))] } ?? [],
      help: open?.isInElse == true ? "its `else` stands already, and comes last" : nil)
  }

  static func extendsNotFirst(at span: SourceSpan) -> Diagnostic {
    Diagnostic("wrong-form", "`extends` is the first tag of its file", at: span)
  }

  static func outsideBlock(at span: SourceSpan, base: String) -> Diagnostic {
    Diagnostic(
      "outside-block", "this stands in no block, and is never shown, because the file extends `\(base)`",
      at: span,
      help: "put it between `{% block name %}` and `{% endblock %}`")
  }

  static func unknownBlock(_ name: String, _ known: [String], base: String, at span: SourceSpan) -> Diagnostic
  {
    let blocks = known.isEmpty ? "it has none" : "it has \(listed(known))"
    return Diagnostic(
      "unknown-block", "`\(base)` has no block `\(name)`; \(blocks)", at: span,
      help: didYouMean(name, known))
  }

  static func repeatedBlock(_ name: String, first: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "repeated-block", "block `\(name)` is defined twice", at: span,
      notes: [Note("first defined here", at: first)])
  }

  static func unknownFile(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("unknown-template", "there is no template `\(name)`", at: span)
  }

  static func circle(_ path: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "template-circle", "the template includes itself: \(path.map { "`\($0)`" }.joined(separator: " → "))",
      at: span)
  }

  static func tooManyIncludes(_ limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic("too-deep", "templates include each other at most \(limit) deep", at: span)
  }

  static func nameTaken(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("name-taken", "`\(name)` already means something here", at: span, help: "choose another name")
  }

  static func notAName(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "wrong-form", "`\(name)` is no name: a name begins with a letter, and is no word of the language",
      at: span)
  }

  static func notWalked(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic("wrong-type", "`for` walks a list or a map, but this is \(type)", at: span)
  }

  static func twoNames(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "wrong-type", "two names stand for the key and the value of a map, but this is \(type)", at: span,
      help: type == "a list" ? "give the entry a name alone; `loop.index` counts" : nil)
  }

  static func notWritten(_ type: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "wrong-type", "only text, numbers, conditions and times are written out, but this is \(type)", at: span,
      help: type.hasPrefix("list") ? "walk it with `{% for … %}`, or write `.join(\", \")` after it" : nil)
  }

}

extension SourceFile {
  /// The first byte that belongs to no character.
  fileprivate var firstStrayByte: Range<Int> {
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var position = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded): position += encoded.count
      case .error: return position..<position + 1
      case .emptyInput: return position..<position
      }
    }
  }
}
