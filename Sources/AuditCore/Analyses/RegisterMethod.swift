import AuditMethods

extension AnalysisMethod {
  /// Asset register scoring with coverage matrix: method catalogue, section 6.
  static let registerScoring = AnalysisMethod(
    name: "register_scoring", version: RegisterScoring.version,
    summary: "Scores an asset register: risk, coverage by class and stage, gaps, single holders.",
    parameters: [
      Parameter("classes", .column(.texts), required: true, "The classes of knowledge that an asset holds."),
      Parameter(
        "stages", .column(.texts), required: true, "The stages of the lifecycle that an asset serves."),
      Parameter("groups", .column(.texts), "The customer groups that an asset is about."),
      Parameter("criticality", .column(.number), required: true, "How much harm its loss would do."),
      Parameter("vulnerability", .column(.number), "How easily it is lost."),
      Parameter("quality", .column(.number), "How good it is."),
      Parameter("reviewed", .column(.day), "The day of its last review."),
      Parameter("interval", .column(.number), "After how many days it is due for review."),
      Parameter("half_life", .column(.number), "After how many days it is worth half of what it was."),
      Parameter("documented", .column(.flag), "Whether it is written down at all."),
      Parameter("form", .column(.text), "In which form it exists."),
      Parameter("owner", .column(.text), "Who answers for it."),
      Parameter("holders", .column(.texts), "Who holds it."),
      Parameter("decisions", .column(.texts), "Which decisions rest on it."),
      Parameter("location", .column(.text), "Where it lies."),
      Parameter("name", .column(.text), "What it is called."),
      Parameter("trivial", .column(.flag), "Whether nothing would be lost without it."),
      Parameter("duplicate_of", .column(.text), "The asset that it repeats."),
      Parameter("mask", .mask, "Which stages are needed for each class."),
      Parameter("ideal", .column(.number), in: .anywhere, "The field with the level that is wanted."),
      Parameter(
        "refinements", .column(.number), in: .anywhere,
        "The field with a level of its own for some cells, as for one group; it goes before `ideal`, and `not_applicable` means that nothing is needed there."
      ),
      Parameter(
        "class_weight", .column(.number), in: .table("class_weights"),
        "How much a class counts in the weighted coverage; a row for each class. Without it all count alike."),
      Parameter(
        "stage_weight", .column(.number), in: .table("stage_weights"),
        "How much a stage counts in the weighted coverage; a row for each stage. Without it all count alike."),
      Parameter(
        "leaves_on", .column(.day), in: .table("people"), "The day on which a holder is expected to leave."),
      Parameter(
        "leaving_within", .whole(1...36_500),
        "Within how many days a holder's leaving makes an asset more vulnerable; without it 365."),
      Parameter(
        "vulnerability_rule", .word(RegisterParameters.VulnerabilityRule.allCases.map(\.rawValue)),
        "Whether vulnerability is rated, derived where it is not rated, or always derived; without it `derivedWhenMissing`."
      ),
      Parameter(
        "assumed_interval", .whole(1...100_000),
        "After how many days review is due, where an asset says nothing."),
      Parameter(
        "assumed_half_life", .whole(1...100_000), "The half-life in days, where an asset says nothing."),
      Parameter("extreme_from", .within(1...25), "From which risk on it is extreme; without it 20."),
      Parameter("high_from", .within(1...25), "From which risk on it is high; without it 12."),
      Parameter("moderate_from", .within(1...25), "From which risk on it is moderate; without it 6."),
      Parameter("minimum_quality", .number, "Below which quality an asset does not count as cover."),
    ],
    result: resultLayout.type, usesDay: true
  ) { inputs throws(AnalysisFailure) in
    try AssetTable(inputs).run()
  }
}

/// The asset register of an audit as the scoring needs it.
private struct AssetTable {
  let inputs: AnalysisInputs
  let classes: AnalysisInputs.Column
  let stages: AnalysisInputs.Column

  init(_ inputs: AnalysisInputs) throws(AnalysisFailure) {
    self.inputs = inputs
    classes = try inputs.requiredColumn("classes")
    stages = try inputs.requiredColumn("stages")
  }

