/// How far several raters give the same scores: the six intraclass correlations of two forms and three models.
///
/// Shrout & Fleiss 1979; intervals of absolute agreement by McGraw & Wong 1996; method catalogue, section 5.4.
public enum IntraclassCorrelation {
  public static let version = "icc/1"

  /// Which raters a coefficient speaks of; its number in Shrout & Fleiss.
  public enum Model: Int, CaseIterable, Sendable {
    /// Each target by other raters.
    case oneWay = 1
    /// All targets by the same raters, drawn from many: whether they give the same scores.
    case agreement
    /// All targets by the same raters, and no others: whether they order and space them alike.
    case consistency
  }

  public struct Coefficient: Equatable, Sendable {
    public var model: Model
    /// Of the mean of all raters; else of a single one.
    public var isOfMean: Bool
    /// `ICC(2,1)`, `ICC(2,k)`, …
    public var name: String
    /// At most 1; can be negative.
    public var value: Figure
    public var interval: Interval
  }

  /// Mean squares between targets, between raters, of what is left, and within targets.
  public struct MeanSquares: Equatable, Sendable {
    public var targets: Double
    public var raters: Double
    public var rest: Double
    public var within: Double
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// All six: models one to three, each of a single rater and of the mean.
    public var coefficients: [Coefficient]
    public var meanSquares: MeanSquares
    /// What each rater gives in the mean, in the order of the columns.
    public var raterMeans: [Double]
    /// Whether raters differ in strictness: the ratio of mean squares, and the chance of one as large.
    public var strictness: (ratio: Figure, chance: Figure)

    public static func == (one: Outcome, other: Outcome) -> Bool {
      one.basis == other.basis && one.coefficients == other.coefficients
        && one.meanSquares == other.meanSquares
        && one.raterMeans == other.raterMeans && one.strictness == other.strictness
    }

    public subscript(model: Model, ofMean isOfMean: Bool) -> Coefficient? {
      coefficients.first { $0.model == model && $0.isOfMean == isOfMean }
    }
  }

  /// The coefficients of raters (columns) over targets (rows); rows in which a score is missing are left out and counted.
  public static func run(
    _ scores: Ratings, scale: ClosedRange<Double>? = nil, level: Double = 0.95
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    scores.check(&faults, scale: scale)
    let rows = scores.complete
    faults.require(scores.columns.count, atLeast: 2, "columns", "raters")
    faults.require(rows.count, atLeast: 2, "rows", "targets that all raters have scored")
    faults.checkLevel(level)
    try faults.throwIfAny()
    let spread = Spread(rows)
    let left = scores.leftOut(scores.isComplete)
    let coefficients = Model.allCases.flatMap { model in
      [false, true].map { spread.coefficient(model, ofMean: $0, level) }
    }
    var warnings: [Remark] = []
    if rows.count < scores.units.count { warnings.append(.rowsLeftOut(scores.units.count - rows.count)) }
    if let remark = strictness(coefficients, spread, scores.columns) { warnings.append(remark) }
    return Outcome(
      basis: Basis(
        n: rows.count, missing: left.missing, notApplicable: left.notApplicable,
        parameters: [NamedValue("raters", scores.columns.count), NamedValue("confidence", level)],
        methodVersion: version, warnings: warnings),
      coefficients: coefficients,
      meanSquares: MeanSquares(
        targets: spread.targets, raters: spread.raters, rest: spread.rest, within: spread.within),
      raterMeans: spread.raterMeans,
      strictness: spread.strictness)
  }

  /// From this difference of ICC(3,1) and ICC(2,1) on, and not by chance, strictness is told.
  static let tellingDifference = 0.1

  /// Who is strictest and who most lenient, where raters order alike but do not give the same.
  private static func strictness(
    _ coefficients: [Coefficient], _ spread: Spread, _ raters: [String]
  ) -> Remark? {
    func single(_ model: Model) -> Double? {
      coefficients.first { $0.model == model && !$0.isOfMean }?.value.value
    }
    guard let same = single(.agreement), let alike = single(.consistency), alike - same >= tellingDifference,
      let chance = spread.strictness.chance.value, chance < 0.05,
      let least = spread.raterMeans.indices.min(by: { spread.raterMeans[$0] < spread.raterMeans[$1] }),
      let most = spread.raterMeans.indices.max(by: { spread.raterMeans[$0] < spread.raterMeans[$1] })
    else { return nil }
    return .differInStrictness(
      strict: raters[least], lenient: raters[most], by: spread.raterMeans[most] - spread.raterMeans[least],
      same: same, alike: alike)
  }

  /// The analysis of variance of a table without gaps.
  private struct Spread {
    let n: Double
    let k: Double
    let targets: Double
    let raters: Double
    let rest: Double
    let within: Double
    let raterMeans: [Double]

    init(_ rows: CompleteRows) {
      (n, k) = (Double(rows.count), Double(rows.columns))
      let all = Moments(rows.values)
      let rowMeans = (0..<rows.count).map { rows.row($0).reduce(0, +) / Double(rows.columns) }
      raterMeans = rows.columnMeans
      let betweenRows = k * Moments(rowMeans).squares
      let betweenColumns = n * Moments(raterMeans).squares
      // What adding up leaves of nothing is nothing.
      let remainder = all.squares - betweenRows - betweenColumns
      let left = remainder > all.squares * 1e-14 ? remainder : 0
      targets = betweenRows / (n - 1)
      raters = betweenColumns / (k - 1)
      rest = left / ((n - 1) * (k - 1))
      within = (betweenColumns + left) / (n * (k - 1))
    }

