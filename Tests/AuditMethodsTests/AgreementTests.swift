import TestSupport
import Testing

@testable import AuditMethods

/// Agreement of raters, against published tables and worked examples.
@Suite struct AgreementTests {
  private func expected() throws -> Reference { try Reference(file: "statistics/expected.json") }

  private static func ratings(_ rows: [[Double?]]) -> Ratings {
    Ratings(
      units: rows.indices.map { "u\($0)" }, columns: (rows.first ?? []).indices.map { "r\($0)" }, rows: rows)
  }

  /// Raters by units, as tables of raters are printed.
  private static func ratings(byRater raters: [[Double?]]) -> Ratings {
    ratings((raters.first ?? []).indices.map { unit in raters.map { $0[unit] } })
  }

  // MARK: Krippendorff

  @Test func krippendorffOfTheTablePrintedWithIt() throws {
    let example = try expected()["krippendorff_4x12"]
    let ratings = Self.ratings(byRater: example["observersByUnits"].list.map { $0.list.map(\.number) })
    for level in Krippendorff.Level.allCases {
      let outcome = try Krippendorff.run(ratings, level: level)
      expectClose(outcome.alpha.value, example["alpha"][level.rawValue].number, "\(level)")
      #expect(outcome.basis.n == 40 && outcome.basis.missing == 7 && outcome.pairableUnits == 11)
    }
  }

  @Test func krippendorffWorked() throws {
    let ratings = Self.ratings(byRater: [[1, 2, 3, 3, nil], [1, 2, 3, 2, 4], [nil, 2, 3, 3, 4]])
    #expect(try Krippendorff.run(ratings, level: .nominal).alpha == .value(0.8))
    expectClose(try Krippendorff.run(ratings, level: .ordinal).alpha.value, 0.8873957367933272)
    expectClose(try Krippendorff.run(ratings, level: .interval).alpha.value, 0.9178082191780822)
  }

  @Test func krippendorffOfNothingSaysWhy() throws {
    let alone = Self.ratings([[1, nil], [nil, 2]])
    #expect(try Krippendorff.run(alone, level: .interval).alpha == .undefined(.nothingPaired))
    let same = Self.ratings([[3, 3], [3, 3]])
    #expect(try Krippendorff.run(same, level: .ordinal).alpha == .undefined(.oneValueOnly))
    let drawn = try Krippendorff.run(same, level: .nominal, bootstrap: Bootstrap(replicates: 10, seed: 1))
    #expect(drawn.interval?.low == .undefined(.noReplicates) && drawn.interval?.dropped == 10)
  }

