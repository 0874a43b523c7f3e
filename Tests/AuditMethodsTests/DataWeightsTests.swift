import Glibc
import TestSupport
import Testing

@testable import AuditMethods

extension [KeyWeight] {
  fileprivate subscript(_ key: String) -> Double? { first { $0.key == key }?.weight }
}

@Suite struct EntropyWeightsTests {
  private func table(_ rows: [[Double?]], columns: [String]? = nil) -> Ratings {
    Ratings(
      units: rows.indices.map { "r\($0)" },
      columns: columns ?? (rows.first ?? []).indices.map { "c\($0)" }, rows: rows)
  }

  private func expectEntropies(_ outcome: EntropyWeights.Outcome, _ expected: [Double?]) {
    let total = expected.reduce(0) { $0 + 1 - ($1 ?? 0) }
    for (place, entropy) in expected.enumerated() {
      let criterion = outcome.criteria.first { $0.name == "c\(place)" }
      expectClose(criterion?.entropy, entropy)
      expectClose(criterion?.weight, entropy.map { (1 - $0) / total })
    }
  }

  @Test func agreesWithTheWorkedExampleOfTheCatalogue() throws {
    let outcome = try EntropyWeights.run(table([[4, 3, 5], [2, 3, 1], [5, 3, 2], [1, 3, 4]]))
    expectEntropies(
      outcome, try Reference(file: "sources/expected.json")["worked"]["entropy"]["entropy"].list.map(\.number)
    )
    #expect(outcome.criteria.map(\.name) == ["c0", "c2", "c1"])
    #expect(outcome.criteria.map(\.rank) == [1, 1, 3])
    #expect(outcome.criteria.last?.weight == 0)
    #expect(outcome.basis.warnings.map(\.code) == ["depends-on-zero"])
  }

  @Test func agreesWithEntropiesOfSciPy() throws {
    let cases = try Reference(file: "sources/reference.json")["entropies"].list
    #expect(cases.count == 4)
    for example in cases {
      let ratings = table(example["table"].list.map { $0.list.map(\.number) })
      expectEntropies(try EntropyWeights.run(ratings), example["proportions"].list.map(\.number))
      guard !example["rescaled"].isNull else { continue }
      let rescaled = try EntropyWeights.run(ratings, variant: .rescaled)
      expectEntropies(rescaled, example["rescaled"].list.map(\.number))
      #expect(rescaled.basis.warnings.isEmpty)
    }
  }

  @Test func weighsAllAlikeWhereNothingTellsApart() throws {
    for rows in [[[2, 5]], [[2, 5], [2, 5], [2, 5]], [[0, 0], [0, 0]]] as [[[Double?]]] {
      for variant in EntropyWeights.Variant.allCases {
        let outcome = try EntropyWeights.run(table(rows), variant: variant)
        #expect(outcome.weights == [KeyWeight("c0", 0.5), KeyWeight("c1", 0.5)])
        #expect(outcome.criteria.allSatisfy { $0.entropy == 1 })
        #expect(outcome.basis.warnings.map(\.code) == ["nothing-tells-apart"])
      }
    }
    let one = try EntropyWeights.run(table([[7, 0], [0, 0], [0, 0]]))
    #expect(one.criteria.map(\.entropy) == [0, 1] && one.criteria.map(\.weight) == [1, 0])
  }

  @Test func leavesOutRowsWithGaps() throws {
    let whole = try EntropyWeights.run(table([[4, 3], [2, 1]]))
    let gaps = try EntropyWeights.run(table([[4, 3], [2, 1], [nil, 5]]))
    #expect(gaps.criteria == whole.criteria)
    #expect(gaps.basis.n == 2 && gaps.basis.missing == 1)
    #expect(gaps.basis.warnings.map(\.code) == ["rows-left-out", "depends-on-zero"])
  }

  @Test func turnsColumnsRoundInWhichLessIsBetter() throws {
    let turned = try EntropyWeights.run(table([[1, 4], [3, 2], [5, 1]]), lessIsBetter: ["c0"])
    let already = try EntropyWeights.run(table([[5, 4], [3, 2], [1, 1]]))
    #expect(turned.criteria == already.criteria)
    #expect(turned.basis.parameters.contains(NamedValue("less_is_better", "c0")))
  }

  @Test func dependsOnTheZeroInOneVariantOnly() throws {
    let rows: [[Double?]] = [[1, 4, 2], [3, 2, 2], [5, 1, 3], [2, 2, 1]]
    let moved = rows.map { $0.map { $0.map { $0 + 8 } } }
    let scaled = rows.map { $0.map { $0.map { $0 * 8 } } }
    for variant in EntropyWeights.Variant.allCases {
      let first = try EntropyWeights.run(table(rows), variant: variant).criteria
      #expect(try EntropyWeights.run(table(scaled), variant: variant).criteria == first)
      let other = try EntropyWeights.run(table(moved), variant: variant).criteria
      #expect((other == first) == (variant == .rescaled))
    }
  }

  /// Where values are nearly alike, one minus the entropy would lose every digit.
  @Test func keepsItsDigitsWhereValuesAreNearlyAlike() throws {
    let outcome = try EntropyWeights.run(table([[1e6, 1e6], [1e6 + 1, 1e6 + 2], [1e6 + 2, 1e6 + 4]]))
    // For small deviations the divergence is half the variance over ln 3, so twice the deviation weighs four times as much.
    let weights = outcome.weights
    #expect(abs((weights["c1"] ?? 0) / (weights["c0"] ?? 0) - 4) < 1e-4)
    let divergence = outcome.criteria.last?.divergence ?? 0
    #expect(abs(divergence / (2.0 / 3 / 2 / 1e12 / log(3)) - 1) < 1e-4)
  }

