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
    ], result: resultLayout.type, usesDay: true
  ) { inputs throws(AnalysisFailure) in
    let experts = try inputs.experts()
    let today = try inputs.today()
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      try LeavingExperts.run(experts, LeavingExperts.Parameters(today: today))
    }
  }
}

extension AnalysisInputs {
  fileprivate func experts() throws(AnalysisFailure) -> [LeavingExperts.Expert] {
    let person = try requiredColumn("person")
    let knowledge = column("knowledge")
    let (years, day) = (column("years_to_leaving"), column("leaves_on"))
    guard years != nil || day != nil else {
      throw AnalysisFailure("give `years_to_leaving` or `leaves_on`, which say when somebody goes")
    }
    var experts: [LeavingExperts.Expert] = []
    var faults = CellFaults()
    for entry in entries(person) {
      if let years = number(entry, years), let day = text(entry, day) {
        faults.add(
          Self.key(entry), "leaves_on", found: "\(day) beside \(Self.written(years)) years",
          expected: "one of `years_to_leaving` and `leaves_on`")
      }
      experts.append(
        LeavingExperts.Expert(
          id: Self.key(entry), person: text(entry, person) ?? "", knowledge: text(entry, knowledge) ?? "",
          leaving: number(entry, years).map { .years($0) }
            ?? text(entry, day).flatMap { Day($0) }.map { .day($0) },
          positionFactor: whole(entry, "position_factor", &faults)))
    }
    try faults.throwIfAny()
    return experts
  }
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
    Layout.text("band") { $0.band }, Layout.whole("rank") { $0.rank },
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
