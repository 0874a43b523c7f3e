/// How a state learns part of what is stored.
extension AuditState {
  /// A state of which only the steps are known: no entries, no results.
  public init(
    workflow: Workflow, audit: StoredAudit?, steps: [StoredStep], sequence: Int, lastDay: String
  ) throws(StoredFault) {
    self.init(workflow: workflow)
    if let audit { (opening, description) = try audit.read() }
    isClosed = audit?.isClosed ?? false
    var found: [(place: Place, row: StepRow)] = []
    for stored in steps {
      guard let place = workflow.places[stored.instance.step] else { continue }
      let row = try StepRow(stored, isComputed: workflow.steps[place].isComputed)
      if stored.instance.key == .only {
        rows[place] = row
      } else {
        found.append((Place(place, stored.instance.key), row))
      }
    }
    for (place, row) in found.sorted(by: { $0.row.position < $1.row.position }) {
      instances[place.step].add(place.key, row)
    }
    for place in entries.indices where rows[place].entryCount > 0 { entries[place].forget() }
    self.sequence = sequence
    self.lastDay = lastDay
  }

  /// Whether it is known if there is such an entry, and what it says.
  public func knows(_ id: EntryID) -> Bool {
    workflow.places[id.step].map { entries[$0].knows(id.key) } ?? true
  }

  /// Whether every entry of the step is known.
  public func isWhole(_ step: StepID) -> Bool { workflow.places[step].map { entries[$0].isWhole } ?? true }

  /// Whether the result of the step is known.
  public func knowsResult(_ step: StepID) -> Bool { row(step)?.isResultKnown ?? true }

  /// Takes in what is stored under a key; nothing where nothing is. What is known already is newer and stays.
  public mutating func take(_ stored: StoredEntry?, for id: EntryID) throws(StoredFault) {
    guard let step = workflow.places[id.step], !entries[step].knows(id.key) else { return }
    guard let stored else { return entries[step].takeAbsence(of: id.key) }
    entries[step].take(try Entry(stored, fields: workflow.fieldPlaces[step]))
    guard workflow.canName(step) else { return }
    for target in references(of: id, step) { referrers[target, default: []].insert(id) }
  }

  /// Every stored entry of the step has been taken in.
  public mutating func takeWhole(_ step: StepID) {
    if let place = workflow.places[step] { entries[place].complete() }
  }

  /// Takes in the result that is stored for a step; nothing where none is.
  public mutating func take(_ stored: StoredResult?, for step: StepID) throws(StoredFault) {
    guard let place = workflow.places[step], !rows[place].isResultKnown else { return }
    rows[place].result = try stored.map { stored throws(StoredFault) in try Computation(stored) }
    rows[place].isResultKnown = true
  }
}

/// What must be known of a state before a command is decided and its events are taken in.
public struct Footprint: Hashable, Sendable {
  public internal(set) var entries: Set<EntryID> = []
  /// The steps of which every entry is needed.
  public internal(set) var steps: Set<StepID> = []
  public internal(set) var results: Set<StepID> = []
  /// Of each of these entries, the entries of the steps beside it that name it.
  public internal(set) var referrers: [EntryID: [StepID]] = [:]
}

extension AuditState {
  /// What `decide` and `evolve` look at for a command.
  public func footprint(of command: Command) -> Footprint {
    var footprint = Footprint()
    switch command {
    case .answer(let id, let answers, _, _):
      footprint.entries.insert(id)
      if let step = workflow.places[id.step] {
        footprint.entries.formUnion(workflow.keyReferences(id).map(\.target))
        for given in answers {
          guard let place = workflow.fieldPlaces[step][given.field] else { continue }
          let named = workflow.steps[step].fields[place].type.references(in: given.answer.value)
          footprint.entries.formUnion(named)
          footprint.entries.formUnion(named.compactMap(workflow.spelledByLabels))
          footprint.entries.formUnion(workflow.cited(by: given.answer, of: id.step))
        }
        footprint.addReaders(of: step, self)
      }
      footprint.addReferrers(of: id, self)
    case .remove(let id, _, _):
      footprint.entries.insert(id)
      footprint.addReferrers(of: id, self)
      if let step = workflow.places[id.step] { footprint.addReaders(of: step, self) }
    case .rename(let id, let keys, _, _):
      for (old, new) in keys {
        footprint.entries.formUnion([EntryID(id, old), EntryID(id, new)])
        footprint.entries.formUnion(workflow.keyReferences(EntryID(id, new)).map(\.target))
      }
      for step in workflow.naming(id) {
        footprint.steps.insert(workflow.steps[step].id)
        footprint.addReaders(of: step, self)
      }
      footprint.add(checksOf: id, self)
      if roleSteps.contains(id) {
        footprint.steps.formUnion(
          workflow.steps.filter { if case .rate = $0.kind { true } else { false } }.map(\.id))
      }
    case .submit(let instance): footprint.add(checksOf: instance.step, self)
    case .confirm(let step, _, _): footprint.add(checksOf: step, self)
    case .approve(let instance, _, _):
      footprint.steps.formUnion(roleSteps)
      if let place = workflow.places[instance.step], workflow.steps[place].isGroup {
        footprint.add(readBy: workflow.stepsRead(byGroupsAround: place), self)
      }
    case .compute(let step, _): footprint.add(resultOf: step, self)
    case .settle(let instance, _): footprint.add(resultOf: instance.step, self)
    case .skip(let instance, _):
      let leaves = leaves(under: instance.step)
      for leaf in leaves { footprint.add(resultOf: leaf, self) }
      if leaves.contains(where: { workflow[$0]?.isReview == true }) { footprint.steps.formUnion(roleSteps) }
    case .reopen(let instance, _):
      let leaves = leaves(under: instance.step)
      for leaf in leaves { footprint.add(resultOf: leaf, self) }
      footprint.steps.formUnion(roleSteps)
      // Whoever answered may open it again.
      footprint.steps.formUnion(leaves.filter { workflow[$0]?.isAnswered == true })
    case .return: footprint.steps.formUnion(roleSteps)
    case .close: footprint.add(readBy: workflow.stepsReadByWiderChecks, self)
    case .start, .describe, .reopenAudit: break
    }
    return footprint
  }

