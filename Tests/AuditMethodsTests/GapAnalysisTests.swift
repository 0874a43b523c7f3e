import TestSupport
import Testing

@testable import AuditMethods

private let scale = GapParameters(minimum: 0, maximum: 5)

/// Method catalogue, section 1, "Worked".
private let worked = GapInput(
  axes: [
    Axis("class", keys: ["about", "from"], weights: [KeyWeight("about", 1), KeyWeight("from", 2)]),
    Axis("stage", keys: ["acquire", "apply"], weights: [KeyWeight("acquire", 1), KeyWeight("apply", 1)]),
    Axis(
      "group", keys: ["mostValuable", "other"],
      weights: [KeyWeight("mostValuable", 3), KeyWeight("other", 1)]),
  ],
  cells: [
    GapCell(id: "1", keys: ["from", "acquire", "mostValuable"], current: 1, ideal: 4),
    GapCell(id: "2", keys: ["about", "apply", "mostValuable"], current: 3, ideal: 5),
    GapCell(id: "3", keys: ["from", "apply", "other"], current: 3, ideal: 3),
    GapCell(id: "4", keys: ["about", "acquire", "other"], current: nil, ideal: 2),
  ])

private func small() throws -> GapInput {
  let weights = try table("audit-small/gap-weights.csv")
  let axes = ["class", "stage", "group"].map { name in
    let rows = weights.filter { $0["dimension"] == name }
    return Axis(
      name, keys: rows.compactMap { $0["key"] },
      weights: rows.map { KeyWeight($0["key"] ?? "", Double($0["weight"] ?? "") ?? -1) })
  }
  let cells = try table("audit-small/gap-cells.csv").map { row in
    let keys = ["class", "stage", "group"].map { row[$0] ?? "" }
    return GapCell(
      id: keys.joined(separator: "/"), keys: keys, current: Double(row["current"] ?? ""),
      ideal: Double(row["ideal"] ?? ""))
  }
  return GapInput(axes: axes, cells: cells)
}

private func expectSame(_ result: GapResult, _ expected: Reference) throws {
  try #require(result.cells.count == expected["cells"].list.count)
  // The cells not assessed come last, by their keys; the reference keeps them as they were read.
  let wanted = expected["cells"].list.map {
    (keys: [$0["cls"].text, $0["stage"].text, $0["group"].text], $0)
  }
  let scored = wanted.filter { !$0.1["rank"].isNull }
  let open = wanted.filter { $0.1["rank"].isNull }.sorted { precedes($0.keys, $1.keys) }
  for (cell, (keys, wanted)) in zip(result.cells, scored + open) {
    #expect(cell.keys == keys)
    #expect(cell.status.rawValue == wanted["status"].text)
    expectClose(cell.weight, wanted["weight"].number)
    expectClose(cell.score?.gap, wanted["gap"].number)
    expectClose(cell.score?.surplus, wanted["surplus"].number)
    expectClose(cell.score?.normalisedGap, wanted["normalizedGap"].number)
    expectClose(cell.score?.weightedGap, wanted["weightedGap"].number)
    expectClose(cell.score?.share, wanted["share"].number)
    expectClose(cell.score?.cumulativeShare, wanted["cumulativeShare"].number)
    #expect(cell.score?.rank == wanted["rank"].number.map { Int($0) })
    #expect(cell.score?.band.rawValue ?? "" == wanted["priority"].text)
  }
  expectClose(result.totalWeightedGap, expected["totalWeightedGap"].number)
  expectClose(result.overallIndex.value, expected["overallIndex"].number)
  expectClose(result.attainment.value, expected["attainment"].number)
  expectClose(result.assessmentCoverage.value, expected["assessmentCoverage"].number)
  for (rollUp, name) in zip(result.rollUps, ["byClass", "byStage", "byGroup"]) {
    #expect(rollUp.rows.map(\.key).sorted() == expected[name].keys)
    for row in rollUp.rows {
      let wanted = expected[name][row.key]
      #expect(Double(row.scored) == wanted["cells"].number)
      expectClose(row.meanNormalisedGap.value, wanted["weightedMeanNormalizedGap"].number)
      expectClose(row.shareOfGap, wanted["shareOfTotalGap"].number)
    }
  }
}

