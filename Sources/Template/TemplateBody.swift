import CEL
import Diagnostics

/// Checks and compiles the nodes of one template against the names that it may use.
struct TemplateBody {
  private var file: ParsedTemplate
  private var environment: CEL.Environment
  private var replaced: [String: BlockReplacement]
  /// The most values that stand side by side.
  private(set) var slots: Int
  private var mentionsLoop = false

  init(_ file: ParsedTemplate, _ environment: CEL.Environment, replaced: [String: BlockReplacement]) {
    self.file = file
    self.environment = environment
    self.replaced = replaced
    slots = environment.variables.count
  }

  private var nextSlot: Int { environment.variables.count }

  private func span(_ range: Range<Int>) -> SourceSpan { file.source.span(bytes: range) }

  private mutating func declare(_ variables: [CEL.Environment.Variable]) {
    environment = environment.adding(variables)
    slots = max(slots, environment.variables.count)
  }

  /// The parts of a body; names that are set in it end with it.
  mutating func compile(_ nodes: [TemplateNode], _ compiler: inout TemplateCompiler) -> [TemplatePart] {
    guard compiler.descend(to: nodes.isEmpty ? nil : file.source) else { return [] }
    let outer = environment
    defer {
      environment = outer
      compiler.ascend()
    }
    var parts: [TemplatePart] = []
    for (index, node) in nodes.enumerated() {
      let following = index + 1 < nodes.count ? nodes[index + 1] : nil
      if let part = part(node, following: following, &compiler) { parts.append(part) }
    }
    return parts
  }

  private mutating func part(
    _ node: TemplateNode, following: TemplateNode?, _ compiler: inout TemplateCompiler
  ) -> TemplatePart? {
    switch node {
    case .text(let range): return TextPart(file.source.bytes[range])
    case .output(let range): return output(range, following: following, &compiler)
    case .condition(let branches, let otherwise):
      var compiled: [(condition: ExpressionSite, body: [TemplatePart])] = []
      for branch in branches {
        // That there is no condition has been told.
        let condition =
          branch.condition.isEmpty ? nil : site(branch.condition, expecting: .bool, &compiler)?.site
        let body = compile(branch.body, &compiler)
        if let condition { compiled.append((condition, body)) }
      }
      return ConditionPart(compiled, otherwise: compile(otherwise ?? [], &compiler))
    case .loop(let loop): return self.loop(loop, &compiler)
    case .include(let include): return self.include(include, &compiler)
    case .block(let block): return self.block(block, &compiler)
    case .set(let name, let range):
      let value = range.isEmpty ? nil : site(range, expecting: nil, &compiler)
      if checkName(name, &compiler) { declare([.init(name.text, value?.type ?? .dyn)]) }
      return value.map { SetPart($0.site, slot: nextSlot - 1) }
    }
  }

  // MARK: Expressions

  private static let loopNames: Set = ["loop"]

  /// An expression, checked; nil where something is wrong with it, which has been reported.
  private mutating func site(
    _ range: Range<Int>, expecting expected: CELType?, _ compiler: inout TemplateCompiler
  ) -> (site: ExpressionSite, type: CELType)? {
    guard !range.isEmpty else {
      compiler.report(Diagnostic("syntax", "an expression is expected here", at: span(range)))
      return nil
    }
    let text = String(decoding: file.source.bytes[range], as: UTF8.self)
    let expression: CEL.Expression
    do throws(SyntaxError) {
      expression = try CEL.Expression(parsing: text, allowing: Self.loopNames)
    } catch {
      if let tag = TagReader(file.source.bytes, range).innerTag {
        compiler.report(.tagInTag(at: span(tag)))
      } else {
        let place = span(file.source.bytes(of: error.range, from: range.lowerBound))
        compiler.report(Diagnostic("syntax", error.message, at: place, help: error.help))
      }
      return nil
    }
    let result = expression.check(in: environment, expecting: expected)
    for problem in result.problems {
      let place = span(file.source.bytes(of: problem.range, from: range.lowerBound))
      compiler.report(
        Diagnostic(
          problem.kind.rawValue, problem.message, at: place, help: compiler.help(problem, in: text)))
    }
    note(result.mentions, &compiler)
    guard let program = result.program else { return nil }
    compiler.judge(
      CheckedExpression(
        checked: result, isCondition: expected == .bool, source: file.source, start: range.lowerBound))
    return (ExpressionSite(source: file.source, range: range, program: program), result.type)
  }

  private mutating func note(_ mentions: [Mention], _ compiler: inout TemplateCompiler) {
    for mention in mentions {
      switch mention {
      case .variable(let name):
        if name == "loop" { mentionsLoop = true }
        if let slot = environment.slot(of: name), slot < compiler.globals.variables.count {
          compiler.mention(mention)
        }
      case .field(let shape, _): if shape != LoopPart.shape.name { compiler.mention(mention) }
      }
    }
  }

