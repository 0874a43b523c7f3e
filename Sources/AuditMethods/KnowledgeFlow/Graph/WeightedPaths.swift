/// By strength: a tie is 1 ÷ strength long, so that strong ties bring people near. Dijkstra 1959 for the distances, then
/// the dependencies of Brandes 2001.
///
/// Lengths that differ by less than one part in 10¹² are equal, so that 1/3 + 1/3 + 1/3 ties with 1.
extension ShortestPaths {
  init(byStrength graph: FlowGraph) {
    self.init(people: graph.people)
    let lengths = graph.receivers.strengths.map { 1 / $0 }
    var search = StrengthSearch(people: graph.people)
    for source in 0..<graph.people {
      search.run(from: source, graph.receivers, lengths)
      if !search.addDependencies(to: &betweenness, graph.receivers, lengths, counting: Double.self) {
        _ = search.addDependencies(to: &betweenness, graph.receivers, lengths, counting: WideCount.self)
      }
      for person in search.order.dropFirst() {
        let distance = search.distances[Int(person)]
        outgoing[source].add(distance)
        incoming[Int(person)].add(distance)
        if distance > longest?.length ?? 0 { longest = (distance, source, Int(person)) }
      }
      search.clear()
    }
  }
}

/// One search after another from nearest to furthest.
private struct StrengthSearch {
  private(set) var distances: [Double]
  /// The people reached, nearest first.
  private(set) var order: [Int32] = []
  /// Where each person stands in `order`; −1 before it is settled.
  private var places: [Int32]
  private var queue: DistanceQueue

  init(people: Int) {
    distances = Array(repeating: .infinity, count: people)
    places = Array(repeating: -1, count: people)
    queue = DistanceQueue(people: people)
    order.reserveCapacity(people)
  }

  mutating func run(from source: Int, _ graph: Neighbours, _ lengths: [Double]) {
    distances[source] = 0
    queue.put(Int32(source), distances)
    while let nearest = queue.takeNearest(distances) {
      places[Int(nearest)] = Int32(order.count)
      order.append(nearest)
      let distance = distances[Int(nearest)]
      for link in graph.places(Int(nearest)) {
        let target = graph.targets[link]
        guard places[Int(target)] < 0, distance + lengths[link] < distances[Int(target)] else { continue }
        distances[Int(target)] = distance + lengths[link]
        queue.put(target, distances)
      }
    }
  }

  /// Whether a shortest path from the source goes along this link.
  private func leads(_ person: Int, _ target: Int, _ length: Double) -> Bool {
    let difference = distances[person] + length - distances[target]
    return places[person] < places[target] && difference <= tieTolerance * distances[target]
  }

  func addDependencies<Count: PathCount>(
    to sums: inout [Double], _ graph: Neighbours, _ lengths: [Double], counting: Count.Type
  ) -> Bool {
    guard let source = order.first else { return true }
    var paths = Array(repeating: Count.none, count: distances.count)
    paths[Int(source)] = .one
    for person in order {
      let count = paths[Int(person)]
      if count.isTooLarge { return false }
      for link in graph.places(Int(person)) {
        let target = Int(graph.targets[link])
        if leads(Int(person), target, lengths[link]) { paths[target] = paths[target] + count }
      }
    }
    var shares = Array(repeating: Count.none, count: distances.count)
    for person in order.dropFirst().reversed() {
      var share = Count.none
      for link in graph.places(Int(person)) {
        let target = Int(graph.targets[link])
        if leads(Int(person), target, lengths[link]) { share = share + shares[target] }
      }
      let dependency = Count.times(paths[Int(person)], share)
      sums[Int(person)] += dependency
      shares[Int(person)] = .share(1 + dependency, of: paths[Int(person)])
    }
    return true
  }

  mutating func clear() {
    for person in order {
      distances[Int(person)] = .infinity
      places[Int(person)] = -1
    }
    order.removeAll(keepingCapacity: true)
  }
}

/// The people met and not yet settled, the nearest on top: a binary heap that knows where each stands.
private struct DistanceQueue {
  private var heap: [Int32] = []
  /// The place of each person in the heap; −1 for those outside.
  private var places: [Int32]

  init(people: Int) {
    places = Array(repeating: -1, count: people)
    heap.reserveCapacity(people)
  }

  /// Takes in a person, or lets it rise after it has come nearer.
  mutating func put(_ person: Int32, _ distances: [Double]) {
    var place = Int(places[Int(person)])
    if place < 0 {
      place = heap.count
      heap.append(person)
    }
    while place > 0 {
      let above = (place - 1) / 2
      guard distances[Int(heap[above])] > distances[Int(person)] else { break }
      set(heap[above], at: place)
      place = above
    }
    set(person, at: place)
  }

  mutating func takeNearest(_ distances: [Double]) -> Int32? {
    guard let nearest = heap.first, let last = heap.popLast() else { return nil }
    places[Int(nearest)] = -1
    if heap.isEmpty { return nearest }
    var place = 0
    while 2 * place + 1 < heap.count {
      var below = 2 * place + 1
      if below + 1 < heap.count, distances[Int(heap[below + 1])] < distances[Int(heap[below])] { below += 1 }
      guard distances[Int(heap[below])] < distances[Int(last)] else { break }
      set(heap[below], at: place)
      place = below
    }
    set(last, at: place)
    return nearest
  }

  private mutating func set(_ person: Int32, at place: Int) {
    heap[place] = person
    places[Int(person)] = Int32(place)
  }
}
