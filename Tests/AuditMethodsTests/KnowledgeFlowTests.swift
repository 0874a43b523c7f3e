import TestSupport
import Testing

@testable import AuditMethods

private struct Network {
  var people: [FlowPerson]
  var ties: [FlowTie]

  /// Up to 25 people in up to 4 departments, some of them without.
  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 2...25, using: &random)
    people = (0..<count).map { index in
      let department = Int.random(in: 0...4, using: &random)
      return FlowPerson(
        id: "P\(index)", department: department == 4 ? nil : "D\(department)",
        seniority: Double(Int.random(in: 1...3, using: &random)))
    }
    ties = (0..<Int.random(in: 0...(3 * count), using: &random)).map { _ in
      FlowTie(
        "P\(Int.random(in: 0..<count, using: &random))", "P\(Int.random(in: 0..<count, using: &random))",
        strength: Double(Int.random(in: 1...4, using: &random)))
    }
  }

  func run(_ arrows: ArrowMeaning = .provides) throws -> FlowResult {
    try KnowledgeFlow.run(people, ties, FlowParameters(arrows: arrows, listedBrokers: 100))
  }

  func has(_ from: String, _ to: String) -> Bool { ties.contains { $0.from == from && $0.to == to } }
}

private func ties(_ pairs: String...) -> [FlowTie] {
  pairs.map { FlowTie(String($0.prefix(1)), String($0.dropFirst())) }
}

private func people(_ ids: String, silent: String = "") -> [FlowPerson] {
  ids.map { FlowPerson(id: String($0), hasAnswered: !silent.contains($0)) }
}

@Suite struct KnowledgeFlowTests {
  @Test(arguments: UInt64(1)...60) func givesTheSameAnswerInAnyOrder(seed: UInt64) throws {
    var network = Network(seed: seed)
    let arrows = ArrowMeaning.allCases[Int(seed % 3)]
    let first = try network.run(arrows)
    var random = SplitMix64(seed: seed)
    network.people.shuffle(using: &random)
    network.ties.shuffle(using: &random)
    #expect(try network.run(arrows) == first)
  }

  @Test(arguments: UInt64(1)...40) func dependsOnNoNames(seed: UInt64) throws {
    let network = Network(seed: seed)
    // Names that stand in the opposite order.
    func renamed(_ id: String) -> String { "Q\(99 - (Int(id.dropFirst()) ?? 0))" }
    var other = network
    for index in other.people.indices { other.people[index].id = renamed(other.people[index].id) }
    other.ties = other.ties.map { FlowTie(renamed($0.from), renamed($0.to), strength: $0.strength) }
    let (first, second) = (try network.run(), try other.run())
    expectClose(second.paths.meanDistance.value, first.paths.meanDistance.value)
    expectClose(second.transitivity.value, first.transitivity.value)
    #expect(second.reciprocity == first.reciprocity)
    #expect(second.weakComponents.map(\.count) == first.weakComponents.map(\.count))
    for person in first.people {
      let same = try #require(second.position(of: renamed(person.id)))
      expectClose(same.betweenness.sum.value, person.betweenness.sum.value)
      expectClose(same.weightedBetweenness.sum.value, person.weightedBetweenness.sum.value)
      expectClose(same.weightedConstraint.value, person.weightedConstraint.value)
      #expect(same.betweenness.rank == person.betweenness.rank)
      #expect(same.brokerage == person.brokerage)
      #expect(same.core == person.core)
    }
  }

  @Test(arguments: UInt64(1)...40) func turnsArrowsThatSeek(seed: UInt64) throws {
    let network = Network(seed: seed)
    var turned = network
    turned.ties = network.ties.map { FlowTie($0.to, $0.from, strength: $0.strength) }
    var (seeks, provides) = (try turned.run(.seeks), try network.run(.provides))
    #expect(seeks.basis.parameters != provides.basis.parameters)
    seeks.basis.parameters = []
    provides.basis.parameters = []
    #expect(seeks == provides)
  }

