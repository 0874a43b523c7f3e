public import AuditCore

/// An audit at work: its record, and as much of its state as was asked for.
///
/// The steps are always known; entries and results as they are loaded. Used from one thread at a time.
public final class AuditSession {
  public enum Purpose: Sendable {
    case reading
    /// Alone; waits that many seconds for whoever writes at the moment.
    case writing(waitingUpTo: Double)
  }

  public private(set) var state: AuditState
  let file: RecordFile
  let log: RecordLog
  let rows: RowStore
  private var salts: any RandomNumberGenerator
  private let sealer = Sealer()
  /// Something failed, so that what is in the record is only known after opening it anew.
  private var isBroken = false

  private init(_ file: RecordFile, _ workflow: Workflow, _ salts: any RandomNumberGenerator) throws {
    self.file = file
    self.salts = salts
    log = try RecordLog(file)
    rows = RowStore(file)
    state = try Self.state(workflow, log, rows)
  }

  /// Creates the record with its first event and the files it pins; `opening.files` is made from `files`.
  public static func create(
    at path: String, opening: Opening, files: [PinnedContent], workflow: Workflow, by person: String,
    at time: String,
    salts: any RandomNumberGenerator = SystemRandomNumberGenerator()
  ) throws -> AuditSession {
    let opening = Opening(
      audit: opening.audit, workflow: opening.workflow, version: opening.version,
      description: opening.description,
      files: files.map { Opening.PinnedFile(name: $0.name, digest: $0.digest) })
    var state = AuditState(workflow: workflow)
    var salts = salts
    try requireStorable(person, time)
    let event = Event.auditStarted(opening)
    let entry = Sealer().seal(event, at: time, by: person, after: .none, salt: salts.salt())
    state.evolve(by: event, entry.stamp)
    let changes = state.takeChanges()
    let file = try RecordFile.create(path) { file in
      try RecordLog(file).append([entry], expecting: 0)
      for content in files { try FileStore(file: file).write(content) }
      try RowStore(file).write(changes)
      try RowStore(file).write(steps: state.storedSteps)
    }
    return try AuditSession(file, workflow, salts)
  }

  /// Opens a record; `workflow` makes the workflow from the files that were pinned.
  public static func open(
    _ path: String, for purpose: Purpose, workflow: (PinnedFiles) throws -> Workflow,
    salts: any RandomNumberGenerator = SystemRandomNumberGenerator()
  ) throws -> AuditSession {
    let file =
      switch purpose {
      case .reading: try RecordFile(reading: path)
      case .writing(let seconds): try RecordFile(writing: path, waitingUpTo: seconds)
      }
    do {
      var session: AuditSession?
      try file.reading { session = try AuditSession(file, try workflow(try pinned(in: file)), salts) }
      guard let session else { throw StoreError.unreadable(path: path, why: "nothing could be read") }
      return session
    } catch {
      try? file.close()
      throw error
    }
  }

  public var path: String { file.path }

  /// How many events there are, and the digest of the newest.
  public var head: LogHead { log.head }

  /// When the newest event happened.
  public var lastTime: String { log.lastTime }

  /// Whether a reader found part of the record beside its file, in `-wal`: somebody writes at the moment, or was killed.
  ///
  /// The next writer takes it in. Until then the file alone must not be mailed or copied.
  public var isUnsettled: Bool { file.followsLog }

  /// Takes everything into the one file and gives the record back.
  public func close() throws { try file.close() }

  /// The workflow, its vocabularies and templates as they were pinned.
  public func pinned() throws -> [PinnedContent] {
    var pinned: [PinnedContent] = []
    try reading {
      let files = try Self.pinned(in: file)
      pinned = try files.all.map(files.content)
    }
    return pinned
  }

  private static func pinned(in file: RecordFile) throws -> PinnedFiles {
    guard let audit = try RowStore(file).audit(), let opening = try? audit.readOpening() else {
      throw StoreError.unreadable(path: file.path, why: "it does not say which audit it is")
    }
    return PinnedFiles(record: file, all: opening.files)
  }

