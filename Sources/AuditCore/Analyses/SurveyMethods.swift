import AuditMethods

extension AnalysisMethod {
  /// Cronbach's α and what each question adds: method catalogue, section 5.2.
  static let cronbach = AnalysisMethod(
    name: "cronbach", version: Cronbach.version,
    summary: "Cronbach's alpha: whether several questions measure one thing.",
    parameters: surveyParameters() + [
      Parameter(
        "missing", .word(Cronbach.Missing.allCases.map(\.rawValue)),
        "What is done about missing answers; without it `listwise`."),
      Parameter(
        "seed", .whole(0...999_999_999), "Any whole number: with it, an interval is drawn by lot from it."),
      Parameter("replicates", .whole(1...1_000_000), "How often is drawn by lot; without it 2000 times."),
      confidenceParameter,
    ], result: cronbachLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let said = try inputs.said()
    let missing = try inputs.choice("missing", or: Cronbach.Missing.listwise)
    let bootstrap = try inputs.bootstrap()
    let reversed = try inputs.reversed(said)
    return try inputs.outcome(cronbachLayout) { () throws(MethodError) in
      let answers = said.scale.map { said.ratings.reversed(reversed, on: $0) } ?? said.ratings
      return try Cronbach.run(
        answers, scale: said.scale, missing: missing, level: inputs.confidence, bootstrap: bootstrap)
    }
  }

  /// What was answered, question by question: method catalogue, section 5.1.
  static let likert = AnalysisMethod(
    name: "likert", version: LikertSummary.version,
    summary: "What was answered on a scale, question by question.", parameters: surveyParameters(atLeast: 1),
    result: likertLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let said = try inputs.said()
    guard let scale = said.scale, let lowest = Int(exactly: scale.lowerBound),
      let highest = Int(exactly: scale.upperBound)
    else {
      throw AnalysisFailure("the scale is not known: give `minimum` and `maximum` as whole numbers")
    }
    let reversed = try inputs.reversed(said)
    return try inputs.outcome(likertLayout) { () throws(MethodError) in
      try LikertSummary.run(said.ratings, scale: lowest...highest, reversed: reversed)
    }
  }

  private static func surveyParameters(atLeast least: Int = 2) -> [Parameter] {
    ratingParameters(atLeast: least) + [
      Parameter(
        "reversed", .columns(.number), "The questions that are worded negatively, which are turned round.")
    ]
  }
}

extension AnalysisInputs {
  /// The questions that are worded negatively, which are among those that are asked.
  fileprivate func reversed(_ said: Said) throws(AnalysisFailure) -> Set<String> {
    guard case .named(let named)? = analysis["reversed"] else { return [] }
    let reversed = named.map(\.name)
    let others = reversed.filter { !said.columns.contains($0) }
    guard others.isEmpty else {
      throw AnalysisFailure(
        "`reversed` names \(others.map { "`\($0)`" }.joined(separator: ", ")), which `columns` does not")
    }
    guard said.scale != nil else {
      throw AnalysisFailure("to turn questions round, the scale must be known: give `minimum` and `maximum`")
    }
    return Set(reversed)
  }
}

private let cronbachLayout = Layout<Cronbach.Outcome>(
  "cronbach result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.figure("alpha") { $0.alpha },
    Layout.figure("standardised") { $0.standardised }, Layout.interval { $0.interval },
    Layout.ifAny("bootstrap_low") { $0.bootstrap?.low },
    Layout.ifAny("bootstrap_high") { $0.bootstrap?.high },
    Layout.whole("bootstrap_dropped") { $0.bootstrap?.dropped },
    Layout.rows("items", itemLayout) { $0.items },
  ])

private let itemLayout = Layout<Cronbach.Item>(
  "cronbach item",
  [
    Layout.text("id") { $0.id }, Layout.figure("corrected_correlation") { $0.correctedCorrelation },
    Layout.figure("alpha_without") { $0.alphaWithout },
  ])

private let likertLayout = Layout<LikertSummary.Outcome>(
  "likert result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.rows("items", answersLayout) { $0.items },
    Layout.rows("as_answered", answersLayout) { $0.asAnswered },
  ])

private let answersLayout = Layout<LikertSummary.Item>(
  "likert item",
  [
    Layout.text("id") { $0.id }, Layout.flag("reversed") { $0.isReversed }, Layout.whole("n") { $0.n },
    Layout.whole("missing") { $0.missing }, Layout.whole("not_applicable") { $0.notApplicable },
    Layout.rows("counts", countLayout) { item in
      item.counts.map { LevelCount(level: $0.level, count: $0.count, share: item.share($0.count)) }
    },
    Layout.integers("modes") { $0.modes }, Layout.figure("median") { $0.median },
    Layout.figure("first_quartile") { $0.quartiles.first },
    Layout.figure("third_quartile") { $0.quartiles.third }, Layout.figure("mean") { $0.mean },
    Layout.figure("deviation") { $0.deviation }, Layout.figure("top") { $0.top },
    Layout.figure("bottom") { $0.bottom }, Layout.figure("polarisation") { $0.polarisation },
  ])

private struct LevelCount {
  let level: Int
  let count: Int
  let share: Figure
}

private let countLayout = Layout<LevelCount>(
  "level count",
  [
    Layout.whole("level") { $0.level }, Layout.whole("count") { $0.count },
    Layout.figure("share") { $0.share },
  ])