  @Test(arguments: UInt64(1)...40) func takesMutualTiesAsArrowsBothWays(seed: UInt64) throws {
    let network = Network(seed: seed)
    var both = network
    both.ties += network.ties.map { FlowTie($0.to, $0.from, strength: $0.strength) }
    let (mutual, arrows) = (try network.run(.mutual), try both.run(.provides))
    #expect(2 * mutual.size.ties == arrows.size.ties)
    #expect(mutual.density == arrows.density)
    #expect(mutual.paths == arrows.paths)
    #expect(mutual.weakComponents == arrows.weakComponents)
    #expect(mutual.strongComponents == mutual.weakComponents)
    for person in mutual.people {
      let same = try #require(arrows.position(of: person.id))
      #expect(same.betweenness.normalised == person.betweenness.normalised)
      #expect(same.weightedBetweenness.normalised == person.weightedBetweenness.normalised)
      #expect(same.closeness == person.closeness)
      expectClose(same.constraint.value, person.constraint.value)
      #expect(same.brokerage == person.brokerage)
    }
  }

  @Test(arguments: UInt64(1)...40) func measuresByStrengthOnlyWhatIsInProportion(seed: UInt64) throws {
    let network = Network(seed: seed)
    var (scaled, plain) = (network, network)
    scaled.ties = network.ties.map { FlowTie($0.from, $0.to, strength: ($0.strength ?? 0) * 0.1) }
    // Ties that repeat would add up.
    plain.ties = Set(network.ties.map { [$0.from, $0.to] }).map { FlowTie($0[0], $0[1], strength: 1) }
    let (first, second, steps) = (try network.run(), try scaled.run(), try plain.run())
    for person in first.people {
      let same = try #require(second.position(of: person.id))
      expectClose(same.weightedBetweenness.sum.value, person.weightedBetweenness.sum.value)
      expectClose(same.weightedConstraint.value, person.weightedConstraint.value)
      expectClose(
        same.weightedCloseness.incoming.harmonic.value,
        person.weightedCloseness.incoming.harmonic.value.map { $0 * 0.1 })
      expectClose(same.outDegree.strength.value, person.outDegree.strength.value.map { $0 * 0.1 })
      // Two ways of computing agree where all ties are one long.
      let one = try #require(steps.position(of: person.id))
      expectClose(one.weightedBetweenness.sum.value, one.betweenness.sum.value)
      expectClose(
        one.weightedCloseness.outgoing.wassermanFaust.value, one.closeness.outgoing.wassermanFaust.value)
      expectClose(one.weightedConstraint.value, one.constraint.value)
    }
  }

