/// Whether a step is complete, who may sign it off, and what is settled.
extension AuditState {
  func decideSubmission(_ id: StepInstance) throws(Refusal) -> [Event] {
    let completeness = Completeness(self)
    let place = try place(id)
    return isComposite(place)
      ? try decideSubmission(ofAllUnder: place, completeness)
      : try decideSubmission(alone: id, completeness)
  }

  private func decideSubmission(_ id: StepInstance, _ completeness: Completeness) throws(Refusal) -> [Event] {
    let place = try place(id)
    let step = workflow.steps[place.step]
    if step.isComputed { throw .notAnswerable(id.step, .analysis) }
    if step.isReview { throw .notAnswerable(id.step, .review) }
    let happening: Happening = step.approver == nil ? .completed : .submittedForSignOff
    guard allows(happening, place) else {
      switch self[place].state {
      case .done, .submitted: return []
      case .locked: throw .locked(id, waitsFor: blockers(of: id.step))
      default: throw .cannot("submitted", id, self[place].state)
      }
    }
    let obstacles = completeness.obstacles(of: id)
    guard obstacles.isEmpty else { throw .incomplete(id, obstacles) }
    return [.stepSubmitted(id)]
  }

  /// A step or instance by itself, with the checks of the groups that it completes.
  private func decideSubmission(alone id: StepInstance, _ completeness: Completeness) throws(Refusal)
    -> [Event]
  {
    let events = try decideSubmission(id, completeness)
    let obstacles = events.isEmpty ? [] : completeness.groupObstacles(handingIn: [try place(id)])
    guard obstacles.isEmpty else { throw .incomplete(id, obstacles) }
    return events
  }

  /// A group, or a step with instances, is handed in by handing in what is open in it.
  private func decideSubmission(
    ofAllUnder whole: Place, _ completeness: Completeness
  ) throws(Refusal) -> [Event] {
    var events: [Event] = []
    var obstacles: [Obstacle] = []
    var handedIn: Set<Place> = []
    for place in leaves(of: whole) where !workflow.steps[place.step].isReview {
      let state = self[place].state
      if state.opensTheWay || state == .submitted { continue }
      let instance = workflow.instance(place)
      let open = Obstacle(EntryID(instance.step, instance.key), nil, .childOpen(instance, state))
      if workflow.steps[place.step].isComputed {
        obstacles.append(open)
        continue
      }
      do throws(Refusal) {
        events += try decideSubmission(instance, completeness)
        handedIn.insert(place)
      } catch {
        if case .incomplete(_, let more) = error { obstacles += more } else { obstacles.append(open) }
      }
    }
    if obstacles.isEmpty { obstacles = completeness.groupObstacles(handingIn: handedIn) }
    guard obstacles.isEmpty else { throw .incomplete(workflow.instance(whole), obstacles) }
    if self[whole].state == .returned, self[whole].remark != nil {
      events.append(.stepSubmitted(workflow.instance(whole)))
    }
    return events
  }

  func decideApproval(
    _ id: StepInstance, _ content: String, _ stated: SignOff.Statement?, _ person: String
  ) throws(Refusal) -> [Event] {
    let place = try place(id)
    guard let role = workflow.steps[place.step].approver else { throw .noSignOffNeeded(id.step) }
    let row = self[place]
    if row.state == .done, let signOff = row.signOff, signOff.content == content,
      (signOff.stated?.by ?? row.signed?.by) == (stated?.by ?? person)
    {
      return []
    }
    if workflow.steps[place.step].each != nil, place.key == .only { throw .namesNoInstance(id.step) }
    guard row.state == .submitted else { throw .cannot("approved", id, row.state) }
    // What is reviewed may have been opened again meanwhile.
    guard !workflow.steps[place.step].isReview || mayBegin(place.step) else {
      throw .locked(id, waitsFor: blockers(of: id.step))
    }
    let signer = stated?.by ?? person
    let holders = holders(of: role, at: id.step)
    guard holders.contains(signer) else { throw .notInRole(person: signer, role: role, holders: holders) }
    guard !preparers(of: place).contains(signer) else { throw .samePerson(signer, id) }
    let obstacles = Completeness(self).groupObstacles(within: place.step)
    guard obstacles.isEmpty else { throw .incomplete(id, obstacles) }
    return [.stepApproved(id, SignOff(role: role, content: content, stated: stated))]
  }

