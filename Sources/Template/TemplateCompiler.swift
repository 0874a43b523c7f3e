import CEL
import Diagnostics

/// Checks templates with all that they include and extend, and makes them ready.
///
/// What several of them include is checked once for each kind of arguments.
struct TemplateCompiler {
  static let includeLimit = 24
  /// How deep bodies of tags lie in each other, includes counted in.
  static let depthLimit = 128

  private struct Key: Hashable {
    let file: String
    let arguments: [CEL.Environment.Variable]
  }

  let globals: CEL.Environment
  private let find: (String) -> SourceFile?
  private var parsed: [String: ParsedTemplate] = [:]
  /// The templates that were looked at; nil is one whose frame cannot be had, which has been reported.
  private var compiled: [Key: CompiledTemplate?] = [:]
  /// The files that are being compiled, each included by the one before.
  private var path: [String] = []
  /// Where they are included, but for the first.
  private var includes: [SourceSpan] = []
  /// What was told of included files, once for each place of an include.
  private var lacking: Set<Lack> = []

  private struct Lack: Hashable {
    let message: String
    let include: SourceSpan
  }
  private var depth = 0
  /// How deep the file that is being compiled stands itself.
  private var base = 0
  /// What is known of that file.
  private var summary = CompiledTemplate.Summary()
  private var diagnostics: [Diagnostic] = []

  private let judging: (CheckedExpression) -> [Diagnostic]
  private let helping: (Problem, String) -> String?

  init(
    _ globals: CEL.Environment, find: @escaping (String) -> SourceFile?,
    judging: @escaping (CheckedExpression) -> [Diagnostic],
    helping: @escaping (Problem, String) -> String?
  ) {
    self.globals = globals
    self.find = find
    self.judging = judging
    self.helping = helping
  }

  /// What may have been meant by an expression with a problem.
  func help(_ problem: Problem, in text: String) -> String? { problem.help ?? helping(problem, text) }

  mutating func judge(_ expression: CheckedExpression) {
    for diagnostic in judging(expression) { report(diagnostic) }
  }

  mutating func report(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    // What an included file lacks may be what it was not given.
    if let include = includes.last, diagnostic.code == "unknown-name" {
      guard lacking.insert(Lack(message: diagnostic.message, include: include)).inserted else {
        return summary.isFaulty = true
      }
      diagnostic.notes.append(Diagnostic.Note("included here", at: include))
    }
    diagnostics.append(diagnostic)
    if diagnostic.severity == .error { summary.isFaulty = true }
  }

  /// Goes into a body; false where that is too deep.
  mutating func descend(to source: SourceFile?) -> Bool {
    guard depth < Self.depthLimit else {
      if let source { report(.tooDeep(Self.depthLimit, at: source.span(bytes: 0..<0))) }
      return false
    }
    depth += 1
    summary.depth = max(summary.depth, depth - base)
    return true
  }

  mutating func ascend() { depth -= 1 }

  mutating func mention(_ mention: Mention) { summary.mention(mention) }

  /// A template that nothing includes, and what is wrong with it that was not told before.
  mutating func compile(_ source: SourceFile) -> (template: CompiledTemplate?, diagnostics: [Diagnostic]) {
    diagnostics = []
    if parsed[source.name] == nil { parsed[source.name] = parse(source) }
    let template = compile(source.name, arguments: [], at: nil)
    return (template, diagnostics.inOrder())
  }

  private mutating func parse(_ source: SourceFile) -> ParsedTemplate {
    let file = TemplateParser.parse(source)
    diagnostics += file.diagnostics
    return file
  }

  private mutating func file(_ name: String, at span: SourceSpan?) -> ParsedTemplate? {
    guard let file = parsed[name] ?? find(name).map({ parse($0) }) else {
      if let span { report(.unknownFile(name, at: span)) }
      return nil
    }
    parsed[name] = file
    if file.diagnostics.containsError { summary.isFaulty = true }
    return file
  }

  /// A template for these arguments; nil where it cannot be had, which has been reported.
  mutating func compile(
    _ name: String, arguments: [CEL.Environment.Variable], at span: SourceSpan?
  ) -> CompiledTemplate? {
    let key = Key(file: name, arguments: arguments)
    if let known = compiled[key] {
      guard let known else {
        summary.isFaulty = true
        return nil
      }
      guard hasRoom(for: known.summary, at: span) else { return nil }
      summary.include(known, known.summary, at: depth - base)
      return known
    }
    guard enter(name, at: span) else { return nil }
    let outer = (summary, base)
    (summary, base) = (CompiledTemplate.Summary(), depth)
    path.append(name)
    if let span { includes.append(span) }
    let template = template(name, arguments, at: span)
    path.removeLast()
    if span != nil { includes.removeLast() }
    // That there is no such file is told wherever it is included.
    if parsed[name] != nil { compiled.updateValue(template, forKey: key) }
    let inner = summary
    (summary, base) = outer
    summary.include(template, inner, at: depth - base)
    return template
  }

