import AuditCompare
import AuditCore

/// A comparison for machines: everything, nothing cut.
struct CompareReport {
  private let compared: Compared
  private var reasons: Reasons { compared.reasons }

  init(_ compared: Compared) { self.compared = compared }

  var value: Value {
    .record([
      "old": side(compared.old), "new": side(compared.new), "shared_events": .integer(compared.shared),
      "same": .boolean(compared.comparison.isEmpty), "counts": Self.counts(Tally(compared.comparison)),
      "audit": .list(compared.comparison.heads.map(head)),
      "steps": .list(compared.comparison.steps.map(step)),
      "hidden_scores": .list(
        compared.comparison.hidden.map {
          .record(["step": .text($0.step.name), "count": .integer($0.count)])
        }),
    ])
  }

  private func side(_ audit: ComparedAudit) -> Value {
    .record([
      "name": .text(audit.name), "record": .text(audit.record), "sequence": .integer(audit.state.sequence),
      "at": .text(audit.at), "audit": .text(audit.state.opening?.audit ?? ""),
      "title": Self.text(audit.state.description.title), "workflow": .text(audit.state.workflow.id),
      "version": .text(audit.state.workflow.version),
    ])
  }

  static func counts(_ tally: Tally) -> Value {
    .record([
      "added": .integer(tally.added), "removed": .integer(tally.removed),
      "answered": .integer(tally.answered),
      "taken_back": .integer(tally.takenBack), "changed": .integer(tally.changed),
      "re_rated": .integer(tally.rerated), "proof": .integer(tally.proof),
      "cosmetic": .integer(tally.cosmetic),
      "figures": .integer(tally.figures), "states": .integer(tally.states),
      "sign_offs": .integer(tally.signOffs), "others": .integer(tally.others),
    ])
  }

  private func head(_ head: HeadChange) -> Value {
    record([
      ("what", .text(head.what.rawValue)), ("old", Self.text(head.shift.old)),
      ("new", Self.text(head.shift.new)),
      ("reason", reasons.of(head.what).map(Self.reason)),
    ])
  }

  private func step(_ change: StepChange) -> Value {
    var pairs: [(String, Value?)] = [
      ("step", .text(change.step.name)), ("presence", .text(change.presence.rawValue)),
      ("counts", Self.counts(Tally(change))),
      ("fields_only_old", .list(change.fieldsOnlyOld.map { .text($0.name) })),
      ("fields_only_new", .list(change.fieldsOnlyNew.map { .text($0.name) })),
      ("stale_entries", change.staleCount.map { Self.shift($0) { .integer($0) } }),
      ("remark", change.remark.map { Self.shift($0, Self.text) }),
      ("sign_off", change.signature.map { Self.shift($0, Self.signature) }),
      ("sign_off_reason", compared.lapse(change).map(Self.reason)),
      ("method", change.method.map { Self.shift($0, Self.text) }),
      ("instances", change.instances.isEmpty ? nil : .list(change.instances.map(instance))),
      ("entries", .list(change.entries.map(entry))), ("figures", .list(change.figures.map(Self.figure))),
    ]
    if let state = change.state {
      pairs.append(("state", Self.shift(state) { .text($0.rawValue) }))
      pairs.append(("state_reason", reasons.of(state.new, of: StepInstance(change.step)).map(Self.reason)))
    }
    return record(pairs)
  }

  private func instance(_ change: InstanceChange) -> Value {
    let reason = change.state.flatMap(\.new).flatMap { reasons.of($0, of: change.instance) }
    return record([
      ("of", .text(change.instance.key.written)),
      ("state", change.state.map { Self.shift($0) { $0.map { .text($0.rawValue) } ?? .none } }),
      ("state_reason", reason.map(Self.reason)),
      ("remark", change.remark.map { Self.shift($0, Self.text) }),
      ("sign_off", change.signature.map { Self.shift($0, Self.signature) }),
    ])
  }

  private func entry(_ change: EntryChange) -> Value {
    record([
      ("key", .text(change.id.key.written)), ("kind", .text(change.kind.rawValue)),
      (
        "reasons", change.kind == .removed ? .list(reasons.ofRemoval(of: change.id).map(Self.reason)) : nil
      ),
      ("fields", .list(change.fields.map { field($0, change) })),
      ("computed", .list(change.figures.map(Self.figure))),
    ])
  }

  private func field(_ field: FieldChange, _ entry: EntryChange) -> Value {
    let why = entry.kind == .removed ? [] : reasons.of(field, in: entry.id)
    return record([
      ("field", .text(field.field.name)), ("kind", .text(field.kind.rawValue)),
      ("cosmetic", .boolean(field.isCosmetic)), ("old", field.old.map(Self.cell)),
      ("new", field.new.map(Self.cell)),
      ("reasons", entry.kind == .removed ? nil : .list(why.map(Self.reason))),
    ])
  }

  private static func cell(_ cell: Cell) -> Value {
    .record([
      "answer": cell.answer.plain, "by": .text(cell.stamp.by), "at": .text(cell.stamp.at),
      "sequence": .integer(cell.stamp.sequence), "origin": .text(cell.origin.rawValue),
    ])
  }

  private static func figure(_ figure: FigureChange) -> Value {
    .record([
      "path": .list(figure.path.map(Value.text)), "old": figure.old ?? .none, "new": figure.new ?? .none,
      "cosmetic": .boolean(figure.isCosmetic),
    ])
  }

  private static func signature(_ signature: Signature?) -> Value {
    guard let signature else { return .none }
    return .record([
      "by": .text(signature.by), "at": .text(signature.at), "role": .text(signature.role),
      "content": .text(signature.content), "stated": .boolean(signature.isStated),
    ])
  }

  private static func reason(_ reason: Reason) -> Value {
    .record(
      Record(
        [
          ("side", .text(reason.side.rawValue)), ("by", .text(reason.stamp.by)),
          ("at", .text(reason.stamp.at)),
          ("sequence", .integer(reason.stamp.sequence)), ("because", text(reason.because)),
          ("origin", text(reason.origin?.rawValue)), ("subject", text(reason.subject?.description)),
        ].filter { $0.1 != .none }))
  }

  private static func shift<Content>(_ shift: Shift<Content>, _ value: (Content) -> Value) -> Value {
    .record(["old": value(shift.old), "new": value(shift.new)])
  }

  private static func text(_ text: String?) -> Value { text.map(Value.text) ?? .none }

  /// What there is nothing of is left out.
  private func record(_ pairs: [(String, Value?)]) -> Value {
    .record(Record(pairs.compactMap { name, value in value.map { (name, $0) } }))
  }
}
