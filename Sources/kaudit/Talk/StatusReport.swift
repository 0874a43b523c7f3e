import AuditCore
import AuditStore
import WorkflowYAML

/// Where an audit stands, as data.
struct StatusReport {
  private let audit: OpenAudit
  private let turns: Turns

  init(_ audit: OpenAudit, _ turns: Turns) {
    self.audit = audit
    self.turns = turns
  }

  /// With what a run has done and met, where one was made; of a step, only what it and those in it say.
  func value(_ language: Language, within whole: StepID? = nil, run report: UnattendedRun.Report? = nil)
    -> Value
  {
    let state = audit.state
    let opening = state.opening
    var pairs: [(String, Value)] = [
      ("audit", .text(opening?.audit ?? "")), ("title", .text(state.description.title ?? "")),
      ("workflow", .text(audit.workflow.id)), ("version", .text(audit.workflow.version)),
      ("as_of", .text(state.asOf)), ("closed", .boolean(state.isClosed)),
      ("size", .integer(audit.session.head.size)), ("digest", .text(SHA256.hex(audit.session.head.digest))),
      (
        "steps",
        .list(audit.workflow.steps(shownWithin: whole).map { value($0, language) })
      ),
    ]
    if let report { pairs.append(("run", value(report, language))) }
    return .record(Record(pairs))
  }

  private func value(_ report: UnattendedRun.Report, _ language: Language) -> Value {
    func names(_ steps: [StepID]) -> Value { .list(steps.map { .text($0.name) }) }
    func instances(_ steps: [StepInstance]) -> Value { .list(steps.map { .text($0.description) }) }
    func counts(_ counts: [StepID: Int]) -> Value {
      .record(Record(counts.map { ($0.key.name, .integer($0.value)) }))
    }
    func renamed(_ entry: EntryID, _ key: EntryKey) -> Value {
      .record(["entry": .text(entry.description), "to": .text(key.written)])
    }
    let obstacles = report.obstacles.flatMap(\.obstacles).map { Value.text($0.words(in: language)) }
    let clashes = report.clashes.map { clash in
      Value.text(clash.field.map { "\(clash.id).\($0)" } ?? clash.id.description)
    }
    let refusals = report.refusals.map { Value.text($0.refusal.words(in: audit.state).message) }
    return .record([
      "answered": counts(report.answered), "removed": counts(report.removed),
      "submitted": instances(report.submitted), "approved": instances(report.approved),
      "renamed": .list(report.renamed.map { renamed($0.entry, $0.key) }),
      "outdated": .list(report.outdated.map { renamed($0.entry.id, $0.key) }),
      "computed": names(report.computed), "lapsed": instances(report.lapsed),
      "warnings": .list(report.warnings.map { .text($0.words(in: language)) }),
      "waiting": names(report.waiting), "missing": .list(obstacles), "clashes": .list(clashes),
      "refused": .list(refusals),
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
    if audit.state.state(step.id) == .locked
      || !audit.state.blockers(ofSigning: StepInstance(step.id)).isEmpty
    {
      pairs.append(("waits_for", .list(waits.map { .text($0.name) })))
    }
    if step.each != nil {
      let instances = audit.state.instances(of: step.id).map { instance in
        Value.record(
          Record(
            [("of", .text(instance.key.written)), ("state", .text(audit.state.state(of: instance).rawValue))]
              + (turns.turn(of: instance).map { [("turn", $0.value)] } ?? [])
              + (audit.state.row(of: instance)?.remark.map { [("remark", .text($0))] } ?? [])))
      }
      pairs.append(("instances", .list(instances)))
    } else if let turn = turns.turn(of: StepInstance(step.id)) {
      pairs.append(("turn", turn.value))
    }
    if let role = step.approver { pairs.append(("role", .text(role))) }
    let causes = row?.causes ?? []
    if !causes.isEmpty { pairs.append(("because_of", .list(causes.map { .text($0.entry.description) }))) }
    return .record(Record(pairs))
  }
}

extension Workflow {
  /// A step with those in it, in published order; every step where none is named.
  func steps(shownWithin whole: StepID?) -> [Step] {
    guard let whole else { return steps }
    let shown = steps(within: whole)
    return steps.filter { shown.contains($0.id) }
  }
}