  private mutating func template(
    _ name: String, _ arguments: [CEL.Environment.Variable], at span: SourceSpan?
  ) -> CompiledTemplate? {
    var replaced: [String: BlockReplacement] = [:]
    guard let file = file(name, at: span), let root = root(of: file, &replaced) else { return nil }
    var body = TemplateBody(root, globals.adding(arguments), replaced: replaced)
    let parts = body.compile(root.nodes, &self)
    return CompiledTemplate(parts, slots: body.slots, summary)
  }

  private mutating func enter(_ name: String, at span: SourceSpan?) -> Bool {
    guard let span else { return true }
    if let start = path.firstIndex(of: name) {
      report(.circle(Array(path[start...]) + [name], at: span))
      return false
    }
    return hasRoom(for: CompiledTemplate.Summary(), at: span)
  }

  /// Whether a file may be included here, as deep as it goes itself.
  private mutating func hasRoom(for summary: CompiledTemplate.Summary, at span: SourceSpan?) -> Bool {
    guard let span else { return true }
    if path.count + summary.files > Self.includeLimit {
      report(.tooManyIncludes(Self.includeLimit, at: span))
      return false
    }
    if depth + summary.depth > Self.depthLimit {
      report(.tooDeep(Self.depthLimit, at: span))
      return false
    }
    return true
  }

  // MARK: Extending

  /// Follows `extends` to the file that has the frame, collecting the blocks that replace its own.
  private mutating func root(of file: ParsedTemplate, _ replaced: inout [String: BlockReplacement])
    -> ParsedTemplate?
  {
    var current = file
    var names = [file.source.name]
    while let base = current.base {
      let span = current.source.span(bytes: base.range)
      guard !names.contains(base.text) else {
        report(.circle(names + [base.text], at: span))
        return nil
      }
      let added = blocks(replacedBy: current, base: base.text)
      guard let next = self.file(base.text, at: span) else { return nil }
      checkNames(added, of: current, in: next, base.text)
      for (name, block) in added where replaced[name] == nil { replaced[name] = block }
      names.append(base.text)
      current = next
    }
    return current
  }

  private mutating func blocks(replacedBy file: ParsedTemplate, base: String) -> [String: BlockReplacement] {
    var blocks: [String: BlockReplacement] = [:]
    var isReported = false
    for node in file.nodes {
      switch node {
      case .block(let block):
        if let first = blocks[block.name.text] {
          report(
            .repeatedBlock(
              block.name.text, first: file.source.span(bytes: first.block.name.range),
              at: file.source.span(bytes: block.name.range)))
        }
        blocks[block.name.text] = BlockReplacement(block: block, file: file)
      case .text(let range) where file.source.bytes[range].allSatisfy({ $0.isBlank || $0.isLineEnd }): break
      case .text(let range), .output(let range), .set(_, let range):
        if !isReported {
          report(.outsideBlock(at: file.source.span(bytes: firstLine(range, file)), base: base))
        }
        isReported = true
      case .condition(let branches, _):
        if !isReported, let first = branches.first {
          report(.outsideBlock(at: file.source.span(bytes: first.condition), base: base))
        }
        isReported = true
      case .loop(let loop):
        if !isReported { report(.outsideBlock(at: file.source.span(bytes: loop.subject), base: base)) }
        isReported = true
      case .include(let include):
        if !isReported { report(.outsideBlock(at: file.source.span(bytes: include.file.range), base: base)) }
        isReported = true
      }
    }
    return blocks
  }

  private func firstLine(_ range: Range<Int>, _ file: ParsedTemplate) -> Range<Int> {
    let bytes = file.source.bytes
    let start = range.first { !bytes[$0].isBlank && !bytes[$0].isLineEnd } ?? range.lowerBound
    let end = (start..<range.upperBound).first { bytes[$0].isLineEnd } ?? range.upperBound
    return start..<end
  }

  private mutating func checkNames(
    _ blocks: [String: BlockReplacement], of file: ParsedTemplate, in base: ParsedTemplate, _ baseName: String
  ) {
    var known = base.nodes.blockNames
    var next = base.base
    var seen = [baseName]
    while let name = next?.text, !seen.contains(name), let further = self.file(name, at: nil) {
      known += further.nodes.blockNames
      seen.append(name)
      next = further.base
    }
    for name in blocks.keys.sorted() where !known.contains(name) {
      guard let block = blocks[name] else { continue }
      report(.unknownBlock(name, known, base: baseName, at: file.source.span(bytes: block.block.name.range)))
    }
  }
}

/// A block that takes the place of one in the file that is extended.
struct BlockReplacement {
  let block: TemplateNode.Block
  let file: ParsedTemplate
}

extension [TemplateNode] {
  /// The names of all blocks, also of those within others.
  fileprivate var blockNames: [String] {
    flatMap { node -> [String] in
      switch node {
      case .text, .output, .include, .set: []
      case .block(let block): [block.name.text] + block.body.blockNames
      case .condition(let branches, let otherwise):
        branches.flatMap(\.body.blockNames) + (otherwise ?? []).blockNames
      case .loop(let loop): loop.body.blockNames + (loop.otherwise ?? []).blockNames
      }
    }
  }
}
