import AuditMethods

extension AnalysisMethod {
  /// Weights from comparisons two by two: method catalogue, section 3.
  static let hierarchy = AnalysisMethod(
    name: "ahp", version: AnalyticHierarchy.version,
    summary: "Weights from comparisons two by two, with their consistency (analytic hierarchy process).",
    parameters: [
      Parameter(
        "columns", .columns(.number), required: true,
        "The fields of one register: a column for each rater, question or criterion."),
      Parameter("judge", .column(.text), "The field that says who compares, where there are several."),
      Parameter(
        "random_index", .word(RandomIndex.allCases.map(\.rawValue)),
        "The table that consistency is measured by; without it `saaty-1980`."),
      Parameter(
        "accept_below", .within(0...1e9),
        "Below which consistency ratio comparisons are accepted; without it 0.1."),
      Parameter(
        "refuse_above", .within(0...1e9), "Above which consistency ratio they are refused; without it 0.2."),
      Parameter(
        "refused", .word(["withhold", "use"]),
        "What becomes of weights from comparisons that are refused; without it `withhold`."),
    ], result: hierarchyLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let judgements = try inputs.judgements()
    var parameters = HierarchyParameters()
    parameters.randomIndex = try inputs.choice("random_index", or: parameters.randomIndex)
    if let limit = inputs.number("accept_below") { parameters.acceptBelow = limit }
    if let limit = inputs.number("refuse_above") { parameters.refuseAbove = limit }
    parameters.isForced = inputs.word("refused") == "use"
    return try inputs.outcome(hierarchyLayout) { [parameters] () throws(MethodError) in
      try AnalyticHierarchy.run(judgements, parameters)
    }
  }

  /// Weights from how much ratings differ: method catalogue, section 3.
  static let entropyWeights = AnalysisMethod(
    name: "entropy_weights", version: EntropyWeights.version,
    summary: "Weights from the ratings themselves: what tells nothing apart weighs nothing.",
    parameters: [
      Parameter(
        "columns", .columns(.number), required: true,
        "The fields of one register: a column for each rater, question or criterion."),
      Parameter(
        "variant", .word(EntropyWeights.Variant.allCases.map(\.rawValue)),
        "How ratings become shares; without it `proportions`."),
      Parameter(
        "less_is_better", .columns(.number), "The criteria of which less is better, which are turned round."),
    ], result: entropyLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    guard let columns = inputs.columns("columns") else {
      throw AnalysisFailure("argument `columns` is missing")
    }
    let ratings = inputs.ratings(columns)
    let variant = try inputs.choice("variant", or: EntropyWeights.Variant.proportions)
    let less = inputs.names("less_is_better")
    return try inputs.outcome(entropyLayout) { () throws(MethodError) in
      try EntropyWeights.run(ratings, variant: variant, lessIsBetter: less)
    }
  }
}

extension AnalysisInputs {
  /// The names of the fields that are given.
  fileprivate func names(_ argument: String) -> [String] { (columns(argument) ?? []).map(name) }

  /// A matrix for each judge: a row for each criterion, which its key names, and a column for each.
  fileprivate func judgements() throws(AnalysisFailure) -> [PairwiseJudgement] {
    guard let columns = columns("columns") else { throw AnalysisFailure("argument `columns` is missing") }
    let criteria = columns.map(name)
    guard let first = columns.first else { throw AnalysisFailure("argument `columns` names no field") }
    let judge = column("judge")
    let step = state.workflow.steps[first.place]
    let others = step.keyFields.filter { field in judge.map { step.fields[$0.field].id != field } ?? true }
      .compactMap { column(step.id, $0) }
    var judgements: [String: [[Double?]]] = [:]
    var faults = CellFaults()
    for entry in entries(first) {
      let row = others.map { text(entry, $0) ?? "" }.joined(separator: ",")
      guard let place = columns.firstIndex(where: { isCalled($0, row) }) else {
        faults.add(
          Self.key(entry), others.first.map(name) ?? "key", found: "`\(row)`",
          expected: "one of the columns \(criteria.map { "`\($0)`" }.joined(separator: ", "))")
        continue
      }
      let name = judge.flatMap { text(entry, $0) } ?? "all"
      let empty = Array(repeating: [Double?](repeating: nil, count: criteria.count), count: criteria.count)
      judgements[name, default: empty][place] = columns.map { number(entry, $0) }
    }
    try faults.throwIfAny()
    return judgements.sorted { $0.key < $1.key }.map {
      PairwiseJudgement(judge: $0.key, criteria: criteria, entries: $0.value)
    }
  }
}

