/// One set of weights from two, such as what people judge and what the ratings tell.
///
/// Method catalogue, section 3, "Combination of both".
public enum CombinedWeights {
  public static let version = "combined-weights/1"

  public enum Rule: Equatable, Sendable {
    /// The products, divided by their sum: a criterion must weigh in both.
    case product
    /// So large a share of the first, from 0 to 1, and the rest of the second.
    case mixture(Double)
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// By combined weight, the largest first, equals by name.
    public var criteria: [CombinedWeight]

    public var weights: [KeyWeight] { criteria.map { KeyWeight($0.name, $0.combined) } }
  }

  /// Combines weights of the same criteria, any numbers from 0 up, in any order. A criterion that only the second knows is
  /// a warning, one that it lacks a fault.
  public static func run(
    _ first: [KeyWeight], _ second: [KeyWeight], rule: Rule = .product
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    var warnings: [Remark] = []
    let names = Set(first.map(\.key)).inByteOrder()
    let ones = Axis("first", keys: names, weights: first).normalisedWeights(&faults, &warnings)
    let others = Axis("second", keys: names, weights: second).normalisedWeights(&faults, &warnings)
    if case .mixture(let share) = rule { faults.check(share, in: 0...1, nil, "share") }
    try faults.throwIfAny()

    let raw = zip(ones, others).map { one, other in
      switch rule {
      case .product: one * other
      case .mixture(let share): share * one + (1 - share) * other
      }
    }
    let total = orderFreeSum(raw)
    guard total > 0 else {
      faults.add(
        nil, "weights", found: "of different criteria, each weighing nothing in one of the two",
        expected: "one criterion at least that weighs in both")
      throw MethodError(faults: faults.faults)
    }
    if rule == .product {
      warnings += names.indices.filter { raw[$0] == 0 && max(ones[$0], others[$0]) > 0 }
        .map { .weightLost(names[$0]) }
    }
    let ranks = competitionRanks(raw.map { $0 / total })
    let order = ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    return Outcome(
      basis: Basis(
        n: names.count, missing: 0, notApplicable: 0, parameters: rule.settings, methodVersion: version,
        warnings: warnings),
      criteria: order.map {
        CombinedWeight(
          name: names[$0], first: ones[$0], second: others[$0], combined: raw[$0] / total, rank: ranks[$0])
      })
  }
}

extension CombinedWeights.Rule {
  fileprivate var settings: [NamedValue] {
    switch self {
    case .product: [NamedValue("rule", "product")]
    case .mixture(let share): [NamedValue("rule", "mixture"), NamedValue("share", share)]
    }
  }
}

/// One criterion with its weight in both sets and in the combination, each divided by its sum.
public struct CombinedWeight: Equatable, Sendable {
  public var name: String
  public var first: Double
  public var second: Double
  public var combined: Double
  /// Competition rank by the combined weight: 1, 2, 2, 4.
  public var rank: Int
}

extension Remark {
  fileprivate static func weightLost(_ name: String) -> Remark {
    Remark(
      "weight-lost",
      english: "`\(name)` weighs nothing in one of the two and therefore nothing in the product",
      chinese: "“\(name)”在其中一组权重中为零，乘积组合后亦为零")
  }
}
