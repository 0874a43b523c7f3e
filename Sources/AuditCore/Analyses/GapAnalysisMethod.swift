import AuditMethods

extension AnalysisMethod {
  /// Gap analysis, current against ideal: method catalogue, section 1.
  static let gapAnalysis = AnalysisMethod(
    name: "gap_analysis", version: GapAnalysis.version,
    summary: "Compares the scores with the level that is wanted, cell by cell, and weighs the gaps.",
    parameters: [
      Parameter("current", .scores, required: true, "The step with the scores of today."),
      Parameter(
        "ideal", .column(.number), required: true, in: .free, "The field with the level that is wanted."),
      Parameter(
        "refinements", .column(.number), in: .anywhere,
        "The field with a level of its own for some cells, as for one group; it goes before `ideal`, and `not_applicable` means that nothing is needed there."
      ),
      Parameter(
        "weights", .axes, required: true,
        "The field with the weight of each value, by axis; the axes span the cells."),
      Parameter(
        "urgency", .column(.number), in: .free,
        "How soon a gap must be closed, above 0; where several say it of a cell, their mean."),
      Parameter(
        "effort", .column(.number), in: .free,
        "What closing a gap takes, above 0; with `urgency`, the priority score is weighted gap · urgency ÷ effort."
      ),
      Parameter("combine", .word(["mean", "median"]), "How several scores of a cell become one."),
      Parameter("minimum", .number, "The lowest level of the scale, where the fields do not say it."),
      Parameter("maximum", .number, "The highest level of the scale, where the fields do not say it."),
    ],
    result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    try GapTable(inputs).run()
  }
}

/// The ratings and ideals of an audit as the cells of a gap analysis.
private struct GapTable {
  let inputs: AnalysisInputs
  let axes: [Axis]
  let ideal: AnalysisInputs.Column
  let urgency: [[String]: Double]
  let effort: [[String]: Double]

  init(_ inputs: AnalysisInputs) throws(AnalysisFailure) {
    self.inputs = inputs
    axes = try inputs.axes("weights")
    ideal = try inputs.requiredColumn("ideal")
    urgency = try Self.levels("urgency", inputs, axes, besideIdeal: ideal)
    effort = try Self.levels("effort", inputs, axes, besideIdeal: ideal)
  }

