import TestSupport
import Testing

@testable import AuditMethods

private func criteria(_ rows: [[Double?]], _ columns: Int? = nil) -> Ratings {
  Ratings(
    units: rows.indices.map { "r\($0)" }, columns: (0..<(columns ?? rows.first?.count ?? 0)).map { "c\($0)" },
    rows: rows)
}

@Suite struct KendallTauTests {
  @Test func agreesWithSciPy() throws {
    let cases = try Reference(file: "sources/reference.json")["correlations"].list
    #expect(cases.count == 5)
    for example in cases {
      let lists = ["first", "second"].map { example[$0].list.map { Int($0.number ?? 0) } }
      expectClose(kendallTau(lists[0], lists[1]).value, example["tau"].number)
    }
  }

  @Test func saysWhyThereIsNone() {
    #expect(kendallTau([], []) == .undefined(.tooFewRows))
    #expect(kendallTau([1], [1]) == .undefined(.tooFewRows))
    #expect(kendallTau([1, 1], [1, 2]) == .undefined(.oneValueOnly))
    #expect(kendallTau([1, 2], [2, 2]) == .undefined(.oneValueOnly))
    #expect(kendallTau([1, 2, 3], [1, 2, 3]) == .value(1))
    #expect(kendallTau([1, 2, 3], [3, 2, 1]) == .value(-1))
  }

  @Test(arguments: UInt64(1)...60) func agreesWithCountingAllPairs(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let n = Int.random(in: 0...40, using: &random)
    let (first, second) = (
      (0..<n).map { _ in Int.random(in: 0...9, using: &random) },
      (0..<n).map { _ in Int.random(in: 0...9, using: &random) }
    )
    var (sum, left, right) = (0, 0, 0)
    for (one, other) in pairs(of: n) {
      let (a, b) = ((first[one] - first[other]).signum(), (second[one] - second[other]).signum())
      sum += a * b
      left += a * a
      right += b * b
    }
    let product = Double(left) * Double(right)
    expectClose(kendallTau(first, second).value, product > 0 ? Double(sum) / product.squareRoot() : nil)
  }
}

@Suite struct RankingSensitivityTests {
  @Test func agreesWithNumPyAndSciPy() throws {
    let cases = try Reference(file: "sources/reference.json")["sensitivities"].list
    #expect(cases.count == 3)
    for example in cases {
      let table = criteria(example["table"].list.map { $0.list.map(\.number) })
      let weights = zip(table.columns, example["weights"].list).map { KeyWeight($0, $1.number ?? -1) }
      let result = try RankingSensitivity.run(
        table, weights: weights, SensitivityParameters(top: example["top"].number.map { Int($0) }))
      let all = result.scenarios + [result.equalWeights]
      try #require(all.count == example["scenarios"].list.count)
      for (scenario, wanted) in zip(all, example["scenarios"].list) {
        expectClose(scenario.change?.factor, wanted["factor"].number)
        expectClose(scenario.tau.value, wanted["tau"].number)
        expectClose(scenario.kept.share.value, wanted["kept"].number)
      }
      expectClose(result.leastTau.value, result.scenarios.compactMap(\.tau.value).min())
    }
  }

