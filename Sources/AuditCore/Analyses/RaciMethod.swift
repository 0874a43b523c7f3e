import AuditMethods

extension AnalysisMethod {
  /// Who does what in an activity, and whether that can work: method catalogue, section 10.2.
  static let raci = AnalysisMethod(
    name: "raci", version: RaciCheck.version,
    summary:
      "Checks who is responsible, accountable, consulted and informed: one accountable for each activity, nobody idle or overloaded.",
    parameters: [
      Parameter(
        "activity", .column(.text), isKey: true,
        "The activity; without it what tells the rows apart, where each person has a column."),
      Parameter(
        "person", .column(.row(of: "people")), isKey: true, with: ["activity", "role"],
        "Who has a part in it, where each part stands in a row of its own."),
      Parameter(
        "role", .column(.text), with: ["activity", "person"],
        "R (responsible), A (accountable), C (consulted) or I (informed); A/R where one person is both."),
      Parameter(
        "columns", .columns(.texts), or: ["role", "person"],
        "Instead of `person` and `role`: a column of such letters for each person."
      ),
      Parameter(
        "people", .column(.text), in: .table("people"), isKey: true,
        "All who could have a part, so that those without any are found."),
      Parameter(
        "maximum_load", .whole(1...1_000_000),
        "In how many activities nobody should have more than A or R."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    try RaciTable(inputs).run()
  }
}

/// A RACI matrix, read from rows or from columns.
private struct RaciTable {
  let inputs: AnalysisInputs

  init(_ inputs: AnalysisInputs) { self.inputs = inputs }

  func run() throws(AnalysisFailure) -> Value {
    let maximum = try inputs.whole("maximum_load")
    let (activities, people) = try read()
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      try RaciCheck.run(activities, people: people, maximumLoad: maximum)
    }
  }

  private func read() throws(AnalysisFailure) -> (activities: [RaciCheck.Activity], people: [String]) {
    let (person, role) = (inputs.column("person"), inputs.column("role"))
    if let columns = inputs.columns("columns") {
      guard person == nil, role == nil else {
        throw AnalysisFailure(
          "`columns` says the same as `person` and `role` in another way: give one of the two")
      }
      return try wide(columns)
    }
    guard let person, let role, let activity = inputs.column("activity") else {
      throw AnalysisFailure("give `activity`, `person` and `role`, or `columns` with one for each person")
    }
    return (long(activity, person, role), declared() ?? inputs.keys(person))
  }

  /// The people of the further table.
  private func declared() -> [String]? {
    guard let people = inputs.column("people") else {
      return inputs.entries(ofTable: "people")?.map(AnalysisInputs.key)
    }
    return inputs.entries(people).compactMap { inputs.text($0, people) }
  }

  /// An activity is named in several rows, one for each person or part.
  private func long(
    _ activity: AnalysisInputs.Column, _ person: AnalysisInputs.Column, _ role: AnalysisInputs.Column
  ) -> [RaciCheck.Activity] {
    var order: [String] = []
    var people: [String: [String]] = [:]
    var letters: [[String]: [String]] = [:]
    for entry in inputs.entries(role) {
      guard let activity = inputs.text(entry, activity) else { continue }
      if people[activity] == nil {
        order.append(activity)
        people[activity] = []
      }
      for name in inputs.texts(entry, person) {
        if letters[[activity, name]] == nil { people[activity]?.append(name) }
        letters[[activity, name], default: []] += inputs.texts(entry, role)
      }
    }
    return order.map { activity in
      RaciCheck.Activity(
        id: activity,
        roles: (people[activity] ?? []).map { name in
          RaciCheck.Role(name, Self.plain(letters[[activity, name]] ?? []))
        })
    }
  }

  private func wide(
    _ columns: [AnalysisInputs.Column]
  ) throws(AnalysisFailure) -> (activities: [RaciCheck.Activity], people: [String]) {
    guard let first = columns.first else { throw AnalysisFailure("argument `columns` names no field") }
    let people = declared() ?? columns.map(inputs.name)
    var names: [String] = []
    var strangers: [String] = []
    for column in columns {
      let called = [inputs.name(of: column)] + inputs.titles(of: column)
      if let name = called.first(where: people.contains) {
        names.append(name)
      } else {
        strangers.append(called[0])
      }
    }
    guard strangers.isEmpty else {
      throw AnalysisFailure(
        strangers.map { Fault(row: nil, field: $0, found: "a column", expected: "one of `people`") })
    }
    let activity = inputs.column("activity")
    let activities = inputs.entries(first).map { entry in
      RaciCheck.Activity(
        id: activity.flatMap { inputs.text(entry, $0) } ?? AnalysisInputs.key(entry),
        roles: zip(names, columns).map { RaciCheck.Role($0, Self.plain(inputs.texts(entry, $1))) })
    }
    return (activities, people)
  }

  /// The letters of one field as the check reads them, with strokes between; what holds others stays as it is written.
  private static func plain(_ texts: [String]) -> String {
    let letters = texts.flatMap { text in
      Spelling.plain(text).uppercased().split { "/|,、;+& ".contains($0) }.map(String.init)
    }
    let known = ["A", "R", "C", "I"].filter(letters.contains)
    return Set(letters).count == known.count ? known.joined(separator: "/") : texts.joined(separator: "/")
  }
}

private let resultLayout = Layout<RaciCheck.Outcome>(
  "raci result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.rows("issues", issueLayout) { $0.issues },
    Layout.rows("activities", activityLayout) { $0.activities },
    Layout.rows("loads", loadLayout) { $0.loads },
  ])

private let issueLayout = Layout<RaciCheck.Issue>(
  "raci issue",
  [
    Layout.text("rule") { $0.rule.rawValue }, Layout.text("activity") { $0.activity },
    Layout.texts("who") { $0.people }, Layout.whole("count") { $0.count },
    Layout.text("en") { $0.english }, Layout.text("zh") { $0.chinese },
  ])

private let activityLayout = Layout<RaciCheck.Row>(
  "raci activity",
  [
    Layout.text("activity") { $0.activity }, Layout.texts("accountable") { $0.accountable },
    Layout.texts("responsible") { $0.responsible }, Layout.texts("consulted") { $0.consulted },
    Layout.texts("informed") { $0.informed },
  ])

private let loadLayout = Layout<RaciCheck.Load>(
  "raci load",
  [
    Layout.text("person") { $0.person }, Layout.whole("as_accountable") { $0.accountable },
    Layout.whole("as_responsible") { $0.responsible }, Layout.whole("as_consulted") { $0.consulted },
    Layout.whole("as_informed") { $0.informed }, Layout.whole("load") { $0.load },
  ])
