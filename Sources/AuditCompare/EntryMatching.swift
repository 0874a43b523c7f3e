import AuditCore

/// Brings the entries of two registers together by their keys: a hash join over two arrays.
///
/// Registers mostly keep their order, so the entry after the last match is tried before anything is looked up.
struct EntryMatching {
  let old: [Entry]
  let new: [Entry]

  /// Hands on the places of each pair, and of each entry that has no other.
  func each(_ body: (_ old: Int?, _ new: Int?) -> Void) {
    var isMatched = [Bool](repeating: false, count: old.count)
    var places: [EntryKey: Int]?
    var next = 0
    for here in new.indices {
      if next < old.count, old[next].key == new[here].key {
        body(next, here)
        isMatched[next] = true
        next += 1
        continue
      }
      let known = places ?? table
      places = known
      guard let place = known[new[here].key] else {
        body(nil, here)
        continue
      }
      body(place, here)
      isMatched[place] = true
      next = place + 1
    }
    for place in old.indices where !isMatched[place] { body(place, nil) }
  }

  private var table: [EntryKey: Int] {
    var places: [EntryKey: Int] = [:]
    places.reserveCapacity(old.count)
    for place in old.indices { places[old[place].key] = place }
    return places
  }
}
