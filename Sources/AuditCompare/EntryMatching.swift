import AuditCore

/// Brings the entries of two registers together by their keys: a hash join over two arrays.
///
/// Registers mostly keep their order, so the entry after the last match is tried before anything is looked up.
struct EntryMatching {
  let old: [Entry]
  let new: [Entry]

  /// Hands on each pair, and each entry that has no other.
  func each(_ body: (Entry?, Entry?) -> Void) {
    var isMatched = [Bool](repeating: false, count: old.count)
    var places: [EntryKey: Int]?
    var next = 0
    for entry in new {
      if next < old.count, old[next].key == entry.key {
        body(old[next], entry)
        isMatched[next] = true
        next += 1
        continue
      }
      let known = places ?? table
      places = known
      guard let place = known[entry.key] else {
        body(nil, entry)
        continue
      }
      body(old[place], entry)
      isMatched[place] = true
      next = place + 1
    }
    for (place, entry) in old.enumerated() where !isMatched[place] { body(entry, nil) }
  }

  private var table: [EntryKey: Int] {
    var places: [EntryKey: Int] = [:]
    places.reserveCapacity(old.count)
    for (place, entry) in old.enumerated() { places[entry.key] = place }
    return places
  }
}