  func run() throws(AnalysisFailure) -> Value {
    let asOf = try inputs.today()
    let classAxis = weighed(axis(classes, .knowledgeClasses), by: "class_weight")
    let stageAxis = weighed(axis(stages, .lifecycleStages), by: "stage_weight")
    var parameters = RegisterParameters(
      asOf: asOf, classes: classAxis, stages: stageAxis,
      groups: inputs.column("groups").map(inputs.keys) ?? [],
      minimumQuality: inputs.number("minimum_quality"), riskBands: inputs.bands(RiskBand.usual),
      freshness: FreshnessLimits(
        reviewIntervalDays: try inputs.whole("assumed_interval"),
        halfLifeDays: try inputs.whole("assumed_half_life")),
      vulnerability: try inputs.choice("vulnerability_rule", or: .derivedWhenMissing),
      leaving: try leaving(within: try inputs.whole("leaving_within") ?? 365, of: asOf))
    parameters.givingClasses.removeAll { !classAxis.keys.contains($0) }
    if case .literal(.record(let mask))? = inputs.analysis["mask"] {
      parameters.applicability = mask.members.map { member in
        Applicability(member.name, stages: member.value.list?.compactMap(\.text) ?? [])
      }
    } else if !isLifecycle(classAxis, stageAxis) {
      // Of other models nobody has said which cells concern nobody.
      parameters.applicability = classAxis.keys.map { Applicability($0, stages: stageAxis.keys) }
    }
    parameters.decisions = ["ideal", "refinements"].flatMap(decisions)
    let columns = Columns(inputs)
    var faults = CellFaults()
    var assets = inputs.entries(classes).map { columns.asset($0, classes: classes, stages: stages, &faults) }
    for place in assets.indices {
      assets[place].classes = UsualKeys.keys(assets[place].classes, along: classAxis)
      assets[place].stages = UsualKeys.keys(assets[place].stages, along: stageAxis)
    }
    try faults.throwIfAny()
    return try inputs.outcome(resultLayout) { [parameters] () throws(MethodError) in
      var result = try RegisterScoring.run(assets, parameters)
      result.basis.excuse(
        inputs.excused(
          result.assets.filter { $0.risk.value == nil }.map(\.id), [inputs.column("criticality")]))
      return result
    }
  }

  /// The keys of a column along an axis; plain texts stand for the usual keys where some are among these, so that what nobody wrote
  /// shows as a gap, and what is misspelt is told.
  private func axis(_ column: AnalysisInputs.Column, _ usual: Axis) -> Axis {
    let keys = inputs.keys(column)
    let isUsual = inputs.declaredKeys(column) == nil && keys.contains { UsualKeys.key($0) != nil }
    return Axis(usual.name, keys: isUsual ? usual.keys : keys)
  }

  /// An axis with the weights of its keys, which stand in a table of their own.
  private func weighed(_ axis: Axis, by argument: String) -> Axis {
    guard let column = inputs.column(argument) else { return axis }
    var axis = axis
    axis.weights = inputs.entries(column).compactMap { entry in
      guard let weight = inputs.number(entry, column) else { return nil }
      return UsualKeys.keys([AnalysisInputs.key(entry)], along: axis).first.map { KeyWeight($0, weight) }
    }
    return axis
  }

  /// Who will have left so many days after a day.
  private func leaving(within days: Int, of day: Day) throws(AnalysisFailure) -> [String] {
    guard let column = inputs.column("leaves_on") else { return [] }
    var faults = CellFaults()
    let leaving = inputs.entries(column).filter { entry in
      inputs.day(entry, "leaves_on", &faults).map { $0.days(since: day) <= days } ?? false
    }.map(AnalysisInputs.key)
    try faults.throwIfAny()
    return leaving
  }

  private func isLifecycle(_ classes: Axis, _ stages: Axis) -> Bool {
    Set(Axis.knowledgeClasses.keys).isSubset(of: classes.keys)
      && Set(Axis.lifecycleStages.keys).isSubset(of: stages.keys)
  }

