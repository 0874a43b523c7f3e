/// That entries of a step came to be called otherwise, all at once, and who called them so.
public struct Renaming: Hashable, Sendable {
  public let step: StepID
  /// What they are called, by what they were called.
  public let keys: [EntryKey: EntryKey]
  public let stamp: Stamp
  public let origin: Origin

  public init(step: StepID, keys: [EntryKey: EntryKey], stamp: Stamp, origin: Origin = .person) {
    self.step = step
    self.keys = keys
    self.stamp = stamp
    self.origin = origin
  }

  /// What an entry is called from then on; nothing where it keeps its own key.
  public subscript(entry: EntryID) -> EntryKey? { entry.step == step ? keys[entry.key] : nil }

  /// The same, read backwards.
  public var inverse: Renaming {
    Renaming(
      step: step, keys: Dictionary(keys.map { ($1, $0) }, uniquingKeysWith: { first, _ in first }),
      stamp: stamp, origin: origin)
  }
}

/// How entries come to be called otherwise, and everything that names them with them.
///
/// What was done for them, and what says something about them, stays: answers keep whoever gave them, steps where they
/// stand. What was signed shows another name now, so that such sign-offs lapse.
extension AuditState {
  /// The new keys of entries of a step that are to be called otherwise, and of those whose keys hold theirs.
  ///
  /// Needs everything known that can name them.
  func renamings(_ keys: [EntryKey: EntryKey], of step: StepID) -> [EntryID: EntryKey] {
    let meant = Dictionary(uniqueKeysWithValues: keys.map { (EntryID(step, $0), $1) })
    var renamings = meant
    var open = Array(meant.keys)
    while let named = open.popLast() {
      for naming in referrers[named] ?? [] where renamings[naming] == nil {
        let new = workflow.key(of: naming) { meant[$0] }
        guard new != naming.key else { continue }
        renamings[naming] = new
        open.append(naming)
      }
    }
    return renamings
  }

  mutating func renamed(_ keys: [EntryKey: EntryKey], of id: StepID, _ origin: Origin, _ stamp: Stamp) {
    guard let step = workflow.places[id], allows(keys, step) else { return }
    let renamings = renamings(keys, of: id)
    rename(causes: renamings, in: id)
    note(renamings, inResultsOn: id)
    let naming = Set(renamings.keys).union(renamings.keys.flatMap { referrers[$0] ?? [] }).sorted()
    let changes = changes(of: naming, renamings, (id, keys), (stamp, origin)).sorted { $0.key < $1.key }
    var touched: Set<Place> = []
    for (step, changes) in changes {
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
    touched.formUnion(renameInstances(renamings))
    for place in touched.sorted() { signedOtherwise(place, stamp) }
    for step in Set(touched.map(\.step)).sorted() { offerReviews(of: step) }
    for (place, changes) in changes {
      let fields =
        (place == step ? workflow.steps[step].keyFields : [])
        + workflow.namingPlaces[place].map { workflow.steps[place].fields[$0].id }
      overtakeReaders(ofRenamed: changes.map(\.new.key), place, fields, stamp)
    }
  }

  /// Whether the entries are there, and are still told apart afterwards; a log of ours says nothing else.
  private func allows(_ keys: [EntryKey: EntryKey], _ step: Int) -> Bool {
    Set(keys.values).count == keys.count
      && keys.allSatisfy { old, new in
        entries[step].has(old) && (keys[new] != nil || !entries[step].has(new))
      }
  }

  /// Calls what is done for entries after their new keys; gives where.
  private mutating func renameInstances(_ renamings: [EntryID: EntryKey]) -> [Place] {
    var renamed: [Place] = []
    for (step, ids) in Dictionary(grouping: renamings.keys, by: \.step).sorted(by: { $0.key < $1.key }) {
      let keys = Dictionary(uniqueKeysWithValues: ids.map { ($0.key, renamings[$0] ?? $0.key) })
      for each in workflow.places[step].map({ workflow.doneForEach[$0] }) ?? [] {
        let moved = instances[each].rename(keys)
        changed.note(
          renamed: moved.map { Place(each, $0.old) }, to: moved.map { Place(each, $0.new) })
        renamed += moved.map { Place(each, $0.new) }
      }
    }
    return renamed
  }

  /// Marks the conditions that look at what is called otherwise, and the results that say the old names.
  private mutating func overtakeReaders(
    ofRenamed keys: [EntryKey], _ step: Int, _ fields: [FieldID], _ stamp: Stamp
  ) {
    let id = workflow.steps[step].id
    for reading in workflow.conditionReaders[step] where reading.concerns(fields, membership: false) {
      for key in reading.readsOwnEntry ? keys : Array(keys.prefix(1)) {
        unsettle(places(of: reading, step, key))
      }
    }
    // More are told by their step.
    let causes = keys.prefix(Cause.mostOfOneStep + 1).map {
      Cause(entry: EntryID(id, $0), fields: Set(fields).sorted(), sequence: stamp.sequence)
    }
    for reading in workflow.readers[step] where workflow.steps[reading.reader].isComputed {
      for cause in causes {
        for place in places(of: reading, step, cause.entry.key) { overtake(place, cause) }
      }
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
    of entries: [EntryID], _ renamings: [EntryID: EntryKey],
    _ meant: (step: StepID, keys: [EntryKey: EntryKey]), _ by: (stamp: Stamp, origin: Origin)
  ) -> [Int: [(old: EntryKey, new: Entry)]] {
    var changes: [Int: [(old: EntryKey, new: Entry)]] = [:]
    for id in entries {
      guard let step = workflow.places[id.step], let entry = self.entries[step][id.key] else { continue }
      let isMeant = id.step == meant.step && meant.keys[id.key] != nil
      let new = self.renamed(entry, of: step, renamings, isMeant ? by : nil)
      changes[step, default: []].append((id.key, new))
    }
    return changes
  }

  /// The cells of an entry that say something else than the answers that a new key gives.
  func changes(
    of entry: Entry, in step: Int, to given: [FieldAnswer]
  ) -> [(place: Int, cell: Cell, answer: Answer)] {
    given.compactMap { given in
      guard let place = workflow.fieldPlaces[step][given.field], let cell = entry.cells[place],
        cell.answer.value != given.answer.value
      else { return nil }
      return (place, cell, given.answer)
    }
  }

  /// `by` tells of the renaming, for an entry that was meant; others keep whoever answered them.
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
