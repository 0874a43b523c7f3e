import AuditCore
import AuditStore
import WorkflowYAML

/// A hand-over as data: what is open and why, what was left unanswered, what has changed, whom to ask.
///
/// Needs the whole audit loaded. Scores that `reader` must not see yet are left out.
struct BriefReport {
  /// A step, or an instance of one, that people can work on now.
  struct OpenStep {
    let instance: StepInstance
    let state: StepState
    let remark: String?
    let obstacles: [Obstacle]
    /// Who answered in it, the busiest first.
    let people: [String]
    let turn: Turn?
    /// Whose turn each entry is, where each has somebody of its own.
    let entries: [(entry: EntryID, turn: Turn)]
  }

  /// A step that awaits a sign-off.
  struct Awaiting {
    let instance: StepInstance
    let role: String
    /// Who may give it: those who hold the role and did not hand the step in; and by when.
    let turn: Turn
    var signers: [String] { turn.people ?? [] }
    let handedInBy: [String]
  }

  /// A question that somebody left without an answer.
  struct Gap {
    let entry: EntryID
    let field: Field
    let kind: NonAnswer
    let reason: String
    let stamp: Stamp
  }

  /// What rests on something that has changed.
  struct Overtaken {
    let place: EntryID
    let causes: [Cause]
  }

  let open: [OpenStep]
  let waiting: [StepID]
  let awaiting: [Awaiting]
  let gaps: [Gap]
  let stale: [Overtaken]
  let changes: [StepChanges]

  init(_ audit: OpenAudit, reader: String?, changed events: [LogEntry]) {
    let state = audit.state
    let workflow = audit.workflow
    let completeness = Completeness(state)
    let turns = Turns(state)
    let givenBack = workflow.steps.map(\.id).filter(state.isGivenBack).map { StepInstance($0) }
    open = (givenBack + Agenda.open(in: state)).compactMap { instance in
      guard let step = workflow[instance.step] else { return nil }
      return OpenStep(
        instance: instance, state: state.state(of: instance), remark: state.row(of: instance)?.remark,
        obstacles: completeness.obstacles(of: instance).filter { !$0.isHidden(from: reader, in: state) },
        people: Self.people(of: instance, step, state, reader), turn: turns.turn(of: instance),
        entries: turns.entries(of: instance).filter { !state.isHidden($0.entry, from: reader) })
    }
    waiting = workflow.steps.filter { !$0.isGroup && state.state($0.id) == .locked }.map(\.id)
    awaiting = workflow.steps.flatMap { step -> [Awaiting] in
      state.instances(of: step.id).filter { state.state(of: $0) == .submitted }.compactMap {
        instance -> Awaiting? in
        guard let role = step.approver else { return nil }
        let turn = turns.turn(of: instance) ?? Turn()
        return Awaiting(
          instance: instance, role: role, turn: turn, handedInBy: state.preparers(of: instance))
      }
    }
    let bindings = AuditBindings(state)
    var gaps: [Gap] = []
    var stale: [Overtaken] = []
    for step in workflow.steps where !step.isGroup {
      for instance in state.instances(of: step.id) {
        let causes = state.row(of: instance)?.causes ?? []
        if !causes.isEmpty { stale.append(Overtaken(place: EntryID(step.id, instance.key), causes: causes)) }
      }
      guard step.isAnswered else { continue }
      for entry in Self.visible(state.entries(of: step.id), of: step, state, reader) {
        let id = EntryID(step.id, entry.key)
        if entry.isStale { stale.append(Overtaken(place: id, causes: entry.causes)) }
        for (field, cell) in zip(step.fields, entry.cells) {
          guard let cell, case .nonAnswer(let kind, let reason) = cell.answer.value, kind != .notApplicable,
            bindings.isAsked(field, at: id)
          else {
            continue
          }
          gaps.append(Gap(entry: id, field: field, kind: kind, reason: reason, stamp: cell.stamp))
        }
      }
    }
    self.gaps = gaps.filter { $0.kind == .later } + gaps.filter { $0.kind == .unknown }
    self.stale = stale
    changes = StepChanges.grouped(events, state, reader: reader)
  }

  private static func visible(_ entries: [Entry], of step: Step, _ state: AuditState, _ reader: String?)
    -> [Entry]
  {
    entries.filter { !state.isHidden(EntryID(step.id, $0.key), from: reader) }
  }

  private static func people(of instance: StepInstance, _ step: Step, _ state: AuditState, _ reader: String?)
    -> [String]
  {
    var counts: [String: Int] = [:]
    for entry in visible(state.entries(in: instance), of: step, state, reader) {
      for cell in entry.cells { if let cell { counts[cell.stamp.by, default: 0] += 1 } }
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }
}

/// What has happened to a step, person by person.
struct StepChanges {
  /// The deeds of one person.
  struct Deeds {
    let person: String
    /// The entries that were answered, each once, in order.
    var answered: [EntryID] = []
    /// How many answers were given.
    var answers = 0
    /// What was changed for a reason, and everything but answers.
    var events: [LogEntry] = []
  }

  /// Nothing for what concerns the audit as a whole.
  let step: StepID?
  var deeds: [Deeds] = []

  static func grouped(_ entries: [LogEntry], _ state: AuditState, reader: String?) -> [StepChanges] {
    var changes: [StepID?: StepChanges] = [:]
    for entry in entries {
      guard let event = entry.event else { continue }
      var change = changes[event.step] ?? StepChanges(step: event.step)
      change.take(entry, event, isHidden: event.isHidden(from: reader, in: state))
      changes[event.step] = change
    }
    return ([nil] + state.workflow.steps.map { $0.id }).compactMap { changes[$0] }
  }

  private mutating func take(_ entry: LogEntry, _ event: Event, isHidden: Bool) {
    let place: Int
    if let known = deeds.firstIndex(where: { $0.person == entry.by }) {
      place = known
    } else {
      place = deeds.count
      deeds.append(Deeds(person: entry.by))
    }
    guard case .entryAnswered(let id, let answers, let reason, _) = event else {
      deeds[place].events.append(entry)
      return
    }
    deeds[place].answers += answers.count
    guard !isHidden else { return }
    if !deeds[place].answered.contains(id) { deeds[place].answered.append(id) }
    if reason != nil { deeds[place].events.append(entry) }
  }
}
