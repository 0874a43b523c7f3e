extension AuditState {
  /// Takes in what happened. Total: an event is a fact and cannot be refused.
  public mutating func evolve(by event: Event, _ stamp: Stamp) {
    sequence = stamp.sequence
    lastDay = String(stamp.at.prefix(10))
    switch event {
    case .auditStarted(let opening):
      changed.audit = true
      self.opening = opening
      description = opening.description
      unlock(Array(rows.indices))
    case .auditDescribed(let new): describe(new, stamp)
    case .entryAnswered(let id, let answers, _, let origin): answered(id, answers, origin, stamp)
    case .entryRemoved(let id, _, _): removed(id, stamp)
    case .stepSubmitted(let id): with(id) { state, step in state.submitted(step, stamp) }
    case .stepApproved(let id, let signOff): with(id) { state, step in state.approved(step, signOff, stamp) }
    case .stepReturned(let id, let feedback): with(id) { state, step in state.returned(step, feedback) }
    case .stepSkipped(let id, let reason):
      with(id) { state, step in
        state.rows[step].remark = reason
        state.happen(.skipped, to: step)
      }
    case .stepReopened(let id, _):
      with(id) { state, step in
        state.lapseSignOffs(from: step)
        state.happen(.reopened, to: step)
      }
    case .staleConfirmed(let id, let keys, _): with(id) { state, step in state.confirmed(step, keys) }
    case .resultComputed(let id, let computation):
      with(id) { state, step in state.computed(step, computation, stamp) }
    case .conditionSettled(let id, let isAsked):
      with(id) { state, step in state.happen(isAsked ? .included : .excluded, to: step) }
    case .auditClosed: set(closed: true)
    case .auditReopened: set(closed: false)
    }
  }

  /// Events of steps that the workflow does not have (any more) change nothing.
  private mutating func with(_ id: StepID, _ body: (inout AuditState, Int) -> Void) {
    guard let step = workflow.places[id] else { return }
    changed.note(step: step)
    body(&self, step)
  }

  private mutating func set(closed: Bool) {
    isClosed = closed
    changed.audit = true
  }

  private mutating func describe(_ new: Description, _ stamp: Stamp) {
    changed.audit = true
    let dayChanged = new.asOf != description.asOf
    description = new
    guard dayChanged else { return }
    for (place, step) in workflow.steps.enumerated() {
      guard case .analyse(let analysis) = step.kind, AnalysisMethod.named(analysis.method)?.usesDay == true
      else {
        continue
      }
      overtake(place, Cause(entry: EntryID("audit"), fields: ["as_of"], sequence: stamp.sequence))
    }
  }

  private mutating func submitted(_ step: Int, _ stamp: Stamp) {
    rows[step].submitted = stamp
    rows[step].causes = []
    rows[step].remark = nil
    if workflow.steps[step].isGroup {
      derive(step)
    } else {
      happen(workflow.steps[step].approver == nil ? .completed : .submittedForSignOff, to: step)
    }
  }

  private mutating func approved(_ step: Int, _ signOff: SignOff, _ stamp: Stamp) {
    rows[step].signOff = signOff
    rows[step].signed = stamp
    if let statement = signOff.stated { rows[step].statements.append(statement) }
    if workflow.steps[step].isGroup { derive(step) } else { happen(.approved, to: step) }
  }

  private mutating func returned(_ step: Int, _ feedback: String) {
    rows[step].remark = feedback
    if workflow.steps[step].isGroup {
      rows[step].signOff = nil
      derive(step)
    } else {
      happen(.returned, to: step)
    }
  }

  private mutating func confirmed(_ step: Int, _ keys: [EntryKey]) {
    let id = workflow.steps[step].id
    let settled = keys.isEmpty ? entries[step].inOrder.filter(\.isStale).map(\.key) : keys
    for key in settled where entries[step][key]?.isStale == true {
      entries[step].change(key) { $0.causes = [] }
      rows[step].staleCount -= 1
      changed.note(entry: EntryID(id, key))
    }
    if keys.isEmpty { rows[step].causes = [] }
    guard rows[step].state == .stale, rows[step].staleCount == 0, rows[step].causes.isEmpty else { return }
    let awaitsSignOff = workflow.steps[step].approver != nil && rows[step].signOff == nil
    happen(awaitsSignOff ? .submittedForSignOff : .confirmed, to: step)
  }

  private mutating func computed(_ step: Int, _ computation: Computation, _ stamp: Stamp) {
    let isNew = result(step)?.outcome != computation.outcome
    rows[step].result = computation
    changed.note(result: step)
    rows[step].causes = []
    rows[step].submitted = stamp
    if isNew { lapseSignOffs(from: step) }
    switch computation.outcome {
    case .failed(let reasons):
      rows[step].remark = reasons.joined(separator: "; ")
      happen(.returned, to: step)
    case .result:
      rows[step].remark = nil
      let awaitsSignOff = workflow.steps[step].approver != nil && rows[step].signOff == nil
      happen(awaitsSignOff ? .submittedForSignOff : .completed, to: step)
    }
    if isNew { overtakeReaders(of: EntryID(workflow.steps[step].id), fields: [], cameOrWent: true, stamp) }
  }
}

