/// How much is at risk with people who will leave: how soon they go times how hard they are to replace.
///
/// Attrition factor 5…1 × position factor 5…1 = 1…25, the method of the Tennessee Valley Authority as the IAEA published it
/// for nuclear plants. Method catalogue, section 10.3; the limits and bands are its defaults.
public enum LeavingExperts {
  public static let version = "leaving-experts/1"

  /// When somebody is expected to leave.
  public enum Leaving: Equatable, Sendable {
    case years(Double)
    case day(Day)
  }

  /// A piece of knowledge with the person who holds it.
  public struct Expert: Equatable, Sendable {
    public var id: String
    public var person: String
    public var knowledge: String
    /// Nil: not known.
    public var leaving: Leaving?
    /// 5 unique and mission-critical, years to learn; 4 critical, partly held by others; 3 important, documented, others hold
    /// it; 2 written down as a procedure; 1 common. Nil: not rated.
    public var positionFactor: Int?
    public var answers: Answers

    public init(
      id: String, person: String, knowledge: String, leaving: Leaving?, positionFactor: Int?,
      answers: Answers = Answers()
    ) {
      self.id = id
      self.person = person
      self.knowledge = knowledge
      self.leaving = leaving
      self.positionFactor = positionFactor
      self.answers = answers
    }
  }

  /// What has been said to the three questions that every high case raises.
  public struct Answers: Equatable, Sendable {
    /// What knowledge will be lost?
    public var what: String?
    /// What follows from the loss?
    public var soWhat: String?
    /// What is to be done now?
    public var nowWhat: String?

    public init(what: String? = nil, soWhat: String? = nil, nowWhat: String? = nil) {
      self.what = what
      self.soWhat = soWhat
      self.nowWhat = nowWhat
    }
  }

  public enum Question: String, CaseIterable, Sendable {
    case what
    case soWhat = "so_what"
    case nowWhat = "now_what"

    public var english: String { words.english }
    public var chinese: String { words.chinese }

    private var words: (english: String, chinese: String) {
      switch self {
      case .what: ("what knowledge will be lost?", "将失去哪些知识？")
      case .soWhat: ("what follows from the loss?", "失去后有何影响？")
      case .nowWhat: ("what is to be done now?", "现在应采取什么措施？")
      }
    }
  }

  public struct Parameters: Equatable, Sendable {
    /// The day from which the time until leaving is counted.
    public var today: Day
    /// Up to how many whole years, inclusive, the factor is 5, 4, 3 and 2; default 1, 2, 3, 5.
    public var yearLimits: [Int]
    /// From the highest down; default: immediate 20, plan 16, lookAhead 10, watch 1.
    public var bands: [RiskBand]
    /// From this total on the three questions are asked; default 16.
    public var questionsFrom: Double

    public init(
      today: Day, yearLimits: [Int] = [1, 2, 3, 5], bands: [RiskBand] = LeavingExperts.usualBands,
      questionsFrom: Double = 16
    ) {
      self.today = today
      self.yearLimits = yearLimits
      self.bands = bands
      self.questionsFrom = questionsFrom
    }
  }

  public static let usualBands = [
    RiskBand("immediate", from: 20), RiskBand("plan", from: 16), RiskBand("lookAhead", from: 10),
    RiskBand("watch", from: 1),
  ]

  /// One expert with the factors and their product.
  public struct Row: Equatable, Sendable {
    public var expert: Expert
    public var attritionFactor: Int?
    public var total: Figure
    public var band: String?
    /// The total if what is not known were as bad as it can be.
    public var worstCase: Int
    public var worstCaseBand: String
    /// Competition rank by total; nil without one.
    public var rank: Int?
    /// The questions without an answer, where the worst case is high enough to ask them.
    public var openQuestions: [Question]
  }

  /// The highest risk that goes with one person.
  public struct Person: Equatable, Sendable {
    public var person: String
    public var entries: [String]
    public var worstCase: Int
    public var band: String
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// By total, then the worst case, then id; those without a total after the others.
    public var rows: [Row]
    /// How many rows with a total each band holds, in the order of the bands.
    public var bandCounts: [BandCount]
    /// By worst case, equals by name.
    public var people: [Person]
  }

  /// The risks, or everything that is wrong with the input.
  public static func run(_ experts: [Expert], _ parameters: Parameters) throws(MethodError) -> Outcome {
    try check(experts, parameters)
    let assessed = experts.map { assess($0, parameters) }
    let totals = assessed.compactMap(\.total.value)
    var rows = assessed.sorted {
      let (first, second) = ($0.total.value ?? 0, $1.total.value ?? 0)
      if first != second { return first > second }
      return $0.worstCase != $1.worstCase
        ? $0.worstCase > $1.worstCase : precedes($0.expert.id, $1.expert.id)
    }
    for (place, row) in rows.enumerated() {
      guard let total = row.total.value else { continue }
      rows[place].rank = place > 0 && rows[place - 1].total.value == total ? rows[place - 1].rank : place + 1
    }
    return Outcome(
      basis: Basis(
        n: totals.count, missing: rows.count - totals.count, notApplicable: 0,
        parameters: parameters.settings, methodVersion: version, warnings: warnings(rows, parameters)),
      rows: rows,
      bandCounts: parameters.bands.map { band in
        BandCount(band: band.name, count: rows.count { $0.band == band.name })
      },
      people: people(rows))
  }

