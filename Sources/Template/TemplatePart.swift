import CEL
import Diagnostics

/// A piece of a template that is ready to be written.
class TemplatePart: @unchecked Sendable {
  func render(_ run: inout RenderRun) throws(Diagnostic) {}
}

extension [TemplatePart] {
  @inline(__always)
  func render(_ run: inout RenderRun) throws(Diagnostic) {
    for part in self { try part.render(&run) }
  }
}

final class TextPart: TemplatePart, @unchecked Sendable {
  let text: [UInt8]
  private let lineEnd: Int?

  init(_ text: ArraySlice<UInt8>) {
    self.text = Array(text)
    lineEnd = self.text.lastIndex(of: 0x0A)
  }

  override func render(_ run: inout RenderRun) throws(Diagnostic) { run.append(text, lineEnd: lineEnd) }
}

final class OutputPart: TemplatePart, @unchecked Sendable {
  private let site: ExpressionSite
  private let following: UInt8

  init(_ site: ExpressionSite, following: UInt8) {
    self.site = site
    self.following = following
  }

  override func render(_ run: inout RenderRun) throws(Diagnostic) {
    try run.count(site)
    try run.write(try run.evaluate(site), site, following: following)
  }
}

final class ConditionPart: TemplatePart, @unchecked Sendable {
  private let branches: [(condition: ExpressionSite, body: [TemplatePart])]
  private let otherwise: [TemplatePart]

  init(_ branches: [(condition: ExpressionSite, body: [TemplatePart])], otherwise: [TemplatePart]) {
    self.branches = branches
    self.otherwise = otherwise
  }

  override func render(_ run: inout RenderRun) throws(Diagnostic) {
    for branch in branches {
      try run.count(branch.condition)
      if try run.holds(branch.condition) { return try branch.body.render(&run) }
    }
    try otherwise.render(&run)
  }
}

final class SetPart: TemplatePart, @unchecked Sendable {
  private let site: ExpressionSite
  private let slot: Int

  init(_ site: ExpressionSite, slot: Int) {
    self.site = site
    self.slot = slot
  }

  override func render(_ run: inout RenderRun) throws(Diagnostic) {
    try run.count(site)
    run.bindings[slot] = try run.evaluate(site)
  }
}

final class LoopPart: TemplatePart, @unchecked Sendable {
  /// What `loop` is within a loop.
  static let shape = Shape(
    "loop",
    fields: [.init("index", .int), .init("first", .bool), .init("last", .bool), .init("length", .int)])

  private let subject: ExpressionSite
  private let slot: Int
  private let isTwofold: Bool
  private let usesLoop: Bool
  private let body: [TemplatePart]
  private let otherwise: [TemplatePart]

  init(
    _ subject: ExpressionSite, slot: Int, isTwofold: Bool, usesLoop: Bool, body: [TemplatePart],
    otherwise: [TemplatePart]
  ) {
    self.subject = subject
    self.slot = slot
    self.isTwofold = isTwofold
    self.usesLoop = usesLoop
    self.body = body
    self.otherwise = otherwise
  }

  override func render(_ run: inout RenderRun) throws(Diagnostic) {
    try run.count(subject)
    switch try run.evaluate(subject) {
    case .list(let entries) where !isTwofold: try walk(entries, nil, &run)
    case .map(let map): try walk(map.keys, isTwofold ? map.values : nil, &run)
    case let value: throw .notWalked("\(value.type)", at: subject.span)
    }
  }

  private func walk(
    _ entries: [CELValue], _ values: [CELValue]?, _ run: inout RenderRun
  ) throws(Diagnostic) {
    if entries.isEmpty { return try otherwise.render(&run) }
    for (index, entry) in entries.enumerated() {
      try run.count(subject)
      run.bindings[slot] = entry
      if let values { run.bindings[slot + 1] = values[index] }
      if usesLoop { run.bindings[slot + (isTwofold ? 2 : 1)] = Self.loop(index, of: entries.count) }
      try body.render(&run)
    }
  }

  private static func loop(_ index: Int, of count: Int) -> CELValue {
    .object(
      Object(
        shape,
        [.int(Int64(index) + 1), .bool(index == 0), .bool(index == count - 1), .int(Int64(count))]))
  }
}

final class IncludePart: TemplatePart, @unchecked Sendable {
  private let template: CompiledTemplate
  private let arguments: [ExpressionSite]
  private let globals: Int

  init(_ template: CompiledTemplate, _ arguments: [ExpressionSite], globals: Int) {
    self.template = template
    self.arguments = arguments
    self.globals = globals
  }

  override func render(_ run: inout RenderRun) throws(Diagnostic) {
    var bindings = Array(run.bindings.prefix(globals))
    bindings.reserveCapacity(template.slots)
    for argument in arguments {
      try run.count(argument)
      bindings.append(try run.evaluate(argument))
    }
    bindings += Array(repeating: nil, count: max(0, template.slots - bindings.count))
    swap(&run.bindings, &bindings)
    try template.parts.render(&run)
    swap(&run.bindings, &bindings)
  }
}

/// A file of templates, checked for one set of names and ready to be written.
final class CompiledTemplate: Sendable {
  let parts: [TemplatePart]
  /// How many values its expressions may name.
  let slots: Int
  let summary: Summary

  init(_ parts: [TemplatePart], slots: Int, _ summary: Summary) {
    self.parts = parts
    self.slots = slots
    self.summary = summary
  }

  /// What is known of a file with all that it includes.
  struct Summary: Sendable {
    /// Whether something is wrong with it, which has been told.
    var isFaulty = false
    /// How many files include each other here, itself counted in.
    private(set) var files = 1
    /// How deep bodies of tags lie in each other.
    var depth = 0
    /// The variables of the host and the fields that the file itself reads, each once.
    private(set) var mentions: Set<Mention> = []
    private(set) var included: [CompiledTemplate] = []

    mutating func mention(_ mention: Mention) { mentions.insert(mention) }

    mutating func include(_ template: CompiledTemplate?, _ inner: Summary, at place: Int) {
      isFaulty = isFaulty || inner.isFaulty
      files = max(files, inner.files + 1)
      depth = max(depth, place + inner.depth)
      if let template { included.append(template) }
    }
  }

  /// The variables of the host and the fields that are read here and in all that is included.
  var mentions: Set<Mention> {
    var mentions: Set<Mention> = []
    var seen: Set<ObjectIdentifier> = []
    var open = [self]
    while let template = open.popLast() {
      guard seen.insert(ObjectIdentifier(template)).inserted else { continue }
      mentions.formUnion(template.summary.mentions)
      open += template.summary.included
    }
    return mentions
  }
}
