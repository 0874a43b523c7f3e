/// The part somebody plays on a path from one person over him to another, by their departments.
///
/// Gould & Fernandez 1989; A, B, C stand for the departments of giver, broker and receiver.
public enum BrokerRole: String, CaseIterable, Sendable {
  /// AAA: between colleagues.
  case coordinator
  /// ABA: between two people of another department.
  case itinerant
  /// ABB: lets knowledge into the own department.
  case gatekeeper
  /// AAB: takes knowledge out of the own department.
  case representative
  /// ABC: between two other departments.
  case liaison

  init(_ giver: Int32, _ broker: Int32, _ receiver: Int32) {
    self =
      if giver == receiver {
        giver == broker ? .coordinator : .itinerant
      } else if broker == receiver {
        .gatekeeper
      } else {
        giver == broker ? .representative : .liaison
      }
  }

  /// The place of the role in lists of counts.
  var index: Int {
    switch self {
    case .coordinator: 0
    case .itinerant: 1
    case .gatekeeper: 2
    case .representative: 3
    case .liaison: 4
    }
  }
}

extension FlowGraph {
  /// For each person and role the number of paths giver → person → receiver without a tie giver → receiver.
  ///
  /// `departments` holds a number for each person, −1 where there is none; paths with such a person are left out.
  /// All paths are counted by department, then those that come back and those that have a shortcut are taken off: ties^1.5
  /// steps at most, not partners².
  func brokerage(departments: [Int32]) -> [[Int]] {
    var counts = (0..<people).map { twoStepPaths(over: $0, departments) }
    func take(_ giver: Int, _ broker: Int, _ receiver: Int) {
      let (a, b, c) = (departments[giver], departments[broker], departments[receiver])
      guard a >= 0, b >= 0, c >= 0 else { return }
      counts[broker][BrokerRole(a, b, c).index] -= 1
    }
    for person in 0..<people {
      for place in partners.places(person) where partners.directions[place] == 3 {
        let partner = Int(partners.targets[place])
        take(partner, person, partner)
      }
    }
    partners.forEachTriangle { triangle in
      let (a, b, c) = triangle.people
      let (ab, bc, ac) = triangle.places
      let (abWays, bcWays, acWays) = (
        partners.directions[ab], partners.directions[bc], partners.directions[ac]
      )
      // Bit 0 leads from the first to the second of a pair, bit 1 back.
      if abWays & 1 != 0, bcWays & 1 != 0, acWays & 1 != 0 { take(a, b, c) }
      if bcWays & 2 != 0, abWays & 2 != 0, acWays & 2 != 0 { take(c, b, a) }
      if acWays & 1 != 0, bcWays & 2 != 0, abWays & 1 != 0 { take(a, c, b) }
      if bcWays & 1 != 0, acWays & 2 != 0, abWays & 2 != 0 { take(b, c, a) }
      if abWays & 2 != 0, acWays & 1 != 0, bcWays & 1 != 0 { take(b, a, c) }
      if acWays & 2 != 0, abWays & 1 != 0, bcWays & 2 != 0 { take(c, a, b) }
    }
    return counts
  }

  private func twoStepPaths(over broker: Int, _ departments: [Int32]) -> [Int] {
    var counts = [0, 0, 0, 0, 0]
    let own = departments[broker]
    guard own >= 0 else { return counts }
    let from = givers.of(broker).map { departments[Int($0)] }.filter { $0 >= 0 }.sorted()
    let to = receivers.of(broker).map { departments[Int($0)] }.filter { $0 >= 0 }.sorted()
    let (ownFrom, ownTo) = (from.count { $0 == own }, to.count { $0 == own })
    let (otherFrom, otherTo) = (from.count - ownFrom, to.count - ownTo)
    let same = Self.samePairs(from, to) - ownFrom * ownTo
    counts[BrokerRole.coordinator.index] = ownFrom * ownTo
    counts[BrokerRole.itinerant.index] = same
    counts[BrokerRole.gatekeeper.index] = otherFrom * ownTo
    counts[BrokerRole.representative.index] = ownFrom * otherTo
    counts[BrokerRole.liaison.index] = otherFrom * otherTo - same
    return counts
  }

  /// How many pairs of one of the first and one of the second are equal; both are sorted.
  private static func samePairs(_ first: [Int32], _ second: [Int32]) -> Int {
    var (one, other, pairs) = (0, 0, 0)
    while one < first.count, other < second.count {
      let value = first[one]
      guard value == second[other] else {
        if value < second[other] { one += 1 } else { other += 1 }
        continue
      }
      let (start, otherStart) = (one, other)
      while one < first.count, first[one] == value { one += 1 }
      while other < second.count, second[other] == value { other += 1 }
      pairs += (one - start) * (other - otherStart)
    }
    return pairs
  }
}
