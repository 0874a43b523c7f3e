import TestSupport
import Testing

@testable import AuditMethods

/// The kernels of the statistics, against published values and SciPy's.
@Suite struct DistributionTests {
  private func expected() throws -> Reference { try Reference(file: "statistics/expected.json") }

  @Test func generatorDrawsWhatItsDefinitionSays() throws {
    let cases = try expected()["splitmix64"]
    #expect(cases.keys.count == 3)
    for seed in cases.keys {
      var generator = RandomGenerator(seed: try #require(UInt64(seed)))
      #expect(cases[seed].texts == cases[seed].list.map { _ in String(generator.next()) })
    }
    var generator = RandomGenerator(seed: 42)
    let indices = try expected()["splitmix64_index_seed42_n10"].list.compactMap(\.number)
    #expect(indices.count == 20)
    #expect(indices == indices.map { _ in Double(generator.index(below: 10)) })
  }

  @Test func quantilesAreLinearBetweenNeighbours() throws {
    let example = try expected()["quantile7"]
    let quantiles = Quantiles(example["values"].list.compactMap(\.number))
    #expect(example["q"].keys.count == 7)
    for share in example["q"].keys {
      expectClose(quantiles(try #require(Double(share))), example["q"][share].number)
    }
    #expect(Quantiles([])(0.5) == nil)
    #expect(Quantiles([7]).median == 7)
  }

  /// Quantiles as SciPy gives them, over shares from 1e-9 to 0.9999 and degrees of freedom from 0.5 to 20,000.
  @Test func quantilesAgreeWithSciPy() throws {
    let rows = try table("statistics/distributions.csv")
    #expect(rows.count > 700)
    for row in rows {
      let share = try #require(Double(row["share"] ?? ""))
      let quantile = try #require(Double(row["quantile"] ?? ""))
      let distribution = try #require(Self.distribution(row))
      let ours = distribution.quantile(share)
      #expect(abs(ours - quantile) <= 1e-9 * abs(quantile), "\(row): \(ours)")
      // And back: the tail at the quantile is the share.
      if quantile != 0 { expectClose(distribution.lower(ours), share, "\(row)") }
    }
  }

  private static func distribution(_ row: [String: String]) -> (any Distribution)? {
    let (a, b) = (Double(row["a"] ?? ""), Double(row["b"] ?? ""))
    switch (row["distribution"], a, b) {
    case ("normal", _, _): return NormalDistribution()
    case ("t", let a?, _): return StudentDistribution(degrees: a)
    case ("chi2", let a?, _): return ChiSquareDistribution(degrees: a)
    case ("f", let a?, let b?): return FisherDistribution(degrees: (a, b))
    default: return nil
    }
  }

  @Test func tailsAgreeWithPublishedValues() throws {
    let cases = try expected()["distributions"]
    for row in cases["f_sf"].list {
      let distribution = FisherDistribution(
        degrees: (try #require(row["df1"].number), try #require(row["df2"].number)))
      expectClose(distribution.upper(try #require(row["x"].number)), row["value"].number)
    }
    for row in cases["betainc"].list {
      let x = try #require(row["x"].number)
      let tails = incompleteBeta(
        try #require(row["a"].number), try #require(row["b"].number), x: x, y: 1 - x)
      expectClose(tails.lower, row["value"].number)
    }
    #expect(cases["f_sf"].list.count == 3 && cases["betainc"].list.count == 4)
  }
}
