/// How indicators changed from before to after, in sets that are never added up without standing beside each other.
///
/// With s = 1 where more is better and −1 where less is: change = s·(after − before); percent = 100·change ÷ |before|;
/// progress = (after − before) ÷ (target − before), which works in both directions. Before and after show that something
/// changed, not why. Method catalogue, section 8.
public enum BeforeAfter {
  public static let version = "before-after/1"

  /// Whether more or less of it is better.
  public enum Direction: String, CaseIterable, Sendable { case up, down }

  /// One indicator; its numbers in its own unit.
  public struct Indicator: Equatable, Sendable {
    public var id: String
    public var set: String
    public var direction: Direction
    public var before: Double?
    public var after: Double?
    public var target: Double?
    /// Any number from 0 up; given for all indicators or for none.
    public var weight: Double?
    public var unit: String?
    public var period: String?
    public var source: String?

    public init(
      id: String, set: String, direction: Direction, before: Double?, after: Double?, target: Double? = nil,
      weight: Double? = nil, unit: String? = nil, period: String? = nil, source: String? = nil
    ) {
      self.id = id
      self.set = set
      self.direction = direction
      self.before = before
      self.after = after
      self.target = target
      self.weight = weight
      self.unit = unit
      self.period = period
      self.source = source
    }
  }

  /// The two sets of the framework; a caller may name more.
  public static let usualSets = ["measurable", "soft"]

  public enum Movement: String, CaseIterable, Sendable { case improved, unchanged, worsened, unknown }

  /// One indicator with its change.
  public struct Row: Equatable, Sendable {
    public var indicator: Indicator
    public var movement: Movement
    /// In the indicator's unit, above 0 for the better.
    public var absolute: Figure
    /// In per cent of the value before.
    public var percent: Figure
    /// The part of the way to the target: 1 when it is reached; 1 or 0 where it was reached before and is held or lost.
    public var progress: Figure
    /// The same, kept between −1 and 1: what composites are made of.
    public var clampedProgress: Figure
    /// Nil without a target or a value after.
    public var isTargetMet: Bool?
  }

  /// Several indicators as one figure, always with how many it stands on.
  public struct Composite: Equatable, Sendable {
    /// Nil for all sets together.
    public var set: String?
    /// The weighted mean of the clamped progress of the indicators that have one, −1 to 1.
    public var progress: Figure
    public var n: Int
    /// The indicators without progress, in byte order.
    public var without: [String]
    public var improved: Int
    public var unchanged: Int
    public var worsened: Int
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// Set by set, then by id.
    public var rows: [Row]
    public var sets: [Composite]
    /// Not to be shown without the sets.
    public var all: Composite
  }

  /// The changes, or everything that is wrong with the input.
  public static func run(
    _ indicators: [Indicator], sets: [String] = usualSets
  ) throws(MethodError) -> Outcome {
    try check(indicators, sets)
    let bySet = Dictionary(grouping: indicators, by: \.set)
    let rows = sets.flatMap { name in
      (bySet[name] ?? []).sorted { precedes($0.id, $1.id) }.map(change)
    }
    let rowsBySet = Dictionary(grouping: rows, by: \.indicator.set)
    let known = rows.count { $0.movement != .unknown }
    var warnings: [Remark] = rows.isEmpty ? [] : [.changeIsNoCause]
    let contrary = rows.map(\.indicator).filter(\.hasContraryTarget).map(\.id)
    if !contrary.isEmpty { warnings.append(.contraryTargets(contrary)) }
    return Outcome(
      basis: Basis(
        n: known, missing: rows.count - known, notApplicable: 0,
        parameters: [
          NamedValue("sets", sets.joined(separator: ", ")),
          NamedValue("weights", indicators.contains { $0.weight != nil } ? "given" : "equal"),
        ], methodVersion: version, warnings: warnings),
      rows: rows, sets: sets.map { name in composite(name, rowsBySet[name] ?? []) },
      all: composite(nil, rows))
  }