// MARK: - Entries

extension AuditState {
  private mutating func answered(_ id: EntryID, _ answers: [FieldAnswer], _ origin: Origin, _ stamp: Stamp) {
    guard let step = workflow.places[id.step] else { return }
    let isNew = !entries[step].has(id.key)
    if isNew {
      let cells = [Cell?](repeating: nil, count: entries[step].fieldCount)
      entries[step][id.key] = Entry(key: id.key, position: stamp.sequence, cells: cells)
      rows[step].entryCount += 1
    }
    let canName = !workflow.namingPlaces[step].isEmpty
    let named = canName && !isNew ? references(of: id, step) : []
    let fields = take(answers, id.key, step, origin, stamp)
    if canName { relink(id, from: named, to: references(of: id, step)) }
    if !isNew { clearStale(id, step) }
    changed.note(entry: id)
    lapseSignOffs(from: step)
    overtakeReferrers(of: id, fields: isNew ? [] : fields, stamp)
    overtakeReaders(of: id, fields: fields, cameOrWent: isNew, stamp)
    happen(.answered, to: step)
  }

  /// Fills in the cells of an entry; gives the fields that were answered.
  private mutating func take(
    _ answers: [FieldAnswer], _ key: EntryKey, _ step: Int, _ origin: Origin, _ stamp: Stamp
  ) -> [FieldID] {
    var fields: [FieldID] = []
    let workflow = workflow
    entries[step].change(key) { entry in
      for given in answers {
        guard let place = workflow.fieldPlaces[step][given.field] else { continue }
        fields.append(given.field)
        entry.cells[place] =
          given.answer.isWithdrawal ? nil : Cell(answer: given.answer, stamp: stamp, origin: origin)
      }
    }
    return fields
  }

  private mutating func removed(_ id: EntryID, _ stamp: Stamp) {
    guard let step = workflow.places[id.step], entries[step].has(id.key) else { return }
    clearStale(id, step)
    relink(id, from: references(of: id, step), to: [])
    entries[step][id.key] = nil
    changed.note(removed: id)
    rows[step].entryCount -= 1
    changed.note(entry: id)
    lapseSignOffs(from: step)
    overtakeReferrers(of: id, fields: [], stamp)
    overtakeReaders(of: id, fields: [], cameOrWent: true, stamp)
    happen(.answered, to: step)
  }

  private mutating func clearStale(_ id: EntryID, _ step: Int) {
    guard entries[step][id.key]?.isStale == true else { return }
    entries[step].change(id.key) { $0.causes = [] }
    rows[step].staleCount -= 1
  }

  /// The entries that an entry names, in any of its fields.
  func references(of id: EntryID, _ step: Int) -> Set<EntryID> {
    guard let entry = entries[step][id.key] else { return [] }
    var named: Set<EntryID> = []
    for place in workflow.namingPlaces[step] {
      named.formUnion(
        workflow.steps[step].fields[place].type.references(in: entry.cells[place]?.answer.value))
    }
    return named
  }

