import AuditMethods

extension AnalysisMethod {
  /// The knowledge-flow network: method catalogue, section 10.1.
  static let knowledgeFlow = AnalysisMethod(
    name: "knowledge_flow", version: KnowledgeFlow.version,
    summary: "How knowledge flows between people: brokers, islands, bridges, who leaves a gap.",
    parameters: [
      Parameter(
        "from", .column(.row(of: people)), required: true, isKey: true, "The person who reports the tie."),
      Parameter("to", .column(.row(of: people)), required: true, isKey: true, "The person named."),
      Parameter("strength", .column(.number), "How often or how much, above 0."),
      Parameter(
        "arrows", .word(ArrowMeaning.allCases.map(\.rawValue)), required: true,
        "What a tie says: `seeks` (from asks to), `provides` (from tells to), `mutual` (both share)."),
      Parameter("department", .column(.text), in: .table(people), "Where somebody works."),
      Parameter(
        "seniority", .column(.number), in: .table(people),
        "The place in the hierarchy on any scale, higher for more senior."),
      Parameter("answered", .column(.flag), in: .table(people), "Whether somebody was asked and answered."),
      Parameter("name", .column(.text), in: .table(people), "What somebody is called."),
      Parameter("assumed_strength", .within(1e-9...1e9), "The strength of ties for which none is given."),
      Parameter("paths", .word(["all", "none"]), "Whether shortest paths are looked for; without it `all`."),
      Parameter(
        "reliable_response", .within(0...1),
        "The response rate below which measures of the whole are called unreliable; without it 80 %."),
      Parameter(
        "listed_brokers", .whole(0...100),
        "How many brokers are listed and taken out for trial; without it 5."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    guard let arrows = ArrowMeaning(rawValue: inputs.word("arrows") ?? "") else {
      throw AnalysisFailure(
        "say what a tie means with `arrows`: `seeks` (from asks to), `provides` (from tells to) or `mutual`")
    }
    var parameters = FlowParameters(
      arrows: arrows, assumedStrength: inputs.number("assumed_strength"),
      includesPaths: inputs.word("paths") != "none")
    if let rate = inputs.number("reliable_response") { parameters.reliableResponse = rate }
    if let count = try inputs.whole("listed_brokers") { parameters.listedBrokers = count }
    let ties = try inputs.ties()
    let people = inputs.people(ties)
    return try inputs.outcome(resultLayout) { [parameters] () throws(MethodError) in
      try KnowledgeFlow.run(people, ties, parameters)
    }
  }

  private static let people = "people"
}

extension AnalysisInputs {
  fileprivate func ties() throws(AnalysisFailure) -> [FlowTie] {
    let (from, to, strength) = (try requiredColumn("from"), try requiredColumn("to"), column("strength"))
    var faults = CellFaults()
    let ties = entries(from).map { entry in
      let given = number(entry, strength)
      if let given, !(given > 0) {
        faults.add(Self.key(entry), "strength", found: numeral(given), expected: "a number above 0")
      }
      return FlowTie(text(entry, from) ?? "", text(entry, to) ?? "", strength: given)
    }
    try faults.throwIfAny()
    return ties
  }

  /// The people of the further table, else those who have ties.
  fileprivate func people(_ ties: [FlowTie]) -> [FlowPerson] {
    guard let entries = entries(ofTable: "people") else {
      return Set(ties.flatMap { [$0.from, $0.to] }).subtracting([""]).sorted().map { FlowPerson(id: $0) }
    }
    let (name, department, seniority) = (column("name"), column("department"), column("seniority"))
    let answered = column("answered")
    return entries.map { entry in
      FlowPerson(
        id: Self.key(entry), name: text(entry, name), department: text(entry, department),
        seniority: number(entry, seniority), hasAnswered: flag(entry, answered))
    }
  }
}

private let resultLayout = Layout<FlowResult>(
  "knowledge_flow result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.row("network", sizeLayout) { $0.size },
    Layout.row("response", responseLayout) { $0.response }, Layout.figure("density") { $0.density },
    Layout.figure("density_among_answers") { $0.densityAmongAnswers },
    Layout.row("reciprocity", reciprocityLayout) { $0.reciprocity },
    Layout.row("centralisation", centralisationLayout) { $0.centralisation },
    Layout.row("paths", pathsLayout) { $0.paths },
    Layout.figure("transitivity") { $0.transitivity },
    Layout.figure("average_clustering") { $0.averageClustering },
    Layout.rows("weak_components", groupLayout) { $0.weakComponents },
    Layout.rows("strong_components", groupLayout) { $0.strongComponents },
    Layout.texts("articulation_points") { $0.articulationPoints },
    Layout.rows("bridges", pairLayout) { $0.bridges },
    Layout.rows("brokers", brokerLayout) { $0.findings.brokers },
    Layout.rows("peripheral", peripheralLayout) { $0.findings.peripheral },
    Layout.row("hidden_experts", hiddenLayout) { $0.findings.hiddenExperts },
    Layout.row("departments", departmentsLayout) { $0.departments },
    Layout.rows("positions", positionLayout) { $0.people },
  ])

private let sizeLayout = Layout<FlowSize>(
  "network size",
  [
    Layout.whole("people") { $0.people }, Layout.whole("ties") { $0.ties },
    Layout.whole("self_ties") { $0.selfTies }, Layout.whole("merged_ties") { $0.mergedTies },
    Layout.whole("without_strength") { $0.withoutStrength },
  ])

private let responseLayout = Layout<FlowResponse>(
  "network response",
  [
    Layout.row("rate", shareLayout) { $0.rate }, Layout.whole("not_recorded") { $0.notRecorded },
    Layout.texts("silent") { $0.silent }, Layout.texts("silent_with_ties") { $0.silentWithTies },
  ])

private let reciprocityLayout = Layout<Reciprocity>(
  "network reciprocity",
  [
    Layout.figure("of_ties") { $0.ofTies }, Layout.figure("of_pairs") { $0.ofPairs },
    Layout.whole("mutual_pairs") { $0.mutualPairs }, Layout.whole("one_way_pairs") { $0.oneWayPairs },
    Layout.whole("unconnected_pairs") { $0.unconnectedPairs },
    Layout.whole("unknown_pairs") { $0.unknownPairs },
  ])

private let centralisationLayout = Layout<Centralisation>(
  "network centralisation",
  [
    Layout.figure("in_degree") { $0.inDegree }, Layout.figure("out_degree") { $0.outDegree },
    Layout.figure("betweenness") { $0.betweenness },
  ])

private let pathsLayout = Layout<PathSummary>(
  "network paths",
  [
    Layout.figure("reachable_pairs") { $0.reachablePairs },
    Layout.figure("reachable_share") { $0.reachableShare },
    Layout.figure("mean_distance") { $0.meanDistance }, Layout.figure("longest") { $0.longest },
    Layout.text("furthest_from") { $0.furthest?.first }, Layout.text("furthest_to") { $0.furthest?.second },
  ])

private let groupLayout = Layout<[String]>(
  "network component", [Layout.whole("count") { $0.count }, Layout.texts("members") { $0 }])

private let pairLayout = Layout<FlowPair>(
  "network pair", [Layout.text("first") { $0.first }, Layout.text("second") { $0.second }])

private let brokerLayout = Layout<Broker>(
  "network broker",
  [
    Layout.text("id") { $0.id }, Layout.whole("rank") { $0.rank },
    Layout.number("betweenness") { $0.betweenness }, Layout.text("main_role") { $0.mainRole?.rawValue },
    Layout.whole("components_before") { $0.removal.componentsBefore },
    Layout.whole("components_after") { $0.removal.componentsAfter },
    Layout.whole("largest_after") { $0.removal.largestAfter },
    Layout.whole("reachable_before") { $0.removal.reachablePairsBefore },
    Layout.whole("reachable_after") { $0.removal.reachablePairsAfter },
    Layout.figure("lost_share") { $0.removal.lostShare }, Layout.texts("isolated") { $0.removal.isolated },
  ])

private let peripheralLayout = Layout<Peripheral>(
  "peripheral person",
  [
    Layout.text("id") { $0.id }, Layout.text("ground") { $0.ground.rawValue },
    Layout.text("partner") { $0.partner }, Layout.flag("answered") { $0.hasAnswered },
  ])

private let hiddenLayout = Layout<HiddenExperts>(
  "hidden experts",
  [
    Layout.rows("experts", expertLayout) { $0.people }, Layout.whole("judged") { $0.judged },
    Layout.whole("not_judged") { $0.notJudged }, Layout.figure("demand_from") { $0.demandFrom },
    Layout.figure("seniority_up_to") { $0.seniorityUpTo },
  ])

private let expertLayout = Layout<HiddenExpert>(
  "hidden expert",
  [
    Layout.text("id") { $0.id }, Layout.whole("demand") { $0.demand },
    Layout.number("seniority") { $0.seniority },
  ])
