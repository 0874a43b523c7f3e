import AuditCore
import AuditStore
import Diagnostics
import WorkflowYAML

/// An audit as an expression is tried on it: a record, as it stands or stood, or what a file says before there is one.
struct EvaluatedAudit {
  let state: AuditState
  /// Whether a score must not be seen by a reader by now; what was hidden at a moment may be free since.
  let isHidden: (EntryID, _ reader: String?) -> Bool

  var workflow: Workflow { state.workflow }

  /// Finds the audit, hands it on, and closes its record.
  static func reading(_ argument: String?, _ body: (EvaluatedAudit) throws -> Void) throws {
    let (name, moment) = try Moment.split(argument ?? "")
    let place = try name.isEmpty ? AuditPlace.here() : AuditPlace(name)
    guard Files.exists(place.record) || moment != .now else { return try trying(place, body) }
    try OpenAudit.reading(place) { audit in
      let sequence = try moment.sequence(in: audit.session, called: argument ?? place.record)
      if sequence == nil { try audit.session.loadAll() }
      let state = try sequence.map { try audit.session.state(at: $0) } ?? audit.state
      let now = audit.state
      try body(EvaluatedAudit(state: state) { now.isHidden($0, from: $1) })
    }
  }

  /// Hands on the audit that a file would begin, tried out in memory: answers, what is computed from them, and analyses.
  private static func trying(_ place: AuditPlace, _ body: (EvaluatedAudit) throws -> Void) throws {
    let state = try trial(place)
    // Whoever holds the file sees all of it anyway.
    do { try body(EvaluatedAudit(state: state) { _, _ in false }) } catch let refusal as Refusal {
      throw Stop(refusal, in: state)
    }
  }

  private static func trial(_ place: AuditPlace) throws -> AuditState {
    let shelf = try Shelf.find()
    if let path = place.workflow {
      return AuditState(workflow: try shelf.load(workflow: path).workflow, keepsChanges: false)
    }
    guard let document = place.document else {
      throw Stop(.faulty, "there is no record `\(place.record)` yet")
    }
    let (file, workflow, diagnostics) = try shelf.load(audit: document)
    guard let file, let workflow = workflow?.workflow, !diagnostics.containsError else {
      throw Stop.faulty(diagnostics)
    }
    Console.standard.remark(
      "note: the audit has not begun; what `\(document.source.name)` says is tried out, and nothing is recorded"
    )
    let audit = try TrialAudit(of: file, workflow, by: "")
    return audit.foreseen(file)
  }
}
