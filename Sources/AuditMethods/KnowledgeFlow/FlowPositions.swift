/// The measures of each person.
extension FlowNetwork {
  /// In the order of the people; the components are filled in afterwards.
  func positions(
    _ paths: ShortestPaths?, _ weighted: ShortestPaths?, _ triangles: TriangleMeasures
  ) -> [FlowPosition] {
    let without: Reason = parameters.includesPaths ? .strengthMissing : .notAsked
    let between = betweenness(paths, otherwise: .notAsked)
    let weightedBetween = betweenness(weighted, otherwise: without)
    let cores = graph.partners.coreNumbers()
    let brokerage = brokerage()
    return people.indices.map { index in
      let person = people[index]
      let partners = graph.partners.degree(index)
      let constraint = triangles.constraint[index]
      return FlowPosition(
        id: person.id, name: person.name, department: person.namedDepartment,
        hasAnswered: person.hasAnswered, inDegree: inDegree(index), outDegree: outDegree(index),
        partners: partners, role: role(index), betweenness: between[index],
        weightedBetweenness: weightedBetween[index],
        closeness: closeness(index, paths, otherwise: .notAsked),
        weightedCloseness: closeness(index, weighted, otherwise: without),
        clustering: .ratio(triangles.triangles[index], of: Self.pairs(partners), otherwise: .tooFewPartners),
        core: cores[index], constraint: constraint.map { .value($0) } ?? .undefined(.noTies),
        weightedConstraint: constraint == nil
          ? .undefined(.noTies)
          : hasStrengths ? figure(triangles.weightedConstraint[index]) : .undefined(.strengthMissing),
        brokerage: person.namedDepartment == nil ? nil : brokerage[index], isArticulationPoint: false,
        weakComponent: 0, strongComponent: 0)
    }
  }

  private func figure(_ value: Double?) -> Figure { value.map { .value($0) } ?? .undefined(.noTies) }

  /// Whether the ties by which a person receives were for that person to report, and were not.
  private func lacksIncoming(_ person: Int) -> Bool {
    people[person].isSilent && parameters.arrows != .provides
  }

  private func lacksOutgoing(_ person: Int) -> Bool { people[person].isSilent && parameters.arrows != .seeks }

  private func inDegree(_ person: Int) -> FlowDegree {
    degree(person, graph.givers, isMissing: lacksIncoming(person))
  }

  func outDegree(_ person: Int) -> FlowDegree {
    degree(person, graph.receivers, isMissing: lacksOutgoing(person))
  }

  private func degree(_ person: Int, _ neighbours: Neighbours, isMissing: Bool) -> FlowDegree {
    if isMissing {
      let none = Figure.undefined(.notAnswered)
      return FlowDegree(count: none, share: none, strength: none)
    }
    let count = neighbours.degree(person)
    return FlowDegree(
      count: .value(Double(count)), share: .ratio(count, of: people.count - 1, otherwise: .tooFewPeople),
      strength: hasStrengths
        ? .value(neighbours.strength(person)) : .undefined(.strengthMissing))
  }

  private func role(_ person: Int) -> FlowRole {
    switch (graph.receivers.degree(person) > 0, graph.givers.degree(person) > 0) {
    case (true, true): .givesAndReceives
    case _ where people[person].isSilent: .unknown
    case (true, false): .givesOnly
    case (false, true): .receivesOnly
    case (false, false): .noTies
    }
  }

  private func betweenness(_ paths: ShortestPaths?, otherwise reason: Reason) -> [Betweenness] {
    let n = people.count
    guard let paths, n > 2 else {
      let none = Figure.undefined(n > 2 ? reason : .tooFewPeople)
      return Array(repeating: Betweenness(sum: none, normalised: none, rank: nil), count: n)
    }
    let normalised = paths.betweenness.map { $0 / (Double(n - 1) * Double(n - 2)) }
    return zip(zip(paths.betweenness, normalised), competitionRanks(normalised)).map { values, rank in
      Betweenness(
        sum: .value(graph.isMutual ? values.0 / 2 : values.0), normalised: .value(values.1), rank: rank)
    }
  }

  private func closeness(_ person: Int, _ paths: ShortestPaths?, otherwise reason: Reason) -> Closeness {
    func forms(_ near: ShortestPaths.Nearness?) -> ClosenessForms {
      guard people.count > 1, let near else {
        let none = Figure.undefined(people.count > 1 ? reason : .tooFewPeople)
        return ClosenessForms(reached: 0, wassermanFaust: none, amongReached: none, harmonic: none)
      }
      let (reached, others) = (Double(near.people), Double(people.count - 1))
      return ClosenessForms(
        reached: near.people,
        wassermanFaust: .value(near.people == 0 ? 0 : reached / others * (reached / near.distance)),
        amongReached: .ratio(reached, of: near.distance, otherwise: .nobodyReached),
        harmonic: .value(near.inverse / others))
    }
    return Closeness(incoming: forms(paths?.incoming[person]), outgoing: forms(paths?.outgoing[person]))
  }

  private func brokerage() -> [Brokerage] {
    let names = Set(people.compactMap(\.namedDepartment)).inByteOrder()
    let numbers = Dictionary(names.enumerated().map { ($1, Int32($0)) }) { first, _ in first }
    let departments = people.map { $0.namedDepartment.flatMap { numbers[$0] } ?? -1 }
    return graph.brokerage(departments: departments).map { counts in
      Brokerage(
        counts: BrokerRole.allCases.map { Brokerage.RoleCount(role: $0, count: counts[$0.index]) },
        total: counts.reduce(0, +))
    }
  }
}
