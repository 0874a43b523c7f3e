/// Where knowledge falls short of what is needed, and what to mend first.
public struct GapResult: Equatable, Sendable {
  public var basis: Basis
  /// The scored cells by priority, then those not assessed; cells that nobody requires are left out.
  public var cells: [GapCellResult]
  /// Cells without an ideal level, left out of everything else.
  public var notRequired: [String]
  /// G, the sum of all weighted gaps.
  public var totalWeightedGap: Double
  /// G over the weight of the scored cells: 0 nothing missing, 1 everything missing.
  public var overallIndex: Figure
  /// How much of the required height above the scale's minimum is reached.
  public var attainment: Figure
  /// The weight of the scored cells over that of the required ones.
  public var assessmentCoverage: Figure
  /// One list for each axis, one entry for each key declared on it.
  public var rollUps: [AxisRollUp]
  /// Empty with a single axis.
  public var heatMaps: [HeatMap]
}

/// One required cell.
public struct GapCellResult: Equatable, Sendable {
  public var id: String
  public var keys: [String]
  public var weight: Double
  public var status: GapStatus
  /// The combined current level; nil when not assessed.
  public var current: Double?
  public var ideal: Double
  public var currentSpread: RatingSpread?
  public var idealSpread: RatingSpread
  /// All that needs a current level; nil when not assessed.
  public var score: GapScore?
}

/// How a cell stands. Surplus is told apart: it never makes up for a gap elsewhere.
public enum GapStatus: String, CaseIterable, Sendable { case gap, met, surplus, notAssessed }

/// The figures of an assessed cell.
public struct GapScore: Equatable, Sendable {
  public var gap: Double
  public var surplus: Double
  /// The gap in parts of the scale's length.
  public var normalisedGap: Double
  public var weightedGap: Double
  /// Competition rank by weighted gap: 1, 2, 2, 4.
  public var rank: Int
  /// The weighted gap in parts of the total; 0 when there is no gap at all.
  public var share: Double
  /// The shares of all cells up to and including this one, in the order of the list.
  public var cumulativeShare: Double
  public var band: PriorityBand
  /// Weighted gap × urgency ÷ effort, where both are given.
  public var priorityScore: Figure
}

/// The ratings behind one level.
public struct RatingSpread: Equatable, Sendable {
  public var n: Int
  public var minimum: Double
  public var maximum: Double
}

/// The gaps of one axis, key by key.
public struct AxisRollUp: Equatable, Sendable {
  public var axis: String
  public var rows: [KeyRollUp]
}

/// All required cells that share one key.
public struct KeyRollUp: Equatable, Sendable {
  public var key: String
  public var scored: Int
  public var notAssessed: Int
  /// The weight of the scored cells.
  public var weight: Double
  public var weightedGap: Double
  /// Σ weighted gap ÷ Σ weight.
  public var meanNormalisedGap: Figure
  /// The part of the total weighted gap; 0 when there is no gap at all.
  public var shareOfGap: Double
  /// Weighted means over the scored cells, for drawing current against ideal.
  public var meanCurrent: Figure
  public var meanIdeal: Figure
}

/// One coloured table: mean normalised gap by two axes.
public struct HeatMap: Equatable, Sendable {
  public var rowAxis: String
  public var columnAxis: String
  /// The axis and key this map is for; nil for a map of everything.
  public var sliceAxis: String?
  public var sliceKey: String?
  public var rowKeys: [String]
  public var columnKeys: [String]
  /// By row, then by column.
  public var cells: [[HeatMapCell]]
}

/// One field of a heat map. Nothing required and nothing assessed are different things.
public struct HeatMapCell: Equatable, Sendable {
  public var scored: Int
  public var notAssessed: Int
  public var meanNormalisedGap: Figure
}
