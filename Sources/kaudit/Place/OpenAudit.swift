import AuditCore
import AuditStore
import Diagnostics
import WorkflowYAML

/// An audit whose record is open.
struct OpenAudit {
  let place: AuditPlace
  let session: AuditSession

  var state: AuditState { session.state }
  var workflow: Workflow { session.state.workflow }

  /// How long a command waits for another one that writes.
  static let patience = 10.0

  /// Opens the record to read it, does something, and closes it. `quietly` says nothing of others who write.
  static func reading(
    _ place: AuditPlace, workflow: (PinnedFiles) throws -> Workflow = workflow, quietly: Bool = false,
    _ body: (OpenAudit) throws -> Void
  ) throws {
    try use(place, for: .reading, workflow, quietly: quietly, body)
  }

  /// Opens the record to write in it; everything that was recorded is in the one file afterwards.
  static func writing(
    _ place: AuditPlace, workflow: (PinnedFiles) throws -> Workflow = workflow,
    _ body: (OpenAudit) throws -> Void
  ) throws {
    try use(place, for: .writing(waitingUpTo: patience), workflow, quietly: true, body)
  }

  private static func use(
    _ place: AuditPlace, for purpose: AuditSession.Purpose, _ workflow: (PinnedFiles) throws -> Workflow,
    quietly: Bool, _ body: (OpenAudit) throws -> Void
  ) throws {
    guard Files.exists(place.record) else {
      let help = place.file.map { "`kaudit run \($0)` starts the audit" }
      throw Stop(.faulty, "there is no record `\(place.record)` yet", help: help)
    }
    do {
      let session = try AuditSession.open(place.record, for: purpose, workflow: workflow)
      if !quietly, session.isUnsettled {
        Console.standard.remark(
          "note: `\(place.record)-wal` belongs to the record: somebody writes, or a command was killed; the next command "
            + "that writes takes it in")
      }
      let audit = OpenAudit(place: place, session: session)
      try use(audit) { audit in
        try audit.requireSameAudit()
        try body(audit)
      }
    } catch let error as StoreError {
      throw Stop(error, at: place.record)
    }
  }

  /// Does something and closes the record, whatever happens.
  static func use(_ audit: OpenAudit, _ body: (OpenAudit) throws -> Void) throws {
    do { try body(audit) } catch let refusal as Refusal {
      let stop = Stop(refusal, in: audit.state)
      try audit.session.close()
      throw stop
    } catch {
      try? audit.session.close()
      throw error
    }
    try audit.session.close()
  }

  /// Refuses a record that lies beside an audit file under its name, but is that of another audit.
  private func requireSameAudit() throws(Stop) {
    guard let named = place.document?.audit, let recorded = state.opening?.audit, named != recorded else {
      return
    }
    throw Stop(
      .faulty, "`\(place.record)` is the record of the audit `\(recorded)`, not of `\(named)`",
      help: "move one of them into a folder of its own")
  }

  /// The workflow from the files that a record pins.
  static func workflow(_ pinned: PinnedFiles) throws -> Workflow {
    var fault: (any Error)?
    func file(_ name: String) -> SourceFile? {
      do {
        return try pinned.content(name).map { SourceFile(name: $0.name, bytes: $0.bytes) }
      } catch {
        fault = fault ?? error
        return nil
      }
    }
    guard let first = pinned.all.first, let source = file(first.name) else {
      throw fault ?? Stop(.faulty, "the record pins no workflow")
    }
    let (loaded, diagnostics) = WorkflowReader.read(kept: source, file: file)
    if let fault { throw fault }
    guard let loaded else { throw Stop.faulty(diagnostics) }
    return loaded.workflow
  }

  /// Records what is asked, and says what became of it.
  @discardableResult
  func perform(_ commands: [Command], as who: Who) throws -> [LogEntry] {
    try session.perform(commands, by: try who.name(), at: try who.time(after: session.lastTime))
  }
}

extension Stop {
  /// What is wrong with the record, in words that name it as the person did.
  init(_ error: StoreError, at path: String) {
    let message =
      Files.real(path).map { error.description.replacing("`\($0)`", with: "`\(path)`") } ?? error.description
    switch error {
    case .missing, .notARecord, .newerFormat, .unreadable, .unwritable: self.init(.faulty, message)
    case .exists, .locked, .stale, .readingOnly: self.init(.refused, message)
    case .readOnly, .full, .failed, .broken: self.init(.disk, message)
    }
  }
}
