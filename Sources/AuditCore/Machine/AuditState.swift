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
  /// For each step that is done for each entry of a register, its instances.
  var instances: [InstanceTable]
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
    instances = workflow.steps.map { _ in InstanceTable() }
    entries = workflow.steps.map { EntryTable(fieldCount: $0.fields.count) }
  }

  /// The day that counts as today in methods and documents: the file's, else that of the last event.
  public var asOf: String { description.asOf ?? lastDay }

  public func row(_ step: StepID) -> StepRow? { workflow.places[step].map { rows[$0] } }

  /// The row of an instance of a step, or of the step as a whole; nothing where there is no such instance.
  public func row(of instance: StepInstance) -> StepRow? {
    guard let step = workflow.places[instance.step] else { return nil }
    return instance.key == .only ? rows[step] : instances[step][instance.key]
  }

  /// The result of a computed step, which must be loaded.
  func result(_ step: Int) -> Computation? {
    precondition(rows[step].isResultKnown, "a result was not loaded")
    return rows[step].result
  }

  public func state(_ step: StepID) -> StepState { row(step)?.state ?? .locked }
  public func state(of instance: StepInstance) -> StepState { row(of: instance)?.state ?? .locked }

  /// The instances of a step, in the order of the entries it is done for; the step itself where it is done once, or is a
  /// group, whose steps have the instances.
  ///
  /// Instances whose entry is gone are left out.
  public func instances(of step: StepID) -> [StepInstance] {
    guard let place = workflow.places[step] else { return [] }
    guard workflow.steps[place].each != nil, !workflow.steps[place].isGroup else {
      return [StepInstance(step)]
    }
    return instances[place].there.map { StepInstance(step, $0) }
  }

  public func entry(_ id: EntryID) -> Entry? { workflow.places[id.step].flatMap { entries[$0][id.key] } }

  /// The entries of a step in the order in which they came.
  public func entries(of step: StepID) -> [Entry] { workflow.places[step].map { entries[$0].inOrder } ?? [] }

  /// The entries of an instance of a step, or of the step as a whole.
  public func entries(in instance: StepInstance) -> [Entry] {
    workflow.places[instance.step].map { entries(in: Place($0, instance.key)) } ?? []
  }

  func entries(in place: Place) -> [Entry] {
    let all = entries[place.step].inOrder
    return place.key == .only ? all : all.filter { workflow.place(of: $0.key, in: place.step) == place }
  }

  /// The entries of a step that count: not those of a step, or of an instance of it, that was left out or is not asked.
  public func askedEntries(of step: StepID) -> [Entry] {
    workflow.places[step].map { askedEntries(of: $0) } ?? []
  }

  func askedEntries(of step: Int) -> [Entry] {
    let all = entries[step].inOrder
    guard workflow.steps[step].each != nil else { return rows[step].state.isLeftOut ? [] : all }
    return all.filter { !self[workflow.place(of: $0.key, in: step)].state.isLeftOut }
  }

  /// Whether raters must not see each other's scores yet: those of an instance, or any of the step.
  public func isBlind(_ instance: StepInstance) -> Bool {
    guard case .rate(let rating)? = workflow[instance.step]?.kind else { return false }
    return rating.isBlind && !state(of: instance).isFinished
  }

  /// Whether the score that an entry holds must not be seen by other raters yet.
  public func isBlind(_ entry: EntryID) -> Bool { isBlind(workflow.instance(of: entry)) }

  /// Whether an entry holds a score of another rater that `reader` must not see yet.
  public func isHidden(_ entry: EntryID, from reader: String?) -> Bool {
    isBlind(entry) && entry.key.parts.last != reader
  }

  /// The row of a step or instance; whoever changes it has it stored.
  subscript(place: Place) -> StepRow {
    get {
      place.key == .only ? rows[place.step] : instances[place.step][place.key] ?? StepRow(state: .locked)
    }
    _modify {
      changed.note(place)
      if place.key == .only {
        yield &rows[place.step]
      } else {
        var row = instances[place.step][place.key] ?? StepRow(state: .locked)
        yield &row
        instances[place.step][place.key] = row
      }
    }
  }

  /// A step as a whole, and every instance of it, also of entries that are gone.
  func wholeAndInstances(of step: Int) -> [Place] {
    [Place(step)] + instances[step].order.map { Place(step, $0) }
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

/// The rows that events have touched.
struct ChangedRows: Sendable {
  var audit = false
  private(set) var steps: Set<Place> = []
  /// Instances that are called otherwise now, by what they were called.
  private(set) var renamed: Set<Place> = []
  private(set) var results: Set<Int> = []
  private(set) var entries: Set<EntryID> = []
  /// Entries that went, whether or not they came again under the same key.
  private(set) var removed: Set<EntryID> = []
  /// References that came (true) or went (false).
  private(set) var links: [Link: Bool] = [:]
  /// Whether anybody will ask.
  let isKept: Bool

  init(isKept: Bool = true) { self.isKept = isKept }

  mutating func note(_ place: Place) { if isKept { steps.insert(place) } }
  mutating func note(renamed old: [Place], to new: [Place]) {
    guard isKept else { return }
    steps.subtract(old)
    renamed.formUnion(old)
    steps.formUnion(new)
  }
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
