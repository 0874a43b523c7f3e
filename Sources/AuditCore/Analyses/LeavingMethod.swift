import AuditMethods

extension AnalysisMethod {
  /// The risk of leaving experts: method catalogue, section 10.3.
  static let leavingExperts = AnalysisMethod(
    name: "leaving_experts", version: LeavingExperts.version,
    summary: "What is at risk with people who will leave: how soon, times how hard to replace.",
    parameters: [
      Parameter("person", .column(.text), required: true, "Who holds the knowledge."),
      Parameter(
        "position_factor", .column(.number), required: true,
        "How hard somebody is to replace, from 1 (common) to 5 (unique and mission-critical)."),
      Parameter("knowledge", .column(.text), "What somebody knows."),
      Parameter("years_to_leaving", .column(.number), "In how many years somebody is expected to leave."),
      Parameter("leaves_on", .column(.day), "The day on which somebody is expected to leave."),
      Parameter("what", .column(.text), "What knowledge will be lost; asked of high cases."),
      Parameter("so_what", .column(.text), "What follows from the loss; asked of high cases."),
      Parameter("now_what", .column(.text), "What is to be done now; asked of high cases."),
      Parameter(
        "questions_from", .within(0...1000),
        "From which product on the three questions are asked; without it 16."),
      Parameter("immediate_from", .within(1...25), "From which product on it is `immediate`; without it 20."),
      Parameter("plan_from", .within(1...25), "From which product on it is `plan`; without it 16."),
      Parameter(
        "look_ahead_from", .within(1...25), "From which product on it is `lookAhead`; without it 10."),
    ], result: resultLayout.type, usesDay: true
  ) { inputs throws(AnalysisFailure) in
    let experts = try inputs.experts()
    var parameters = LeavingExperts.Parameters(today: try inputs.today())
    if let limit = inputs.number("questions_from") { parameters.questionsFrom = limit }
    parameters.bands = inputs.bands(parameters.bands)
    return try inputs.outcome(resultLayout) { [parameters] () throws(MethodError) in
      var outcome = try LeavingExperts.run(experts, parameters)
      let said = ["years_to_leaving", "leaves_on", "position_factor"].map { inputs.column($0) }
      outcome.basis.excuse(
        inputs.excused(outcome.rows.filter { $0.total.value == nil }.map(\.expert.id), said))
      return outcome
    }
  }
}

extension AnalysisInputs {
  fileprivate func experts() throws(AnalysisFailure) -> [LeavingExperts.Expert] {
    let person = try requiredColumn("person")
    let knowledge = column("knowledge")
    let years = column("years_to_leaving")
    let questions = (what: column("what"), soWhat: column("so_what"), nowWhat: column("now_what"))
    guard years != nil || has("leaves_on") else {
      throw AnalysisFailure("give `years_to_leaving` or `leaves_on`, which say when somebody goes")
    }
    var experts: [LeavingExperts.Expert] = []
    var faults = CellFaults()
    for entry in entries(person) {
      let leaves = day(entry, "leaves_on", &faults)
      if let years = number(entry, years), let leaves {
        faults.add(
          Self.key(entry), "leaves_on", found: "\(leaves) beside \(numeral(years)) years",
          expected: "one of `years_to_leaving` and `leaves_on`")
      }
      experts.append(
        LeavingExperts.Expert(
          id: Self.key(entry), person: text(entry, person) ?? "", knowledge: text(entry, knowledge) ?? "",
          leaving: number(entry, years).map { .years($0) }
            ?? leaves.map { .day($0) },
          positionFactor: whole(entry, "position_factor", &faults),
          answers: LeavingExperts.Answers(
            what: text(entry, questions.what), soWhat: text(entry, questions.soWhat),
            nowWhat: text(entry, questions.nowWhat))))
    }
    try faults.throwIfAny()
    return experts
  }
}

extension LeavingExperts.Row {
  fileprivate var years: Double? { if case .years(let years)? = expert.leaving { years } else { nil } }
  fileprivate var day: Day? { if case .day(let day)? = expert.leaving { day } else { nil } }
}

private let resultLayout = Layout<LeavingExperts.Outcome>(
  "leaving_experts result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.rows("cases", caseLayout) { $0.rows },
    Layout.rows("persons", personLayout) { $0.people }, Layout.rows("bands", bandLayout) { $0.bandCounts },
  ])

private let caseLayout = Layout<LeavingExperts.Row>(
  "leaving expert",
  [
    Layout.text("id") { $0.expert.id }, Layout.text("person") { $0.expert.person },
    Layout.text("knowledge") { $0.expert.knowledge }, Layout.whole("attrition_factor") { $0.attritionFactor },
    Layout.whole("position_factor") { $0.expert.positionFactor }, Layout.figure("product") { $0.total },
    Layout.number("years_to_leaving") { $0.years }, Layout.text("leaves_on") { $0.day?.description },
    Layout.text("band") { $0.band }, Layout.whole("rank") { $0.rank },
    Layout.texts("unanswered_questions") { $0.openQuestions.map(\.rawValue) },
    Layout.whole("worst_case") { $0.worstCase }, Layout.text("worst_case_band") { $0.worstCaseBand },
  ])

private let personLayout = Layout<LeavingExperts.Person>(
  "leaving person",
  [
    Layout.text("person") { $0.person }, Layout.whole("worst_case") { $0.worstCase },
    Layout.text("band") { $0.band }, Layout.texts("entries") { $0.entries },
  ])

private let bandLayout = Layout<BandCount>(
  "band count", [Layout.text("band") { $0.band }, Layout.whole("count") { $0.count }])
