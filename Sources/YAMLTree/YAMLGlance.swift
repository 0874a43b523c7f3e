/// A node that is only looked at, for whoever looks at millions of them: as cheap as a number.
///
/// Good only while the body of `YAMLNode.glance` runs.
public struct YAMLGlance {
  @usableFromInline let nodes: UnsafeBufferPointer<ArenaNode>
  @usableFromInline let written: UnsafeBufferPointer<UInt8>
  @usableFromInline let apart: UnsafeBufferPointer<UInt8>
  @usableFromInline let index: Int

  @inlinable init(
    _ nodes: UnsafeBufferPointer<ArenaNode>, _ written: UnsafeBufferPointer<UInt8>,
    _ apart: UnsafeBufferPointer<UInt8>, _ use: Int
  ) {
    self.nodes = nodes
    self.written = written
    self.apart = apart
    index = nodes[use].form.kind == .alias ? Int(nodes[use].a) : use
  }

  @inlinable public var kind: YAMLNode.Kind {
    switch nodes[index].form.kind {
    case .sequence: .sequence
    case .mapping: .mapping
    case .scalar, .alias: .scalar
    }
  }

  /// The number of a key's text; `nil` for what is no key.
  @inlinable public var keyID: YAMLKeyID? {
    nodes[index].isKey ? YAMLKeyID(number: nodes[index].a) : nil
  }

  /// How many items a list or entries a mapping has.
  @inlinable public var count: Int { nodes[index].isCollection ? Int(nodes[index].a) : 0 }

  /// The bytes of a value's text; none of a list, a mapping or a key.
  @inlinable public var text: UnsafeBufferPointer<UInt8> {
    let node = nodes[index]
    guard node.form.kind == .scalar, !node.isKey else { return UnsafeBufferPointer(rebasing: written[0..<0]) }
    let start = Int(node.a & ~ArenaNode.keptApart)
    let text = node.a & ArenaNode.keptApart == 0 ? written : apart
    return UnsafeBufferPointer(rebasing: text[start..<start + Int(node.b)])
  }

  /// Nothing, `~` or `null`, without quotes.
  @inlinable public var isNull: Bool {
    let node = nodes[index]
    guard node.b <= 4, node.form.kind == .scalar, node.form.style == .plain else { return false }
    switch node.b {
    case 0: return true
    case 1: return text[0] == UInt8(ascii: "~")
    case 4: return text.elementsEqual("null".utf8)
    default: return false
    }
  }

  /// Whether something holds for all items of a list.
  @inlinable public func itemsHold(_ holds: (YAMLGlance) -> Bool) -> Bool {
    var item = index + 1
    let end = next(after: index)
    while item < end {
      guard holds(YAMLGlance(nodes, written, apart, item)) else { return false }
      item = next(after: item)
    }
    return true
  }

  /// Whether something holds for all entries of a mapping.
  @inlinable public func entriesHold(_ holds: (_ key: YAMLGlance, _ value: YAMLGlance) -> Bool) -> Bool {
    var key = index + 1
    let end = next(after: index)
    while key < end {
      let value = next(after: key)
      guard holds(YAMLGlance(nodes, written, apart, key), YAMLGlance(nodes, written, apart, value)) else {
        return false
      }
      key = next(after: value)
    }
    return true
  }

  @inlinable func next(after index: Int) -> Int {
    nodes[index].isCollection ? Int(nodes[index].b) : index + 1
  }
}

extension YAMLNode {
  /// Lets `body` look at the node and what is in it.
  @inlinable public func glance<Result>(_ body: (YAMLGlance) -> Result) -> Result {
    arena.nodes.withUnsafeBufferPointer { nodes in
      arena.written.withUnsafeBufferPointer { written in
        arena.text.withUnsafeBufferPointer { apart in body(YAMLGlance(nodes, written, apart, use)) }
      }
    }
  }
}
