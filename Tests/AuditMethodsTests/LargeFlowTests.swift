import TestSupport
import Testing

@testable import AuditMethods

@Suite struct LargeFlowTests {
  private func people(_ count: Int) -> [FlowPerson] { (0..<count).map { FlowPerson(id: "P\($0)") } }

  @Test func goesAlongALineOfAHundredThousand() throws {
    let count = 100_000
    let ties = (1..<count).map { FlowTie("P\($0 - 1)", "P\($0)") }
    let parameters = FlowParameters(arrows: .provides, includesPaths: false)
    let result = try KnowledgeFlow.run(people(count), ties, parameters)
    #expect(result.weakComponents.count == 1)
    #expect(result.strongComponents.count == count)
    #expect(result.articulationPoints.count == count - 2)
    #expect(result.bridges.count == count - 1)
    #expect(result.people.allSatisfy { $0.core == 1 })
    #expect(result.paths.reachablePairs == .undefined(.notAsked))
    #expect(result.people.first?.betweenness.sum == .undefined(.notAsked))
    let ring = try KnowledgeFlow.run(people(count), ties + [FlowTie("P\(count - 1)", "P0")], parameters)
    #expect(ring.strongComponents.count == 1)
    #expect(ring.articulationPoints.isEmpty)
    #expect(ring.bridges.isEmpty)
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
