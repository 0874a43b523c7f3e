public import AuditCore

/// Something in a record that is not as it was recorded.
public struct Finding: Hashable, Sendable {
  /// What was looked at.
  public enum Subject: Hashable, Sendable {
    /// An event, by its sequence.
    case event(Int)
    case audit
    case step(StepInstance)
    case entry(EntryID)
    case result(StepID)
    case reference(from: EntryID, to: EntryID)
    /// A pinned file, by its name.
    case file(String)
    /// The SQLite file itself.
    case pages
  }

  public let subject: Subject
  public let words: String
}

extension Finding: CustomStringConvertible {
  public var description: String {
    switch subject {
    case .event(let sequence): "event \(sequence): \(words)"
    case .audit: "the audit: \(words)"
    case .step(let step): "step \(step): \(words)"
    case .entry(let entry): "entry \(entry): \(words)"
    case .result(let step): "result of \(step): \(words)"
    case .reference(let from, let to): "reference from \(from) to \(to): \(words)"
    case .file(let name): "file \(name): \(words)"
    case .pages: words
    }
  }
}

extension AuditSession {
  /// Rehashes every event, folds them all anew, recomputes results, and compares with what is stored beside the log.
  ///
  /// It proves that the record is what its head digest stands for. It does not prove that nothing was cut off its end,
  /// nor that the head is the one it was: for that, keep `head` elsewhere and compare (`verify(against:)`).
  public func verify() throws -> [Finding] {
    var findings: [Finding] = []
    try reading {
      var verification = Verification(self)
      try verification.run()
      findings = verification.findings
    }
    return findings
  }
}

extension AuditSession {
  /// Whether the record still begins with the history that a head, kept elsewhere, stands for.
  ///
  /// Finds an end that was cut off and a history that was written anew; together with `verify`, which finds the rest.
  public func verify(against kept: LogHead) throws -> [Finding] {
    guard kept.size > 0 else { return [] }
    var found: LogEntry?
    var size = 0
    try reading {
      found = try self.log.read(from: kept.size, count: 1).first
      size = self.log.head.size
    }
    guard let found, found.sequence == kept.size else {
      return [
        Finding(
          subject: .event(size + 1), words: "it and those up to \(kept.size) were there, and are cut off")
      ]
    }
    guard found.digest == kept.digest else {
      return [Finding(subject: .event(kept.size), words: "it was another one: the history was written anew")]
    }
    return []
  }
}

private struct Verification {
  /// No more findings than anybody reads; one says that there were more.
  private static let most = 1000

  private let session: AuditSession
  private var state: AuditState
  private var chain = Chain()
  private(set) var findings: [Finding] = []
  private var isFoldable = true
  /// The sequences of the events that hold the newest result of each computed step.
  private var newestResults: Set<Int> = []

  init(_ session: AuditSession) {
    self.session = session
    state = AuditState(workflow: session.state.workflow, keepsChanges: false)
  }

  private mutating func note(_ subject: Finding.Subject, _ words: String) {
    if findings.count < Self.most {
      findings.append(Finding(subject: subject, words: words))
    } else if findings.count == Self.most {
      findings.append(Finding(subject: .pages, words: "there are more findings than the \(Self.most) listed"))
    }
  }

  mutating func run() throws {
    try checkPages()
    try findNewestResults()
    try session.log.each { entry in try follow(entry) }
    for sequence in chain.looseEnds {
      note(.event(sequence), "nothing follows it, though it is not the newest")
    }
    try checkFiles()
    guard isFoldable else { return }
    try compareSteps()
    try compareEntries()
    try compareReferences()
  }

  private mutating func checkPages() throws {
    var words: [String] = []
    try session.file.connection.each("PRAGMA quick_check(100)") { words.append($0.text(0)) }
    for line in words where line != "ok" { note(.pages, line) }
  }

  private mutating func findNewestResults() throws {
    var newest: [StepID: Int] = [:]
    try session.file.connection.each("\(RecordLog.columns) WHERE kind = 'result_computed' ORDER BY sequence")
    { row in
      let entry = RecordLog.entry(row)
      if let step = entry.event?.step { newest[step] = entry.sequence }
    }
    newestResults = Set(newest.values)
  }

  // MARK: - The log

  private mutating func follow(_ entry: LogEntry) throws {
    for (sequence, words) in chain.follow(entry) { note(.event(sequence), words) }
    guard entry.body != nil else {
      // Nothing redacts yet, so whoever took a body away did it behind Kaudit's back.
      isFoldable = false
      return note(.event(entry.sequence), "its body is gone, and no event tells that it was redacted")
    }
    guard let event = entry.event else {
      isFoldable = false
      return note(.event(entry.sequence), "its body is not of its kind `\(entry.kind)`")
    }
    if newestResults.contains(entry.sequence) { recompute(event, entry.sequence) }
    state.evolve(by: event, entry.stamp)
  }