  @Test(arguments: UInt64(1)...60) func countsBrokersAsOneByOne(seed: UInt64) throws {
    let network = Network(seed: seed)
    let departments = Dictionary(uniqueKeysWithValues: network.people.map { ($0.id, $0.department) })
    for person in try network.run().people {
      var counts = [BrokerRole: Int]()
      for giver in departments.keys where giver != person.id && network.has(giver, person.id) {
        for receiver in departments.keys
        where receiver != person.id && receiver != giver && network.has(person.id, receiver) {
          guard !network.has(giver, receiver), let a = departments[giver] ?? nil,
            let b = departments[person.id] ?? nil, let c = departments[receiver] ?? nil
          else { continue }
          let role: BrokerRole =
            switch (a == b, b == c, a == c) {
            case (true, true, _): .coordinator
            case (false, false, true): .itinerant
            case (false, true, _): .gatekeeper
            case (true, false, _): .representative
            case (false, false, false): .liaison
            }
          counts[role, default: 0] += 1
        }
      }
      #expect(person.brokerage?.total ?? 0 == counts.values.reduce(0, +))
      for role in BrokerRole.allCases { #expect(person.brokerage?.count(role) ?? 0 == counts[role] ?? 0) }
    }
  }

  @Test(arguments: UInt64(1)...60) func removesABrokerAsIfNeverThere(seed: UInt64) throws {
    let network = Network(seed: seed)
    let result = try network.run()
    for broker in result.findings.brokers {
      var rest = network
      rest.people.removeAll { $0.id == broker.id }
      rest.ties.removeAll { $0.from == broker.id || $0.to == broker.id }
      let without = try rest.run()
      #expect(broker.removal.componentsBefore == result.weakComponents.count)
      #expect(broker.removal.componentsAfter == without.weakComponents.count)
      #expect(broker.removal.largestAfter == without.weakComponents.first?.count)
      #expect(.value(Double(broker.removal.reachablePairsAfter)) == without.paths.reachablePairs)
      let position = try #require(result.position(of: broker.id))
      let own = position.closeness.incoming.reached + position.closeness.outgoing.reached
      #expect(.value(Double(broker.removal.reachablePairsBefore + own)) == result.paths.reachablePairs)
      #expect(broker.removal.reachablePairsAfter <= broker.removal.reachablePairsBefore)
      #expect(
        position.isArticulationPoint == (broker.removal.componentsAfter > broker.removal.componentsBefore))
      let alone = Set(without.findings.peripheral.filter { $0.ground == .noPartner }.map(\.id))
      #expect(alone.isSuperset(of: broker.removal.isolated))
    }
  }

  @Test(arguments: UInt64(1)...60) func staysWithinItsBounds(seed: UInt64) throws {
    let result = try Network(seed: seed).run(ArrowMeaning.allCases[Int(seed % 3)])
    let shares = [
      result.density, result.reciprocity.ofTies, result.reciprocity.ofPairs, result.transitivity,
      result.averageClustering, result.paths.reachableShare, result.centralisation.inDegree,
      result.centralisation.outDegree, result.centralisation.betweenness,
    ]
    let positions = result.people.flatMap {
      [
        $0.inDegree.share, $0.outDegree.share, $0.betweenness.normalised, $0.clustering,
        $0.closeness.incoming.wassermanFaust, $0.closeness.incoming.harmonic,
        $0.closeness.outgoing.amongReached,
      ]
    }
    for share in shares + positions { #expect((0...1 + 1e-12).contains(share.value ?? 0)) }
    #expect((-1...1).contains(result.departments.eiIndex.value ?? 0))
    #expect(
      result.people.map(\.partners).reduce(0, +) == 2
        * (result.reciprocity.mutualPairs + result.reciprocity.oneWayPairs))
  }

