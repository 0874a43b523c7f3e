extension FlowNetwork {
  /// The flows between departments; pairs of departments are at most 200².
  func departmentFlows() -> DepartmentFlows {
    let names = Set(people.compactMap(\.namedDepartment)).inByteOrder()
    let numbers = Dictionary(names.enumerated().map { ($1, $0) }) { first, _ in first }
    let departments = people.map { $0.namedDepartment.flatMap { numbers[$0] } }
    var ties = [[Int]](repeating: Array(repeating: 0, count: names.count), count: names.count)
    var strengths = [[[Double]]](
      repeating: Array(repeating: [], count: names.count), count: names.count)
    var unassigned = 0
    for person in people.indices {
      for place in graph.receivers.places(person) {
        let receiver = Int(graph.receivers.targets[place])
        guard !graph.isMutual || person < receiver else { continue }
        guard let from = departments[person], let to = departments[receiver] else {
          unassigned += 1
          continue
        }
        ties[from][to] += 1
        strengths[from][to].append(graph.receivers.strengths[place])
        guard graph.isMutual, from != to else { continue }
        ties[to][from] += 1
        strengths[to][from].append(graph.receivers.strengths[place])
      }
    }
    let inside = names.indices.reduce(0) { $0 + ties[$1][$1] }
    let all = size.ties - unassigned
    return DepartmentFlows(
      eiIndex: .ratio(Double(all - 2 * inside), of: Double(all), otherwise: .noTies), internalTies: inside,
      externalTies: all - inside, unassignedTies: unassigned, sizes: sizes(names, departments),
      flows: flows(names, ties, strengths),
      unlinked: pairs(names, departments) { ties[$0][$1] + ties[$1][$0] == 0 && $0 < $1 },
      oneWay: pairs(names, departments) { ties[$0][$1] > 0 && ties[$1][$0] == 0 })
  }

  private func sizes(_ names: [String], _ departments: [Int?]) -> [DepartmentSize] {
    var sizes = names.map { DepartmentSize(department: $0, people: 0, silent: 0) }
    for (person, department) in zip(people, departments) {
      guard let department else { continue }
      sizes[department].people += 1
      if person.isSilent { sizes[department].silent += 1 }
    }
    return sizes
  }

  private func flows(_ names: [String], _ ties: [[Int]], _ strengths: [[[Double]]]) -> [DepartmentFlow] {
    names.indices.flatMap { giver in
      names.indices.filter { ties[giver][$0] > 0 }.map { receiver in
        DepartmentFlow(
          giver: names[giver], receiver: names[receiver], ties: ties[giver][receiver],
          strength: hasStrengths
            ? .value(orderFreeSum(strengths[giver][receiver])) : .undefined(.strengthMissing))
      }
    }
  }

  private func pairs(
    _ names: [String], _ departments: [Int?], where applies: (Int, Int) -> Bool
  ) -> [DepartmentPair] {
    let silent = sizes(names, departments).map(\.silent)
    return names.indices.flatMap { first in
      names.indices.filter { $0 != first && applies(first, $0) }.map { second in
        DepartmentPair(first: names[first], second: names[second], silent: silent[first] + silent[second])
      }
    }
  }
}