  /// The cells of which a register of levels says whether knowledge is needed there.
  private func decisions(_ argument: String) -> [CellDecision] {
    guard let column = inputs.column(argument) else { return [] }
    let link = inputs.column("ideal").flatMap { inputs.link(from: column.step, to: $0.step) }
    func key(_ axis: String, _ entry: Entry) -> String? {
      inputs.key(on: axis, of: entry, in: column.step, link)
    }
    return inputs.entries(column).compactMap { entry in
      guard let knowledgeClass = key("class", entry), let stage = key("stage", entry) else { return nil }
      let group = key("group", entry)
      return switch inputs.wanted(entry, column) {
      case .level: CellDecision(knowledgeClass, stage, group: group, isNeeded: true)
      case .notNeeded: CellDecision(knowledgeClass, stage, group: group, isNeeded: false)
      case .open: nil
      }
    }
  }
}

/// The usual classes and stages under the names by which tables may call them.
private enum UsualKeys {
  private static let stages = [
    "acquire": "获取", "preserve": "保存", "transfer": "转移", "provide": "提供", "share": "共享", "codevelop": "合作开发",
    "apply": "应用",
  ]

  private static let byName = Dictionary(
    (KnowledgeClass.allCases.map { ($0.rawValue, $0.chinese) } + stages.sorted { $0.key < $1.key })
      .flatMap { [($0, $0), ($1, $0)] }, uniquingKeysWith: { first, _ in first })

  static func key(_ text: String) -> String? { byName[text] ?? byName[text.lowercased()] }

  /// The keys of an axis that are meant; what is none of them stays as it is.
  static func keys(_ texts: [String], along axis: Axis) -> [String] {
    texts.map { text in
      guard !axis.keys.contains(text), let key = key(text), axis.keys.contains(key) else { return text }
      return key
    }
  }
}

/// The columns of an asset register that a workflow names.
private struct Columns {
  private let inputs: AnalysisInputs
  private let byName: [String: AnalysisInputs.Column]