  /// The same by its definition: all pairs of a matrix of coincidences.
  @Test func krippendorffAgreesWithTheMatrixOfCoincidences() throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      var lot = RandomGenerator(seed: seed)
      let raters = 2 + lot.index(below: 4)
      let ratings = Self.ratings(
        (0..<(3 + lot.index(below: 12))).map { _ in
          (0..<raters).map { _ in lot.index(below: 4) == 0 ? nil : Double(lot.index(below: 5)) }
        })
      for level in Krippendorff.Level.allCases {
        expectClose(
          try Krippendorff.run(ratings, level: level).alpha.value, Self.byDefinition(ratings, level),
          "seed \(seed), \(level)")
      }
    }
  }

  private static func byDefinition(_ ratings: Ratings, _ level: Krippendorff.Level) -> Double? {
    var coincidences: [[Double]: Double] = [:]
    for unit in ratings.units.indices {
      let row = ratings.given(unit)
      guard row.count > 1 else { continue }
      for one in row.indices {
        for other in row.indices where other != one {
          coincidences[[row[one], row[other]], default: 0] += 1 / Double(row.count - 1)
        }
      }
    }
    var counts: [Double: Double] = [:]
    for (pair, count) in coincidences { counts[pair[0], default: 0] += count }
    let n = counts.values.reduce(0, +)
    func distance(_ c: Double, _ k: Double) -> Double {
      guard c != k else { return 0 }
      switch level {
      case .nominal: return 1
      case .interval: return (c - k) * (c - k)
      case .ratio: return (c - k) * (c - k) / ((c + k) * (c + k))
      case .ordinal:
        let between = counts.filter { min(c, k)...max(c, k) ~= $0.key }.values.reduce(0, +)
        let ranks = between - ((counts[c] ?? 0) + (counts[k] ?? 0)) / 2
        return ranks * ranks
      }
    }
    var (seen, chance) = (0.0, 0.0)
    for c in counts.keys {
      for k in counts.keys {
        seen += (coincidences[[c, k]] ?? 0) * distance(c, k)
        chance += (counts[c] ?? 0) * (counts[k] ?? 0) * distance(c, k)
      }
    }
    return chance > 0 ? 1 - (n - 1) * seen / chance : nil
  }

  @Test func krippendorffIsBlindToOrderAndToTheUnitOfItsScale() throws {
    let example = try expected()["krippendorff_4x12"]
    let raters = example["observersByUnits"].list.map { $0.list.map(\.number) }
    let other = Self.ratings(byRater: raters.reversed().map { $0.reversed() })
    let moved = Self.ratings(byRater: raters.map { $0.map { $0.map { 10 * $0 - 3 } } })
    for level in Krippendorff.Level.allCases {
      let alpha = try Krippendorff.run(Self.ratings(byRater: raters), level: level).alpha.value
      expectClose(try Krippendorff.run(other, level: level).alpha.value, alpha)
      guard level != .ratio else { continue }
      expectClose(try Krippendorff.run(moved, level: level).alpha.value, alpha)
    }
  }

  @Test func krippendorffRefusesWhatItCannotUse() {
    let wrong = Ratings(
      units: ["a", "a"], columns: ["r", "s"], rows: [[1, 9], [-.infinity, 2, 3]])
    let found = faults { try Krippendorff.run(wrong, level: .interval, scale: 1...5) }
    #expect(
      found.map(\.description) == [
        "row `a`: `id` is used twice, but a name that no other row has is expected",
        "row `a`: `ratings` is of another length, but 2 values is expected",
        "row `a`: `s` is 9, but a number from 1 to 5 is expected",
        "row `a`: `r` is -inf, but a number from 1 to 5 is expected",
      ])
  }

  // MARK: Kappa

  private static func pairs(_ a: [Int], _ b: [Int]) -> [(id: String, first: String?, second: String?)] {
    a.indices.map { ("\($0)", "\(a[$0])", "\(b[$0])") }
  }

  @Test func cohenWorked() throws {
    let pairs = Self.pairs([1, 1, 2, 2, 3, 3, 3, 1], [1, 2, 2, 2, 3, 3, 2, 1])
    let expected: [Kappa.Weighting: Double] = [
      .none: 0.6363636363636364, .linear: 0.7142857142857143, .quadratic: 0.8,
    ]
    for weighting in Kappa.Weighting.allCases {
      let outcome = try Kappa.cohen(pairs, categories: ["1", "2", "3"], weighting: weighting)
      expectClose(outcome.kappa.value, expected[weighting])
    }
  }

  @Test func cohenOfATableWithItsInterval() throws {
    let example = try expected()["cohen_3x3"]
    var pairs: [(id: String, first: String?, second: String?)] = []
    for (row, counts) in example["table"].list.enumerated() {
      for (column, count) in counts.list.enumerated() {
        for _ in 0..<Int(count.number ?? 0) { pairs.append(("\(pairs.count)", "\(row)", "\(column)")) }
      }
    }
    let plain = try Kappa.cohen(pairs, categories: ["0", "1", "2"])
    expectClose(plain.kappa.value, example["unweighted"].number)
    let interval = example["unweightedCI95"].list.compactMap(\.number)
    expectClose(plain.interval?.low.value, interval.first)
    expectClose(plain.interval?.high.value, interval.last)
    expectClose(
      try Kappa.cohen(pairs, categories: ["0", "1", "2"], weighting: .linear).kappa.value,
      example["linear"].number)
    expectClose(
      try Kappa.cohen(pairs, categories: ["0", "1", "2"], weighting: .quadratic).kappa.value,
      example["quadratic"].number)
  }

  @Test func cohenWithoutVariationIsNoNumber() throws {
    let same = try Kappa.cohen(Self.pairs([1, 1], [1, 1]), categories: ["1", "2"])
    #expect(same.kappa == .undefined(.oneValueOnly) && same.observed == .value(1))
    let nothing = try Kappa.cohen([("a", nil, "1")], categories: ["1"])
    #expect(nothing.kappa == .undefined(.nothingPaired) && nothing.basis.missing == 1)
    let unknown = faults { try Kappa.cohen([("a", "x", "1")], categories: ["1", "2"]) }
    #expect(unknown.map(\.description) == ["row `a`: `first` is `x`, but one of 1, 2 is expected"])
  }

  @Test func fleissOfTheTablePrintedWithIt() throws {
    let example = try expected()["fleiss_10x14"]
    let items = example["counts"].list.enumerated().map { place, row in
      (id: "\(place)", counts: row.list.map { Int($0.number ?? -1) })
    }
    let outcome = try Kappa.fleiss(items, categories: ["1", "2", "3", "4", "5"])
    expectClose(outcome.kappa.value, example["kappa"].number)
    let uneven = faults { try Kappa.fleiss([("a", [2, 1]), ("b", [1, 1])], categories: ["x", "y"]) }
    #expect(uneven.count == 1 && uneven.first?.row == "b")
  }

  // MARK: Scores

  @Test func intraclassCorrelationsOfTheTablePrintedWithThem() throws {
    let example = try expected()["icc_shrout_fleiss_1979"]
    let outcome = try IntraclassCorrelation.run(
      Self.ratings(example["matrix"].list.map { $0.list.map(\.number) }))
    #expect(outcome.coefficients.count == 6)
    for coefficient in outcome.coefficients {
      expectClose(coefficient.value.value, example["result"][coefficient.name].number, "\(coefficient.name)")
    }
    // Of single raters as published, to two digits there; all digits from SciPy's distribution.
    let intervals: [(IntraclassCorrelation.Model, Bool, Double, Double)] = [
      (.oneWay, false, -0.13293232487475096, 0.7225600623281211),
      (.oneWay, true, -0.8844421552381196, 0.9124154203407755),
      (.agreement, false, 0.018786513374711957, 0.761084369648953),
      (.agreement, true, 0.07113681530250315, 0.927232040167722),
      (.consistency, false, 0.34246476503392614, 0.9458582599553597),
      (.consistency, true, 0.6756747138163055, 0.9858916781690623),
    ]
    for (model, isOfMean, low, high) in intervals {
      expectClose(outcome[model, ofMean: isOfMean]?.interval.low.value, low, "\(model) \(isOfMean)")
      expectClose(outcome[model, ofMean: isOfMean]?.interval.high.value, high, "\(model) \(isOfMean)")
    }
    expectClose(outcome.strictness.ratio.value, example["result"]["F_raters"].number)
    expectClose(outcome.meanSquares.targets, example["result"]["MSR"].number)
  }

  @Test func intraclassCorrelationsOfRatersWhoAgreeHaveNoInterval() throws {
    let same = try IntraclassCorrelation.run(Self.ratings([[1, 1], [2, 2], [5, 5], [nil, 2]]))
    #expect(same[.agreement, ofMean: false]?.value == .value(1))
    #expect(same[.agreement, ofMean: false]?.interval.low == .undefined(.noSpreadLeft))
    #expect(same.basis.missing == 1 && same.basis.warnings.map(\.code) == ["rows-left-out"])
    // The bound of single raters lies below the pole of the formula for their mean.
    let open = try IntraclassCorrelation.run(Self.ratings([[5, 2, 3], [2, 3, 1], [3, 4, 4]]))
    #expect(open[.agreement, ofMean: true]?.interval.low == .undefined(.noBound))
    #expect(open[.agreement, ofMean: true]?.interval.high.value != nil)
    let flat = try IntraclassCorrelation.run(Self.ratings([[2, 2], [2, 2]]))
    #expect(flat.coefficients.allSatisfy { $0.value == .undefined(.oneValueOnly) })
  }

  @Test func concordanceWorked() throws {
    let worked = try Concordance.run(Self.ratings([[4, 4, 5], [2, 3, 3], [5, 5, 5], [1, 2, 1]]))
    expectClose(worked.coefficient.value, 0.9770114942528736)
    let table = try expected()["icc_shrout_fleiss_1979"]["matrix"].list.map { $0.list.map(\.number) }
    let outcome = try Concordance.run(Self.ratings(table))
    expectClose(outcome.coefficient.value, try expected()["kendall_w_same_table"].number)
    expectClose(outcome.test.chance.value, 0.003289509243680281)
    #expect(try Concordance.run(Self.ratings([[1, 1], [1, 1]])).coefficient == .undefined(.oneValueOnly))
  }
}
