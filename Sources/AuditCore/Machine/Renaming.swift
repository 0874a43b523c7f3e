/// That an entry came to be called otherwise, and who called it so.
public struct Renaming: Hashable, Sendable {
  public let entry: EntryID
  public let key: EntryKey
  public let stamp: Stamp

  public init(entry: EntryID, key: EntryKey, stamp: Stamp) {
    self.entry = entry
    self.key = key
    self.stamp = stamp
  }
}

/// How an entry comes to be called otherwise, and everything that names it with it.
///
/// What was done for it, and what says something about it, stays: answers keep whoever gave them, steps where they
/// stand. What was signed shows another name now, so that such sign-offs lapse.
extension AuditState {
  func decideRenaming(
    _ id: EntryID, to key: EntryKey, _ reason: String?, _ origin: Origin, _ person: String
  ) throws(Refusal) -> [Event] {
    let instance = try place(of: id)
    let step = workflow.steps[instance.step]
    try requireAnswerable(step, instance)
    guard step.hasKeyOfItsOwn else { throw .noKeyOfItsOwn(id.step) }
    guard let known = entries[instance.step][id.key] else { throw .unknownEntry(id) }
    guard key != id.key else { return [] }
    let renamed = EntryID(id.step, key)
    let given = try keyAnswers(renamed, step)
    try requireSpelled(renamed, given, step)
    guard workflow.place(of: key, in: instance.step) == instance else {
      throw .keyMismatch(id, step.each?.name ?? "")
    }
    try requireUntaken(renamings(of: id, to: key))
    try requireUnknownByName(id)
    for (place, cell, _) in changes(of: known, in: instance.step, to: given) {
      try requireReason(reason, origin, person, cell, step.fields[place], id, instance)
    }
    let event = Event.entryRenamed(id, to: key, because: reason, origin: origin)
    try requireRight(after: event, in: instance)
    return [event]
  }

  /// What was handed in is right under the new name as well.
  private func requireRight(after event: Event, in place: Place) throws(Refusal) {
    guard self[place].state.isFinished else { return }
    let before = Set(Completeness(self).obstacles(of: workflow.instance(place)))
    var after = self
    after.evolve(by: event, Stamp(sequence: sequence + 1, at: lastDay, by: ""))
    let obstacles = Completeness(after).obstacles(of: workflow.instance(place)).filter {
      !before.contains($0)
    }
    guard obstacles.isEmpty else { throw .incomplete(workflow.instance(place), obstacles) }
  }

  /// Who has handed in, signed or scored stands under his or her name in the log, where nobody can change it; under
  /// another one the same person could sign that work.
  private func requireUnknownByName(_ id: EntryID) throws(Refusal) {
    guard workflow.roleSteps.contains(id.step), let name = id.key.parts.first else { return }
    let signed = workflow.steps.indices.contains { step in
      wholeAndInstances(of: step).contains { place in
        [self[place].submitted?.by, self[place].signed?.by, self[place].signOff?.stated?.by].contains(name)
      }
    }
    let hasScored = workflow.steps.indices.contains { step in
      guard case .rate = workflow.steps[step].kind else { return false }
      return entries[step].inOrder.contains { $0.key.parts.last == name }
    }
    guard !signed, !hasScored else { throw .knownByName(id) }
  }

  /// No two entries, and nothing that was done for entries which are gone, may come to be called alike.
  private func requireUntaken(_ renamings: [EntryID: EntryKey]) throws(Refusal) {
    for (old, key) in renamings.sorted(by: { $0.key < $1.key }) {
      guard let step = workflow.places[old.step] else { continue }
      let new = EntryID(old.step, key)
      guard key.written.utf8.count <= EntryKey.longest else {
        throw .badKey(new, expected: workflow.steps[step].keyFields)
      }
      guard renamings[new] != nil || entries[step][key] == nil else { throw .nameTaken(new) }
      for each in workflow.doneForEach[step] where instances[each][key] != nil {
        throw .nameTaken(EntryID(workflow.steps[each].id, key))
      }
    }
  }