  /// Who handed in what is signed, in the order of the steps.
  public func preparers(of instance: StepInstance) -> [String] {
    guard let place = try? place(instance) else { return [] }
    return preparers(of: place).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Who handed in what is signed: a step, or any under a group or review.
  private func preparers(of place: Place) -> [String] {
    let signed =
      workflow.steps[place.step].isReview ? workflow.reviewed(by: place.step).map { Place($0) } : [place]
    return signed.flatMap { leaves(of: $0) }.filter { workflow.steps[$0.step].isAnswered }
      .compactMap { self[$0].submitted?.by }
  }

  /// The steps that say who holds which role.
  public var roleSteps: [StepID] { workflow.roleSteps }

  /// Everybody who holds a role that a step names, as the registers say, in their order.
  public func holders(of role: String, at step: StepID) -> [String] {
    workflow.roles(of: step)[role].map(holders) ?? []
  }

  /// Everybody who holds a role, in whichever part he or she was given it.
  public func holders(of role: Vocabulary.Item) -> [String] {
    var holders: [String] = []
    for id in roleSteps {
      guard let step = workflow[id], let person = step.keyFields.first else { continue }
      for entry in entries(of: id) {
        let holds = zip(step.fields, entry.cells).contains { field, cell in
          guard field.type.roles?[role.key]?.isSame(as: role) == true, let value = cell?.answer.value else {
            return false
          }
          return value == .text(role.key) || value.list?.contains(.text(role.key)) == true
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
  private func decideGroupConfirmation(_ id: StepID, _ place: Place, _ reason: String?) throws(Refusal)
    -> [Event]
  {
    var stale: [Int] = []
    for leaf in leaves(of: place) where self[leaf].state == .stale && workflow.steps[leaf.step].isAnswered {
      if !stale.contains(leaf.step) { stale.append(leaf.step) }
    }
    guard !stale.isEmpty else { throw .nothingStale(id) }
    var events: [Event] = []
    for step in stale { events += try decideConfirmation(workflow.steps[step].id, [], reason) }
    return events
  }

  func decideConfirmation(_ id: StepID, _ keys: [EntryKey], _ reason: String?) throws(Refusal) -> [Event] {
    let place = try place(StepInstance(id))
    let step = place.step
    if workflow.steps[step].isGroup {
      if let key = keys.first { throw .unknownEntry(EntryID(id, key)) }
      return try decideGroupConfirmation(id, place, reason)
    }
    let instances = instances[step]
    for key in keys where instances[key] == nil && entries[step][key] == nil {
      throw .unknownEntry(EntryID(id, key))
    }
    let mayBeStale = { (row: StepRow) in row.staleCount > 0 || !row.causes.isEmpty }
    let isStale =
      (keys.isEmpty
        ? mayBeStale(rows[step]) || instances.contains(where: mayBeStale)
        : keys.contains { instances[$0].map(mayBeStale) ?? false })
      || keys.contains { entries[step].has($0) && entries[step][$0]?.isStale == true }
    guard isStale, workflow.steps[step].isAnswered else { throw .nothingStale(id) }
    let completeness = Completeness(self)
    let concerned =
      workflow.steps[step].each == nil
      ? [Place(step)]
      : parts(of: place).filter { self[$0].state == .stale && (keys.isEmpty || keys.contains($0.key)) }
    let obstacles = concerned.flatMap {
      completeness.obstacles(of: workflow.instance($0), ignoringStale: true)
    }
    guard obstacles.isEmpty else { throw .incomplete(StepInstance(id), obstacles) }
    return [.staleConfirmed(id, keys, because: reason)]
  }
}

extension FieldType {
  /// The roles that it is a choice of.
  fileprivate var roles: Vocabulary? {
    switch self {
    case .choice(let vocabulary), .choices(let vocabulary): vocabulary.name == "roles" ? vocabulary : nil
    default: nil
    }
  }
}

extension Workflow {
  /// The steps that say who holds which role: registers with a field that is a `choice` or `choices` of roles.
  public var roleSteps: [StepID] {
    steps.filter { step in
      guard case .collect = step.kind else { return false }
      return step.fields.contains { $0.type.roles != nil }
    }.map(\.id)
  }
}
