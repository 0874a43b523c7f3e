import AuditMethods

extension AnalysisMethod {
  /// Krippendorff's α at one level: method catalogue, section 5.3.
  static let krippendorff = AnalysisMethod(
    name: "krippendorff", version: Krippendorff.version,
    summary: "Krippendorff's alpha: agreement of any number of raters, values may be missing.",
    parameters: ratingParameters(wordsWith: ("level", "nominal")) + [
      Parameter(
        "level", .word(Krippendorff.Level.allCases.map(\.rawValue)),
        "How values differ; without it `ordinal`."),
      Parameter(
        "seed", .whole(0...999_999_999), "Any whole number: with it, an interval is drawn by lot from it."),
      Parameter("replicates", .whole(1...1_000_000), "How often is drawn by lot; without it 2000 times."),
      confidenceParameter,
    ], result: krippendorffLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let said = try inputs.said()
    let level = try inputs.choice("level", or: Krippendorff.Level.ordinal)
    let bootstrap = try inputs.bootstrap()
    try inputs.refuseConfidence(where: bootstrap == nil, "an interval is drawn by lot only, with `seed`")
    return try inputs.outcome(krippendorffLayout) { () throws(MethodError) in
      let (ratings, scale) = level == .nominal ? said.coded : (said.ratings, said.scale)
      return try Krippendorff.run(ratings, level: level, scale: scale, bootstrap: bootstrap)
    }
  }

  /// All six intraclass correlations: method catalogue, section 5.4.
  static let intraclassCorrelation = AnalysisMethod(
    name: "icc", version: IntraclassCorrelation.version,
    summary: "The six intraclass correlations: agreement and consistency of scores.",
    parameters: ratingParameters() + [
      confidenceParameter
    ],
    result: correlationLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let said = try inputs.said()
    return try inputs.outcome(correlationLayout) { () throws(MethodError) in
      CorrelationOfRaters(
        raters: said.columns,
        outcome: try IntraclassCorrelation.run(said.ratings, scale: said.scale, level: inputs.confidence))
    }
  }

  /// Cohen's κ of two raters, Fleiss' κ of several: method catalogue, section 5.3.
  static let kappa = AnalysisMethod(
    name: "kappa", version: Kappa.version,
    summary: "Cohen's kappa of two raters, Fleiss' kappa of several: agreement on categories.",
    parameters: ratingParameters(.text) + [
      Parameter(
        "weighting", .word(Kappa.Weighting.allCases.map(\.rawValue)),
        "How much it counts that two raters differ, for Cohen's kappa; without it `none`."),
      Parameter(
        "categories", .list([]),
        "All categories in their order, also those that nobody used, where the fields do not say them."),
      Parameter(
        "coefficient", .word(["cohen", "fleiss"]),
        "Which kappa; without it Cohen's for two raters, Fleiss' for more."),
      confidenceParameter,
    ],
    result: kappaLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let said = try inputs.said()
    let weighting = try inputs.choice("weighting", or: Kappa.Weighting.none)
    let coefficient = inputs.word("coefficient") ?? (said.columns.count == 2 ? "cohen" : "fleiss")
    let isCohen = coefficient == "cohen"
    if isCohen, said.columns.count != 2 {
      throw AnalysisFailure("`cohen` is for two raters, but there are \(said.columns.count)")
    }
    if weighting != .none, !isCohen {
      throw AnalysisFailure(
        "`weighting` is for Cohen's kappa of two raters, but there are \(said.columns.count) and `\(coefficient)` is computed"
      )
    }
    try inputs.refuseConfidence(
      where: !isCohen || weighting != .none, "only Cohen's kappa without weights has an interval")
    let (categories, rows) = try inputs.categories(said, areOrdered: weighting != .none)
    let excused = said.excused { row in isCohen ? row.contains { $0 == nil } : row.allSatisfy { $0 == nil } }
    return try inputs.outcome(kappaLayout) { () throws(MethodError) in
      var outcome: Kappa.Outcome
      if isCohen {
        outcome = try Kappa.cohen(
          zip(said.units, rows).map { ($0, $1[0], $1[1]) }, categories: categories, weighting: weighting,
          level: inputs.confidence)
      } else {
        outcome = try Kappa.fleiss(
          zip(said.units, rows).map { unit, row in
            (unit, categories.map { category in row.count { $0 == category } })
          }, categories: categories)
      }
      outcome.basis.missing -= excused
      outcome.basis.notApplicable = excused
      return outcome
    }
  }