  private static func assess(_ expert: Expert, _ parameters: Parameters) -> Row {
    let attrition = parameters.attritionFactor(expert.leaving)
    let worst = (attrition ?? 5) * (expert.positionFactor ?? 5)
    var total = Figure.undefined(attrition == nil ? .leavingUnknown : .notGiven)
    if let attrition, let position = expert.positionFactor { total = .value(Double(attrition * position)) }
    let isHigh = Double(worst) >= parameters.questionsFrom
    return Row(
      expert: expert, attritionFactor: attrition, total: total, band: total.value.map(parameters.band),
      worstCase: worst, worstCaseBand: parameters.band(Double(worst)),
      openQuestions: isHigh ? expert.answers.open : [])
  }

  private static func people(_ rows: [Row]) -> [Person] {
    Dictionary(grouping: rows, by: \.expert.person).map { person, rows in
      let worst = rows.max { $0.worstCase < $1.worstCase }
      return Person(
        person: person, entries: rows.map(\.expert.id).inByteOrder(), worstCase: worst?.worstCase ?? 0,
        band: worst?.worstCaseBand ?? "")
    }.sorted { $0.worstCase != $1.worstCase ? $0.worstCase > $1.worstCase : precedes($0.person, $1.person) }
  }

  private static func warnings(_ rows: [Row], _ parameters: Parameters) -> [Remark] {
    var warnings: [Remark] = []
    let unknown = rows.filter { $0.total.value == nil }.map(\.expert.id).inByteOrder()
    if !unknown.isEmpty { warnings.append(.worstCaseShown(unknown)) }
    let past = rows.filter {
      if case .day(let day) = $0.expert.leaving { return day < parameters.today }
      return false
    }.map(\.expert.id).inByteOrder()
    if !past.isEmpty { warnings.append(.leavingInThePast(past)) }
    return warnings
  }

  private static func check(_ experts: [Expert], _ parameters: Parameters) throws(MethodError) {
    var faults = FaultList()
    let limits = parameters.yearLimits
    if limits.count != 4 || zip([0] + limits, limits).contains(where: { $0 >= $1 })
      || (limits.last ?? 0) > 100
    {
      faults.add(
        nil, "year_limits", found: limits.map(String.init).joined(separator: ", "),
        expected: "four rising numbers of years from 1 to 100")
    }
    let starts = parameters.bands.map(\.from)
    if zip(starts, starts.dropFirst()).contains(where: { !($0 > $1) }) || !((starts.last ?? .infinity) <= 1) {
      faults.add(
        nil, "bands", found: starts.map(numeral).joined(separator: ", "),
        expected: "limits from the highest down to 1")
    }
    faults.check(parameters.questionsFrom, in: 0...1000, nil, "questions_from")
    faults.checkIDs(experts.lazy.map(\.id))
    for expert in experts {
      faults.checkNamed(expert.person, expert.id, "person")
      if case .years(let years) = expert.leaving {
        faults.check(years, in: 0...1000, expert.id, "years_to_leaving")
      }
      faults.check(expert.positionFactor.map(Double.init), in: 1...5, expert.id, "position_factor")
    }
    try faults.throwIfAny()
  }
}

extension LeavingExperts.Parameters {
  /// 5 to 1 by the time until leaving; limits are inclusive, so that exactly one year gives 5.
  fileprivate func attritionFactor(_ leaving: LeavingExperts.Leaving?) -> Int? {
    guard let leaving else { return nil }
    let within = yearLimits.firstIndex { limit in
      switch leaving {
      case .years(let years): years <= Double(limit) + tieTolerance
      case .day(let day): today.adding(years: limit).map { day <= $0 } ?? true
      }
    }
    return 5 - (within ?? 4)
  }

  fileprivate func band(_ total: Double) -> String {
    bands.first { total >= $0.from - tieTolerance }?.name ?? ""
  }

  fileprivate var settings: [NamedValue] {
    [
      NamedValue("today", today.description),
      NamedValue("year_limits", yearLimits.map(String.init).joined(separator: ", ")),
      NamedValue("questions_from", questionsFrom),
    ] + bands.map { NamedValue("bands.\($0.name)", $0.from) }
  }
}

extension LeavingExperts.Answers {
  fileprivate var open: [LeavingExperts.Question] {
    let given: [(LeavingExperts.Question, String?)] = [
      (.what, what), (.soWhat, soWhat), (.nowWhat, nowWhat),
    ]
    return given.filter { $0.1?.allSatisfy(\.isWhitespace) ?? true }.map(\.0)
  }
}

extension Remark {
  fileprivate static func worstCaseShown(_ ids: [String]) -> Remark {
    Remark(
      "worst-case-shown",
      english: "a factor is not known, the worst case is shown: \(ids.joined(separator: ", "))",
      chinese: "缺少系数，按最坏情况列示：\(ids.joined(separator: "、"))")
  }

  fileprivate static func leavingInThePast(_ ids: [String]) -> Remark {
    Remark(
      "leaving-in-the-past", english: "the day of leaving is past: \(ids.joined(separator: ", "))",
      chinese: "离开日期已过：\(ids.joined(separator: "、"))")
  }
}
