import AuditCore
import AuditStore
import WorkflowYAML

/// An audit that a run takes further: one with its record, or one that is only tried.
protocol AuditAtWork {
  var state: AuditState { get }
  /// How many events there are.
  var size: Int { get }
  /// Makes every entry of a step known.
  func load(_ step: StepID) throws
  /// Does all that is asked, with what follows from it, or nothing of it; gives what has happened.
  func perform(_ commands: [Command], by person: String, at time: String) throws -> [Event]
  /// The digest that a sign-off of a step or instance holds.
  func content(of instance: StepInstance) throws -> String
  /// The entry that is meant by a key with labels or in other characters.
  func meant(by written: EntryID) throws -> EntryID
  /// What has become of the keys of entries so far.
  func keyHistory() throws -> KeyHistory
}

extension AuditAtWork {
  var workflow: Workflow { state.workflow }

  /// The steps and instances that are signed off as they stand.
  var signedSteps: [StepInstance] {
    workflow.steps.flatMap { state.instances(of: $0.id) }.filter { state.row(of: $0)?.signOff != nil }
  }
}

extension OpenAudit: AuditAtWork {
  var size: Int { session.head.size }

  func load(_ step: StepID) throws { try session.load([step]) }

  func perform(_ commands: [Command], by person: String, at time: String) throws -> [Event] {
    try session.perform(commands, by: person, at: time).compactMap(\.event)
  }

  func content(of instance: StepInstance) throws -> String { try session.content(of: instance) }

  func keyHistory() throws -> KeyHistory { try session.keyHistory() }
}

/// An audit in memory, for trying out what would happen; nothing of it is kept.
final class TrialAudit: AuditAtWork {
  private(set) var state: AuditState

  init(_ workflow: Workflow, _ description: Description, by person: String, at time: String) throws(Refusal) {
    state = AuditState(workflow: workflow, keepsChanges: false)
    let opening = Opening(
      audit: "trial", workflow: workflow.id, version: workflow.version, description: description, files: [])
    _ = try perform([.start(opening)], by: person, at: time)
  }

  /// An audit that goes as far as a file goes.
  convenience init(of file: AuditFile, _ workflow: Workflow, by person: String) throws {
    let time = Self.time(of: file)
    try self.init(workflow, file.description, by: person, at: time)
    _ = try UnattendedRun(audit: self, file: file, person: person, time: time).go()
  }

  /// Everything happens on the day from which the audit looks.
  static func time(of file: AuditFile) -> String { "\(file.description.asOf ?? "2000-01-01")T00:00:00Z" }

  /// The state with what the file says of steps that still wait for others as well.
  func foreseen(_ file: AuditFile) -> AuditState {
    var state = state
    for entry in file.steps.flatMap(\.entries)
    where self.state.state(of: workflow.instance(of: entry.id)) == .locked {
      state.foresee(entry.id, entry.answers)
    }
    return state
  }

  var size: Int { state.sequence }

  func load(_ step: StepID) {}

  func perform(_ commands: [Command], by person: String, at time: String) throws(Refusal) -> [Event] {
    let before = state
    do throws(Refusal) {
      var events: [Event] = []
      for command in commands { events += try take(command, person, time) }
      while let step = state.pending {
        var more: [Event] = []
        for command in state.consequences(for: step) { more += try take(command, person, time) }
        guard !more.isEmpty else { break }
        events += more
      }
      return events
    } catch {
      state = before
      throw error
    }
  }

  private func take(_ command: Command, _ person: String, _ time: String) throws(Refusal) -> [Event] {
    let events = try decide(command, by: person, in: state)
    for event in events {
      state.evolve(by: event, Stamp(sequence: state.sequence + 1, at: time, by: person))
    }
    return events
  }

  func content(of instance: StepInstance) -> String { SHA256.text(state.content(of: instance)) }

  func meant(by written: EntryID) -> EntryID { state.meant(by: written) }

  func keyHistory() -> KeyHistory { KeyHistory() }
}