  private mutating func recompute(_ event: Event, _ sequence: Int) {
    guard case .resultComputed(let step, let recorded) = event, let computed = state.computation(of: step),
      computed.version == recorded.version, computed.outcome != recorded.outcome
    else { return }
    note(.event(sequence), "the method gives another result for the answers of then")
  }

  // MARK: - What is stored beside it

  private mutating func checkFiles() throws {
    for file in state.opening?.files ?? [] {
      guard let bytes = try FileStore(file: session.file).bytes(file.digest) else {
        note(.file(file.name), "it is not in the record")
        continue
      }
      if SHA256.text(bytes) != file.digest { note(.file(file.name), "it is not as it was pinned") }
    }
  }

  private mutating func compareSteps() throws {
    if try session.rows.audit() != state.audit { note(.audit, "it is not as the log tells") }
    var stored = Dictionary(
      try session.rows.steps().map { ($0.instance, $0) }, uniquingKeysWith: { first, _ in first })
    for step in state.storedSteps where stored.removeValue(forKey: step.instance) != step {
      note(.step(step.instance), "it is not as the log tells")
    }
    for step in stored.keys.sorted() { note(.step(step), "the workflow has no such step") }
    var results = Dictionary(
      try session.rows.results().map { ($0.step, $0) }, uniquingKeysWith: { first, _ in first })
    for result in state.storedResults where results.removeValue(forKey: result.step) != result {
      note(.result(result.step), "it is not as the log tells")
    }
    for step in results.keys.sorted() { note(.result(step), "the log tells of no such result") }
  }

  private mutating func compareEntries() throws {
    var found = 0
    try session.rows.entries { stored in
      guard let told = state.storedEntry(stored.id) else {
        return note(.entry(stored.id), "the log tells of no such entry")
      }
      found += 1
      if told != stored { note(.entry(stored.id), "it is not as the log tells") }
    }
    guard found != state.workflow.steps.reduce(0, { $0 + (state.row($1.id)?.entryCount ?? 0) }) else {
      return
    }
    for step in state.workflow.steps {
      for entry in state.entries(of: step.id) where try session.rows.entry(EntryID(step.id, entry.key)) == nil
      {
        note(.entry(EntryID(step.id, entry.key)), "it is missing")
      }
    }
  }

  private mutating func compareReferences() throws {
    var found = 0
    try session.rows.links { stored in
      if state.hasLink(stored) { return found += 1 }
      note(.reference(from: stored.from, to: stored.to), "the log tells of no such reference")
    }
    guard found != state.linkCount else { return }
    var stored: Set<StoredLink> = []
    try session.rows.links { stored.insert($0) }
    for link in state.storedLinks where !stored.contains(link) {
      note(.reference(from: link.from, to: link.to), "it is missing")
    }
  }
}

/// Follows the chain of digests, event by event, also where histories part and join.
private struct Chain {
  private let sealer = Sealer()
  private var last = LogHead.none
  /// The digests that no later event names yet, with their sequences; one, but for histories that parted.
  private var open: [[UInt8]: Int] = [:]

  /// The ends of histories that were never joined, but for the newest.
  var looseEnds: [Int] { open.values.filter { $0 != last.size }.sorted() }

  mutating func follow(_ entry: LogEntry) -> [(sequence: Int, words: String)] {
    var findings: [(Int, String)] = []
    let expected = last.size + 1
    if entry.sequence != expected {
      let words =
        entry.sequence - 1 == expected
        ? "it is missing" : "it and those up to \(entry.sequence - 1) are missing"
      findings.append((expected, words))
    }
    if !sealer.bodyFits(entry) { findings.append((entry.sequence, "its body is not as it was sealed")) }
    if !sealer.digestFits(entry) {
      findings.append((entry.sequence, "its time, person, kind or what it follows is not as it was sealed"))
    }
    if expected == 1 ? !entry.previous.isEmpty : entry.previous != [last.digest] {
      findings += unusual(entry, isFirst: expected == 1)
    }
    for digest in entry.previous { open[digest] = nil }
    open[entry.digest] = entry.sequence
    last = LogHead(size: entry.sequence, digest: entry.digest)
    return findings
  }

  /// An event that does not simply follow the one before.
  private func unusual(_ entry: LogEntry, isFirst: Bool) -> [(Int, String)] {
    if entry.previous.count == 2, entry.previous.allSatisfy({ open[$0] != nil }) { return [] }
    return [(entry.sequence, isFirst ? "it is not the first" : "it does not follow the event before it")]
  }
}
