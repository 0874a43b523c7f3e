import AuditMethods

extension AnalysisMethod {
  /// Which activities are supported by technology: method catalogue, section 7.
  static let technologySupport = AnalysisMethod(
    name: "technology_support", version: TechnologySupport.version,
    summary: "Which activities technology supports, with which tools, and what hangs on one of them.",
    parameters: [
      Parameter("technology", .column(.text), isKey: true, "A tool; without it the key of the row."),
      Parameter("activity", .column(.text), isKey: true, with: ["level"], "What the tool is to support."),
      Parameter(
        "level", .column(.number), with: ["technology", "activity"], within: 0...3,
        "How well the tool supports the activity: 0 not at all, 1 hardly, 2 well, 3 fully."),
      Parameter(
        "columns", .columns(.number), or: ["level"], within: 0...3,
        "The same as a table: a row for each tool, a column of levels for each activity."),
      Parameter(
        "sufficient", .within(0...3), "The least level that counts as support; without it 2."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let table = try inputs.supportTable()
    let sufficient = inputs.number("sufficient") ?? 2
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      try TechnologySupport.run(
        table.cells, technologies: table.technologies, activities: table.activities, sufficient: sufficient)
    }
  }
}

private struct SupportTable {
  var technologies: [String]
  var activities: [String]
  var cells: [TechnologySupport.Cell]
}

extension AnalysisInputs {
  fileprivate func supportTable() throws(AnalysisFailure) -> SupportTable {
    if let columns = columns("columns"), let first = columns.first { return wide(columns, first) }
    let level = try requiredColumn("level")
    let (technology, activity) = (try requiredColumn("technology"), try requiredColumn("activity"))
    return SupportTable(
      technologies: keys(technology), activities: keys(activity),
      cells: entries(level).map { entry in
        TechnologySupport.Cell(
          text(entry, technology) ?? "", text(entry, activity) ?? "", number(entry, level),
          isApplicable: !isNotApplicable(entry, level))
      })
  }

  private func wide(_ columns: [Column], _ first: Column) -> SupportTable {
    let technology = column("technology")
    let rows = entries(first).map { (entry: $0, technology: text($0, technology) ?? Self.key($0)) }
    return SupportTable(
      technologies: rows.map(\.technology), activities: columns.map(name),
      cells: rows.flatMap { row in
        columns.map {
          TechnologySupport.Cell(
            row.technology, name(of: $0), number(row.entry, $0), isApplicable: !isNotApplicable(row.entry, $0)
          )
        }
      })
  }
}

private let resultLayout = Layout<TechnologySupport.Outcome>(
  "technology_support result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.row("supported", shareLayout) { $0.support },
    Layout.texts("unsupported") { $0.unsupported },
    Layout.texts("undecided") { outcome in
      outcome.activities.filter { $0.standing == .undecided }.map(\.activity)
    },
    Layout.rows("activities", activityLayout) { $0.activities },
    Layout.rows("technologies", technologyLayout) { $0.technologies },
  ])

private let activityLayout = Layout<TechnologySupport.Activity>(
  "supported activity",
  [
    Layout.text("activity") { $0.activity }, Layout.text("standing") { $0.standing.rawValue },
    Layout.figure("best_level") { $0.best }, Layout.texts("best_technologies") { $0.bestTechnologies },
    Layout.whole("supporters") { $0.supporters }, Layout.whole("n") { $0.n },
    Layout.whole("missing") { $0.missing },
  ])

private let technologyLayout = Layout<TechnologySupport.Technology>(
  "supporting technology",
  [
    Layout.text("technology") { $0.technology }, Layout.texts("supports") { $0.supports },
    Layout.texts("supports_alone") { $0.alone }, Layout.whole("n") { $0.n },
    Layout.whole("missing") { $0.missing },
  ])
