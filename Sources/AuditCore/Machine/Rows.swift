/// What a store keeps of a state beside the log, so that nobody has to fold the log to go on.
public struct StoredRows: Sendable {
  public internal(set) var audit: StoredAudit?
  /// Instances that are called otherwise now; they go before `steps` come.
  public internal(set) var renamed: [StepInstance] = []
  public internal(set) var steps: [StoredStep] = []
  public internal(set) var results: [StoredResult] = []
  /// Entries that are not there any more under what they were; they go before `entries` come.
  public internal(set) var removed: [EntryID] = []
  public internal(set) var entries: [StoredEntry] = []
  public internal(set) var links: [StoredLink] = []
}

/// The audit as a whole, as it is stored: canonical JSON.
public struct StoredAudit: Hashable, Sendable {
  public let opening: [UInt8]
  public let description: [UInt8]
  public let isClosed: Bool

  public init(opening: [UInt8], description: [UInt8], isClosed: Bool) {
    self.opening = opening
    self.description = description
    self.isClosed = isClosed
  }
}

/// A step, or an instance of one, as it is stored; `details` is canonical JSON.
public struct StoredStep: Hashable, Sendable {
  public let instance: StepInstance
  public let state: String
  public let entryCount: Int
  public let staleCount: Int
  public let details: [UInt8]

  public init(instance: StepInstance, state: String, entryCount: Int, staleCount: Int, details: [UInt8]) {
    self.instance = instance
    self.state = state
    self.entryCount = entryCount
    self.staleCount = staleCount
    self.details = details
  }
}

/// The result of a computed step as it is stored: canonical JSON.
public struct StoredResult: Hashable, Sendable {
  public let step: StepID
  public let body: [UInt8]

  public init(step: StepID, body: [UInt8]) {
    self.step = step
    self.body = body
  }
}

/// An entry as it is stored: canonical JSON of its answers, of who gave them when, and of what made it stale.
public struct StoredEntry: Hashable, Sendable {
  public let id: EntryID
  public let position: Int
  public let answers: [UInt8]
  public let stamps: [UInt8]
  public let causes: [UInt8]

  public init(id: EntryID, position: Int, answers: [UInt8], stamps: [UInt8], causes: [UInt8]) {
    self.id = id
    self.position = position
    self.answers = answers
    self.stamps = stamps
    self.causes = causes
  }
}

/// One entry naming another, as it is stored; `isThere` is false where it ceased to.
public struct StoredLink: Hashable, Sendable {
  public let from: EntryID
  public let to: EntryID
  public let isThere: Bool

  public init(from: EntryID, to: EntryID, isThere: Bool = true) {
    self.from = from
    self.to = to
    self.isThere = isThere
  }
}

extension AuditState {
  /// What has changed since this was last called, in a fixed order.
  public mutating func takeChanges() -> StoredRows {
    defer { changed = ChangedRows() }
    var stored = StoredRows()
    if changed.audit { stored.audit = audit }
    stored.renamed = changed.renamed.sorted().map(workflow.instance)
    stored.steps = changed.steps.sorted().map(storedStep)
    stored.results = changed.results.sorted().compactMap(storedResult)
    stored.removed = changed.removed.sorted()
    stored.entries = changed.entries.compactMap(storedEntry)
    stored.entries.sort { $0.position < $1.position }
    if !changed.links.isEmpty {
      stored.links = changed.links.map { StoredLink(from: $0.from, to: $0.to, isThere: $1) }.sorted()
    }
    return stored
  }

  /// The audit's row, once it has begun.
  public var audit: StoredAudit? {
    opening.map {
      StoredAudit(
        opening: Event.auditStarted($0).body.json, description: Event.auditDescribed(description).body.json,
        isClosed: isClosed)
    }
  }

  /// The rows of all steps and their instances, in the order of the workflow.
  public var storedSteps: [StoredStep] {
    rows.indices.flatMap { wholeAndInstances(of: $0).map(storedStep) }
  }

  /// The results of all computed steps that have one.
  public var storedResults: [StoredResult] { rows.indices.compactMap(storedResult) }

  /// The entry as it is to be stored; nothing where there is none.
  public func storedEntry(_ id: EntryID) -> StoredEntry? {
    guard let step = workflow.places[id.step], let entry = entries[step][id.key] else { return nil }
    return storedEntry(entry, step)
  }

  /// All references among the known entries, by what is named.
  public var storedLinks: [StoredLink] {
    referrers.flatMap { to, from in from.map { StoredLink(from: $0, to: to) } }.sorted()
  }

  /// How many references there are among the known entries.
  public var linkCount: Int { referrers.reduce(0) { $0 + $1.value.count } }

  /// Whether an entry that is known names another.
  public func hasLink(_ link: StoredLink) -> Bool { referrers[link.to]?.contains(link.from) ?? false }

