/// Who holds which assets, by number instead of by name.
struct Holdings {
  /// Up to this many people every group is tried: 2^15 of them.
  static let exactLimit = 15

  /// In byte order.
  let people: [String]
  /// For each asset with holders, who they are.
  let held: [[Int]]

  init(_ assets: [Asset]) {
    people = Set(assets.flatMap(\.holders)).inByteOrder()
    let number = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1, $0) })
    held = assets.map { $0.holders.compactMap { number[$0] } }.filter { !$0.isEmpty }
  }

  func shares() -> [HolderShare] {
    var (all, alone) = ([Int](repeating: 0, count: people.count), [Int](repeating: 0, count: people.count))
    for holders in held {
      for person in holders { all[person] += 1 }
      if holders.count == 1, let only = holders.first { alone[only] += 1 }
    }
    return people.indices.sorted { all[$0] != all[$1] ? all[$0] > all[$1] : $0 < $1 }.map { person in
      HolderShare(
        holder: people[person], assets: all[person], alone: alone[person],
        share: .ratio(all[person], of: held.count, otherwise: .noHolders))
    }
  }

  func busFactor() -> BusFactor {
    let search: BusFactor.Search = people.count <= Self.exactLimit ? .exact : .greedy
    guard let (group, lost) = search == .exact ? smallestGroup() : greedyGroup() else {
      return BusFactor(people: .undefined(.noHolders), assetsLost: 0, example: [], search: search)
    }
    return BusFactor(
      people: .value(Double(group.count)), assetsLost: lost, example: group.map { people[$0] }, search: search
    )
  }

  /// Counts, for every group of people, the assets held by nobody else, by adding up over subsets.
  private func smallestGroup() -> (group: [Int], lost: Int)? {
    let count = people.count
    // The first person is the highest bit, so that the group first in order is the largest number.
    func bit(_ person: Int) -> Int { 1 << (count - 1 - person) }
    var lost = [Int](repeating: 0, count: 1 << count)
    for holders in held { lost[holders.reduce(0) { $0 | bit($1) }] += 1 }
    for person in 0..<count {
      for group in lost.indices where group & bit(person) != 0 { lost[group] += lost[group ^ bit(person)] }
    }
    let enough = lost.indices.filter { 2 * lost[$0] > held.count }
    let best = enough.min {
      let (first, second) = ($0.nonzeroBitCount, $1.nonzeroBitCount)
      if first != second { return first < second }
      return lost[$0] != lost[$1] ? lost[$0] > lost[$1] : $0 > $1
    }
    return best.map { best in (people.indices.filter { best & bit($0) != 0 }, lost[best]) }
  }

  /// Takes out one person after another: who strips most assets at once, then who comes nearest to it.
  ///
  /// With many people the best few are taken between two counts, so that the work stays in proportion to the register.
  private func greedyGroup() -> (group: [Int], lost: Int)? {
    var assetsOf = [[Int]](repeating: [], count: people.count)
    for (asset, holders) in held.enumerated() {
      for person in holders { assetsOf[person].append(asset) }
    }
    var remaining = held.map(\.count)
    var left = Array(people.indices)
    var group: [Int] = []
    var lost = 0
    let batch = max(1, people.count / 256)
    while !left.isEmpty {
      left = inOrderOfDamage(left, assetsOf, remaining)
      for person in left.prefix(batch) {
        group.append(person)
        for asset in assetsOf[person] {
          remaining[asset] -= 1
          if remaining[asset] == 0 { lost += 1 }
        }
        if 2 * lost > held.count { return (group.sorted(), lost) }
      }
      left.removeFirst(min(batch, left.count))
    }
    return nil
  }

  private func inOrderOfDamage(_ people: [Int], _ assetsOf: [[Int]], _ remaining: [Int]) -> [Int] {
    let damage = people.map { person in
      assetsOf[person].reduce(into: (person: person, stripped: 0, nearness: 0.0)) {
        if remaining[$1] == 1 { $0.stripped += 1 }
        $0.nearness += 1 / Double(remaining[$1])
      }
    }
    return damage.sorted {
      if $0.stripped != $1.stripped { return $0.stripped > $1.stripped }
      return $0.nearness != $1.nearness ? $0.nearness > $1.nearness : $0.person < $1.person
    }.map(\.person)
  }
}
