/// Whether a step is complete, who may sign it off, and what is settled.
extension AuditState {
  func decideSubmission(_ id: StepID) throws(Refusal) -> [Event] {
    let place = try place(id)
    let step = workflow.steps[place]
    if step.isGroup { return try decideGroupSubmission(step, place) }
    if step.isComputed { throw .notAnswerable(id, .analysis) }
    let happening: Happening = step.approver == nil ? .completed : .submittedForSignOff
    guard allows(happening, place) else {
      switch rows[place].state {
      case .done, .submitted: return []
      case .locked: throw .locked(id, waitsFor: blockers(of: id))
      default: throw .cannot("submitted", id, rows[place].state)
      }
    }
    let obstacles = Completeness(self).obstacles(of: id)
    guard obstacles.isEmpty else { throw .incomplete(id, obstacles) }
    return [.stepSubmitted(id)]
  }

  /// A group is handed in by handing in what is open in it.
  private func decideGroupSubmission(_ step: Step, _ place: Int) throws(Refusal) -> [Event] {
    var events: [Event] = []
    var obstacles: [Obstacle] = []
    var open = workflow.children[place].reversed().map(\.self)
    while let child = open.popLast() {
      let childStep = workflow.steps[child]
      if childStep.isGroup {
        open += workflow.children[child].reversed()
        continue
      }
      if rows[child].state.opensTheWay || rows[child].state == .submitted { continue }
      if childStep.isComputed {
        obstacles.append(Obstacle(EntryID(childStep.id), nil, .childOpen(childStep.id, rows[child].state)))
        continue
      }
      do throws(Refusal) { events += try decideSubmission(childStep.id) } catch {
        if case .incomplete(_, let more) = error {
          obstacles += more
        } else {
          obstacles.append(Obstacle(EntryID(childStep.id), nil, .childOpen(childStep.id, rows[child].state)))
        }
      }
    }
    guard obstacles.isEmpty else { throw .incomplete(step.id, obstacles) }
    if rows[place].state == .returned, rows[place].remark != nil { events.append(.stepSubmitted(step.id)) }
    return events
  }

  func decideApproval(
    _ id: StepID, _ content: String, _ stated: SignOff.Statement?, _ person: String
  ) throws(Refusal) -> [Event] {
    let place = try place(id)
    guard let role = workflow.steps[place].approver else { throw .noSignOffNeeded(id) }
    if rows[place].state == .done, let signOff = rows[place].signOff, signOff.content == content,
      (signOff.stated?.by ?? rows[place].signed?.by) == (stated?.by ?? person)
    {
      return []
    }
    guard rows[place].state == .submitted else { throw .cannot("approved", id, rows[place].state) }
    let signer = stated?.by ?? person
    let holders = holders(of: role)
    guard holders.contains(signer) else { throw .notInRole(person: signer, role: role, holders: holders) }
    guard !preparers(of: place).contains(signer) else { throw .samePerson(signer, id) }
    return [.stepApproved(id, SignOff(role: role, content: content, stated: stated))]
  }

  /// Who handed in a step, or any step of a group.
  private func preparers(of place: Int) -> Set<String> {
    if !workflow.steps[place].isGroup {
      return workflow.steps[place].isComputed ? [] : Set([rows[place].submitted?.by].compactMap(\.self))
    }
    return workflow.children[place].reduce(into: []) { $0.formUnion(preparers(of: $1)) }
  }

  /// The steps that say who holds which role.
  public var roleSteps: [StepID] { workflow.roleSteps }

  /// Everybody who holds a role, as the registers say, in their order.
  public func holders(of role: String) -> [String] {
    var holders: [String] = []
    for id in roleSteps {
      guard let step = workflow[id], let person = step.keyFields.first else { continue }
      for entry in entries(of: id) {
        let holds = zip(step.fields, entry.cells).contains { field, cell in
          guard field.type.isOfRoles, let value = cell?.answer.value else { return false }
          return value == .text(role) || value.list?.contains(.text(role)) == true
        }
        guard holds, let name = answer(EntryID(id, entry.key), person)?.value.text, !holders.contains(name)
        else {
          continue
        }
        holders.append(name)
      }
    }
    return holders
  }

  /// Everything stale in the stale steps of a group, however deep they stand in it.
  private func decideGroupConfirmation(_ id: StepID, _ place: Int, _ reason: String?) throws(Refusal)
    -> [Event]
  {
    var events: [Event] = []
    var open = workflow.children[place].reversed().map(\.self)
    while let child = open.popLast() {
      if workflow.steps[child].isGroup {
        open += workflow.children[child].reversed()
      } else if rows[child].state == .stale, !workflow.steps[child].isComputed {
        events += try decideConfirmation(workflow.steps[child].id, [], reason)
      }
    }
    guard !events.isEmpty else { throw .nothingStale(id) }
    return events
  }

  func decideConfirmation(_ id: StepID, _ keys: [EntryKey], _ reason: String?) throws(Refusal) -> [Event] {
    let place = try place(id)
    if workflow.steps[place].isGroup {
      if let key = keys.first { throw .unknownEntry(EntryID(id, key)) }
      return try decideGroupConfirmation(id, place, reason)
    }
    for key in keys where entries[place][key] == nil { throw .unknownEntry(EntryID(id, key)) }
    let isStale =
      keys.isEmpty
      ? rows[place].staleCount > 0 || !rows[place].causes.isEmpty
      : keys.contains { entries[place][$0]?.isStale == true }
    guard isStale, !workflow.steps[place].isComputed else { throw .nothingStale(id) }
    let obstacles = Completeness(self).obstacles(of: id, ignoringStale: true)
    guard obstacles.isEmpty else { throw .incomplete(id, obstacles) }
    return [.staleConfirmed(id, keys, because: reason)]
  }
}

extension FieldType {
  fileprivate var isOfRoles: Bool {
    switch self {
    case .choice(let vocabulary), .choices(let vocabulary): vocabulary.name == "roles"
    default: false
    }
  }
}

extension Workflow {
  /// The steps that say who holds which role: registers with a field that is a `choice` or `choices` of roles.
  public var roleSteps: [StepID] {
    steps.filter { step in
      guard case .collect = step.kind else { return false }
      return step.fields.contains { $0.type.isOfRoles }
    }.map(\.id)
  }
}
