/// What the register says about the knowledge held: how much of it is at risk, out of date, missing or wasted.
public struct RegisterResult: Equatable, Sendable {
  public var basis: Basis
  /// By risk, the highest first; assets without a risk score last, by id.
  public var assets: [ScoredAsset]
  /// How many assets lie in each band, in the order of the bands.
  public var riskCounts: [BandCount]
  /// Assets by criticality (1 to 5, outer) and vulnerability (1 to 5, inner), rounded to whole levels.
  public var riskMatrix: [[Int]]
  public var freshnessCounts: [FreshnessCount]
  /// Class × stage over all assets.
  public var coverage: CoverageMatrix
  /// The same for each customer group.
  public var coverageByGroup: [CoverageMatrix]
  /// Classes and stages that no asset names.
  public var unusedClasses: [String]
  public var unusedStages: [String]
  /// How much of the register is made for customers or with them: the firm gives as well as collects.
  public var balance: Share
  /// By share, the largest first, equals by name.
  public var holders: [HolderShare]
  public var busFactor: BusFactor
  public var withoutOwner: [String]
  public var waste: Waste
}

/// How many assets one risk band holds.
public struct BandCount: Equatable, Sendable {
  public var band: String
  public var count: Int
}

/// How many assets are in one state of freshness.
public struct FreshnessCount: Equatable, Sendable {
  public var status: FreshnessStatus
  public var count: Int
}

/// One asset with its scores. Both factors stand beside the product: 2 × 5 and 5 × 2 are different problems.
public struct ScoredAsset: Equatable, Sendable {
  public var id: String
  public var criticality: Double?
  public var vulnerability: Double?
  /// Why the vulnerability is what it is, when it was derived; nil when it was rated.
  public var derivation: [VulnerabilityGround]?
  /// Criticality × vulnerability.
  public var risk: Figure
  public var band: String?
  /// Competition rank by risk; nil without a score.
  public var rank: Int?
  public var holderCount: Int
  /// Held by exactly one person.
  public var isSinglePoint: Bool
  public var freshness: Freshness
}

/// What makes an asset vulnerable.
public enum VulnerabilityGround: String, CaseIterable, Sendable {
  case tacit, singleHolder, twoHolders, holderLeaving, undocumentedOrOverdue
}

/// How up to date an asset is.
public struct Freshness: Equatable, Sendable {
  public var status: FreshnessStatus
  public var ageDays: Int?
  /// max(0, 1 − age ÷ interval).
  public var linear: Figure
  /// 2^(−age ÷ half-life).
  public var exponential: Figure
}

/// From just reviewed to long forgotten; `unknown` is listed, never averaged.
public enum FreshnessStatus: String, CaseIterable, Sendable { case fresh, ageing, overdue, stale, unknown }

/// Which cells of class × stage hold knowledge.
public struct CoverageMatrix: Equatable, Sendable {
  /// The customer group, or nil for all assets.
  public var group: String?
  /// By class, then by stage, in the order of the axes.
  public var cells: [[CoverageCell]]
  /// Covered applicable cells ÷ applicable cells.
  public var coverage: Figure
  /// The same with the weights of class and stage.
  public var weightedCoverage: Figure
  /// Cells with any asset ÷ all cells.
  public var coverageOfAll: Figure

  /// The cells with one status, in the order of the axes.
  public func cells(_ status: CoverageStatus) -> [CoverageCell] {
    cells.flatMap { $0 }.filter { $0.status == status }
  }
}

/// One field of the coverage matrix.
public struct CoverageCell: Equatable, Sendable {
  public var knowledgeClass: String
  public var stage: String
  public var isApplicable: Bool
  public var status: CoverageStatus
  /// In byte order.
  public var assets: [String]
  public var bestQuality: Double?
  /// Different people who hold any of the assets.
  public var holderCount: Int
}

/// How well a cell is covered.
public enum CoverageStatus: String, CaseIterable, Sendable {
  case covered
  /// Covered, but by a single asset or a single person.
  case thin
  /// Applicable, and nothing is there, or nothing good enough.
  case blind
  /// Holds assets although the mask does not expect any.
  case unusual
  case notApplicable
}

/// How much one person holds.
public struct HolderShare: Equatable, Sendable {
  public var holder: String
  public var assets: Int
  /// Assets nobody else holds.
  public var alone: Int
  /// Of all assets that name a holder.
  public var share: Figure
}

/// The least number of people whose leaving strips more than half of the held assets of all their holders.
public struct BusFactor: Equatable, Sendable {
  public var people: Figure
  public var assetsLost: Int
  /// One such group; of several, the most damaging, then the first by name.
  public var example: [String]
  public var search: Search

  public enum Search: String, CaseIterable, Sendable {
    /// Every group was tried.
    case exact
    /// Too many people for that: one after another was taken out, so the true number may be lower.
    case greedy
  }
}

/// Assets that cost more than they bring.
public struct Waste: Equatable, Sendable {
  /// Groups of assets that are said to repeat each other or share a name.
  public var duplicates: [[String]]
  /// Groups in one and the same place: worth a look, no proof.
  public var sameLocation: [[String]]
  public var outOfDate: [String]
  public var trivial: [String]
  /// Known to serve no decision.
  public var unused: [String]
  public var duplicateShare: Share
  public var outOfDateShare: Share
  public var trivialShare: Share
  public var unusedShare: Share
  /// Assets with at least one of the four.
  public var anyShare: Share
}