  /// The new keys of an entry that is to be called otherwise, and of those whose keys hold its key.
  ///
  /// Needs everything known that can name it.
  func renamings(of id: EntryID, to key: EntryKey) -> [EntryID: EntryKey] {
    var renamings = [id: key]
    var open = [id]
    while let named = open.popLast() {
      for naming in referrers[named] ?? [] where renamings[naming] == nil {
        let new = workflow.key(of: naming) { $0 == id ? key : nil }
        guard new != naming.key else { continue }
        renamings[naming] = new
        open.append(naming)
      }
    }
    return renamings
  }

  mutating func renamed(_ id: EntryID, to key: EntryKey, _ origin: Origin, _ stamp: Stamp) {
    guard let step = workflow.places[id.step], entries[step].has(id.key), !entries[step].has(key) else {
      return
    }
    let renamings = renamings(of: id, to: key)
    rename(causes: renamings, in: id.step)
    let naming = Set(renamings.keys).union(renamings.keys.flatMap { referrers[$0] ?? [] }).sorted()
    var touched: Set<Place> = []
    for (step, changes) in changes(of: naming, renamings, id, (stamp, origin)).sorted(by: { $0.key < $1.key })
    {
      let name = workflow.steps[step].id
      for change in changes {
        relink(EntryID(name, change.old), from: references(of: EntryID(name, change.old), step), to: [])
        if change.old != change.new.key { changed.note(removed: EntryID(name, change.old)) }
      }
      entries[step].replace(changes)
      for entry in changes.map(\.new) {
        relink(EntryID(name, entry.key), from: [], to: references(of: EntryID(name, entry.key), step))
        changed.note(entry: EntryID(name, entry.key))
        touched.insert(workflow.place(of: entry.key, in: step))
      }
    }
    for (old, key) in renamings.sorted(by: { $0.key < $1.key }) {
      for each in workflow.places[old.step].map({ workflow.doneForEach[$0] }) ?? [] {
        guard instances[each].rename(old.key, to: key) else { continue }
        changed.note(renamed: Place(each, old.key), to: Place(each, key))
        touched.insert(Place(each, key))
      }
    }
    for place in touched.sorted() { signedOtherwise(place, stamp) }
    for old in naming {
      guard let step = workflow.places[old.step] else { continue }
      let now = EntryID(old.step, renamings[old] ?? old.key)
      let fields =
        (old == id ? workflow.steps[step].keyFields : [])
        + workflow.namingPlaces[step].map { workflow.steps[step].fields[$0].id }
      overtakeReaders(of: now, fields: fields, cameOrWent: false, isRenamed: true, stamp)
    }
  }

  /// What has changed is known by its new name, where the change still waits for somebody to look.
  private mutating func rename(causes renamings: [EntryID: EntryKey], in step: StepID) {
    func renamed(_ causes: [Cause]) -> [Cause]? {
      guard causes.contains(where: { renamings[$0.entry] != nil }) else { return nil }
      return causes.map { cause in
        renamings[cause.entry].map {
          Cause(entry: EntryID(cause.entry.step, $0), fields: cause.fields, sequence: cause.sequence)
        } ?? cause
      }
    }
    for step in workflow.steps.indices {
      for place in wholeAndInstances(of: step) {
        if let causes = renamed(self[place].causes) { self[place].causes = causes }
      }
    }
    for step in workflow.naming(step) {
      let id = workflow.steps[step].id
      for entry in entries[step].inOrder {
        guard let causes = renamed(entry.causes) else { continue }
        entries[step].change(entry.key) { $0.causes = causes }
        changed.note(entry: EntryID(id, entry.key))
      }
    }
  }

  /// The entries as they are called, and as what they name is called, by step.
  private func changes(
    of entries: [EntryID], _ renamings: [EntryID: EntryKey], _ renamed: EntryID,
    _ by: (stamp: Stamp, origin: Origin)
  ) -> [Int: [(old: EntryKey, new: Entry)]] {
    var changes: [Int: [(old: EntryKey, new: Entry)]] = [:]
    for id in entries {
      guard let step = workflow.places[id.step], let entry = self.entries[step][id.key] else { continue }
      let new = self.renamed(entry, of: step, renamings, id == renamed ? by : nil)
      changes[step, default: []].append((id.key, new))
    }
    return changes
  }

