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
    let names = try key.map { try self.names(of: EntryID(step, $0)) }
    try reading {
      entries = []
      try self.log.each(from: from, mentioning: mentioned) { entry in
        guard entries.count < count, let event = entry.event, let about = event.step, steps.contains(about)
        else { return }
        if let names {
          let then = names.first { $0.events.contains(entry.sequence) }
          guard let then, event.concerns(then.key, workflow) else { return }
        }
        entries.append(entry)
      }
    }
    return entries
  }

  /// What an entry, or what is done for it, was called in which events; the oldest name first.
  private func names(of id: EntryID) throws -> [(key: EntryKey, events: ClosedRange<Int>)] {
    var names: [(key: EntryKey, events: ClosedRange<Int>)] = []
    var (key, last) = (id.key, Int.max)
    for renaming in try keyHistory().renamings.reversed() {
      let event = renaming.stamp.sequence
      func otherwise(_ renaming: Renaming) -> EntryKey? {
        let other = state.workflow.key(of: EntryID(id.step, key)) { renaming[$0] }
        return other == key ? nil : other
      }
      if let before = otherwise(renaming.inverse) {
        names.append((key, event...last))
        (key, last) = (before, event)
      } else if otherwise(renaming) != nil {
        // Before that, another entry was called so.
        names.append((key, event + 1...max(last, event + 1)))
        return names.reversed()
      }
    }
    return (names + [(key, 0...last)]).reversed()
  }

  /// What has become of the keys of entries; reads the log once.
  public func keyHistory() throws -> KeyHistory {
    var history = KeyHistory()
    try reading {
      history = KeyHistory()
      try self.log.each(kinds: KeyHistory.kinds) { entry in
        if let event = entry.event { history.note(event, entry.stamp) }
      }
    }
    return history
  }
}

extension Event {
  /// Whether an event of a step is about the entry with this key, or about what is done for it.
  fileprivate func concerns(_ key: EntryKey, _ workflow: Workflow) -> Bool {
    switch self {
    case .entryAnswered(let id, _, _, _), .entryRemoved(let id, _, _):
      id.key == key || workflow.instance(of: id).key == key
    case .entriesRenamed(let step, let keys, _, _):
      keys.contains { old, new in
        old == key || new == key || workflow.instance(of: EntryID(step, old)).key == key
      }
    case .staleConfirmed(_, let keys, _): keys.isEmpty || keys.contains(key)
    case .stepSubmitted(let instance), .stepApproved(let instance, _), .stepReturned(let instance, _),
      .stepSkipped(let instance, _), .stepReopened(let instance, _), .conditionSettled(let instance, _):
      key != .only && instance.key == key
    case .auditStarted, .auditDescribed, .resultComputed, .auditClosed, .auditReopened: false
    }
  }
}
