/// Whether knowledge reaches those who decide with it: received, in time and in usable form.
///
/// reach = pairs of asset and decision that are served ÷ pairs that are needed and assessed. Method catalogue, section 10.8.
public enum KnowledgeReach {
  public static let version = "reach/1"

  /// An asset that a decision needs, and how it gets there; nil is what nobody has said.
  public struct Pair: Equatable, Sendable {
    public var asset: String
    public var decision: String
    /// Who decides.
    public var owner: String?
    public var isReceived: Bool?
    public var isInTime: Bool?
    public var isUsable: Bool?
    /// False where the question was looked at and the decision does without the asset.
    public var isNeeded: Bool

    public init(
      asset: String, decision: String, owner: String? = nil, isReceived: Bool?, isInTime: Bool?,
      isUsable: Bool?, isNeeded: Bool = true
    ) {
      self.asset = asset
      self.decision = decision
      self.owner = owner
      self.isReceived = isReceived
      self.isInTime = isInTime
      self.isUsable = isUsable
      self.isNeeded = isNeeded
    }
  }

  public enum Obstacle: String, CaseIterable, Sendable {
    case notReceived = "not-received"
    case late
    case unusable

    public var english: String { words.english }
    public var chinese: String { words.chinese }

    private var words: (english: String, chinese: String) {
      switch self {
      case .notReceived: ("not received", "未收到")
      case .late: ("too late", "不及时")
      case .unusable: ("not in usable form", "形式不可用")
      }
    }
  }

  /// A needed pair that is not served.
  public struct Undelivered: Equatable, Sendable {
    public var asset: String
    public var decision: String
    public var owner: String?
    /// Not received alone, or what is wrong with what is received.
    public var obstacles: [Obstacle]
  }

  /// The reach of one asset, of one decision, or of all.
  public struct Row: Equatable, Sendable {
    /// Nil for all pairs.
    public var key: String?
    public var served: Int
    public var undelivered: Int
    /// Pairs of which too little is known.
    public var open: Int
    public var reach: Figure
    /// The reach if no open pair were served, and if all were.
    public var lowest: Figure
    public var highest: Figure
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    public var all: Row
    /// By key in byte order.
    public var assets: [Row]
    public var decisions: [Row]
    /// By decision, then asset.
    public var undelivered: [Undelivered]
    /// How often each obstacle stands in the way.
    public var obstacles: [(obstacle: Obstacle, count: Int)]
    /// The pairs of which too little is known, by decision, then asset.
    public var open: [(asset: String, decision: String)]

    public static func == (one: Outcome, other: Outcome) -> Bool {
      one.basis == other.basis && one.all == other.all && one.assets == other.assets
        && one.decisions == other.decisions && one.undelivered == other.undelivered
        && one.obstacles.elementsEqual(other.obstacles, by: ==)
        && one.open.elementsEqual(other.open, by: ==)
    }
  }

  private enum Standing { case served, undelivered, open }

  /// The reach, or everything that is wrong with the input.
  public static func run(_ pairs: [Pair]) throws(MethodError) -> Outcome {
    try check(pairs)
    let needed = pairs.filter(\.isNeeded).sorted {
      precedes([$0.decision, $0.asset], [$1.decision, $1.asset])
    }
    let assessed = needed.map { (pair: $0, standing: standing($0)) }
    let undelivered = assessed.filter { $0.standing == .undelivered }.map { entry in
      Undelivered(
        asset: entry.pair.asset, decision: entry.pair.decision, owner: entry.pair.owner,
        obstacles: obstacles(entry.pair))
    }
    func rows(_ key: KeyPath<Pair, String>) -> [Row] {
      Dictionary(grouping: assessed, by: { $0.pair[keyPath: key] }).map { name, entries in
        row(name, entries.map(\.standing))
      }.sorted { precedes($0.key ?? "", $1.key ?? "") }
    }
    let all = row(nil, assessed.map(\.standing))
    return Outcome(
      basis: Basis(
        n: needed.count - all.open, missing: all.open, notApplicable: pairs.count - needed.count,
        parameters: [], methodVersion: version, warnings: all.open > 0 ? [.openItems(all.open)] : []),
      all: all, assets: rows(\.asset), decisions: rows(\.decision), undelivered: undelivered,
      obstacles: Obstacle.allCases.map { obstacle in
        (obstacle, undelivered.count { $0.obstacles.contains(obstacle) })
      },
      open: assessed.filter { $0.standing == .open }.map { ($0.pair.asset, $0.pair.decision) })
  }

  /// One "no" is enough to fail; only three times "yes" serves.
  private static func standing(_ pair: Pair) -> Standing {
    let answers = [pair.isReceived, pair.isInTime, pair.isUsable]
    if answers.contains(false) { return .undelivered }
    return answers.contains(nil) ? .open : .served
  }

  private static func obstacles(_ pair: Pair) -> [Obstacle] {
    if pair.isReceived == false { return [.notReceived] }
    return (pair.isInTime == false ? [.late] : []) + (pair.isUsable == false ? [.unusable] : [])
  }

  private static func row(_ key: String?, _ standings: [Standing]) -> Row {
    let served = standings.count { $0 == .served }
    let open = standings.count { $0 == .open }
    let needed = standings.count
    return Row(
      key: key, served: served, undelivered: needed - served - open, open: open,
      reach: .ratio(served, of: needed - open, otherwise: .notAllAssessed),
      lowest: .ratio(served, of: needed, otherwise: .notAllAssessed),
      highest: .ratio(served + open, of: needed, otherwise: .notAllAssessed))
  }

  private static func check(_ pairs: [Pair]) throws(MethodError) {
    var faults = FaultList()
    var seen: Set<[String]> = []
    for pair in pairs {
      let row = "\(pair.asset) × \(pair.decision)"
      faults.checkNamed(pair.asset, row, "asset")
      faults.checkNamed(pair.decision, row, "decision")
      if !seen.insert([pair.asset, pair.decision]).inserted {
        faults.add(row, "decision", found: "given twice", expected: "each pair once")
      }
    }
    try faults.throwIfAny()
  }
}
