import AuditMethods

extension AnalysisMethod {
  /// Key knowledge sources by value, willingness and absorption: method catalogue, section 3.
  static let keySources = AnalysisMethod(
    name: "key_sources", version: SourceScoring.version,
    summary: "Which sources of knowledge are worth it: value, willingness and our absorption.",
    parameters: [
      Parameter(
        "value", .columns(.number), required: true, "The indicators of what a source's knowledge is worth."),
      Parameter(
        "willingness", .columns(.number), required: true,
        "The indicators of how ready a source is to share it."),
      Parameter(
        "absorption", .columns(.number), required: true, "The indicators of how able we are to take it in."),
      Parameter("value_weight", .number, "The weight of value; all three or none."),
      Parameter("willingness_weight", .number, "The weight of willingness; all three or none."),
      Parameter("absorption_weight", .number, "The weight of absorption; all three or none."),
      Parameter("minimum", .number, "The lowest level of the scale, where the fields do not say it."),
      Parameter("maximum", .number, "The highest level of the scale, where the fields do not say it."),
      Parameter(
        "threshold", .number,
        "The least score of a key source; without it 3.5 of 1 to 5, in proportion on other scales."),
      Parameter(
        "floor", .number, "The least level in every dimension of a key source; without it 2.5 of 1 to 5."),
      Parameter("high_from", .number, "From which level on a dimension is high; without it 3 of 1 to 5."),
    ],
    result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let input = try inputs.sources()
    var parameters = SourceParameters()
    let columns = SourceDimension.allCases.flatMap { inputs.columns($0.rawValue) ?? [] }
    if let scale = try inputs.scale(of: columns) {
      (parameters.minimum, parameters.maximum) = (scale.lowerBound, scale.upperBound)
    }
    if let number = inputs.number("minimum") { parameters.minimum = number }
    if let number = inputs.number("maximum") { parameters.maximum = number }
    // The usual limits are those of a scale from 1 to 5; on others they lie where they lie on that.
    func limit(_ usual: Double) -> Double {
      parameters.minimum + (parameters.maximum - parameters.minimum) * (usual - 1) / 4
    }
    (parameters.threshold, parameters.floor, parameters.highFrom) = (
      limit(parameters.threshold), limit(parameters.floor), limit(parameters.highFrom)
    )
    if let number = inputs.number("threshold") { parameters.threshold = number }
    if let number = inputs.number("floor") { parameters.floor = number }
    if let number = inputs.number("high_from") { parameters.highFrom = number }
    let weights = SourceDimension.allCases.compactMap { dimension in
      inputs.number("\(dimension.rawValue)_weight").map { KeyWeight(dimension.rawValue, $0) }
    }
    if !weights.isEmpty { parameters.weights = weights }
    return try inputs.outcome(resultLayout) { [parameters] () throws(MethodError) in
      ScoredSources(
        result: try SourceScoring.run(input, parameters),
        sensitivity: try SourceScoring.sensitivity(input, parameters))
    }
  }
}

extension AnalysisInputs {
  /// The sources with the ratings of their indicators, dimension by dimension.
  fileprivate func sources() throws(AnalysisFailure) -> SourceInput {
    var columns: [Column] = []
    var dimensions: [SourceDimension] = []
    for dimension in SourceDimension.allCases {
      guard let given = self.columns(dimension.rawValue) else {
        throw AnalysisFailure("argument `\(dimension.rawValue)` is missing")
      }
      columns += given
      dimensions += given.map { _ in dimension }
    }
    guard columns.allSatisfy({ $0.step == columns[0].step }) else {
      throw AnalysisFailure("`value`, `willingness` and `absorption` name fields of one register")
    }
    return SourceInput(
      ratings: ratings(columns),
      dimensions: dimensions)
  }
}

private struct ScoredSources {
  let result: SourceResult
  let sensitivity: SensitivityResult
}

private let resultLayout = Layout<ScoredSources>(
  "key_sources result",
  [
    Layout.row("basis", basisLayout) { $0.result.basis },
    Layout.texts("key_sources") { $0.result.keySources },
    Layout.rows("weights", weightLayout) { $0.result.weights },
    Layout.rows("sources", sourceLayout) { $0.result.sources },
    Layout.rows("octants", octantLayout) { $0.result.octants },
    Layout.flag("firm") { $0.sensitivity.isFirm },
    Layout.row("sensitivity", sensitivityLayout) { $0.sensitivity },
  ])

private let sourceLayout = Layout<ScoredSource>(
  "knowledge source",
  [
    Layout.text("id") { $0.id }, Layout.text("standing") { $0.standing.rawValue },
    Layout.figure("score") { $0.additive }, Layout.whole("rank") { $0.rank },
    Layout.figure("geometric_score") { $0.geometric }, Layout.whole("geometric_rank") { $0.geometricRank },
    Layout.text("octant") { $0.octant?.name }, Layout.text("bottleneck") { $0.bottleneck?.rawValue },
    Layout.rows("dimensions", dimensionLayout) { $0.dimensions },
    Layout.rows("needed", neededLayout) { $0.needed },
  ])

private let dimensionLayout = Layout<DimensionScore>(
  "source dimension",
  [
    Layout.text("dimension") { $0.dimension.rawValue }, Layout.figure("level") { $0.level },
    Layout.whole("rated") { $0.rated }, Layout.whole("indicators") { $0.indicators },
  ])

private let neededLayout = Layout<NeededLevel>(
  "needed level",
  [
    Layout.text("dimension") { $0.dimension.rawValue }, Layout.number("from") { $0.from },
    Layout.number("to") { $0.to },
  ])

private let octantLayout = Layout<OctantGroup>(
  "source octant",
  [
    Layout.text("octant") { $0.octant.name }, Layout.texts("sources") { $0.sources },
    Layout.text("en") { $0.octant.advice.english }, Layout.text("zh") { $0.octant.advice.chinese },
  ])
