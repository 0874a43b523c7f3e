import CEL

extension AuditBindings {
  /// Whether a field must be answered as its entry stands; no, where that hangs on something unanswered itself.
  public func requires(_ field: Field, at id: EntryID) -> Bool {
    switch field.required {
    case .always: true
    case .never: false
    case .when(let rule):
      (try? evaluate(rule, on: id, at: state.workflow.place(of: id))) == .bool(true)
    }
  }
}
