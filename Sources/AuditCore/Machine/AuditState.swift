/// Where an audit stands: what is known, and the state of each step.
///
/// Derived from events and nothing else. It may know only part of the entries (`knows`), so that a command on a large
/// audit loads what it touches; what is not known is never taken for absent.
public struct AuditState: Sendable {
  public let workflow: Workflow
  public internal(set) var opening: Opening?
  public internal(set) var description = Description(language: .english)
  public internal(set) var isClosed = false
  /// The sequence of the newest event.
  public internal(set) var sequence = 0
  /// The day of the newest event, `2026-01-31`.
  public internal(set) var lastDay = ""
  var rows: [StepRow]
  var entries: [EntryTable]
  /// For each entry, the known entries that name it.
  var referrers: [EntryID: Set<EntryID>] = [:]
  /// What changed since the last time somebody asked, for whoever stores it.
  var changed: ChangedRows

  /// `keepsChanges` is for whoever stores them; folding a log goes faster without.
  public init(workflow: Workflow, keepsChanges: Bool = true) {
    self.workflow = workflow
    changed = ChangedRows(isKept: keepsChanges)
    rows = workflow.steps.map { _ in StepRow(state: .locked) }
    entries = workflow.steps.map { EntryTable(fieldCount: $0.fields.count) }
  }

  /// The day that counts as today in methods and documents: the file's, else that of the last event.
  public var asOf: String { description.asOf ?? lastDay }

  public func row(_ step: StepID) -> StepRow? { workflow.places[step].map { rows[$0] } }

  /// The result of a computed step, which must be loaded.
  func result(_ step: Int) -> Computation? {
    precondition(rows[step].isResultKnown, "a result was not loaded")
    return rows[step].result
  }

  public func state(_ step: StepID) -> StepState { row(step)?.state ?? .locked }

  public func entry(_ id: EntryID) -> Entry? { workflow.places[id.step].flatMap { entries[$0][id.key] } }

  /// The entries of a step in the order in which they came.
  public func entries(of step: StepID) -> [Entry] { workflow.places[step].map { entries[$0].inOrder } ?? [] }

  /// Whether raters of the step must not see each other's scores yet.
  public func isBlind(_ step: StepID) -> Bool {
    guard case .rate(let rating)? = workflow[step]?.kind else { return false }
    return rating.isBlind && !state(step).isFinished
  }

  /// Those entries of a step that are known, in the order in which they came.
  public func knownEntries(of step: StepID) -> [Entry] {
    workflow.places[step].map { entries[$0].known } ?? []
  }

  public func answer(_ id: EntryID, _ field: FieldID) -> Answer? {
    guard let step = workflow.places[id.step], let place = workflow.fieldPlaces[step][field] else {
      return nil
    }
    return entries[step][id.key]?.cells[place]?.answer
  }
}

/// What is kept for each step beside its entries.
public struct StepRow: Hashable, Sendable {
  public internal(set) var state: StepState
  public internal(set) var entryCount = 0
  public internal(set) var staleCount = 0
  /// What made the step as a whole stale: changes in fields that its checks or its method read.
  public internal(set) var causes: [Cause] = []
  public internal(set) var submitted: Stamp?
  public internal(set) var signOff: SignOff?
  public internal(set) var signed: Stamp?
  /// Every sign-off that audit files have stated, also those that have lapsed, so that none counts twice.
  public internal(set) var statements: [SignOff.Statement] = []
  /// What the reviewer wrote, why it was skipped, or why the method gave no result.
  public internal(set) var remark: String?
  /// What the method gave; absent too where `isResultKnown` is false.
  public internal(set) var result: Computation?
  /// Whether `result` is all there is: results are large, so they are loaded only where something reads them.
  public internal(set) var isResultKnown = true

  public init(state: StepState) { self.state = state }
}

/// A change that something rests on.
public struct Cause: Hashable, Sendable {
  /// How many entries of one step are named before the step as a whole is.
  static let mostOfOneStep = 50

  /// The entry that changed; one with an empty key stands for the step as a whole.
  public let entry: EntryID
  /// The fields that changed; none where the entry came or went.
  public let fields: [FieldID]
  /// The event that changed them.
  public let sequence: Int

  public init(entry: EntryID, fields: [FieldID], sequence: Int) {
    self.entry = entry
    self.fields = fields
    self.sequence = sequence
  }
}

/// One answered field: the answer, and who gave it when.
public struct Cell: Hashable, Sendable {
  public let answer: Answer
  public let stamp: Stamp
  public let origin: Origin

  public init(answer: Answer, stamp: Stamp, origin: Origin) {
    self.answer = answer
    self.stamp = stamp
    self.origin = origin
  }
}

/// An entry of a step: a cell for each field, in the order of the step's fields.
public struct Entry: Hashable, Sendable {
  public let key: EntryKey
  /// Its place among the entries: the sequence of the event with which it came.
  public let position: Int
  public internal(set) var cells: [Cell?]
  public internal(set) var causes: [Cause]

  public init(key: EntryKey, position: Int, cells: [Cell?], causes: [Cause] = []) {
    self.key = key
    self.position = position
    self.cells = cells
    self.causes = causes
  }

  public var isStale: Bool { !causes.isEmpty }
}

/// The rows that events have touched.
struct ChangedRows: Sendable {
  var audit = false
  private(set) var steps: Set<Int> = []
  private(set) var results: Set<Int> = []
  private(set) var entries: Set<EntryID> = []
  /// Entries that went, whether or not they came again under the same key.
  private(set) var removed: Set<EntryID> = []
  /// References that came (true) or went (false).
  private(set) var links: [Link: Bool] = [:]
  /// Whether anybody will ask.
  let isKept: Bool

  init(isKept: Bool = true) { self.isKept = isKept }

  mutating func note(step: Int) { if isKept { steps.insert(step) } }
  mutating func note(result step: Int) { if isKept { results.insert(step) } }
  mutating func note(entry: EntryID) { if isKept { entries.insert(entry) } }
  mutating func note(removed entry: EntryID) { if isKept { removed.insert(entry) } }
  mutating func note(link: Link, isThere: Bool) { if isKept { links[link] = isThere } }
}

/// One entry naming another.
struct Link: Hashable, Sendable {
  let from: EntryID
  let to: EntryID
}

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

  /// Changes an entry where it stands.
  mutating func change(_ key: EntryKey, _ body: (inout Entry) -> Void) {
    guard let place = places[key], var entry = slots[place] else { return }
    slots[place] = nil
    body(&entry)
    slots[place] = entry
  }
}
