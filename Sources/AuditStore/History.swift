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
    for renaming in try renamings().reversed() {
      let event = renaming.stamp.sequence
      func otherwise(_ old: EntryID, _ new: EntryKey) -> EntryKey? {
        let other = state.workflow.key(of: EntryID(id.step, key)) { $0 == old ? new : nil }
        return other == key ? nil : other
      }
      if let before = otherwise(EntryID(renaming.entry.step, renaming.key), renaming.entry.key) {
        names.append((key, event...last))
        (key, last) = (before, event)
      } else if otherwise(renaming.entry, renaming.key) != nil {
        // Before that, another entry was called so.
        names.append((key, event...last))
        return names.reversed()
      }
    }
    return (names + [(key, 0...last)]).reversed()
  }

  /// Everything that was ever renamed, in the order in which it was.
  public func renamings() throws -> [Renaming] {
    var renamings: [Renaming] = []
    try reading {
      renamings = []
      try self.log.each(kind: "entry_renamed") { entry in
        guard case .entryRenamed(let id, let key, _, _)? = entry.event else { return }
        renamings.append(Renaming(entry: id, key: key, stamp: entry.stamp))
      }
    }
    return renamings
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
    case .entryRenamed(let id, let new, _, _):
      [id.key, new, workflow.instance(of: id).key].contains(key)
    case .staleConfirmed(_, let keys, _): keys.isEmpty || keys.contains(key)
    case .stepSubmitted(let instance), .stepApproved(let instance, _), .stepReturned(let instance, _),
      .stepSkipped(let instance, _), .stepReopened(let instance, _), .conditionSettled(let instance, _):
      key != .only && instance.key == key
    case .auditStarted, .auditDescribed, .resultComputed, .auditClosed, .auditReopened: false
    }
  }
}
