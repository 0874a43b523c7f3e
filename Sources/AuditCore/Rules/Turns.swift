import CEL

/// Whose turn something is, as the answers stand.
public struct Turn: Hashable, Sendable {
  /// The role that is asked for, where one is.
  public let role: String?
  /// What people call the role.
  public let roleTitle: Text?
  /// Who is meant by name: nobody where no one holds the role, or the answer that says who is not there yet; nil where
  /// only a day is said.
  public let people: [String]?
  /// Whether anybody holds the role at all; who handed in what is to be signed holds it in vain.
  public let isRoleHeld: Bool
  public let due: String?
  /// Whether that day lies before the day that the audit looks from.
  public let isOverdue: Bool

  public init(
    role: String? = nil, roleTitle: Text? = nil, people: [String]? = nil, isRoleHeld: Bool = true,
    due: String? = nil, isOverdue: Bool = false
  ) {
    self.role = role
    self.roleTitle = roleTitle
    self.people = people
    self.isRoleHeld = isRoleHeld
    self.due = due
    self.isOverdue = isOverdue
  }
}

/// Tells whose turn a step or an entry is.
///
/// One rule for all: what awaits a sign-off is the turn of those who may give it; else it is the turn of whom `assign`
/// names, on the step or on a group around it. What an expression cannot decide yet is nobody's.
public struct Turns {
  private let state: AuditState
  private let bindings: AuditBindings

  /// Needs `AuditState.stepsReadByTurns` with what they read, and for the turns of entries the step itself.
  public init(_ state: AuditState) {
    self.state = state
    bindings = AuditBindings(state)
  }

  /// Whose turn a step or instance is; nothing where it is settled, or nobody in particular is meant.
  public func turn(of instance: StepInstance) -> Turn? {
    guard let place = state.workflow.places[instance.step] else { return nil }
    let step = state.workflow.steps[place]
    let current = state.state(of: instance)
    switch current {
    case .done, .skipped, .notAsked: return nil
    case .submitted:
      // What a review is of was opened again: it is the turn of whoever finishes that.
      guard state.blockers(ofSigning: instance).isEmpty else {
        return due(step, instance).map { turn(due: $0) }
      }
      return signing(step, instance, due(step, instance))
    case .locked, .ready, .started, .returned, .stale:
      if step.isReview { return signing(step, instance, due(step, instance)) }
      guard !step.isComputed else { return nil }
      let assigned = assignee(step)
      return turn(assigned?.assignee, at: assigned?.step ?? step.id, due(step, instance), instance)
    }
  }

  /// Whose turn each entry of a step or instance is, where each has a person or a day of its own.
  public func entries(of instance: StepInstance) -> [(entry: EntryID, turn: Turn)] {
    guard let charge = state.workflow[instance.step]?.assignment?.entries else { return [] }
    if case .role? = charge.assignee, charge.due == nil { return [] }
    switch state.state(of: instance) {
    case .submitted, .done, .skipped, .notAsked: return []
    case .locked, .ready, .started, .returned, .stale: break
    }
    return state.entries(in: instance).map { entry in
      let id = EntryID(instance.step, entry.key)
      let due = charge.due.flatMap { day($0, instance, on: id) }
      return (id, turn(charge.assignee, at: id.step, due, instance, on: id) ?? turn(due: due))
    }
  }

  // MARK: Who

  private func signing(_ step: Step, _ instance: StepInstance, _ due: String?) -> Turn? {
    guard let signing = state.signing(of: instance) else { return due.map { turn(due: $0) } }
    return turn(
      role: signing.role, roleTitle: signing.roleTitle, people: signing.people,
      isRoleHeld: signing.isRoleHeld, due: due)
  }

  private func turn(
    _ assignee: Assignment.Assignee?, at step: StepID, _ due: String?, _ instance: StepInstance,
    on entry: EntryID? = nil
  ) -> Turn? {
    switch assignee {
    case .role(let role)?: turn(role: role, at: step, due: due)
    case .person(let rule)?:
      turn(people: person(rule, instance, on: entry).map { [$0] } ?? [], due: due)
    case nil: due.map { turn(due: $0) }
    }
  }