@Suite struct GapAnalysisTests {
  @Test func agreesWithTheWorkedExampleOfTheCatalogue() throws {
    let result = try GapAnalysis.run(worked, scale)
    try expectSame(result, Reference(file: "worked-examples.json")["gap"])
    #expect(result.cells.prefix(3).map { $0.score?.band } == [.a, .a, PriorityBand.none])
    #expect(result.basis.n == 3)
    #expect(result.basis.missing == 1)
  }

  @Test func agreesWithTheSmallAudit() throws {
    let result = try GapAnalysis.run(small(), scale)
    try expectSame(result, Reference(file: "audit-small/expected.json")["gap"])
    #expect(result.notRequired == ["from/preserve/other"])
    #expect(result.basis.notApplicable == 1)
    #expect(result.basis.warnings.map(\.code) == ["not-assessed"])
    #expect(result.heatMaps.map(\.sliceKey) == ["mostValuable", "mostGrowable", "other"])
  }

  @Test func givesTheSameDigitsInAnyOrder() throws {
    var input = try small()
    let first = try GapAnalysis.run(input, scale)
    var random = SplitMix64(seed: 7)
    for _ in 0..<20 {
      input.cells.shuffle(using: &random)
      #expect(try GapAnalysis.run(input, scale) == first)
    }
  }

  @Test(arguments: [1, 2, 4]) func worksWithAnyNumberOfAxes(count: Int) throws {
    let axes = (0..<count).map { Axis("axis\($0)", keys: ["a", "b"]) }
    let cells = ["a", "b"].map { key in
      GapCell(id: key, keys: axes.map { _ in key }, current: 1, ideal: key == "a" ? 4 : 1)
    }
    let result = try GapAnalysis.run(GapInput(axes: axes, cells: cells), scale)
    expectClose(result.overallIndex.value, 0.3)
    #expect(result.rollUps.count == count)
    #expect(result.heatMaps.count == (count == 1 ? 0 : count == 2 ? 1 : 2))
    #expect(result.cells.map(\.status) == [.gap, .met])
  }

  @Test func combinesSeveralRatersAndKeepsTheirSpread() throws {
    var input = worked
    input.cells[0].current = [1, nil, 2, 5]
    let mean = try GapAnalysis.run(input, scale)
    let cell = try #require(mean.cells.first { $0.id == "1" })
    expectClose(cell.current, 8.0 / 3)
    #expect(cell.currentSpread == RatingSpread(n: 3, minimum: 1, maximum: 5))
    var parameters = scale
    parameters.combination = .median
    let median = try GapAnalysis.run(input, parameters)
    expectClose(median.cells.first { $0.id == "1" }?.current, 2)
  }

  @Test func neverTakesMissingForZero() throws {
    var input = worked
    for index in input.cells.indices { input.cells[index].current = [] }
    let result = try GapAnalysis.run(input, scale)
    #expect(result.overallIndex == .undefined(.nothingScored))
    #expect(result.attainment == .undefined(.nothingScored))
    #expect(result.assessmentCoverage == .value(0))
    for index in input.cells.indices { input.cells[index].ideal = [nil] }
    let nothing = try GapAnalysis.run(input, scale)
    #expect(nothing.assessmentCoverage == .undefined(.nothingRequired))
    #expect(nothing.notRequired == ["1", "2", "3", "4"])
  }

  @Test func hasNoAttainmentWhenNothingAboveTheMinimumIsWanted() throws {
    let input = GapInput(
      axes: [Axis("class", keys: ["about"])], cells: [GapCell(id: "1", keys: ["about"], current: 0, ideal: 0)]
    )
    let result = try GapAnalysis.run(input, scale)
    #expect(result.attainment == .undefined(.nothingAboveMinimum))
    #expect(result.cells.first?.score?.band == PriorityBand.none)
    #expect(result.cells.first?.score?.share == 0)
  }

