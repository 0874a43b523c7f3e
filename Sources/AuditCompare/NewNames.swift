import AuditCore

/// What entries are called now, by what they were called: those that came with the same event on both sides.
struct NewNames {
  private var names: [String: String]

  init(_ names: [String: String] = [:]) { self.names = names }

  init(from old: AuditState, to new: AuditState, shared: Int) {
    self.init()
    for step in new.workflow.steps where step.hasKeyOfItsOwn && old.workflow[step.id] != nil {
      let known = Dictionary(
        old.entries(of: step.id).lazy.filter { $0.position <= shared }.map { ($0.position, $0.key) },
        uniquingKeysWith: { first, _ in first })
      for entry in new.entries(of: step.id) {
        guard let key = known[entry.position], key != entry.key else { continue }
        for (name, now) in key.texts(renamedTo: entry.key) { names[name] = now }
      }
    }
  }

  /// The name that stands now where this one stood; the same where nothing was renamed.
  subscript(name: String) -> String { names.isEmpty ? name : names[name] ?? name }

  /// Whether two values say the same, entries called as they are now.
  func areSame(_ old: Value, _ new: Value) -> Bool {
    switch (old, new) {
    case (.text(let name), .text(let now)) where !names.isEmpty: self[name] == now || old.isSame(as: new)
    case (.list(let olds), .list(let news)):
      olds.count == news.count && zip(olds, news).allSatisfy { areSame($0, $1) }
    default: old.isSame(as: new)
    }
  }
}
