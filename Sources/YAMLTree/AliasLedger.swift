import Diagnostics

/// Who is anchored, and how much the aliases so far would stand for if they were written out.
struct AliasLedger {
  private var anchors: [Anchor] = []
  private var byName: [String: Int] = [:]
  /// What all aliases so far stand for.
  private var expanded = Extent()
  private var uses: [(node: Int, expanded: Extent)] = []

  /// So many nodes, with so many bytes of values. Grows exponentially in a hostile file, so it stops at a high number.
  struct Extent {
    var nodes = 0
    var bytes = 0

    static func + (a: Extent, b: Extent) -> Extent {
      Extent(nodes: min(a.nodes + b.nodes, most), bytes: min(a.bytes + b.bytes, most))
    }

    static func - (a: Extent, b: Extent) -> Extent {
      Extent(nodes: a.nodes - b.nodes, bytes: a.bytes - b.bytes)
    }

    func exceeds(_ allowed: Extent) -> Bool { nodes > allowed.nodes || bytes > allowed.bytes }

    private static let most = Int.max / 4
  }

  private struct Anchor {
    var node: Int
    var expandedBefore: Extent
    /// How much had been read before it, and once it is closed how much it stands for.
    var size: Extent
    var height = 0
    var isOpen: Bool
  }

  enum Use {
    case unknown(closest: String?)
    case stillOpen(node: Int)
    case stands(for: Int, height: Int)
  }

  /// A list or mapping that begins after so much.
  mutating func open(_ name: String, node: Int, after read: Extent) -> Int {
    anchors.append(Anchor(node: node, expandedBefore: expanded, size: read, isOpen: true))
    byName[name] = anchors.count - 1
    return anchors.count - 1
  }

  /// A list or mapping that ends after so much.
  mutating func close(_ anchor: Int, after read: Extent, height: Int) {
    anchors[anchor].size = read - anchors[anchor].size + (expanded - anchors[anchor].expandedBefore)
    anchors[anchor].height = height
    anchors[anchor].isOpen = false
  }

  /// A single value.
  mutating func define(_ name: String, node: Int, bytes: Int) {
    anchors.append(
      Anchor(node: node, expandedBefore: expanded, size: Extent(nodes: 1, bytes: bytes), isOpen: false))
    byName[name] = anchors.count - 1
  }

  mutating func use(_ name: String, by node: Int) -> Use {
    guard let anchor = byName[name].map({ anchors[$0] }) else {
      return .unknown(closest: nearest(to: name, among: byName.count > 500 ? [] : byName.keys.sorted()))
    }
    if anchor.isOpen { return .stillOpen(node: anchor.node) }
    expanded = expanded + anchor.size
    uses.append((node, expanded))
    return .stands(for: anchor.node, height: anchor.height)
  }

  func firstUse(beyond allowed: Extent) -> (node: Int, expanded: Extent)? {
    guard expanded.exceeds(allowed) else { return nil }
    return uses.first { $0.expanded.exceeds(allowed) }
  }
}
