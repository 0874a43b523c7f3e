/// The items of a list.
public struct YAMLItems: Sequence, Sendable {
  @usableFromInline let arena: YAMLArena
  @usableFromInline let list: Int?

  @inlinable init(_ arena: YAMLArena, _ list: Int?) {
    self.arena = arena
    self.list = list
  }

  @inlinable public var underestimatedCount: Int { list.map { Int(arena.nodes[$0].a) } ?? 0 }

  @inlinable public func makeIterator() -> Iterator { Iterator(arena, list) }

  public struct Iterator: IteratorProtocol {
    @usableFromInline let arena: YAMLArena
    @usableFromInline var index: Int
    @usableFromInline let end: Int

    @inlinable init(_ arena: YAMLArena, _ list: Int?) {
      self.arena = arena
      index = list.map { $0 + 1 } ?? 0
      end = list.map { arena.next(after: $0) } ?? 0
    }

    @inlinable public mutating func next() -> YAMLNode? {
      guard index < end else { return nil }
      defer { index = arena.next(after: index) }
      return YAMLNode(arena, index)
    }
  }
}

/// The entries of a mapping.
public struct YAMLEntries: Sequence, Sendable {
  @usableFromInline let arena: YAMLArena
  @usableFromInline let mapping: Int?

  @inlinable init(_ arena: YAMLArena, _ mapping: Int?) {
    self.arena = arena
    self.mapping = mapping
  }

  @inlinable public var underestimatedCount: Int { mapping.map { Int(arena.nodes[$0].a) } ?? 0 }

  @inlinable public func makeIterator() -> Iterator { Iterator(arena, mapping) }

  @inlinable func value(of key: YAMLKeyID) -> YAMLNode? {
    guard let mapping else { return nil }
    var index = mapping + 1
    let end = arena.next(after: mapping)
    while index < end {
      let value = arena.next(after: index)
      if arena.nodes[index].key == key.number { return YAMLNode(arena, value) }
      index = arena.next(after: value)
    }
    return nil
  }

  public struct Iterator: IteratorProtocol {
    @usableFromInline let arena: YAMLArena
    @usableFromInline var index: Int
    @usableFromInline let end: Int

    @inlinable init(_ arena: YAMLArena, _ mapping: Int?) {
      self.arena = arena
      index = mapping.map { $0 + 1 } ?? 0
      end = mapping.map { arena.next(after: $0) } ?? 0
    }

    @inlinable public mutating func next() -> (key: YAMLNode, value: YAMLNode)? {
      guard index < end else { return nil }
      let value = arena.next(after: index)
      guard value < end else { return nil }
      defer { index = arena.next(after: value) }
      return (YAMLNode(arena, index), YAMLNode(arena, value))
    }
  }
}