  /// The turn of those who hold a role that a step names.
  private func turn(role: String, at step: StepID, due: String?) -> Turn {
    let holders = state.holders(of: role, at: step)
    return turn(
      role: role, roleTitle: state.workflow.title(ofRole: role, at: step), people: holders,
      isRoleHeld: !holders.isEmpty, due: due)
  }

  private func turn(
    role: String? = nil, roleTitle: Text? = nil, people: [String]? = nil, isRoleHeld: Bool = true,
    due: String?
  ) -> Turn {
    Turn(
      role: role, roleTitle: roleTitle, people: people, isRoleHeld: isRoleHeld, due: due,
      isOverdue: due.map { $0 < state.asOf } ?? false)
  }

  private func person(_ rule: Rule, _ instance: StepInstance, on entry: EntryID?) -> String? {
    guard let place = try? state.place(instance),
      case .string(let name)? = try? bindings.evaluate(rule, on: entry, at: place),
      !name.allSatisfy(\.isWhitespace)
    else { return nil }
    return name
  }

  // MARK: Up the groups

  /// Who is meant, and the step that says so.
  private func assignee(_ step: Step) -> (assignee: Assignment.Assignee, step: StepID)? {
    charges(of: step).lazy.compactMap { charge, step in charge.assignee.map { ($0, step) } }.first
  }

  private func due(_ step: Step, _ instance: StepInstance) -> String? {
    charges(of: step).lazy.compactMap { $0.charge.due.flatMap { day($0, instance) } }.first
  }

  /// What is said of the step itself, then of the groups around it.
  ///
  /// Where each entry has a person of its own, the step as a whole is not somebody else's turn; where each is the turn of a
  /// role, the step is.
  private func charges(of step: Step) -> [(charge: Assignment.Charge, step: StepID)] {
    var charges: [(charge: Assignment.Charge, step: StepID)] = []
    var here: Step? = step
    var isTaken = false
    while let step = here {
      if let assignment = step.assignment {
        var assignee = isTaken ? nil : assignment.whole.assignee
        switch assignment.entries?.assignee {
        case .role(let role)? where !isTaken: assignee = .role(role)
        case .person?: isTaken = true
        case .role?, nil: break
        }
        charges.append((Assignment.Charge(assignee: assignee, due: assignment.whole.due), step.id))
      }
      here = step.parent.flatMap { state.workflow[$0] }
    }
    return charges
  }

  private func day(_ due: Assignment.Due, _ instance: StepInstance, on entry: EntryID? = nil) -> String? {
    switch due {
    case .day(let day): return day
    case .rule(let rule):
      guard let place = try? state.place(instance),
        let value = try? bindings.evaluate(rule, on: entry, at: place)
      else { return nil }
      return Value(value)?.text
    }
  }
}

extension AuditState {
  /// Whose turn it is to sign a step or instance off: of those who hold the role, but for whoever handed it in.
  ///
  /// Needs the steps that say who holds which role.
  public func signing(of instance: StepInstance) -> Turn? {
    guard let role = workflow[instance.step]?.approver else { return nil }
    let holders = holders(of: role, at: instance.step)
    let preparers = state(of: instance) == .submitted ? preparers(of: instance) : []
    return Turn(
      role: role, roleTitle: workflow.title(ofRole: role, at: instance.step),
      people: holders.filter { !preparers.contains($0) }, isRoleHeld: !holders.isEmpty)
  }

  /// The steps that must be known, with what they read, to tell whose turn it is.
  public var stepsReadByTurns: [StepID] {
    var read = Set(roleSteps)
    for step in workflow.steps {
      guard let assignment = step.assignment else { continue }
      // The entry that a step is done for is named by no step.
      if let each = step.each, !assignment.rules.isEmpty { read.insert(each.register) }
      for case .variable(let name) in assignment.rules.flatMap(\.mentions) where workflow[StepID(name)] != nil
      {
        read.insert(StepID(name))
      }
    }
    return workflow.steps.map(\.id).filter(read.contains)
  }
}
