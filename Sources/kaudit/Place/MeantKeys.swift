import AuditCore
import AuditStore

/// The keys that are meant where they are typed with labels or in other characters than an audit has.
extension OpenAudit {
  /// The entry that is meant, with what tells it loaded.
  func meant(by written: EntryID) throws -> EntryID {
    try loadLike(written)
    return state.meant(by: written)
  }

  /// Only a key with other than plain characters can be another way to write one that is there.
  private func loadLike(_ written: EntryID) throws {
    guard written.key.written.utf8.contains(where: { $0 >= 0x80 }) else { return }
    try session.load(written)
    guard state.entry(written) == nil else { return }
    try session.load(workflow.steps(inKeysOf: written.step))
  }
}

extension AuditAtWork {
  /// The key that is meant for an entry: it may come to be written in other characters; another one that is there
  /// already stays apart.
  func key(meant written: EntryKey, for entry: EntryID) throws -> EntryKey {
    let written = EntryID(entry.step, written)
    let meant = try meant(by: written)
    return meant == entry ? state.spelled(written).key : meant.key
  }
}

extension Target {
  /// The same, with the key that is meant.
  func meant(in audit: OpenAudit) throws -> Target {
    guard key != nil, audit.workflow[step] != nil else { return self }
    return Target(step, try audit.meant(by: entry).key, field)
  }
}

extension Workflow {
  /// The steps whose entries' keys can stand in a key of the step: the step itself, and those that its key names.
  fileprivate func steps(inKeysOf step: StepID) -> Set<StepID> {
    var found: Set<StepID> = []
    var open = [step]
    while let id = open.popLast() {
      guard let step = self[id], step.isRegister || step.each != nil, found.insert(id).inserted else {
        continue
      }
      open += step.keyFields.compactMap { step.field($0)?.type.target }
      if let each = step.each { open.append(each.register) }
    }
    return found
  }
}
