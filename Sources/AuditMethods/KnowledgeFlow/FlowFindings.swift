extension FlowNetwork {
  /// What stands out; `positions` in the order of the people, components from the largest down.
  func findings(_ positions: [FlowPosition], componentSizes sizes: [Int]) -> FlowFindings {
    FlowFindings(
      brokers: brokers(positions, componentSizes: sizes), peripheral: peripheral(positions, sizes),
      hiddenExperts: hiddenExperts())
  }

  private func brokers(_ positions: [FlowPosition], componentSizes sizes: [Int]) -> [Broker] {
    let ranked = positions.indices.filter { (positions[$0].betweenness.normalised.value ?? 0) > 0 }.sorted {
      let (first, second) = (positions[$0].betweenness.rank ?? 0, positions[$1].betweenness.rank ?? 0)
      return first != second ? first < second : $0 < $1
    }
    guard !ranked.isEmpty, parameters.listedBrokers > 0 else { return [] }
    let pairs = graph.reachablePairs()
    return ranked.prefix(parameters.listedBrokers).compactMap { person in
      let position = positions[person]
      guard let betweenness = position.betweenness.normalised.value, let rank = position.betweenness.rank
      else { return nil }
      let most = position.brokerage?.counts.map(\.count).max() ?? 0
      return Broker(
        id: position.id, betweenness: betweenness, rank: rank,
        mainRole: most > 0 ? position.brokerage?.counts.first { $0.count == most }?.role : nil,
        removal: removal(of: person, components: sizes.count, pairs: pairs))
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

  private func peripheral(_ positions: [FlowPosition], _ sizes: [Int]) -> [Peripheral] {
    positions.enumerated().compactMap { number, position in
      let partner = graph.partners.of(number).first.map { id($0) }
      let ground: Peripheral.Ground? =
        switch position.partners {
        case 0: .noPartner
        case 1: .onePartner
        default: sizes[position.weakComponent] < sizes[0] ? .apart : nil
        }
      return ground.map {
        Peripheral(
          id: position.id, ground: $0, partner: $0 == .onePartner ? partner : nil,
          hasAnswered: position.hasAnswered)
      }
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
