/// The neighbour lists of a graph while its arrays are held still.
struct Links {
  let starts: UnsafeBufferPointer<Int32>
  let targets: UnsafeBufferPointer<Int32>
}

extension Neighbours {
  func withLinks(_ body: (Links) -> Void) {
    starts.withUnsafeBufferPointer { starts in
      targets.withUnsafeBufferPointer { body(Links(starts: starts, targets: $0)) }
    }
  }
}

/// The room for one search after another through a graph, level by level.
///
/// Raw memory, because this is the innermost loop of the catalogue: every index comes from the graph itself.
struct BreadthFirst<Count: PathCount> {
  private let people: Int
  /// The people reached, nearest first.
  let order: UnsafeMutablePointer<Int32>
  /// Where each level begins in `order`; one more place for the end of the last.
  let levels: UnsafeMutablePointer<Int>
  private let distances: UnsafeMutablePointer<Int32>
  private let paths: UnsafeMutablePointer<Count>
  private let shares: UnsafeMutablePointer<Count>

  init(people: Int) {
    self.people = people
    order = .allocate(capacity: people + 1)
    levels = .allocate(capacity: people + 2)
    distances = .allocate(capacity: people)
    paths = .allocate(capacity: people)
    shares = .allocate(capacity: people)
    order.initialize(repeating: 0, count: people + 1)
    levels.initialize(repeating: 0, count: people + 2)
    distances.initialize(repeating: .max, count: people)
    paths.initialize(repeating: .none, count: people)
    shares.initialize(repeating: .none, count: people)
  }

  func deallocate() {
    order.deallocate()
    levels.deallocate()
    distances.deallocate()
    paths.deallocate()
    shares.deallocate()
  }

  /// Finds whom the source reaches, and by how many shortest paths; gives back the number of levels.
  func search(from source: Int, _ links: Links) -> Int {
    order[0] = Int32(source)
    distances[source] = 0
    paths[source] = .one
    levels[0] = 0
    var (level, start, end) = (0, 0, 1)
    while start < end {
      let next = Int32(level + 1)
      var free = end
      for place in start..<end {
        let person = Int(order[place])
        let count = paths[person]
        for link in Int(links.starts[person])..<Int(links.starts[person + 1]) {
          let target = Int(links.targets[link])
          let known = distances[target]
          guard known >= next else { continue }
          // Written always, kept only when new: no branch to guess.
          order[free] = Int32(truncatingIfNeeded: target)
          free &+= known > next ? 1 : 0
          distances[target] = next
          paths[target] = paths[target] + count
        }
      }
      level += 1
      levels[level] = end
      (start, end) = (end, free)
    }
    return level
  }

  /// Adds how much the others' paths from the source depend on each person; false, and nothing added, when there are
  /// too many paths to count in this way.
  func addDependencies(
    to sums: inout [Double], levels count: Int, _ links: Links
  ) -> Bool {
    let reached = levels[count]
    for place in 0..<reached where paths[Int(order[place])].isTooLarge { return false }
    for place in levels[count - 1]..<reached {
      let person = Int(order[place])
      shares[person] = .share(1, of: paths[person])
    }
    var level = count - 2
    while level > 0 {
      let next = Int32(level + 1)
      for place in levels[level]..<levels[level + 1] {
        let person = Int(order[place])
        var share = Count.none
        for link in Int(links.starts[person])..<Int(links.starts[person + 1]) {
          let target = Int(links.targets[link])
          share = share + (distances[target] == next ? shares[target] : .none)
        }
        let dependency = Count.times(paths[person], share)
        sums[person] += dependency
        shares[person] = .share(1 + dependency, of: paths[person])
      }
      level -= 1
    }
    return true
  }

  /// Makes room for the next search: only what this one has touched.
  func clear(levels count: Int) {
    for place in 0..<levels[count] {
      let person = Int(order[place])
      distances[person] = .max
      paths[person] = .none
    }
  }
}
