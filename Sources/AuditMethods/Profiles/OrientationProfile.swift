/// Whether customers are managed more as relationships (CRM) or more as knowledge (CKM), in five rows without a verdict.
///
/// 1 relationship-like … 5 knowledge-like. Neither end is better. Method catalogue, section 10.7.
public enum OrientationProfile {
  public static let version = "orientation/1"

  public enum Aspect: String, CaseIterable, Sendable {
    case concept, goal, focus
    case customerRole = "customer_role"
    case firmRole = "firm_role"

    public var english: String { words.english }
    public var chinese: String { words.chinese }

    private var words: (english: String, chinese: String) {
      switch self {
      case .concept: ("concept", "理念")
      case .goal: ("goal", "目标")
      case .focus: ("focus", "关注点")
      case .customerRole: ("role of the customer", "客户的角色")
      case .firmRole: ("role of the firm", "企业的角色")
      }
    }
  }

  /// What one rater says of one aspect.
  public struct Rating: Equatable, Sendable {
    public var rater: String
    public var aspect: Aspect
    /// 1 to 5; nil: not answered.
    public var level: Double?
    /// Whether the rater says that it does not concern the firm.
    public var isApplicable: Bool

    public init(rater: String, aspect: Aspect, level: Double?, isApplicable: Bool = true) {
      self.isApplicable = isApplicable
      self.rater = rater
      self.aspect = aspect
      self.level = level
    }
  }

  /// One aspect over all raters.
  public struct Row: Equatable, Sendable {
    public var aspect: Aspect
    public var level: Figure
    /// How far the raters differ; nil without any.
    public var spread: RatingSpread?
    public var missing: Int
    public var notApplicable: Int
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// All five, in their order.
    public var rows: [Row]
    /// The mean of the rows that have a level.
    public var mean: Figure
  }

  /// The profile, or everything that is wrong with the input. A rater who says nothing of an aspect counts as missing there.
  public static func run(_ ratings: [Rating]) throws(MethodError) -> Outcome {
    var faults = FaultList()
    var levels: [Aspect: [String: Double]] = [:]
    var seen: [Aspect: Set<String>] = [:]
    var excused: [Aspect: Int] = [:]
    for rating in ratings {
      let row = "\(rating.rater) × \(rating.aspect.rawValue)"
      faults.checkNamed(rating.rater, row, "rater")
      faults.check(rating.level, in: 1...5, row, "level")
      if !seen[rating.aspect, default: []].insert(rating.rater).inserted {
        faults.add(row, "level", found: "given twice", expected: "one rating")
      }
      levels[rating.aspect, default: [:]][rating.rater] = rating.level
      if rating.level == nil, !rating.isApplicable { excused[rating.aspect, default: 0] += 1 }
    }
    try faults.throwIfAny()
    let raters = Set(ratings.map(\.rater)).count
    let rows = Aspect.allCases.map { aspect in
      let given = (levels[aspect] ?? [:]).values.sorted()
      return Row(
        aspect: aspect, level: orderFreeMean(given).map { .value($0) } ?? .undefined(.notAllAssessed),
        spread: given.first.flatMap { least in
          given.last.map { RatingSpread(n: given.count, minimum: least, maximum: $0) }
        }, missing: raters - given.count - (excused[aspect] ?? 0), notApplicable: excused[aspect] ?? 0)
    }
    let n = rows.reduce(0) { $0 + ($1.spread?.n ?? 0) }
    let missing = rows.reduce(0) { $0 + $1.missing }
    return Outcome(
      basis: Basis(
        n: n, missing: missing, notApplicable: rows.reduce(0) { $0 + $1.notApplicable },
        parameters: [
          NamedValue("raters", raters),
          NamedValue("scale", "1 relationship-like to 5 knowledge-like"),
        ], methodVersion: version, warnings: missing > 0 ? [.openItems(missing)] : []),
      rows: rows,
      mean: orderFreeMean(rows.compactMap(\.level.value)).map { .value($0) } ?? .undefined(.notAllAssessed))
  }
}
