import Diagnostics

/// Builds the tree of a template from its tags.
///
/// Open tags lie on a stack of our own, so that nesting costs no call stack, and an end that fits an outer tag
/// closes the ones within it with a complaint each.
struct TemplateParser {
  static let nestingLimit = 64

  struct Open {
    enum Kind: String {
      case condition = "if"
      case loop = "for"
      case block
      /// A tag that there is not, with an end of its own.
      case unknown
    }

    let kind: Kind
    /// The word that opens it, which may be misspelt.
    let word: String
    let tag: Range<Int>
    /// Whether it was told that something is wrong with the tag; that it is not closed is no second mistake.
    let isTold: Bool
    var node: TemplateNode
    /// The body that is being filled.
    var body: [TemplateNode] = []
    var isInElse = false
  }

  private let file: ParsedTemplate
  private let bytes: [UInt8]
  private(set) var stack: [Open] = []
  private var nodes: [TemplateNode] = []
  private var tagCount = 0
  /// What was closed by the end of a tag around it: its own end, when it comes, is no second mistake.
  private var closedEarly: [Open.Kind] = []
  /// The words of all tags of the file.
  private let words: Set<String>
  /// Whether it was told of the tag that is being read that something is wrong with it, and nothing more is.
  private var isTold = false
  /// Whether the tag that is being read does not end, so that it cannot be told where its expression does.
  private var isCut = false

  static func parse(_ source: SourceFile) -> ParsedTemplate {
    let file = ParsedTemplate(source)
    guard String(validating: source.bytes, as: UTF8.self) != nil else {
      file.diagnostics = [.notUTF8(source)]
      return file
    }
    var scanner = TagScanner(source)
    scanner.scan()
    file.diagnostics = scanner.diagnostics
    var tokens = scanner.tokens
    tokens.cutLayout(in: source.bytes)
    var parser = TemplateParser(file, tokens)
    parser.read(tokens)
    return file
  }

  private init(_ file: ParsedTemplate, _ tokens: [TemplateToken]) {
    self.file = file
    let bytes = file.source.bytes
    self.bytes = bytes
    words = Set(
      tokens.filter { $0.kind == .statement }.compactMap { token in
        var reader = TagReader(bytes, token.inner)
        return reader.word()?.text
      })
  }

  private mutating func read(_ tokens: [TemplateToken]) {
    for token in tokens {
      switch token.kind {
      case .text: if !token.inner.isEmpty { add(.text(token.inner)) }
      case .output: output(token)
      case .comment: break
      case .statement: statement(token)
      }
    }
    while let open = stack.popLast() { finish(open, before: nil) }
    file.nodes = nodes
  }

  /// What is open, as deep as anything may lie.
  var innermost: ArraySlice<Open> { stack.suffix(Self.nestingLimit) }

  func span(_ range: Range<Int>) -> SourceSpan { file.source.span(bytes: range) }

  private func report(_ diagnostic: Diagnostic) { if !isTold { file.diagnostics.append(diagnostic) } }

  private mutating func add(_ node: TemplateNode) {
    if stack.isEmpty { nodes.append(node) } else { stack[stack.count - 1].body.append(node) }
  }

  private mutating func open(_ kind: Open.Kind, _ token: TemplateToken, _ node: TemplateNode) {
    if stack.count == Self.nestingLimit { report(.tooDeep(Self.nestingLimit, at: span(token.range))) }
    // Beyond the limit the tag is still taken in, so that its end finds it, but what stands in it is dropped:
    // the template is refused anyway.
    var reader = TagReader(bytes, token.inner)
    stack.append(
      Open(kind: kind, word: reader.word()?.text ?? "", tag: token.range, isTold: isTold, node: node))
  }

  // MARK: Tags

  /// What is written out; tags of that form are told.
  private mutating func output(_ token: TemplateToken) {
    var reader = TagReader(bytes, token.inner)
    let whole = reader.rest
    guard let word = reader.word(), statementWords.contains(word.text) else { return add(.output(whole)) }
    report(.writtenAsOutput(word.text, at: span(token.range)))
    read(told: word.text, word, token)
  }