  /// What the checks of a step, or the method of a computed step, look at.
  public func footprint(ofReading step: StepID) -> Footprint {
    let read = registers(readBy: step)
    return Footprint(
      steps: read.filter { workflow[$0].map { !$0.isComputed && !$0.isGroup } ?? false },
      results: read.filter { workflow[$0]?.isComputed ?? false })
  }

  /// What a signer is shown of a step: everything under it.
  public func footprint(ofContent step: StepID) -> Footprint {
    let leaves = leaves(under: step).flatMap { leaf -> [StepID] in
      guard let place = workflow.places[leaf], workflow.steps[place].isReview else { return [leaf] }
      return workflow.reviewed(by: place).map { workflow.steps[$0].id }
    }
    return Footprint(
      steps: Set(leaves.filter { workflow[$0]?.isComputed == false }),
      results: Set(leaves.filter { workflow[$0]?.isComputed == true }))
  }

  /// The step itself, or the steps of a group that are no groups.
  fileprivate func leaves(under step: StepID) -> [StepID] {
    var open = workflow.places[step].map { [$0] } ?? []
    var leaves: [StepID] = []
    while let here = open.popLast() {
      if workflow.steps[here].isGroup {
        open += workflow.children[here].reversed()
      } else {
        leaves.append(workflow.steps[here].id)
      }
    }
    return leaves
  }
}

extension AuditState {
  /// Whether entries of the step can become stale: it, or an instance of it, was handed in.
  func canBeOvertaken(_ step: Int) -> Bool {
    guard workflow.steps[step].each != nil else { return rows[step].state.isFinished }
    return instances[step].states.contains(where: \.isFinished)
  }
}

extension Workflow {
  /// The register whose entries the answers of a step cite; nothing where it is that register itself, or there is none.
  public func evidence(of step: StepID) -> StepID? {
    guard let place = places[step], let cited = evidencePlaces[place], cited != place else { return nil }
    return steps[cited].id
  }

  /// Whether answers of a step can name entries.
  func canName(_ step: Int) -> Bool { !namingPlaces[step].isEmpty || evidencePlaces[step] != nil }

  /// The entries that an answer cites as evidence.
  func cited(by answer: Answer, of step: StepID) -> [EntryID] {
    guard !answer.evidence.isEmpty, let evidence = evidence(of: step) else { return [] }
    return answer.evidence.map { EntryID(evidence, EntryKey([$0])) }
  }
}

extension Footprint {
  fileprivate mutating func add(footprint other: Footprint) {
    steps.formUnion(other.steps)
    results.formUnion(other.results)
  }

  fileprivate mutating func add(checksOf step: StepID, _ state: AuditState) {
    for leaf in state.leaves(under: step) { add(footprint: state.footprint(ofReading: leaf)) }
    if let place = state.workflow.places[step] {
      add(readBy: state.workflow.stepsRead(byGroupsAround: place), state)
    }
  }

  /// Steps that wider checks look at, with what these look at in turn.
  fileprivate mutating func add(readBy steps: Set<Int>, _ state: AuditState) {
    for step in steps { add(footprint: state.footprint(ofReading: state.workflow.steps[step].id)) }
  }

  fileprivate mutating func add(resultOf step: StepID, _ state: AuditState) {
    guard let place = state.workflow.places[step] else { return }
    if state.workflow.steps[place].isComputed { results.insert(step) }
    addReaders(of: place, state)
    addNamed(in: place, state)
  }

  /// What looks at a step, or at what is done for each of its entries, whose instances come and go with them.
  fileprivate mutating func addReaders(of step: Int, _ state: AuditState) {
    addFindings(drawnFrom: step, state)
    for each in state.workflow.doneForEach[step] {
      addFindings(drawnFrom: each, state)
      addNamed(in: each, state)
    }
  }

  /// Findings that are drawn from a step are looked at one by one when it changes.
  private mutating func addFindings(drawnFrom step: Int, _ state: AuditState) {
    for reading in state.workflow.readers[step]
    where reading.readsAll && !state.entries[reading.reader].isWhole {
      guard case .write = state.workflow.steps[reading.reader].kind, state.canBeOvertaken(reading.reader)
      else { continue }
      steps.insert(state.workflow.steps[reading.reader].id)
    }
  }

  /// The entries of a step that is left out, or comes in again, and those that name them.
  private mutating func addNamed(in step: Int, _ state: AuditState) {
    guard state.rows[step].entryCount > 0 else { return }
    let naming = state.workflow.namedBy[step].filter { $0 != step && state.canBeOvertaken($0) }
    guard !naming.isEmpty else { return }
    for place in [step] + naming where !state.entries[place].isWhole {
      steps.insert(state.workflow.steps[place].id)
    }
  }

  /// Only entries of finished steps can become stale, so only they are looked at.
  fileprivate mutating func addReferrers(of id: EntryID, _ state: AuditState) {
    guard let step = state.workflow.places[id.step] else { return }
    let finished = state.workflow.namedBy[step].filter {
      $0 != step && state.canBeOvertaken($0) && !state.entries[$0].isWhole
    }
    if !finished.isEmpty { referrers[id] = finished.map { state.workflow.steps[$0].id } }
  }
}
