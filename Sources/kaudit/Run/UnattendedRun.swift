import AuditCore
import Diagnostics
import WorkflowYAML

/// Takes an audit as far as its file goes: records what the file says, hands in what is complete, enters the
/// sign-offs that the file states, and lets what can be computed be computed.
///
/// Asks nothing. What is missing is told at the end, with whom it waits for.
struct UnattendedRun {
  let audit: any AuditAtWork
  let file: AuditFile?
  let person: String
  let time: String

  /// How many answers are made durable together.
  static let batch = 1000

  struct Report {
    var answered: [StepID: Int] = [:]
    var removed: [StepID: Int] = [:]
    var renamed: [(entry: EntryID, key: EntryKey)] = []
    /// What the file still calls as it was called before somebody renamed it.
    var outdated: [(entry: FileEntry, key: EntryKey, stamp: Stamp)] = []
    var submitted: [StepInstance] = []
    var approved: [StepInstance] = []
    var computed: [StepID] = []
    /// What was given back because it could not be computed.
    var failed: Set<StepID> = []
    var clashes: [FileChanges.Clash] = []
    /// What checks that only warn say of the steps that were handed in.
    var warnings: [Obstacle] = []
    /// For each step that cannot be handed in yet, why.
    var obstacles: [(step: StepInstance, obstacles: [Obstacle])] = []
    /// Steps of the file that wait for others.
    var waiting: [StepID] = []
    /// Steps that the file spoke of before and does not mention any more; their entries stay.
    var unmentioned: [StepID] = []
    /// What the file calls as another entry is called by now; no place where only other steps of the file may name it.
    var ambiguous: [(entry: EntryID, span: SourceSpan?, key: EntryKey, stamp: Stamp, isExchange: Bool)] = []
    /// Steps of which nothing is recorded, because it is not clear which of their entries the file means.
    var held: Set<StepID> = []
    /// Steps whose sign-off no longer stands, because what was signed has changed.
    var lapsed: [StepInstance] = []
    var refusals: [(span: SourceSpan?, refusal: Refusal)] = []

    var isEmpty: Bool {
      answered.isEmpty && removed.isEmpty && renamed.isEmpty && submitted.isEmpty && approved.isEmpty
        && computed.isEmpty && failed.isEmpty
    }
  }

  func go() throws -> Report {
    var report = Report()
    let signed = audit.signedSteps
    try describe(&report)
    let history = try audit.keyHistory()
    if let file { try FileRenaming(audit: audit, file: file, known: history.renamings).go(self, &report) }
    let file = try fileOfToday(history.renamings, &report)
    let removed = history.removedElsewhere
    let refusedRenamings = report.refusals
    var hasMoved = true
    // Each round takes a step further that waited for another; a file that undid itself would go on for ever.
    var rounds = 2 * audit.workflow.steps.count + 2
    while hasMoved, rounds > 0 {
      hasMoved = false
      rounds -= 1
      report.clashes = []
      report.obstacles = []
      report.waiting = []
      report.refusals = refusedRenamings
      for step in audit.workflow.steps {
        if !report.held.contains(step.id), let given = file?.steps.first(where: { $0.id == step.id }) {
          hasMoved = try take(given, removed, &report) || hasMoved
        }
        hasMoved = try approve(step, file, &report) || hasMoved
      }
    }
    refuseIdleApprovals(file, &report)
    report.unmentioned = try unmentioned()
    let stillSigned = Set(audit.signedSteps)
    report.lapsed = signed.filter { !stillSigned.contains($0) }
    return report
  }

  /// Registers with entries from the file that the file is silent about now.
  private func unmentioned() throws -> [StepID] {
    guard let file else { return [] }
    let mentioned = Set(file.steps.map(\.id))
    return try audit.workflow.steps.filter { step in
      guard step.isRegister, !mentioned.contains(step.id), (audit.state.row(step.id)?.entryCount ?? 0) > 0
      else {
        return false
      }
      try audit.load(step.id)
      return audit.state.entries(of: step.id).contains { $0.cells.contains { $0?.origin == .file } }
    }.map(\.id)
  }

  private func describe(_ report: inout Report) throws {
    guard let file else {
      // Even without a file there may be something to compute.
      try note(audit.perform([], by: person, at: time), &report)
      return
    }
    try note(audit.perform([.describe(file.description)], by: person, at: time), &report)
  }

  /// Records what the file says of a step, and hands it in; whether anything has changed.
  private func take(
    _ given: FileStep, _ removed: [EntryID: Stamp], _ report: inout Report
  ) throws -> Bool {
    let before = audit.size
    let states = audit.state.instances(of: given.id).map { audit.state.state(of: $0) }
    guard states.contains(where: { Transitions.state(after: .answered, in: $0) != nil }) else {
      if audit.state.state(given.id) == .locked { report.waiting.append(given.id) }
      return false
    }
    try audit.load(given.id)
    let refused = report.refusals.count
    // A part at a time: what a large register asks for is never held as a whole.
    for start in stride(from: 0, to: given.entries.count, by: Self.batch) {
      let places = start..<min(start + Self.batch, given.entries.count)
      try perform(given.changes(of: places, in: audit.state, removed: removed), given, &report)
    }
    try perform(given.removals(in: audit.state), given, &report)
    // A step that lacks what the file says of it is not handed in.
    guard report.refusals.count == refused else { return audit.size != before }
    for instance in audit.state.instances(of: given.id) { try submit(instance, &report) }
    return audit.size != before
  }

