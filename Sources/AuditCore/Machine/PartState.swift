extension AuditState {
  /// What is known of an included workflow, as if it were an audit of its own: its steps under their own names.
  ///
  /// To be read, not to be changed: who changes an answer in it does so under the names around it.
  public func part(_ part: Workflow.Part) -> AuditState {
    guard let first = workflow.offset(of: part) else { return self }
    let places = first..<first + part.workflow.steps.count
    var state = AuditState(workflow: part.workflow, keepsChanges: false)
    state.opening = opening
    state.description = description
    state.isClosed = isClosed
    state.sequence = sequence
    state.lastDay = lastDay
    state.rows = Array(rows[places])
    state.instances = Array(instances[places])
    state.entries = Array(entries[places])
    return state
  }
}
