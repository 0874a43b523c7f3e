import Glibc
import TestSupport
import Testing

@testable import AuditMethods

private func judgement(
  _ rows: [[Double?]], _ criteria: [String]? = nil, by judge: String = "J"
) -> PairwiseJudgement {
  PairwiseJudgement(
    judge: judge, criteria: criteria ?? rows.indices.map { String(UnicodeScalar(UInt8(97 + $0))) },
    entries: rows)
}

private func matrix(_ reference: Reference) -> [[Double?]] { reference.list.map { $0.list.map(\.number) } }

extension [KeyWeight] {
  fileprivate subscript(_ key: String) -> Double? { first { $0.key == key }?.weight }
}

/// A matrix of whole steps drawn at random, with nothing in its lower half.
private func randomHalf(_ n: Int, largest: Int, _ random: inout SplitMix64) -> [[Double?]] {
  var rows = [[Double?]](repeating: Array(repeating: nil, count: n), count: n)
  for (row, column) in pairs(of: n) {
    let step = Double(Int.random(in: 1...largest, using: &random))
    rows[row][column] = Bool.random(using: &random) ? step : 1 / step
  }
  return rows
}

@Suite struct AnalyticHierarchyTests {
  private static let worked: [[Double?]] = [[1, 3, 2], [1.0 / 3, 1, 0.5], [0.5, 2, 1]]
  private static let contradicting: [[Double?]] = [[1, 5, 1.0 / 3], [0.2, 1, 4], [3, 0.25, 1]]

  private func expectSame(_ result: HierarchyResult, _ expected: Reference) {
    for (place, name) in ["a", "b", "c"].enumerated() {
      let criterion = result.criteria.first { $0.name == name }
      expectClose(criterion?.weight, expected["weights"].list[place].number)
      expectClose(criterion?.geometricWeight, expected["geometricMeanWeights"].list[place].number)
    }
    expectClose(result.consistency.lambdaMax, expected["lambdaMax"].number)
    // The index is the small difference of two large numbers.
    #expect(abs(result.consistency.index - (expected["CI"].number ?? .nan)) < 1e-12)
    #expect(abs(result.consistency.ratio - (expected["CR"].number ?? .nan)) < 1e-12)
    #expect(result.consistency.randomIndex == expected["RI"].number)
    expectClose(result.consistency.geometricIndex.value, expected["GCI"].number)
  }

  @Test func agreesWithTheWorkedExamplesOfTheCatalogue() throws {
    let expected = try Reference(file: "sources/expected.json")["worked"]
    let good = try AnalyticHierarchy.run([judgement(Self.worked)])
    expectSame(good, expected["ahp"])
    #expect(good.verdict == .accepted && good.basis.warnings.isEmpty)
    #expect(good.criteria.map(\.name) == ["a", "c", "b"] && good.criteria.map(\.rank) == [1, 2, 3])
    let bad = try AnalyticHierarchy.run([judgement(Self.contradicting)])
    expectSame(bad, expected["ahpBad"])
    #expect(bad.verdict == .refused && bad.weights == nil)
    #expect(bad.basis.warnings.map(\.code) == ["inconsistent-comparisons"])
  }

  @Test func agreesWithEigenvectorsOfNumPy() throws {
    let cases = try Reference(file: "sources/reference.json")["hierarchies"].list
    #expect(cases.map { $0["weights"].list.count } == Array(2...15))
    for example in cases {
      let names = example["weights"].list.indices.map { "c\(10 + $0)" }
      for table in RandomIndex.allCases {
        let result = try AnalyticHierarchy.run(
          [judgement(matrix(example["matrix"]), names)], HierarchyParameters(randomIndex: table))
        for criterion in result.criteria {
          let place = names.firstIndex(of: criterion.name) ?? 0
          expectClose(criterion.weight, example["weights"].list[place].number)
          expectClose(criterion.geometricWeight, example["geometric"].list[place].number)
        }
        expectClose(result.consistency.lambdaMax, example["lambda"].number)
        let n = Double(names.count)
        let index = n > 2 ? ((example["lambda"].number ?? 0) - n) / (n - 1) : 0
        #expect(abs(result.consistency.index - index) < 1e-12)
        if n > 2 {
          expectClose(result.consistency.ratio, result.consistency.index / table.value(names.count))
        }
        if let deviation = example["deviation"].number, deviation > 1e-9 {
          expectClose(result.comparisons.first?.deviation, deviation)
        }
      }
    }
  }

