/// Who gives knowledge to whom, as neighbour lists in flat arrays. People are numbers from 0 up.
///
/// In a graph of mutual ties each tie is two arrows, one each way, so that every measure on arrows holds for it too.
struct FlowGraph {
  let isMutual: Bool
  /// Whom each person gives to.
  let receivers: Neighbours
  /// Whom each person receives from.
  let givers: Neighbours
  let partners: Partners

  var people: Int { receivers.people }
  /// Arrows: twice the ties where they are mutual.
  var arrows: Int { receivers.targets.count }
  var ties: Int { isMutual ? arrows / 2 : arrows }

  /// Arrows from one person to another, each pair at most once, none to oneself, and sorted by both ends.
  init(people: Int, sortedArrows arrows: [Arrow], isMutual: Bool) {
    self.isMutual = isMutual
    receivers = Neighbours(people: people, arrows: arrows)
    givers = isMutual ? receivers : receivers.reversed()
    partners = Partners(receivers, givers)
  }

  private init(isMutual: Bool, receivers: Neighbours) {
    self.isMutual = isMutual
    self.receivers = receivers
    givers = isMutual ? receivers : receivers.reversed()
    partners = Partners(receivers, givers)
  }

  /// The same graph after one person has left; the people behind move up by one.
  func without(_ person: Int) -> FlowGraph {
    FlowGraph(isMutual: isMutual, receivers: receivers.without(person))
  }
}

/// One arrow from giver to receiver.
struct Arrow {
  var from: Int32
  var to: Int32
  /// Above 0; 1 where strengths are not known.
  var strength: Double
}

/// For each person the neighbours in one direction, rising, with the strengths of the ties: compressed sparse rows.
struct Neighbours {
  /// Where the neighbours of each person begin, and the end of the last.
  private(set) var starts: [Int32]
  private(set) var targets: [Int32]
  private(set) var strengths: [Double]

  var people: Int { starts.count - 1 }

  init(people: Int, arrows: [Arrow]) {
    starts = [Int32](repeating: 0, count: people + 1)
    for arrow in arrows { starts[Int(arrow.from) + 1] += 1 }
    for person in 0..<people { starts[person + 1] += starts[person] }
    targets = arrows.map(\.to)
    strengths = arrows.map(\.strength)
  }

  /// The places of a person's neighbours in `targets` and `strengths`.
  func places(_ person: Int) -> Range<Int> { Int(starts[person])..<Int(starts[person + 1]) }

  func of(_ person: Int) -> ArraySlice<Int32> { targets[places(person)] }

  func degree(_ person: Int) -> Int { Int(starts[person + 1] - starts[person]) }

  func strength(_ person: Int) -> Double { orderFreeSum(Array(strengths[places(person)])) }

  /// Whether one person has the other as a neighbour.
  func contains(_ from: Int, _ to: Int) -> Bool {
    var (low, high) = (Int(starts[from]), Int(starts[from + 1]))
    while low < high {
      let middle = (low + high) / 2
      if targets[middle] < to { low = middle + 1 } else { high = middle }
    }
    return low < Int(starts[from + 1]) && targets[low] == to
  }

  /// All arrows turned round, by counting.
  func reversed() -> Neighbours {
    var result = Neighbours(people: people, arrows: [])
    for target in targets { result.starts[Int(target) + 1] += 1 }
    for person in 0..<people { result.starts[person + 1] += result.starts[person] }
    result.targets = [Int32](repeating: 0, count: targets.count)
    result.strengths = [Double](repeating: 0, count: targets.count)
    var next = result.starts
    for person in 0..<people {
      for place in places(person) {
        let target = Int(targets[place])
        let free = Int(next[target])
        next[target] += 1
        result.targets[free] = Int32(person)
        result.strengths[free] = strengths[place]
      }
    }
    return result
  }

  func without(_ gone: Int) -> Neighbours {
    var result = Neighbours(people: people - 1, arrows: [])
    for person in 0..<people where person != gone {
      for place in places(person) where targets[place] != gone {
        result.targets.append(targets[place] > gone ? targets[place] - 1 : targets[place])
        result.strengths.append(strengths[place])
      }
      result.starts[person < gone ? person + 1 : person] = Int32(result.targets.count)
    }
    return result
  }
}

/// For each person the people with a tie in either direction, rising.
struct Partners {
  private(set) var starts: [Int32] = [0]
  private(set) var targets: [Int32] = []
  /// Bit 0: the person gives to the partner; bit 1: the partner gives to the person.
  private(set) var directions: [UInt8] = []
  /// Both directions together.
  private(set) var strengths: [Double] = []
  /// Where the same pair stands in the partner's list.
  private(set) var reverse: [Int32] = []

  init(_ receivers: Neighbours, _ givers: Neighbours) {
    for person in 0..<receivers.people {
      var (given, received) = (receivers.places(person), givers.places(person))
      while !given.isEmpty || !received.isEmpty {
        let to = given.isEmpty ? Int32.max : receivers.targets[given.lowerBound]
        let from = received.isEmpty ? Int32.max : givers.targets[received.lowerBound]
        targets.append(min(to, from))
        var (direction, strength) = (UInt8(0), 0.0)
        if to <= from {
          direction |= 1
          strength += receivers.strengths[given.lowerBound]
          given.removeFirst()
        }
        if from <= to {
          direction |= 2
          strength += givers.strengths[received.lowerBound]
          received.removeFirst()
        }
        directions.append(direction)
        strengths.append(strength)
      }
      starts.append(Int32(targets.count))
    }
    // People are gone through in rising order, as they stand in their partners' lists.
    var next = starts
    reverse = targets.map { target in
      defer { next[Int(target)] += 1 }
      return next[Int(target)]
    }
  }

  var people: Int { starts.count - 1 }

  func places(_ person: Int) -> Range<Int> { Int(starts[person])..<Int(starts[person + 1]) }

  func of(_ person: Int) -> ArraySlice<Int32> { targets[places(person)] }

  func degree(_ person: Int) -> Int { Int(starts[person + 1] - starts[person]) }
}
