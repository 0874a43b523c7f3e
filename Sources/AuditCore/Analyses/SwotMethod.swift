import AuditMethods

extension AnalysisMethod {
  /// Strengths, weaknesses, opportunities and threats from results: method catalogue, section 10.4.
  static let strengthsAndWeaknesses = AnalysisMethod(
    name: "swot", version: StrengthsAndWeaknesses.version,
    summary: "Strengths, weaknesses, opportunities and threats, each with the result that it comes from.",
    parameters: [
      Parameter("favourable", .column(.flag), "Whether an issue of the context favours the firm: yes or no."),
      Parameter("gaps", .result(of: "gap_analysis"), in: .anywhere, "The gap analysis to draw on."),
      Parameter(
        "register", .result(of: "register_scoring"), in: .anywhere, "The scored asset register to draw on."),
      Parameter(
        "leaving", .result(of: "leaving_experts"), in: .anywhere, "The leaving experts to draw on."),
      Parameter(
        "scores", .scores, in: .anywhere,
        "The step with the scores of the gap analysis: the evidence that they cite proves its cells."),
      Parameter(
        "evidence", .column(.texts), in: .table("cells"),
        "The evidence behind a cell of the gap analysis, a row for each cell by its id."),
      Parameter(
        "potential", .column(.number), in: .table("groups"),
        "What a customer group could bring beyond today; below 0 what it costs."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    guard !inputs.analysis.arguments.isEmpty else {
      throw AnalysisFailure(
        "there is nothing to draw on: name a result, issues of the context, or potentials")
    }
    let sources = try inputs.swotSources()
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      var outcome = try StrengthsAndWeaknesses.run(sources)
      let open = inputs.unjudgedIssues
      outcome.basis.missing += open.missing.count
      outcome.basis.notApplicable += open.others
      if !open.missing.isEmpty { outcome.basis.warnings.append(.issuesNotJudged(open.missing)) }
      return outcome
    }
  }
}

extension AnalysisInputs {
  fileprivate func swotSources() throws(AnalysisFailure) -> StrengthsAndWeaknesses.Sources {
    var sources = StrengthsAndWeaknesses.Sources(
      gaps: result("gaps").map(Self.gaps), register: result("register").map(Self.register),
      leaving: result("leaving").map(Self.leaving))
    sources.evidence = try evidence()
    var faults = CellFaults()
    if let favourable = column("favourable") {
      for entry in entries(favourable) {
        // An issue that nobody has judged is neither.
        guard let isFavourable = flag(entry, "favourable", &faults) else { continue }
        sources.context.append(.init(id: Self.key(entry), isFavourable: isFavourable))
      }
    }
    try faults.throwIfAny()
    if let potential = column("potential") {
      for entry in entries(potential) {
        guard let amount = number(entry, potential) else { continue }
        sources.potentials.append(.init(group: Self.key(entry), amount: amount))
      }
    }
    return sources
  }

  /// The issues of the context of which nobody has said whether they favour the firm.
  fileprivate var unjudgedIssues: (missing: [String], others: Int) {
    guard let column = column("favourable") else { return ([], 0) }
    let (entries, others) = concerned([column])
    return (entries.filter { value($0, column) == nil }.map(Self.key), others)
  }

  /// The result that an argument names or gives.
  private func result(_ name: String) -> Record? {
    switch analysis[name] {
    case .literal(.record(let record)): return record
    case .register(let step):
      guard let place = state.workflow.places[step], case .result(let value)? = state.result(place)?.outcome
      else { return nil }
      return value.record
    default: return nil
    }
  }

