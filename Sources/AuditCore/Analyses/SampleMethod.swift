import AuditMethods

extension AnalysisMethod {
  /// How many to ask, and how many of each group: method catalogue, section 5.6.
  static let sampleSize = AnalysisMethod(
    name: "sample_size", version: SampleSize.version,
    summary: "How many to ask so that a share is known to within a margin, and how many of each group.",
    parameters: [
      Parameter("size", .column(.number), "How many there are of a stratum; a row for each."),
      Parameter(
        "invited", .column(.number), with: ["size"], "How many of a stratum were asked, once they were."),
      Parameter("answered", .column(.number), with: ["size"], "How many of a stratum have answered."),
      Parameter(
        "population", .whole(1...1_000_000_000_000),
        "How many there are in all; without it the sum of the strata, or without end."),
      Parameter("margin", .within(0...1), "How far a share may be off; without it 5 %."),
      Parameter(
        "share", .within(0...1),
        "About what the share is; without it 50 %, for which most are needed."),
      Parameter("level", .within(0...1), "With how much confidence; without it 95 %."),
      Parameter(
        "response", .within(0...1), "Which part is expected to answer; without it all."),
      Parameter(
        "total", .whole(0...1_000_000_000_000),
        "How many to share out over the strata, where it is not the size computed."),
      Parameter("least", .whole(0...1_000_000_000_000), "How many of each stratum at least; without it 1."),
      Parameter(
        "invitations", .whole(0...1_000_000_000_000), "How many were asked, where there are no strata."),
      Parameter(
        "answers", .whole(0...1_000_000_000_000), "How many have answered, where there are no strata."),
    ], result: planLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let strata = try inputs.strata()
    let parameters = try inputs.sampling()
    return try inputs.outcome(planLayout) { () throws(MethodError) in
      try SamplePlan.run(strata, parameters)
    }
  }
}

extension AnalysisInputs {
  fileprivate func strata() throws(AnalysisFailure) -> [SamplePlan.Stratum] {
    guard let size = column("size") else {
      for name in ["invited", "answered"] where has(name) {
        throw AnalysisFailure("`\(name)` needs `size`, how many there are of a stratum")
      }
      return []
    }
    var faults = CellFaults()
    let strata = entries(size).map { entry in
      SamplePlan.Stratum(
        id: Self.key(entry), size: whole(entry, "size", &faults), invited: whole(entry, "invited", &faults),
        answered: whole(entry, "answered", &faults))
    }
    try faults.throwIfAny()
    return strata
  }

  fileprivate func sampling() throws(AnalysisFailure) -> SamplePlan.Parameters {
    var parameters = SamplePlan.Parameters()
    parameters.population = try whole("population")
    parameters.total = try whole("total")
    parameters.invited = try whole("invitations")
    parameters.answered = try whole("answers")
    if let least = try whole("least") { parameters.least = least }
    if let margin = number("margin") { parameters.margin = margin }
    if let share = number("share") { parameters.share = share }
    if let level = number("level") { parameters.level = level }
    if let response = number("response") { parameters.response = response }
    return parameters
  }
}

private let planLayout = Layout<SamplePlan>(
  "sample_size result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.whole("population") { $0.population },
    Layout.number("unlimited") { $0.size.unlimited }, Layout.number("unrounded") { $0.size.exact },
    Layout.whole("needed_answers") { $0.size.needed }, Layout.whole("sample") { $0.sample },
    Layout.whole("to_invite") { $0.toInvite }, Layout.ifAny("response_rate") { $0.responseRate },
    Layout.ifAny("margin_of_error") { $0.marginOfError },
    Layout.rows("strata", partLayout) { $0.parts },
  ])

private let partLayout = Layout<SamplePlan.Part>(
  "stratum",
  [
    Layout.text("stratum") { $0.stratum.id }, Layout.whole("size") { $0.stratum.size },
    Layout.whole("sample") { $0.sample }, Layout.whole("to_invite") { $0.toInvite },
    Layout.whole("invited") { $0.stratum.invited }, Layout.whole("answers") { $0.stratum.answered },
    Layout.ifAny("response_rate") { $0.responseRate },
    Layout.ifAny("margin_of_error") { $0.marginOfError },
  ])
