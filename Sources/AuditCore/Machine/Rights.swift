/// Who may take back what others have done.
///
/// Where nobody is meant, or nobody holds the role, anybody may: an audit must not come to a standstill.
extension AuditState {
  /// Who may sign off a step, a group around it, or a review of it: the nearest role with those who hold it, and everybody
  /// who holds any of them.
  private func signers(of place: Place) -> (role: String?, nearest: [String], people: [String]) {
    var roles: [(role: String, at: StepID)] = []
    var around: Set<Int> = []
    var here: Int? = place.step
    while let step = here {
      around.insert(step)
      if let role = workflow.steps[step].approver { roles.append((role, workflow.steps[step].id)) }
      here = workflow.parents[step]
    }
    for (review, step) in workflow.steps.enumerated() where step.isReview && !around.contains(review) {
      guard let role = step.approver, workflow.reviewed(by: review).contains(where: around.contains) else {
        continue
      }
      roles.append((role, step.id))
    }
    let holding = roles.map { holders(of: $0.role, at: $0.at) }
    let people: [String] = holding.joined().reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    return (roles.first?.role, holding.first ?? [], people)
  }

  /// Only who may sign a step off gives it back.
  func requireSigner(of place: Place, _ person: String) throws(Refusal) {
    let (role, nearest, people) = signers(of: place)
    guard let role, !people.isEmpty, !people.contains(person) else { return }
    guard people == nearest else { throw .notReturnedBy(person, workflow.instance(place), allowed: people) }
    throw .notInRole(person: person, role: role, holders: people)
  }

  /// Only who may sign a review leaves it out; anybody, where nobody may sign it.
  func requireMayLeaveOut(_ id: StepInstance, _ person: String) throws(Refusal) {
    guard let step = workflow[id.step], step.isReview, let role = step.approver else { return }
    let holders = holders(of: role, at: id.step)
    guard holders.isEmpty || holders.contains(person) else {
      throw .notInRole(person: person, role: role, holders: holders)
    }
  }

  /// Only who may sign a step off, handed it in or answered it opens it again.
  func requireHand(in place: Place, _ person: String) throws(Refusal) {
    let signers = signers(of: place).people
    guard !signers.isEmpty, !signers.contains(person) else { return }
    let instance = workflow.instance(place)
    let answered = entries(in: instance).flatMap { $0.cells.compactMap { $0?.stamp.by } }
    let others = preparers(of: instance) + answered
    guard !others.contains(person) else { return }
    var allowed: [String] = []
    for person in others + signers where !allowed.contains(person) { allowed.append(person) }
    throw .notOpenedBy(person, instance, allowed: allowed)
  }
}
