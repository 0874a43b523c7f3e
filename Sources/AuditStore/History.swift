public import AuditCore

extension AuditSession {
  /// Up to `count` events from sequence `from` on, in order.
  public func history(from: Int = 1, count: Int = .max) throws -> [LogEntry] {
    var entries: [LogEntry] = []
    try reading { entries = try self.log.read(from: from, count: count) }
    return entries
  }

  /// The events about a step and the steps in it, or about one entry or instance of it.
  ///
  /// Reads the whole log from `from` on; redacted events, whose subject cannot be told, are left out.
  public func history(of step: StepID, key: EntryKey? = nil, from: Int = 1, count: Int = .max) throws
    -> [LogEntry]
  {
    var entries: [LogEntry] = []
    let workflow = state.workflow
    let steps = workflow.steps(within: step)
    let mentioned = steps.count > 1 ? [] : Value.text(step.name).json
    try reading {
      entries = []
      try self.log.each(from: from, mentioning: mentioned) { entry in
        guard entries.count < count, let event = entry.event, let about = event.step, steps.contains(about)
        else { return }
        if let key, !event.concerns(key, workflow) { return }
        entries.append(entry)
      }
    }
    return entries
  }

  /// The entries that were taken out by people or tables, not by the audit file, with who did it last and when.
  ///
  /// Some may have come again since.
  public func removedElsewhere() throws -> [EntryID: Stamp] {
    var removed: [EntryID: Stamp] = [:]
    try reading {
      removed = [:]
      try self.log.each(kind: "entry_removed") { entry in
        guard case .entryRemoved(let id, _, let origin)? = entry.event else { return }
        removed[id] = origin == .file ? nil : entry.stamp
      }
    }
    return removed
  }
}

extension Event {
  /// Whether an event of a step is about the entry with this key, or about what is done for it.
  fileprivate func concerns(_ key: EntryKey, _ workflow: Workflow) -> Bool {
    switch self {
    case .entryAnswered(let id, _, _, _), .entryRemoved(let id, _, _):
      id.key == key || workflow.instance(of: id).key == key
    case .entryRenamed(let id, let new, _):
      [id.key, new, workflow.instance(of: id).key].contains(key)
    case .staleConfirmed(_, let keys, _): keys.isEmpty || keys.contains(key)
    case .stepSubmitted(let instance), .stepApproved(let instance, _), .stepReturned(let instance, _),
      .stepSkipped(let instance, _), .stepReopened(let instance, _), .conditionSettled(let instance, _):
      key != .only && instance.key == key
    case .auditStarted, .auditDescribed, .resultComputed, .auditClosed, .auditReopened: false
    }
  }
}
