public import Diagnostics

/// One node of a document: a value without parts (scalar), a list (sequence) or a mapping.
///
/// A view, cheap to copy. An alias is followed wherever it stands: only `useSpan` and `isAlias` tell it from what it refers to.
public struct YAMLNode: Sendable {
  public enum Kind: Sendable { case scalar, sequence, mapping }

  @usableFromInline let arena: YAMLArena
  @usableFromInline let index: Int
  @usableFromInline let use: Int

  @inlinable init(_ arena: YAMLArena, _ use: Int) {
    self.arena = arena
    self.use = use
    index = arena.target(of: use)
  }

  @inlinable var node: ArenaNode { arena.nodes[index] }

  @inlinable public var kind: Kind {
    switch node.form.kind {
    case .sequence: .sequence
    case .mapping: .mapping
    case .scalar, .alias: .scalar
    }
  }

  @inlinable public var style: YAMLStyle { node.form.style }
  @inlinable public var isAlias: Bool { use != index }

  /// A scalar without quotes, so that it may mean something other than its text.
  @inlinable public var isPlain: Bool { node.form.kind == .scalar && node.form.style == .plain }

  /// Nothing, `~` or `null`, without quotes.
  public var isNull: Bool {
    isPlain && (node.b == 0 || textEquals("~") || textEquals("null"))
  }

  /// The number of a key's text; `nil` for what is no key.
  @inlinable public var keyID: YAMLKeyID? { node.isKey ? YAMLKeyID(number: node.a) : nil }

  // MARK: Text

  /// The text of a scalar, its quotes, escapes and line folding undone; empty for lists and mappings.
  public var text: String {
    String(decoding: arena.text[arena.textRange(of: index)], as: UTF8.self)
  }

  /// The UTF-8 bytes of a scalar's text, without copying them.
  public func withText<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let text = arena.text
    let span = text.span
    return try body(span.extracting(arena.textRange(of: index)))
  }

  /// How many bytes the text has.
  public var textLength: Int { arena.textRange(of: index).count }

  public func textEquals(_ other: StaticString) -> Bool {
    let range = arena.textRange(of: index)
    guard node.form.kind == .scalar, range.count == other.utf8CodeUnitCount, other.hasPointerRepresentation
    else { return false }
    return arena.text[range].elementsEqual(UnsafeBufferPointer(start: other.utf8Start, count: range.count))
  }

  // MARK: Contents

  /// How many items a list or entries a mapping has.
  @inlinable public var count: Int { node.isCollection ? Int(node.a) : 0 }

  /// The items of a list; none for anything else.
  @inlinable public var items: YAMLItems { YAMLItems(arena, node.form.kind == .sequence ? index : nil) }

  /// The entries of a mapping in the order of the text; none for anything else.
  @inlinable public var entries: YAMLEntries { YAMLEntries(arena, node.form.kind == .mapping ? index : nil) }

  /// The value of the first entry with that key.
  public subscript(key: String) -> YAMLNode? {
    arena.keyID(of: key).flatMap { self[$0] }
  }

  @inlinable public subscript(key: YAMLKeyID) -> YAMLNode? {
    entries.value(of: key)
  }

  // MARK: Places

  /// Where what it is stands: for an alias, the place it refers to.
  public var span: SourceSpan { arena.span(of: index) }

  /// Where it is used: for an alias, the place of the alias.
  public var useSpan: SourceSpan { isAlias ? arena.places.span(of: arena.nodes[use]) : span }

  /// Where a character of the text stands in the file, counted in Unicode scalars from the text's beginning.
  ///
  /// Exact for all ways of writing a scalar; the scalar's end for offsets beyond the text.
  public func position(ofScalar offset: Int) -> Position {
    ScalarPlaces(self).position(ofScalar: offset)
  }
}
