/// Exactly what a signer is shown of a step: its answers and results, as canonical JSON.
extension AuditState {
  /// The bytes whose digest a sign-off holds.
  public func content(of instance: StepInstance) -> [UInt8] {
    workflow.places[instance.step].map { content(of: Place($0, instance.key)).json } ?? []
  }

  private func content(of place: Place) -> Value {
    let step = workflow.steps[place.step]
    var pairs: [(String, Value)] = [("step", .text(step.id.name))]
    if place.key != .only { pairs.append(("of", .text(place.key.written))) }
    switch step.kind {
    case .group: pairs.append(("steps", .list(parts(of: place).map(content))))
    case .review:
      pairs.append(("steps", .list(workflow.reviewed(by: place.step).map { content(of: Place($0)) })))
    case .analyse:
      if case .result(let result) = result(place.step)?.outcome { pairs.append(("result", result)) }
    case .ask, .collect, .rate, .write:
      if isComposite(place) {
        pairs.append(("steps", .list(parts(of: place).map(content))))
      } else {
        pairs.append(("entries", .list(entries(in: place).map { content(of: $0, step) })))
      }
    }
    let row = self[place]
    if row.state == .skipped, let reason = row.remark { pairs.append(("skipped", .text(reason))) }
    if row.state == .notAsked, !isComposite(place) { pairs.append(("not_asked", .boolean(true))) }
    return .record(Record(pairs))
  }

  private func content(of entry: Entry, _ step: Step) -> Value {
    let answers = zip(step.fields, entry.cells).compactMap { field, cell in
      cell.map { (field.id.name, $0.answer.plain) }
    }
    return .record(["answers": .record(Record(answers)), "key": .text(entry.key.written)])
  }
}