  /// Keeps track of who names whom, as the answers of an entry change.
  private mutating func relink(_ id: EntryID, from old: Set<EntryID>, to new: Set<EntryID>) {
    for target in old.subtracting(new) {
      referrers[target]?.remove(id)
      changed.note(link: Link(from: id, to: target), isThere: false)
    }
    for target in new.subtracting(old) {
      referrers[target, default: []].insert(id)
      changed.note(link: Link(from: id, to: target), isThere: true)
    }
  }

  /// Marks the entries that name `id`, in steps that were finished.
  private mutating func overtakeReferrers(of id: EntryID, fields: [FieldID], _ stamp: Stamp) {
    guard let naming = referrers[id], !naming.isEmpty else { return }
    let cause = Cause(entry: id, fields: Set(fields).sorted(), sequence: stamp.sequence)
    for other in naming.sorted() {
      guard let step = workflow.places[other.step], rows[step].state.isFinished, other.step != id.step,
        let wasStale = entries[step][other.key]?.isStale
      else { continue }
      entries[step].change(other.key) { $0.causes = $0.causes.adding(cause) }
      changed.note(entry: other)
      if !wasStale { rows[step].staleCount += 1 }
      happen(.overtaken, to: step)
    }
  }

  /// Marks the steps whose checks or whose method read what changed.
  private mutating func overtakeReaders(
    of id: EntryID, fields: [FieldID], cameOrWent: Bool, _ stamp: Stamp
  ) {
    guard let source = workflow.places[id.step], !workflow.readers[source].isEmpty else { return }
    let cause = Cause(entry: id, fields: cameOrWent ? [] : Set(fields).sorted(), sequence: stamp.sequence)
    for reading in workflow.readers[source] where reading.concerns(fields, membership: cameOrWent) {
      overtake(reading.reader, cause)
    }
  }

  private mutating func overtake(_ step: Int, _ cause: Cause) {
    let isOpen = rows[step].state == .returned && !workflow.steps[step].isComputed
    guard !isOpen, Transitions.state(after: .overtaken, in: rows[step].state) != nil else { return }
    rows[step].causes = rows[step].causes.adding(cause)
    happen(.overtaken, to: step)
  }
}

extension [Cause] {
  /// With one more cause; of an entry that is named already, the newest change counts for all its fields.
  fileprivate func adding(_ cause: Cause) -> [Cause] {
    guard let place = firstIndex(where: { $0.entry == cause.entry }) else { return self.and(cause) }
    var causes = self
    let cameOrWent = cause.fields.isEmpty || self[place].fields.isEmpty
    causes[place] = Cause(
      entry: cause.entry, fields: cameOrWent ? [] : Set(self[place].fields + cause.fields).sorted(),
      sequence: cause.sequence)
    return causes
  }

  /// With a cause that is not named yet.
  ///
  /// Where very many entries of a step changed, the step is named instead of them: a list that grew with every answer
  /// would make each answer dearer than the one before, and nobody would read it.
  private func and(_ cause: Cause) -> [Cause] {
    let step = cause.entry.step
    let whole = EntryID(step)
    let known = filter { $0.entry.step == step }
    guard known.count >= Cause.mostOfOneStep || known.contains(where: { $0.entry == whole }) else {
      return self + [cause]
    }
    let fields = (known + [cause]).map(\.fields)
    let joined = Cause(
      entry: whole, fields: fields.contains([]) ? [] : Set(fields.joined()).sorted(), sequence: cause.sequence
    )
    let first = firstIndex { $0.entry.step == step } ?? endIndex
    return self[..<first] + [joined] + self[first...].filter { $0.entry.step != step }
  }
}

extension FieldType {
  /// The entries that a value of this type names.
  public func references(in value: Value?) -> [EntryID] {
    switch (self, value) {
    case (.reference(let step), .text(let key)?): [EntryID(step, EntryKey(written: key))]
    case (.list(let element), .list(let items)?): items.flatMap { element.references(in: $0) }
    case (.group(let fields), .record(let record)?):
      fields.flatMap { $0.type.references(in: record[$0.id.name]) }
    case (.table(let fields), .list(let rows)?): rows.flatMap { FieldType.group(fields).references(in: $0) }
    default: []
    }
  }

  /// Whether a value of this type can name entries.
  public var namesEntries: Bool { !targets.isEmpty }
}
