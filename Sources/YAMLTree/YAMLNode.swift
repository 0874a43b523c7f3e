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
  @inlinable public var isNull: Bool {
    isPlain && (node.b == 0 || node.b == 1 && textEquals("~") || node.b == 4 && textEquals("null"))
  }

  /// The number of a key's text; `nil` for what is no key.
  @inlinable public var keyID: YAMLKeyID? { node.isKey ? YAMLKeyID(number: node.a) : nil }

  /// The number that stands for a key's text in the node's document, if it occurs as a key at all.
  public func keyID(of text: String) -> YAMLKeyID? { arena.keyID(of: text) }

  // MARK: Text

  /// The text of a scalar, its quotes, escapes and line folding undone; empty for lists and mappings.
  public var text: String { arena.text(of: index) }

  /// The UTF-8 bytes of a scalar's text, without copying them.
  @inlinable public func withText<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try arena.withText(of: index, body)
  }

  /// How many bytes the text has.
  @inlinable public var textLength: Int { withText { $0.count } }

  @inlinable public func textEquals(_ other: StaticString) -> Bool {
    guard node.form.kind == .scalar, other.hasPointerRepresentation else { return false }
    return withText { text in
      guard text.count == other.utf8CodeUnitCount else { return false }
      for place in text.indices where text[place] != other.utf8Start[place] { return false }
      return true
    }
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
