import AuditMethods

extension AnalysisMethod {
  /// How firm a ranking by weighted sums is: method catalogue, section 10.10.
  static let rankingSensitivity = AnalysisMethod(
    name: "ranking_sensitivity", version: RankingSensitivity.version,
    summary: "How firm a ranking is: what becomes of it when single weights change.",
    parameters: [
      Parameter(
        "columns", .columns(.number), required: true,
        "The fields of one register: a column for each criterion, the larger the better."),
      Parameter(
        "weight", .column(.number), in: .table("criteria"),
        "The weight of each criterion, whose row is called as its column; without it all weigh alike."),
      Parameter(
        "change", .within(0.001...1), "By which part each weight is made larger and smaller; without it 20 %."
      ),
      Parameter("top", .whole(1...1_000_000), "How many ranks are the top; without it a third, at most 10."),
    ], result: sensitivityLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    guard let columns = inputs.columns("columns") else {
      throw AnalysisFailure("argument `columns` is missing")
    }
    let table = inputs.ratings(columns)
    let weight = inputs.column("weight")
    let weights = weight.map { weight in
      inputs.entries(weight).compactMap { entry in
        let name = AnalysisInputs.key(entry)
        let column = columns.first { inputs.isCalled($0, name) }
        return inputs.number(entry, weight).map { KeyWeight(column.map(inputs.name) ?? name, $0) }
      }
    }
    var parameters = SensitivityParameters(top: try inputs.whole("top"))
    if let change = inputs.number("change") { parameters.change = change }
    return try inputs.outcome(sensitivityLayout) { [parameters] () throws(MethodError) in
      try RankingSensitivity.run(table, weights: weights, parameters)
    }
  }

  /// One set of weights from two: method catalogue, section 3.
  static let combinedWeights = AnalysisMethod(
    name: "combined_weights", version: CombinedWeights.version,
    summary: "One set of weights from two, such as what people judge and what the ratings tell.",
    parameters: [
      Parameter("first", .column(.number), required: true, "The weight of each row in the first set."),
      Parameter("second", .column(.number), required: true, "Its weight in the second set."),
      Parameter("rule", .word(["product", "mixture"]), "How they become one; without it `product`."),
      Parameter("share", .within(0...1), "How much of the first a mixture takes; without it half."),
    ], result: combinedLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let (first, second) = (try inputs.requiredColumn("first"), try inputs.requiredColumn("second"))
    var faults = CellFaults()
    for entry in inputs.entries(first) {
      for (argument, column) in [("first", first), ("second", second)]
      where inputs.number(entry, column) == nil {
        faults.add(
          AnalysisInputs.key(entry), argument, found: "empty", expected: "a weight for each criterion")
      }
    }
    try faults.throwIfAny()
    func weights(_ column: AnalysisInputs.Column) -> [KeyWeight] {
      inputs.entries(first).compactMap { entry in
        inputs.number(entry, column).map { KeyWeight(AnalysisInputs.key(entry), $0) }
      }
    }
    if inputs.word("rule") == "product", inputs.has("share") {
      throw AnalysisFailure("`share` is of no use with the rule `product`")
    }
    let isMixture = inputs.word("rule").map { $0 == "mixture" } ?? inputs.has("share")
    return try inputs.outcome(combinedLayout) { () throws(MethodError) in
      try CombinedWeights.run(
        weights(first), weights(second), rule: isMixture ? .mixture(inputs.number("share") ?? 0.5) : .product)
    }
  }
}

/// How firm a ranking is.
let sensitivityLayout = Layout<SensitivityResult>(
  "sensitivity",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.flag("firm") { $0.isFirm },
    Layout.figure("least_tau") { $0.leastTau }, Layout.figure("least_kept") { $0.leastKept },
    Layout.texts("leading") { $0.top }, Layout.rows("items", spanLayout) { $0.items },
    Layout.row("equal_weights", scenarioLayout) { $0.equalWeights },
    Layout.rows("scenarios", scenarioLayout) { $0.scenarios },
  ])

private let spanLayout = Layout<RankSpan>(
  "rank span",
  [
    Layout.text("id") { $0.id }, Layout.whole("rank") { $0.rank }, Layout.whole("best") { $0.best },
    Layout.whole("worst") { $0.worst },
  ])

private let scenarioLayout = Layout<SensitivityScenario>(
  "sensitivity scenario",
  [
    Layout.text("axis") { $0.change?.axis }, Layout.text("key") { $0.change?.key },
    Layout.number("factor") { $0.change?.factor }, Layout.number("weight") { $0.change?.weight },
    Layout.figure("tau") { $0.tau }, Layout.figure("kept") { $0.kept.share },
    Layout.texts("left") { $0.left }, Layout.texts("joined") { $0.joined },
  ])

private let combinedLayout = Layout<CombinedWeights.Outcome>(
  "combined_weights result",
  [
    Layout.row("basis", basisLayout) { $0.basis },
    Layout.rows("criteria", combinedWeightLayout) { $0.criteria },
  ])

private let combinedWeightLayout = Layout<CombinedWeight>(
  "combined weight",
  [
    Layout.text("name") { $0.name }, Layout.number("first") { $0.first },
    Layout.number("second") { $0.second }, Layout.number("weight") { $0.combined },
    Layout.whole("rank") { $0.rank },
  ])
