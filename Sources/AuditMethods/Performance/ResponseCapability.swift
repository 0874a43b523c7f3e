/// How well units respond to customers: with expertise and with speed, of which neither makes up for the other.
///
/// Expertise = (mean of the items − minimum) ÷ (maximum − minimum); speed = target time ÷ median time, at most 1, or from
/// items likewise; capability = √(expertise × speed). Customer response expertise and speed after Jayachandran, Hewett &
/// Kaufman 2004; method catalogue, section 9.
public enum ResponseCapability {
  public static let version = "response-capability/1"

  /// One unit with what is known of its answers to customers.
  public struct Unit: Equatable, Sendable {
    public var id: String
    /// Ratings on the scale; nil for an item nobody answered.
    public var expertise: [Double?]
    public var speed: Speed

    public init(id: String, expertise: [Double?], speed: Speed) {
      self.id = id
      self.expertise = expertise
      self.speed = speed
    }
  }

  /// How speed is known. Times and target are in one unit, such as hours.
  public enum Speed: Equatable, Sendable {
    /// The time of each case, nil for a case that was never answered.
    case times([Double?], target: Double?)
    /// Figures somebody else worked out.
    case summary(median: Double?, ninetieth: Double? = nil, target: Double?)
    /// Ratings on the scale, as for expertise.
    case items([Double?])
  }

  public struct Parameters: Equatable, Sendable {
    /// Of the items; default 1 to 7.
    public var scale: ClosedRange<Double>
    /// From this expertise on a unit is expert, 0 to 1; default 0.6.
    public var expertFrom: Double
    /// From this speed on a unit is fast, 0 to 1; default 0.8.
    public var fastFrom: Double

    public init(scale: ClosedRange<Double> = 1...7, expertFrom: Double = 0.6, fastFrom: Double = 0.8) {
      self.scale = scale
      self.expertFrom = expertFrom
      self.fastFrom = fastFrom
    }
  }

  public enum Quadrant: String, CaseIterable, Sendable {
    case expertFast = "expert-fast"
    case expertSlow = "expert-slow"
    case noviceFast = "novice-fast"
    case noviceSlow = "novice-slow"

    public var english: String { words.english }
    public var chinese: String { words.chinese }

    private var words: (english: String, chinese: String) {
      switch self {
      case .expertFast: ("capable", "能力充分")
      case .expertSlow: ("remove hand-overs", "减少交接环节")
      case .noviceFast: ("risk of quick wrong answers", "有快速误答的风险")
      case .noviceSlow: ("rebuild", "需要重建")
      }
    }
  }

  /// The times behind a speed.
  public struct Times: Equatable, Sendable {
    public var median: Figure
    public var ninetieth: Figure
    public var target: Double?
    /// Cases with an answer; nil where only figures are known.
    public var answered: Int?
    /// Cases without an answer among all; nil where only figures are known.
    public var unanswered: Share?
  }

  /// One unit with its two parts.
  public struct Row: Equatable, Sendable {
    public var unit: String
    public var expertise: Figure
    /// Items answered and not answered.
    public var n: Int
    public var missing: Int
    public var speed: Figure
    /// Nil where speed comes from items.
    public var times: Times?
    public var capability: Figure
    /// The smaller of the two parts.
    public var weakest: Figure
    public var quadrant: Quadrant?
    /// Competition rank by capability; nil without one.
    public var rank: Int?
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// The most capable first; units without a capability last, by id.
    public var rows: [Row]
    /// The units of each quadrant, in the order of the rows.
    public var quadrants: [(quadrant: Quadrant, units: [String])]

    public static func == (one: Outcome, other: Outcome) -> Bool {
      one.basis == other.basis && one.rows == other.rows
        && one.quadrants.elementsEqual(other.quadrants, by: ==)
    }
  }

  /// The capability of each unit, or everything that is wrong with the input.
  public static func run(
    _ units: [Unit], _ parameters: Parameters = Parameters()
  ) throws(MethodError) -> Outcome {
    try check(units, parameters)
    var rows = units.map { assess($0, parameters) }
    rows.sort { precedes($0.unit, $1.unit) }
    let ranked = rows.filter { $0.capability.value != nil }
    let (order, ranks) = ranking(ranked.map { $0.capability.value ?? 0 })
    let byRank = order.map { place in
      var row = ranked[place]
      row.rank = ranks[place]
      return row
    }.sorted {
      ($0.rank ?? 0) != ($1.rank ?? 0) ? ($0.rank ?? 0) < ($1.rank ?? 0) : precedes($0.unit, $1.unit)
    }
    let sorted = byRank + rows.filter { $0.capability.value == nil }
    let silent = sorted.filter { ($0.times?.unanswered?.count ?? 0) > 0 }.map(\.unit).inByteOrder()
    return Outcome(
      basis: Basis(
        n: ranked.count, missing: rows.count - ranked.count, notApplicable: 0,
        parameters: [
          NamedValue("scale.minimum", parameters.scale.lowerBound),
          NamedValue("scale.maximum", parameters.scale.upperBound),
          NamedValue("expert_from", parameters.expertFrom), NamedValue("fast_from", parameters.fastFrom),
        ], methodVersion: version, warnings: silent.isEmpty ? [] : [.unansweredCases(silent)]),
      rows: sorted,
      quadrants: Quadrant.allCases.map { quadrant in
        (quadrant, sorted.filter { $0.quadrant == quadrant }.map(\.unit))
      })
  }

