import CEL

/// Checks that look beyond one step: those of groups and of the audit.
///
/// A group's checks are tried when the last of its steps that people answer is handed in, when the group is signed, and,
/// with those of the audit, when the audit is closed. What cannot be decided yet holds a step back no longer than that:
/// it holds back the signature and the closing.
extension Completeness {
  /// What the checks say of the groups that are complete once these steps and instances are handed in.
  func groupObstacles(handingIn places: Set<Place>) -> [Obstacle] {
    groups(completedBy: places).flatMap { obstacles(ofChecks: state.workflow.steps[$0].checks, at: $0) }
      .filter { if case .undecided = $0.words { false } else { true } }
  }

  /// What the checks of a group, and of the groups in it, say; what cannot be decided among it.
  func groupObstacles(within group: Int) -> [Obstacle] {
    state.workflow.steps.indices.filter {
      state.workflow.steps[$0].isGroup && state.workflow.isWithin($0, group) && isAsked($0)
    }.flatMap { obstacles(ofChecks: state.workflow.steps[$0].checks, at: $0) }
  }

  /// What all checks of groups and of the audit say.
  func closingObstacles() -> [Obstacle] {
    let groups = state.workflow.steps.indices.filter { state.workflow.steps[$0].isGroup && isAsked($0) }
    return groups.flatMap { obstacles(ofChecks: state.workflow.steps[$0].checks, at: $0) }
      + obstacles(ofChecks: state.workflow.checks, at: nil)
  }

  /// Checks that only warn, of the groups that are complete with a step or instance.
  func groupWarnings(with place: Place) -> [Obstacle] {
    groups(completedBy: [place]).flatMap { group in
      state.workflow.steps[group].checks.filter(\.isWarning).compactMap { obstacle($0, at: group) }
    }
  }

  /// Checks of the audit that only warn and do not hold.
  public func auditWarnings() -> [Obstacle] {
    state.workflow.checks.filter(\.isWarning).compactMap { obstacle($0, at: nil) }
      .filter { if case .checkFailed = $0.words { true } else { false } }
  }

  /// What the checks and rules of evidence of a step, a group or the audit say as it stands, warnings among it; nothing of
  /// what is not answered or cannot be decided.
  public func findings(of id: StepID) -> [Obstacle] {
    let all: [Obstacle]
    if let step = state.workflow.places[id] {
      all =
        state.workflow.steps[step].isGroup
        ? groupObstacles(within: step)
          + state.workflow.steps[step].checks.filter(\.isWarning).compactMap { obstacle($0, at: step) }
        : obstacles(of: StepInstance(id)) + warnings(of: StepInstance(id))
    } else {
      all = obstacles(ofChecks: state.workflow.checks, at: nil) + auditWarnings()
    }
    return all.filter {
      switch $0.words {
      case .checkFailed, .lacksEvidence, .lacksKindsOfEvidence: true
      default: false
      }
    }
  }

  private func isAsked(_ group: Int) -> Bool { !state.rows[group].state.isLeftOut }

  private func obstacles(ofChecks checks: [Check], at group: Int?) -> [Obstacle] {
    checks.filter { !$0.isWarning }.compactMap { obstacle($0, at: group) }
  }

  private func obstacle(_ check: Check, at group: Int?) -> Obstacle? {
    let id = group.map { EntryID(state.workflow.steps[$0].id) } ?? EntryID("audit")
    return obstacle(check, on: nil, at: id, nil, in: group.map { Place($0) }, besides: [])
  }

  /// The groups with checks around these places of which every step that people answer is handed in with them.
  private func groups(completedBy places: Set<Place>) -> [Int] {
    var around: Set<Int> = []
    for place in places {
      var here = state.workflow.parents[place.step]
      while let group = here {
        if !state.workflow.steps[group].checks.isEmpty { around.insert(group) }
        here = state.workflow.parents[group]
      }
    }
    return around.sorted().filter { group in
      state.leaves(of: Place(group)).filter { state.workflow.steps[$0.step].isAnswered }.allSatisfy {
        places.contains($0) || state[$0].state.opensTheWay || state[$0].state == .submitted
      }
    }
  }
}

extension Workflow {
  /// The steps that the checks of groups around a step, and of groups in it, look at.
  func stepsRead(byGroupsAround step: Int) -> Set<Int> {
    let groups = steps.indices.filter {
      steps[$0].isGroup && !steps[$0].checks.isEmpty && (isWithin(step, $0) || isWithin($0, step))
    }
    return Set(groups.flatMap { reads[$0] })
  }

  /// The steps that the checks of groups and of the audit look at.
  var stepsReadByWiderChecks: Set<Int> {
    let groups = steps.indices.filter { steps[$0].isGroup && !steps[$0].checks.isEmpty }
    return Set(groups.flatMap { reads[$0] }).union(Dependencies.steps(readBy: checks.map(\.that), places))
  }
}
