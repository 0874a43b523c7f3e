import TestSupport
import Testing

@testable import AuditMethods

private func ties(_ file: String) throws -> [FlowTie] {
  try table("network/\(file).csv").map { row in
    FlowTie(row["from"] ?? "", row["to"] ?? "", strength: Double(row["strength"] ?? ""))
  }
}

private func everybody(in ties: [FlowTie]) -> [FlowPerson] {
  Set(ties.flatMap { [$0.from, $0.to] }).sorted().map { FlowPerson(id: $0) }
}

/// The measures of the method catalogue's reference cases, computed with networkx and igraph.
@Suite struct KnowledgeFlowReferenceTests {
  private func expectAgreement(_ result: FlowResult, _ wanted: Reference) {
    #expect(Double(result.size.people) == wanted["nodes"].number)
    #expect(Double(result.size.ties) == wanted["edges"].number)
    expectClose(result.density.value, wanted["density"].number)
    expectClose(result.densityAmongAnswers.value, wanted["density"].number)
    expectClose(result.transitivity.value, wanted["transitivityUndirected"].number)
    expectClose(result.averageClustering.value, wanted["averageClusteringUndirected"].number)
    expectClose(result.centralisation.betweenness.value, wanted["centralizationBetweenness"].number)
    #expect(result.weakComponents.map { Double($0.count) } == numbers(wanted["weakComponentSizes"]))
    #expect(result.articulationPoints == wanted["articulationPoints"].texts)
    #expect(result.bridges.map { [$0.first, $0.second] } == wanted["bridges"].list.map(\.texts))
    #expect(
      result.findings.peripheral.filter { $0.ground == .noPartner }.map(\.id) == wanted["isolates"].texts)
    for person in result.people {
      let id = person.id
      expectClose(person.betweenness.sum.value, wanted["betweennessRaw"][id].number, "betweenness of \(id)")
      expectClose(person.betweenness.normalised.value, wanted["betweenness"][id].number)
      #expect(Double(person.core) == wanted["coreNumbersUndirected"][id].number)
    }
    #expect(Set(result.people.map(\.id)) == Set(wanted["betweenness"].keys))
  }

  private func expectDirected(_ result: FlowResult, _ wanted: Reference) {
    expectClose(result.centralisation.inDegree.value, wanted["centralizationIn"].number)
    expectClose(result.centralisation.outDegree.value, wanted["centralizationOut"].number)
    #expect(result.strongComponents.map { Double($0.count) } == numbers(wanted["strongComponentSizes"]))
    expectClose(result.reciprocity.ofTies.value, wanted["reciprocityEdges"].number)
    expectClose(result.reciprocity.ofPairs.value, wanted["reciprocityDyads"].number)
    #expect(Double(result.reciprocity.mutualPairs) == wanted["mutualDyads"].number)
    #expect(Double(result.reciprocity.oneWayPairs) == wanted["asymmetricDyads"].number)
    #expect(Double(result.reciprocity.unconnectedPairs) == wanted["nullDyads"].number)
    #expect(result.paths.reachablePairs.value == wanted["reachablePairs"].number)
    expectClose(result.paths.meanDistance.value, wanted["averagePathLengthReachable"].number)
    #expect(result.paths.longest.value == wanted["longestShortestPath"].number)
    for person in result.people {
      let id = person.id
      #expect(person.inDegree.count.value == wanted["inDegree"][id].number)
      #expect(person.outDegree.count.value == wanted["outDegree"][id].number)
      expectClose(person.inDegree.share.value, wanted["inDegreeCentrality"][id].number)
      expectClose(person.outDegree.share.value, wanted["outDegreeCentrality"][id].number)
      expectClose(person.closeness.incoming.wassermanFaust.value, wanted["closenessIn"][id].number)
      expectClose(person.closeness.outgoing.wassermanFaust.value, wanted["closenessOut"][id].number)
    }
  }

  private func expectDepartments(_ result: FlowResult, _ wanted: Reference) {
    expectClose(result.departments.eiIndex.value, wanted["eiIndex"].number)
    #expect(Double(result.departments.internalTies) == wanted["internalEdges"].number)
    #expect(Double(result.departments.externalTies) == wanted["externalEdges"].number)
    for flow in result.departments.flows {
      #expect(Double(flow.ties) == wanted["mixing"][flow.giver][flow.receiver].number)
    }
    #expect(
      result.departments.flows.count
        == wanted["mixing"].keys.map { wanted["mixing"][$0].keys.count }.reduce(0, +))
    for person in result.people {
      for role in BrokerRole.allCases {
        #expect(
          person.brokerage.map { Double($0.count(role)) }
            == wanted["brokerage"][person.id][role.rawValue].number)
      }
      #expect(person.brokerage.map { Double($0.total) } == wanted["brokerage"][person.id]["total"].number)
    }
  }

  private func numbers(_ reference: Reference) -> [Double] { reference.list.compactMap(\.number) }

  @Test func agreesWithTheKite() throws {
    let ties = try ties("kite")
    let result = try KnowledgeFlow.run(everybody(in: ties), ties, FlowParameters(arrows: .mutual))
    let wanted = try Reference(file: "network/expected.json")["kite"]
    expectAgreement(result, wanted)
    expectClose(result.centralisation.inDegree.value, wanted["centralizationDegree"].number)
    expectClose(
      result.paths.meanDistance.value, wanted["largestWeakComponent"]["averagePathLengthUndirected"].number)
    #expect(result.paths.longest.value == wanted["largestWeakComponent"]["diameterUndirected"].number)
    #expect(result.reciprocity.ofTies == .undefined(.tiesAreMutual))
    #expect(result.findings.brokers.map(\.id) == ["7", "5", "6", "8", "3"])
    for person in result.people {
      #expect(person.inDegree == person.outDegree)
      #expect(person.inDegree.count.value == wanted["degree"][person.id].number)
      expectClose(person.inDegree.share.value, wanted["degreeCentrality"][person.id].number)
      expectClose(person.closeness.incoming.wassermanFaust.value, wanted["closeness"][person.id].number)
      expectClose(person.constraint.value, wanted["burtConstraint"][person.id].number)
      #expect(person.weightedConstraint == .undefined(.strengthMissing))
    }
  }

  @Test(arguments: ["managers-advice", "managers-friendship"]) func agreesWithTheManagers(name: String) throws
  {
    let ties = try ties(name)
    let people = (1...21).map { FlowPerson(id: "\($0)") }
    let wanted = try Reference(file: "network/expected.json")[name]
    let result = try KnowledgeFlow.run(people, ties, FlowParameters(arrows: .provides))
    expectAgreement(result, wanted)
    expectDirected(result, wanted)
    for person in result.people {
      expectClose(person.constraint.value, wanted["burtConstraint"][person.id].number)
    }
  }

  private func flow() throws -> (people: [FlowPerson], ties: [FlowTie]) {
    let people = try table("network/flow-people.csv").map { row in
      FlowPerson(id: row["id"] ?? "", name: row["name"], department: row["department"])
    }
    return (people, try ties("flow-edges"))
  }

  @Test func agreesWithTheFlow() throws {
    let (people, ties) = try flow()
    let result = try KnowledgeFlow.run(people, ties, FlowParameters(arrows: .provides))
    let wanted = try Reference(file: "network/expected.json")["flow"]
    expectAgreement(result, wanted)
    expectDirected(result, wanted)
    expectDepartments(result, wanted)
    for person in result.people {
      let id = person.id
      #expect(person.inDegree.strength.value == wanted["inStrength"][id].number)
      #expect(person.outDegree.strength.value == wanted["outStrength"][id].number)
      expectClose(
        person.weightedCloseness.incoming.wassermanFaust.value, wanted["closenessInWeighted"][id].number)
      expectClose(person.weightedBetweenness.normalised.value, wanted["betweennessWeighted"][id].number)
      expectClose(person.weightedConstraint.value, wanted["burtConstraint"][id].number)
    }
  }

  /// Method catalogue, section 10.1: A⇄B, B→C, A→C, C→D, E alone.
  @Test func agreesWithTheWorkedExample() throws {
    let people = ["A": "s", "B": "s", "C": "m", "D": "m", "E": nil].map {
      FlowPerson(id: $0.key, department: $0.value)
    }
    let ties = [("A", "B"), ("B", "A"), ("B", "C"), ("A", "C"), ("C", "D")].map { FlowTie($0.0, $0.1) }
    let result = try KnowledgeFlow.run(people, ties, FlowParameters(arrows: .provides))
    let wanted = try Reference(file: "network/worked.json")
    expectAgreement(result, wanted)
    expectDirected(result, wanted)
    #expect(result.density == .value(0.25))
    #expect(result.reciprocity.ofTies == .value(0.4))
    #expect(result.reciprocity.ofPairs == .value(0.25))
    #expect(result.departments.eiIndex.value == -0.2)
    #expect(result.position(of: "C")?.brokerage?.count(.gatekeeper) == 2)
    #expect(result.position(of: "E")?.brokerage == nil)
    #expect(result.position(of: "E")?.constraint == .undefined(.noTies))
    #expect(result.position(of: "E")?.closeness.incoming.amongReached == .undefined(.nobodyReached))
    for person in result.people {
      expectClose(person.constraint.value, wanted["burtConstraint"][person.id].number)
    }
    #expect(
      ["A", "B", "C", "D", "E"].map { result.position(of: $0)?.role } == [
        .givesAndReceives, .givesAndReceives, .givesAndReceives, .receivesOnly, .noTies,
      ])
    #expect(result.position(of: "E")?.weakComponent == 1)
    #expect(result.position(of: "C")?.strongComponent == 1)
    #expect(result.paths.furthest == FlowPair(first: "A", second: "D"))
    let broker = try #require(result.findings.brokers.first)
    #expect(result.findings.brokers.map(\.id) == ["C"])
    #expect(broker.mainRole == .gatekeeper)
    #expect(
      broker.removal
        == Removal(
          componentsBefore: 2, componentsAfter: 3, largestAfter: 2, reachablePairsBefore: 4,
          reachablePairsAfter: 2, lostShare: .value(0.5), isolated: ["D"]))
  }

  /// Networks of 12 to 40 people, of networkx and igraph, with fractions for lengths.
  @Test(arguments: 0..<6) func agreesWithRandomNetworks(index: Int) throws {
    let cases = try Reference(file: "network/random.json").list
    try #require(cases.count == 6)
    let wanted = cases[index]
    let people = wanted["people"].texts
    let ties = wanted["ties"].list.map {
      FlowTie($0.list[0].text, $0.list[1].text, strength: $0.list[2].number)
    }
    let result = try KnowledgeFlow.run(
      people.map { FlowPerson(id: $0) }, ties,
      FlowParameters(arrows: wanted["mutual"].number == 1 ? .mutual : .provides))
    for (place, id) in people.enumerated() {
      let person = try #require(result.position(of: id))
      func expect(_ figure: Figure, _ key: String) {
        expectClose(figure.value, wanted[key].list[place].number, "\(key) of \(id)")
      }
      expect(person.betweenness.normalised, "betweenness")
      expect(person.weightedBetweenness.normalised, "weightedBetweenness")
      expect(person.closeness.incoming.wassermanFaust, "closenessIn")
      expect(person.closeness.outgoing.wassermanFaust, "closenessOut")
      expect(person.closeness.incoming.harmonic, "harmonicIn")
      expect(person.closeness.incoming.amongReached, "igraphClosenessIn")
      expect(person.weightedCloseness.incoming.wassermanFaust, "weightedClosenessIn")
      expect(person.weightedCloseness.outgoing.wassermanFaust, "weightedClosenessOut")
      expect(person.weightedCloseness.incoming.harmonic, "weightedHarmonicIn")
      expect(person.constraint, "constraint")
      expect(person.weightedConstraint, "weightedConstraint")
      expect(person.clustering, "clustering")
      expect(.value(Double(person.core)), "core")
    }
    expectClose(result.transitivity.value, wanted["transitivity"].number)
    expectClose(result.averageClustering.value, wanted["averageClustering"].number)
    #expect(result.articulationPoints == wanted["articulationPoints"].texts)
    #expect(result.bridges.map { [$0.first, $0.second] } == wanted["bridges"].list.map(\.texts))
    #expect(result.weakComponents.map { Double($0.count) } == numbers(wanted["weak"]))
    #expect(result.strongComponents.map { Double($0.count) } == numbers(wanted["strong"]))
    #expect(result.paths.reachablePairs.value == wanted["reachablePairs"].number)
    expectClose(result.paths.meanDistance.value, wanted["meanDistance"].number)
    #expect(result.paths.longest.value == wanted["longest"].number)
  }
}
