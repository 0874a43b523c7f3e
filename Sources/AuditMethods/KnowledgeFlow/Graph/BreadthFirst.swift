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
  /// The shares of the level being worked on, by its places in `order`.
  private let fresh: UnsafeMutablePointer<Count>

  init(people: Int) {
    self.people = people
    order = .allocate(capacity: people + 1)
    levels = .allocate(capacity: people + 2)
    distances = .allocate(capacity: people)
    paths = .allocate(capacity: people)
    shares = .allocate(capacity: people)
    fresh = .allocate(capacity: people)
    order.initialize(repeating: 0, count: people + 1)
    levels.initialize(repeating: 0, count: people + 2)
    distances.initialize(repeating: .max, count: people)
    paths.initialize(repeating: .none, count: people)
    shares.initialize(repeating: .none, count: people)
    fresh.initialize(repeating: .none, count: people)
  }

  func deallocate() {
    order.deallocate()
    levels.deallocate()
    distances.deallocate()
    paths.deallocate()
    shares.deallocate()
    fresh.deallocate()
  }

  /// Finds whom the source reaches, and by how many shortest paths; gives back the number of levels.
  func search(from source: Int, _ links: Links) -> Int {
    order[0] = Int32(source)
    distances[source] = 0
    paths[source] = .one
    levels[0] = 0
    var (level, start, end) = (0, 0, 1)
    while start < end {
      // Once everybody is met there is nothing left to find.
      let free = end < people ? expand(level: level, start, end, links) : end
      level += 1
      levels[level] = end
      (start, end) = (end, free)
    }
    return level
  }

  /// Meets the next level and counts the paths to it. What is written is written always and kept only when it matters,
  /// so that there is no branch to guess wrongly.
  @inline(__always)
  private func expand(level: Int, _ start: Int, _ end: Int, _ links: Links) -> Int {
    let next = Int32(truncatingIfNeeded: level &+ 1)
    var free = end
    for place in start..<end {
      let person = Int(order[place])
      let count = paths[person]
      for link in Int(links.starts[person])..<Int(links.starts[person + 1]) {
        let target = Int(links.targets[link])
        let (known, old) = (distances[target], paths[target])
        paths[target] = old + (known >= next ? count : .none)
        distances[target] = min(known, next)
        order[free] = Int32(truncatingIfNeeded: target)
        free &+= known > next ? 1 : 0
      }
    }
    return free
  }

  /// Adds how much the others' paths from the source depend on each person; false, and nothing added, when there are
  /// too many paths to count in this way.
  func addDependencies(to sums: inout [Double], levels count: Int, _ links: Links) -> Bool {
    let reached = levels[count]
    for place in 0..<reached where paths[Int(order[place])].isTooLarge { return false }
    // Only the level last finished has shares that are not zero, so that a sum over all targets takes in no other.
    var level = count - 1
    while level > 0 {
      let places = levels[level]..<levels[level + 1]
      for place in places {
        let person = Int(order[place])
        var share = Count.none
        if level < count - 1 {
          for link in Int(links.starts[person])..<Int(links.starts[person + 1]) {
            share = share + shares[Int(links.targets[link])]
          }
        }
        let dependency = Count.times(paths[person], share)
        sums[person] += dependency
        fresh[place] = .share(1 + dependency, of: paths[person])
      }
      for place in levels[level + 1]..<levels[min(level + 2, count)] { shares[Int(order[place])] = .none }
      for place in places { shares[Int(order[place])] = fresh[place] }
      level -= 1
    }
    for place in min(1, reached)..<levels[min(2, count)] { shares[Int(order[place])] = .none }
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