  @Test func joinsSeveralJudgesByGeometricMeans() throws {
    let group = try Reference(file: "sources/reference.json")["group"]
    let judges = group["judges"].list.enumerated().map { judgement(matrix($1), by: "J\($0)") }
    let result = try AnalyticHierarchy.run(judges)
    for (place, weight) in group["mean"]["weights"].list.enumerated() {
      let name = String(UnicodeScalar(UInt8(97 + place)))
      expectClose(result.criteria.first { $0.name == name }?.weight, weight.number)
    }
    expectClose(result.consistency.lambdaMax, group["mean"]["lambda"].number)
    #expect(result.judges.map(\.judge) == ["J0", "J1", "J2", "J3"])
    #expect(result.basis.n == 40 && result.basis.missing == 0)
    // Each judge alone is the same as a group of one.
    for (judge, alone) in zip(judges, result.judges) {
      let own = try AnalyticHierarchy.run([judge])
      #expect(own.consistency == alone.consistency)
      #expect(own.mostInconsistent == alone.mostInconsistent)
    }
  }

  @Test func takesOneHalfAndDerivesTheOther() throws {
    let whole = try AnalyticHierarchy.run([judgement(Self.worked)])
    let upper = try AnalyticHierarchy.run([judgement([[nil, 3, 2], [nil, nil, 0.5], [nil, nil, nil]])])
    let mixed = try AnalyticHierarchy.run([judgement([[1, nil, 2], [1.0 / 3, 1, nil], [nil, 2, 1]])])
    #expect(upper == whole)
    #expect(mixed == whole)
  }

  @Test func leavesOutPairsThatAJudgeDidNotCompare() throws {
    let silent = judgement([[1, nil, 2], [nil, 1, nil], [nil, nil, 1]], by: "K")
    let result = try AnalyticHierarchy.run([judgement(Self.worked), silent])
    #expect(result.basis.n == 4 && result.basis.missing == 2)
    #expect(result.basis.warnings.map(\.code) == ["not-compared"])
    #expect(result.judges[1].compared == 1)
    #expect(result.judges[1].weights == nil && result.judges[1].consistency == nil)
    #expect(result.criteria == (try AnalyticHierarchy.run([judgement(Self.worked)])).criteria)
    #expect(faults { try AnalyticHierarchy.run([silent]) }.map(\.field) == ["a/b", "b/c"])
    #expect(faults { try AnalyticHierarchy.run([silent]) }.map(\.row) == ["K", "K"])
    let other = judgement([[1, nil, 3], [nil, 1, nil], [nil, nil, 1]], by: "L")
    #expect(faults { try AnalyticHierarchy.run([silent, other]) }.map(\.row) == [nil, nil])
  }

