/// Whether an answer is taken.
extension AuditState {
  func decideAnswer(
    _ id: EntryID, _ answers: [FieldAnswer], _ reason: String?, _ origin: Origin, _ person: String
  ) throws(Refusal) -> [Event] {
    let instance = try place(of: id)
    let place = instance.step
    let step = workflow.steps[place]
    try requireAnswerable(step, instance)
    let known = entries[place][id.key]
    var taken = known == nil ? try keyAnswers(id, step) : []
    try requireSpelled(id, taken, step)
    // Before anything that would quote the answer which is there: it may be a score nobody else is to see yet.
    try requireOwnRating(id, step, origin, person)
    try requireUnowned(id, step)
    for written in answers {
      let (field, index) = try field(written.field, of: step, place)
      let given = namingWhatIsThere(written, field)
      guard !field.isComputed else { throw .computedField(field.id, id.step) }
      if workflow.keyPlaces[place].contains(index) {
        try requireKey(given, id, step)
        continue
      }
      try requireRight(given, field, id)
      let cell = known?.cells[index]
      if let cell, cell.answer == given.answer { continue }
      if cell == nil, given.answer.isWithdrawal { continue }
      if let cell { try requireReason(reason, origin, person, cell, field, id, instance) }
      taken.append(given)
    }
    guard !taken.isEmpty else { return [] }
    return [.entryAnswered(id, taken, because: reason, origin: origin)]
  }

  func decideRemoval(
    _ id: EntryID, _ reason: String?, _ origin: Origin, _ person: String
  ) throws(Refusal) -> [Event] {
    if isLeftBehind(id), entry(id) != nil { return [.entryRemoved(id, because: reason, origin: origin)] }
    let instance = try place(of: id)
    let step = workflow.steps[instance.step]
    try requireAnswerable(step, instance)
    guard entries[instance.step][id.key] != nil else { throw .unknownEntry(id) }
    try requireOwnRating(id, step, origin, person)
    if self[instance].state.isFinished, origin == .person, reason?.allSatisfy(\.isWhitespace) ?? true {
      throw .reasonMissing("removing an entry of a step that was handed in")
    }
    return [.entryRemoved(id, because: reason, origin: origin)]
  }

  /// Whether what an entry was given for is gone, so that there is nothing to be done with it but to remove it.
  private func isLeftBehind(_ id: EntryID) -> Bool {
    let instance = workflow.instance(of: id)
    return instance.key != .only && row(of: instance)?.isGone == true
  }

  /// The instance that an entry belongs to, which must be there.
  func place(of id: EntryID) throws(Refusal) -> Place {
    try place(workflow.places[id.step] == nil ? StepInstance(id.step) : workflow.instance(of: id))
  }

  func requireAnswerable(_ step: Step, _ place: Place) throws(Refusal) {
    switch step.kind {
    case .group: throw .notAnswerable(step.id, .group)
    case .analyse: throw .notAnswerable(step.id, .analysis)
    case .review: throw .notAnswerable(step.id, .review)
    case .ask, .collect, .rate, .write: break
    }
    if step.each != nil, place.key == .only { throw .namesNoInstance(step.id) }
    guard !allows(.answered, place) else { return }
    let instance = workflow.instance(place)
    if self[place].state == .locked { throw .locked(instance, waitsFor: blockers(of: step.id)) }
    throw .cannot("answered", instance, self[place].state)
  }

  private func field(_ id: FieldID, of step: Step, _ place: Int) throws(Refusal) -> (Field, Int) {
    guard let index = workflow.fieldPlaces[place][id] else {
      throw .unknownField(id, step.id, candidates: step.fields.map(\.id))
    }
    return (step.fields[index], index)
  }

  /// Takes in what a file says of an entry before its audit begins, whatever the step still waits for.
  ///
  /// For whoever looks at such a file; what is recorded goes by `decide`.
  public mutating func foresee(_ id: EntryID, _ answers: [FieldAnswer]) {
    guard let step = workflow[id.step] else { return }
    let key = (try? keyAnswers(id, step)) ?? []
    evolve(
      by: .entryAnswered(id, key + answers, because: nil, origin: .file),
      Stamp(sequence: sequence, at: "", by: ""))
  }

