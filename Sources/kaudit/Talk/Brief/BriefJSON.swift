import AuditCore
import AuditStore

/// A hand-over for machines.
extension BriefReport {
  func value(_ audit: OpenAudit, _ language: Language, since: Int) -> Value {
    .record([
      "status": StatusReport(audit, Turns(audit.state)).value(language), "since": .integer(since),
      "open": .list(open.map { value($0, language) }), "waiting": .list(waiting.map { .text($0.name) }),
      "awaiting_sign_off": .list(
        awaiting.map { awaiting in
          .record([
            "step": .text(awaiting.instance.description), "role": .text(awaiting.role),
            "signers": texts(awaiting.signers),
            "handed_in_by": texts(awaiting.handedInBy),
          ])
        }),
      "left_open": .list(
        gaps.map { gap in
          .record([
            "entry": .text(gap.entry.description), "field": .text(gap.field.id.name),
            "kind": .text(gap.kind.rawValue),
            "reason": .text(gap.reason), "by": .text(gap.stamp.by), "at": .text(gap.stamp.at),
          ])
        }),
      "stale": .list(
        stale.map { stale in
          .record([
            "place": .text(stale.place.description),
            "because_of": .list(
              stale.causes.map {
                .record(["entry": .text($0.entry.description), "event": .integer($0.sequence)])
              }),
          ])
        }),
      "changed": .list(changes.flatMap { change in change.deeds.map { value($0, change.step) } }),
      "roles": .record(
        Record(audit.workflow.everyRole.map { ($0.name, texts(audit.state.holders(of: $0.role))) })),
    ])
  }

  private func texts(_ texts: [String]) -> Value { .list(texts.map(Value.text)) }

  private func value(_ open: OpenStep, _ language: Language) -> Value {
    .record([
      "step": .text(open.instance.description), "state": .text(open.state.rawValue),
      "remark": open.remark.map(Value.text) ?? .none,
      "obstacles": texts(open.obstacles.map { $0.words(in: language) }), "people": texts(open.people),
      "turn": open.turn?.value ?? .none,
      "turns": .list(
        open.entries.map { .record(["entry": .text($0.entry.description), "turn": $0.turn.value]) }),
    ])
  }

  private func value(_ deeds: StepChanges.Deeds, _ step: StepID?) -> Value {
    .record([
      "step": step.map { .text($0.name) } ?? .none, "by": .text(deeds.person),
      "answers": .integer(deeds.answers),
      "entries": texts(deeds.answered.map(\.description)),
      "events": .list(
        deeds.events.map { .record(["sequence": .integer($0.sequence), "kind": .text($0.kind)]) }),
    ])
  }
}
