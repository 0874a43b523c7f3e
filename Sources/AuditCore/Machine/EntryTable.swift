/// The entries of one step that are known: by key, in order.
struct EntryTable: Sendable {
  let fieldCount: Int
  /// Whether every entry of the step is here.
  private(set) var isWhole = true
  private var places: [EntryKey: Int] = [:]
  private var slots: [Entry?] = []
  /// Keys that were looked up and are known to have no entry.
  private var absent: Set<EntryKey> = []

  init(fieldCount: Int) { self.fieldCount = fieldCount }

  subscript(key: EntryKey) -> Entry? {
    get {
      if let place = places[key] { return slots[place] }
      precondition(isWhole || absent.contains(key), "entry \(key) was not loaded")
      return nil
    }
    set {
      if let place = places[key] {
        slots[place] = newValue
        if newValue == nil {
          places[key] = nil
          if !isWhole { absent.insert(key) }
        }
      } else if let newValue {
        places[key] = slots.count
        slots.append(newValue)
      } else if !isWhole {
        absent.insert(key)
      }
    }
  }

  /// Whether there is an entry, which must be known.
  func has(_ key: EntryKey) -> Bool {
    if places[key] != nil { return true }
    precondition(isWhole || absent.contains(key), "entry \(key) was not loaded")
    return false
  }

  func knows(_ key: EntryKey) -> Bool { isWhole || places[key] != nil || absent.contains(key) }

  /// The keys that have an entry here, in order; to suggest a near one.
  var knownKeys: [EntryKey] { slots.compactMap { $0?.key } }

  var known: [Entry] { slots.compactMap(\.self) }

  var inOrder: [Entry] {
    precondition(isWhole, "a step was not loaded")
    return slots.compactMap(\.self)
  }

  /// Nothing is known any more.
  mutating func forget() {
    self = EntryTable(fieldCount: fieldCount)
    isWhole = false
  }

  /// Takes in an entry as it is stored; what is known already is newer.
  mutating func take(_ entry: Entry) {
    guard !knows(entry.key) else { return }
    places[entry.key] = slots.count
    slots.append(entry)
  }

  /// Nothing is stored under the key.
  mutating func takeAbsence(of key: EntryKey) {
    guard !knows(key) else { return }
    absent.insert(key)
  }

  /// Everything stored has been taken in.
  mutating func complete() {
    guard !isWhole else { return }
    isWhole = true
    absent = []
    slots = slots.filter { $0 != nil }.sorted { ($0?.position ?? 0) < ($1?.position ?? 0) }
    places = [:]
    places.reserveCapacity(slots.count)
    for (place, slot) in slots.enumerated() { if let slot { places[slot.key] = place } }
  }

  /// Puts other entries where those with the old keys stand; they may have taken each other's keys.
  mutating func replace(_ entries: [(old: EntryKey, new: Entry)]) {
    let found = entries.map { places.removeValue(forKey: $0.old) }
    if !isWhole { absent.formUnion(entries.map(\.old)) }
    for case (let place?, let entry) in zip(found, entries.map(\.new)) {
      slots[place] = entry
      places[entry.key] = place
      absent.remove(entry.key)
    }
  }

  /// Changes an entry where it stands.
  mutating func change(_ key: EntryKey, _ body: (inout Entry) -> Void) {
    guard let place = places[key], var entry = slots[place] else { return }
    slots[place] = nil
    body(&entry)
    slots[place] = entry
  }
}
