import Glibc

/// Weights from the ratings themselves: a criterion on which all are alike cannot tell them apart and weighs nothing.
///
/// Shannon's entropy of each column, read as shares of its sum; the weight is what it falls short of 1. Method catalogue,
/// section 3.
public enum EntropyWeights {
  public static let version = "entropy-weights/1"

  /// How ratings become shares. The two give different weights, so a report names the one that was used.
  public enum Variant: String, CaseIterable, Sendable {
    /// Each value over the sum of its column. Another zero of the scale gives other weights.
    case proportions
    /// Each column is first stretched to reach from 0 to 1. Its smallest value then counts for nothing.
    case rescaled
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// By weight, the largest first, equals by name.
    public var criteria: [CriterionEntropy]

    public var weights: [KeyWeight] { criteria.map { KeyWeight($0.name, $0.weight) } }
  }

  /// The weights of criteria (columns, at least one) over what is rated (rows), values from 0 to 10¹⁸.
  ///
  /// Rows in which a value is missing are left out and counted. Columns in `lessIsBetter` are turned round between their
  /// own smallest and largest value before anything else. Where nothing varies, or there is one row only, all criteria
  /// weigh the same, and a warning says so.
  public static func run(
    _ ratings: Ratings, variant: Variant = .proportions, lessIsBetter: [String] = []
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    ratings.check(&faults, scale: 0...1e18)
    faults.require(ratings.columns.count, atLeast: 1, "columns", "criterion")
    for name in lessIsBetter where !ratings.columns.contains(name) {
      faults.add(
        nil, "less_is_better", found: "`\(name)`",
        expected: "one of \(ratings.columns.joined(separator: ", "))")
    }
    let rows = ratings.complete
    faults.require(rows.count, atLeast: 1, "rows", "row in which nothing is missing")
    try faults.throwIfAny()

    let divergences = ratings.columns.indices.map { place in
      let column = rows.column(place)
      return divergence(column, variant, isTurned: lessIsBetter.contains(ratings.columns[place]))
    }
    let total = orderFreeSum(divergences)
    let weights = divergences.map { total > 0 ? $0 / total : 1 / Double(divergences.count) }
    let ranks = competitionRanks(weights)
    let order = ranks.indices.sorted {
      ranks[$0] != ranks[$1] ? ranks[$0] < ranks[$1] : precedes(ratings.columns[$0], ratings.columns[$1])
    }
    let left = ratings.leftOut(ratings.isComplete)
    var warnings: [Remark] =
      rows.count < ratings.units.count ? [.rowsLeftOut(ratings.units.count - rows.count)] : []
    if total == 0 {
      warnings.append(.nothingTellsApart)
    } else if variant == .proportions {
      warnings.append(.dependsOnZero)
    }
    return Outcome(
      basis: Basis(
        n: rows.count, missing: left.missing, notApplicable: left.notApplicable,
        parameters: [
          NamedValue("variant", variant.rawValue),
          NamedValue(
            "less_is_better",
            lessIsBetter.isEmpty ? "none" : lessIsBetter.inByteOrder().joined(separator: ", ")),
        ], methodVersion: version, warnings: warnings),
      criteria: order.map {
        CriterionEntropy(
          name: ratings.columns[$0], entropy: 1 - divergences[$0], divergence: divergences[$0],
          weight: weights[$0], rank: ranks[$0])
      })
  }

  /// How far the entropy of a column falls short of 1: as a sum of deviances from the mean, which loses no digits where
  /// the values are nearly alike.
  private static func divergence(_ column: [Double], _ variant: Variant, isTurned: Bool) -> Double {
    guard column.count > 1, let low = column.min(), let high = column.max(), high - low > high * tieTolerance
    else { return 0 }
    let values = column.map { value in
      let turned = isTurned ? high - (value - low) : value
      return variant == .rescaled ? (turned - low) / (high - low) : turned
    }
    let sum = orderFreeSum(values)
    let mean = sum / Double(values.count)
    let parts = values.map { $0 > 0 ? deviance($0, mean) : mean }
    return min(1, orderFreeSum(parts) / (sum * log(Double(values.count))))
  }
}

/// One criterion with what its column tells.
public struct CriterionEntropy: Equatable, Sendable {
  public var name: String
  /// From 0, where one row holds everything, to 1, where all rows are alike.
  public var entropy: Double
  /// 1 − entropy.
  public var divergence: Double
  /// The part of all divergence; all weights together are 1.
  public var weight: Double
  /// Competition rank by weight: 1, 2, 2, 4.
  public var rank: Int
}

extension Remark {
  fileprivate static var nothingTellsApart: Remark {
    Remark(
      "nothing-tells-apart", english: "no criterion tells the rows apart, so all weigh the same",
      chinese: "没有任何指标能区分各行，故取等权")
  }

  fileprivate static var dependsOnZero: Remark {
    Remark(
      "depends-on-zero",
      english:
        "the weights depend on where the scale has its zero: a constant added to all ratings changes them",
      chinese: "权重取决于量表零点的位置：所有评分加上同一常数后权重会改变")
  }
}