  func run() throws(AnalysisFailure) -> Value {
    guard let scale = try inputs.scale(of: [ideal]) else {
      throw AnalysisFailure("the scale is not known: give `minimum` and `maximum`")
    }
    let parameters = GapParameters(
      minimum: scale.lowerBound, maximum: scale.upperBound,
      combination: inputs.word("combine").flatMap(GapParameters.Combination.init) ?? .mean)
    let score = try inputs.scores("current")
    let cells = score.step == ideal.step ? try cells(beside: score) : try cells(apart: score)
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      let input = GapInput(axes: axes, cells: cells)
      var result = try GapAnalysis.run(input, parameters)
      // The order of more gaps than can be worked out anew for each weight is not tried.
      let sensitivity = try? GapAnalysis.sensitivity(of: result, input)
      if sensitivity == nil { result.basis.warnings.append(.orderNotTried) }
      return WeighedGaps(result: result, sensitivity: sensitivity)
    }
  }

  /// The cells where each score stands beside the level that is wanted.
  private func cells(beside score: AnalysisInputs.Column) throws(AnalysisFailure) -> [GapCell] {
    var cells: [[String]: GapCell] = [:]
    for entry in inputs.entries(score) {
      let keys = try keys(of: entry, in: score.step, nil)
      cells[keys, default: cell(keys, [], [])].current.append(inputs.number(entry, score))
      cells[keys]?.ideal.append(inputs.number(entry, ideal))
    }
    return cells.values.sorted { $0.keys.lexicographicallyPrecedes($1.keys) }
  }

  /// The cells where scores and levels stand in registers of their own.
  private func cells(apart score: AnalysisInputs.Column) throws(AnalysisFailure) -> [GapCell] {
    var scores = try scores(score)
    var cells = ideals().map { keys, levels in cell(keys, scores.removeValue(forKey: keys) ?? [], levels) }
    // Scores where nothing is required are counted, not lost.
    for (keys, given) in scores.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      cells.append(cell(keys, given, []))
    }
    return cells
  }

  private func cell(_ keys: [String], _ current: [Double?], _ ideal: [Double?]) -> GapCell {
    GapCell(
      id: AnalysisInputs.key(EntryKey(keys)), keys: keys, current: current, ideal: ideal,
      urgency: urgency[keys],
      effort: effort[keys])
  }

  /// What a column says of each cell, above 0; the mean where several say something.
  private static func levels(
    _ argument: String, _ inputs: AnalysisInputs, _ axes: [Axis], besideIdeal ideal: AnalysisInputs.Column
  ) throws(AnalysisFailure) -> [[String]: Double] {
    guard let column = inputs.column(argument) else { return [:] }
    let link = inputs.subjectLink(of: column) ?? inputs.link(from: column.step, to: ideal.step)
    var given: [[String]: [Double]] = [:]
    var faults = CellFaults()
    for entry in inputs.entries(column) {
      guard let number = inputs.number(entry, column) else { continue }
      let key = AnalysisInputs.key(entry)
      if !(number > 0) { faults.add(key, argument, found: numeral(number), expected: "a number above 0") }
      guard axes.contains(where: { inputs.key(on: $0.name, of: entry, in: column.step, link) != nil }) else {
        faults.add(
          key, argument, found: numeral(number), expected: "beside it a value of the axes that it is about")
        continue
      }
      for keys in cellKeys(axes, of: entry, in: column.step, link, inputs) {
        given[keys, default: []].append(number)
      }
    }
    try faults.throwIfAny()
    // In whatever order they stand, they have one mean.
    return given.mapValues { $0.sorted().reduce(0, +) / Double($0.count) }
  }

  /// The one cell that an entry is about.
  private func keys(
    of entry: Entry, in step: StepID, _ link: AnalysisInputs.Link?
  ) throws(AnalysisFailure) -> [String] {
    var keys: [String] = []
    for axis in axes {
      guard let key = inputs.key(on: axis.name, of: entry, in: step, link) else {
        throw AnalysisFailure("`\(step)/\(entry.key)` has no `\(axis.name)`")
      }
      keys.append(key)
    }
    return keys
  }

  /// The cells with the level that is wanted there, nil where none is; a refinement goes before the ideal.
  private func ideals() -> [(keys: [String], levels: [Double?])] {
    var refined: [[String]: Double?] = [:]
    if let column = inputs.column("refinements") {
      let link = inputs.link(from: column.step, to: ideal.step)
      for entry in inputs.entries(column) {
        let level: Double?
        switch inputs.wanted(entry, column) {
        case .level(let wanted): level = wanted
        case .notNeeded: level = nil
        case .open: continue
        }
        for keys in cellKeys(of: entry, in: column.step, link) { refined[keys] = .some(level) }
      }
    }
    var ideals: [(keys: [String], levels: [Double?])] = []
    var places: [[String]: Int] = [:]
    let isByRaters = inputs.isRated(ideal)
    for entry in inputs.entries(ideal) {
      let level = inputs.number(entry, ideal)
      for keys in cellKeys(of: entry, in: ideal.step, nil) {
        if isByRaters, let place = places[keys] {
          ideals[place].levels.append(level)
        } else {
          places[keys] = ideals.count
          ideals.append((keys, [level]))
        }
      }
    }
    for place in ideals.indices {
      if let level = refined.removeValue(forKey: ideals[place].keys) { ideals[place].levels = [level] }
    }
    return ideals
      + refined.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, [$0.value]) }
  }

  /// The cells an ideal stands for: where it says nothing of an axis, it holds for every key of that axis.
  private func cellKeys(of entry: Entry, in step: StepID, _ link: AnalysisInputs.Link?) -> [[String]] {
    Self.cellKeys(axes, of: entry, in: step, link, inputs)
  }

  private static func cellKeys(
    _ axes: [Axis], of entry: Entry, in step: StepID, _ link: AnalysisInputs.Link?, _ inputs: AnalysisInputs
  ) -> [[String]] {
    axes.reduce([[]]) { cells, axis in
      if let key = inputs.key(on: axis.name, of: entry, in: step, link) { return cells.map { $0 + [key] } }
      return cells.flatMap { cell in axis.keys.map { cell + [$0] } }
    }
  }

  /// The scores of each cell, one for each rater.
  private func scores(_ score: AnalysisInputs.Column) throws(AnalysisFailure) -> [[String]: [Double?]] {
    let link = inputs.subjectLink(of: score)
    var scores: [[String]: [Double?]] = [:]
    for entry in inputs.entries(score) {
      scores[try keys(of: entry, in: score.step, link), default: []].append(inputs.number(entry, score))
    }
    return scores
  }
}

