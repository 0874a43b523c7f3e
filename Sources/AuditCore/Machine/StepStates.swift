/// How the state of one step follows from what happens to it and around it.
extension AuditState {
  /// Moves a step or instance as the table says; what cannot happen in its state changes nothing.
  mutating func happen(_ happening: Happening, to place: Place) {
    guard let state = Transitions.state(after: happening, in: self[place].state) else { return }
    if happening == .unlocked { self[place].isUnsettled = !workflow.conditions[place.step].isEmpty }
    changed.note(place)
    set(place, state)
    // What was answered before it was left out is there still.
    if happening == .unlocked, self[place].entryCount > 0 { happen(.answered, to: place) }
    // A group that was given back is at work again as soon as something in it moves.
    if happening != .unlocked, let parent = workflow.parents[place.step] { derive(parent) }
  }

  private mutating func set(_ place: Place, _ state: StepState) {
    guard self[place].state != state else { return }
    self[place].state = state
    if place.key != .only { return derive(place.step) }
    if let parent = workflow.parents[place.step] { derive(parent) }
    if state.opensTheWay { unlock(workflow.waiting[place.step]) }
  }

  /// Makes those of the steps ready that wait for nothing any more.
  mutating func unlock(_ steps: [Int]) {
    for step in steps where !workflow.steps[step].isGroup && mayBegin(step) {
      if workflow.steps[step].each != nil {
        for key in instances[step].there { happen(.unlocked, to: Place(step, key)) }
        derive(step)
      } else {
        happen(.unlocked, to: Place(step))
      }
      offer(step)
    }
    // What waits for a group is behind its children, which name the group's needs as their own.
    for step in steps where workflow.steps[step].isGroup { derive(step) }
  }

  /// Whether all that a step rests on is finished.
  func mayBegin(_ step: Int) -> Bool { workflow.restsOn[step].allSatisfy { rows[$0].state.opensTheWay } }

  /// Puts a review before its signer as soon as all that it is of is finished.
  mutating func offer(_ step: Int) {
    guard workflow.steps[step].isReview, !rows[step].isUnsettled, rows[step].state != .done, mayBegin(step)
    else { return }
    happen(.submittedForSignOff, to: Place(step))
  }

  /// Works out the state of a group, or of a step with instances, anew.
  mutating func derive(_ step: Int) {
    guard workflow.steps[step].isGroup else {
      let states = instances[step].states
      // Nothing to do for nobody; but not before it is known that there is nobody.
      let state =
        states.isEmpty
        ? (mayBegin(step) ? .notAsked : .locked)
        : Self.state(of: StepRow(state: .locked), needsSignOff: false, states)
      return set(Place(step), state)
    }
    set(
      Place(step),
      Self.state(
        of: rows[step], needsSignOff: workflow.steps[step].approver != nil,
        workflow.children[step].map { rows[$0].state }))
  }

  /// The state of a whole whose parts are in these states.
  static func state(of whole: StepRow, needsSignOff: Bool, _ parts: [StepState]) -> StepState {
    func all(_ states: StepState...) -> Bool { parts.allSatisfy(states.contains) }
    func any(_ states: StepState...) -> Bool { parts.contains(where: states.contains) }
    if all(.notAsked) { return .notAsked }
    if all(.skipped, .notAsked) { return .skipped }
    if any(.returned) { return .returned }
    if all(.done, .skipped, .notAsked, .stale) {
      if any(.stale) { return .stale }
      guard needsSignOff, whole.signOff == nil else { return .done }
      return whole.remark == nil ? .submitted : .returned
    }
    if any(.started, .submitted, .done, .stale) { return .started }
    return any(.ready) ? .ready : .locked
  }

  /// Takes back the sign-offs of a step or instance and of the groups around it, because their content changes.
  mutating func lapseSignOffs(from place: Place) {
    lapseSignOff(of: place)
    var here = workflow.parents[place.step]
    while let step = here {
      lapseSignOff(of: Place(step))
      here = workflow.parents[step]
    }
  }

  private mutating func lapseSignOff(of place: Place) {
    let isGroup = workflow.steps[place.step].isGroup
    guard self[place].signOff != nil || (isGroup && self[place].remark != nil) else { return }
    self[place].signOff = nil
    self[place].signed = nil
    if isGroup { self[place].remark = nil }
    if isGroup { derive(place.step) }
  }
}