  @Test func tellsEveryFaultAtOnce() {
    var input = worked
    input.axes[0].weights = [KeyWeight("about", -1), KeyWeight("old", 1)]
    input.cells[0].current = [7]
    input.cells[1].id = "1"
    input.cells[2].keys = ["from", "sell", "other"]
    input.cells[3].keys = ["about"]
    let found = faults { try GapAnalysis.run(input, scale) }
    #expect(
      found.map(\.description) == [
        "row `1`: `id` is used twice, but a name that no other row has is expected",
        "row `1`: `current` is 7, but a number from 0 to 5 is expected",
        "row `3`: `stage` is `sell`, but one of acquire, apply is expected",
        "row `4`: `keys` is 1 keys, but 3, one for each axis is expected",
        "`weights.class.about` is -1, but a number from 0 up is expected",
        "`weights.class.from` is missing, but one weight for each key is expected",
        "`weights.class` is -1 in sum, but a sum above 0 is expected",
      ])
  }

  @Test func refusesAScaleWithoutLengthAndNumbersThatAreNone() {
    #expect(
      faults { try GapAnalysis.run(worked, GapParameters(minimum: 5, maximum: 5)) }.map(\.field) == ["scale"])
    #expect(
      faults { try GapAnalysis.run(worked, GapParameters(minimum: .nan, maximum: 5)) }.map(\.field) == [
        "scale"
      ])
    var input = worked
    input.cells[0].current = [.nan]
    #expect(faults { try GapAnalysis.run(input, scale) }.map(\.found) == ["nan"])
  }

  @Test func warnsOfAWeightThatWeighsNothing() throws {
    var input = worked
    input.axes[0].weights?.append(KeyWeight("old", 1))
    let result = try GapAnalysis.run(input, scale)
    #expect(result.basis.warnings.map(\.code) == ["weight-of-nothing", "not-assessed"])
    expectClose(result.overallIndex.value, 0.43636363636363636)
  }

  @Test(arguments: UInt64(1)...60) func keepsItsPromisesOnRandomTables(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let keys = (1...4).map { "k\($0)" }
    let axes = ["x", "y", "z"].map { name in
      Axis(name, keys: keys, weights: keys.map { KeyWeight($0, Double.random(in: 0.1...3, using: &random)) })
    }
    var cells: [GapCell] = []
    for x in keys {
      for y in keys {
        for z in keys where Bool.random(using: &random) {
          let current = Bool.random(using: &random) ? Double(Int.random(in: 0...5, using: &random)) : nil
          cells.append(
            GapCell(
              id: x + y + z, keys: [x, y, z], current: current,
              ideal: Double(Int.random(in: 0...5, using: &random))))
        }
      }
    }
    let result = try GapAnalysis.run(GapInput(axes: axes, cells: cells), scale)
    let scores = result.cells.compactMap(\.score)
    if result.totalWeightedGap > 0 {
      expectClose(scores.reduce(0) { $0 + $1.share }, 1)
      for rollUp in result.rollUps { expectClose(rollUp.rows.reduce(0) { $0 + $1.shareOfGap }, 1) }
    }
    for figure in [result.overallIndex, result.attainment, result.assessmentCoverage] {
      if let value = figure.value { #expect((0...1.000000001).contains(value)) }
    }
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0.rank <= $1.rank })
    #expect(result.cells.count == cells.count)
    // Weights count by proportion only, and a longer ruler does not change the parts.
    var scaled = GapInput(axes: axes, cells: cells)
    for index in scaled.axes.indices {
      scaled.axes[index].weights = scaled.axes[index].weights?.map { KeyWeight($0.key, $0.weight * 8) }
    }
    for index in scaled.cells.indices {
      scaled.cells[index].current = scaled.cells[index].current.map { $0.map { $0 * 2 } }
      scaled.cells[index].ideal = scaled.cells[index].ideal.map { $0.map { $0 * 2 } }
    }
    let again = try GapAnalysis.run(scaled, GapParameters(minimum: 0, maximum: 10))
    #expect(again.cells.map(\.id) == result.cells.map(\.id))
    expectClose(again.overallIndex.value, result.overallIndex.value)
  }
}