private struct WeighedGaps {
  let result: GapResult
  let sensitivity: SensitivityResult?
}

private let resultLayout = Layout<WeighedGaps>(
  "gap_analysis result",
  [
    Layout.row("basis", basisLayout) { $0.result.basis },
    Layout.rows("cells", cellLayout) { $0.result.cells },
    Layout.texts("not_required") { $0.result.notRequired },
    Layout.number("total_weighted_gap") { $0.result.totalWeightedGap },
    Layout.figure("overall_index") { $0.result.overallIndex },
    Layout.figure("attainment") { $0.result.attainment },
    Layout.figure("assessment_coverage") { $0.result.assessmentCoverage },
    Layout.rows("roll_ups", rollUpLayout) { $0.result.rollUps },
    Layout.rows("heat_maps", heatMapLayout) { $0.result.heatMaps },
    Layout.row("sensitivity", sensitivityLayout) { $0.sensitivity },
  ])

extension GapCellResult {
  /// How the ideals of several people spread.
  fileprivate var severalIdeals: RatingSpread? { idealSpread.n > 1 ? idealSpread : nil }
}

private let cellLayout = Layout<GapCellResult>(
  "gap cell",
  [
    Layout.text("id") { $0.id }, Layout.texts("keys") { $0.keys }, Layout.number("weight") { $0.weight },
    Layout.text("status") { $0.status.rawValue }, Layout.number("current") { $0.current },
    Layout.number("ideal") { $0.ideal }, Layout.whole("raters") { $0.currentSpread?.n },
    Layout.number("lowest") { $0.currentSpread?.minimum },
    Layout.number("highest") { $0.currentSpread?.maximum },
    Layout.number("gap") { $0.score?.gap }, Layout.number("surplus") { $0.score?.surplus },
    Layout.number("normalised_gap") { $0.score?.normalisedGap },
    Layout.number("weighted_gap") { $0.score?.weightedGap }, Layout.whole("rank") { $0.score?.rank },
    Layout.number("share") { $0.score?.share },
    Layout.number("cumulative_share") { $0.score?.cumulativeShare },
    Layout.text("band") { $0.score?.band.rawValue },
    Layout.ifAny("priority_score") { $0.score?.priorityScore },
    Layout.whole("ideal_raters") { $0.severalIdeals?.n },
    Layout.number("lowest_ideal") { $0.severalIdeals?.minimum },
    Layout.number("highest_ideal") { $0.severalIdeals?.maximum },
  ])

private let rollUpLayout = Layout<AxisRollUp>(
  "gap roll-up", [Layout.text("axis") { $0.axis }, Layout.rows("rows", keyLayout) { $0.rows }])

private let keyLayout = Layout<KeyRollUp>(
  "gap roll-up row",
  [
    Layout.text("key") { $0.key }, Layout.whole("scored") { $0.scored },
    Layout.whole("not_assessed") { $0.notAssessed }, Layout.number("weight") { $0.weight },
    Layout.number("weighted_gap") { $0.weightedGap },
    Layout.figure("mean_normalised_gap") { $0.meanNormalisedGap },
    Layout.number("share_of_gap") { $0.shareOfGap }, Layout.figure("mean_current") { $0.meanCurrent },
    Layout.figure("mean_ideal") { $0.meanIdeal },
  ])

private let heatMapLayout = Layout<HeatMap>(
  "heat map",
  [
    Layout.text("row_axis") { $0.rowAxis }, Layout.text("column_axis") { $0.columnAxis },
    Layout.text("slice_axis") { $0.sliceAxis }, Layout.text("slice_key") { $0.sliceKey },
    Layout.texts("column_keys") { $0.columnKeys },
    Layout.rows("rows", heatRowLayout) { map in
      zip(map.rowKeys, map.cells).map { HeatRow(key: $0, cells: $1) }
    },
  ])

private struct HeatRow {
  let key: String
  let cells: [HeatMapCell]
}

private let heatRowLayout = Layout<HeatRow>(
  "heat map row", [Layout.text("key") { $0.key }, Layout.rows("cells", heatCellLayout) { $0.cells }])

private let heatCellLayout = Layout<HeatMapCell>(
  "heat map cell",
  [
    Layout.whole("scored") { $0.scored }, Layout.whole("not_assessed") { $0.notAssessed },
    Layout.figure("mean_normalised_gap") { $0.meanNormalisedGap },
  ])