  /// Kendall's W: method catalogue, section 5.4.
  static let concordance = AnalysisMethod(
    name: "kendall_w", version: Concordance.version,
    summary: "Kendall's W: how far raters rank alike.", parameters: ratingParameters(),
    result: concordanceLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let said = try inputs.said()
    return try inputs.outcome(concordanceLayout) { () throws(MethodError) in
      try Concordance.run(said.ratings, scale: said.scale)
    }
  }
}

extension AnalysisInputs {
  /// How an interval is drawn by lot; only where a seed is given.
  func bootstrap() throws(AnalysisFailure) -> Bootstrap? {
    guard has("seed") else {
      if has("replicates") { throw AnalysisFailure("`replicates` is of no use without `seed`") }
      return nil
    }
    let (seed, replicates) = (try whole("seed") ?? 0, try whole("replicates") ?? 2000)
    return Bootstrap(replicates: replicates, seed: UInt64(bitPattern: Int64(seed)), level: confidence)
  }

  /// With how much confidence intervals are given.
  var confidence: Double { number("confidence") ?? 0.95 }

  /// Says that there is no interval which could be given with another confidence.
  func refuseConfidence(where isWithout: Bool, _ why: String) throws(AnalysisFailure) {
    guard isWithout, has("confidence") else { return }
    throw AnalysisFailure("`confidence` is of no use: \(why)")
  }

  /// More categories than anybody tells apart; what has more is a number.
  private static let mostCategories = 200

  /// The categories in their order, and what was said as such: the levels of the scale, the choices of the fields, or what was said.
  fileprivate func categories(
    _ said: Said, areOrdered: Bool
  ) throws(AnalysisFailure) -> (names: [String], rows: [[String?]]) {
    let given = said.rows.joined().compactMap(\.self)
    let numbers = given.compactMap(\.writtenNumber)
    let areNumbers = numbers.count == given.count
    let rows = said.rows.map { row in
      row.map { value in areNumbers ? value?.writtenNumber.map(numeral) : value?.category }
    }
    let names: [String]
    if let said = words("categories") {
      names = said
    } else if let scale = said.scale, areNumbers,
      scale.upperBound - scale.lowerBound < Double(Self.mostCategories)
    {
      names = stride(from: scale.lowerBound, through: scale.upperBound, by: 1).map(numeral)
    } else if let declared = try declaredCategories(areOrdered: areOrdered) {
      names = declared
    } else if areNumbers {
      names = Set(numbers).sorted().map(numeral)
    } else if areOrdered {
      throw AnalysisFailure(
        "`weighting` needs categories in an order: list them as `categories`, write levels as numbers, or declare a choice field"
      )
    } else {
      names = Set(given.compactMap(\.category)).sorted()
    }
    guard names.count <= Self.mostCategories else {
      throw AnalysisFailure(
        "there are \(names.count) categories, but at most \(Self.mostCategories) are compared; for numbers there are `icc` and `krippendorff`"
      )
    }
    var faults = CellFaults()
    let known = Set(names)
    let expected = "one of \(names.map { "`\($0)`" }.joined(separator: ", "))"
    for (unit, row) in rows.enumerated() {
      for case (let column, let category?) in row.enumerated() where !known.contains(category) {
        faults.add(
          said.units[unit], said.columns[column], found: "`\(category)`",
          expected: expected)
      }
    }
    try faults.throwIfAny()
    return (names, rows)
  }

