import AuditMethods

extension AnalysisMethod {
  /// How far findings can be relied on: method catalogue, section 10.9.
  static let findingConfidence = AnalysisMethod(
    name: "finding_confidence", version: FindingConfidence.version,
    summary: "How far each finding can be relied on: kinds, age and contradiction of its evidence.",
    parameters: [
      Parameter(
        "kind", .column(.text), required: true,
        "The kind of a piece of evidence, such as `interview`, `document`, `observation`, `system`, `survey`."
      ),
      Parameter(
        "finding", .column(.row(of: "findings")), or: ["evidence"],
        "The finding that a piece of evidence is about."),
      Parameter("date", .column(.day), "The day from which a piece of evidence is."),
      Parameter("contradicts", .column(.flag), "Whether it speaks against the finding."),
      Parameter(
        "evidence", .column(.texts), in: .table("findings"),
        "The evidence that supports a finding, by its keys, where the evidence does not name its findings."),
      Parameter(
        "against", .column(.texts), in: .table("findings"),
        "The evidence that speaks against a finding, by its keys."),
      Parameter(
        "coefficient", .column(.word(Agreement.Coefficient.allCases.map(\.rawValue))),
        in: .table("findings"), "By which coefficient the scores behind a finding were compared."),
      Parameter(
        "agreement", .column(.number), in: .table("findings"), with: ["coefficient"],
        "The value of the coefficient; empty while it is not known."),
      Parameter(
        "target", .within(0...1),
        "From which value on raters agree well enough; without it 0.75 for the ICC and 0.667 for Krippendorff's alpha."
      ),
      Parameter(
        "minimum_kinds", .whole(1...20),
        "How many kinds of evidence a finding needs; without it 2."),
      Parameter(
        "recent_days", .whole(1...100_000),
        "Up to how many days evidence is recent; without it 365."),
    ], result: confidenceLayout.type, usesDay: true
  ) { inputs throws(AnalysisFailure) in
    let today = try inputs.today()
    let target = inputs.number("target")
    let findings = try inputs.findings(hasTarget: target != nil)
    var parameters = FindingConfidence.Parameters(
      today: today, targets: AnalysisInputs.targets(target))
    if let kinds = try inputs.whole("minimum_kinds") { parameters.minimumKinds = kinds }
    if let days = try inputs.whole("recent_days") { parameters.recentDays = days }
    return try inputs.outcome(confidenceLayout) { [parameters] () throws(MethodError) in
      try FindingConfidence.run(findings, parameters)
    }
  }

  /// What was seen of the subjects of ISO 30401: method catalogue, section 10.11.
  static let standardReference = AnalysisMethod(
    name: "standard_reference", version: StandardReference.version,
    summary: "What was seen of the subjects of ISO 30401, with what shows it: no certificate.",
    parameters: [
      Parameter(
        "subject", .column(.word(StandardReference.Subject.allCases.map(\.rawValue))), required: true,
        isKey: true, "The subject of the standard."),
      Parameter(
        "sighting", .column(.word(StandardReference.Sighting.allCases.map(\.rawValue))), required: true,
        "Whether it was seen; empty where nobody has looked."),
      Parameter("references", .column(.texts), "The findings, results or documents that show it."),
    ], result: referenceLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let ticks = try inputs.ticks()
    return try inputs.outcome(referenceLayout) { () throws(MethodError) in
      try StandardReference.run(ticks)
    }
  }
}

extension AnalysisInputs {
  /// From which values on raters agree well enough, by the names of the coefficients.
  fileprivate static func targets(_ target: Double?) -> [FindingConfidence.AgreementTarget] {
    let usual: [Agreement.Coefficient: Double] = [.icc21: 0.75, .icc2k: 0.75, .krippendorff: 0.667]
    return Agreement.Coefficient.allCases.compactMap { coefficient in
      (target ?? usual[coefficient]).map { .init(coefficient.name, atLeast: $0) }
    }
  }

