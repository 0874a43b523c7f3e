import TestSupport
import Testing

@testable import AuditMethods

@Suite struct LargeFlowTests {
  private func people(_ count: Int) -> [FlowPerson] { (0..<count).map { FlowPerson(id: "P\($0)") } }

  @Test(arguments: [false, true]) func goesAlongALineOfAHundredThousand(isClosed: Bool) {
    let count = 100_000
    var arrows = (1..<Int32(count)).map { Arrow(from: $0 - 1, to: $0, strength: 1) }
    if isClosed { arrows.append(Arrow(from: Int32(count) - 1, to: 0, strength: 1)) }
    let graph = FlowGraph(people: count, sortedArrows: arrows, isMutual: false)
    let cuts = CutPoints(graph.partners)
    #expect(Components(weak: graph.partners).count == 1)
    #expect(Components(strong: graph.receivers).count == (isClosed ? 1 : count))
    #expect(cuts.people.count == (isClosed ? 0 : count - 2))
    #expect(cuts.bridges.count == (isClosed ? 0 : count - 1))
    #expect(graph.partners.coreNumbers().allSatisfy { $0 == (isClosed ? 2 : 1) })
    let room = BreadthFirst<Double>(people: count)
    defer { room.deallocate() }
    graph.receivers.withLinks { #expect(room.search(from: 0, $0) == count) }
  }

  @Test func answersForManyWithoutPaths() throws {
    let count = 20_000
    let ties = (1..<count).map { FlowTie("P\($0 - 1)", "P\($0)") }
    let result = try KnowledgeFlow.run(
      people(count), ties, FlowParameters(arrows: .provides, includesPaths: false))
    #expect(result.articulationPoints.count == count - 2)
    #expect(result.paths.reachablePairs == .undefined(.notAsked))
    #expect(result.people.first?.betweenness.sum == .undefined(.notAsked))
    #expect(result.people.first?.weightedCloseness.incoming.harmonic == .undefined(.notAsked))
    #expect(result.findings.brokers.isEmpty)
  }

  @Test func doesNotMindAHub() throws {
    let count = 60_000
    let ties = (1..<count).map { FlowTie("P0", "P\($0)") } + (1..<count).map { FlowTie("P\($0)", "P0") }
    var given = people(count)
    for index in given.indices { given[index].department = "D\(index % 3)" }
    let result = try KnowledgeFlow.run(given, ties, FlowParameters(arrows: .provides, includesPaths: false))
    let hub = try #require(result.position(of: "P0"))
    #expect(hub.brokerage?.total == (count - 1) * (count - 2))
    expectClose(hub.constraint.value, 1 / Double(count - 1))
    #expect(result.reciprocity.ofTies == .value(1))
  }

  /// A chain of diamonds doubles the paths at each of them, to 2^1099.
  @Test(arguments: [false, true]) func countsMorePathsThanANumberHolds(isWeighted: Bool) throws {
    let diamonds = 1_100
    var arrows: [Arrow] = []
    for diamond in 0..<Int32(diamonds) {
      let first = 3 * diamond
      for (from, to) in [(0, 1), (0, 2), (1, 3), (2, 3)] {
        arrows.append(Arrow(from: first + Int32(from), to: first + Int32(to), strength: isWeighted ? 3 : 1))
      }
    }
    arrows.sort { ($0.from, $0.to) < ($1.from, $1.to) }
    let graph = FlowGraph(people: 3 * diamonds + 1, sortedArrows: arrows, isMutual: false)
    let paths = isWeighted ? ShortestPaths(byStrength: graph) : ShortestPaths(bySteps: graph)
    for diamond in 0..<diamonds {
      let (before, after) = (Double(3 * diamond + 1), Double(3 * (diamonds - diamond) - 2))
      expectClose(paths.betweenness[3 * diamond + 1], before * after / 2)
      expectClose(paths.betweenness[3 * diamond], Double(3 * diamond) * (after + 2))
    }
  }

  @Test func countsPathsEitherWayTheSame() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<1_000 {
      let numbers = (0..<3).map { _ in Double.random(in: 0...1e6, using: &random).rounded() + 1 }
      let plain = Double.times(numbers[0] + numbers[1], .share(numbers[2], of: numbers[1]))
      let wide = numbers.map { number in
        WideCount.share(number, of: .one)
      }
      expectClose(WideCount.times(wide[0] + wide[1], .share(numbers[2], of: wide[1])), plain)
    }
    #expect(WideCount.times(.none + .one, .one) == 1)
    #expect(WideCount.times(.none, .one) == 0)
  }
}
