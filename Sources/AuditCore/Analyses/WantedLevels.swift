import AuditMethods

/// What a register says of the level that is wanted in a cell.
enum WantedLevel {
  case level(Double)
  /// Said with a reason: nothing is needed there.
  case notNeeded
  /// Not said yet, or put off.
  case open
}

extension AnalysisInputs {
  func wanted(_ entry: Entry, _ column: Column) -> WantedLevel {
    if let level = number(entry, column) { return .level(level) }
    return isNotApplicable(entry, column) ? .notNeeded : .open
  }

  /// A field through which the entries of one register stand for those of another.
  struct Link {
    let column: Column
    let target: StepID
  }

  func link(from step: StepID, to target: StepID) -> Link? {
    guard let field = state.workflow[step]?.fields.first(where: { $0.type.target == target }) else {
      return nil
    }
    return column(step, field.id).map { Link(column: $0, target: target) }
  }

  /// The link from scores to what they are of; nothing where the register does not rate another.
  func subjectLink(of scores: Column) -> Link? {
    guard case .rate(let rating) = state.workflow.steps[scores.place].kind else { return nil }
    return link(from: scores.step, to: rating.subjects)
  }

  /// Where an entry stands on an axis: what its own field of that name says, or that of the entry it stands for.
  func key(on axis: String, of entry: Entry, in step: StepID, _ link: Link?) -> String? {
    if let column = column(step, FieldID(axis)), let key = text(entry, column) { return key }
    guard let link, let written = value(entry, link.column)?.text,
      let column = column(link.target, FieldID(axis)),
      let target = state.entry(EntryID(link.target, EntryKey(written: written)))
    else { return nil }
    return text(target, column)
  }
}
