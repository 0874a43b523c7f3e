/// The log of a record.
final class RecordLog: EventLog {
  private let file: RecordFile
  private(set) var head = LogHead.none

  private var connection: Connection { file.connection }

  init(_ file: RecordFile) throws(StoreError) {
    self.file = file
    try refresh()
  }

  /// The time of the newest event.
  private(set) var lastTime = ""
  var lastDay: String { String(lastTime.prefix(10)) }

  /// Looks at the newest event, checking that it is as it was sealed.
  func refresh() throws(StoreError) {
    var newest: LogEntry?
    try connection.each("\(Self.columns) ORDER BY sequence DESC LIMIT 1") { newest = Self.entry($0) }
    guard let newest else { return (head, lastTime) = (.none, "") }
    let sealer = Sealer()
    // A number so high was never counted up to, and the next could not be written.
    guard (1...Self.most).contains(newest.sequence), sealer.digestFits(newest), sealer.bodyFits(newest) else {
      throw .unreadable(path: file.path, why: "event \(newest.sequence), the newest, is not as it was sealed")
    }
    head = LogHead(size: newest.sequence, digest: newest.digest)
    lastTime = newest.at
  }

  func read(from: Int, count: Int) throws(StoreError) -> [LogEntry] {
    var entries: [LogEntry] = []
    guard count > 0 else { return entries }
    try connection.each(
      "\(Self.columns) WHERE sequence >= ? ORDER BY sequence LIMIT ?", [.integer(from), .integer(count)]
    ) { entries.append(Self.entry($0)) }
    return entries
  }

  /// Hands on the entries from a sequence on, one at a time.
  func each<Failure: Error>(
    from: Int = 1, _ body: (LogEntry) throws(Failure) -> Void
  ) throws(StoreError) {
    try connection.each("\(Self.columns) WHERE sequence >= ? ORDER BY sequence", [.integer(from)]) {
      row throws(Failure) in try body(Self.entry(row))
    }
  }

  /// Hands on the entries up to a sequence, one at a time.
  func each<Failure: Error>(
    through last: Int, _ body: (LogEntry) throws(Failure) -> Void
  ) throws(StoreError) {
    try connection.each("\(Self.columns) WHERE sequence <= ? ORDER BY sequence", [.integer(last)]) {
      row throws(Failure) in try body(Self.entry(row))
    }
  }

  func lastSequence(notAfter time: String) throws(StoreError) -> Int {
    var sequence = 0
    try connection.each("SELECT coalesce(max(sequence), 0) FROM log WHERE at <= ?", [.text(time)]) {
      sequence = $0.integer(0)
    }
    return sequence
  }

  /// Hands on the entries whose body holds a piece of JSON.
  func each<Failure: Error>(
    from: Int, mentioning piece: [UInt8], _ body: (LogEntry) throws(Failure) -> Void
  ) throws(StoreError) {
    try connection.each(
      "\(Self.columns) WHERE sequence >= ? AND instr(body, ?) ORDER BY sequence",
      [.integer(from), .json(piece)]
    ) { row throws(Failure) in try body(Self.entry(row)) }
  }

  /// Hands on the entries of some kinds, one at a time.
  func each<Failure: Error>(
    kinds: [String], _ body: (LogEntry) throws(Failure) -> Void
  ) throws(StoreError) {
    let places = kinds.map { _ in "?" }.joined(separator: ", ")
    try connection.each(
      "\(Self.columns) WHERE kind IN (\(places)) ORDER BY sequence", kinds.map(StoredValue.text)
    ) { row throws(Failure) in try body(Self.entry(row)) }
  }

  func append(_ entries: [LogEntry], expecting size: Int) throws(StoreError) {
    try MemoryLog.requireOrder(entries, after: head, expecting: size)
    for entry in entries {
      try connection.run(
        """
        INSERT INTO log(sequence, at, "by", kind, body, salt, body_digest, previous, digest)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(entry.sequence), .text(entry.at), .text(entry.by), .text(entry.kind),
          entry.body.map(StoredValue.json) ?? .none, entry.salt.map(StoredValue.bytes) ?? .none,
          .bytes(entry.bodyDigest), .bytes(Array(entry.previous.joined())), .bytes(entry.digest),
        ])
    }
    guard let last = entries.last else { return }
    head = LogHead(size: last.sequence, digest: last.digest)
    lastTime = last.at
  }

  private static let most = 1 << 40

  static let columns = #"SELECT sequence, at, "by", kind, body, salt, body_digest, previous, digest FROM log"#

  static func entry(_ row: StoredRow) -> LogEntry {
    let previous = row.bytes(7)
    return LogEntry(
      sequence: row.integer(0), at: row.text(1), by: row.text(2), kind: row.text(3),
      body: row.isNull(4) ? nil : row.bytes(4), salt: row.isNull(5) ? nil : row.bytes(5),
      bodyDigest: row.bytes(6),
      previous: stride(from: 0, to: previous.count, by: 32).map {
        Array(previous[$0..<min($0 + 32, previous.count)])
      },
      digest: row.bytes(8))
  }
}
