/// Compares current levels with ideal levels, cell by cell, and says what to mend first.
///
/// The knowledge gap is the knowledge needed minus the knowledge available (Liebowitz et al. 2000, "The knowledge
/// audit"), here weighted along any number of axes. Definitions: method catalogue, section 1.
public enum GapAnalysis {
  public static let version = "gap-analysis/1"

  /// The gaps, or everything that is wrong with the input.
  public static func run(_ input: GapInput, _ parameters: GapParameters) throws(MethodError) -> GapResult {
    var faults = FaultList()
    var warnings: [Remark] = []
    input.check(parameters, &faults)
    let axisWeights = input.axes.map { $0.weightByKey(&faults, &warnings) }
    try faults.throwIfAny()

    var cells: [GapCellResult] = []
    var notRequired: [String] = []
    for cell in input.cells {
      guard let result = assess(cell, weight: weight(of: cell, axisWeights), parameters) else {
        notRequired.append(cell.id)
        continue
      }
      cells.append(result)
    }
    var scored = cells.filter { $0.score != nil }
    prioritise(&scored, parameters)
    let open = cells.filter { $0.score == nil }.sorted { precedes($0.keys, $1.keys) }
    if !open.isEmpty { warnings.append(.notAssessed(open.count, of: cells.count)) }
    let basis = Basis(
      n: scored.count, missing: open.count, notApplicable: notRequired.count,
      parameters: settings(input, parameters), methodVersion: version, warnings: warnings)
    return summary(basis, scored, open, notRequired.inByteOrder(), input.axes, parameters)
  }

  private static func weight(of cell: GapCell, _ weights: [[String: Double]]) -> Double {
    zip(cell.keys, weights).reduce(1) { $0 * ($1.1[$1.0] ?? 0) }
  }

  /// The cell without its rank, or nil when nobody requires it.
  private static func assess(_ cell: GapCell, weight: Double, _ parameters: GapParameters) -> GapCellResult? {
    guard let (ideal, idealSpread) = combined(cell.ideal, parameters.combination) else { return nil }
    var result = GapCellResult(
      id: cell.id, keys: cell.keys, weight: weight, status: .notAssessed, ideal: ideal,
      idealSpread: idealSpread)
    guard let (current, spread) = combined(cell.current, parameters.combination) else { return result }
    result.current = current
    result.currentSpread = spread
    let difference = ideal - current
    result.status =
      difference > tieTolerance ? .gap : (difference < -tieTolerance ? .surplus : .met)
    let gap = result.status == .gap ? difference : 0
    let normalised = gap / (parameters.maximum - parameters.minimum)
    var priority = Figure.undefined(.notGiven)
    if let urgency = cell.urgency, let effort = cell.effort {
      priority = .finite(weight * normalised * urgency / effort, otherwise: .notGiven)
    }
    result.score = GapScore(
      gap: gap, surplus: result.status == .surplus ? -difference : 0, normalisedGap: normalised,
      weightedGap: weight * normalised, rank: 0, share: 0, cumulativeShare: 0, band: .none,
      priorityScore: priority)
    return result
  }

  /// One level from several ratings, with their spread; nil without any rating.
  private static func combined(
    _ ratings: [Double?], _ combination: GapParameters.Combination
  ) -> (level: Double, spread: RatingSpread)? {
    let given = ratings.compactMap { $0 }.sorted()
    guard let first = given.first, let last = given.last else { return nil }
    let spread = RatingSpread(n: given.count, minimum: first, maximum: last)
    switch combination {
    case .mean:
      return (given.reduce(0, +) / Double(given.count), spread)
    case .median:
      let upper = given[given.count / 2]
      let lower = given[(given.count - 1) / 2]
      return (lower + (upper - lower) / 2, spread)
    }
  }

  /// Sorts by weighted gap, gap, weight, keys (no two cells share them); then gives rank, share and band.
  private static func prioritise(_ cells: inout [GapCellResult], _ parameters: GapParameters) {
    let scores = cells.compactMap(\.score)
    let byWeightedGap = competitionRanks(scores.map(\.weightedGap))
    let byGap = competitionRanks(scores.map(\.gap))
    let byWeight = competitionRanks(cells.map(\.weight))
    let order = cells.indices.sorted {
      let first = (byWeightedGap[$0], byGap[$0], byWeight[$0])
      let second = (byWeightedGap[$1], byGap[$1], byWeight[$1])
      if first != second { return first < second }
      return precedes(cells[$0].keys, cells[$1].keys)
    }
    let total = order.reduce(0) { $0 + scores[$1].weightedGap }
    var cumulative = 0.0
    cells = order.map { index in
      var cell = cells[index]
      let share = total > 0 ? scores[index].weightedGap / total : 0
      let before = cumulative
      cumulative += share
      cell.score?.rank = byWeightedGap[index]
      cell.score?.share = share
      cell.score?.cumulativeShare = cumulative
      cell.score?.band = scores[index].gap > 0 && total > 0 ? parameters.bands.band(after: before) : .none
      return cell
    }
  }

  private static func summary(
    _ basis: Basis, _ scored: [GapCellResult], _ open: [GapCellResult], _ notRequired: [String],
    _ axes: [Axis], _ parameters: GapParameters
  ) -> GapResult {
    let total = scored.reduce(0) { $0 + ($1.score?.weightedGap ?? 0) }
    let scoredWeight = scored.reduce(0) { $0 + $1.weight }
    let requiredWeight = open.reduce(scoredWeight) { $0 + $1.weight }
    let minimum = parameters.minimum
    let needed = scored.reduce(0) { $0 + $1.weight * ($1.ideal - minimum) }
    let reached = scored.reduce(0) { $0 + $1.weight * (min($1.current ?? minimum, $1.ideal) - minimum) }
    return GapResult(
      basis: basis, cells: scored + open, notRequired: notRequired, totalWeightedGap: total,
      overallIndex: .ratio(total, of: scoredWeight, otherwise: .nothingScored),
      attainment: .ratio(
        reached, of: needed, otherwise: scored.isEmpty ? .nothingScored : .nothingAboveMinimum),
      assessmentCoverage: .ratio(scoredWeight, of: requiredWeight, otherwise: .nothingRequired),
      rollUps: rollUps(scored + open, axes, total: total),
      heatMaps: heatMaps(scored + open, axes, parameters.heatMap))
  }

  private static func settings(_ input: GapInput, _ parameters: GapParameters) -> [NamedValue] {
    [
      NamedValue("scale.minimum", parameters.minimum), NamedValue("scale.maximum", parameters.maximum),
      NamedValue("combination", parameters.combination.rawValue),
      NamedValue("band_limits.a", parameters.bands.a), NamedValue("band_limits.b", parameters.bands.b),
    ] + input.axes.flatMap(\.settings)
  }
}

extension Remark {
  static func notAssessed(_ count: Int, of required: Int) -> Remark {
    Remark(
      "not-assessed", english: "\(count) of \(required) required cells have no current score",
      chinese: "\(required) 个必需单元中有 \(count) 个没有现状评分")
  }
}
