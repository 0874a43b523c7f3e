/// Whether entries come to be called otherwise.
extension AuditState {
  func decideRenaming(
    _ keys: [EntryKey: EntryKey], of id: StepID, _ reason: String?, _ origin: Origin, _ person: String
  ) throws(Refusal) -> [Event] {
    guard !keys.isEmpty else { return [] }
    if origin == .file, isOfOthers(keys, id) {
      return [.entriesRenamed(id, keys, because: reason, origin: origin)]
    }
    var places: Set<Place> = []
    for (old, new) in keys.sorted(by: { $0.key < $1.key }) {
      let place = try requireRenamable(EntryID(id, old), to: new)
      if new != old { places.insert(place) }
    }
    let keys = keys.filter { $0.key != $0.value }
    guard !keys.isEmpty else { return [] }
    let renamings = renamings(keys, of: id)
    try requireUntaken(renamings)
    for (old, new) in keys.sorted(by: { $0.key < $1.key }) {
      try requireReason(reason, origin, person, EntryID(id, old), to: new)
    }
    let event = Event.entriesRenamed(id, keys, because: reason, origin: origin)
    try requireRight(after: event, renamings, in: places.sorted())
    return [event]
  }

  /// Whether a file speaks of entries that the audit never had, and has their old keys for others that are still to come.
  ///
  /// It is only noted then, so that nobody takes those others for them later.
  private func isOfOthers(_ keys: [EntryKey: EntryKey], _ id: StepID) -> Bool {
    guard let step = workflow.places[id], workflow.steps[step].hasKeyOfItsOwn else { return false }
    return keys.keys.allSatisfy { entries[step][$0] == nil }
  }

  /// Whether this entry may get this key, whatever others are called; gives the instance that it belongs to.
  private func requireRenamable(_ id: EntryID, to key: EntryKey) throws(Refusal) -> Place {
    let instance = try place(of: id)
    let step = workflow.steps[instance.step]
    try requireAnswerable(step, instance)
    guard step.hasKeyOfItsOwn else { throw .noKeyOfItsOwn(id.step) }
    guard entries[instance.step][id.key] != nil else { throw .unknownEntry(id) }
    guard key != id.key else { return instance }
    let renamed = EntryID(id.step, key)
    let given = try keyAnswers(renamed, step)
    try requireSpelled(renamed, given, step)
    guard workflow.place(of: key, in: instance.step) == instance else {
      throw .movedByKey(id, to: key, step.each?.name ?? "")
    }
    try requireUnknownByName(id)
    return instance
  }

  /// Another key is another answer to its fields.
  private func requireReason(
    _ reason: String?, _ origin: Origin, _ person: String, _ id: EntryID, to key: EntryKey
  ) throws(Refusal) {
    let instance = try place(of: id)
    let step = workflow.steps[instance.step]
    guard let known = entries[instance.step][id.key] else { return }
    let given = try keyAnswers(EntryID(id.step, key), step)
    for (place, cell, _) in changes(of: known, in: instance.step, to: given) {
      try requireReason(reason, origin, person, cell, step.fields[place], id, instance)
    }
  }

  /// What was handed in is right under the new names as well.
  private func requireRight(
    after event: Event, _ renamings: [EntryID: EntryKey], in places: [Place]
  ) throws(Refusal) {
    let places = places.filter { self[$0].state.isFinished }
    guard !places.isEmpty else { return }
    var after = self
    after.evolve(by: event, Stamp(sequence: sequence + 1, at: lastDay, by: ""))
    for instance in places.map(workflow.instance) {
      // What was in the way before, of the same entries by their old names, is nothing new.
      let before = Set(
        Completeness(self).obstacles(of: instance).map { obstacle in
          ObstaclePlace(
            entry: renamings[obstacle.entry].map { EntryID(obstacle.entry.step, $0) } ?? obstacle.entry,
            field: obstacle.field)
        })
      let obstacles = Completeness(after).obstacles(of: instance).filter {
        !before.contains(ObstaclePlace(entry: $0.entry, field: $0.field))
      }
      guard obstacles.isEmpty else { throw .incomplete(instance, obstacles) }
    }
  }

  private struct ObstaclePlace: Hashable {
    let entry: EntryID
    let field: FieldID?
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
    var taken: Set<EntryID> = []
    for (old, key) in renamings.sorted(by: { $0.key < $1.key }) {
      guard let step = workflow.places[old.step] else { continue }
      let new = EntryID(old.step, key)
      if let fault = KeyFault(of: key) { throw .badKey(new, expected: workflow.steps[step].keyFields, fault) }
      guard taken.insert(new).inserted else { throw .nameShared(new) }
      // An entry that is renamed itself makes room.
      guard renamings[new] == nil else { continue }
      guard entries[step][key] == nil else { throw .nameTaken(new) }
      for each in workflow.doneForEach[step] where instances[each][key] != nil {
        throw .nameTaken(EntryID(workflow.steps[each].id, key))
      }
    }
  }
}
