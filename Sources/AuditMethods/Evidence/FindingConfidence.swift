/// How far each finding can be relied on: by the number and kinds of its evidence, its age, and the agreement of the scores
/// behind it. What speaks against a finding is listed, never averaged away.
///
/// Four grounds are looked at: enough kinds of evidence support the finding; enough of them are recent; the coefficient of
/// agreement reaches its target, where scores are behind the finding; nothing contradicts it. High: all grounds are met. Medium:
/// one is not met or not known. Low: two or more, or nothing supports the finding. Method catalogue, section 10.9 and step 8.
public enum FindingConfidence {
  public static let version = "finding-confidence/1"

  /// One piece of evidence.
  public struct Evidence: Equatable, Sendable {
    public var id: String
    /// Such as `interview`, `document`, `observation`, `system`, `survey`.
    public var kind: String
    /// Nil: not known.
    public var date: Day?
    /// Whether it speaks against the finding.
    public var contradicts: Bool

    public init(id: String, kind: String, date: Day?, contradicts: Bool = false) {
      self.id = id
      self.kind = kind
      self.date = date
      self.contradicts = contradicts
    }
  }

  /// What is known of the agreement behind a finding.
  public enum Agreement: Equatable, Sendable {
    /// No scores are behind it.
    case notScored
    /// A coefficient by its name, with its value once it is computed.
    case coefficient(String, Double?)
  }

  public struct Finding: Equatable, Sendable {
    public var id: String
    public var evidence: [Evidence]
    public var agreement: Agreement

    public init(id: String, evidence: [Evidence], agreement: Agreement = .notScored) {
      self.id = id
      self.evidence = evidence
      self.agreement = agreement
    }
  }

  public struct Parameters: Equatable, Sendable {
    /// The day on which age is judged.
    public var today: Day
    /// The least number of different kinds; default 2.
    public var minimumKinds: Int
    /// Evidence up to this age is recent; default 365.
    public var recentDays: Int
    /// The least value by coefficient; default `icc(2,1)` 0.75 and `krippendorff-alpha` 0.667.
    public var targets: [AgreementTarget]

    public init(
      today: Day, minimumKinds: Int = 2, recentDays: Int = 365,
      targets: [AgreementTarget] = FindingConfidence.usualTargets
    ) {
      self.today = today
      self.minimumKinds = minimumKinds
      self.recentDays = recentDays
      self.targets = targets
    }
  }

  public static let usualTargets = [
    AgreementTarget("icc(2,1)", atLeast: 0.75), AgreementTarget("krippendorff-alpha", atLeast: 0.667),
  ]

  /// From which value on raters agree well enough, by the name of the coefficient.
  public struct AgreementTarget: Equatable, Sendable {
    public var coefficient: String
    public var minimum: Double

    public init(_ coefficient: String, atLeast minimum: Double) {
      self.coefficient = coefficient
      self.minimum = minimum
    }
  }

  public enum Confidence: String, CaseIterable, Sendable { case high, medium, low }

  public enum Ground: String, CaseIterable, Sendable { case kinds, recency, agreement, consistency }

  public enum Verdict: String, CaseIterable, Sendable { case met, notMet, unknown, notApplicable }

  /// One ground with its verdict, and what it rests on in words.
  public struct Judgement: Equatable, Sendable {
    public var ground: Ground
    public var verdict: Verdict
    public var english: String
    public var chinese: String
  }

  /// One finding with its confidence.
  public struct Row: Equatable, Sendable {
    public var finding: String
    public var confidence: Confidence
    /// How far raters agreed on the scores behind it.
    public var agreement: Agreement
    /// All four, in their order.
    public var grounds: [Judgement]
    /// Pieces of evidence that support it.
    public var supporting: Int
    /// Their kinds, in byte order.
    public var kinds: [String]
    /// The ages in days of the newest and the oldest dated support.
    public var newestDays: Int?
    public var oldestDays: Int?
    /// Support without a date, in byte order.
    public var undated: [String]
    /// What speaks against it, by date and id, the newest first, undated last.
    public var contradicting: [Evidence]
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// By id.
    public var rows: [Row]
    public var counts: [(confidence: Confidence, count: Int)]
    /// The findings that something speaks against.
    public var contradicted: [String]

    public static func == (one: Outcome, other: Outcome) -> Bool {
      one.basis == other.basis && one.rows == other.rows && one.contradicted == other.contradicted
        && one.counts.elementsEqual(other.counts, by: ==)
    }
  }

  /// The confidence of each finding, or everything that is wrong with the input.
  public static func run(_ findings: [Finding], _ parameters: Parameters) throws(MethodError) -> Outcome {
    try check(findings, parameters)
    let rows = findings.map { assess($0, parameters) }.sorted { precedes($0.finding, $1.finding) }
    let bare = rows.count { $0.supporting == 0 }
    return Outcome(
      basis: Basis(
        n: rows.count - bare, missing: bare, notApplicable: 0, parameters: parameters.settings,
        methodVersion: version),
      rows: rows,
      counts: Confidence.allCases.map { confidence in
        (confidence, rows.count { $0.confidence == confidence })
      },
      contradicted: rows.filter { !$0.contradicting.isEmpty }.map(\.finding))
  }

