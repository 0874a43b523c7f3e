import AuditMethods

extension AnalysisMethod {
  /// Agreement of raters: method catalogue, sections 5.3 and 5.4.
  static let agreement = AnalysisMethod(
    name: "agreement", version: Agreement.version,
    parameters: [
      Parameter("scores", .scores, required: true), Parameter("rater", .column),
      Parameter("coefficient", .word(Agreement.Coefficient.allCases.map(\.rawValue))),
      Parameter("level", .word(Krippendorff.Level.allCases.map(\.rawValue))),
      Parameter("weighting", .word(Kappa.Weighting.allCases.map(\.rawValue))),
      Parameter("target", .number), Parameter("seed", .number),
    ],
    result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let scores = try inputs.scores("scores")
    var parameters = Agreement.Parameters()
    if let word = inputs.word("coefficient") {
      parameters.coefficient = try inputs.meant(word, "coefficient")
    }
    if let word = inputs.word("level") { parameters.level = try inputs.meant(word, "level") }
    if let word = inputs.word("weighting") { parameters.weighting = try inputs.meant(word, "weighting") }
    parameters.target = inputs.number("target")
    parameters.bootstrap = inputs.whole("seed").map { Bootstrap(seed: UInt64(bitPattern: Int64($0))) }
    if case .scale(let scale) = inputs.state.workflow.steps[scores.place].fields[scores.field].type {
      parameters.scale = Double(scale.min)...Double(scale.max)
    }
    let ratings = try inputs.ratings(scores)
    do throws(MethodError) {
      return resultLayout.value(try Agreement.run(ratings, parameters))
    } catch { throw AnalysisFailure(error) }
  }
}

extension AnalysisInputs {
  /// Scores as a table of units by raters: a unit is what the key of an entry names beside the rater.
  fileprivate func ratings(_ scores: Column) throws(AnalysisFailure) -> Ratings {
    guard let rater = has("rater") ? column("rater") : column(scores.step, Rating.rater),
      rater.step == scores.step
    else {
      throw AnalysisFailure("`\(scores.step)` has no field `\(Rating.rater)`: name the field under `rater`")
    }
    let step = state.workflow.steps[scores.place]
    let others = step.keyFields.filter { $0 != step.fields[rater.field].id }.compactMap {
      column(step.id, $0)
    }
    var table: [[String]: [String: Double]] = [:]
    var raters: Set<String> = []
    for entry in entries(scores) {
      guard let name = text(entry, rater) else { continue }
      let unit = others.map { text(entry, $0) ?? "" }
      table[unit, default: [:]][name] = number(entry, scores)
      raters.insert(name)
    }
    let columns = raters.sorted()
    let units = table.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return Ratings(
      units: units.map { EntryKey($0.key).written }, columns: columns,
      rows: units.map { unit in columns.map { unit.value[$0] } })
  }
}

private let resultLayout = Layout<Agreement.Outcome>(
  "agreement result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.text("coefficient") { $0.coefficient.rawValue },
    Layout.text("name") { $0.coefficient.name }, Layout.figure("value") { $0.value },
    Layout.number("low") { $0.interval?.low.value }, Layout.number("high") { $0.interval?.high.value },
    Layout.number("confidence") { $0.interval?.level }, Layout.number("target") { $0.target },
    Layout.flag("reached") { $0.isReached }, Layout.row("unanimous", shareLayout) { $0.unanimous },
    Layout.rows("by_rater", raterLayout) { $0.raters }, Layout.rows("units", unitLayout) { $0.units },
  ])

private let raterLayout = Layout<Agreement.Rater>(
  "agreement rater",
  [
    Layout.text("rater") { $0.id }, Layout.whole("n") { $0.n }, Layout.figure("mean") { $0.mean },
    Layout.figure("leniency") { $0.leniency },
  ])

private let unitLayout = Layout<Agreement.Unit>(
  "agreement unit",
  [
    Layout.text("unit") { $0.id }, Layout.whole("n") { $0.n }, Layout.number("lowest") { $0.lowest },
    Layout.number("highest") { $0.highest }, Layout.number("range") { $0.range },
  ])
