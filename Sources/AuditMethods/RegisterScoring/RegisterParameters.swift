/// The settings of the register scoring.
public struct RegisterParameters: Equatable, Sendable {
  /// The day on which freshness is judged.
  public var asOf: Day
  /// The rows of the coverage matrix, with weights if they differ.
  public var classes: Axis
  /// The columns of the coverage matrix, with weights if they differ.
  public var stages: Axis
  /// The customer groups that get a matrix of their own; empty for none.
  public var groups: [String]
  /// For each class the stages that apply to it; default: 17 cells of the lifecycle model.
  public var applicability: [Applicability]
  /// Cells of which somebody has said whether knowledge is needed there, whatever usually applies.
  public var decisions: [CellDecision]
  /// The least quality that covers a cell; nil: any asset does.
  public var minimumQuality: Double?
  /// From the highest down; default: extreme 20, high 12, moderate 6, low 1.
  public var riskBands: [RiskBand]
  public var freshness: FreshnessLimits
  public var vulnerability: VulnerabilityRule
  /// Who leaves within the horizon, for derived vulnerability.
  public var leaving: [String]
  /// The classes that give knowledge to customers or make it with them; default: needed and cocreated.
  public var givingClasses: [String]

  /// When the vulnerability is worked out from other fields instead of being rated.
  public enum VulnerabilityRule: String, CaseIterable, Sendable {
    case asRated, derivedWhenMissing, derived
  }

  public init(
    asOf: Day, classes: Axis = .knowledgeClasses, stages: Axis = .lifecycleStages, groups: [String] = [],
    applicability: [Applicability] = Applicability.lifecycle, decisions: [CellDecision] = [],
    minimumQuality: Double? = nil,
    riskBands: [RiskBand] = RiskBand.usual, freshness: FreshnessLimits = FreshnessLimits(),
    vulnerability: VulnerabilityRule = .asRated, leaving: [String] = [],
    givingClasses: [String] = ["needed", "cocreated"]
  ) {
    self.asOf = asOf
    self.classes = classes
    self.stages = stages
    self.groups = groups
    self.applicability = applicability
    self.decisions = decisions
    self.minimumQuality = minimumQuality
    self.riskBands = riskBands
    self.freshness = freshness
    self.vulnerability = vulnerability
    self.leaving = leaving
    self.givingClasses = givingClasses
  }
}

/// The stages that apply to one class.
public struct Applicability: Equatable, Sendable {
  public var knowledgeClass: String
  public var stages: [String]

  public init(_ knowledgeClass: String, stages: [String]) {
    self.knowledgeClass = knowledgeClass
    self.stages = stages
  }

  /// Knowledge from and about customers is acquired, what they need is transferred and provided, co-created knowledge
  /// is co-developed; preserving, sharing and applying concern all four.
  public static let lifecycle = [
    Applicability("about", stages: ["acquire", "preserve", "share", "apply"]),
    Applicability("needed", stages: ["preserve", "transfer", "provide", "share", "apply"]),
    Applicability("from", stages: ["acquire", "preserve", "share", "apply"]),
    Applicability("cocreated", stages: ["preserve", "share", "codevelop", "apply"]),
  ]
}

/// Whether knowledge of a class is needed at a stage, for all customer groups or for one of them.
public struct CellDecision: Equatable, Sendable {
  public var knowledgeClass: String
  public var stage: String
  /// Nil for all groups of which nothing else is said.
  public var group: String?
  public var isNeeded: Bool

  public init(_ knowledgeClass: String, _ stage: String, group: String? = nil, isNeeded: Bool) {
    self.knowledgeClass = knowledgeClass
    self.stage = stage
    self.group = group
    self.isNeeded = isNeeded
  }
}

extension Axis {
  /// The four classes of customer knowledge.
  public static let knowledgeClasses = Axis("class", keys: ["about", "needed", "from", "cocreated"])
  /// The seven stages of the lifecycle.
  public static let lifecycleStages = Axis(
    "stage", keys: ["acquire", "preserve", "transfer", "provide", "share", "codevelop", "apply"])
}

/// A range of risk scores with its name.
public struct RiskBand: Equatable, Sendable {
  public var name: String
  /// The lowest score of the band.
  public var from: Double

  public init(_ name: String, from: Double) {
    self.name = name
    self.from = from
  }

  public static let usual = [
    RiskBand("extreme", from: 20), RiskBand("high", from: 12), RiskBand("moderate", from: 6),
    RiskBand("low", from: 1),
  ]
}

/// Where freshness ends, as parts of the review interval, and what holds for assets without their own interval.
public struct FreshnessLimits: Equatable, Sendable {
  public var fresh: Double
  public var ageing: Double
  public var overdue: Double
  public var reviewIntervalDays: Int?
  public var halfLifeDays: Int?

  public init(
    fresh: Double = 0.5, ageing: Double = 1, overdue: Double = 2, reviewIntervalDays: Int? = nil,
    halfLifeDays: Int? = nil
  ) {
    self.fresh = fresh
    self.ageing = ageing
    self.overdue = overdue
    self.reviewIntervalDays = reviewIntervalDays
    self.halfLifeDays = halfLifeDays
  }
}

extension RegisterParameters {
  var settings: [NamedValue] {
    [
      NamedValue("as_of", asOf.description), NamedValue("minimum_quality", minimumQuality),
      NamedValue("vulnerability", vulnerability.rawValue),
      NamedValue("leaving", leaving.count),
      NamedValue("freshness.fresh", freshness.fresh), NamedValue("freshness.ageing", freshness.ageing),
      NamedValue("freshness.overdue", freshness.overdue),
      NamedValue("freshness.review_interval_days", freshness.reviewIntervalDays),
      NamedValue("freshness.half_life_days", freshness.halfLifeDays),
      NamedValue("giving_classes", givingClasses.joined(separator: ", ")),
    ] + riskBands.map { NamedValue("risk_bands.\($0.name)", $0.from) } + classes.settings + stages.settings
  }
}