  @Test func callsAStarFullyCentralised() throws {
    for arrows in [ArrowMeaning.seeks, .mutual] {
      let result = try KnowledgeFlow.run(
        people("ABCDE"), ties("BA", "CA", "DA", "EA"), FlowParameters(arrows: arrows))
      #expect(
        (arrows == .seeks ? result.centralisation.outDegree : result.centralisation.inDegree) == .value(1))
      #expect(result.centralisation.betweenness == .value(arrows == .seeks ? 0 : 1))
      #expect(result.articulationPoints == ["A"])
      #expect(result.bridges.count == 4)
    }
  }

  /// Seeking, B did not answer: what B receives is missing, what B gives is known from the others.
  @Test func keepsSilentPeopleMissing() throws {
    let result = try KnowledgeFlow.run(
      people("ABCD", silent: "BD"), ties("AB", "CB", "AC", "CA"), FlowParameters(arrows: .seeks))
    let silent = try #require(result.position(of: "B"))
    #expect(silent.inDegree.count == .undefined(.notAnswered))
    #expect(silent.outDegree.count == .value(2))
    #expect(silent.role == .unknown)
    #expect(result.response.rate == Share(2, of: 4))
    #expect(result.response.silent == ["B", "D"])
    #expect(result.basis.n == 2)
    #expect(result.basis.missing == 2)
    #expect(result.density == .value(4.0 / 12))
    #expect(result.densityAmongAnswers == .value(4.0 / 6))
    // Of the pairs only A and C are both known.
    #expect(result.reciprocity.ofTies == .value(1))
    #expect(result.reciprocity.unknownPairs == 5)
    #expect(result.basis.warnings.map(\.code) == ["low-response"])
    #expect(
      result.findings.peripheral == [
        Peripheral(id: "D", ground: .noPartner, partner: nil, hasAnswered: false)
      ])
    let mutual = try KnowledgeFlow.run(
      people("ABCD", silent: "BD"), ties("AB", "CB", "AC"), FlowParameters(arrows: .mutual))
    #expect(mutual.densityAmongAnswers == .value(3.0 / 5))
    #expect(mutual.position(of: "B")?.inDegree.count == .undefined(.notAnswered))
  }

  @Test func warnsOfWhatItPutRight() throws {
    var given = people("ABC", silent: "C")
    given[0].department = "D"
    var rows = ties("AA", "AB", "AB", "BA", "CA", "CA")
    rows[1].strength = 2
    var parameters = FlowParameters(arrows: .provides, reliableResponse: 0.5)
    let result = try KnowledgeFlow.run(given, rows, parameters)
    #expect(
      result.size == FlowSize(people: 3, ties: 3, selfTies: 1, mergedTies: 2, withoutStrength: 4))
    #expect(
      result.basis.warnings.map(\.code) == [
        "some-silent", "ties-of-silent", "self-ties", "merged-ties", "without-strength", "without-department",
      ])
    #expect(result.response.silentWithTies == ["C"])
    #expect(result.position(of: "A")?.outDegree.strength == .undefined(.strengthMissing))
    #expect(result.position(of: "A")?.weightedBetweenness.sum == .undefined(.strengthMissing))
    parameters.assumedStrength = 0.5
    let assumed = try KnowledgeFlow.run(given, rows, parameters)
    #expect(assumed.position(of: "A")?.outDegree.strength == .value(2.5))
    #expect(assumed.departments.unassignedTies == 3)
    #expect(assumed.departments.eiIndex == .undefined(.noTies))
    let unrecorded = try KnowledgeFlow.run([FlowPerson(id: "A")], [], parameters)
    #expect(unrecorded.basis.warnings.map(\.code) == ["response-not-recorded"])
    #expect(unrecorded.response.rate.share == .undefined(.notGiven))
  }

  @Test func findsDepartmentsThatDoNotTalk() throws {
    let departments = ["A": "x", "B": "x", "C": "y", "D": "z"]
    let given = departments.map { FlowPerson(id: $0, department: $1, hasAnswered: $0 != "D") }
    let result = try KnowledgeFlow.run(given, ties("AB", "AC", "BC"), FlowParameters(arrows: .provides))
      .departments
    #expect(
      result.unlinked == [
        DepartmentPair(first: "x", second: "z", silent: 1),
        DepartmentPair(first: "y", second: "z", silent: 1),
      ])
    #expect(result.oneWay == [DepartmentPair(first: "x", second: "y", silent: 0)])
    #expect(result.flows.map(\.ties) == [1, 2])
    #expect(result.sizes.map(\.people) == [2, 1, 1])
    #expect(result.eiIndex.value == 1.0 / 3)
    let mutual = try KnowledgeFlow.run(given, ties("AB", "CA", "BC"), FlowParameters(arrows: .mutual))
      .departments
    #expect(mutual.oneWay.isEmpty)
    #expect(mutual.flows.map(\.ties) == [1, 2, 2])
    #expect(mutual.eiIndex.value == 1.0 / 3)
  }

  @Test func findsHiddenExpertsAndTheEdge() throws {
    var given = people("ABCDEFGH")
    for index in given.indices { given[index].seniority = index == 0 ? 5 : index == 1 ? 1 : 2 }
    given[7].seniority = nil
    let rows = ties("CB", "DB", "EB", "FB", "CA", "DA", "EA", "GH")
    let findings = try KnowledgeFlow.run(given, rows, FlowParameters(arrows: .seeks)).findings
    #expect(findings.hiddenExperts.people == [HiddenExpert(id: "B", demand: 4, seniority: 1)])
    #expect(findings.hiddenExperts.judged == 7)
    #expect(findings.hiddenExperts.notJudged == 1)
    #expect(findings.hiddenExperts.seniorityUpTo == .value(2))
    #expect(findings.peripheral.map(\.id) == ["F", "G", "H"])
    #expect(findings.peripheral.map(\.partner) == ["B", "H", "G"])
    let apart = try KnowledgeFlow.run(
      people("ABCDEFG"), ties("AB", "BC", "CD", "DA", "EF", "FG", "GE"), FlowParameters(arrows: .seeks)
    ).findings.peripheral
    #expect(apart.map(\.id) == ["E", "F", "G"])
    #expect(Set(apart.map(\.ground)) == [.apart])
  }

  @Test func answersEmptyAndTinyNetworksWithReasons() throws {
    let empty = try KnowledgeFlow.run([], [], FlowParameters(arrows: .seeks))
    #expect(empty.density == .undefined(.tooFewPeople))
    #expect(empty.averageClustering == .undefined(.tooFewPeople))
    #expect(empty.people.isEmpty)
    let one = try KnowledgeFlow.run(people("A"), [], FlowParameters(arrows: .mutual))
    #expect(one.density == .undefined(.tooFewPeople))
    #expect(one.centralisation.inDegree == .undefined(.tooFewPeople))
    #expect(one.people.first?.closeness.incoming.wassermanFaust == .undefined(.tooFewPeople))
    let two = try KnowledgeFlow.run(people("AB"), [], FlowParameters(arrows: .mutual))
    #expect(two.density == .value(0))
    #expect(two.reciprocity.ofPairs == .undefined(.tiesAreMutual))
    #expect(two.paths.meanDistance == .undefined(.noTies))
    #expect(two.people.first?.betweenness.sum == .undefined(.tooFewPeople))
    #expect(two.people.first?.closeness.incoming.wassermanFaust == .value(0))
    #expect(two.transitivity == .undefined(.noTies))
    let directed = try KnowledgeFlow.run(people("ABC"), [], FlowParameters(arrows: .provides))
    #expect(directed.reciprocity.ofTies == .undefined(.noTies))
    #expect(directed.centralisation.betweenness == .value(0))
    #expect(directed.findings.brokers.isEmpty)
  }

  @Test func tellsEveryFaultAtOnce() throws {
    var given = people("ABA")
    given.append(FlowPerson(id: "", seniority: .nan))
    let rows = [
      FlowTie("A", "Z", strength: -1), FlowTie("", "B", strength: 0), FlowTie("A", "B", strength: .infinity),
      FlowTie("A", "B", strength: 1e12), FlowTie("A", "B", strength: .nan),
    ]
    var parameters = FlowParameters(
      arrows: .seeks, assumedStrength: 0, reliableResponse: 2, listedBrokers: -1)
    let found = faults { try KnowledgeFlow.run(given, rows, parameters) }
    #expect(
      found.map { "\($0.row ?? "-") \($0.field)" } == [
        "- assumed_strength", "- reliable_response", "- listed_brokers", "A id", "#4 id", " seniority",
        "tie 1 to", "tie 1 strength", "tie 2 from", "tie 2 strength", "tie 3 strength", "tie 4 strength",
        "tie 5 strength",
      ])
    #expect(found[6].description == "row `tie 1`: `to` is `Z`, but the id of one of the people is expected")
    #expect(found[7].description == "row `tie 1`: `strength` is -1, but a number above 0 is expected")
    parameters = FlowParameters(arrows: .seeks)
    let many = (0..<45_000).map { FlowPerson(id: "\($0)", department: "\($0 % 201)") }
    #expect(
      faults { try KnowledgeFlow.run(many, [], parameters) }.map(\.field) == ["paths", "department"])
  }
}