  /// The evidence behind the cells: what is said of each, and what the scores of it cite.
  private func evidence() throws(AnalysisFailure) -> [String: [String]] {
    var evidence: [String: [String]] = [:]
    if let column = column("evidence") {
      for entry in entries(column) { evidence[Self.key(entry), default: []] += texts(entry, column) }
    }
    guard has("scores") else { return evidence }
    let scores = try scores("scores")
    guard case .register(let gaps)? = analysis["gaps"],
      case .analyse(let analysis)? = state.workflow[gaps]?.kind,
      case .named(let weights)? = analysis["weights"]
    else { throw AnalysisFailure("`scores` needs `gaps`, the step that analyses them") }
    let link = subjectLink(of: scores)
    for entry in entries(scores) {
      let cited = entry.cells.compactMap(\.self).flatMap(\.answer.evidence)
      guard !cited.isEmpty else { continue }
      let keys = weights.compactMap { key(on: $0.name, of: entry, in: scores.step, link) }
      guard keys.count == weights.count else { continue }
      evidence[Self.key(EntryKey(keys)), default: []] += cited
    }
    return evidence
  }

  private static func method(_ result: Record) -> String {
    result["basis"]?.record?["method_version"]?.text ?? ""
  }

  private static func rows(_ result: Record?, _ name: String) -> [Record] {
    result?[name]?.list?.compactMap(\.record) ?? []
  }

  private static func gaps(_ result: Record) -> StrengthsAndWeaknesses.Gaps {
    StrengthsAndWeaknesses.Gaps(
      method: method(result),
      cells: rows(result, "cells").map { cell in
        .init(
          id: cell["id"]?.text ?? "", status: cell["status"]?.text.flatMap(GapStatus.init) ?? .notAssessed,
          band: cell["band"]?.text.flatMap(PriorityBand.init), weight: cell["weight"]?.double ?? 0,
          weightedGap: cell["weighted_gap"]?.double)
      }, notRequired: result["not_required"]?.list?.compactMap(\.text) ?? [])
  }

  private static func register(_ result: Record) -> StrengthsAndWeaknesses.Register {
    let coverage = result["coverage"]?.record
    func cells(_ name: String) -> [String] {
      rows(coverage, name).map { "\($0["class"]?.text ?? "")/\($0["stage"]?.text ?? "")" }
    }
    return StrengthsAndWeaknesses.Register(
      method: method(result), assets: rows(result, "assets").map { risk($0, "risk") },
      blind: cells("blind"), thin: cells("thin"))
  }

  private static func leaving(_ result: Record) -> StrengthsAndWeaknesses.Leaving {
    .init(method: method(result), experts: rows(result, "cases").map { risk($0, "product") })
  }

  private static func risk(_ row: Record, _ size: String) -> StrengthsAndWeaknesses.Risk {
    .init(id: row["id"]?.text ?? "", band: row["band"]?.text, size: row[size]?.double)
  }
}

extension Remark {
  fileprivate static func issuesNotJudged(_ ids: [String]) -> Remark {
    Remark(
      "issues-not-judged",
      english: "whether they favour the firm is not said: \(ids.joined(separator: ", "))",
      chinese: "未说明对企业有利或不利：\(ids.joined(separator: "、"))")
  }
}

private let resultLayout = Layout<StrengthsAndWeaknesses.Outcome>(
  "swot result",
  [
    Layout.row("basis", basisLayout) { $0.basis },
    Layout.rows("strengths", entryLayout) { $0.entries(.strength) },
    Layout.rows("weaknesses", entryLayout) { $0.entries(.weakness) },
    Layout.rows("opportunities", entryLayout) { $0.entries(.opportunity) },
    Layout.rows("threats", entryLayout) { $0.entries(.threat) },
    Layout.texts("unproven_cells") { $0.unproven },
  ])

private let entryLayout = Layout<StrengthsAndWeaknesses.Entry>(
  "swot entry",
  [
    Layout.text("id") { $0.id }, Layout.text("element") { $0.element },
    Layout.text("ground") { $0.ground.rawValue }, Layout.text("en") { $0.ground.english },
    Layout.text("zh") { $0.ground.chinese }, Layout.text("drawn_from") { $0.result },
    Layout.number("magnitude") { $0.size }, Layout.texts("evidence") { $0.evidence },
  ])