  private func perform(_ changes: FileChanges, _ given: FileStep, _ report: inout Report) throws {
    report.clashes += changes.clashes
    let commands = changes.commands
    for start in stride(from: 0, to: commands.count, by: Self.batch) {
      let batch = Array(commands[start..<min(start + Self.batch, commands.count)])
      do {
        try note(audit.perform(batch, by: person, at: time), &report)
      } catch is Refusal {
        // One of them is refused: the others are recorded one by one, and the refused ones are named.
        let entries = Dictionary(given.entries.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for command in batch {
          do { try note(audit.perform([command], by: person, at: time), &report) } catch let refusal
            as Refusal
          {
            let entry = command.entry.flatMap { entries[$0] }
            report.refusals.append((entry?.span, refusal))
          }
        }
      }
    }
  }

  private func submit(_ step: StepInstance, _ report: inout Report) throws {
    switch audit.state.state(of: step) {
    case .ready, .started: break
    case .locked, .submitted, .done, .returned, .stale, .skipped, .notAsked: return
    }
    do {
      try note(audit.perform([.submit(step)], by: person, at: time), &report)
      report.warnings += Completeness(audit.state).warnings(of: step)
    } catch Refusal.incomplete(_, let obstacles) {
      report.obstacles.append((step, obstacles))
    }
  }

  /// Enters the sign-off that the file states, once, when the step awaits it.
  private func approve(_ step: Step, _ file: AuditFile?, _ report: inout Report) throws -> Bool {
    guard let file, step.approver != nil else { return false }
    var hasMoved = false
    for instance in audit.state.instances(of: step.id) where audit.state.state(of: instance) == .submitted {
      hasMoved = try approve(instance, file, &report) || hasMoved
    }
    return hasMoved
  }

  private func approve(_ step: StepInstance, _ file: AuditFile, _ report: inout Report) throws -> Bool {
    let entered = audit.state.row(of: step)?.statements ?? []
    for approval in file.approvals where approval.isOf(step) && !entered.contains(approval.statement) {
      let content = try audit.content(of: step)
      let command = Command.approve(step, content: content, stated: approval.statement)
      do {
        try note(audit.perform([command], by: person, at: time), &report)
        return true
      } catch let refusal as Refusal { report.refusals.append((approval.span, refusal)) }
    }
    return false
  }

  /// Stated sign-offs of what is not there, or was left out, count for nothing, which is told.
  private func refuseIdleApprovals(_ file: AuditFile?, _ report: inout Report) {
    for approval in file?.approvals ?? [] {
      if let refusal = refusal(of: approval.step) { report.refusals.append((approval.span, refusal)) }
    }
  }

  private func refusal(of instance: StepInstance) -> Refusal? {
    let current = audit.state.state(of: instance)
    if current.isLeftOut { return .cannot("approved", instance, current) }
    guard instance.key != .only, let step = audit.workflow[instance.step] else { return nil }
    guard let each = step.each else { return .notDoneForEach(step.id) }
    let instances = audit.state.instances(of: step.id)
    let register = audit.state.state(each.register)
    // An entry that is not there yet may still come.
    guard !instances.contains(instance), register.opensTheWay || register.isFinished else { return nil }
    return .unknownReference(
      EntryID(step.id, instance.key), each.name, to: EntryID(each.register, instance.key),
      candidates: instances.map(\.key))
  }

  func note(_ events: [Event], _ report: inout Report) {
    for event in events {
      switch event {
      case .entryAnswered(let id, _, _, _): report.answered[id.step, default: 0] += 1
      case .entryRemoved(let id, _, _): report.removed[id.step, default: 0] += 1
      case .entriesRenamed(let step, let keys, _, _):
        for (old, new) in keys.sorted(by: { $0.key < $1.key }) {
          report.renamed.append((EntryID(step, old), new))
        }
      case .stepSubmitted(let step): report.submitted.append(step)
      case .stepApproved(let step, _): report.approved.append(step)
      case .resultComputed(let step, let computation):
        if case .failed = computation.outcome {
          report.failed.insert(step)
        } else {
          report.computed.append(step)
        }
      default: break
      }
    }
  }
}

extension AuditFile.Approval {
  /// Whether it is of this step or instance; one of a step as a whole is of all its instances.
  fileprivate func isOf(_ instance: StepInstance) -> Bool {
    step == instance || step == StepInstance(instance.step)
  }
}

extension Command {
  /// The entry that is answered or removed.
  fileprivate var entry: EntryID? {
    switch self {
    case .answer(let entry, _, _, _), .remove(let entry, _, _): entry
    default: nil
    }
  }
}
