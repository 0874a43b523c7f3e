import TestSupport
import Testing

@testable import AuditMethods

private let dimensions: [SourceDimension] = [.value, .willingness, .absorption]

/// One indicator for each dimension.
private func plain(_ rows: [[Double?]]) -> SourceInput {
  SourceInput(
    ratings: Ratings(
      units: rows.indices.map { "S\($0 + 1)" }, columns: ["v", "w", "a"], rows: rows), dimensions: dimensions)
}

private func small() throws -> SourceInput {
  let rows = try table("sources/sources.csv")
  let columns = rows[0].keys.filter { $0.contains("_") && !$0.hasPrefix("name") }.sorted()
  return SourceInput(
    ratings: Ratings(
      units: rows.map { $0["id"] ?? "" }, columns: columns,
      rows: rows.map { row in columns.map { Double(row[$0] ?? "") } }),
    dimensions: columns.map { $0.hasPrefix("v") ? .value : $0.hasPrefix("w") ? .willingness : .absorption })
}

private func judged() throws -> [KeyWeight] {
  let rows = try table("sources/ahp-dimensions.csv")
  let names = rows.map { $0["dimension"] ?? "" }
  let result = try AnalyticHierarchy.run([
    PairwiseJudgement(
      judge: "auditor", criteria: names,
      entries: rows.map { row in names.map { Double(row[$0] ?? "") } })
  ])
  return try #require(result.weights)
}

/// The dimensions as the table that entropy weights are found from.
private func levels(_ result: SourceResult) -> Ratings {
  Ratings(
    units: result.sources.map(\.id), columns: dimensions.map(\.rawValue),
    rows: result.sources.map { $0.dimensions.map(\.level.value) })
}

@Suite struct SourceScoringTests {
  private func expectSame(_ result: SourceResult, _ expected: Reference) throws {
    try #require(result.sources.map(\.id).sorted() == expected.keys)
    for source in result.sources {
      let wanted = expected[source.id]
      for dimension in source.dimensions {
        expectClose(dimension.level.value, wanted[dimension.dimension.rawValue].number)
      }
      expectClose(source.additive.value, wanted["additive"].number)
      expectClose(source.geometric.value, wanted["geometric"].number)
      #expect(source.octant?.name == wanted["octant"].text)
      #expect(source.rank.map(Double.init) == wanted["rank"].number)
      #expect((source.standing == .key) == ((wanted["key"].number ?? 0) == 1))
    }
  }

  @Test func agreesWithTheSmallAudit() throws {
    let expected = try Reference(file: "sources/expected.json")["sources"]
    let input = try small()
    let ahp = try judged()
    let equal = try SourceScoring.run(input)
    let entropy = try EntropyWeights.run(levels(equal))
    for (name, weights) in [("ahp", ahp), ("entropy", entropy.weights)] {
      for (dimension, weight) in zip(dimensions, expected[name]["weights"].list) {
        expectClose(weights.first { $0.key == dimension.rawValue }?.weight, weight.number)
      }
    }
    for (dimension, value) in zip(dimensions, expected["entropy"]["entropy"].list) {
      expectClose(entropy.criteria.first { $0.name == dimension.rawValue }?.entropy, value.number)
    }
    let combined = try CombinedWeights.run(ahp, entropy.weights)
    for (dimension, weight) in zip(dimensions, expected["combinedWeights"].list) {
      expectClose(combined.weights.first { $0.key == dimension.rawValue }?.weight, weight.number)
    }
    try expectSame(equal, expected["byEqual"])
    try expectSame(SourceScoring.run(input, SourceParameters(weights: ahp)), expected["byAhp"])
    try expectSame(
      SourceScoring.run(input, SourceParameters(weights: entropy.weights)), expected["byEntropy"])
    try expectSame(
      SourceScoring.run(input, SourceParameters(weights: combined.weights)), expected["byCombined"])
  }