  private mutating func statement(_ token: TemplateToken) {
    var reader = TagReader(bytes, token.inner)
    (isTold, isCut) = (token.isCut, token.isCut)
    defer { (isTold, isCut) = (false, false) }
    tagCount += 1
    guard let word = reader.word() else {
      report(.emptyTag(at: span(token.range)))
      return
    }
    if tagNames.contains(word.text) { return read(word.text, word, &reader, token) }
    if let open = innermost.last(where: { word.text == "end\($0.word)" }) {
      return read(told: open.kind == .unknown ? word.text : "end\(open.kind.rawValue)", word, token)
    }
    let meant = meant(by: word.text, &reader)
    report(.unknownTag(word.text, meant: meant, in: self, at: span(word.range)))
    if let meant {
      read(told: meant, word, token)
    } else if words.contains("end\(word.text)") {
      isTold = true
      open(.unknown, token, .condition([], otherwise: nil))
    }
  }

  /// Reads a tag as what it was meant for, once it was told that it is written otherwise.
  private mutating func read(told tag: String, _ word: TemplateNode.Name, _ token: TemplateToken) {
    let before = isTold
    isTold = true
    defer { isTold = before }
    var reader = TagReader(bytes, token.inner)
    _ = reader.word()
    read(tag, word, &reader, token)
  }

  private mutating func read(
    _ tag: String, _ word: TemplateNode.Name, _ reader: inout TagReader, _ token: TemplateToken
  ) {
    switch tag {
    case "if": open(.condition, token, .condition([branch(&reader, token, tag)], otherwise: nil))
    case "elif": elif(&reader, token, word)
    case "else": otherwise(&reader, token, word)
    case "for": loop(&reader, token)
    case "block": block(&reader, token)
    case "endif": close(.condition, &reader, token, word)
    case "endfor": close(.loop, &reader, token, word)
    case "endblock":
      _ = reader.word()
      close(.block, &reader, token, word)
    case "include": include(&reader, token)
    case "set": set(&reader, token)
    case "extends": extends(&reader, token)
    default: close(.unknown, &reader, token, word)
    }
  }

  /// What has not been read of a tag, as an expression; empty where it was told that it cannot be read.
  private func expression(_ reader: TagReader) -> Range<Int> { isCut ? reader.rest.prefix(0) : reader.rest }

  private func branch(
    _ reader: inout TagReader, _ token: TemplateToken, _ tag: String
  ) -> TemplateNode.Branch {
    if reader.isAtEnd { report(.wrongForm(tag, "{% \(tag) condition %}", at: span(token.range))) }
    return TemplateNode.Branch(condition: expression(reader), body: [])
  }

  private mutating func elif(_ reader: inout TagReader, _ token: TemplateToken, _ word: TemplateNode.Name) {
    guard let top = stack.last, top.kind == .condition, !top.isInElse else {
      return report(.standsNowhere(word.text, in: self, at: span(token.range)))
    }
    shelve(&stack[stack.count - 1])
    if case .condition(let branches, let otherwise) = stack[stack.count - 1].node {
      stack[stack.count - 1].node = .condition(
        branches + [branch(&reader, token, "elif")], otherwise: otherwise)
    }
  }

  private mutating func otherwise(
    _ reader: inout TagReader, _ token: TemplateToken, _ word: TemplateNode.Name
  ) {
    if let top = stack.last, top.kind == .condition, reader.take(word: "if") {
      report(.elseIf(at: span(token.range)))
      let before = isTold
      isTold = true
      defer { isTold = before }
      return elif(&reader, token, word)
    }
    guard let top = stack.last, top.kind == .condition || top.kind == .loop, !top.isInElse else {
      return report(.standsNowhere(word.text, in: self, at: span(token.range)))
    }
    shelve(&stack[stack.count - 1])
    stack[stack.count - 1].isInElse = true
    if !reader.isAtEnd { report(.tooMuch("else", at: span(reader.rest))) }
  }

  /// Puts the body that has been filled where it belongs.
  private func shelve(_ open: inout Open) {
    switch open.node {
    case .condition(var branches, let otherwise):
      if open.isInElse {
        open.node = .condition(branches, otherwise: open.body)
      } else if !branches.isEmpty {
        branches[branches.count - 1].body = open.body
        open.node = .condition(branches, otherwise: otherwise)
      }
    case .loop(var loop):
      if open.isInElse { loop.otherwise = open.body } else { loop.body = open.body }
      open.node = .loop(loop)
    case .block(var block):
      block.body = open.body
      open.node = .block(block)
    case .text, .output, .include, .set: break
    }
    open.body = []
  }

