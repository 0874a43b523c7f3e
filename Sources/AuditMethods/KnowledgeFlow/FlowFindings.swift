extension FlowNetwork {
  /// What stands out; `positions` in the order of the people.
  func findings(_ positions: [FlowPosition], largestComponent: Int) -> FlowFindings {
    FlowFindings(
      brokers: brokers(positions), peripheral: peripheral(positions, largestComponent),
      hiddenExperts: hiddenExperts())
  }

  private func brokers(_ positions: [FlowPosition]) -> [Broker] {
    let ranked = positions.indices.filter { (positions[$0].betweenness.normalised.value ?? 0) > 0 }.sorted {
      let (first, second) = (positions[$0].betweenness.rank ?? 0, positions[$1].betweenness.rank ?? 0)
      return first != second ? first < second : $0 < $1
    }
    guard !ranked.isEmpty, parameters.listedBrokers > 0 else { return [] }
    let components = Components(weak: graph.partners).count
    let pairs = graph.reachablePairs()
    return ranked.prefix(parameters.listedBrokers).compactMap { person in
      let position = positions[person]
      guard let betweenness = position.betweenness.normalised.value, let rank = position.betweenness.rank
      else { return nil }
      let most = position.brokerage?.counts.map(\.count).max() ?? 0
      return Broker(
        id: position.id, betweenness: betweenness, rank: rank,
        mainRole: most > 0 ? position.brokerage?.counts.first { $0.count == most }?.role : nil,
        removal: removal(of: person, components: components, pairs: pairs))
    }
  }

  /// What is left when somebody has gone. A broker has partners, so that the others were in as many components before.
  private func removal(of person: Int, components: Int, pairs: Int) -> Removal {
    let rest = graph.without(person)
    let groups = Components(weak: rest.partners)
    var sizes = [Int](repeating: 0, count: groups.count)
    for group in groups.groupOf { sizes[Int(group)] += 1 }
    let before =
      pairs - FlowGraph.reach(from: person, along: graph.receivers)
      - FlowGraph.reach(from: person, along: graph.givers)
    let after = rest.reachablePairs()
    let left = graph.partners.of(person).filter { graph.partners.degree(Int($0)) == 1 }
    return Removal(
      componentsBefore: components, componentsAfter: groups.count, largestAfter: sizes.max() ?? 0,
      reachablePairsBefore: before, reachablePairsAfter: after,
      lostShare: .ratio(before - after, of: before, otherwise: .noTies), isolated: left.map(id))
  }

  private func peripheral(_ positions: [FlowPosition], _ largest: Int) -> [Peripheral] {
    let groups = Components(weak: graph.partners)
    var sizes = [Int](repeating: 0, count: groups.count)
    for group in groups.groupOf { sizes[Int(group)] += 1 }
    return people.indices.compactMap { person in
      let partners = graph.partners.of(person)
      let ground: Peripheral.Ground
      switch partners.count {
      case 0: ground = .noPartner
      case 1: ground = .onePartner
      default:
        guard sizes[Int(groups.groupOf[person])] < largest else { return nil }
        ground = .apart
      }
      return Peripheral(
        id: id(person), ground: ground,
        partner: ground == .onePartner ? partners.first.map { id($0) } : nil,
        hasAnswered: people[person].hasAnswered)
    }
  }

  /// Demand is how many people receive from somebody.
  private func hiddenExperts() -> HiddenExperts {
    let judged = people.indices.compactMap { person -> HiddenExpert? in
      guard let seniority = people[person].seniority, outDegree(person).count.value != nil else { return nil }
      return HiddenExpert(
        id: id(person), demand: graph.receivers.degree(person), seniority: seniority)
    }
    let demand = Quantiles(judged.map { Double($0.demand) })
    let seniority = Quantiles(judged.map(\.seniority))
    guard let upper = demand(0.75), let middle = demand.median, let most = seniority.median,
      let top = judged.map(\.seniority).max()
    else {
      return HiddenExperts(
        people: [], judged: 0, notJudged: people.count, demandFrom: .undefined(.seniorityMissing),
        seniorityUpTo: .undefined(.seniorityMissing))
    }
    let hidden = judged.filter { expert in
      let demand = Double(expert.demand)
      return demand >= upper && demand > middle && expert.seniority <= most && expert.seniority < top
    }
    return HiddenExperts(
      people: hidden.sorted { $0.demand != $1.demand ? $0.demand > $1.demand : precedes($0.id, $1.id) },
      judged: judged.count, notJudged: people.count - judged.count, demandFrom: .value(upper),
      seniorityUpTo: .value(most))
  }
}