    var strictness: (ratio: Figure, chance: Figure) {
      guard rest > 0 else { return (.undefined(.noSpreadLeft), .undefined(.noSpreadLeft)) }
      let test = FisherDistribution(degrees: (k - 1, (n - 1) * (k - 1)))
      return (.value(raters / rest), .value(test.upper(raters / rest)))
    }

    func coefficient(_ model: Model, ofMean isOfMean: Bool, _ level: Double) -> Coefficient {
      Coefficient(
        model: model, isOfMean: isOfMean, name: "ICC(\(model.rawValue),\(isOfMean ? "k" : "1"))",
        value: .ratio(above(model), of: below(model, isOfMean), otherwise: .oneValueOnly),
        interval: interval(model, isOfMean, level))
    }

    private func above(_ model: Model) -> Double { targets - (model == .oneWay ? within : rest) }

    private func below(_ model: Model, _ isOfMean: Bool) -> Double {
      switch (model, isOfMean) {
      case (.oneWay, false): targets + (k - 1) * within
      case (.agreement, false): targets + (k - 1) * rest + k * (raters - rest) / n
      case (.agreement, true): targets + (raters - rest) / n
      case (.consistency, false): targets + (k - 1) * rest
      case (.oneWay, true), (.consistency, true): targets
      }
    }

    private func interval(_ model: Model, _ isOfMean: Bool, _ level: Double) -> Interval {
      let error = model == .oneWay ? within : rest
      let single = above(model) / below(model, false)
      guard error > 0, single < 1 else { return .undefined(.noSpreadLeft, level: level) }
      let upper = 1 - (1 - level) / 2
      var (low, high) =
        model == .agreement ? agreementBounds(single, upper) : ratioBounds(model, error, upper)
      // Below its pole the formula turns round: there is no bound.
      let hasFloor = !isOfMean || 1 + (k - 1) * low > 1e-12
      if isOfMean { (low, high) = (ofMean(low), ofMean(high)) }
      return Interval(
        low: hasFloor ? .finite(low, otherwise: .noSpreadLeft) : .undefined(.noBound),
        high: .finite(high, otherwise: .noSpreadLeft),
        level: level)
    }

    /// What a coefficient of single raters becomes for the mean of all: the formula of Spearman and Brown.
    private func ofMean(_ value: Double) -> Double { k * value / (1 + (k - 1) * value) }

    private func ratioBounds(_ model: Model, _ error: Double, _ upper: Double) -> (Double, Double) {
      let (above, below) = (n - 1, model == .oneWay ? n * (k - 1) : (n - 1) * (k - 1))
      let ratio = targets / error
      let low = ratio / FisherDistribution(degrees: (above, below)).quantile(upper)
      let high = ratio * FisherDistribution(degrees: (below, above)).quantile(upper)
      return ((low - 1) / (low + k - 1), (high - 1) / (high + k - 1))
    }

    private func agreementBounds(_ single: Double, _ upper: Double) -> (Double, Double) {
      let a = k * single / (n * (1 - single))
      let b = 1 + k * single * (n - 1) / (n * (1 - single))
      let (first, second) = (a * raters, b * rest)
      // Degrees of freedom after Satterthwaite.
      let degrees =
        (first + second) * (first + second)
        / (first * first / (k - 1) + second * second / ((n - 1) * (k - 1)))
      let low = FisherDistribution(degrees: (n - 1, degrees)).quantile(upper)
      let high = FisherDistribution(degrees: (degrees, n - 1)).quantile(upper)
      let others = k * raters + (k * n - k - n) * rest
      return (
        n * (targets - low * rest) / (low * others + n * targets),
        n * (high * targets - rest) / (others + n * high * targets)
      )
    }
  }
}

extension Remark {
  static func rowsLeftOut(_ count: Int) -> Remark {
    Remark(
      "rows-left-out", english: "\(count) \(count == 1 ? "row" : "rows") with missing values left out",
      chinese: "\(count) 行因有缺失值而未计入")
  }
}

extension Remark {
  /// The code of ``differInStrictness``.
  static let strictnessCode = "raters-differ-in-strictness"

  fileprivate static func differInStrictness(
    strict: String, lenient: String, by difference: Double, same: Double, alike: Double
  ) -> Remark {
    func rounded(_ number: Double) -> String { numeral((number * 100).rounded() / 100) }
    return Remark(
      strictnessCode,
      english:
        "ICC(3,1) \(rounded(alike)) is clearly above ICC(2,1) \(rounded(same)): raters order alike, but \(strict) is stricter and gives \(rounded(difference)) less in the mean than \(lenient)",
      chinese:
        "ICC(3,1) \(rounded(alike)) 明显高于 ICC(2,1) \(rounded(same))：评分人排序相近，但 \(strict) 较严，平均比 \(lenient) 低 \(rounded(difference)) 分"
    )
  }
}