  private func finished(_ open: Open) -> TemplateNode {
    var open = open
    shelve(&open)
    return open.node
  }

  private mutating func close(
    _ kind: Open.Kind, _ reader: inout TagReader, _ token: TemplateToken, _ word: TemplateNode.Name
  ) {
    guard stack.contains(where: { $0.kind == kind }) else {
      if let early = closedEarly.lastIndex(of: kind) {
        closedEarly.remove(at: early)
        return
      }
      return report(.standsNowhere(word.text, in: self, at: span(token.range)))
    }
    if !reader.isAtEnd { report(.tooMuch(word.text, at: span(reader.rest))) }
    while let open = stack.popLast() {
      guard open.kind != kind else { return shut(open) }
      closedEarly.append(open.kind)
      finish(open, before: (word.text, span(token.range)))
    }
  }

  /// Says that something is not closed, before an end around it or at all, and closes it.
  private mutating func finish(_ open: Open, before end: (String, SourceSpan)?) {
    if !open.isTold { report(.notClosed(open.kind.rawValue, before: end, at: span(open.tag))) }
    shut(open)
  }

  private mutating func shut(_ open: Open) {
    if stack.count < Self.nestingLimit, open.kind != .unknown { add(finished(open)) }
  }

  private mutating func loop(_ reader: inout TagReader, _ token: TemplateToken) {
    let first = reader.word()
    let second = first != nil && reader.take(",") ? reader.word() : nil
    let isIn = first != nil && reader.take(word: "in")
    let isNearly = first != nil && !isIn && (reader.take(word: "of") || reader.take(":") || reader.take("="))
    let hasForm = isIn && !reader.isAtEnd
    if !hasForm {
      let list = String(decoding: bytes[reader.rest], as: UTF8.self)
      let mend = isNearly && !list.isEmpty ? "{% for \(first?.text ?? "") in \(list) %}" : nil
      report(.wrongForm("for", "{% for name in list %}", at: span(token.range), mend: mend))
    }
    let name = first ?? TemplateNode.Name(text: "", range: token.range)
    let subject = hasForm || isNearly ? expression(reader) : token.range.prefix(0)
    open(.loop, token, .loop(TemplateNode.Loop(first: name, second: second, subject: subject, body: [])))
  }

  private mutating func block(_ reader: inout TagReader, _ token: TemplateToken) {
    let name = reader.word()
    if name == nil || !reader.isAtEnd {
      report(.wrongForm("block", "{% block name %}", at: span(token.range)))
    }
    let known = name ?? TemplateNode.Name(text: "", range: token.range)
    open(.block, token, .block(TemplateNode.Block(name: known, body: [])))
  }

  private mutating func set(_ reader: inout TagReader, _ token: TemplateToken) {
    let name = reader.word()
    guard let name, reader.take("="), !reader.isAtEnd else {
      report(.wrongForm("set", "{% set name = expression %}", at: span(token.range)))
      // What reads the name is right.
      if let name { add(.set(name, token.range.prefix(0))) }
      return
    }
    add(.set(name, expression(reader)))
  }

  private mutating func include(_ reader: inout TagReader, _ token: TemplateToken) {
    let form = "{% include \"name.md\" with name = expression, … %}"
    guard let file = reader.quoted() else {
      report(.wrongForm("include", form, at: span(token.range)))
      return
    }
    var arguments: [(name: TemplateNode.Name, value: Range<Int>)] = []
    if !reader.isAtEnd {
      guard reader.take(word: "with") else {
        report(.wrongForm("include", form, at: span(token.range)))
        return
      }
      repeat {
        guard let name = reader.word(), reader.take("=") else {
          report(.wrongForm("include", form, at: span(token.range)))
          return
        }
        arguments.append((name, reader.expression()))
      } while reader.take(",")
    }
    add(.include(TemplateNode.Include(file: file, arguments: arguments)))
  }

  private mutating func extends(_ reader: inout TagReader, _ token: TemplateToken) {
    guard let name = reader.quoted(), reader.isAtEnd else {
      report(.wrongForm("extends", "{% extends \"name.md\" %}", at: span(token.range)))
      return
    }
    guard tagCount == 1, stack.isEmpty else {
      report(.extendsNotFirst(at: span(token.range)))
      return
    }
    file.base = name
  }
}
