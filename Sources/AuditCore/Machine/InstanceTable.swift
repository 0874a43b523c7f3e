/// The instances of one step, in the order in which the entries came that it is done for.
///
/// It keeps count of their states, so that the state of the step follows without looking at each of them.
struct InstanceTable: Sendable {
  private(set) var order: [EntryKey] = []
  private var rows: [EntryKey: StepRow] = [:]
  /// How many of those that are there stand in each state.
  private var counts: [StepState: Int] = [:]
  /// Those whose condition must be looked at.
  private(set) var unsettled: Set<EntryKey> = []

  /// The row of an instance, which must be there to be changed.
  subscript(key: EntryKey) -> StepRow? {
    get { rows[key] }
    _modify {
      note(key, by: -1)
      defer { note(key, by: 1) }
      yield &rows[key]
    }
  }

  /// Counts an instance in (1) or out (-1).
  private mutating func note(_ key: EntryKey, by step: Int) {
    guard let row = rows[key] else { return }
    if !row.isGone { counts[row.state, default: 0] += step }
    if row.isUnsettled, !row.isGone, step > 0 { unsettled.insert(key) } else { unsettled.remove(key) }
  }

  /// Those whose entry is there.
  var there: [EntryKey] { order.filter { rows[$0]?.isGone == false } }

  /// The states in which at least one of them stands.
  var states: [StepState] { StepState.allCases.filter { counts[$0, default: 0] > 0 } }

  mutating func add(_ key: EntryKey, _ row: StepRow) {
    if rows[key] == nil {
      let after = order.lastIndex { rows[$0].map { $0.position <= row.position } ?? true }
      order.insert(key, at: after.map { $0 + 1 } ?? 0)
    }
    self[key] = row
  }

  /// Calls instances after the new keys of their entries, all at once; gives those that there are.
  mutating func rename(_ keys: [EntryKey: EntryKey]) -> [(old: EntryKey, new: EntryKey)] {
    let found = keys.filter { rows[$0.key] != nil }.sorted { $0.key < $1.key }
    guard !found.isEmpty else { return [] }
    order = order.map { keys[$0] ?? $0 }
    let moved = found.map { old, new in (old, new, rows[old]) }
    for (old, _, _) in moved { self[old] = nil }
    for (_, new, row) in moved { self[new] = row }
    return found.map { (old: $0.key, new: $0.value) }
  }

  /// Whether any instance, also of an entry that is gone, fulfils a condition.
  func contains(where isMeant: (StepRow) -> Bool) -> Bool { rows.values.contains(where: isMeant) }
}
