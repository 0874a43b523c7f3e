public import AuditCore

extension Comparison {
  /// Compares two states, of which everything must be known.
  ///
  /// `shared` says how many first events the two logs have in common: answers that these gave need no second look.
  /// `isHidden` tells the scores that the reader may not see yet; they are counted, never compared.
  public init(
    from old: AuditState, to new: AuditState, shared: Int = 0,
    isHidden: ((EntryID) -> Bool)? = nil
  ) {
    heads = HeadChange.all(from: old, to: new)
    let names = NewNames(from: old, to: new, shared: shared)
    let gone = old.workflow.steps.map(\.id).filter { new.workflow[$0] == nil }
    for id in new.workflow.steps.map(\.id) + gone {
      let comparing = StepComparing(
        id, old: old.workflow[id].map { (old, $0) }, new: new.workflow[id].map { (new, $0) }, shared: shared,
        names: names, isHidden: isHidden)
      let (change, count) = comparing.change()
      if !change.isEmpty { steps.append(change) }
      if count > 0 { hidden.append(HiddenScores(step: id, count: count)) }
    }
  }
}

extension HeadChange {
  fileprivate static func all(from old: AuditState, to new: AuditState) -> [HeadChange] {
    Head.allCases.compactMap { what in
      Shift(from: text(what, old), to: text(what, new)).map { HeadChange(what: what, shift: $0) }
    }
  }

  private static func text(_ what: Head, _ state: AuditState) -> String? {
    switch what {
    case .audit: state.opening?.audit
    case .title: state.description.title
    case .language: state.description.language.rawValue
    case .asOf: state.description.asOf
    case .workflow: state.workflow.id
    case .version: state.workflow.version
    case .closed: state.isClosed ? "true" : "false"
    }
  }
}
