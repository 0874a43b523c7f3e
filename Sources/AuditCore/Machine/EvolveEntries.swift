/// How answers change what is known, and what they overtake.
extension AuditState {
  mutating func answered(_ id: EntryID, _ answers: [FieldAnswer], _ origin: Origin, _ stamp: Stamp) {
    guard let step = workflow.places[id.step] else { return }
    let isNew = !entries[step].has(id.key)
    if isNew {
      let cells = [Cell?](repeating: nil, count: entries[step].fieldCount)
      entries[step][id.key] = Entry(key: id.key, position: stamp.sequence, cells: cells)
    }
    let place = workflow.place(of: id.key, in: step)
    if isNew { count(entries: 1, at: place) }
    let canName = workflow.canName(step)
    let named = canName && !isNew ? references(of: id, step) : []
    let fields = take(answers, id.key, step, origin, stamp)
    if canName { relink(id, from: named, to: references(of: id, step)) }
    if !isNew { clearStale(id, step) }
    changed.note(entry: id)
    lapseSignOffs(from: place)
    overtakeReferrers(of: id, fields: isNew ? [] : fields, stamp)
    overtakeReaders(of: id, fields: fields, cameOrWent: isNew, stamp)
    happen(.answered, to: place)
    if isNew { addInstances(for: id, step, stamp) }
  }

  /// Counts entries, or stale ones among them, for the step and for the instance they belong to.
  private mutating func count(entries: Int = 0, stale: Int = 0, at place: Place) {
    rows[place.step].entryCount += entries
    rows[place.step].staleCount += stale
    changed.note(Place(place.step))
    guard place.key != .only, instances[place.step][place.key] != nil else { return }
    self[place].entryCount += entries
    self[place].staleCount += stale
  }

  /// Begins what is done for each entry of a register, or takes it up again where the entry was there before.
  private mutating func addInstances(for id: EntryID, _ register: Int, _ stamp: Stamp) {
    for step in workflow.doneForEach[register] {
      let place = Place(step, id.key)
      if instances[step][id.key] == nil {
        var row = StepRow(state: .locked)
        row.position = stamp.sequence
        instances[step].add(id.key, row)
        changed.note(place)
      } else {
        self[place].isGone = false
        self[place].remark = nil
        settled(place, isAsked: true, stamp)
      }
      instancesChanged(of: place, stamp)
    }
  }

  /// What was done for an entry that is gone is not asked any more; its answers stay where they are.
  private mutating func endInstances(for id: EntryID, _ register: Int, _ stamp: Stamp) {
    for step in workflow.doneForEach[register] where instances[step][id.key] != nil {
      let place = Place(step, id.key)
      settled(place, isAsked: false, stamp)
      self[place].isGone = true
      instancesChanged(of: place, stamp)
    }
  }

  /// What was signed of a step was signed without an instance that came, or with one that went.
  private mutating func instancesChanged(of place: Place, _ stamp: Stamp) {
    derive(place.step)
    lapseSignOffs(from: place)
    overtakeReviews(of: place, stamp)
  }

