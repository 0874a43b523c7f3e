import AuditCore

/// Brings the entries of two registers together: a merge of what both took from one history, then a hash join by key.
///
/// What came with the same event is the same entry, whatever it is called now.
struct EntryMatching {
  let old: [Entry]
  let new: [Entry]
  /// So many first events are the same on both sides.
  var shared = 0

  /// Hands on the places of each pair, and of each entry that has no other.
  func each(_ body: (_ old: Int?, _ new: Int?) -> Void) {
    var restOfOld: [Int] = []
    var restOfNew: [Int] = []
    var next = 0
    for here in new.indices {
      let position = new[here].position
      guard position <= shared else {
        restOfNew.append(contentsOf: here..<new.count)
        break
      }
      while next < old.count, old[next].position < position {
        restOfOld.append(next)
        next += 1
      }
      if next < old.count, old[next].position == position {
        body(next, here)
        next += 1
      } else {
        restOfNew.append(here)
      }
    }
    restOfOld.append(contentsOf: next..<old.count)
    match(restOfOld, restOfNew, body)
  }

  /// By key. Registers mostly keep their order, so the entry after the last match is tried before anything is looked up.
  private func match(_ olds: [Int], _ news: [Int], _ body: (_ old: Int?, _ new: Int?) -> Void) {
    var isMatched = [Bool](repeating: false, count: olds.count)
    var places: [EntryKey: Int]?
    var next = 0
    for here in news {
      if next < olds.count, old[olds[next]].key == new[here].key {
        body(olds[next], here)
        isMatched[next] = true
        next += 1
        continue
      }
      let known = places ?? table(olds)
      places = known
      guard let place = known[new[here].key] else {
        body(nil, here)
        continue
      }
      body(olds[place], here)
      isMatched[place] = true
      next = place + 1
    }
    for place in olds.indices where !isMatched[place] { body(olds[place], nil) }
  }

  private func table(_ olds: [Int]) -> [EntryKey: Int] {
    var places: [EntryKey: Int] = [:]
    places.reserveCapacity(olds.count)
    for (place, entry) in olds.enumerated() { places[old[entry].key] = place }
    return places
  }
}
