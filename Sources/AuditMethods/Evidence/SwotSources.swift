extension StrengthsAndWeaknesses {
  /// What is drawn from a gap analysis.
  public struct Gaps: Equatable, Sendable {
    /// Its method and version.
    public var method: String
    public var cells: [Cell]
    /// Cells that nobody requires; they may have evidence, too.
    public var notRequired: [String]

    public init(method: String, cells: [Cell], notRequired: [String] = []) {
      self.method = method
      self.cells = cells
      self.notRequired = notRequired
    }

    public init(_ result: GapResult) {
      method = result.basis.methodVersion
      cells = result.cells.map { cell in
        Cell(
          id: cell.id, status: cell.status, band: cell.score?.band, weight: cell.weight,
          weightedGap: cell.score?.weightedGap)
      }
      notRequired = result.notRequired
    }
  }

  /// A required cell of a gap analysis.
  public struct Cell: Equatable, Sendable {
    public var id: String
    public var status: GapStatus
    public var band: PriorityBand?
    public var weight: Double
    public var weightedGap: Double?

    public init(id: String, status: GapStatus, band: PriorityBand?, weight: Double, weightedGap: Double?) {
      self.id = id
      self.status = status
      self.band = band
      self.weight = weight
      self.weightedGap = weightedGap
    }
  }

  /// An asset or expert with the band that it lies in and the figure that put it there.
  public struct Risk: Equatable, Sendable {
    public var id: String
    public var band: String?
    public var size: Double?

    public init(id: String, band: String?, size: Double?) {
      self.id = id
      self.band = band
      self.size = size
    }
  }

  /// What is drawn from an asset register that was scored.
  public struct Register: Equatable, Sendable {
    public var method: String
    public var assets: [Risk]
    /// Class and stage of the cells without an asset, and of those that hang on one.
    public var blind: [String]
    public var thin: [String]

    public init(method: String, assets: [Risk], blind: [String], thin: [String]) {
      self.method = method
      self.assets = assets
      self.blind = blind
      self.thin = thin
    }

    public init(_ result: RegisterResult) {
      method = result.basis.methodVersion
      assets = result.assets.map { Risk(id: $0.id, band: $0.band, size: $0.risk.value) }
      blind = result.coverage.cells(.blind).map { "\($0.knowledgeClass)/\($0.stage)" }
      thin = result.coverage.cells(.thin).map { "\($0.knowledgeClass)/\($0.stage)" }
    }
  }

  /// What is drawn from the experts who leave.
  public struct Leaving: Equatable, Sendable {
    public var method: String
    public var experts: [Risk]

    public init(method: String, experts: [Risk]) {
      self.method = method
      self.experts = experts
    }

    public init(_ outcome: LeavingExperts.Outcome) {
      method = outcome.basis.methodVersion
      experts = outcome.rows.map { Risk(id: $0.expert.id, band: $0.band, size: $0.total.value) }
    }
  }

  /// An issue of the surroundings, as the steps on goals and constraints name them.
  public struct ContextIssue: Equatable, Sendable {
    public var id: String
    public var isFavourable: Bool

    public init(id: String, isFavourable: Bool) {
      self.id = id
      self.isFavourable = isFavourable
    }
  }

  /// What a customer group could bring beyond today, in the currency of the customers; below 0 what it costs.
  public struct GroupPotential: Equatable, Sendable {
    public var group: String
    public var amount: Double

    public init(group: String, amount: Double) {
      self.group = group
      self.amount = amount
    }
  }

  /// The results to draw on; nil for a method that was not run.
  public struct Sources: Equatable, Sendable {
    public var gaps: Gaps?
    /// The evidence behind each cell of the gap analysis, by the cell's id.
    public var evidence: [String: [String]]
    public var register: Register?
    /// The bands of the register that count as high risk.
    public var riskBands: [String]
    public var leaving: Leaving?
    /// The bands of leaving experts that count as high risk.
    public var leavingBands: [String]
    public var context: [ContextIssue]
    public var potentials: [GroupPotential]

    public init(
      gaps: Gaps? = nil, evidence: [String: [String]] = [:], register: Register? = nil,
      riskBands: [String] = ["extreme", "high"], leaving: Leaving? = nil,
      leavingBands: [String] = ["immediate", "plan"], context: [ContextIssue] = [],
      potentials: [GroupPotential] = []
    ) {
      self.gaps = gaps
      self.evidence = evidence
      self.register = register
      self.riskBands = riskBands
      self.leaving = leaving
      self.leavingBands = leavingBands
      self.context = context
      self.potentials = potentials
    }
  }
}
