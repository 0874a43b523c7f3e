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
  case .submit(let step): return try state.decideSubmission(step)
  case .approve(let step, let content, let stated):
    return try state.decideApproval(step, content, stated, person)
  case .return(let step, let feedback):
    let place = try state.place(step)
    let isAllowed =
      state.workflow.steps[place].isGroup
      ? state.rows[place].state == .submitted
      : state.allows(.returned, place) && state.rows[place].state != .ready
    guard isAllowed else { throw .cannot("returned", step, state.rows[place].state) }
    return [.stepReturned(step, feedback: try given(feedback, for: "returning a step"))]
  case .skip(let step, let reason):
    let reason = try given(reason, for: "skipping a step")
    return try state.leaves(of: step, allowing: .skipped, word: "skipped").map {
      .stepSkipped($0, because: reason)
    }
  case .reopen(let step, let reason):
    let reason = try given(reason, for: "reopening a step")
    return try state.leaves(of: step, allowing: .reopened, word: "reopened").map {
      .stepReopened($0, because: reason)
    }
  case .confirm(let step, let keys, let reason): return try state.decideConfirmation(step, keys, reason)
  case .compute(let step, let computation):
    let place = try state.place(step)
    guard state.awaitsComputation(place) || state.result(place) != computation else { return [] }
    return [.resultComputed(step, computation)]
  case .settle(let step, let isAsked):
    let place = try state.place(step)
    return state.allows(isAsked ? .included : .excluded, place)
      ? [.conditionSettled(step, isAsked: isAsked)] : []
  case .close(let reason):
    let open = state.workflow.steps.indices.filter {
      state.workflow.parents[$0] == nil && !state.rows[$0].state.opensTheWay
    }
    guard open.isEmpty else { throw .openSteps(open.map { state.workflow.steps[$0].id }) }
    return [.auditClosed(because: reason)]
  }
}

private func given(_ reason: String, for deed: String) throws(Refusal) -> String {
  guard !reason.allSatisfy(\.isWhitespace) else { throw .reasonMissing(deed) }
  return reason
}

extension AuditState {
  func place(_ step: StepID) throws(Refusal) -> Int {
    guard let place = workflow.places[step] else {
      throw .unknownStep(step, candidates: workflow.steps.map(\.id))
    }
    return place
  }

  func allows(_ happening: Happening, _ step: Int) -> Bool {
    Transitions.state(after: happening, in: rows[step].state) != nil
  }

  /// The step itself, or the steps of a group that allow it; refuses when none does.
  fileprivate func leaves(of step: StepID, allowing happening: Happening, word: String) throws(Refusal)
    -> [StepID]
  {
    let place = try place(step)
    var open = [place]
    var leaves: [StepID] = []
    while let here = open.popLast() {
      if workflow.steps[here].isGroup {
        open += workflow.children[here].reversed()
      } else if allows(happening, here) {
        leaves.append(workflow.steps[here].id)
      }
    }
    guard !leaves.isEmpty else { throw .cannot(word, step, rows[place].state) }
    return leaves
  }

  /// Whether a computed step lacks a result that it could have now.
  func awaitsComputation(_ step: Int) -> Bool {
    guard workflow.steps[step].isComputed else { return false }
    switch rows[step].state {
    case .ready: return true
    case .stale:
      return workflow.restsOn[step].allSatisfy { rows[$0].state.opensTheWay || rows[$0].state == .stale }
    case .locked, .started, .submitted, .done, .returned, .skipped, .notAsked: return false
    }
  }

  /// The computed steps that lack a result they could have now, in published order.
  public var awaitingComputation: [StepID] {
    workflow.steps.indices.filter(awaitsComputation).map { workflow.steps[$0].id }
  }

  /// The steps that stand in the way of a locked step.
  public func blockers(of step: StepID) -> [StepID] {
    workflow.precedents(of: step).filter { !state($0).opensTheWay }
  }
}
