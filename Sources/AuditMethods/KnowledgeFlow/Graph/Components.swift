/// Which people hang together, each person with the number of its group.
struct Components {
  private(set) var groupOf: [Int32]
  private(set) var count = 0

  /// The people of each group, rising.
  func members() -> [[Int]] {
    var members = [[Int]](repeating: [], count: count)
    for (person, group) in groupOf.enumerated() { members[Int(group)].append(person) }
    return members
  }

  /// Joined by ties, whatever their direction.
  init(weak partners: Partners) {
    groupOf = Array(repeating: -1, count: partners.people)
    var waiting: [Int32] = []
    for first in 0..<partners.people where groupOf[first] < 0 {
      groupOf[first] = Int32(count)
      waiting.append(Int32(first))
      while let person = waiting.popLast() {
        for partner in partners.of(Int(person)) where groupOf[Int(partner)] < 0 {
          groupOf[Int(partner)] = Int32(count)
          waiting.append(partner)
        }
      }
      count += 1
    }
  }

  /// Each reaches each along the arrows. Tarjan 1972, with a stack of its own instead of recursion: lines of any length.
  ///
  /// Arrows between groups lead from higher to lower numbers.
  init(strong graph: Neighbours) {
    let people = graph.people
    groupOf = Array(repeating: -1, count: people)
    var met = [Int32](repeating: -1, count: people)
    var lowest = [Int32](repeating: 0, count: people)
    var next = graph.starts
    var (open, path): ([Int32], [Int32]) = ([], [])
    var time: Int32 = 0
    for first in 0..<people where met[first] < 0 {
      path.append(Int32(first))
      while let top = path.last {
        let person = Int(top)
        if met[person] < 0 {
          met[person] = time
          lowest[person] = time
          time += 1
          open.append(top)
        }
        if next[person] < graph.starts[person + 1] {
          let target = Int(graph.targets[Int(next[person])])
          next[person] += 1
          if met[target] < 0 {
            path.append(Int32(target))
          } else if groupOf[target] < 0 {
            lowest[person] = min(lowest[person], met[target])
          }
          continue
        }
        path.removeLast()
        if let before = path.last { lowest[Int(before)] = min(lowest[Int(before)], lowest[person]) }
        if lowest[person] == met[person] { close(until: top, &open) }
      }
    }
  }

  private mutating func close(until first: Int32, _ open: inout [Int32]) {
    while let member = open.popLast() {
      groupOf[Int(member)] = Int32(count)
      if member == first { break }
    }
    count += 1
  }
}

extension FlowGraph {
  /// How many ordered pairs of different people are joined by a path.
  ///
  /// 64 people at a time, one bit each, through the strong groups: (people + ties) × people ÷ 64 steps.
  func reachablePairs() -> Int {
    let groups = Components(strong: receivers)
    let members = groups.members()
    var pairs = 0
    var first = 0
    while first < people {
      let sources = first..<min(first + 64, people)
      var reached = [UInt64](repeating: 0, count: groups.count)
      for source in sources { reached[Int(groups.groupOf[source])] |= 1 << UInt64(source - first) }
      // Groups are numbered against the arrows, so that what arrives at one is complete when its turn comes.
      for group in stride(from: groups.count - 1, through: 0, by: -1) where reached[group] != 0 {
        let mask = reached[group]
        for member in members[group] {
          for target in receivers.of(member) { reached[Int(groups.groupOf[Int(target)])] |= mask }
        }
        pairs += mask.nonzeroBitCount * members[group].count
      }
      pairs -= sources.count
      first += 64
    }
    return pairs
  }

  /// How many people a path leads to, along the neighbours given.
  static func reach(from source: Int, along neighbours: Neighbours) -> Int {
    var met = [Bool](repeating: false, count: neighbours.people)
    var waiting = [Int32(source)]
    met[source] = true
    var count = 0
    while let person = waiting.popLast() {
      for target in neighbours.of(Int(person)) where !met[Int(target)] {
        met[Int(target)] = true
        count += 1
        waiting.append(target)
      }
    }
    return count
  }
}
