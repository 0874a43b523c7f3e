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
    case .entriesRenamed(let step, let keys, _, let origin): renamed(keys, of: step, origin, stamp)
    case .stepSubmitted(let id): with(id) { state, place in state.submitted(place, stamp) }
    case .stepApproved(let id, let signOff):
      with(id) { state, place in state.approved(place, signOff, stamp) }
    case .stepReturned(let id, let feedback): with(id) { state, place in state.returned(place, feedback) }
    case .stepSkipped(let id, let reason):
      with(id) { state, place in
        state[place].remark = reason
        state.leaveOutOrIn(place, stamp) { $0.happen(.skipped, to: place) }
      }
    case .stepReopened(let id, _):
      with(id) { state, place in
        state[place].remark = nil
        state.lapseSignOffs(from: place)
        state.leaveOutOrIn(place, stamp) { $0.happen(.reopened, to: place) }
      }
    case .staleConfirmed(let id, let keys, _):
      with(StepInstance(id)) { state, place in state.confirmed(place.step, keys) }
    case .resultComputed(let id, let computation):
      with(StepInstance(id)) { state, place in state.computed(place.step, computation, stamp) }
    case .conditionSettled(let id, let isAsked):
      with(id) { state, place in state.settled(place, isAsked: isAsked, stamp) }
    case .auditClosed: set(closed: true)
    case .auditReopened: set(closed: false)
    }
  }

  /// Events of steps or instances that there are not (any more) change nothing.
  private mutating func with(_ id: StepInstance, _ body: (inout AuditState, Place) -> Void) {
    guard let step = workflow.places[id.step], id.key == .only || instances[step][id.key] != nil else {
      return
    }
    let place = Place(step, id.key)
    changed.note(place)
    body(&self, place)
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
      overtake(Place(place), Cause(entry: EntryID("audit"), fields: ["as_of"], sequence: stamp.sequence))
    }
  }

  private mutating func submitted(_ place: Place, _ stamp: Stamp) {
    self[place].submitted = stamp
    self[place].causes = []
    self[place].remark = nil
    if workflow.steps[place.step].isGroup {
      derive(place.step)
    } else {
      happen(workflow.steps[place.step].approver == nil ? .completed : .submittedForSignOff, to: place)
    }
  }

  private mutating func approved(_ place: Place, _ signOff: SignOff, _ stamp: Stamp) {
    self[place].signOff = signOff
    self[place].signed = stamp
    if let statement = signOff.stated { self[place].statements.append(statement) }
    if workflow.steps[place.step].isReview {
      self[place].causes = []
      self[place].remark = nil
    }
    if workflow.steps[place.step].isGroup { derive(place.step) } else { happen(.approved, to: place) }
  }

  private mutating func returned(_ place: Place, _ feedback: String) {
    lapseSignOffs(from: place)
    self[place].remark = feedback
    if workflow.steps[place.step].isGroup { derive(place.step) } else { happen(.returned, to: place) }
  }

  mutating func settled(_ place: Place, isAsked: Bool, _ stamp: Stamp) {
    self[place].isUnsettled = false
    leaveOutOrIn(place, stamp) { $0.happen(isAsked ? .included : .excluded, to: place) }
  }

  /// What is left out drops out of everything that reads it, and what comes in again comes back with its answers.
  private mutating func leaveOutOrIn(_ place: Place, _ stamp: Stamp, _ move: (inout AuditState) -> Void) {
    let before = self[place].state
    let wasLeftOut = before.isLeftOut
    move(&self)
    let isLeftOut = self[place].state.isLeftOut
    if wasLeftOut, !isLeftOut, mayBegin(place.step) {
      happen(.unlocked, to: place)
      // What was not asked comes in because its condition has just been looked at.
      if before == .notAsked { self[place].isUnsettled = false }
    }
    offer(place.step)
    guard wasLeftOut != isLeftOut else { return }
    lapseSignOffs(from: place)
    leaveInstancesOutOrIn(of: place.step, isAsked: !isLeftOut, stamp)
    if self[place].entryCount > 0 || rows[place.step].result != nil {
      let id = workflow.steps[place.step].id
      overtakeReaders(of: EntryID(id, place.key), fields: [], cameOrWent: true, stamp)
      overtakeReferrers(ofAllIn: place, stamp)
    } else {
      overtakeReviews(of: place, stamp)
    }
    offerReviews(of: place.step)
  }

  /// Marks what names an entry that does not count any more, or counts again.
  private mutating func overtakeReferrers(ofAllIn place: Place, _ stamp: Stamp) {
    guard workflow.namedBy[place.step].contains(where: { $0 != place.step && canBeOvertaken($0) }) else {
      return
    }
    let id = workflow.steps[place.step].id
    for entry in entries(in: place) {
      overtakeReferrers(of: EntryID(id, entry.key), fields: [], stamp)
    }
  }

  private mutating func confirmed(_ step: Int, _ keys: [EntryKey]) {
    let id = workflow.steps[step].id
    let places = wholeAndInstances(of: step)
    let whole = places.filter { keys.isEmpty || keys.contains($0.key) }
    let stale = entries[step].inOrder.filter(\.isStale).map(\.key)
    for key in stale
    where keys.isEmpty || keys.contains(key) || keys.contains(workflow.place(of: key, in: step).key) {
      clearStale(EntryID(id, key), step)
      changed.note(entry: EntryID(id, key))
    }
    for place in whole where !self[place].causes.isEmpty {
      self[place].causes = []
    }
    for place in places where workflow.steps[step].each == nil || place.key != .only {
      guard self[place].state == .stale, self[place].staleCount == 0, self[place].causes.isEmpty else {
        continue
      }
      let awaitsSignOff = workflow.steps[step].approver != nil && self[place].signOff == nil
      happen(awaitsSignOff ? .submittedForSignOff : .confirmed, to: place)
    }
  }

  private mutating func computed(_ step: Int, _ computation: Computation, _ stamp: Stamp) {
    let known = result(step)?.outcome
    let isNew = known != computation.outcome
    let saysTheSame = known?.saysTheSame(as: computation.outcome, with: rows[step].names) ?? false
    rows[step].names = [:]
    rows[step].result = computation
    changed.note(result: step)
    rows[step].causes = []
    rows[step].submitted = stamp
    if isNew { lapseSignOffs(from: Place(step)) }
    switch computation.outcome {
    case .failed(let reasons):
      rows[step].remark = reasons.joined(separator: "; ")
      happen(.returned, to: Place(step))
    case .result:
      rows[step].remark = nil
      let awaitsSignOff = workflow.steps[step].approver != nil && rows[step].signOff == nil
      happen(awaitsSignOff ? .submittedForSignOff : .completed, to: Place(step))
    }
    guard isNew else { return }
    // Other names are to be signed again, but nobody has to think again because of them.
    overtakeReaders(
      of: EntryID(workflow.steps[step].id), fields: [], cameOrWent: true, isRenamed: saysTheSame, stamp)
    if saysTheSame { overtakeReviews(of: Place(step), stamp) }
    offerReviews(of: step)
  }
}