  /// The choices that the fields of all raters declare.
  private func declaredCategories(areOrdered: Bool) throws(AnalysisFailure) -> [String]? {
    var columns = columns("columns") ?? []
    if columns.isEmpty { columns = [try scores("scores")] }
    let declared = columns.compactMap(declaredKeys)
    guard let first = declared.first, declared.count == columns.count else { return nil }
    guard !areOrdered || declared.allSatisfy({ $0 == first }) else {
      throw AnalysisFailure(
        "`weighting` needs one order, but the fields have different choices: list all of them as `categories`"
      )
    }
    var seen: Set<String> = []
    return declared.joined().filter { seen.insert($0).inserted }
  }

}

extension Value {
  /// A number, also one that is written as text.
  var writtenNumber: Double? {
    if case .text(let text) = self { return (try? FieldType.number.value(of: text))?.double }
    return double
  }

  /// A value as the name of a category.
  var category: String? {
    switch self {
    case .text(let text): text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    case .boolean(let isTrue): isTrue ? "true" : "false"
    default: double.map(numeral)
    }
  }
}

private let krippendorffLayout = Layout<Krippendorff.Outcome>(
  "krippendorff result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.figure("alpha") { $0.alpha },
    Layout.text("measurement_level") { $0.level.rawValue }, Layout.interval { $0.interval },
    Layout.whole("bootstrap_dropped") { $0.interval?.dropped },
    Layout.whole("pairable_units") { $0.pairableUnits },
    Layout.whole("pairable_ratings") { $0.pairableRatings },
  ])

private struct CorrelationOfRaters {
  let raters: [String]
  let outcome: IntraclassCorrelation.Outcome
}

private let correlationLayout = Layout<CorrelationOfRaters>(
  "icc result",
  [
    Layout.row("basis", basisLayout) { $0.outcome.basis },
    Layout.rows("coefficients", coefficientLayout) { $0.outcome.coefficients },
    Layout.row("mean_squares", squaresLayout) { $0.outcome.meanSquares },
    Layout.figure("strictness_ratio") { $0.outcome.strictness.ratio },
    Layout.figure("strictness_chance") { $0.outcome.strictness.chance },
    Layout.rows("by_rater", meanLayout) { result in
      zip(result.raters, result.outcome.raterMeans).map { MeanOfRater(rater: $0, mean: $1) }
    },
  ])

private let squaresLayout = Layout<IntraclassCorrelation.MeanSquares>(
  "mean squares",
  [
    Layout.number("between_targets") { $0.targets }, Layout.number("between_raters") { $0.raters },
    Layout.number("residual") { $0.rest }, Layout.number("within_targets") { $0.within },
  ])

private let coefficientLayout = Layout<IntraclassCorrelation.Coefficient>(
  "icc coefficient",
  [
    Layout.text("name") { $0.name }, Layout.figure("value") { $0.value }, Layout.interval { $0.interval },
  ])

private struct MeanOfRater {
  let rater: String
  let mean: Double
}

private let meanLayout = Layout<MeanOfRater>(
  "rater mean", [Layout.text("rater") { $0.rater }, Layout.number("mean") { $0.mean }])

private let kappaLayout = Layout<Kappa.Outcome>(
  "kappa result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.figure("kappa") { $0.kappa },
    Layout.figure("observed") { $0.observed }, Layout.figure("expected") { $0.expected },
    Layout.interval { $0.interval },
  ])

private let concordanceLayout = Layout<Concordance.Outcome>(
  "kendall_w result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.figure("coefficient") { $0.coefficient },
    Layout.figure("chi_square") { $0.test.chiSquare }, Layout.whole("degrees") { $0.test.degrees },
    Layout.figure("chance") { $0.test.chance },
  ])
