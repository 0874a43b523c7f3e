import AuditCore
import AuditStore

/// Where an audit stands, as data.
struct StatusReport {
  private let audit: OpenAudit

  init(_ audit: OpenAudit) { self.audit = audit }

  func value(_ language: Language) -> Value {
    let state = audit.state
    let opening = state.opening
    return .record([
      "audit": .text(opening?.audit ?? ""), "title": .text(state.description.title ?? ""),
      "workflow": .text(audit.workflow.id), "version": .text(audit.workflow.version),
      "as_of": .text(state.asOf), "closed": .boolean(state.isClosed),
      "size": .integer(audit.session.head.size),
      "digest": .text(SHA256.hex(audit.session.head.digest)),
      "steps": .list(audit.workflow.steps.map { value($0, language) }),
    ])
  }

  private func value(_ step: Step, _ language: Language) -> Value {
    let row = audit.state.row(step.id)
    var pairs: [(String, Value)] = [
      ("step", .text(step.id.name)), ("title", .text(step.title[language])),
      ("state", .text(audit.state.state(step.id).rawValue)), ("entries", .integer(row?.entryCount ?? 0)),
      ("stale", .integer(row?.staleCount ?? 0)),
    ]
    if let parent = step.parent { pairs.append(("parent", .text(parent.name))) }
    if let remark = row?.remark { pairs.append(("remark", .text(remark))) }
    let waits = audit.state.blockers(of: step.id)
    if audit.state.state(step.id) == .locked {
      pairs.append(("waits_for", .list(waits.map { .text($0.name) })))
    }
    if let role = step.approver { pairs.append(("role", .text(role))) }
    let causes = row?.causes ?? []
    if !causes.isEmpty { pairs.append(("because_of", .list(causes.map { .text($0.entry.description) }))) }
    return .record(Record(pairs))
  }
}