private let hierarchyLayout = Layout<HierarchyResult>(
  "ahp result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.text("verdict") { $0.verdict.rawValue },
    Layout.rows("criteria", criterionLayout) { result in
      result.criteria.map { UsableCriterion(criterion: $0, isUsable: result.verdict != .refused) }
    },
    Layout.number("consistency_ratio") { $0.consistency.ratio },
    Layout.number("consistency_random_index") { $0.consistency.randomIndex },
    Layout.number("consistency_index") { $0.consistency.index },
    Layout.number("lambda_max") { $0.consistency.lambdaMax },
    Layout.rows("comparisons", comparisonLayout) { $0.comparisons },
    Layout.number("ratio_if_mended") { $0.mostInconsistent?.ratioIfMended },
    Layout.rows("judges", judgeLayout) { result in
      result.judges.map { judge in
        var judge = judge
        if result.verdict == .refused || result.isRefused(judge) { judge.weights = nil }
        return judge
      }
    },
  ])

/// A criterion whose weight is withheld where the comparisons were refused.
private struct UsableCriterion {
  let criterion: WeightedCriterion
  let isUsable: Bool

  func figure(_ weight: Double) -> Figure { isUsable ? .value(weight) : .undefined(.refused) }
}

private let criterionLayout = Layout<UsableCriterion>(
  "ahp criterion",
  [
    Layout.text("name") { $0.criterion.name }, Layout.figure("weight") { $0.figure($0.criterion.weight) },
    Layout.figure("geometric_weight") { $0.figure($0.criterion.geometricWeight) },
    Layout.whole("rank") { $0.isUsable ? $0.criterion.rank : nil },
  ])

private let comparisonLayout = Layout<PairwiseComparison>(
  "ahp comparison",
  [
    Layout.text("first") { $0.first }, Layout.text("second") { $0.second },
    Layout.number("given") { $0.given }, Layout.number("implied") { $0.implied },
    Layout.number("misfit") { $0.deviation },
  ])

private let judgeLayout = Layout<JudgeWeights>(
  "ahp judge",
  [
    Layout.text("judge") { $0.judge }, Layout.whole("compared") { $0.compared },
    Layout.number("consistency_ratio") { $0.consistency?.ratio },
    Layout.number("consistency_index") { $0.consistency?.index },
    Layout.number("lambda_max") { $0.consistency?.lambdaMax },
    Layout.rows("weights", weightLayout) { $0.weights ?? [] },
    Layout.row("most_inconsistent", comparisonLayout) { $0.mostInconsistent?.comparison },
    Layout.number("ratio_if_mended") { $0.mostInconsistent?.ratioIfMended },
  ])

let weightLayout = Layout<KeyWeight>(
  "key weight", [Layout.text("key") { $0.key }, Layout.number("weight") { $0.weight }])

private let entropyLayout = Layout<EntropyWeights.Outcome>(
  "entropy_weights result",
  [
    Layout.row("basis", basisLayout) { $0.basis },
    Layout.rows("criteria", entropyCriterionLayout) { $0.criteria },
  ])

private let entropyCriterionLayout = Layout<CriterionEntropy>(
  "entropy criterion",
  [
    Layout.text("name") { $0.name }, Layout.number("entropy") { $0.entropy },
    Layout.number("divergence") { $0.divergence }, Layout.number("weight") { $0.weight },
    Layout.whole("rank") { $0.rank },
  ])