  /// Two criteria that pull apart: a tenth more for the second turns the ranking over.
  @Test func saysWhichWeightTurnsARankingOver() throws {
    let result = try RankingSensitivity.run(
      criteria([[5, 1], [1, 5.2], [1, 1]]), weights: [KeyWeight("c0", 52), KeyWeight("c1", 48)],
      SensitivityParameters(top: 1))
    #expect(result.top == ["r0"])
    #expect(!result.isFirm && result.basis.warnings.map(\.code) == ["ranking-not-firm"])
    #expect(result.scenarios.map(\.change?.key) == ["c0", "c0", "c1", "c1"])
    #expect(result.scenarios.map(\.left) == [["r0"], [], [], ["r0"]])
    #expect(result.scenarios.map(\.joined) == [["r1"], [], [], ["r1"]])
    expectClose(result.scenarios[3].change?.weight, 0.48 * 1.2 / (0.52 + 0.48 * 1.2))
    expectClose(result.scenarios[3].tau.value, 1.0 / 3)
    #expect(result.leastKept == .value(0))
    #expect(
      result.items == [
        RankSpan(id: "r0", rank: 1, best: 1, worst: 2), RankSpan(id: "r1", rank: 2, best: 1, worst: 2),
        RankSpan(id: "r2", rank: 3, best: 3, worst: 3),
      ])
    // A smaller change leaves it as it is.
    let firm = try RankingSensitivity.run(
      criteria([[5, 1], [1, 5.2], [1, 1]]), weights: [KeyWeight("c0", 52), KeyWeight("c1", 48)],
      SensitivityParameters(change: 0.01, top: 1))
    #expect(firm.isFirm && firm.leastTau == .value(1) && firm.basis.warnings.isEmpty)
  }

  @Test func servesTheScoringOfSources() throws {
    let rows: [[Double?]] = [[4.7, 4.3, 3.75], [3.3, 4.7, 4], [4.3, 1.7, 2.75], [nil, 1, 1]]
    let input = SourceInput(
      ratings: Ratings(units: ["S1", "S2", "S3", "S4"], columns: ["v", "w", "a"], rows: rows),
      dimensions: [.value, .willingness, .absorption])
    let weights = [KeyWeight("value", 5), KeyWeight("willingness", 2), KeyWeight("absorption", 3)]
    let result = try SourceScoring.sensitivity(input, SourceParameters(weights: weights))
    #expect(result.items.map(\.id) == ["S1", "S2", "S3"] && result.basis.missing == 1)
    // The same as of the plain table.
    let plain = try RankingSensitivity.run(
      Ratings(units: ["S1", "S2", "S3"], columns: weights.map(\.key), rows: Array(rows.prefix(3))),
      weights: weights)
    #expect(result.items == plain.items)
    #expect(result.scenarios.map(\.tau) == plain.scenarios.map(\.tau))
    #expect(result.equalWeights == plain.equalWeights)
  }

  @Test func servesTheGapAnalysis() throws {
    let input = GapInput(
      axes: [
        Axis("class", keys: ["about", "from"], weights: [KeyWeight("about", 1), KeyWeight("from", 1.1)]),
        Axis(
          "stage", keys: ["acquire", "apply"], weights: [KeyWeight("acquire", 1), KeyWeight("apply", 0)]),
        Axis("group", keys: ["all"]),
      ],
      cells: [
        GapCell(id: "1", keys: ["about", "acquire", "all"], current: 1, ideal: 4),
        GapCell(id: "2", keys: ["from", "acquire", "all"], current: 2, ideal: 5),
        GapCell(id: "3", keys: ["from", "apply", "all"], current: nil, ideal: 3),
        GapCell(id: "4", keys: ["about", "apply", "all"], current: 3, ideal: 3),
      ])
    let result = try GapAnalysis.sensitivity(input, GapParameters(minimum: 0, maximum: 5))
    #expect(result.items.map(\.id) == ["2", "1"])
    #expect(result.basis.n == 2 && result.basis.missing == 1 && result.basis.notApplicable == 1)
    // Neither a weight that is alone on its axis nor one of nothing can be changed.
    #expect(result.scenarios.map { $0.change?.axis ?? "" } == Array(repeating: "class", count: 4))
    // The start is the ranking of the analysis itself.
    let gaps = try GapAnalysis.run(input, GapParameters(minimum: 0, maximum: 5)).cells.filter {
      $0.status == .gap
    }
    #expect(gaps.map(\.id) == result.items.map(\.id))
    #expect(gaps.compactMap { $0.score?.rank } == result.items.map(\.rank))
  }

  @Test func countsEqualsWithinTheTop() throws {
    let result = try RankingSensitivity.run(criteria([[2, 2], [2, 2], [1, 1]]), weights: nil)
    #expect(result.top == ["r0", "r1"] && result.isFirm)
    #expect(result.basis.parameters.contains(NamedValue("top", "1")))
    let same = try RankingSensitivity.run(criteria([[2, 2], [2, 2]]), weights: nil)
    #expect(same.leastTau == .undefined(.oneValueOnly) && same.leastKept == .value(1))
  }

  @Test func saysWhenThereIsNothingToChange() throws {
    let one = try RankingSensitivity.run(criteria([[2], [1]]), weights: nil)
    #expect(one.scenarios.isEmpty && one.leastTau == .undefined(.noWeightToChange))
    #expect(one.leastKept == .undefined(.noWeightToChange))
    let all = try RankingSensitivity.run(
      criteria([[2, 1], [1, 3]]), weights: nil, SensitivityParameters(top: 2))
    #expect(all.basis.warnings.map(\.code) == ["everything-is-top"])
    let nothing = try RankingSensitivity.run(criteria([], 2), weights: nil)
    #expect(nothing.items.isEmpty && nothing.leastTau == .undefined(.tooFewRows) && nothing.top.isEmpty)
    let gaps = try RankingSensitivity.run(criteria([[2, 1], [nil, 3], [1, 1]]), weights: nil)
    #expect(gaps.basis.n == 2 && gaps.basis.missing == 1)
  }

  @Test func tellsEveryFaultAtOnce() {
    let axis = Axis("x", keys: ["a", "b"], weights: [KeyWeight("a", -1)])
    let found = faults {
      try RankingSensitivity.run(
        ids: ["1", "1"], axes: [axis], SensitivityParameters(change: 0, top: 0), scores: { _ in [1, 2] })
    }
    #expect(
      found.map(\.field) == ["change", "top", "id", "weights.x.a", "weights.x.b", "weights.x"])
    let even = Axis("x", keys: ["a", "b"])
    #expect(
      faults { try RankingSensitivity.run(ids: ["1", "2"], axes: [even], scores: { _ in [1] }) }.map(\.field)
        == ["scores"])
    #expect(
      faults { try RankingSensitivity.run(ids: ["1", "2"], axes: [even], scores: { _ in [1, .nan] }) }.map(
        \.row)
        == ["2"])
    let wide = Axis("x", keys: (0..<3000).map(String.init))
    let ids = (0..<3000).map(String.init)
    #expect(
      faults { try RankingSensitivity.run(ids: ids, axes: [wide], scores: { _ in ids.map { _ in 1 } }) }
        .map(\.description) == [
          "`items` is 3000 under 3000 weights, but at most 10000000 scores in all is expected"
        ])
  }

  @Test(arguments: UInt64(1)...30) func keepsItsPromisesOnRandomTables(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 2...6, using: &random)
    let rows: [[Double?]] = (0..<Int.random(in: 2...30, using: &random)).map { _ in
      (0..<count).map { _ in Double(Int.random(in: 1...5, using: &random)) }
    }
    let weights = (0..<count).map { KeyWeight("c\($0)", Double(Int.random(in: 1...8, using: &random))) }
    let result = try RankingSensitivity.run(criteria(rows), weights: weights)
    #expect(result.scenarios.count == 2 * count)
    for scenario in result.scenarios {
      #expect((-1...1).contains(scenario.tau.value ?? 0))
      #expect(scenario.kept.count + scenario.left.count == scenario.kept.total)
      #expect(scenario.kept.total == result.top.count)
    }
    for item in result.items { #expect(item.best <= item.rank && item.rank <= item.worst) }
    #expect(result.isFirm == result.scenarios.allSatisfy { $0.left.isEmpty && $0.joined.isEmpty })
    // In another order of the rows, and with the weights in other units, the same comes out.
    let order = rows.indices.shuffled(using: &random)
    let again = try RankingSensitivity.run(
      Ratings(
        units: order.map { "r\($0)" }, columns: (0..<count).map { "c\($0)" }, rows: order.map { rows[$0] }),
      weights: weights.map { KeyWeight($0.key, $0.weight * 4) })
    #expect(again.items == result.items && again.scenarios == result.scenarios)
    #expect(again.equalWeights == result.equalWeights)
  }
}