  /// What is done for each entry of a register is asked only as long as the register is.
  mutating func leaveInstancesOutOrIn(of register: Int, isAsked: Bool, _ stamp: Stamp) {
    for step in workflow.doneForEach[register] {
      for key in instances[step].there { settled(Place(step, key), isAsked: isAsked, stamp) }
    }
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

  mutating func removed(_ id: EntryID, _ stamp: Stamp) {
    guard let step = workflow.places[id.step], entries[step].has(id.key) else { return }
    clearStale(id, step)
    relink(id, from: references(of: id, step), to: [])
    entries[step][id.key] = nil
    changed.note(removed: id)
    let place = workflow.place(of: id.key, in: step)
    count(entries: -1, at: place)
    changed.note(entry: id)
    lapseSignOffs(from: place)
    overtakeReferrers(of: id, fields: [], stamp)
    overtakeReaders(of: id, fields: [], cameOrWent: true, stamp)
    // Before its instances go: what waits for a register that is open again does not begin because they do.
    happen(.answered, to: place)
    endInstances(for: id, step, stamp)
  }

  mutating func clearStale(_ id: EntryID, _ step: Int) {
    guard entries[step][id.key]?.isStale == true else { return }
    entries[step].change(id.key) { $0.causes = [] }
    count(stale: -1, at: workflow.place(of: id.key, in: step))
  }

  /// The entries that an entry names, in any of its fields.
  func references(of id: EntryID, _ step: Int) -> Set<EntryID> {
    guard let entry = entries[step][id.key] else { return [] }
    var named: Set<EntryID> = []
    for place in workflow.namingPlaces[step] {
      named.formUnion(
        workflow.steps[step].fields[place].type.references(in: entry.cells[place]?.answer.value))
    }
    for case let cell? in entry.cells where !cell.answer.evidence.isEmpty {
      named.formUnion(workflow.cited(by: cell.answer, of: id.step))
    }
    return named
  }

  /// Keeps track of who names whom, as the answers of an entry change.
  mutating func relink(_ id: EntryID, from old: Set<EntryID>, to new: Set<EntryID>) {
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
  mutating func overtakeReferrers(of id: EntryID, fields: [FieldID], _ stamp: Stamp) {
    guard let naming = referrers[id], !naming.isEmpty else { return }
    let cause = Cause(entry: id, fields: Set(fields).sorted(), sequence: stamp.sequence)
    for other in naming.sorted() {
      guard let place = workflow.place(of: other), other.step != id.step else { continue }
      overtake(other, at: place, cause)
    }
  }

  /// Marks an entry, if what it belongs to was finished.
  private mutating func overtake(_ id: EntryID, at place: Place, _ cause: Cause) {
    guard self[place].state.isFinished, let wasStale = entries[place.step][id.key]?.isStale else { return }
    entries[place.step].change(id.key) { $0.causes = $0.causes.adding(cause) }
    changed.note(entry: id)
    if !wasStale { count(stale: 1, at: place) }
    happen(.overtaken, to: place)
  }

  /// Marks the steps whose checks or whose method read what changed.
  ///
  /// Where only names have changed (`isRenamed`), results say the new ones; nobody has to look again at the rest, in
  /// which all names have changed together.
  mutating func overtakeReaders(
    of id: EntryID, fields: [FieldID], cameOrWent: Bool, isRenamed: Bool = false, _ stamp: Stamp
  ) {
    guard let source = workflow.places[id.step] else { return }
    for reading in workflow.conditionReaders[source] where reading.concerns(fields, membership: cameOrWent) {
      unsettle(places(of: reading, source, id.key))
    }
    guard !workflow.readers[source].isEmpty else { return }
    let cause = Cause(entry: id, fields: cameOrWent ? [] : Set(fields).sorted(), sequence: stamp.sequence)
    for reading in workflow.readers[source]
    where reading.concerns(fields, membership: cameOrWent)
      && (!isRenamed || workflow.steps[reading.reader].isComputed)
    {
      if case .write = workflow.steps[reading.reader].kind, reading.readsAll {
        overtakeFindings(reading.reader, drawnFrom: id.step, cause)
      } else {
        for place in places(of: reading, source, id.key) { overtake(place, cause) }
      }
    }
  }

  /// Has the conditions of these steps or instances looked at again.
  mutating func unsettle(_ places: [Place]) {
    for place in places where !self[place].isUnsettled && self[place].state != .locked {
      self[place].isUnsettled = true
    }
  }

  /// Makes the reviews of a step lapse: there is more, or less, of it than was signed.
  mutating func overtakeReviews(of place: Place, _ stamp: Stamp) {
    let cause = Cause(
      entry: EntryID(workflow.steps[place.step].id, place.key), fields: [], sequence: stamp.sequence)
    for reading in workflow.readers[place.step] where workflow.steps[reading.reader].isReview {
      overtake(Place(reading.reader), cause)
    }
  }

  /// The instances of a reader that an entry of `source` concerns.
  func places(of reading: Reading, _ source: Int, _ key: EntryKey) -> [Place] {
    guard let each = workflow.steps[reading.reader].each else { return [Place(reading.reader)] }
    if reading.readsOwnEntry, workflow.places[each.register] == source {
      return instances[reading.reader][key].map { $0.isGone ? [] : [Place(reading.reader, key)] } ?? []
    }
    return instances[reading.reader].there.map { Place(reading.reader, $0) }
  }

  /// Marks the findings that say they are drawn from a step, and those that do not say what they are drawn from.
  private mutating func overtakeFindings(_ step: Int, drawnFrom source: StepID, _ cause: Cause) {
    guard canBeOvertaken(step), let slot = workflow.fieldPlaces[step][Writing.about] else {
      return overtake(Place(step), cause)
    }
    let name = source.name(inside: workflow.steps[step].part)
    for entry in entries[step].inOrder {
      let about = entry.cells[slot]?.answer.value.list ?? []
      guard about.isEmpty || about.contains(.text(name)) else { continue }
      let id = EntryID(workflow.steps[step].id, entry.key)
      overtake(id, at: workflow.place(of: entry.key, in: step), cause)
    }
  }

  mutating func overtake(_ place: Place, _ cause: Cause) {
    let step = workflow.steps[place.step]
    let isOpen = self[place].state == .returned && !step.isComputed
    guard !isOpen, Transitions.state(after: .overtaken, in: self[place].state) != nil else { return }
    self[place].causes = self[place].causes.adding(cause)
    if step.isReview { lapseSignOffs(from: place) }
    happen(.overtaken, to: place)
  }

  /// Puts the reviews of a step that has healed, or is not asked, before their signers again.
  mutating func offerReviews(of step: Int) {
    for waiting in workflow.waiting[step] { offer(waiting) }
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
    case (.table(let fields, _), .list(let rows)?):
      rows.flatMap { FieldType.group(fields).references(in: $0) }
    default: []
    }
  }

  /// Whether a value of this type can name entries.
  public var namesEntries: Bool { !targets.isEmpty }
}