  /// The findings with their evidence: which names them, or which they name.
  fileprivate func findings(hasTarget: Bool) throws(AnalysisFailure) -> [FindingConfidence.Finding] {
    let kind = try requiredColumn("kind")
    let named = has("finding")
    guard named != has("evidence") else {
      throw AnalysisFailure(
        named
          ? "`finding` and `evidence` say the same in two ways: give one of them"
          : "give `finding`, which a piece of evidence is about, or `evidence`, which a finding rests on")
    }
    var faults = CellFaults()
    let pieces = entries(kind).map { piece($0, kind, &faults) }
    var findings: [FindingConfidence.Finding] = []
    var places: [String: Int] = [:]
    let known = Dictionary(
      pieces.map { ($0.evidence.id, $0.evidence) }, uniquingKeysWith: { first, _ in first })
    for entry in entries(ofTable: "findings") ?? [] {
      let id = Self.key(entry)
      places[id] = findings.count
      var finding = FindingConfidence.Finding(
        id: id, evidence: [], agreement: agreement(entry, hasTarget, &faults))
      for (argument, contradicts) in [("evidence", false), ("against", true)] {
        for cited in texts(entry, column(argument)) {
          guard var evidence = known[cited] else {
            faults.add(id, argument, found: "`\(cited)`", expected: "the key of a piece of evidence")
            continue
          }
          evidence.contradicts = contradicts
          finding.evidence.append(evidence)
        }
      }
      findings.append(finding)
    }
    for (evidence, finding) in pieces where named {
      guard let finding else {
        faults.add(evidence.id, "finding", found: "empty", expected: "the finding that it is about")
        continue
      }
      if let place = places[finding] {
        findings[place].evidence.append(evidence)
      } else {
        places[finding] = findings.count
        findings.append(.init(id: finding, evidence: [evidence]))
      }
    }
    try faults.throwIfAny()
    return findings
  }

  private func piece(
    _ entry: Entry, _ kind: Column, _ faults: inout CellFaults
  ) -> (evidence: FindingConfidence.Evidence, finding: String?) {
    let finding = text(entry, column("finding"))
    let id = pieceKey(entry)
    let kind = text(entry, kind)
    if kind == nil { faults.add(Self.key(entry), "kind", found: "empty", expected: "the kind of evidence") }
    return (
      FindingConfidence.Evidence(
        id: id, kind: kind ?? "", date: day(entry, "date", &faults),
        contradicts: flag(entry, "contradicts", &faults) ?? false), finding
    )
  }

  /// What a piece of evidence is called: its key without the finding, where that is a part of it.
  private func pieceKey(_ entry: Entry) -> String {
    guard let finding = column("finding") else { return Self.key(entry) }
    let step = state.workflow.steps[finding.place]
    let own = zip(step.keyFields, entry.key.parts).filter { $0.0 != step.fields[finding.field].id }.map(\.1)
    return own.isEmpty ? Self.key(entry) : EntryKey(own).written
  }

  private func agreement(
    _ entry: Entry, _ hasTarget: Bool, _ faults: inout CellFaults
  ) -> FindingConfidence.Agreement {
    let value = number(entry, column("agreement"))
    let coefficient: Agreement.Coefficient? = word(entry, "coefficient", &faults)
    guard let coefficient else {
      if value != nil, text(entry, column("coefficient")) == nil {
        faults.add(
          Self.key(entry), "coefficient", found: "empty", expected: "the coefficient that has this value")
      }
      return .notScored
    }
    if !hasTarget, coefficient == .cohen || coefficient == .fleiss {
      faults.add(
        Self.key(entry), "coefficient", found: "`\(coefficient.rawValue)`",
        expected: "with it a `target`, as none is usual,")
    }
    return .coefficient(coefficient.name, value)
  }

  fileprivate func ticks() throws(AnalysisFailure) -> [StandardReference.Tick] {
    let subject = try requiredColumn("subject")
    let references = column("references")
    var faults = CellFaults()
    var ticks: [StandardReference.Tick] = []
    for entry in entries(subject) {
      let seen = column("sighting")
      let sighting: StandardReference.Sighting? =
        seen.map { isNotApplicable(entry, $0) } == true ? .notApplicable : word(entry, "sighting", &faults)
      let about: StandardReference.Subject? = word(entry, "subject", &faults)
      guard let about else {
        if text(entry, subject) == nil {
          faults.add(Self.key(entry), "subject", found: "empty", expected: "a subject of the standard")
        }
        continue
      }
      ticks.append(.init(about, sighting, references: texts(entry, references)))
    }
    try faults.throwIfAny()
    return ticks
  }
}

