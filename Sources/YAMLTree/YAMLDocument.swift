public import Diagnostics

/// What a YAML text came to: its tree, if it has one that can be trusted, and what is wrong with it.
public struct YAMLDocument: Sendable {
  /// The text that all places refer to: the one given, or its UTF-8 form where the file was UTF-16.
  public let source: SourceFile
  /// In the order of the text, each once.
  public let diagnostics: [Diagnostic]
  /// The outermost node; `nil` where the text breaks off, is empty or asks for too much.
  public let root: YAMLNode?
  private let arena: YAMLArena?

  init(source: SourceFile, diagnostics: [Diagnostic]) {
    self.source = source
    self.diagnostics = diagnostics
    root = nil
    arena = nil
  }

  init(arena: YAMLArena, isWhole: Bool, diagnostics: [Diagnostic]) {
    source = arena.source
    self.diagnostics = diagnostics
    root = isWhole ? YAMLNode(arena, 0) : nil
    self.arena = arena
  }

  /// How many keys, values, lists and mappings the text has, aliases counted as one.
  public var nodeCount: Int { arena?.nodes.count ?? 0 }

  /// The number that stands for a key's text in this document, if it occurs as a key at all.
  public func keyID(of text: String) -> YAMLKeyID? { arena?.keyID(of: text) }
}

/// Stands for the text of a key within one document; equal keys have equal numbers.
public struct YAMLKeyID: Hashable, Sendable {
  @usableFromInline let number: UInt32

  @inlinable init(number: UInt32) { self.number = number }
}

/// What all nodes of a document share.
@usableFromInline final class YAMLArena: Sendable {
  let source: SourceFile
  let places: CharacterPlaces
  @usableFromInline let nodes: ContiguousArray<ArenaNode>
  /// The bytes of the source.
  @usableFromInline let written: [UInt8]
  /// The texts of keys, and those that do not stand in the source as they read.
  @usableFromInline let text: ContiguousArray<UInt8>
  let keys: KeyTable

  init(
    source: SourceFile, places: CharacterPlaces, nodes: ContiguousArray<ArenaNode>,
    text: ContiguousArray<UInt8>, keys: KeyTable
  ) {
    self.source = source
    self.places = places
    self.nodes = nodes
    written = source.bytes
    self.text = text
    self.keys = keys
  }

  /// The node after this one and all its descendants.
  @inlinable @inline(__always)
  func next(after index: Int) -> Int {
    let node = nodes[index]
    return node.isCollection ? Int(node.b) : index + 1
  }

  /// The node itself, or the one an alias stands for.
  @inlinable @inline(__always)
  func target(of index: Int) -> Int {
    let node = nodes[index]
    return node.form.kind == .alias ? Int(node.a) : index
  }

  /// The bytes of a scalar's text; none of a list or mapping.
  @inlinable @inline(__always)
  func withText<Result, Failure: Error>(
    of index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let node = nodes[index]
    if node.form.kind == .scalar, !node.isKey, node.a & ArenaNode.keptApart == 0 {
      let written = written
      return try body(written.span.extracting(Int(node.a)..<Int(node.a) + Int(node.b)))
    }
    let text = text
    return try body(text.span.extracting(rangeApart(node)))
  }

  /// Where a text stands among those that are kept apart; nowhere for a list or mapping.
  @usableFromInline func rangeApart(_ node: ArenaNode) -> Range<Int> {
    if node.isKey { return keys.range(of: node.a) }
    guard node.form.kind == .scalar else { return 0..<0 }
    let start = Int(node.a & ~ArenaNode.keptApart)
    return start..<start + Int(node.b)
  }

  func text(of index: Int) -> String {
    withText(of: index) { text in text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) } }
  }

  func keyID(of text: String) -> YAMLKeyID? {
    var text = text
    return text.withUTF8 { keys.find($0, in: self.text) }.map(YAMLKeyID.init)
  }

  func span(of index: Int) -> SourceSpan {
    let span = places.span(of: nodes[index])
    guard nodes[index].hasProperties else { return span }
    var start = NodeProperties.end(of: span)
    // What stands before the first key or item may be its own.
    if nodes[index].isCollection, nodes[index].a > 0 {
      start = min(start, places.position(of: nodes[index + 1].start))
    }
    return SourceSpan(file: source, start: start, end: span.end)
  }
}
