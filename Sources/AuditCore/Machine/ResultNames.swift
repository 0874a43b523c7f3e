/// What results call otherwise than entries are called by now, until they are worked out again.
extension AuditState {
  /// Keeps the old names beside the results that may say them: those that read the register, and those that read these.
  mutating func note(_ renamings: [EntryID: EntryKey], inResultsOn register: StepID) {
    let readers = workflow.computed(on: workflow.naming(register)).filter { rows[$0].submitted != nil }
    guard !readers.isEmpty else { return }
    let names = Self.names(renamings)
    for step in readers {
      changed.note(Place(step))
      rows[step].names = rows[step].names.mapValues { names[$0] ?? $0 }
        .merging(names) { earlier, _ in earlier }
    }
  }

  /// Each key as results say it, whole and part by part.
  private static func names(_ renamings: [EntryID: EntryKey]) -> [String: String] {
    var names: [String: String] = [:]
    for (old, new) in renamings.sorted(by: { $0.key < $1.key }) {
      for (name, now) in old.key.texts(renamedTo: new) { names[name] = now }
    }
    return names
  }
}

extension EntryKey {
  /// What is written otherwise where an entry has another key: the key as a whole, and part by part.
  public func texts(renamedTo new: EntryKey) -> [(old: String, new: String)] {
    let (parts, now) = (parts, new.parts)
    guard parts.count == now.count else { return [(written, new.written)] }
    return [(written, new.written)] + zip(parts, now).filter { $0 != $1 }.map { (old: $0, new: $1) }
  }
}

extension Workflow {
  /// The computed steps that read one of these steps, or the result of another one that does.
  fileprivate func computed(on sources: Set<Int>) -> [Int] {
    var found: Set<Int> = []
    var open = Array(sources)
    while let source = open.popLast() {
      for reading in readers[source]
      where steps[reading.reader].isComputed && found.insert(reading.reader).inserted {
        open.append(reading.reader)
      }
    }
    return found.sorted()
  }
}

extension Computation.Outcome {
  /// Whether another result says the same, of entries that are called otherwise there, as `names` tells.
  func saysTheSame(as other: Computation.Outcome, with names: [String: String]) -> Bool {
    guard !names.isEmpty, case .result(let mine) = self, case .result(let theirs) = other else {
      return false
    }
    return mine.inOrder(with: names) == theirs.inOrder(with: [:])
  }
}

extension Value {
  /// The value with entries called as `names` says, and with lists of names or rows in one order: methods put what is
  /// equal in the order of names.
  fileprivate func inOrder(with names: [String: String]) -> Value {
    switch self {
    case .text(let text): return .text(names[text] ?? text)
    case .record(let record):
      return .record(Record(record.members.map { ($0.name, $0.value.inOrder(with: names)) }))
    case .list(let items):
      let items = items.map { $0.inOrder(with: names) }
      let isNamed = items.allSatisfy { if case .text = $0 { true } else { $0.record != nil } }
      guard isNamed, items.count > 1 else { return .list(items) }
      let sorted = items.map { (json: $0.json, item: $0) }.sorted {
        $0.json.lexicographicallyPrecedes($1.json)
      }
      return .list(sorted.map(\.item))
    case .none, .integer, .number, .boolean, .nonAnswer: return self
    }
  }
}
