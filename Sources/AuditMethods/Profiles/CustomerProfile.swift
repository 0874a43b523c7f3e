/// How well a customer group is known, in seven aspects, each with the assets that prove it.
///
/// Profiling, persistency, profitability, performance, prospecting, product, promotion; 0 not at all … 5 fully. A rating
/// without proof counts as 2 at most. Method catalogue, section 10.6.
public enum CustomerProfile {
  public static let version = "seven-p/1"

  /// The most that a rating without proof counts for.
  public static let unprovenLimit = 2.0

  public enum Aspect: String, CaseIterable, Sendable {
    case profiling, persistency, profitability, performance, prospecting, product, promotion

    public var english: String { rawValue }
    public var chinese: String {
      switch self {
      case .profiling: "客户描述"
      case .persistency: "客户持续性"
      case .profitability: "客户盈利性"
      case .performance: "客户绩效"
      case .prospecting: "潜在客户"
      case .product: "产品"
      case .promotion: "促销"
      }
    }
  }

  /// How well one aspect of one group is known.
  public struct Rating: Equatable, Sendable {
    public var group: String
    public var aspect: Aspect
    /// 0 to 5; nil, like a rating that is not given: not assessed.
    public var level: Double?
    /// The ids of the assets that prove it.
    public var proofs: [String]
    /// Whether the aspect concerns the group at all.
    public var isApplicable: Bool

    public init(
      group: String, aspect: Aspect, level: Double?, proofs: [String] = [], isApplicable: Bool = true
    ) {
      self.isApplicable = isApplicable
      self.group = group
      self.aspect = aspect
      self.level = level
      self.proofs = proofs
    }
  }

  /// One aspect of a group.
  public struct Row: Equatable, Sendable {
    public var aspect: Aspect
    public var rated: Figure
    /// The level that counts.
    public var level: Figure
    /// Whether the rating was cut for want of proof.
    public var isCapped: Bool
    /// In byte order.
    public var proofs: [String]
  }

  /// One group with all seven aspects, in their order.
  public struct Profile: Equatable, Sendable {
    public var group: String
    public var rows: [Row]
    /// The mean of the levels that count.
    public var mean: Figure
    public var n: Int
    public var open: [Aspect]
    /// The aspects known least, of those assessed.
    public var weakest: [Aspect]
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// In the order in which the groups are declared.
    public var profiles: [Profile]
  }

  /// The profiles, or everything that is wrong with the input. `assets` are the ids that proofs may name; nil: any.
  public static func run(
    _ ratings: [Rating], groups: [String], assets: Set<String>? = nil
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    faults.checkDeclared(groups, "groups")
    let declared = Set(groups)
    var table: [String: [Aspect: Rating]] = [:]
    for rating in ratings {
      let row = "\(rating.group) × \(rating.aspect.rawValue)"
      faults.check(rating.group, among: declared, row, "group")
      faults.check(rating.level, in: 0...5, row, "level")
      for proof in rating.proofs {
        faults.checkNamed(proof, row, "proofs")
        if let assets, !proof.isEmpty, !assets.contains(proof) {
          faults.add(row, "proofs", found: "`\(proof)`", expected: "the id of an asset")
        }
      }
      if table[rating.group, default: [:]].updateValue(rating, forKey: rating.aspect) != nil {
        faults.add(row, "level", found: "given twice", expected: "one rating")
      }
    }
    try faults.throwIfAny()
    let profiles = groups.map { profile($0, table[$0] ?? [:]) }
    let n = profiles.reduce(0) { $0 + $1.n }
    let open = profiles.reduce(0) { $0 + $1.open.count }
    return Outcome(
      basis: Basis(
        n: n, missing: open, notApplicable: groups.count * Aspect.allCases.count - n - open,
        parameters: [
          NamedValue("scale", "0 to 5"), NamedValue("unproven_limit", unprovenLimit),
        ], methodVersion: version, warnings: open > 0 ? [.openItems(open)] : []),
      profiles: profiles)
  }

  private static func profile(_ group: String, _ ratings: [Aspect: Rating]) -> Profile {
    let rows = Aspect.allCases.map { aspect in
      let proofs = Set(ratings[aspect]?.proofs ?? []).inByteOrder()
      guard let rated = ratings[aspect]?.level else {
        let open = Figure.undefined(
          ratings[aspect]?.isApplicable == false ? .notApplicable : .notAllAssessed)
        return Row(aspect: aspect, rated: open, level: open, isCapped: false, proofs: proofs)
      }
      let level = proofs.isEmpty ? min(rated, unprovenLimit) : rated
      return Row(
        aspect: aspect, rated: .value(rated), level: .value(level), isCapped: level < rated, proofs: proofs)
    }
    let levels = rows.compactMap(\.level.value)
    let least = levels.min()
    return Profile(
      group: group, rows: rows, mean: orderFreeMean(levels).map { .value($0) } ?? .undefined(.notAllAssessed),
      n: levels.count, open: rows.filter { $0.level.reason == .notAllAssessed }.map(\.aspect),
      weakest: rows.filter { row in
        row.level.value.map { $0 <= (least ?? $0) + tieTolerance } ?? false
      }.map(\.aspect))
  }
}
