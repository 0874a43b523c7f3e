import Diagnostics

/// Who is anchored, and how many nodes the aliases so far would stand for if they were written out.
struct AliasLedger {
  private var anchors: [Anchor] = []
  private var byName: [String: Int] = [:]
  /// Nodes that all aliases so far stand for. Grows exponentially in a hostile file, so it stops at a high number.
  private var expanded = 0
  private var uses: [(node: Int, expanded: Int)] = []

  private struct Anchor {
    var node: Int
    var expandedBefore: Int
    var size = 1
    var height = 0
    var isOpen: Bool
  }

  enum Use {
    case unknown(closest: String?)
    case stillOpen(node: Int)
    case stands(for: Int, height: Int)
  }

  mutating func define(_ name: String, node: Int, isOpen: Bool) -> Int {
    anchors.append(Anchor(node: node, expandedBefore: expanded, isOpen: isOpen))
    byName[name] = anchors.count - 1
    return anchors.count - 1
  }

  mutating func close(_ anchor: Int, nodes: Int, height: Int) {
    anchors[anchor].size = min(nodes + expanded - anchors[anchor].expandedBefore, Self.most)
    anchors[anchor].height = height
    anchors[anchor].isOpen = false
  }

  mutating func use(_ name: String, by node: Int) -> Use {
    guard let anchor = byName[name].map({ anchors[$0] }) else {
      return .unknown(closest: nearest(to: name, among: byName.count > 500 ? [] : byName.keys.sorted()))
    }
    if anchor.isOpen { return .stillOpen(node: anchor.node) }
    expanded = min(expanded + anchor.size, Self.most)
    uses.append((node, expanded))
    return .stands(for: anchor.node, height: anchor.height)
  }

  func firstUse(beyond allowed: Int) -> Int? {
    guard expanded > allowed else { return nil }
    return uses.first { $0.expanded > allowed }?.node
  }

  private static let most = Int.max / 4
}