  // MARK: - Knowing

  /// Makes every entry, and the result, of each of the steps known.
  public func load(_ steps: some Sequence<StepID>) throws {
    let steps = Array(steps)
    try reading { try self.take(whole: steps) }
  }

  public func loadAll() throws { try load(state.workflow.steps.map(\.id)) }

  /// Makes an entry known, with the entries that name it.
  public func load(_ entry: EntryID) throws {
    try reading {
      try self.take(entry)
      for other in try self.rows.referrers(of: entry, in: self.state.workflow.steps.map(\.id)) {
        try self.take(other)
      }
    }
  }

  /// Makes all known that decides whether a step is complete, or what its method gives.
  public func load(readBy step: StepID) throws {
    try reading { try self.take(self.state.footprint(ofReading: step)) }
  }

  /// The digest that a sign-off of a step holds: of exactly what is shown of it.
  public func content(of instance: StepInstance) throws -> String {
    try reading { try self.take(self.state.footprint(ofContent: instance.step)) }
    return SHA256.text(state.content(of: instance))
  }

  /// Reads one moment of the record; where that is a newer one than the state's, the state is read anew first.
  func reading(_ body: () throws -> Void) throws {
    guard !file.isWriting else { return try body() }
    try file.reading {
      let known = log.head
      try log.refresh()
      if log.head != known { try reload() }
      try body()
    }
  }

  /// Reads the steps anew, and what was known whole.
  private func reload() throws {
    let whole = state.workflow.steps.map(\.id).filter { state.isWhole($0) }
    state = try Self.state(state.workflow, log, rows)
    try take(whole: whole.filter { !(state.workflow[$0]?.isGroup ?? true) })
  }

  private static func state(_ workflow: Workflow, _ log: RecordLog, _ rows: RowStore) throws -> AuditState {
    try explaining(rows.file.path) {
      try AuditState(
        workflow: workflow, audit: try rows.audit(), steps: try rows.steps(), sequence: log.head.size,
        lastDay: log.lastDay)
    }
  }

