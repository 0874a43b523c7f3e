import AuditMethods

extension AnalysisMethod {
  /// Maturity in stages, of the service knowledge base and of the phases of CRM: method catalogue, section 7.
  static let stagedMaturity = AnalysisMethod(
    name: "staged_maturity", version: StagedMaturity.version,
    summary:
      "Which stage has been reached, where each stands on those below it, and what the next one lacks.",
    parameters: [
      Parameter(
        "item", .column(.text), isKey: true, "What belongs to a stage; without it the key of the row."),
      Parameter(
        "stage", .column(.text), required: true,
        "The stage that an item belongs to. Stages stand in their declared order, else by number, else as they first appear."
      ),
      Parameter(
        "score", .column(.number), required: true, within: 0...1,
        "How far an item is there: 0 not at all, 1 fully."),
      Parameter("applicable", .column(.flag), "Whether an item concerns the firm at all; without it all do."),
      Parameter(
        "preset", .word(StagePreset.allCases.map(\.rawValue)),
        "Stages and rules of a known model: `service_knowledge_base` has the stages 1, 2, 3 and the scores 0, 0.5, 1; `crm_phases` has automation, data, interaction, knowledge, and no floor."
      ),
      Parameter("threshold", .within(0...1), "The least mean of a stage's items; without it 0.8."),
      Parameter("floor", .within(0...1), "The least score of each item; without it 0.5."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let items = try inputs.stagedItems()
    var parameters =
      if inputs.has("preset") {
        try inputs.choice("preset", or: StagePreset.serviceKnowledgeBase).parameters
      } else {
        StagedMaturity.Parameters(stages: try inputs.stages(), scores: nil)
      }
    if let threshold = inputs.number("threshold") { parameters.threshold = threshold }
    if let floor = inputs.number("floor") { parameters.floor = floor }
    let isOfPhases = inputs.word("preset") == StagePreset.phasesOfCRM.rawValue
    return try inputs.outcome(resultLayout) { [parameters] () throws(MethodError) in
      ReachedStages(outcome: try StagedMaturity.run(items, parameters), isOfPhases: isOfPhases)
    }
  }
}

/// The models whose stages are known.
private enum StagePreset: String, CaseIterable {
  case serviceKnowledgeBase = "service_knowledge_base"
  case phasesOfCRM = "crm_phases"

  var parameters: StagedMaturity.Parameters {
    switch self {
    case .serviceKnowledgeBase: .serviceKnowledgeBase
    case .phasesOfCRM: .phasesOfCRM
    }
  }
}

extension AnalysisInputs {
  fileprivate func stagedItems() throws(AnalysisFailure) -> [StagedMaturity.Item] {
    let score = try requiredColumn("score")
    let (stage, item, applicable) = (
      try requiredColumn("stage"), column("item"), column("applicable")
    )
    return entries(score).map { entry in
      StagedMaturity.Item(
        id: text(entry, item) ?? Self.key(entry), stage: text(entry, stage) ?? "",
        score: number(entry, score),
        isApplicable: flag(entry, applicable) ?? !isNotApplicable(entry, score))
    }
  }

  /// From the lowest up.
  fileprivate func stages() throws(AnalysisFailure) -> [String] {
    let column = try requiredColumn("stage")
    let keys = keys(column)
    let numbers = keys.compactMap { Int($0) }
    guard declaredKeys(column) == nil, numbers.count == keys.count else { return keys }
    return numbers.sorted().map(\.description)
  }
}

private struct ReachedStages {
  let outcome: StagedMaturity.Outcome
  let isOfPhases: Bool

  /// The highest stage that is attained; nil for none, or while that is not certain.
  var reached: String? {
    outcome.level.value == nil || outcome.attained == 0 ? nil : outcome.stages[outcome.attained - 1].stage
  }
}

private let resultLayout = Layout<ReachedStages>(
  "staged_maturity result",
  [
    Layout.row("basis", basisLayout) { $0.outcome.basis },
    Layout.whole("attained_stages") { $0.outcome.level.value.map { Int($0) } },
    Layout.text("attained_stages_reason") { $0.outcome.level.reason?.rawValue },
    Layout.text("reached_stage") { $0.reached }, Layout.text("next_stage") { $0.outcome.next?.stage },
    Layout.text("phase") { $0.isOfPhases ? $0.outcome.phase : nil },
    Layout.whole("certain_stages") { $0.outcome.attained },
    Layout.whole("possible_stages") { $0.outcome.highestPossible },
    Layout.rows("stages", stageLayout) { $0.outcome.stages },
  ])

private let stageLayout = Layout<StagedMaturity.Stage>(
  "maturity stage",
  [
    Layout.text("maturity_stage") { $0.stage }, Layout.text("standing") { $0.standing.rawValue },
    Layout.figure("fulfilment") { $0.fulfilment }, Layout.figure("distance") { $0.distance },
    Layout.whole("n") { $0.n }, Layout.texts("open") { $0.open },
    Layout.whole("not_applicable") { $0.notApplicable }, Layout.rows("lacks", lackLayout) { $0.lacks },
  ])

private let lackLayout = Layout<StagedMaturity.Lack>(
  "lacking item",
  [
    Layout.text("item") { $0.item }, Layout.number("score") { $0.score },
    Layout.flag("below_floor") { $0.isBelowFloor },
  ])
