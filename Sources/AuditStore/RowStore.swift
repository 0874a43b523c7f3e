import AuditCore

/// What a record keeps beside its log: the audit, its steps, entries, results and who names whom.
struct RowStore {
  let file: RecordFile
  private var connection: Connection { file.connection }

  init(_ file: RecordFile) { self.file = file }

  func write(_ rows: StoredRows) throws(StoreError) {
    if let audit = rows.audit {
      try connection.run(
        "INSERT OR REPLACE INTO audit(id, opening, description, closed) VALUES(1, ?, ?, ?)",
        [.json(audit.opening), .json(audit.description), .integer(audit.isClosed ? 1 : 0)])
    }
    for id in rows.removed {
      try connection.run(
        #"DELETE FROM entry WHERE step = ? AND "key" = ?"#, [.text(id.step.name), .text(id.key.written)])
    }
    for entry in rows.entries { try write(entry) }
    for link in rows.links { try write(link) }
    for instance in rows.renamed {
      try connection.run(
        #"DELETE FROM step WHERE step = ? AND "of" = ?"#,
        [.text(instance.step.name), .text(instance.key.written)])
    }
    try write(steps: rows.steps)
    for result in rows.results {
      try connection.run(
        "INSERT OR REPLACE INTO result(step, body) VALUES(?, ?)",
        [.text(result.step.name), .json(result.body)])
    }
  }

  func write(steps: [StoredStep]) throws(StoreError) {
    for step in steps {
      try connection.run(
        #"INSERT OR REPLACE INTO step(step, "of", state, entries, stale, details) VALUES(?, ?, ?, ?, ?, ?)"#,
        [
          .text(step.instance.step.name), .text(step.instance.key.written), .text(step.state),
          .integer(step.entryCount), .integer(step.staleCount),
          .json(step.details),
        ])
    }
  }

  private func write(_ entry: StoredEntry) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO entry(position, step, "key", answers, stamps, causes) VALUES(?, ?, ?, ?, ?, ?)
      ON CONFLICT(position) DO UPDATE SET answers = excluded.answers, stamps = excluded.stamps, causes = excluded.causes
      """,
      [
        .integer(entry.position), .text(entry.id.step.name), .text(entry.id.key.written),
        .json(entry.answers),
        .json(entry.stamps), .json(entry.causes),
      ])
  }

  private func write(_ link: StoredLink) throws(StoreError) {
    let sql =
      link.isThere
      ? "INSERT OR IGNORE INTO reference(to_step, to_key, from_step, from_key) VALUES(?, ?, ?, ?)"
      : "DELETE FROM reference WHERE to_step = ? AND to_key = ? AND from_step = ? AND from_key = ?"
    try connection.run(
      sql,
      [
        .text(link.to.step.name), .text(link.to.key.written), .text(link.from.step.name),
        .text(link.from.key.written),
      ])
  }

  // MARK: - Reading

  func audit() throws(StoreError) -> StoredAudit? {
    var audit: StoredAudit?
    try connection.each("SELECT opening, description, closed FROM audit") {
      audit = StoredAudit(opening: $0.bytes(0), description: $0.bytes(1), isClosed: $0.integer(2) != 0)
    }
    return audit
  }

  func steps() throws(StoreError) -> [StoredStep] {
    var steps: [StoredStep] = []
    try connection.each(#"SELECT step, "of", state, entries, stale, details FROM step"#) {
      row throws(StoreError) in
      let counts = (row.integer(3), row.integer(4))
      // Numbers that no audit reaches: adding them up would trap.
      guard (0...Self.most).contains(counts.0), (0...Self.most).contains(counts.1) else {
        throw .unreadable(path: file.path, why: "step `\(row.text(0))` is not as it is written")
      }
      steps.append(
        StoredStep(
          instance: StepInstance(StepID(row.text(0)), EntryKey(written: row.text(1))), state: row.text(2),
          entryCount: counts.0, staleCount: counts.1, details: row.bytes(5)))
    }
    return steps
  }

  private static let most = 1 << 40

  func result(of step: StepID) throws(StoreError) -> StoredResult? {
    var result: StoredResult?
    try connection.each("SELECT body FROM result WHERE step = ?", [.text(step.name)]) {
      result = StoredResult(step: step, body: $0.bytes(0))
    }
    return result
  }

  func results() throws(StoreError) -> [StoredResult] {
    var results: [StoredResult] = []
    try connection.each("SELECT step, body FROM result") {
      results.append(StoredResult(step: StepID($0.text(0)), body: $0.bytes(1)))
    }
    return results
  }

  func entry(_ id: EntryID) throws(StoreError) -> StoredEntry? {
    var entry: StoredEntry?
    try connection.each(
      #"\#(Self.columns) WHERE step = ? AND "key" = ?"#, [.text(id.step.name), .text(id.key.written)]
    ) { entry = Self.entry($0) }
    return entry
  }

  /// Hands on the entries of a step, in no particular order.
  func entries<Failure: Error>(
    of step: StepID, _ body: (StoredEntry) throws(Failure) -> Void
  ) throws(StoreError) {
    try connection.each("\(Self.columns) WHERE step = ?", [.text(step.name)]) {
      row throws(Failure) in try body(Self.entry(row))
    }
  }

  /// Hands on all entries in the order in which they came.
  func entries<Failure: Error>(_ body: (StoredEntry) throws(Failure) -> Void) throws(StoreError) {
    try connection.each("\(Self.columns) ORDER BY position") { row throws(Failure) in
      try body(Self.entry(row))
    }
  }

  /// The entries of some steps that name an entry.
  func referrers(of id: EntryID, in steps: [StepID]) throws(StoreError) -> [EntryID] {
    var referrers: [EntryID] = []
    for step in steps {
      try connection.each(
        "SELECT from_key FROM reference WHERE to_step = ? AND to_key = ? AND from_step = ?",
        [.text(id.step.name), .text(id.key.written), .text(step.name)]
      ) { referrers.append(EntryID(step, EntryKey(written: $0.text(0)))) }
    }
    return referrers
  }

  /// Hands on all references.
  func links<Failure: Error>(_ body: (StoredLink) throws(Failure) -> Void) throws(StoreError) {
    try connection.each("SELECT to_step, to_key, from_step, from_key FROM reference") { row throws(Failure) in
      try body(
        StoredLink(
          from: EntryID(StepID(row.text(2)), EntryKey(written: row.text(3))),
          to: EntryID(StepID(row.text(0)), EntryKey(written: row.text(1)))))
    }
  }

  private static let columns = #"SELECT position, step, "key", answers, stamps, causes FROM entry"#

  private static func entry(_ row: StoredRow) -> StoredEntry {
    StoredEntry(
      id: EntryID(StepID(row.text(1)), EntryKey(written: row.text(2))), position: row.integer(0),
      answers: row.bytes(3), stamps: row.bytes(4), causes: row.bytes(5))
  }
}
