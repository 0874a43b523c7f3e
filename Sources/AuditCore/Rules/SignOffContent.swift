/// Exactly what a signer is shown of a step: its answers and results, as canonical JSON.
extension AuditState {
  /// The bytes whose digest a sign-off holds.
  public func content(of step: StepID) -> [UInt8] {
    workflow.places[step].map { content(of: $0).json } ?? []
  }

  private func content(of place: Int) -> Value {
    let step = workflow.steps[place]
    var pairs: [(String, Value)] = [("step", .text(step.id.name))]
    switch step.kind {
    case .group: pairs.append(("steps", .list(workflow.children[place].map(content))))
    case .analyse:
      if case .result(let result) = result(place)?.outcome { pairs.append(("result", result)) }
    case .ask, .collect, .rate:
      pairs.append(("entries", .list(entries[place].inOrder.map { content(of: $0, step) })))
    }
    if rows[place].state == .skipped, let reason = rows[place].remark {
      pairs.append(("skipped", .text(reason)))
    }
    return .record(Record(pairs))
  }

  private func content(of entry: Entry, _ step: Step) -> Value {
    let answers = zip(step.fields, entry.cells).compactMap { field, cell in
      cell.map { (field.id.name, $0.answer.plain) }
    }
    return .record(["answers": .record(Record(answers)), "key": .text(entry.key.written)])
  }
}
