import TestSupport
import Testing

@testable import AuditMethods

/// Surveys: distributions of answers, reliability, change and sample size.
@Suite struct SurveyTests {
  private func expected() throws -> Reference { try Reference(file: "statistics/expected.json") }

  /// The survey as it was answered: 14 respondents, 6 questions, two of them worded negatively.
  private func survey() throws -> Ratings {
    let rows = try table("statistics/survey.csv")
    let columns = (1...6).map { "q\($0)" }
    return Ratings(
      units: rows.map { $0["respondent"] ?? "" }, columns: columns,
      rows: rows.map { row in columns.map { Double(row[$0] ?? "") } })
  }

  private static let worked = Ratings(
    units: ["a", "b", "c", "d", "e"], columns: ["x", "y", "z"],
    rows: [[4, 5, 4], [3, 3, 2], [5, 5, 5], [2, 3, 3], [4, 4, 5]])

  private func expectItem(_ item: LikertSummary.Item, _ expected: Reference) {
    #expect(
      item.n == Int(expected["n"].number ?? -1) && item.missing == Int(expected["missing"].number ?? -1))
    for (level, count) in item.counts { #expect(Double(count) == expected["counts"]["\(level)"].number) }
    expectClose(item.mean.value, expected["mean"].number, "\(item.id)")
    expectClose(item.deviation.value, expected["sd"].number)
    expectClose(item.median.value, expected["median"].number)
    expectClose(item.quartiles.first.value, expected["q1"].number)
    expectClose(item.quartiles.third.value, expected["q3"].number)
    #expect(item.modes.map(Double.init) == expected["modes"].list.compactMap(\.number))
    expectClose(item.top.value.map { $0 * 100 }, expected["topBoxPercent"].number)
    expectClose(item.bottom.value.map { $0 * 100 }, expected["bottomBoxPercent"].number)
    expectClose(item.polarisation.value, expected["polarisation"].number)
  }

  @Test func summaryOfASurvey() throws {
    let outcome = try LikertSummary.run(survey(), scale: 1...5, reversed: ["q3", "q6"])
    let reference = try expected()["survey"]
    #expect(outcome.items.count == 6 && outcome.asAnswered.map(\.id) == ["q3", "q6"])
    for item in outcome.items { expectItem(item, reference["items"][item.id]) }
    for item in outcome.asAnswered { expectItem(item, reference["itemsAsAnswered"][item.id]) }
  }

