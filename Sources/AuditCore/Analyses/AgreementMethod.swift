import AuditMethods

extension AnalysisMethod {
  /// Agreement of raters: method catalogue, sections 5.3 and 5.4.
  static let agreement = AnalysisMethod(
    name: "agreement", version: Agreement.version,
    summary: "Says how far raters agree, by a coefficient, and who is stricter.",
    parameters: ratingParameters() + [
      Parameter(
        "coefficient", .word(Agreement.Coefficient.allCases.map(\.rawValue)),
        "How agreement is measured; without it ICC(2,1)."),
      Parameter(
        "level", .word(Krippendorff.Level.allCases.map(\.rawValue)),
        "How values differ; without it `ordinal`."),
      Parameter(
        "weighting", .word(Kappa.Weighting.allCases.map(\.rawValue)),
        "How much it counts that two raters differ, for Cohen's kappa; without it `none`."),
      Parameter("target", .within(0...1), "The value that is aimed at."),
      Parameter(
        "seed", .whole(0...999_999_999), "Any whole number: with it, an interval is drawn by lot from it."),
      Parameter("replicates", .whole(1...1_000_000), "How often is drawn by lot; without it 2000 times."),
      confidenceParameter,
    ],
    result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let said = try inputs.said()
    var parameters = Agreement.Parameters()
    parameters.coefficient = try inputs.choice("coefficient", or: parameters.coefficient)
    parameters.level = try inputs.choice("level", or: parameters.level)
    parameters.weighting = try inputs.choice("weighting", or: parameters.weighting)
    parameters.target = inputs.number("target")
    parameters.bootstrap = try inputs.bootstrap()
    switch parameters.coefficient {
    case .krippendorff:
      try inputs.refuseConfidence(
        where: parameters.bootstrap == nil, "an interval is drawn by lot only, with `seed`")
    case .cohen:
      try inputs.refuseConfidence(
        where: parameters.weighting != .none, "only Cohen's kappa without weights has an interval")
    case .fleiss: try inputs.refuseConfidence(where: true, "Fleiss' kappa has no interval here")
    case .icc21, .icc2k: break
    }
    parameters.scale = said.scale
    parameters.confidence = inputs.confidence
    return try inputs.outcome(resultLayout) { [parameters] () throws(MethodError) in
      try Agreement.run(said.ratings, parameters)
    }
  }
}

private let resultLayout = Layout<Agreement.Outcome>(
  "agreement result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.text("coefficient") { $0.coefficient.rawValue },
    Layout.text("name") { $0.coefficient.name }, Layout.figure("value") { $0.value },
    Layout.interval { $0.interval }, Layout.whole("bootstrap_dropped") { $0.dropped },
    Layout.number("target") { $0.target },
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
