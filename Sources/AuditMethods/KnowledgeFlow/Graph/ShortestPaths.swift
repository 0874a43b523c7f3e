/// What the shortest paths between all pairs say: who lies between others, who is near to them.
///
/// One search for each person: time in proportion to people × (people + ties), memory to people + ties.
struct ShortestPaths {
  /// Σ over all pairs of others of the part of their shortest paths that leads through the person; each direction of a
  /// mutual tie counts.
  var betweenness: [Double]
  /// The way from others to the person.
  var incoming: [Nearness]
  /// The way from the person to others.
  var outgoing: [Nearness]
  /// The longest of the shortest paths, and the first pair it joins.
  var longest: (length: Double, from: Int, to: Int)?

  /// How near a person is to those it is joined to.
  struct Nearness: Equatable {
    /// How many people a path joins to the person.
    var people = 0
    /// Σ of the distances to them.
    var distance = 0.0
    /// Σ of 1 ÷ distance.
    var inverse = 0.0

    mutating func add(_ distance: Double, people: Int = 1) {
      self.people += people
      self.distance += distance * Double(people)
      inverse += Double(people) / distance
    }
  }

  init(people: Int) {
    betweenness = Array(repeating: 0, count: people)
    incoming = Array(repeating: Nearness(), count: people)
    outgoing = Array(repeating: Nearness(), count: people)
  }
}

/// By steps: each tie is one. Brandes 2001, with the dependencies pulled from the next level instead of pushed along
/// lists of predecessors.
extension ShortestPaths {
  init(bySteps graph: FlowGraph) {
    self.init(people: graph.people)
    let room = BreadthFirst<Double>(people: graph.people)
    defer { room.deallocate() }
    graph.receivers.withLinks { links in
      for source in 0..<graph.people {
        let levels = room.search(from: source, links)
        if !room.addDependencies(to: &betweenness, levels: levels, links) {
          let wide = BreadthFirst<WideCount>(people: graph.people)
          defer { wide.deallocate() }
          _ = wide.addDependencies(to: &betweenness, levels: wide.search(from: source, links), links)
        }
        add(from: source, levels: levels, of: room)
        room.clear(levels: levels)
      }
    }
  }

  /// Notes the distances of one search: all people of a level are equally far.
  private mutating func add(from source: Int, levels: Int, of room: BreadthFirst<Double>) {
    for level in 1..<max(1, levels) {
      let (start, end) = (room.levels[level], room.levels[level + 1])
      let (distance, inverse) = (Double(level), 1 / Double(level))
      outgoing[source].add(distance, people: end - start)
      for place in start..<end {
        let person = Int(room.order[place])
        incoming[person].people += 1
        incoming[person].distance += distance
        incoming[person].inverse += inverse
      }
    }
    let furthest = levels - 1
    guard furthest > 0, Double(furthest) > longest?.length ?? 0 else { return }
    let last = (room.levels[furthest]..<room.levels[levels]).map { Int(room.order[$0]) }
    longest = last.min().map { (Double(furthest), source, $0) }
  }
}