  private static func assess(_ unit: Unit, _ parameters: Parameters) -> Row {
    let expertise = height(unit.expertise, on: parameters.scale)
    let (speed, times) = assess(unit.speed, parameters)
    let n = unit.expertise.count { $0 != nil }
    var row = Row(
      unit: unit.id, expertise: expertise, n: n, missing: unit.expertise.count - n, speed: speed,
      times: times,
      capability: .undefined(.notGiven), weakest: .undefined(.notGiven))
    guard let expertise = expertise.value, let speed = speed.value else { return row }
    row.capability = .value((expertise * speed).squareRoot())
    row.weakest = .value(min(expertise, speed))
    let isExpert = expertise >= parameters.expertFrom - tieTolerance
    let isFast = speed >= parameters.fastFrom - tieTolerance
    row.quadrant = isExpert ? (isFast ? .expertFast : .expertSlow) : (isFast ? .noviceFast : .noviceSlow)
    return row
  }

  private static func assess(_ speed: Speed, _ parameters: Parameters) -> (Figure, Times?) {
    switch speed {
    case .items(let items): return (height(items, on: parameters.scale), nil)
    case .summary(let median, let ninetieth, let target):
      let times = Times(
        median: median.map { .value($0) } ?? .undefined(.notGiven),
        ninetieth: ninetieth.map { .value($0) } ?? .undefined(.notGiven), target: target)
      return (self.speed(median, target), times)
    case .times(let cases, let target):
      let answered = cases.compactMap { $0 }
      let quantiles = Quantiles(answered)
      let times = Times(
        median: quantiles.median.map { .value($0) } ?? .undefined(.notGiven),
        ninetieth: quantiles(0.9).map { .value($0) } ?? .undefined(.notGiven), target: target,
        answered: answered.count,
        unanswered: Share(cases.count - answered.count, of: cases.count, otherwise: .notGiven))
      return (self.speed(quantiles.median, target), times)
    }
  }

  private static func speed(_ median: Double?, _ target: Double?) -> Figure {
    guard let median, let target else { return .undefined(.notGiven) }
    return .value(median > 0 ? min(1, target / median) : 1)
  }

  /// Where the mean of the answered items lies between the ends of the scale.
  private static func height(_ items: [Double?], on scale: ClosedRange<Double>) -> Figure {
    guard let mean = orderFreeMean(items.compactMap { $0 }) else { return .undefined(.notGiven) }
    return .value(min(1, max(0, (mean - scale.lowerBound) / (scale.upperBound - scale.lowerBound))))
  }

  private static func check(_ units: [Unit], _ parameters: Parameters) throws(MethodError) {
    var faults = FaultList()
    faults.checkScale(parameters.scale)
    faults.check(parameters.expertFrom, in: 0...1, nil, "expert_from")
    faults.check(parameters.fastFrom, in: 0...1, nil, "fast_from")
    faults.checkIDs(units.lazy.map(\.id))
    for unit in units {
      for value in unit.expertise { faults.check(value, in: parameters.scale, unit.id, "expertise") }
      switch unit.speed {
      case .items(let items):
        for value in items { faults.check(value, in: parameters.scale, unit.id, "speed") }
      case .summary(let median, let ninetieth, let target):
        faults.check(median, in: 0 ... .infinity, unit.id, "median")
        faults.check(ninetieth, in: 0 ... .infinity, unit.id, "ninetieth")
        faults.checkAboveZero(target, unit.id, "target")
        if let median, let ninetieth, ninetieth < median {
          faults.add(
            unit.id, "ninetieth", found: numeral(ninetieth),
            expected: "at least the median, \(numeral(median))")
        }
      case .times(let cases, let target):
        for time in cases { faults.check(time, in: 0 ... .infinity, unit.id, "times") }
        faults.checkAboveZero(target, unit.id, "target")
      }
    }
    try faults.throwIfAny()
  }
}

extension Remark {
  fileprivate static func unansweredCases(_ units: [String]) -> Remark {
    Remark(
      "unanswered-cases",
      english:
        "cases without an answer are not in the median and the 90th percentile: \(units.joined(separator: ", "))",
      chinese: "中位数与第90百分位数不含未答复的个案：\(units.joined(separator: "、"))")
  }
}