  @Test func saysWhatToDoAboutEachSource() throws {
    let result = try SourceScoring.run(small(), SourceParameters(weights: judged()))
    #expect(result.keySources == ["S1", "S2"])
    #expect(result.sources.map(\.id) == ["S1", "S2", "S5", "S3", "S4", "S6"])
    #expect(result.sources.map(\.standing) == [.key, .key, .toDevelop, .notKey, .notKey, .notKey])
    #expect(
      result.sources.map(\.bottleneck) == [.absorption, .value, .absorption, .willingness, .value, .value])
    #expect(
      result.sources.map { $0.octant?.advice } == [
        .useNow, .useNow, .buildAbility, .planLongTerm, .listen, .observe,
      ])
    #expect(result.octants.map(\.octant.name) == ["HHH", "HHL", "HLH", "HLL", "LHH", "LHL", "LLH", "LLL"])
    #expect(result.octants.first?.sources == ["S1", "S2"])
    // Enthusiasts know much and tell it; only our ability lies below the floor.
    #expect(result.sources[2].needed == [NeededLevel(dimension: .absorption, from: 1.75, to: 2.5)])
    #expect(result.basis.n == 6 && result.basis.missing == 0 && result.basis.warnings.isEmpty)
  }

  @Test func saysWhichLevelWouldPass() throws {
    // Equal weights: 2 + 4 + 3 is 1.5 short of 3 × 3.5.
    let result = try SourceScoring.run(plain([[2, 4, 3], [1, 1, 1], [4, 4, 4], [3, 3, 3]]))
    func needed(_ id: String) -> [NeededLevel] { result.sources.first { $0.id == id }?.needed ?? [] }
    expectClose(needed("S1").first?.to, 3.5)
    #expect(needed("S1").map(\.dimension) == [.value])
    // All up to the floor; then value up to the end of the scale; then willingness.
    #expect(needed("S2").map(\.dimension) == [.value, .willingness, .absorption])
    expectClose(needed("S2")[0].to, 5)
    expectClose(needed("S2")[1].to, 3)
    expectClose(needed("S2")[2].to, 2.5)
    #expect(needed("S3").isEmpty)
    expectClose(needed("S4").first?.to, 4.5)
  }

  @Test(arguments: [
    (true, true, true, SourceAdvice.useNow), (true, false, true, .winTrust),
    (true, true, false, .buildAbility),
    (true, false, false, .planLongTerm), (false, true, true, .listen), (false, true, false, .observe),
    (false, false, true, .observe), (false, false, false, .observe),
  ])
  func advisesByOctant(value: Bool, willingness: Bool, absorption: Bool, advice: SourceAdvice) {
    let octant = SourceOctant(value: value, willingness: willingness, absorption: absorption)
    #expect(octant.advice == advice)
    #expect(!advice.english.isEmpty && !advice.chinese.isEmpty)
  }

  @Test func countsLimitsAsReached() throws {
    let result = try SourceScoring.run(plain([[3.5, 3.5, 3.5], [3, 3, 3], [5, 5, 2.5], [5, 5, 2.4]]))
    let standings = Dictionary(uniqueKeysWithValues: result.sources.map { ($0.id, $0.standing) })
    #expect(standings == ["S1": .key, "S2": .notKey, "S3": .key, "S4": .toDevelop])
    #expect(result.sources.first { $0.id == "S2" }?.octant?.name == "HHH")
  }

  @Test func doesNotRankWhereFewerThanHalfAreRated() throws {
    let ratings = Ratings(
      units: ["b", "a", "c"], columns: ["v1", "v2", "v3", "w", "a1", "a2"],
      rows: [[4, nil, nil, 4, 4, 4], [4, nil, 2, 4, 4, nil], [4, 4, 4, nil, 1, 1]])
    let input = SourceInput(
      ratings: ratings, dimensions: [.value, .value, .value, .willingness, .absorption, .absorption])
    let result = try SourceScoring.run(input)
    #expect(result.sources.map(\.id) == ["a", "b", "c"])
    #expect(result.sources.map(\.rank) == [1, nil, nil])
    #expect(result.sources[0].dimensions.map(\.level) == [.value(3), .value(4), .value(4)])
    #expect(result.sources[0].dimensions.map(\.rated) == [2, 1, 1])
    #expect(result.sources[1].dimensions[0].level == .undefined(.tooFewAnswers))
    #expect(result.sources[1].additive == .undefined(.dimensionMissing))
    #expect(result.sources[1].geometric == .undefined(.dimensionMissing))
    #expect(result.sources[1].octant == nil && result.sources[1].standing == .notRated)
    #expect(result.basis.n == 1 && result.basis.missing == 2)
    #expect(result.basis.warnings.map(\.code) == ["sources-not-rated", "ratings-missing"])
  }

  @Test func hasNoGeometricScoreOnAScaleThatReachesZero() throws {
    let parameters = SourceParameters(minimum: 0, maximum: 5, threshold: 3, floor: 2, highFrom: 3)
    let result = try SourceScoring.run(plain([[0, 4, 4]]), parameters)
    #expect(result.sources[0].geometric == .undefined(.scaleReachesZero))
    #expect(result.sources[0].geometricRank == nil && result.sources[0].rank == 1)
  }

  @Test func worksOnNothing() throws {
    let result = try SourceScoring.run(plain([]))
    #expect(result.sources.isEmpty && result.basis.n == 0)
    let firmness = try SourceScoring.sensitivity(plain([]))
    #expect(firmness.items.isEmpty && firmness.leastTau == .undefined(.tooFewRows))
  }

  @Test func tellsEveryFaultAtOnce() {
    var input = plain([[6, 4, 3], [2, 2, 0]])
    input.dimensions = [.value, .value, .absorption]
    let parameters = SourceParameters(
      threshold: 7, weights: [KeyWeight("value", 1), KeyWeight("willingness", -1)])
    #expect(
      faults { try SourceScoring.run(input, parameters) }.map(\.description) == [
        "`threshold` is 7, but a number from 1 to 5 is expected",
        "row `S1`: `v` is 6, but a number from 1 to 5 is expected",
        "row `S2`: `a` is 0, but a number from 1 to 5 is expected",
        "`indicators.willingness` is empty, but at least one indicator is expected",
        "`weights.dimension.willingness` is -1, but a number from 0 up is expected",
        "`weights.dimension.absorption` is missing, but one weight for each key is expected",
        "`weights.dimension` is 0 in sum, but a sum above 0 is expected",
      ])
    input.dimensions = [.value]
    let scale = SourceParameters(minimum: 5, maximum: .nan, threshold: 3, floor: 2, highFrom: 3)
    #expect(faults { try SourceScoring.run(input, scale) }.map(\.field) == ["scale", "dimensions"])
    let limits = SourceParameters(threshold: .nan, floor: 0, highFrom: 9)
    #expect(
      faults { try SourceScoring.run(plain([]), limits) }.map(\.field) == ["threshold", "floor", "high_from"])
  }

  @Test(arguments: UInt64(1)...60) func keepsItsPromisesOnRandomTables(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let columns = dimensions.flatMap { dimension in
      (0..<Int.random(in: 1...4, using: &random)).map { (dimension, "\(dimension)\($0)") }
    }
    let rows: [[Double?]] = (0..<Int.random(in: 1...25, using: &random)).map { _ in
      columns.map { _ in
        Int.random(in: 0..<6, using: &random) == 0 ? nil : Double(Int.random(in: 1...5, using: &random))
      }
    }
    func input(_ rowOrder: [Int], _ columnOrder: [Int]) -> SourceInput {
      SourceInput(
        ratings: Ratings(
          units: rowOrder.map { "s\($0)" }, columns: columnOrder.map { columns[$0].1 },
          rows: rowOrder.map { row in columnOrder.map { rows[row][$0] } }),
        dimensions: columnOrder.map { columns[$0].0 })
    }
    let parameters = SourceParameters(
      weights: dimensions.map { KeyWeight($0.rawValue, Double.random(in: 0.1...1, using: &random)) })
    let first = try SourceScoring.run(input(Array(rows.indices), Array(columns.indices)), parameters)
    let again = try SourceScoring.run(
      input(rows.indices.shuffled(using: &random), columns.indices.shuffled(using: &random)), parameters)
    #expect(again == first)
    #expect(first.sources.count == rows.count)
    for source in first.sources {
      guard let additive = source.additive.value, let geometric = source.geometric.value else {
        #expect(source.standing == .notRated && source.rank == nil)
        continue
      }
      let levels = source.dimensions.compactMap(\.level.value)
      // The geometric mean lies between the least level and the arithmetic mean.
      #expect(geometric <= additive + 1e-12)
      #expect(geometric >= (levels.min() ?? 0) - 1e-12)
      #expect((source.standing == .key) == source.needed.isEmpty)
      // Whoever reaches what is needed passes, and with a little less does not.
      var reached = levels
      for level in source.needed { reached[dimensions.firstIndex(of: level.dimension) ?? 0] = level.to }
      #expect(try SourceScoring.run(plain([reached]), parameters).keySources == ["S1"])
      for level in source.needed {
        var less = reached
        less[dimensions.firstIndex(of: level.dimension) ?? 0] -= 1e-6
        #expect(try SourceScoring.run(plain([less]), parameters).keySources.isEmpty)
      }
    }
  }
}
