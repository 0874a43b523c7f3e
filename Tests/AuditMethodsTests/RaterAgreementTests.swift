import AuditMethods
import TestSupport
import Testing

/// Method catalogue, sections 5.3 and 5.4: agreement as an audit uses it.
@Suite struct RaterAgreementTests {
  private func ratings(_ rows: [[Double?]]) -> Ratings {
    Ratings(
      units: rows.indices.map { "u\($0 + 1)" },
      columns: (rows.first ?? []).indices.map { "r\($0 + 1)" }, rows: rows)
  }

  private func outcome(
    _ rows: [[Double?]], _ coefficient: Agreement.Coefficient,
    _ change: (inout Agreement.Parameters) -> Void = { _ in }
  ) throws -> Agreement.Outcome {
    var parameters = Agreement.Parameters()
    parameters.coefficient = coefficient
    change(&parameters)
    return try Agreement.run(ratings(rows), parameters)
  }

  private let scores: [[Double?]] = [[4, 4, 5], [2, 3, 3], [5, 5, 5], [1, 2, 1]]

  /// The worked tables of the catalogue, through the one door.
  @Test func givesTheCoefficientThatWasPlanned() throws {
    let single = try outcome(scores, .icc21)
    #expect(abs(try #require(single.value.value) - 0.91429) < 5e-6)
    #expect(abs(try #require(single.interval?.low.value) - 0.62872) < 5e-6)
    #expect(abs(try #require(single.interval?.high.value) - 0.99376) < 5e-6)
    #expect(abs(try #require(outcome(scores, .icc2k).value.value) - 0.96970) < 5e-6)

    let gaps: [[Double?]] = [[1, 1, nil], [2, 2, 2], [3, 3, 3], [3, 2, 3], [nil, 4, 4]]
    for (level, alpha) in [
      (Krippendorff.Level.nominal, 0.8), (.ordinal, 0.88740), (.interval, 0.91781),
    ] {
      let found = try outcome(gaps, .krippendorff) { $0.level = level }
      #expect(abs(try #require(found.value.value) - alpha) < 5e-6)
      #expect(found.interval == nil)
    }

    let pairs: [[Double?]] = [[1, 1], [1, 2], [2, 2], [2, 2], [3, 3], [3, 3], [3, 2], [1, 1]]
    for (weighting, kappa) in [(Kappa.Weighting.none, 0.63636), (.linear, 0.71429), (.quadratic, 0.8)] {
      let found = try outcome(pairs, .cohen) { ($0.weighting, $0.scale) = (weighting, 1...3) }
      #expect(abs(try #require(found.value.value) - kappa) < 5e-6)
    }
  }

  @Test func saysWhetherTheTargetIsReached() throws {
    #expect(try outcome(scores, .icc21) { $0.target = 0.75 }.isReached == true)
    #expect(try outcome(scores, .icc21) { $0.target = 0.95 }.isReached == false)
    #expect(try outcome(scores, .icc21).isReached == nil)
    #expect(try outcome([[1, nil], [nil, 2]], .icc21) { $0.target = 0.5 }.isReached == nil)
    #expect(throws: MethodError.self) { try outcome(scores, .icc21) { $0.target = 1.5 } }
  }

  @Test(
    arguments: [
      (.icc21, [[1, 2, nil], [nil, 2, 3]], .notEveryRater), (.cohen, [[1, 2, 3]], .notTwoRaters),
      (.fleiss, [[1, 2, 3], [1, 2, nil]], .unequalRatings),
      (.krippendorff, [[1, nil], [nil, 2]], .nothingPaired),
      (.krippendorff, [[2, 2], [2, 2]], .oneValueOnly), (.icc2k, [[1], [2]], .nothingPaired),
      (.fleiss, [], .nothingPaired),
    ] as [(Agreement.Coefficient, [[Double?]], Reason)])
  func saysWhyThereIsNoValue(coefficient: Agreement.Coefficient, rows: [[Double?]], reason: Reason) throws {
    let found = try outcome(rows, coefficient)
    #expect(found.value.reason == reason)
    #expect(found.basis.n == 0 || reason == .oneValueOnly)
  }

  @Test func showsWhoIsStricterAndWhatLiesApart() throws {
    let found = try outcome([[1, 3], [2, 4], [5, 5], [4, nil]], .krippendorff)
    #expect(found.raters.map(\.n) == [4, 3])
    #expect(found.raters.map(\.mean) == [.value(3), .value(4)])
    // Means of the cells rated twice: 2, 3, 5.
    #expect(found.raters.map(\.leniency) == [.value(-2.0 / 3), .value(2.0 / 3)])
    #expect(found.units.map(\.id) == ["u1", "u2", "u3"])
    #expect(found.units.map(\.range) == [2, 2, 0])
    #expect(found.unanimous.count == 1 && found.unanimous.total == 3)
    #expect(found.basis.n == 3 && found.basis.missing == 1)
  }

  @Test func tellsWhatAnICCLeavesOut() throws {
    let found = try outcome([[1, 2, 1], [4, 5, 5], [3, 3, nil], [2, nil, nil]], .icc21)
    #expect(found.basis.n == 2 && found.basis.missing == 2)
    #expect(found.basis.warnings.map(\.code) == ["units-left-out"])
  }

  @Test func doesNotDependOnTheOrderOfRowsAndColumns() throws {
    var random = SplitMix64(seed: 12)
    for _ in 0..<60 {
      let rows = (0..<Int.random(in: 2...9, using: &random)).map { _ in
        (0..<3).map { _ in Bool.random(using: &random) ? Double(Int.random(in: 0...4, using: &random)) : nil }
      }
      let table = ratings(rows)
      let order = rows.indices.shuffled(using: &random)
      let columns = [0, 1, 2].shuffled(using: &random)
      let turned = Ratings(
        units: order.map { table.units[$0] }, columns: columns.map { table.columns[$0] },
        rows: order.map { row in columns.map { rows[row][$0] } })
      for coefficient in Agreement.Coefficient.allCases {
        var parameters = Agreement.Parameters()
        parameters.coefficient = coefficient
        let (one, other) = (try Agreement.run(table, parameters), try Agreement.run(turned, parameters))
        #expect(one.units == other.units)
        #expect(one.raters.map(\.id) == other.raters.map(\.id))
        #expect(one.value.reason == other.value.reason)
        if let first = one.value.value, let second = other.value.value {
          #expect(abs(first - second) < 1e-9)
          #expect(first <= 1 + 1e-12)
        }
      }
    }
  }
}
