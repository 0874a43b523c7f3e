/// The measures of the whole network.
extension FlowNetwork {
  /// Each person who answered could name all others; what silent people were said to have named is left out.
  func densityAmongAnswers() -> Figure {
    var (reported, possible) = (0, 0)
    for (person, entry) in people.enumerated() where !entry.isSilent {
      switch parameters.arrows {
      case .seeks: reported += graph.givers.degree(person)
      case .provides: reported += graph.receivers.degree(person)
      case .mutual:
        // A tie may be named by either, so only pairs of two silent people cannot be known.
        for partner in graph.partners.of(person) { reported += people[Int(partner)].isSilent ? 2 : 1 }
      }
      possible += people.count - 1
    }
    if parameters.arrows == .mutual {
      let silent = people.count { $0.isSilent }
      possible = people.count * (people.count - 1) - silent * (silent - 1)
    }
    return .ratio(reported, of: possible, otherwise: .tooFewPeople)
  }

  func reciprocity() -> Reciprocity {
    var (mutual, oneWay) = (0, 0)
    for (person, entry) in people.enumerated() where !entry.isSilent {
      for place in graph.partners.places(person) {
        let partner = Int(graph.partners.targets[place])
        guard partner > person, !people[partner].isSilent else { continue }
        if graph.partners.directions[place] == 3 { mutual += 1 } else { oneWay += 1 }
      }
    }
    let known = Self.pairs(people.count { !$0.isSilent })
    return Reciprocity(
      ofTies: graph.isMutual
        ? .undefined(.tiesAreMutual) : .ratio(2 * mutual, of: 2 * mutual + oneWay, otherwise: .noTies),
      ofPairs: graph.isMutual
        ? .undefined(.tiesAreMutual) : .ratio(mutual, of: mutual + oneWay, otherwise: .noTies),
      mutualPairs: mutual, oneWayPairs: oneWay, unconnectedPairs: known - mutual - oneWay,
      unknownPairs: Self.pairs(people.count) - known)
  }

  func centralisation(_ paths: ShortestPaths?) -> Centralisation {
    let n = people.count
    let most = graph.isMutual ? (n - 1) * (n - 2) : (n - 1) * (n - 1)
    func ofDegrees(_ neighbours: Neighbours) -> Figure {
      let degrees = people.indices.map(neighbours.degree)
      let apart = (degrees.max() ?? 0) * n - degrees.reduce(0, +)
      return .ratio(apart, of: n > 1 ? most : 0, otherwise: .tooFewPeople)
    }
    var betweenness = Figure.undefined(n > 2 ? .notAsked : .tooFewPeople)
    if let paths, n > 2 {
      let values = paths.betweenness.map { $0 / Double((n - 1) * (n - 2)) }
      let most = values.max() ?? 0
      betweenness = .value(orderFreeSum(values.map { most - $0 }) / Double(n - 1))
    }
    return Centralisation(
      inDegree: ofDegrees(graph.givers), outDegree: ofDegrees(graph.receivers), betweenness: betweenness)
  }

  func summary(_ paths: ShortestPaths?) -> PathSummary {
    guard let paths else {
      let none = Figure.undefined(.notAsked)
      return PathSummary(reachablePairs: none, reachableShare: none, meanDistance: none, longest: none)
    }
    let pairs = paths.outgoing.reduce(0) { $0 + $1.people }
    let distance = paths.outgoing.reduce(0) { $0 + $1.distance }
    return PathSummary(
      reachablePairs: .value(Double(pairs)),
      reachableShare: .ratio(pairs, of: people.count * (people.count - 1), otherwise: .tooFewPeople),
      meanDistance: .ratio(distance, of: Double(pairs), otherwise: .noTies),
      longest: paths.longest.map { .value($0.length) } ?? .undefined(.noTies),
      furthest: paths.longest.map { FlowPair(first: id($0.from), second: id($0.to)) })
  }

  func warnings(_ response: FlowResponse) -> [Remark] {
    var warnings: [Remark] = []
    if response.notRecorded == people.count, !people.isEmpty {
      warnings.append(.responseNotRecorded)
    } else if let rate = response.rate.share.value, rate < parameters.reliableResponse - tieTolerance {
      warnings.append(.lowResponse(response.rate))
    } else if !response.silent.isEmpty {
      warnings.append(.someSilent(response.silent.count))
    }
    if !response.silentWithTies.isEmpty { warnings.append(.tiesOfSilent(response.silentWithTies.count)) }
    if size.selfTies > 0 { warnings.append(.selfTies(size.selfTies)) }
    if size.mergedTies > 0 { warnings.append(.mergedTies(size.mergedTies)) }
    if size.withoutStrength > 0, size.withoutStrength < size.ties + size.mergedTies {
      warnings.append(.withoutStrength(size.withoutStrength, assumed: parameters.assumedStrength))
    }
    let homeless = people.count { $0.namedDepartment == nil }
    if homeless > 0, homeless < people.count { warnings.append(.withoutDepartment(homeless)) }
    return warnings
  }
}

extension Remark {
  static let responseNotRecorded = Remark(
    "response-not-recorded",
    english: "who answered is not recorded: a missing tie may only be unreported",
    chinese: "未记录谁作了回答：看不到的联系可能只是未被报告")

  static func lowResponse(_ rate: Share) -> Remark {
    Remark(
      "low-response",
      english:
        "only \(rate.count) of \(rate.total) people answered: measures of the whole network are unreliable",
      chinese: "\(rate.total) 人中仅 \(rate.count) 人作答：整体网络指标不可靠")
  }

  static func someSilent(_ count: Int) -> Remark {
    Remark(
      "some-silent",
      english: count == 1
        ? "1 person did not answer: the ties that he or she would have named are missing"
        : "\(count) people did not answer: the ties they would have named are missing",
      chinese: "\(count) 人未作答：\(count == 1 ? "其" : "他们")本应提到的联系缺失")
  }

  static func tiesOfSilent(_ count: Int) -> Remark {
    Remark(
      "ties-of-silent",
      english: "\(count) people are recorded as silent although ties from them are given; the ties are kept",
      chinese: "\(count) 人记录为未作答，却有其报告的联系；这些联系予以保留")
  }

  static func selfTies(_ count: Int) -> Remark {
    Remark(
      "self-ties", english: "\(count) ties of people with themselves are left out",
      chinese: "\(count) 条指向自己的联系未计入")
  }

  static func mergedTies(_ count: Int) -> Remark {
    Remark(
      "merged-ties", english: "\(count) rows repeat a tie and are added to it",
      chinese: "\(count) 行重复了已有的联系，已并入")
  }

  static func withoutStrength(_ count: Int, assumed: Double?) -> Remark {
    Remark(
      "without-strength",
      english: assumed.map { "\(count) ties have no strength; \(numeral($0)) is assumed" }
        ?? "\(count) ties have no strength, so nothing is measured by strength",
      chinese: assumed.map { "\(count) 条联系没有强度，按 \(numeral($0)) 计" }
        ?? "\(count) 条联系没有强度，因此不计算按强度的指标")
  }

  static func withoutDepartment(_ count: Int) -> Remark {
    Remark(
      "without-department",
      english: "\(count) people have no department and are left out between departments",
      chinese: "\(count) 人没有部门，不计入部门之间的分析")
  }
}
