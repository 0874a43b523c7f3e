import CEL

/// Whether answers cite the evidence that their step or field asks for.
extension Completeness {
  /// What is lacking in an entry, of the rules that warn or of those that hold back.
  func evidenceObstacles(_ entry: Entry, _ step: Step, _ place: Place, warnings: Bool) -> [Obstacle] {
    let id = EntryID(step.id, entry.key)
    var obstacles = step.evidence.filter { $0.isWarning == warnings }.compactMap { rule in
      lack(of: rule, in: cited(by: entry, step), id, nil, place)
    }
    for (slot, field) in step.fields.enumerated() where !field.evidence.isEmpty {
      guard let answer = entry.cells[slot]?.answer, !answer.value.isAbsent, bindings.isAsked(field, at: id)
      else { continue }
      let cited = state.workflow.cited(by: answer, of: step.id)
      obstacles += field.evidence.filter { $0.isWarning == warnings }.compactMap {
        lack(of: $0, in: cited, id, field.id, place)
      }
    }
    return obstacles
  }

  /// What evidence an entry lacks that its answers could cite, of the rules that warn or of those that hold back.
  public func evidenceLacking(in id: EntryID, warnings: Bool = false) -> [Obstacle] {
    guard let place = state.workflow.places[id.step], state.workflow.steps[place].asksForEvidence,
      let entry = state.entry(id)
    else { return [] }
    let instance = state.workflow.place(of: id.key, in: place)
    return evidenceObstacles(entry, state.workflow.steps[place], instance, warnings: warnings)
  }

  private func lack(
    of rule: EvidenceRule, in cited: [EntryID], _ id: EntryID, _ field: FieldID?, _ place: Place
  ) -> Obstacle? {
    if let condition = rule.condition {
      // Whether it holds hangs on something that is unanswered itself, and named there.
      guard (try? bindings.evaluate(condition, on: id, at: place)) == .bool(true) else {
        return nil
      }
    }
    let kinds = Set(rule.kinds.map(\.key))
    var found: Set<EntryID> = []
    var different: Set<String> = []
    for record in cited where state.entry(record) != nil {
      let kind = state.answer(record, EvidenceRule.kind)?.value.text
      guard kinds.isEmpty || kind.map(kinds.contains) == true else { continue }
      found.insert(record)
      if let kind { different.insert(kind) }
    }
    let words: Obstacle.Words
    if found.count < rule.atLeast {
      words = .lacksEvidence(found: found.count, needed: rule.atLeast, of: rule.kinds.map(\.label))
    } else if different.count < rule.differentKinds {
      words = .lacksKindsOfEvidence(found: different.count, needed: rule.differentKinds)
    } else {
      return nil
    }
    return Obstacle(id, field, rule.message.map { .checkFailed($0) } ?? words)
  }

  private func cited(by entry: Entry, _ step: Step) -> [EntryID] {
    let register = state.workflow.evidence(of: step.id)
    return zip(step.fields, entry.cells).flatMap { field, cell -> [EntryID] in
      let id = EntryID(step.id, entry.key)
      guard let answer = cell?.answer, bindings.isAsked(field, at: id) else { return [] }
      let counted = bindings.counted(answer.value, of: field, at: id)
      let named = field.type.references(in: counted).filter { $0.step == register }
      return state.workflow.cited(by: answer, of: step.id) + named
    }
  }
}

extension Step {
  /// Whether the step or any of its fields says what evidence is needed.
  var asksForEvidence: Bool { !evidence.isEmpty || fields.contains { !$0.evidence.isEmpty } }
}
