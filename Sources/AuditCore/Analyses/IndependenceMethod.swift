import AuditMethods

extension AnalysisMethod {
  /// Whether auditors score what is their own: method catalogue, step 1 and section 10.2.
  static let independence = AnalysisMethod(
    name: "independence", version: IndependenceCheck.version,
    summary:
      "Finds auditors who score what they own, hold or belong to, and whether somebody unrelated scores it too.",
    parameters: [
      Parameter("auditor", .column(.text), required: true, isKey: true, "Who scores."),
      Parameter(
        "subject", .column(.row(of: "subjects")), required: true, isKey: true,
        "What is scored: an asset, a unit, a cell."),
      Parameter(
        "related", .columns(.texts), required: true, in: .table("subjects"),
        "The fields that name whom a subject belongs to, such as owner, holders or members; each is a kind of relation."
      ),
      Parameter(
        "relation_person", .column(.text), in: .table("relations"), isKey: true,
        with: ["relation_subject"], "A person with a tie to a subject, where ties are declared by themselves."
      ),
      Parameter(
        "relation_subject", .column(.text), in: .table("relations"), isKey: true, with: ["relation_person"],
        "The subject of the tie."),
      Parameter(
        "relation_kind", .column(.text), in: .table("relations"), with: ["relation_person"],
        "What ties them, such as kin or former owner."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let (auditor, subject) = (try inputs.requiredColumn("auditor"), try inputs.requiredColumn("subject"))
    var people = People()
    let scorings = inputs.entries(auditor).compactMap { entry -> IndependenceCheck.Scoring? in
      guard let name = inputs.text(entry, auditor), let subject = inputs.text(entry, subject) else {
        return nil
      }
      return IndependenceCheck.Scoring(auditor: people.called(name), subject: subject)
    }
    let relations = try inputs.relations(&people)
    let missing = inputs.entries(auditor).count - scorings.count
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      var outcome = try IndependenceCheck.run(scorings, relations: relations)
      outcome.basis.missing = missing
      return outcome
    }
  }
}

extension AnalysisInputs {
  /// Whom the subjects belong to, by the fields that say so.
  fileprivate func relations(_ people: inout People) throws(AnalysisFailure) -> [IndependenceCheck.Relation] {
    var relations: [IndependenceCheck.Relation] = []
    for column in columns("related") ?? [] {
      for entry in entries(column) {
        for name in texts(entry, column) {
          relations.append(
            IndependenceCheck.Relation(
              person: people.called(name), subject: Self.key(entry), kind: self.name(of: column)))
        }
      }
    }
    guard let person = column("relation_person"), let subject = column("relation_subject") else {
      return relations
    }
    let kind = column("relation_kind")
    let subjects = Set((entries(ofTable: "subjects") ?? []).map(Self.key))
    var faults = CellFaults()
    for entry in entries(person) {
      let (name, about) = (text(entry, person), text(entry, subject))
      if name == nil {
        faults.add(Self.key(entry), "relation_person", found: "empty", expected: "who has the tie")
      }
      if about == nil {
        faults.add(Self.key(entry), "relation_subject", found: "empty", expected: "one of the subjects")
      }
      guard let name, let about else { continue }
      if !subjects.contains(about) {
        faults.add(Self.key(entry), "relation_subject", found: "`\(about)`", expected: "one of the subjects")
      }
      relations.append(
        IndependenceCheck.Relation(
          person: people.called(name), subject: about, kind: text(entry, kind) ?? "relation"))
    }
    try faults.throwIfAny()
    return relations
  }
}

/// People under the first spelling of their names: nobody seconds himself by other capitals or wider letters.
private struct People {
  private var spellings: [String: String] = [:]

  mutating func called(_ name: String) -> String {
    let plain = Spelling.plain(name).lowercased()
    if let known = spellings[plain] { return known }
    spellings[plain] = name
    return name
  }
}

private let resultLayout = Layout<IndependenceCheck.Outcome>(
  "independence result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.row("independent", shareLayout) { $0.independent },
    Layout.whole("open_conflicts") { $0.conflicts.count(where: \.isOpen) },
    Layout.rows("conflicts", conflictLayout) { $0.conflicts },
  ])

private let conflictLayout = Layout<IndependenceCheck.Conflict>(
  "independence conflict",
  [
    Layout.text("auditor") { $0.auditor }, Layout.text("subject") { $0.subject },
    Layout.texts("relations") { $0.relations }, Layout.texts("seconded_by") { $0.secondedBy },
    Layout.flag("open_conflict") { $0.isOpen },
  ])