  private mutating func output(
    _ range: Range<Int>, following: TemplateNode?, _ compiler: inout TemplateCompiler
  ) -> TemplatePart? {
    guard let (site, type) = site(range, expecting: nil, &compiler) else { return nil }
    switch type {
    case .list, .map, .keyed, .null, .bytes, .optional:
      compiler.report(.notWritten("\(type)", at: span(range)))
      return nil
    case .object(let shape) where shape !== Markup.shape:
      compiler.report(.notWritten("an entry of `\(shape.name)`", at: span(range)))
      return nil
    case .object, .dyn, .bool, .int, .uint, .double, .string, .timestamp, .duration, .type: break
    }
    var next: UInt8 = 0
    if case .text(let text)? = following, let first = text.first { next = file.source.bytes[first] }
    return OutputPart(site, following: next)
  }

  /// Whether a name may be given to something new.
  private func checkName(_ name: TemplateNode.Name, _ compiler: inout TemplateCompiler) -> Bool {
    guard !name.text.isEmpty else { return false }
    guard isVariableName(name.text) else {
      compiler.report(.notAName(name.text, at: span(name.range)))
      return false
    }
    guard !environment.knows(name.text) else {
      compiler.report(.nameTaken(name.text, at: span(name.range)))
      return false
    }
    return true
  }

  // MARK: Tags

  private mutating func loop(_ loop: TemplateNode.Loop, _ compiler: inout TemplateCompiler) -> TemplatePart? {
    let subject = loop.subject.isEmpty ? nil : site(loop.subject, expecting: nil, &compiler)
    var (first, second): (CELType, CELType) = (.dyn, .dyn)
    switch subject?.type.plain {
    case .list(let element):
      first = element
      if loop.second != nil { compiler.report(.twoNames("a list", at: span(loop.subject))) }
    case .map(let key, let value): (first, second) = (key, value)
    case .dyn, nil: break
    case let type?: compiler.report(.notWalked("\(type)", at: span(loop.subject)))
    }
    let (outer, outerMentions, slot) = (environment, mentionsLoop, nextSlot)
    defer { (environment, mentionsLoop) = (outer, outerMentions) }
    var variables: [CEL.Environment.Variable] = []
    if checkName(loop.first, &compiler) { variables.append(.init(loop.first.text, first)) }
    if let name = loop.second {
      if name.text == loop.first.text {
        compiler.report(.nameTaken(name.text, at: span(name.range)))
      } else if checkName(name, &compiler) {
        variables.append(.init(name.text, second))
      }
    }
    declare(variables + [.init("loop", .object(LoopPart.shape))])
    mentionsLoop = false
    let body = compile(loop.body, &compiler)
    let usesLoop = mentionsLoop
    environment = outer
    let otherwise = compile(loop.otherwise ?? [], &compiler)
    guard let subject else { return nil }
    return LoopPart(
      subject.site, slot: slot, isTwofold: loop.second != nil, usesLoop: usesLoop, body: body,
      otherwise: otherwise)
  }

  private mutating func include(
    _ include: TemplateNode.Include, _ compiler: inout TemplateCompiler
  ) -> TemplatePart? {
    var variables: [CEL.Environment.Variable] = []
    var sites: [ExpressionSite] = []
    var isWhole = true
    for argument in include.arguments {
      let value = site(argument.value, expecting: nil, &compiler)
      if let value { sites.append(value.site) } else { isWhole = false }
      if !isVariableName(argument.name.text) {
        compiler.report(.notAName(argument.name.text, at: span(argument.name.range)))
      } else if variables.contains(where: { $0.name == argument.name.text }) || argument.name.text == "loop" {
        compiler.report(.nameTaken(argument.name.text, at: span(argument.name.range)))
      }
      variables.append(.init(argument.name.text, value?.type ?? .dyn))
    }
    let template = compiler.compile(include.file.text, arguments: variables, at: span(include.file.range))
    guard isWhole, let template else { return nil }
    return IncludePart(template, sites, globals: compiler.globals.variables.count)
  }

  private mutating func block(_ block: TemplateNode.Block, _ compiler: inout TemplateCompiler)
    -> TemplatePart?
  {
    guard let other = replaced.removeValue(forKey: block.name.text) else {
      return GroupPart(compile(block.body, &compiler))
    }
    let own = file
    defer {
      file = own
      replaced[block.name.text] = other
    }
    file = other.file
    return GroupPart(compile(other.block.body, &compiler))
  }
}

/// Parts that stand together, such as those of a block.
private final class GroupPart: TemplatePart, @unchecked Sendable {
  private let parts: [TemplatePart]

  init(_ parts: [TemplatePart]) { self.parts = parts }

  override func render(_ run: inout RenderRun) throws(Diagnostic) { try parts.render(&run) }
}
