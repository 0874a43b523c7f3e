/// Decides what happens, or refuses. Reads the state, changes nothing.
///
/// `person` is whoever asks. Rules that look at whole registers need those registers loaded.
public func decide(
  _ command: Command, by person: String, in state: AuditState
) throws(Refusal) -> [Event] {
  if case .start(let opening) = command {
    guard state.opening == nil else { throw .alreadyStarted }
    return [.auditStarted(opening)]
  }
  guard state.opening != nil else { throw .notStarted }
  if case .reopenAudit(let reason) = command {
    guard state.isClosed else { throw .notClosed }
    return [.auditReopened(because: try given(reason, for: "reopening an audit"))]
  }
  guard !state.isClosed else { throw .closed }
  switch command {
  case .start, .reopenAudit: return []
  case .describe(let description):
    return state.description == description ? [] : [.auditDescribed(description)]
  case .answer(let entry, let answers, let reason, let origin):
    return try state.decideAnswer(entry, answers, reason, origin, person)
  case .remove(let entry, let reason, let origin):
    return try state.decideRemoval(entry, reason, origin, person)
  case .rename(let step, let keys, let reason, let origin):
    return try state.decideRenaming(keys, of: step, reason, origin, person)
  case .submit(let step): return try state.decideSubmission(step)
  case .approve(let step, let content, let stated):
    return try state.decideApproval(step, content, stated, person)
  case .return(let step, let feedback):
    return try state.decideReturn(step, try given(feedback, for: "returning a step"), person)
  case .skip(let step, let reason):
    let reason = try given(reason, for: "skipping a step")
    let skipped = try state.leaves(of: step, allowing: .skipped, word: "skipped")
    for id in skipped { try state.requireMayLeaveOut(id, person) }
    return skipped.map { .stepSkipped($0, because: reason) }
  case .reopen(let step, let reason):
    let reason = try given(reason, for: "reopening a step")
    let opened = try state.leaves(of: step, allowing: .reopened, word: "reopened")
    for id in opened {
      // Whoever may leave a step out may take it up again.
      if state.state(of: id) == .skipped {
        try state.requireMayLeaveOut(id, person)
      } else {
        try state.requireHand(in: try state.place(id), person)
      }
    }
    return opened.map { .stepReopened($0, because: reason) }
  case .confirm(let step, let keys, let reason): return try state.decideConfirmation(step, keys, reason)
  case .compute(let step, let computation):
    let place = try state.place(StepInstance(step)).step
    guard state.awaitsComputation(place) || state.result(place) != computation else { return [] }
    return [.resultComputed(step, computation)]
  case .settle(let step, let isAsked):
    let place = try state.place(step)
    let isNews = state[place].isUnsettled || state.allows(isAsked ? .included : .excluded, place)
    return isNews ? [.conditionSettled(step, isAsked: isAsked)] : []
  case .close(let reason):
    let open = state.workflow.steps.indices.filter {
      state.workflow.parents[$0] == nil && !state.rows[$0].state.opensTheWay
    }
    guard open.isEmpty else { throw .openSteps(open.map { state.workflow.steps[$0].id }) }
    let obstacles = Completeness(state).closingObstacles()
    guard obstacles.isEmpty else { throw .auditIncomplete(obstacles) }
    return [.auditClosed(because: reason)]
  }
}

private func given(_ reason: String, for deed: String) throws(Refusal) -> String {
  guard !reason.allSatisfy(\.isWhitespace) else { throw .reasonMissing(deed) }
  return reason
}

extension AuditState {
  /// The place of a step or instance, which must be there.
  func place(_ instance: StepInstance) throws(Refusal) -> Place {
    guard let step = workflow.places[instance.step] else {
      throw .unknownStep(instance.step, candidates: workflow.steps.map(\.id))
    }
    guard instance.key != .only else { return Place(step) }
    guard let each = workflow.steps[step].each else { throw .notDoneForEach(instance.step) }
    guard instances[step][instance.key]?.isGone == false else {
      throw .unknownReference(
        EntryID(instance.step, instance.key), each.name, to: EntryID(each.register, instance.key),
        candidates: instances[step].there)
    }
    return Place(step, instance.key)
  }

  func allows(_ happening: Happening, _ place: Place) -> Bool {
    Transitions.state(after: happening, in: self[place].state) != nil
  }

  /// What a group, or a step that is done for each entry, is made of; nothing for others.
  func parts(of place: Place) -> [Place] {
    if workflow.steps[place.step].isGroup { return workflow.children[place.step].map { Place($0) } }
    guard workflow.steps[place.step].each != nil, place.key == .only else { return [] }
    return instances[place.step].there.map { Place(place.step, $0) }
  }

  /// Whether the state of a step follows from those of its parts.
  func isComposite(_ place: Place) -> Bool {
    workflow.steps[place.step].isComposite && place.key == .only
  }

