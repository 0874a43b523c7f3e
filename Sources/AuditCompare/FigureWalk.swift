import AuditCore

/// Walks two results side by side: members by name, rows by what names them.
struct FigureWalk {
  private(set) var changes: [FigureChange] = []
  /// The columns of the grid one is in, so that its cells have names.
  private var columns: [String] = []
  private let renamed: NewNames

  private init(_ renamed: NewNames) { self.renamed = renamed }

  static func changes(from old: Value?, to new: Value?, _ renamed: NewNames = NewNames())
    -> [FigureChange]
  {
    guard let old, let new else {
      return old == nil && new == nil ? [] : [FigureChange(path: [], old: old, new: new)]
    }
    // What says the same names nothing anew, whatever it is that was renamed.
    if old == new { return [] }
    var walk = FigureWalk(renamed)
    walk.compare(old, new, [])
    return walk.changes
  }

  private mutating func compare(_ old: Value, _ new: Value, _ path: [String]) {
    switch (old, new) {
    case (.record(let old), .record(let new)): compare(old, new, path)
    case (.list(let old), .list(let new)): compare(old, new, path)
    default: if !renamed.areSame(old, new) { note(path, old, new) }
    }
  }

  private mutating func note(_ path: [String], _ old: Value?, _ new: Value?) {
    changes.append(FigureChange(path: path, old: old, new: new))
  }

  /// Members stand in the order of their names on both sides.
  private mutating func compare(_ old: Record, _ new: Record, _ path: [String]) {
    let outer = columns
    if let keys = old["column_keys"], let other = new["column_keys"], renamed.areSame(keys, other) {
      columns = other.list?.compactMap(\.text) ?? []
    }
    var left = old.members[...]
    var right = new.members[...]
    while let a = left.first, let b = right.first {
      if a.name == b.name {
        compare(a.value, b.value, path + [a.name])
        left.removeFirst()
        right.removeFirst()
      } else if a.name.utf8.lexicographicallyPrecedes(b.name.utf8) {
        note(path + [a.name], a.value, nil)
        left.removeFirst()
      } else {
        note(path + [b.name], nil, b.value)
        right.removeFirst()
      }
    }
    for member in left { note(path + [member.name], member.value, nil) }
    for member in right { note(path + [member.name], nil, member.value) }
    columns = outer
  }

  private mutating func compare(_ old: [Value], _ new: [Value], _ path: [String]) {
    guard let (before, now) = names(old, new) else {
      if !renamed.areSame(.list(old), .list(new)) { note(path, .list(old), .list(new)) }
      return
    }
    let start = changes.count
    let places = Dictionary(before.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(now)
    for (name, row) in zip(now, new) {
      if let place = places[name] {
        compare(old[place], row, path + [name])
      } else {
        note(path + [name], nil, row)
      }
    }
    for (name, row) in zip(before, old) where !known.contains(name) { note(path + [name], row, nil) }
    // Whichever way the rows are ordered, the changes come in one order.
    changes[start...].sort { $0.path.lexicographicallyPrecedes($1.path) }
  }

  /// What the rows of both lists are called; nothing where they have no names of their own.
  private func names(_ old: [Value], _ new: [Value]) -> ([String], [String])? {
    if let before = Self.texts(old)?.map({ renamed[$0] }), let now = Self.texts(new) { return (before, now) }
    guard (old + new).allSatisfy({ $0.record != nil }) else { return nil }
    for members in ResultRows.naming {
      let before = ResultRows.names(old, by: members) { renamed[$0] }
      if let before, let now = ResultRows.names(new, by: members) {
        return (before, now)
      }
    }
    if old.count == columns.count, new.count == columns.count { return (columns, columns) }
    return (ResultRows.numbers(old), ResultRows.numbers(new))
  }

  /// A list of texts names itself, where none comes twice.
  private static func texts(_ items: [Value]) -> [String]? {
    let texts = items.compactMap(\.text)
    return texts.count == items.count && Set(texts).count == texts.count ? texts : nil
  }
}