  init(_ inputs: AnalysisInputs) {
    self.inputs = inputs
    byName = Dictionary(
      inputs.analysis.arguments.compactMap { name, _ in inputs.column(name).map { (name, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  func asset(
    _ entry: Entry, classes: AnalysisInputs.Column, stages: AnalysisInputs.Column, _ faults: inout CellFaults
  ) -> Asset {
    let form = text(entry, "form")
    return Asset(
      id: AnalysisInputs.key(entry), name: text(entry, "name"), location: text(entry, "location"),
      classes: inputs.texts(entry, classes), stages: inputs.texts(entry, stages),
      groups: texts(entry, "groups"),
      owner: text(entry, "owner"), holders: texts(entry, "holders"), isTacit: form.map { $0 == "tacit" },
      isDocumented: inputs.flag(entry, "documented", &faults),
      criticality: number(entry, "criticality"), vulnerability: number(entry, "vulnerability"),
      quality: number(entry, "quality"), lastReviewed: inputs.day(entry, "reviewed", &faults),
      reviewIntervalDays: inputs.whole(entry, "interval", &faults),
      halfLifeDays: inputs.whole(entry, "half_life", &faults),
      duplicateOf: text(entry, "duplicate_of"), isTrivial: inputs.flag(entry, "trivial", &faults),
      decisionsServed: byName["decisions"].flatMap {
        inputs.value(entry, $0) == nil ? nil : inputs.texts(entry, $0)
      })
  }

  private func text(_ entry: Entry, _ name: String) -> String? { inputs.text(entry, byName[name]) }
  private func texts(_ entry: Entry, _ name: String) -> [String] { inputs.texts(entry, byName[name]) }
  private func number(_ entry: Entry, _ name: String) -> Double? { inputs.number(entry, byName[name]) }
}

private let resultLayout = Layout<RegisterResult>(
  "register_scoring result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.rows("assets", assetLayout) { $0.assets },
    Layout.rows("risk_counts", riskLayout) { $0.riskCounts }, Layout.wholes("risk_matrix") { $0.riskMatrix },
    Layout.rows("freshness_counts", freshnessLayout) { $0.freshnessCounts },
    Layout.row("coverage", coverageLayout) { $0.coverage },
    Layout.rows("coverage_by_group", coverageLayout) { $0.coverageByGroup },
    Layout.texts("unused_classes") { $0.unusedClasses }, Layout.texts("unused_stages") { $0.unusedStages },
    Layout.row("balance", shareLayout) { $0.balance }, Layout.rows("holders", holderLayout) { $0.holders },
    Layout.row("bus_factor", busLayout) { $0.busFactor }, Layout.texts("without_owner") { $0.withoutOwner },
    Layout.row("waste", wasteLayout) { $0.waste },
  ])

private let assetLayout = Layout<ScoredAsset>(
  "scored asset",
  [
    Layout.text("id") { $0.id }, Layout.number("criticality") { $0.criticality },
    Layout.number("vulnerability") { $0.vulnerability }, Layout.figure("risk") { $0.risk },
    Layout.text("band") { $0.band }, Layout.whole("rank") { $0.rank },
    Layout.whole("holder_count") { $0.holderCount },
    Layout.flag("is_single_point") { $0.isSinglePoint },
    Layout.flag("is_derived") { $0.derivation != nil },
    Layout.text("freshness") { $0.freshness.status.rawValue },
    Layout.whole("age_days") { $0.freshness.ageDays },
    Layout.figure("freshness_score") { $0.freshness.linear },
    Layout.figure("decayed_to") { $0.freshness.exponential },
    Layout.texts("vulnerability_grounds") { $0.derivation?.map(\.rawValue) ?? [] },
  ])

private let riskLayout = Layout<BandCount>(
  "risk count", [Layout.text("band") { $0.band }, Layout.whole("count") { $0.count }])

private let freshnessLayout = Layout<FreshnessCount>(
  "freshness count", [Layout.text("status") { $0.status.rawValue }, Layout.whole("count") { $0.count }])

private let coverageLayout = Layout<CoverageMatrix>(
  "coverage matrix",
  [
    Layout.text("group") { $0.group },
    Layout.rows("rows", coverageRowLayout) { matrix in
      matrix.cells.map { CoverageRow(key: $0.first?.knowledgeClass ?? "", cells: $0) }
    }, Layout.figure("coverage") { $0.coverage }, Layout.figure("weighted_coverage") { $0.weightedCoverage },
    Layout.rows("blind", coverageCellLayout) { $0.cells(.blind) },
    Layout.rows("thin", coverageCellLayout) { $0.cells(.thin) },
    Layout.rows("unusual", coverageCellLayout) { $0.cells(.unusual) },
  ])

private struct CoverageRow {
  let key: String
  let cells: [CoverageCell]
}

private let coverageRowLayout = Layout<CoverageRow>(
  "coverage row", [Layout.text("key") { $0.key }, Layout.rows("cells", coverageCellLayout) { $0.cells }])

private let coverageCellLayout = Layout<CoverageCell>(
  "coverage cell",
  [
    Layout.text("class") { $0.knowledgeClass }, Layout.text("stage") { $0.stage },
    Layout.text("status") { $0.status.rawValue }, Layout.texts("assets") { $0.assets },
    Layout.whole("count") { $0.assets.count }, Layout.number("best_quality") { $0.bestQuality },
    Layout.whole("holder_count") { $0.holderCount },
  ])

private let holderLayout = Layout<HolderShare>(
  "holder share",
  [
    Layout.text("holder") { $0.holder }, Layout.whole("assets") { $0.assets },
    Layout.whole("alone") { $0.alone },
    Layout.figure("share") { $0.share },
  ])

private let busLayout = Layout<BusFactor>(
  "bus factor",
  [
    Layout.figure("people") { $0.people }, Layout.whole("assets_lost") { $0.assetsLost },
    Layout.texts("example") { $0.example }, Layout.text("search") { $0.search.rawValue },
  ])

private let wasteLayout = Layout<Waste>(
  "waste",
  [
    Layout.texts("duplicates") { $0.duplicates.map { $0.joined(separator: ", ") } },
    Layout.texts("same_location") { $0.sameLocation.map { $0.joined(separator: ", ") } },
    Layout.texts("out_of_date") { $0.outOfDate }, Layout.texts("trivial") { $0.trivial },
    Layout.texts("unused") { $0.unused },
    Layout.row("duplicate_share", shareLayout) { $0.duplicateShare },
    Layout.row("out_of_date_share", shareLayout) { $0.outOfDateShare },
    Layout.row("trivial_share", shareLayout) { $0.trivialShare },
    Layout.row("unused_share", shareLayout) { $0.unusedShare },
    Layout.row("any_share", shareLayout) { $0.anyShare },
  ])