private let confidenceLayout = Layout<FindingConfidence.Outcome>(
  "finding_confidence result",
  [
    Layout.row("basis", basisLayout) { $0.basis },
    Layout.rows("confidences", confidenceCountLayout) { outcome in
      outcome.counts.map { ConfidenceCount(confidence: $0.confidence, count: $0.count) }
    }, Layout.texts("contradicted") { $0.contradicted },
    Layout.rows("findings", findingLayout) { $0.rows },
    Layout.rows("grounds", groundLayout) { outcome in
      outcome.rows.flatMap { row in row.grounds.map { FindingGround(finding: row.finding, ground: $0) } }
    },
    Layout.rows("contradictions", contradictionLayout) { outcome in
      outcome.rows.flatMap { row in
        row.contradicting.map { Contradiction(finding: row.finding, evidence: $0) }
      }
    },
  ])

private struct ConfidenceCount {
  let confidence: FindingConfidence.Confidence
  let count: Int
}

private let confidenceCountLayout = Layout<ConfidenceCount>(
  "confidence count",
  [Layout.text("reliability") { $0.confidence.rawValue }, Layout.whole("count") { $0.count }])

extension FindingConfidence.Row {
  fileprivate var coefficient: (name: String, value: Double?)? {
    if case .coefficient(let name, let value) = agreement { (name, value) } else { nil }
  }
}

private let findingLayout = Layout<FindingConfidence.Row>(
  "finding confidence",
  [
    Layout.text("finding") { $0.finding }, Layout.text("reliability") { $0.confidence.rawValue },
    Layout.text("coefficient") { $0.coefficient?.name },
    Layout.number("coefficient_value") { $0.coefficient?.value },
    Layout.whole("supporting") { $0.supporting }, Layout.texts("kinds") { $0.kinds },
    Layout.whole("newest_days") { $0.newestDays }, Layout.whole("oldest_days") { $0.oldestDays },
    Layout.texts("undated") { $0.undated },
    Layout.texts("in_doubt") { row in
      row.grounds.filter { $0.verdict == .notMet || $0.verdict == .unknown }.map(\.ground.rawValue)
    },
    Layout.texts("contradicting") { $0.contradicting.map(\.id) },
  ])

private struct FindingGround {
  let finding: String
  let ground: FindingConfidence.Judgement
}

private let groundLayout = Layout<FindingGround>(
  "ground of confidence",
  [
    Layout.text("finding") { $0.finding }, Layout.text("ground") { $0.ground.ground.rawValue },
    Layout.text("judgement") { $0.ground.verdict.rawValue }, Layout.text("en") { $0.ground.english },
    Layout.text("zh") { $0.ground.chinese },
  ])

private struct Contradiction {
  let finding: String
  let evidence: FindingConfidence.Evidence
}

private let contradictionLayout = Layout<Contradiction>(
  "contradicting evidence",
  [
    Layout.text("finding") { $0.finding }, Layout.text("id") { $0.evidence.id },
    Layout.text("kind") { $0.evidence.kind }, Layout.text("date") { $0.evidence.date?.description },
  ])

private let referenceLayout = Layout<StandardReference.Outcome>(
  "standard_reference result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.rows("clauses", clauseLayout) { $0.clauses },
    Layout.rows("subjects", subjectLayout) { $0.rows },
    Layout.rows("unproven", namedLayout) { $0.unproven }, Layout.rows("unseen", namedLayout) { $0.open },
  ])

private let clauseLayout = Layout<StandardReference.ClauseCount>(
  "clause of the standard",
  [
    Layout.whole("clause") { $0.clause.rawValue }, Layout.text("en") { $0.clause.english },
    Layout.text("zh") { $0.clause.chinese }, Layout.whole("seen") { $0.seen },
    Layout.whole("partly") { $0.partly }, Layout.whole("absent") { $0.absent },
    Layout.whole("not_applicable") { $0.notApplicable }, Layout.whole("unseen") { $0.open },
  ])

private let subjectLayout = Layout<StandardReference.Row>(
  "subject of the standard",
  [
    Layout.text("id") { $0.subject.rawValue }, Layout.whole("clause") { $0.subject.clause.rawValue },
    Layout.text("en") { $0.subject.english }, Layout.text("zh") { $0.subject.chinese },
    Layout.text("sighting") { $0.sighting?.rawValue }, Layout.texts("references") { $0.references },
    Layout.flag("unproven") { $0.isUnproven },
  ])

private let namedLayout = Layout<StandardReference.Subject>(
  "named subject",
  [
    Layout.text("id") { $0.rawValue }, Layout.text("en") { $0.english },
    Layout.text("zh") { $0.chinese },
  ])
