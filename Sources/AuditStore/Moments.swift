public import AuditCore

extension AuditSession {
  /// The state after so many events of the log, worked out anew from them.
  public func state(at sequence: Int) throws -> AuditState {
    var state = AuditState(workflow: self.state.workflow, keepsChanges: false)
    try reading {
      try self.log.each(through: sequence) { entry in
        guard let event = entry.event else {
          throw StoreError.unreadable(
            path: self.path, why: "event \(entry.sequence) cannot be read, so no moment after it is known")
        }
        state.evolve(by: event, entry.stamp)
      }
    }
    return state
  }

  /// The sequence of the last event that is not later than a time in UTC, as `2026-01-31T09:30:00Z`; 0 where all are.
  public func lastSequence(notAfter time: String) throws -> Int {
    var sequence = 0
    try reading { sequence = try self.log.lastSequence(notAfter: time) }
    return sequence
  }
}