  /// What is stored in another form than it is written in was damaged or tampered with.
  private static func explaining<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let fault as StoredFault {
      throw StoreError.unreadable(path: path, why: fault.description)
    }
  }

  private func take(whole steps: [StepID]) throws {
    try Self.explaining(path) {
      let missing = steps.filter { !state.isWhole($0) && state.workflow[$0] != nil }
      let count = missing.reduce(0) { $0 + (state.row($1)?.entryCount ?? 0) }
      let all = state.workflow.steps.reduce(0) { $0 + (state.row($1.id)?.entryCount ?? 0) }
      if count > all / 4, missing.count > 1 || count > 1000 {
        let wanted = Set(missing)
        try rows.entries { entry in if wanted.contains(entry.id.step) { try state.take(entry, for: entry.id) }
        }
      } else {
        for step in missing where (state.row(step)?.entryCount ?? 0) > 0 {
          try rows.entries(of: step) { entry in try state.take(entry, for: entry.id) }
        }
      }
      for step in missing { state.takeWhole(step) }
      for step in steps where !state.knowsResult(step) {
        try state.take(try rows.result(of: step), for: step)
      }
    }
  }

  private func take(_ id: EntryID) throws {
    guard !state.knows(id) else { return }
    try Self.explaining(path) { try state.take(try rows.entry(id), for: id) }
  }

  private func take(_ footprint: Footprint) throws {
    for id in footprint.entries { try take(id) }
    for (id, steps) in footprint.referrers {
      for other in try rows.referrers(of: id, in: steps) { try take(other) }
    }
    if !footprint.steps.isEmpty { try take(whole: Array(footprint.steps)) }
    for step in footprint.results where !state.knowsResult(step) {
      try Self.explaining(path) { try state.take(try rows.result(of: step), for: step) }
    }
  }

  // MARK: - Doing

  /// Decides the commands one after another and records what happens, and what is computed from it, in one go.
  ///
  /// All or nothing: when a command is refused or something fails, nothing is recorded.
  public func perform(_ commands: [Command], by person: String, at time: String) throws -> [LogEntry] {
    guard file.isWriting else { throw StoreError.readingOnly(path: path) }
    guard !isBroken else { throw StoreError.broken(path: path) }
    try Self.requireStorable(person, time)
    var course = Course(head: log.head, person: person, time: time)
    do {
      for command in commands { try carryOut(command, &course) }
      try follow(&course)
      guard !course.entries.isEmpty else { return [] }
    } catch {
      undo(course)
      throw error
    }
    let changes = state.takeChanges()
    do {
      try file.connection.transaction {
        try log.append(course.entries, expecting: log.head.size)
        try rows.write(changes)
      }
    } catch {
      // Nobody knows what the disk holds after a failed write; another session reads it anew.
      isBroken = true
      undo(course)
      throw error
    }
    return course.entries
  }

  /// What has been decided, but is not recorded yet.
  private struct Course {
    var head: LogHead
    let person: String
    let time: String
    var entries: [LogEntry] = []
  }

  private func carryOut(_ command: Command, _ course: inout Course) throws {
    if command.newKeys.contains(where: { $0.written.utf8.contains(0) }) {
      throw StoreError.unwritable("a key holds a NUL character")
    }
    try take(state.footprint(of: command))
    for event in try decided(command, &course) { try take(event, &course) }
  }

  private func decided(_ command: Command, _ course: inout Course) throws -> [Event] {
    do throws(Refusal) {
      return try decide(command, by: course.person, in: state)
    } catch {
      switch error {
      case .unknownReference(_, _, let target, _):
        // So that the nearest names can be offered.
        try take(whole: [target.step])
      case .locked, .cannot, .incomplete, .openSteps:
        guard state.pending != nil else { throw error }
        try follow(&course)
        try take(state.footprint(of: command))
      default: throw error
      }
    }
    return try decide(command, by: course.person, in: state)
  }

  private func take(_ event: Event, _ course: inout Course) throws {
    let entry = sealer.seal(
      event, at: course.time, by: course.person, after: course.head, salt: salts.salt())
    course.head = LogHead(size: entry.sequence, digest: entry.digest)
    course.entries.append(entry)
    state.evolve(by: event, entry.stamp)
  }

  /// Records what follows from the answers, conditions and results, until nothing more does.
  private func follow(_ course: inout Course) throws {
    while let step = state.pending {
      try take(state.footprint(ofReading: step))
      let commands = state.consequences(for: step)
      guard !commands.isEmpty else { return }
      for command in commands { try carryOut(command, &course) }
    }
  }

  /// Goes back to what is recorded.
  private func undo(_ course: Course) {
    guard !course.entries.isEmpty else { return }
    do {
      try log.refresh()
      try reload()
    } catch {
      isBroken = true
    }
  }

  static func requireStorable(_ person: String, _ time: String) throws(StoreError) {
    guard !person.isEmpty, !time.isEmpty, !person.utf8.contains(0), !time.utf8.contains(0) else {
      throw .unwritable("a name and a time are needed, without NUL characters")
    }
  }
}

extension Command {
  /// The keys that entries may come to have by it.
  fileprivate var newKeys: [EntryKey] {
    switch self {
    case .answer(let id, _, _, _): [id.key]
    case .rename(_, let keys, _, _): Array(keys.values)
    default: []
    }
  }
}

extension RandomNumberGenerator {
  /// 16 random bytes.
  fileprivate mutating func salt() -> [UInt8] {
    let halves: (UInt64, UInt64) = (next().littleEndian, next().littleEndian)
    return withUnsafeBytes(of: halves) { Array($0) }
  }
}