  @Test func summaryOfNobodyAndOfOne() throws {
    let outcome = try LikertSummary.run(
      Ratings(units: ["a", "b"], columns: ["x", "y"], rows: [[nil, 3], [nil, nil]]), scale: 1...5)
    #expect(outcome.items[0].mean == .undefined(.tooFewRows) && outcome.items[0].modes.isEmpty)
    #expect(outcome.items[1].mean == .value(3) && outcome.items[1].deviation == .undefined(.tooFewRows))
    #expect(
      outcome.items[0].top == .undefined(.tooFewRows) && outcome.items[1].top == .undefined(.groupTooSmall))
    let wrong = faults {
      try LikertSummary.run(
        Ratings(units: ["a"], columns: ["x"], rows: [[2.5]]), scale: 1...5, reversed: ["z"])
    }
    #expect(wrong.map(\.field) == ["reversed", "x"])
  }

  @Test func alphaOfASurvey() throws {
    let reference = try expected()["survey"]
    let turned = try survey().reversed(["q3", "q6"], on: 1...5)
    let outcome = try Cronbach.run(turned, bootstrap: Bootstrap(seed: 42))
    let listwise = reference["reliabilityListwise"]
    expectClose(outcome.alpha.value, listwise["alpha"].number)
    expectClose(outcome.standardised.value, listwise["standardizedAlpha"].number)
    expectClose(outcome.interval.low.value, listwise["feldt"]["low"].number)
    expectClose(outcome.interval.high.value, listwise["feldt"]["high"].number)
    for (item, expected) in zip(outcome.items, listwise["items"].list) {
      expectClose(item.correctedCorrelation.value, expected["correctedItemTotal"].number)
      expectClose(item.alphaWithout.value, expected["alphaIfDropped"].number)
    }
    expectClose(outcome.bootstrap?.low.value, reference["bootstrapAlpha"]["low"].number)
    expectClose(outcome.bootstrap?.high.value, reference["bootstrapAlpha"]["high"].number)
    #expect(outcome.bootstrap?.dropped == 0 && outcome.basis.n == 12 && outcome.basis.missing == 2)
    expectClose(try Cronbach.run(turned, missing: .pairwise).alpha.value, reference["alphaPairwise"].number)
    // Whoever forgets to turn round what is worded negatively is told so.
    let forgotten = try Cronbach.run(survey())
    expectClose(forgotten.alpha.value, reference["alphaWithoutReversing"].number)
    #expect(forgotten.basis.warnings.contains { $0.code == "maybe-reversed" })
  }

  @Test func alphaWorked() throws {
    let outcome = try Cronbach.run(Self.worked, bootstrap: Bootstrap(seed: 42))
    expectClose(outcome.alpha.value, 0.9174757281553397)
    expectClose(outcome.standardised.value, 0.9256682961277355)
    expectClose(outcome.interval.low.value, 0.5830352053632049)
    expectClose(outcome.interval.high.value, 0.9908097853094889)
    #expect(outcome.bootstrap?.low == .value(0.5) && outcome.bootstrap?.dropped == 52)
    expectClose(outcome.bootstrap?.high.value, 0.9690265486725664)
    #expect(outcome.basis.warnings.map(\.code) == ["few-rows"] && outcome.basis.seed == 42)
  }

  @Test func alphaWithoutVariationIsNoNumber() throws {
    let flat = Ratings(units: ["a", "b"], columns: ["x", "y"], rows: [[1, 2], [1, 2]])
    #expect(try Cronbach.run(flat).alpha == .undefined(.oneValueOnly))
    let alone = Ratings(units: ["a", "b"], columns: ["x", "y"], rows: [[1, 2], [1, nil]])
    #expect(try Cronbach.run(alone).alpha == .undefined(.tooFewRows))
    let one = faults { try Cronbach.run(Ratings(units: ["a"], columns: ["x"], rows: [[1]])) }
    #expect(one.map(\.field) == ["columns"])
  }

  /// What the others answer adds up to the same for all, so that nothing can go with it.
  @Test func othersThatCancelEachOtherAreNoMeasure() throws {
    let outcome = try Cronbach.run(
      Ratings(
        units: ["a", "b", "c", "d"], columns: ["x", "turned", "z"],
        rows: [[1, 5, 2], [2, 4, 4], [5, 1, 3], [3, 3, nil]]))
    #expect(outcome.items[2].correctedCorrelation == .undefined(.oneValueOnly))
    #expect(outcome.items[2].alphaWithout == .undefined(.oneValueOnly))
    #expect(outcome.items[0].alphaWithout.value != nil && outcome.basis.n == 3)
  }

  @Test func changeAgreesWithSciPy() throws {
    let before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
    let after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    let outcome = try ChangeTest.paired(
      before.indices.map { ("\($0)", before[$0], after[$0]) } + [("open", 1, nil)])
    #expect(outcome.signedRank == .value(5) && outcome.isExact && outcome.basis.missing == 1)
    expectClose(outcome.chance.value, 0.0390625)
    expectClose(outcome.medianChange.value, -0.49)
    expectClose(outcome.effect.value, -1.0117918052161972)
    let (b, a): ([Double], [Double]) = (
      [125, 115, 130, 140, 140, 115, 140, 125, 140, 135], [110, 122, 125, 120, 140, 124, 123, 137, 135, 145]
    )
    let tied = try ChangeTest.paired(b.indices.map { ("\($0)", b[$0], a[$0]) })
    #expect(tied.signedRank == .value(18) && !tied.isExact)
    expectClose(tied.chance.value, 0.6352893188352069)
    let still = try ChangeTest.paired([("a", 1, 1)])
    #expect(still.chance == .undefined(.oneValueOnly) && still.medianChange == .value(0))
  }

  @Test func sharesAndSeveralTests() throws {
    let change = try ChangeTest.shares(before: (405, 500), after: (440, 520))
    expectClose(change.difference, 440.0 / 520 - 405.0 / 500)
    #expect(abs((change.interval.low.value ?? 0) + 0.01015) < 5e-6)
    #expect(abs((change.interval.high.value ?? 0) - 0.08246) < 5e-6)
    #expect(ChangeTest.adjusted([0.01, 0.04, 0.03, 0.005]) == [0.03, 0.06, 0.06, 0.02])
    #expect(
      faults { try ChangeTest.shares(before: (3, 2), after: (0, 0)) }.map(\.field) == ["before", "after"])
  }

  @Test func sampleSizes() throws {
    let cases = try expected()["sampleSize"].list
    #expect(cases.count == 9)
    for row in cases {
      let outcome = try SampleSize.run(
        population: row["N"].number.map { Int($0) }, margin: try #require(row["e"].number),
        share: try #require(row["p"].number), level: try #require(row["confidence"].number))
      expectClose(outcome.unlimited, row["n0"].number)
      if let n = row["n"].number { expectClose(outcome.exact, n) }
      #expect(Double(outcome.needed) == row["ceil"].number)
    }
    #expect(try SampleSize.run(population: 400, response: 0.6).invited == 329)
    #expect(try SampleSize.run(population: 60, response: 0.5).invited == 60)
    expectClose(SampleSize.margin(answers: 400, population: 400).value, 0)
    #expect(faults { try SampleSize.run(margin: 0, response: 2) }.map(\.field) == ["margin", "response"])
  }

  @Test func allocations() throws {
    let groups = [("mostValuable", 24), ("mostGrowable", 61), ("other", 210), ("belowZero", 17)]
    #expect(try SampleSize.allocation(80, over: groups).map(\.size) == [6, 16, 54, 4])
    let floored = try SampleSize.allocation(10, over: [("a", 1), ("b", 1000), ("c", 0), ("d", 5)], least: 2)
    #expect(floored.map(\.size) == [1, 7, 0, 2])
    for seed in 1...200 as ClosedRange<UInt64> {
      var lot = RandomGenerator(seed: seed)
      let groups = (0..<(1 + lot.index(below: 6))).map { (id: "\($0)", size: lot.index(below: 40)) }
      let all = groups.reduce(0) { $0 + $1.size }
      let total = groups.count + lot.index(below: 40)
      guard total <= all else { continue }
      let parts = try SampleSize.allocation(total, over: groups)
      #expect(parts.reduce(0) { $0 + $1.size } == total, "seed \(seed)")
      for (group, part) in zip(groups, parts) {
        #expect(part.size >= min(1, group.size) && part.size <= group.size)
      }
    }
  }
}
