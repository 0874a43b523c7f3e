import AuditCore
import Testing

/// Given what has happened, when somebody asks for something, then this happens or it is refused.
struct Scenario {
  var state: AuditState
  private(set) var sequence = 0

  init(_ workflow: Workflow = smallWorkflow) {
    state = AuditState(workflow: workflow)
    let opening = Opening(
      audit: "test", workflow: workflow.id, version: workflow.version,
      description: Description(language: .english, asOf: "2026-01-31"), files: [])
    take([.auditStarted(opening)], by: "Ada")
  }

  private mutating func take(_ events: [Event], by person: String) {
    for event in events {
      sequence += 1
      state.evolve(by: event, Stamp(sequence: sequence, at: "2026-02-01T10:00:00Z", by: person))
    }
  }

  /// Does what is asked, and settles and computes what follows.
  @discardableResult
  mutating func when(_ command: Command, by person: String = "Ada") throws(Refusal) -> [Event] {
    var events = try decide(command, by: person, in: state)
    take(events, by: person)
    while let step = state.pending {
      var more: [Event] = []
      for command in state.consequences(for: step) { more += try decide(command, by: person, in: state) }
      guard !more.isEmpty else { return events }
      take(more, by: person)
      events += more
    }
    return events
  }

  mutating func answer(
    _ entry: EntryID, by person: String = "Ada", because: String? = nil, origin: Origin = .person,
    _ fields: [FieldID: Value]
  ) throws(Refusal) {
    let answers = fields.sorted { $0.key < $1.key }.map { FieldAnswer($0.key, Answer($0.value)) }
    try when(.answer(entry, answers, because: because, origin: origin), by: person)
  }

  func refusal(of command: Command, by person: String = "Ada") -> Refusal? {
    do throws(Refusal) {
      _ = try decide(command, by: person, in: state)
      return nil
    } catch { return error }
  }

  /// Ada leads and answers, Bo sponsors; the team is done.
  static func withTeam() throws(Refusal) -> Scenario {
    var scenario = Scenario()
    try scenario.answer(EntryID("mandate"), ["access": .text("all")])
    try scenario.answer(EntryID("members", EntryKey(["Ada"])), ["kind": .text("general")])
    try scenario.answer(
      EntryID("members", EntryKey(["Bo"])), ["kind": .text("leader"), "roles": .list([.text("sponsor")])])
    try scenario.when(.submit("team"))
    try scenario.when(.approve("team", content: "digest"), by: "Bo")
    return scenario
  }

  /// Everything up to the gaps is there.
  static func withGaps() throws(Refusal) -> Scenario {
    var scenario = try withTeam()
    for key in ["about", "from"] {
      try scenario.answer(EntryID("ideal", EntryKey([key])), ["level": .integer(4)])
      try scenario.answer(EntryID("weights", EntryKey([key])), ["weight": .number(1)])
    }
    try scenario.when(.submit("ideal"))
    try scenario.when(.submit("weights"))
    for key in ["about", "from"] {
      for rater in ["Ada", "Cy"] {
        try scenario.answer(EntryID("ratings", EntryKey([key, rater])), by: rater, ["score": .integer(2)])
      }
    }
    try scenario.when(.submit("ratings"))
    return scenario
  }
}

extension Command {
  /// One entry gets another key.
  static func rename(_ entry: EntryID, to key: EntryKey, because reason: String? = nil) -> Command {
    .rename(entry.step, [entry.key: key], because: reason)
  }
}