  private static func change(_ indicator: Indicator) -> Row {
    var row = Row(
      indicator: indicator, movement: .unknown, absolute: .undefined(.notGiven),
      percent: .undefined(.notGiven),
      progress: .undefined(.notGiven), clampedProgress: .undefined(.notGiven))
    let sign: Double = indicator.direction == .up ? 1 : -1
    if let after = indicator.after, let target = indicator.target {
      row.isTargetMet = sign * (after - target) >= -tieTolerance
    }
    guard let before = indicator.before, let after = indicator.after else { return row }
    let change = after == before ? 0 : sign * (after - before)
    row.movement = change > tieTolerance ? .improved : change < -tieTolerance ? .worsened : .unchanged
    row.absolute = .value(change)
    row.percent =
      before.magnitude > tieTolerance ? .value(100 * change / before.magnitude) : .undefined(.startIsZero)
    guard let target = indicator.target else { return row }
    let progress: Double =
      if (target - before).magnitude <= tieTolerance {
        row.isTargetMet == true ? 1 : 0
      } else {
        change == 0 ? 0 : (after - before) / (target - before)
      }
    row.progress = .value(progress)
    row.clampedProgress = .value(min(1, max(-1, progress)))
    return row
  }

  private static func composite(_ name: String?, _ rows: [Row]) -> Composite {
    let parts = rows.compactMap { row in
      row.clampedProgress.value.map { (weight: row.indicator.weight ?? 1, progress: $0) }
    }
    return Composite(
      set: name,
      progress: parts.isEmpty
        ? .undefined(.notGiven)
        : .ratio(
          orderFreeSum(parts.map { $0.weight * $0.progress }), of: orderFreeSum(parts.map(\.weight)),
          otherwise: .totalNotPositive),
      n: parts.count,
      without: rows.filter { $0.progress.value == nil }.map(\.indicator.id).inByteOrder(),
      improved: rows.count { $0.movement == .improved }, unchanged: rows.count { $0.movement == .unchanged },
      worsened: rows.count { $0.movement == .worsened })
  }

  private static func check(_ indicators: [Indicator], _ sets: [String]) throws(MethodError) {
    var faults = FaultList()
    faults.checkDeclared(sets, "sets")
    faults.checkIDs(indicators.lazy.map(\.id))
    let declared = Set(sets)
    let amount = -1e18...1e18
    let isWeighted = indicators.contains { $0.weight != nil }
    for indicator in indicators {
      faults.check(indicator.set, among: declared, indicator.id, "set")
      faults.check(indicator.before, in: amount, indicator.id, "before")
      faults.check(indicator.after, in: amount, indicator.id, "after")
      faults.check(indicator.target, in: amount, indicator.id, "target")
      faults.check(indicator.weight, in: 0...1e18, indicator.id, "weight")
      if isWeighted, indicator.weight == nil {
        faults.add(
          indicator.id, "weight", found: "missing", expected: "a weight for each indicator or for none")
      }
    }
    for (name, rows) in Dictionary(grouping: indicators, by: \.set).sorted(by: { precedes($0.key, $1.key) })
    where rows.allSatisfy({ $0.weight == 0 }) {
      faults.add(nil, "weights.\(name)", found: "0 in sum", expected: "a sum above 0")
    }
    try faults.throwIfAny()
  }
}

extension BeforeAfter.Indicator {
  /// Whether reaching the target would mean getting worse.
  fileprivate var hasContraryTarget: Bool {
    guard let before, let target else { return false }
    let difference = direction == .up ? target - before : before - target
    return difference < -tieTolerance
  }
}

extension Remark {
  static let changeIsNoCause = Remark(
    "change-is-no-cause",
    english:
      "before and after show change, not cause: a comparison group or the other events of the period are needed",
    chinese: "前后对比只说明变化，不说明原因：需要对照组或同期其他事件的资料")

  fileprivate static func contraryTargets(_ ids: [String]) -> Remark {
    Remark(
      "contrary-targets",
      english: "the target lies on the worse side of the value before: \(ids.joined(separator: ", "))",
      chinese: "目标值劣于变化前的数值：\(ids.joined(separator: "、"))")
  }
}