  @Test func tellsEveryFaultAtOnce() {
    let found = faults {
      try EntropyWeights.run(table([[-1, .infinity], [2, 3]]), lessIsBetter: ["price"])
    }
    #expect(
      found.map(\.description) == [
        "row `r0`: `c0` is -1, but a number from 0 to 1e+18 is expected",
        "row `r0`: `c1` is inf, but a number from 0 to 1e+18 is expected",
        "`less_is_better` is `price`, but one of c0, c1 is expected",
      ])
    #expect(faults { try EntropyWeights.run(table([])) }.map(\.field) == ["columns", "rows"])
    #expect(faults { try EntropyWeights.run(table([[nil], [nil]])) }.map(\.field) == ["rows"])
  }

  @Test func refusesATableThatDoesNotFitItsNames() {
    for rows in [[[1]], [[1], [2], [3]], [[1], [2, 3]]] as [[[Double?]]] {
      let found = faults { try EntropyWeights.run(Ratings(units: ["a", "b"], columns: ["c"], rows: rows)) }
      #expect(found.map(\.field) == [rows.count == 2 ? "ratings" : "rows"])
    }
  }

  @Test(arguments: UInt64(1)...40) func keepsItsPromisesOnRandomTables(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 1...6, using: &random)
    let rows: [[Double?]] = (0..<Int.random(in: 1...12, using: &random)).map { _ in
      (0..<count).map { _ in Double(Int.random(in: 0...5, using: &random)) }
    }
    for variant in EntropyWeights.Variant.allCases {
      let ratings = table(rows)
      let outcome = try EntropyWeights.run(ratings, variant: variant)
      expectClose(outcome.criteria.reduce(0) { $0 + $1.weight }, 1)
      for criterion in outcome.criteria {
        #expect((0...1).contains(criterion.entropy) && (0...1).contains(criterion.weight))
      }
      let (byRow, byColumn) = (
        rows.indices.shuffled(using: &random), (0..<count).shuffled(using: &random)
      )
      let shuffled = Ratings(
        units: byRow.map { "r\($0)" }, columns: byColumn.map { "c\($0)" },
        rows: byRow.map { row in byColumn.map { rows[row][$0] } })
      #expect(try EntropyWeights.run(shuffled, variant: variant) == outcome)
    }
  }
}

@Suite struct CombinedWeightsTests {
  private static let judged = [KeyWeight("a", 6), KeyWeight("b", 3), KeyWeight("c", 1)]
  private static let rated = [KeyWeight("c", 0.5), KeyWeight("a", 0.25), KeyWeight("b", 0.25)]

  @Test func multipliesOrMixes() throws {
    let product = try CombinedWeights.run(Self.judged, Self.rated)
    #expect(product.criteria.map(\.name) == ["a", "b", "c"])
    for (criterion, weight) in zip(product.criteria, [6.0 / 11, 3.0 / 11, 2.0 / 11]) {
      expectClose(criterion.combined, weight)
    }
    let mixture = try CombinedWeights.run(Self.judged, Self.rated, rule: .mixture(0.4))
    expectClose(mixture.weights["a"], 0.4 * 0.6 + 0.6 * 0.25)
    expectClose(mixture.weights["c"], 0.4 * 0.1 + 0.6 * 0.5)
    expectClose(mixture.weights.reduce(0) { $0 + $1.weight }, 1)
    #expect(mixture.basis.parameters == [NamedValue("rule", "mixture"), NamedValue("share", "0.4")])
    let first = try CombinedWeights.run(Self.judged, Self.rated, rule: .mixture(1))
    expectClose(first.weights["b"], 0.3)
    #expect(try CombinedWeights.run(Self.judged.reversed(), Self.rated.shuffled()) == product)
    #expect(try CombinedWeights.run(Self.rated, Self.judged).weights == product.weights)
  }

  @Test func saysWhatAProductLoses() throws {
    let result = try CombinedWeights.run(
      Self.judged, [KeyWeight("a", 1), KeyWeight("b", 0), KeyWeight("c", 1)])
    #expect(result.basis.warnings.map(\.code) == ["weight-lost"])
    #expect(result.weights["b"] == 0)
  }

  @Test func tellsFaults() throws {
    let short = Array(Self.rated.dropLast())
    #expect(faults { try CombinedWeights.run(Self.judged, short) }.map(\.field) == ["weights.second.b"])
    #expect(
      faults { try CombinedWeights.run(Self.judged, Self.rated, rule: .mixture(1.5)) }.map(\.field) == [
        "share"
      ]
    )
    #expect(
      faults { try CombinedWeights.run([KeyWeight("a", 1), KeyWeight("a", 1)], [KeyWeight("a", 1)]) }
        .map(\.field) == ["weights.first.a"])
    let apart = ([KeyWeight("a", 1), KeyWeight("b", 0)], [KeyWeight("a", 0), KeyWeight("b", 1)])
    #expect(faults { try CombinedWeights.run(apart.0, apart.1) }.map(\.field) == ["weights"])
    #expect(!faults { try CombinedWeights.run([], []) }.isEmpty)
    let extra = try CombinedWeights.run(short, Self.judged)
    #expect(extra.basis.warnings.map(\.code) == ["weight-of-nothing"])
  }
}
