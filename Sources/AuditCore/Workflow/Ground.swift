/// What a document stands on.
extension Workflow {
  /// The steps that a document which shows `shown` stands on: these with all that is in them, those whose answers they
  /// are about, are judged by or are computed from, and the groups around all of these that are signed off as a whole.
  ///
  /// What a step must merely wait for, or only may cite, is not among them: it may change without touching what is shown.
  public func ground(of shown: Set<StepID>) -> Set<StepID> {
    var found = Set(shown.compactMap { places[$0] })
    var open = Array(found)
    var signed: Set<Int> = []
    while let here = open.popLast() {
      for next in looksAt[here] + children[here] where found.insert(next).inserted { open.append(next) }
      var around = parents[here]
      while let group = around {
        if steps[group].approver != nil { signed.insert(group) }
        around = parents[group]
      }
    }
    return Set(found.union(signed).map { steps[$0].id })
  }

  /// The groups around a step, the innermost first.
  public func groups(around step: StepID) -> [StepID] {
    Array(sequence(first: step) { self[$0]?.parent }.dropFirst())
  }
}