  private func storedStep(_ place: Place) -> StoredStep {
    let row = self[place]
    return StoredStep(
      instance: workflow.instance(place), state: row.state.rawValue, entryCount: row.entryCount,
      staleCount: row.staleCount, details: row.details.json)
  }

  private func storedResult(_ place: Int) -> StoredResult? {
    let step = workflow.steps[place].id
    return result(place).map { StoredResult(step: step, body: $0.body(of: step).json) }
  }

  private func storedEntry(_ entry: Entry, _ step: Int) -> StoredEntry {
    let fields = workflow.steps[step].fields
    return StoredEntry(
      id: EntryID(workflow.steps[step].id, entry.key), position: entry.position,
      answers: entry.answers(workflow.sortedFields[step], fields), stamps: entry.stamps(fields),
      causes: entry.causes.isEmpty ? [0x5B, 0x5D] : entry.causes.value.json)
  }
}

extension StoredLink: Comparable {
  public static func < (a: StoredLink, b: StoredLink) -> Bool { a.to == b.to ? a.from < b.from : a.to < b.to }
}

// MARK: - Written

extension Entry {
  /// `{"field":answer,…}`.
  fileprivate func answers(_ sorted: [Int], _ fields: [Field]) -> [UInt8] {
    var out: [UInt8] = [UInt8(ascii: "{")]
    for place in sorted {
      guard let cell = cells[place] else { continue }
      if out.count > 1 { out.append(UInt8(ascii: ",")) }
      out.append(quoted: fields[place].id.name)
      out.append(UInt8(ascii: ":"))
      cell.answer.plain.write(to: &out)
    }
    out.append(UInt8(ascii: "}"))
    return out
  }

  /// `[[sequence,"at","by","origin",["field",…]],…]`: an answer gives several fields one stamp.
  fileprivate func stamps(_ fields: [Field]) -> [UInt8] {
    var groups: [(cell: Cell, places: [Int])] = []
    for (place, cell) in cells.enumerated() {
      guard let cell else { continue }
      if let group = groups.firstIndex(where: { $0.cell.stamp.sequence == cell.stamp.sequence }) {
        groups[group].places.append(place)
      } else {
        groups.append((cell, [place]))
      }
    }
    if groups.count > 1 { groups.sort { $0.cell.stamp.sequence < $1.cell.stamp.sequence } }
    var out: [UInt8] = [UInt8(ascii: "[")]
    for (number, group) in groups.enumerated() {
      out.append(number == 0 ? "[" : ",[")
      out.append(group.cell.stamp.sequence.description)
      for text in [group.cell.stamp.at, group.cell.stamp.by, group.cell.origin.rawValue] {
        out.append(UInt8(ascii: ","))
        out.append(quoted: text)
      }
      for (number, place) in group.places.enumerated() {
        out.append(number == 0 ? ",[" : ",")
        out.append(quoted: fields[place].id.name)
      }
      out.append("]]")
    }
    out.append(UInt8(ascii: "]"))
    return out
  }
}

extension StepRow {
  /// All but the state and the counts; what is empty is left out.
  fileprivate var details: Value {
    var pairs: [(String, Value)] = []
    if !causes.isEmpty { pairs.append(("causes", causes.value)) }
    if let submitted { pairs.append(("submitted", submitted.value)) }
    if let signOff {
      var sign: [(String, Value)] = [("role", .text(signOff.role)), ("content", .text(signOff.content))]
      if let stated = signOff.stated { sign.append(("stated", stated.body)) }
      pairs.append(("sign_off", .record(Record(sign))))
    }
    if let signed { pairs.append(("signed", signed.value)) }
    if !statements.isEmpty { pairs.append(("statements", .list(statements.map(\.body)))) }
    if let remark { pairs.append(("remark", .text(remark))) }
    if !names.isEmpty {
      pairs.append(("names", .record(Record(names.map { ($0.key, .text($0.value)) }))))
    }
    if isUnsettled { pairs.append(("unsettled", .boolean(true))) }
    if isGone { pairs.append(("gone", .boolean(true))) }
    if position > 0 { pairs.append(("position", .integer(position))) }
    return .record(Record(pairs))
  }
}

extension Stamp {
  var value: Value { .list([.integer(sequence), .text(at), .text(by)]) }
}

extension [Cause] {
  var value: Value {
    .list(
      map { cause in
        .list([
          .text(cause.entry.step.name), .text(cause.entry.key.written), .integer(cause.sequence),
          .list(cause.fields.map { .text($0.name) }),
        ])
      })
  }
}

extension Entry {
  /// The cell of a field of its step.
  public func cell(_ field: FieldID, of step: Step) -> Cell? {
    step.fields.firstIndex { $0.id == field }.flatMap { cells[$0] }
  }
}