  /// The answers that the key of a new entry gives by itself.
  func keyAnswers(_ id: EntryID, _ step: Step) throws(Refusal) -> [FieldAnswer] {
    var parts = id.key.parts[...]
    if !step.keyFields.isEmpty, let fault = KeyFault(of: id.key) {
      throw .badKey(id, expected: step.keyFields, fault)
    }
    let needed = step.keyFields.compactMap { step.field($0) }.reduce(0) {
      $0 + workflow.keyPartCount($1, of: step)
    }
    guard parts.count == needed else {
      throw .badKey(id, expected: step.keyFields, .parts(found: parts.count, needed: needed))
    }
    var answers: [FieldAnswer] = []
    for name in step.keyFields {
      guard let field = step.field(name) else { continue }
      let length = workflow.keyPartCount(field, of: step)
      let mine = parts.prefix(length)
      parts = parts.dropFirst(length)
      let value: Value
      if field.type.target != nil {
        value = .text(EntryKey(Array(mine)).written)
      } else {
        do throws(Mismatch) { value = try field.type.value(of: mine.first ?? "") } catch {
          throw .badValue(id, name, error)
        }
      }
      try requireRight(FieldAnswer(name, Answer(value)), field, id)
      answers.append(FieldAnswer(name, Answer(value)))
    }
    return answers
  }

  private func requireKey(_ given: FieldAnswer, _ id: EntryID, _ step: Step) throws(Refusal) {
    let expected = try keyAnswers(id, step).first { $0.field == given.field }
    guard expected?.answer.value != given.answer.value else { return }
    // The same words in other characters say the same.
    guard let kept = expected?.answer.value.text, let text = given.answer.value.text,
      !Spelling.alike(text, among: [kept]).isEmpty
    else { throw .keyMismatch(id, given.field) }
  }

  private func requireRight(_ given: FieldAnswer, _ field: Field, _ id: EntryID) throws(Refusal) {
    if case .nonAnswer(_, let reason) = given.answer.value, reason.allSatisfy(\.isWhitespace) {
      throw .reasonMissing("leaving a question open")
    }
    if let mismatch = field.mismatch(with: given.answer.value) { throw .badValue(id, field.id, mismatch) }
    let named = field.type.references(in: given.answer.value) + workflow.cited(by: given.answer, of: id.step)
    for target in named where target.step != id.step {
      guard let place = workflow.places[target.step], entries[place].knows(target.key),
        entries[place][target.key] == nil
      else { continue }
      throw .unknownReference(id, field.id, to: target, candidates: entries[place].knownKeys)
    }
  }

  /// A different answer to a field that somebody else answered, or in a step that was handed in, asks for a reason.
  func requireReason(
    _ reason: String?, _ origin: Origin, _ person: String, _ cell: Cell, _ field: Field, _ id: EntryID,
    _ place: Place
  ) throws(Refusal) {
    if origin != .person, cell.origin != origin {
      throw .answeredBefore(id, field.id, was: cell.answer, cell.stamp)
    }
    guard origin != .file, reason?.allSatisfy(\.isWhitespace) ?? true else { return }
    if origin == .imported || cell.stamp.by != person || self[place].state.isFinished {
      throw .answeredBefore(id, field.id, was: cell.answer, cell.stamp)
    }
  }

  /// Raters give and take back their own scores; those of others come from files and tables.
  private func requireOwnRating(
    _ id: EntryID, _ step: Step, _ origin: Origin, _ person: String
  ) throws(Refusal) {
    guard case .rate = step.kind, origin == .person, let rater = id.key.parts.last, rater != person else {
      return
    }
    throw .ratedByAnother(id, rater: rater)
  }

  /// Nobody rates what he or she owns: a subject whose `owner` is the rater.
  private func requireUnowned(_ id: EntryID, _ step: Step) throws(Refusal) {
    guard case .rate(let rating) = step.kind, let rater = id.key.parts.last,
      let subject = workflow.keyReferences(id).first(where: { $0.field == Rating.subject })?.target,
      let place = workflow.places[rating.subjects], entries[place].knows(subject.key),
      let owner = answer(subject, "owner")?.value.text, owner == rater || owner == EntryKey([rater]).written
    else { return }
    throw .ownRating(id, rater: rater)
  }
}
