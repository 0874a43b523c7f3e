/// Kendall's W: how far several raters rank the same things alike.
///
/// Kendall & Babington Smith 1939, with the correction for ties; method catalogue, section 5.4.
public enum Concordance {
  public static let version = "kendall-w/1"

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// From 0, where the rankings have nothing in common, to 1, where they are the same.
    public var coefficient: Figure
    /// χ² with `n − 1` degrees of freedom, and the chance of one as large where the rankings have nothing in common.
    public var test: (chiSquare: Figure, degrees: Int, chance: Figure)

    public static func == (one: Outcome, other: Outcome) -> Bool {
      one.basis == other.basis && one.coefficient == other.coefficient && one.test == other.test
    }
  }

  /// W of raters (columns) over targets (rows); rows in which a score is missing are left out and counted.
  public static func run(_ scores: Ratings, scale: ClosedRange<Double>? = nil) throws(MethodError) -> Outcome
  {
    var faults = FaultList()
    scores.check(&faults, scale: scale)
    let rows = scores.complete
    faults.require(scores.columns.count, atLeast: 2, "columns", "raters")
    faults.require(rows.count, atLeast: 2, "rows", "targets that all raters have scored")
    try faults.throwIfAny()
    let (n, k) = (Double(rows.count), Double(scores.columns.count))
    var sums = Array(repeating: 0.0, count: rows.count)
    var ties = 0.0
    for place in scores.columns.indices {
      let ranks = MiddleRanks(rows.column(place))
      for row in 0..<rows.count { sums[row] += ranks.means[row] }
      ties += ranks.ties
    }
    let coefficient = Figure.ratio(
      12 * Moments(sums).squares, of: k * k * (n * n * n - n) - k * ties, otherwise: .oneValueOnly)
    let chiSquare = coefficient.value.map { k * (n - 1) * $0 }
    let left = scores.leftOut(scores.isComplete)
    return Outcome(
      basis: Basis(
        n: rows.count, missing: left.missing, notApplicable: left.notApplicable,
        parameters: [NamedValue("raters", scores.columns.count)], methodVersion: version,
        warnings: rows.count < scores.units.count ? [.rowsLeftOut(scores.units.count - rows.count)] : []),
      coefficient: coefficient,
      test: (
        chiSquare.map { .value($0) } ?? .undefined(.oneValueOnly), rows.count - 1,
        chiSquare.map { .value(ChiSquareDistribution(degrees: n - 1).upper($0)) } ?? .undefined(.oneValueOnly)
      ))
  }
}

/// The ranks of numbers from the smallest up; those that are equal share the mean of their ranks.
struct MiddleRanks {
  private(set) var means: [Double]
  /// The sum of `t³ − t` over the groups of `t` equal numbers.
  private(set) var ties = 0.0

  init(_ values: [Double]) {
    means = Array(repeating: 0, count: values.count)
    let order = values.indices.sorted { values[$0] < values[$1] }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in start..<end { means[order[place]] = Double(start + 1 + end) / 2 }
      let size = Double(end - start)
      ties += size * size * size - size
      start = end
    }
  }
}
