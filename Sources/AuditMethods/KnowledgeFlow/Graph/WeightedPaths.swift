/// By strength: a tie is 1 ÷ strength long, so that strong ties bring people near. Dijkstra 1959 for the distances, then
/// the dependencies of Brandes 2001.
///
/// Lengths that differ by less than one part in 10¹² are equal, so that 1/3 + 1/3 + 1/3 ties with 1.
extension ShortestPaths {
  init(byStrength graph: FlowGraph) {
    self.init(people: graph.people)
    let lengths = graph.receivers.strengths.map { 1 / $0 }
    let room = NearestFirst(people: graph.people, arrows: graph.arrows)
    let counts = PathCounts<Double>(people: graph.people)
    defer {
      room.deallocate()
      counts.deallocate()
    }
    graph.receivers.withLinks { links in
      lengths.withUnsafeBufferPointer { lengths in
        for source in 0..<graph.people {
          let reached = room.search(from: source, links, lengths)
          room.findLeading(reached, links, lengths)
          if !counts.addDependencies(to: &betweenness, reached, room) {
            let wide = PathCounts<WideCount>(people: graph.people)
            defer { wide.deallocate() }
            _ = wide.addDependencies(to: &betweenness, reached, room)
          }
          add(from: source, reached, of: room)
          room.clear(reached)
        }
      }
    }
  }

  private mutating func add(from source: Int, _ reached: Int, of room: NearestFirst) {
    for place in 1..<max(1, reached) {
      let person = Int(room.order[place])
      let distance = room.distances[person]
      outgoing[source].add(distance)
      incoming[person].add(distance)
      if distance > longest?.length ?? 0 { longest = (distance, source, person) }
    }
  }
}

/// The room for one search after another from nearest to furthest. Raw memory, as in `BreadthFirst`.
private struct NearestFirst {
  let distances: UnsafeMutablePointer<Double>
  /// The people reached, nearest first.
  let order: UnsafeMutablePointer<Int32>
  /// The targets of the links on shortest paths, person after person in that order, and where each person's begin.
  let leading: UnsafeMutablePointer<Int32>
  let leadingStarts: UnsafeMutablePointer<Int>
  /// Where each person stands in `order`.
  private let places: UnsafeMutablePointer<Int32>
  /// A heap of the people met; somebody met again nearer by is there twice.
  private let heap: UnsafeMutablePointer<Meeting>

  private struct Meeting {
    var distance: Double
    var person: Int32
  }

  init(people: Int, arrows: Int) {
    distances = .allocate(capacity: people)
    order = .allocate(capacity: people)
    places = .allocate(capacity: people)
    leading = .allocate(capacity: arrows)
    leadingStarts = .allocate(capacity: people + 1)
    heap = .allocate(capacity: arrows + 1)
    distances.initialize(repeating: .infinity, count: people)
    order.initialize(repeating: 0, count: people)
    places.initialize(repeating: -1, count: people)
    leading.initialize(repeating: 0, count: arrows)
    leadingStarts.initialize(repeating: 0, count: people + 1)
    heap.initialize(repeating: Meeting(distance: 0, person: 0), count: arrows + 1)
  }

  func deallocate() {
    distances.deallocate()
    order.deallocate()
    places.deallocate()
    leading.deallocate()
    leadingStarts.deallocate()
    heap.deallocate()
  }

  /// Finds the distances from the source; gives back how many people it reaches, itself included.
  func search(from source: Int, _ links: Links, _ lengths: UnsafeBufferPointer<Double>) -> Int {
    distances[source] = 0
    heap[0] = Meeting(distance: 0, person: Int32(source))
    var (waiting, reached) = (1, 0)
    while waiting > 0 {
      let nearest = heap[0]
      waiting -= 1
      sink(heap[waiting], among: waiting)
      let person = Int(nearest.person)
      guard places[person] < 0 else { continue }
      places[person] = Int32(truncatingIfNeeded: reached)
      order[reached] = nearest.person
      reached += 1
      for link in Int(links.starts[person])..<Int(links.starts[person + 1]) {
        let target = Int(links.targets[link])
        let distance = nearest.distance + lengths[link]
        guard distance < distances[target] else { continue }
        distances[target] = distance
        rise(Meeting(distance: distance, person: Int32(truncatingIfNeeded: target)), from: waiting)
        waiting += 1
      }
    }
    return reached
  }

  private func rise(_ meeting: Meeting, from end: Int) {
    var place = end
    while place > 0 {
      let above = (place - 1) >> 2
      guard heap[above].distance > meeting.distance else { break }
      heap[place] = heap[above]
      place = above
    }
    heap[place] = meeting
  }

  /// Puts a meeting in the place of the first, and down to where it belongs: four below each.
  private func sink(_ meeting: Meeting, among count: Int) {
    var place = 0
    while true {
      let first = 4 * place + 1
      guard first < count else { break }
      var least = first
      for other in (first + 1)..<max(first + 1, min(first + 4, count))
      where heap[other].distance < heap[least].distance {
        least = other
      }
      guard heap[least].distance < meeting.distance else { break }
      heap[place] = heap[least]
      place = least
    }
    heap[place] = meeting
  }

  /// Notes the links that lie on a shortest path: they end no later than the target is reached, and lead away.
  func findLeading(_ reached: Int, _ links: Links, _ lengths: UnsafeBufferPointer<Double>) {
    var free = 0
    for place in 0..<reached {
      leadingStarts[place] = free
      let person = Int(order[place])
      let distance = distances[person]
      for link in Int(links.starts[person])..<Int(links.starts[person + 1]) {
        let target = Int(links.targets[link])
        let known = distances[target]
        if distance + lengths[link] - known <= tieTolerance * known, place < places[target] {
          leading[free] = Int32(truncatingIfNeeded: target)
          free += 1
        }
      }
    }
    leadingStarts[reached] = free
  }

  func clear(_ reached: Int) {
    for place in 0..<reached {
      distances[Int(order[place])] = .infinity
      places[Int(order[place])] = -1
    }
  }
}

/// The number of shortest paths to each person, and the dependencies on it.
private struct PathCounts<Count: PathCount> {
  private let paths: UnsafeMutablePointer<Count>
  private let shares: UnsafeMutablePointer<Count>

  init(people: Int) {
    paths = .allocate(capacity: people)
    shares = .allocate(capacity: people)
    paths.initialize(repeating: .none, count: people)
    shares.initialize(repeating: .none, count: people)
  }

  func deallocate() {
    paths.deallocate()
    shares.deallocate()
  }

  /// False, and nothing added, when there are too many paths to count in this way.
  func addDependencies(to sums: inout [Double], _ reached: Int, _ room: NearestFirst) -> Bool {
    for place in 0..<reached { paths[Int(room.order[place])] = place == 0 ? .one : .none }
    for place in 0..<reached {
      let count = paths[Int(room.order[place])]
      if count.isTooLarge { return false }
      for link in room.leadingStarts[place]..<room.leadingStarts[place + 1] {
        let target = Int(room.leading[link])
        paths[target] = paths[target] + count
      }
    }
    var place = reached - 1
    while place > 0 {
      let person = Int(room.order[place])
      var share = Count.none
      for link in room.leadingStarts[place]..<room.leadingStarts[place + 1] {
        share = share + shares[Int(room.leading[link])]
      }
      let dependency = Count.times(paths[person], share)
      sums[person] += dependency
      shares[person] = .share(1 + dependency, of: paths[person])
      place -= 1
    }
    return true
  }
}
