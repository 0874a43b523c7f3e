/// How the state of one step follows from what happens to it and around it.
extension AuditState {
  /// Moves a step as the table says; what cannot happen in its state changes nothing.
  mutating func happen(_ happening: Happening, to step: Int) {
    guard let state = Transitions.state(after: happening, in: rows[step].state) else { return }
    changed.note(step: step)
    set(step, state)
    // A group that was given back is at work again as soon as something in it moves.
    if happening != .unlocked, let parent = workflow.parents[step] { derive(parent) }
  }

  private mutating func set(_ step: Int, _ state: StepState) {
    let old = rows[step].state
    guard old != state else { return }
    rows[step].state = state
    changed.note(step: step)
    if let parent = workflow.parents[step] { derive(parent) }
    if state.opensTheWay { unlock(workflow.waiting[step]) }
  }

  /// Makes those of the steps ready that wait for nothing any more.
  mutating func unlock(_ steps: [Int]) {
    for step in steps where rows[step].state == .locked && !workflow.steps[step].isGroup {
      guard workflow.restsOn[step].allSatisfy({ rows[$0].state.opensTheWay }) else { continue }
      happen(.unlocked, to: step)
    }
    // What waits for a group is behind its children, which name the group's needs as their own.
    for step in steps where workflow.steps[step].isGroup { derive(step) }
  }

  /// Works out the state of a group anew.
  mutating func derive(_ group: Int) {
    set(
      group,
      Self.state(
        of: rows[group], needsSignOff: workflow.steps[group].approver != nil,
        workflow.children[group].map { rows[$0].state }))
  }

  /// The state of a group whose children are in these states.
  static func state(of group: StepRow, needsSignOff: Bool, _ children: [StepState]) -> StepState {
    func all(_ states: StepState...) -> Bool { children.allSatisfy(states.contains) }
    func any(_ states: StepState...) -> Bool { children.contains(where: states.contains) }
    if all(.notAsked) { return .notAsked }
    if all(.skipped, .notAsked) { return .skipped }
    if any(.returned) { return .returned }
    if all(.done, .skipped, .notAsked, .stale) {
      if any(.stale) { return .stale }
      guard needsSignOff, group.signOff == nil else { return .done }
      return group.remark == nil ? .submitted : .returned
    }
    if any(.started, .submitted, .done, .stale) { return .started }
    return any(.ready) ? .ready : .locked
  }

  /// Takes back the sign-offs of a step and of the groups around it, because their content changes.
  mutating func lapseSignOffs(from step: Int) {
    var here: Int? = step
    while let place = here {
      if rows[place].signOff != nil || (workflow.steps[place].isGroup && rows[place].remark != nil) {
        rows[place].signOff = nil
        rows[place].signed = nil
        if workflow.steps[place].isGroup { rows[place].remark = nil }
        changed.note(step: place)
        if workflow.steps[place].isGroup { derive(place) }
      }
      here = workflow.parents[place]
    }
  }
}
