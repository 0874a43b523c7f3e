import Diagnostics

/// Builds the tree of a template from its tags.
///
/// Open tags lie on a stack of our own, so that nesting costs no call stack, and an end that fits an outer tag
/// closes the ones within it with a complaint each.
struct TemplateParser {
  static let nestingLimit = 64

  private struct Open {
    enum Kind: String {
      case condition = "if"
      case loop = "for"
      case block
    }

    let kind: Kind
    let tag: Range<Int>
    var node: TemplateNode
    /// The body that is being filled.
    var body: [TemplateNode] = []
    var isInElse = false
  }

  private let file: ParsedTemplate
  private let bytes: [UInt8]
  private var stack: [Open] = []
  private var nodes: [TemplateNode] = []
  private var tagCount = 0

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
    var parser = TemplateParser(file)
    parser.read(tokens)
    return file
  }

  private init(_ file: ParsedTemplate) {
    self.file = file
    bytes = file.source.bytes
  }

  private mutating func read(_ tokens: [TemplateToken]) {
    for token in tokens {
      switch token.kind {
      case .text: if !token.inner.isEmpty { add(.text(token.inner)) }
      case .output: add(.output(TagReader(bytes, token.inner).rest))
      case .comment: break
      case .statement: statement(token)
      }
    }
    while let open = stack.popLast() {
      report(.notClosed(open.kind.rawValue, at: span(open.tag)))
      if stack.count < Self.nestingLimit { add(finished(open)) }
    }
    file.nodes = nodes
  }

  private func span(_ range: Range<Int>) -> SourceSpan { file.source.span(bytes: range) }

  private mutating func report(_ diagnostic: Diagnostic) { file.diagnostics.append(diagnostic) }

  private mutating func add(_ node: TemplateNode) {
    if stack.isEmpty { nodes.append(node) } else { stack[stack.count - 1].body.append(node) }
  }

  private mutating func open(_ kind: Open.Kind, _ token: TemplateToken, _ node: TemplateNode) {
    if stack.count == Self.nestingLimit { report(.tooDeep(Self.nestingLimit, at: span(token.range))) }
    // Beyond the limit the tag is still taken in, so that its end finds it, but what stands in it is dropped:
    // the template is refused anyway.
    stack.append(Open(kind: kind, tag: token.range, node: node))
  }

  // MARK: Tags

  private mutating func statement(_ token: TemplateToken) {
    var reader = TagReader(bytes, token.inner)
    tagCount += 1
    guard let word = reader.word() else {
      report(.emptyTag(at: span(token.range)))
      return
    }
    switch word.text {
    case "if": open(.condition, token, .condition([branch(&reader, token)], otherwise: nil))
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
    default: report(.unknownTag(word.text, at: span(word.range)))
    }
  }

  private mutating func branch(_ reader: inout TagReader, _ token: TemplateToken) -> TemplateNode.Branch {
    if reader.isAtEnd { report(.wrongForm("if", "{% if condition %}", at: span(token.range))) }
    return TemplateNode.Branch(condition: reader.rest, body: [])
  }

  private mutating func elif(_ reader: inout TagReader, _ token: TemplateToken, _ word: TemplateNode.Name) {
    guard let top = stack.last, top.kind == .condition, !top.isInElse else {
      report(
        .standsNowhere(
          word.text, open: stack.last.map { ($0.kind.rawValue, span($0.tag)) }, at: span(token.range)))
      return
    }
    shelve(&stack[stack.count - 1])
    if case .condition(let branches, let otherwise) = stack[stack.count - 1].node {
      stack[stack.count - 1].node = .condition(branches + [branch(&reader, token)], otherwise: otherwise)
    }
  }

  private mutating func otherwise(
    _ reader: inout TagReader, _ token: TemplateToken, _ word: TemplateNode.Name
  ) {
    guard let top = stack.last, top.kind != .block, !top.isInElse else {
      report(
        .standsNowhere(
          word.text, open: stack.last.map { ($0.kind.rawValue, span($0.tag)) }, at: span(token.range)))
      return
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
      report(
        .standsNowhere(
          word.text, open: stack.last.map { ($0.kind.rawValue, span($0.tag)) }, at: span(token.range)))
      return
    }
    if !reader.isAtEnd { report(.tooMuch(word.text, at: span(reader.rest))) }
    while let open = stack.popLast() {
      if open.kind != kind { report(.notClosed(open.kind.rawValue, at: span(open.tag))) }
      if stack.count < Self.nestingLimit { add(finished(open)) }
      if open.kind == kind { return }
    }
  }

  private mutating func loop(_ reader: inout TagReader, _ token: TemplateToken) {
    let first = reader.word()
    let second = first != nil && reader.take(",") ? reader.word() : nil
    let hasForm = first != nil && reader.take(word: "in") && !reader.isAtEnd
    if !hasForm { report(.wrongForm("for", "{% for name in list %}", at: span(token.range))) }
    let name = first ?? TemplateNode.Name(text: "", range: token.range)
    let subject = hasForm ? reader.rest : token.range.prefix(0)
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
    guard let name = reader.word(), reader.take("="), !reader.isAtEnd else {
      report(.wrongForm("set", "{% set name = expression %}", at: span(token.range)))
      return
    }
    add(.set(name, reader.rest))
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
