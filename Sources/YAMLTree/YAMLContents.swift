/// The items of a list.
public struct YAMLItems: Sequence, Sendable {
  private let arena: YAMLArena
  private let list: Int?

  init(_ arena: YAMLArena, _ list: Int?) {
    self.arena = arena
    self.list = list
  }

  public var underestimatedCount: Int { list.map { Int(arena.nodes[$0].a) } ?? 0 }

  public func makeIterator() -> Iterator { Iterator(arena, list) }

  public struct Iterator: IteratorProtocol {
    private let arena: YAMLArena
    private var index: Int
    private let end: Int

    init(_ arena: YAMLArena, _ list: Int?) {
      self.arena = arena
      index = list.map { $0 + 1 } ?? 0
      end = list.map { arena.next(after: $0) } ?? 0
    }

    public mutating func next() -> YAMLNode? {
      guard index < end else { return nil }
      defer { index = arena.next(after: index) }
      return YAMLNode(arena, index)
    }
  }
}

/// The entries of a mapping.
public struct YAMLEntries: Sequence, Sendable {
  private let arena: YAMLArena
  private let mapping: Int?

  init(_ arena: YAMLArena, _ mapping: Int?) {
    self.arena = arena
    self.mapping = mapping
  }

  public var underestimatedCount: Int { mapping.map { Int(arena.nodes[$0].a) } ?? 0 }

  public func makeIterator() -> Iterator { Iterator(arena, mapping) }

  func value(of key: YAMLKeyID) -> YAMLNode? {
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
    private let arena: YAMLArena
    private var index: Int
    private let end: Int

    init(_ arena: YAMLArena, _ mapping: Int?) {
      self.arena = arena
      index = mapping.map { $0 + 1 } ?? 0
      end = mapping.map { arena.next(after: $0) } ?? 0
    }

    public mutating func next() -> (key: YAMLNode, value: YAMLNode)? {
      guard index < end else { return nil }
      let value = arena.next(after: index)
      guard value < end else { return nil }
      defer { index = arena.next(after: value) }
      return (YAMLNode(arena, index), YAMLNode(arena, value))
    }
  }
}