  /// The step or instance itself, or those under it, in published order.
  func leaves(of place: Place) -> [Place] {
    isComposite(place) ? parts(of: place).flatMap { leaves(of: $0) } : [place]
  }

  /// Those under a step that allow something; refuses when none does.
  fileprivate func leaves(of step: StepInstance, allowing happening: Happening, word: String) throws(Refusal)
    -> [StepInstance]
  {
    let place = try place(step)
    let leaves = leaves(of: place).filter {
      // A result is worked out anew whenever something changes; only one that was left out can be taken up again.
      allows(happening, $0)
        && (happening != .reopened || !workflow.steps[$0.step].isComputed || self[$0].state == .skipped)
    }
    guard !leaves.isEmpty else { throw .cannot(word, step, self[place].state) }
    return leaves.map(workflow.instance)
  }

  /// A review that is given back gives back all that it is of.
  fileprivate func decideReturn(
    _ step: StepInstance, _ feedback: String, _ person: String
  ) throws(Refusal) -> [Event] {
    let place = try place(step)
    let returned: [Place]
    if workflow.steps[place.step].isGroup {
      returned = try returning(group: place)
      for part in returned { try requireSigner(of: part, person) }
    } else {
      returned = leaves(of: place).filter { allows(.returned, $0) && self[$0].state != .ready }
      guard !workflow.steps[place.step].isComputed else { throw .notAnswerable(step.step, .analysis) }
      guard !returned.isEmpty else { throw .cannot("returned", step, self[place].state) }
    }
    let reviewed = workflow.reviewed(by: place.step).flatMap { leaves(of: Place($0)) }.filter {
      workflow.steps[$0.step].isAnswered && allows(.returned, $0) && self[$0].state != .ready
    }
    if workflow.steps[place.step].isReview, reviewed.isEmpty { throw .nothingToReturn(step.step) }
    try requireSigner(of: place, person)
    return (reviewed + returned).map { .stepReturned(workflow.instance($0), feedback: feedback) }
  }

  /// A group that somebody signs goes back as a whole; of another one, all that was answered in it.
  private func returning(group: Place) throws(Refusal) -> [Place] {
    let state = self[group].state
    let isSigned = workflow.steps[group.step].approver != nil
    if isSigned, state == .submitted || state == .done { return [group] }
    let answered =
      isSigned || !state.isFinished
      ? []
      : leaves(of: group).filter {
        workflow.steps[$0.step].isAnswered && allows(.returned, $0) && self[$0].state != .ready
      }
    guard !answered.isEmpty else { throw .cannot("returned", workflow.instance(group), state) }
    return answered
  }

  /// Whether a computed step lacks a result that it could have now.
  func awaitsComputation(_ step: Int) -> Bool {
    guard workflow.steps[step].isComputed, !rows[step].isUnsettled else { return false }
    switch rows[step].state {
    case .ready: return true
    case .stale: return mayGoOn(step)
    case .locked, .started, .submitted, .done, .returned, .skipped, .notAsked: return false
    }
  }

  /// Whether all that a step rests on is finished, be it stale.
  private func mayGoOn(_ step: Int) -> Bool {
    workflow.restsOn[step].allSatisfy { rows[$0].state.opensTheWay || rows[$0].state == .stale }
  }

  /// What follows from the answers as they stand, but has not been recorded yet: the first step, in published order,
  /// with conditions that must be looked at, or whose method must run. Conditions come first.
  public var pending: StepID? {
    let unsettled = workflow.steps.indices.first { step in
      !workflow.steps[step].isGroup && (rows[step].isUnsettled || !instances[step].unsettled.isEmpty)
        && mayGoOn(step)
    }
    return (unsettled ?? workflow.steps.indices.first(where: awaitsComputation)).map { workflow.steps[$0].id }
  }

  /// The commands that record what is pending for a step; what the step reads must be loaded.
  public func consequences(for id: StepID) -> [Command] {
    guard let step = workflow.places[id] else { return [] }
    let instances = instances[step]
    let unsettled =
      rows[step].isUnsettled
      ? [Place(step)]
      : instances.unsettled.isEmpty
        ? [] : instances.there.filter(instances.unsettled.contains).map { Place(step, $0) }
    guard unsettled.isEmpty else {
      let bindings = AuditBindings(self)
      return unsettled.map { .settle(workflow.instance($0), isAsked: bindings.isAsked($0)) }
    }
    return computation(of: id).map { [.compute(id, $0)] } ?? []
  }

  /// What must be finished before a review can be signed that was to be signed already; nothing for anything else.
  public func blockers(ofSigning instance: StepInstance) -> [StepID] {
    guard workflow[instance.step]?.isReview == true, state(of: instance) == .submitted else { return [] }
    return blockers(of: instance.step)
  }

  /// The steps that stand in the way of a locked step.
  public func blockers(of step: StepID) -> [StepID] {
    workflow.precedents(of: step).filter { !state($0).opensTheWay }
  }
}