  /// The cells of an entry that say something else than the answers that a new key gives.
  private func changes(
    of entry: Entry, in step: Int, to given: [FieldAnswer]
  ) -> [(place: Int, cell: Cell, answer: Answer)] {
    given.compactMap { given in
      guard let place = workflow.fieldPlaces[step][given.field], let cell = entry.cells[place],
        cell.answer.value != given.answer.value
      else { return nil }
      return (place, cell, given.answer)
    }
  }

  /// `by` tells of the renaming, for the entry that was meant; others keep whoever answered them.
  private func renamed(
    _ entry: Entry, of step: Int, _ renamings: [EntryID: EntryKey],
    _ by: (stamp: Stamp, origin: Origin)?
  ) -> Entry {
    let name = workflow.steps[step].id
    let key = renamings[EntryID(name, entry.key)] ?? entry.key
    var cells = entry.cells
    if let by, let given = try? keyAnswers(EntryID(name, key), workflow.steps[step]) {
      for (place, _, answer) in changes(of: entry, in: step, to: given) {
        cells[place] = Cell(answer: answer, stamp: by.stamp, origin: by.origin)
      }
    }
    for (place, field) in workflow.steps[step].fields.enumerated() {
      guard let cell = cells[place] else { continue }
      let answer = workflow.renaming(cell.answer, of: field, in: name) { renamings[$0] }
      if answer != cell.answer { cells[place] = Cell(answer: answer, stamp: cell.stamp, origin: cell.origin) }
    }
    return Entry(key: key, position: entry.position, cells: cells, causes: entry.causes)
  }

  /// What was signed of a step or instance shows another name now.
  private mutating func signedOtherwise(_ place: Place, _ stamp: Stamp) {
    let wasSigned = self[place].signOff != nil
    lapseSignOffs(from: place)
    if wasSigned { happen(.renamed, to: place) }
    overtakeReviews(of: place, stamp)
    offerReviews(of: place.step)
  }
}

extension Step {
  /// Whether entries are told apart by what people call them, and not by what they are about.
  public var hasKeyOfItsOwn: Bool {
    switch kind {
    case .collect, .write: keyFields.contains { $0 != each?.name }
    case .ask, .rate, .analyse, .review, .group: false
    }
  }
}

extension Workflow {
  /// A step, and those whose entries can name its entries, or entries that hold their keys.
  public func steps(naming step: StepID) -> Set<StepID> { Set(naming(step).map { steps[$0].id }) }

  func naming(_ step: StepID) -> Set<Int> {
    var open = places[step].map { [$0] } ?? []
    var naming = Set(open)
    while let place = open.popLast() {
      for other in namedBy[place] where naming.insert(other).inserted { open.append(other) }
    }
    return naming
  }

  /// The key of an entry, with it and the entries that it holds the keys of called as `key` says.
  public func key(of id: EntryID, _ key: (EntryID) -> EntryKey?) -> EntryKey {
    if let key = key(id) { return key }
    guard let step = places[id.step] else { return id.key }
    let references = keyReferences(id).filter { $0.target.step != id.step }
    guard !references.isEmpty else { return id.key }
    var parts = id.key.parts[...]
    var renamed: [String] = []
    for name in steps[step].keyFields {
      let target = references.first { $0.field == name }?.target
      let mine = parts.prefix(target.map { max(1, $0.key.parts.count) } ?? 1)
      parts = parts.dropFirst(mine.count)
      renamed += target.map { self.key(of: $0, key).parts } ?? Array(mine)
    }
    return EntryKey(renamed + parts)
  }

  /// An answer of a field, with the entries that it names or cites called as `key` says.
  public func renaming(
    _ answer: Answer, of field: Field, in step: StepID, _ key: (EntryID) -> EntryKey?
  ) -> Answer {
    var answer = answer
    if field.type.namesEntries { answer.value = field.type.renaming(in: answer.value, key) }
    if !answer.evidence.isEmpty, let evidence = evidence(of: step) {
      answer.evidence = answer.evidence.map { key(EntryID(evidence, EntryKey([$0])))?.parts.first ?? $0 }
    }
    return answer
  }
}