  @Test func showsTheComparisonThatFitsLeast() throws {
    // a is 2 b and b is 3 c, so a should be 6 c and not as important as c.
    let result = try AnalyticHierarchy.run([judgement([[1, 2, 1], [nil, 1, 3], [nil, nil, 1]])])
    let worst = try #require(result.mostInconsistent)
    #expect(result.comparisons.count == 3)
    #expect(result.comparisons.first == worst.comparison)
    // With three criteria each pair is off by the same third of ln 6, and the first by name is shown.
    expectClose(worst.comparison.deviation, log(6) / 3)
    #expect((worst.comparison.first, worst.comparison.second) == ("a", "b"))
    #expect(worst.ratioIfMended < result.consistency.ratio)
    let four = try AnalyticHierarchy.run([
      judgement([[1, 2, 4, 8], [nil, 1, 2, 4], [nil, nil, 1, 0.25], [nil, nil, nil, 1]])
    ])
    let odd = try #require(four.mostInconsistent?.comparison)
    #expect((odd.first, odd.second, odd.given) == ("d", "c", 4))
    #expect(odd.implied < odd.given && odd.implied > 0.5)
    #expect(
      try AnalyticHierarchy.run([judgement([[1, 2, 4], [nil, 1, 2], [nil, nil, 1]])]).mostInconsistent == nil)
  }

  @Test func weighsOneAndTwoCriteriaWithoutContradiction() throws {
    let one = try AnalyticHierarchy.run([judgement([[nil]])])
    #expect(one.weights == [KeyWeight("a", 1)] && one.consistency.ratio == 0 && one.comparisons.isEmpty)
    let two = try AnalyticHierarchy.run([judgement([[1, 4], [nil, 1]])])
    expectClose(two.weights?["a"], 0.8)
    #expect(two.consistency.ratio == 0 && two.verdict == .accepted)
    #expect(two.consistency.geometricIndex == .undefined(.tooFewRows))
  }

  @Test func judgesTheRatioByTheLimits() throws {
    let parameters = HierarchyParameters()
    #expect(
      [0.0999, 0.1, 0.15, 0.2, 0.2001].map(parameters.verdict) == [
        .accepted, .revise, .revise, .revise, .refused,
      ])
    let forced = try AnalyticHierarchy.run(
      [judgement(Self.contradicting)], HierarchyParameters(isForced: true))
    #expect(forced.verdict == .forced && forced.weights?.count == 3)
    #expect(forced.basis.parameters.contains(NamedValue("forced", "yes")))
    // Two judges who contradict themselves in opposite ways look consistent together.
    let turned = Self.contradicting.map { $0.map { $0.map { 1 / $0 } } }
    let hidden = try AnalyticHierarchy.run([
      judgement(Self.contradicting, by: "J"), judgement(turned, by: "K"),
    ])
    #expect(hidden.verdict == .accepted)
    #expect(hidden.basis.warnings.map(\.code) == ["judges-inconsistent"])
  }

  @Test func warnsBeyondTheUsualScale() throws {
    let result = try AnalyticHierarchy.run([judgement([[1, 12], [nil, 1]])])
    #expect(result.basis.warnings.map(\.code) == ["beyond-nine"])
  }

  /// 0.33 beside 3, and 0.14 beside 7, say the same as one half of the matrix alone.
  @Test func takesReciprocalsThatAreRounded() throws {
    let exact = try AnalyticHierarchy.run([judgement([[1, 3, nil], [nil, 1, nil], [7, 2, 1]])])
    let rounded = try AnalyticHierarchy.run([judgement([[1, 3, 0.14], [0.33, 1, 0.5], [7, 2, 1]])])
    #expect(exact.criteria == rounded.criteria && exact.consistency == rounded.consistency)
  }

  @Test func tellsEveryFaultAtOnce() {
    let found = faults {
      try AnalyticHierarchy.run(
        [
          judgement([[1, 3, 0], [0.3, 1, 200], [nil, .infinity, 2]]),
          judgement([[1, 2]], by: "K"),
        ].map { PairwiseJudgement(judge: $0.judge, criteria: ["a", "b", "c"], entries: $0.entries) })
    }
    #expect(
      found.map(\.description) == [
        "row `J`: `c/c` is 2, but 1, a criterion beside itself, is expected",
        "row `J`: `b/a` is 0.3, but 0.3333333333333333, the reciprocal of 3, or nothing is expected",
        "row `J`: `a/c` is 0, but a ratio from 1/100 to 100 is expected",
        "row `J`: `b/c` is 200, but a ratio from 1/100 to 100 is expected",
        "row `J`: `c/b` is inf, but a ratio from 1/100 to 100 is expected",
        "row `K`: `entries` is 1 rows of 2, but 3 rows of 3 entries, a row and a column for each criterion is expected",
      ])
    #expect(faults { try AnalyticHierarchy.run([]) }.map(\.field) == ["judgements"])
    let names = [[], (1...16).map(String.init), ["a", "a"], ["a", ""]]
    for criteria in names {
      let alone = PairwiseJudgement(
        judge: "J", criteria: criteria, entries: criteria.map { _ in criteria.map { _ in 1 } })
      #expect(faults { try AnalyticHierarchy.run([alone]) }.map(\.field) == ["criteria"])
    }
    let other = PairwiseJudgement(judge: "J", criteria: ["a", "d"], entries: [[1, 1], [1, 1]])
    #expect(
      faults { try AnalyticHierarchy.run([judgement([[1, 2], [nil, 1]]), other]) }.map(\.field) == [
        "id", "criteria",
      ])
    let limits = HierarchyParameters(acceptBelow: 0.3, refuseAbove: .nan)
    #expect(
      faults { try AnalyticHierarchy.run([judgement([[1]])], limits) }.map(\.field) == ["refuse_above"])
    #expect(
      faults { try AnalyticHierarchy.run([judgement([[1]])], HierarchyParameters(acceptBelow: 0.3)) }
        .map(\.field) == ["accept_below"])
  }

  @Test(arguments: UInt64(1)...40) func keepsItsPromisesOnRandomMatrices(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let n = Int.random(in: 1...15, using: &random)
    let names = (0..<n).map { "c\($0)" }
    let judges = (0..<Int.random(in: 1...4, using: &random)).map {
      PairwiseJudgement(judge: "j\($0)", criteria: names, entries: randomHalf(n, largest: 9, &random))
    }
    let result = try AnalyticHierarchy.run(judges)
    expectClose(result.criteria.reduce(0) { $0 + $1.weight }, 1)
    expectClose(result.criteria.reduce(0) { $0 + $1.geometricWeight }, 1)
    #expect(result.criteria.allSatisfy { $0.weight > 0 })
    #expect(result.consistency.lambdaMax >= Double(n) - 1e-12)
    if n <= 3 {
      for criterion in result.criteria { expectClose(criterion.geometricWeight, criterion.weight) }
    }
    // In any order of judges and criteria the same digits come out.
    let order = names.indices.shuffled(using: &random)
    let shuffled = judges.shuffled(using: &random).map { judge in
      PairwiseJudgement(
        judge: judge.judge, criteria: order.map { names[$0] },
        entries: order.map { row in order.map { judge.entries[row][$0] } })
    }
    #expect(try AnalyticHierarchy.run(shuffled) == result)
  }

  /// Cycles of the largest ratios keep the eigenvalues closest together.
  @Test func settlesOnTheWorstMatrices() throws {
    for n in [3, 6, 9, 12, 15] {
      var rows = [[Double?]](repeating: Array(repeating: nil, count: n), count: n)
      for (row, column) in pairs(of: n) {
        rows[row][column] = row / 3 == column / 3 ? (column - row == 1 ? 100 : 0.01) : 100
      }
      let result = try AnalyticHierarchy.run([judgement(rows)])
      let vector = Dictionary(uniqueKeysWithValues: result.criteria.map { ($0.name, $0.weight) })
      // A vector times the matrix is the vector times λ, in every part.
      for row in 0..<n {
        let sum = (0..<n).reduce(0.0) { sum, column in
          let entry = rows[row][column] ?? rows[column][row].map { 1 / $0 } ?? 1
          return sum + entry * (vector[String(UnicodeScalar(UInt8(97 + column)))] ?? 0)
        }
        let own = vector[String(UnicodeScalar(UInt8(97 + row)))] ?? 0
        #expect(abs(sum / own - result.consistency.lambdaMax) < 1e-11 * result.consistency.lambdaMax)
      }
    }
  }

  @Test func weighsAConsistentMatrixExactly() throws {
    var random = SplitMix64(seed: 3)
    for n in 2...15 {
      let hidden = (0..<n).map { _ in Double.random(in: 1...9, using: &random) }
      let rows = hidden.map { row in hidden.map { Optional(row / $0) } }
      let result = try AnalyticHierarchy.run([judgement(rows)])
      let sum = hidden.reduce(0, +)
      for (place, weight) in hidden.enumerated() {
        let name = String(UnicodeScalar(UInt8(97 + place)))
        expectClose(result.criteria.first { $0.name == name }?.weight, weight / sum)
      }
      #expect(abs(result.consistency.ratio) < 1e-12 && result.mostInconsistent == nil)
    }
  }
}