  private static func assess(_ finding: Finding, _ parameters: Parameters) -> Row {
    let support = finding.evidence.filter { !$0.contradicts }
    let against = finding.evidence.filter(\.contradicts).sorted { one, other in
      let (first, second) = (one.date?.number ?? .min, other.date?.number ?? .min)
      return first != second ? first > second : precedes(one.id, other.id)
    }
    let ages = support.compactMap { $0.date.map(parameters.today.days(since:)) }
    let grounds = [
      kinds(support, parameters), recency(support, parameters), agreement(finding.agreement, parameters),
      consistency(against),
    ]
    let doubts = grounds.count { $0.verdict == .notMet || $0.verdict == .unknown }
    return Row(
      finding: finding.id,
      confidence: support.isEmpty || doubts > 1 ? .low : doubts == 1 ? .medium : .high,
      agreement: finding.agreement, grounds: grounds,
      supporting: support.count, kinds: Set(support.map(\.kind)).inByteOrder(), newestDays: ages.min(),
      oldestDays: ages.max(), undated: support.filter { $0.date == nil }.map(\.id).inByteOrder(),
      contradicting: against)
  }

  private static func kinds(_ support: [Evidence], _ parameters: Parameters) -> Judgement {
    let count = Set(support.map(\.kind)).count
    return Judgement(
      ground: .kinds, verdict: count >= parameters.minimumKinds ? .met : .notMet,
      english: "\(count) of \(parameters.minimumKinds) kinds of evidence",
      chinese: "证据种类 \(count)，要求 \(parameters.minimumKinds)")
  }

  /// Whether the kinds of evidence suffice also among what is recent. What has no date may be recent.
  private static func recency(_ support: [Evidence], _ parameters: Parameters) -> Judgement {
    let recent = support.filter { evidence in
      evidence.date.map { parameters.today.days(since: $0) <= parameters.recentDays } ?? false
    }
    let certain = Set(recent.map(\.kind))
    let possible = certain.union(support.filter { $0.date == nil }.map(\.kind))
    let isMet = certain.count >= parameters.minimumKinds
    return Judgement(
      ground: .recency,
      verdict: isMet ? .met : possible.count >= parameters.minimumKinds ? .unknown : .notMet,
      english:
        "\(certain.count) \(certain.count == 1 ? "kind" : "kinds") of evidence from the last \(parameters.recentDays) days",
      chinese: "最近 \(parameters.recentDays) 天内的证据有 \(certain.count) 种")
  }

  private static func agreement(_ agreement: Agreement, _ parameters: Parameters) -> Judgement {
    guard case .coefficient(let name, let value) = agreement else {
      return Judgement(
        ground: .agreement, verdict: .notApplicable, english: "no scores are behind the finding",
        chinese: "该发现不以评分为依据")
    }
    let target = parameters.targets.first { $0.coefficient == name }?.minimum ?? .infinity
    guard let value else {
      return Judgement(
        ground: .agreement, verdict: .unknown, english: "\(name) is not known, target \(numeral(target))",
        chinese: "\(name) 未知，目标 \(numeral(target))")
    }
    let shown = numeral((value * 1000).rounded() / 1000)
    return Judgement(
      ground: .agreement, verdict: value >= target - tieTolerance ? .met : .notMet,
      english: "\(name) \(shown), target \(numeral(target))",
      chinese: "\(name) 为 \(shown)，目标 \(numeral(target))")
  }

  private static func consistency(_ against: [Evidence]) -> Judgement {
    let ids = against.map(\.id)
    return Judgement(
      ground: .consistency, verdict: against.isEmpty ? .met : .notMet,
      english: against.isEmpty ? "nothing speaks against it" : "against it: \(ids.joined(separator: ", "))",
      chinese: against.isEmpty ? "没有相反证据" : "相反证据：\(ids.joined(separator: "、"))")
  }

  private static func check(_ findings: [Finding], _ parameters: Parameters) throws(MethodError) {
    var faults = FaultList()
    if !(1...20).contains(parameters.minimumKinds) {
      faults.add(nil, "minimum_kinds", found: "\(parameters.minimumKinds)", expected: "1 to 20")
    }
    if !(1...100_000).contains(parameters.recentDays) {
      faults.add(nil, "recent_days", found: "\(parameters.recentDays)", expected: "1 to 100000 days")
    }
    faults.checkDeclared(parameters.targets.map(\.coefficient), "targets")
    for target in parameters.targets {
      faults.check(target.minimum, in: 0...1, nil, "targets.\(target.coefficient)")
    }
    faults.checkIDs(findings.lazy.map(\.id))
    let names = Set(parameters.targets.map(\.coefficient))
    for finding in findings {
      var seen: Set<String> = []
      for evidence in finding.evidence {
        faults.checkNamed(evidence.id, finding.id, "evidence.id")
        faults.checkNamed(evidence.kind, finding.id, "evidence.kind")
        if !evidence.id.isEmpty, !seen.insert(evidence.id).inserted {
          faults.add(finding.id, "evidence", found: "`\(evidence.id)` twice", expected: "each piece once")
        }
        if let day = evidence.date, day > parameters.today {
          faults.add(
            evidence.id, "date", found: "\(day)", expected: "a day up to \(parameters.today)")
        }
      }
      if case .coefficient(let name, let value) = finding.agreement {
        faults.check(name, among: names, finding.id, "agreement")
        // Negative coefficients stand for less agreement than by chance and have no lower end.
        if let value, !(-1e9...1.000_000_001).contains(value) {
          faults.add(
            finding.id, "agreement", found: numeral(value), expected: "a coefficient up to 1")
        }
      }
    }
    try faults.throwIfAny()
  }
}

extension FindingConfidence.Parameters {
  fileprivate var settings: [NamedValue] {
    [
      NamedValue("today", today.description), NamedValue("minimum_kinds", minimumKinds),
      NamedValue("recent_days", recentDays),
    ] + targets.map { NamedValue("targets.\($0.coefficient)", $0.minimum) }
  }
}
