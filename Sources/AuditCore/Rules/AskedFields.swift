import CEL

extension AuditBindings {
  /// Whether a field must be answered as its entry stands; no, where that hangs on something unanswered itself.
  public func requires(_ field: Field, at id: EntryID) -> Bool {
    guard isAsked(field, at: id) else { return false }
    switch field.required {
    case .always: return true
    case .never: return false
    case .when(let rule):
      return (try? evaluate(rule, on: id, at: state.workflow.place(of: id))) == .bool(true)
    }
  }

  /// Whether a field is asked as its entry stands; no, where that hangs on something unanswered itself.
  public func isAsked(_ field: Field, at id: EntryID) -> Bool {
    guard let rule = field.condition else { return true }
    return (try? evaluate(rule, on: id, at: state.workflow.place(of: id))) == .bool(true)
  }

  /// What a field holds that nobody has answered: its default, where it is asked.
  public func initial(of field: Field, in entry: Entry, of step: Step) -> Value? {
    guard let initial = field.initial, entry.cell(field.id, of: step) == nil else { return nil }
    return isAsked(field, at: EntryID(step.id, entry.key)) ? initial : nil
  }

  /// An answer that is kept, but does not count, because its field is not asked as the entry stands.
  public func isSetAside(_ field: Field, in entry: Entry, of step: Step) -> Bool {
    guard field.condition != nil, let cell = entry.cell(field.id, of: step), !cell.answer.value.isAbsent
    else {
      return false
    }
    return !isAsked(field, at: EntryID(step.id, entry.key))
  }
}
