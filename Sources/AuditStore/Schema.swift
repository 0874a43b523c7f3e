/// The tables of a record, word for word: a record whose schema differs is not opened.
enum Schema {
  /// `KAUD`.
  static let application = 0x4B41_5544
  static let version = 1

  static let statements = [
    """
    CREATE TABLE log(
      sequence INTEGER PRIMARY KEY CHECK(sequence > 0), at TEXT NOT NULL, "by" TEXT NOT NULL, kind TEXT NOT NULL,
      body TEXT, salt BLOB CHECK(length(salt) = 16), body_digest BLOB NOT NULL CHECK(length(body_digest) = 32),
      previous BLOB NOT NULL CHECK(length(previous) IN (0, 32, 64)), digest BLOB NOT NULL CHECK(length(digest) = 32),
      CHECK((body IS NULL) = (salt IS NULL))) STRICT
    """,
    """
    CREATE TRIGGER log_grows_at_its_end BEFORE INSERT ON log
    WHEN NEW.sequence <> coalesce((SELECT max(sequence) FROM log), 0) + 1
    BEGIN SELECT RAISE(ABORT, 'the log grows at its end only'); END
    """,
    """
    CREATE TRIGGER log_loses_nothing BEFORE DELETE ON log
    BEGIN SELECT RAISE(ABORT, 'the log loses nothing'); END
    """,
    """
    CREATE TRIGGER log_is_only_redacted BEFORE UPDATE ON log
    WHEN NEW.body IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.sequence IS NOT OLD.sequence OR NEW.at IS NOT OLD.at
      OR NEW."by" IS NOT OLD."by" OR NEW.kind IS NOT OLD.kind OR NEW.body_digest IS NOT OLD.body_digest
      OR NEW.previous IS NOT OLD.previous OR NEW.digest IS NOT OLD.digest
    BEGIN SELECT RAISE(ABORT, 'the log is never rewritten'); END
    """,
    "CREATE TABLE file(digest BLOB PRIMARY KEY CHECK(length(digest) = 32), bytes BLOB NOT NULL) STRICT",
    """
    CREATE TABLE audit(
      id INTEGER PRIMARY KEY CHECK(id = 1), opening TEXT NOT NULL, description TEXT NOT NULL,
      closed INTEGER NOT NULL CHECK(closed IN (0, 1))) STRICT
    """,
    """
    CREATE TABLE step(
      step TEXT, "of" TEXT, state TEXT NOT NULL, entries INTEGER NOT NULL CHECK(entries >= 0),
      stale INTEGER NOT NULL CHECK(stale BETWEEN 0 AND entries), details TEXT NOT NULL,
      PRIMARY KEY(step, "of")) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE result(step TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT",
    """
    CREATE TABLE entry(
      position INTEGER PRIMARY KEY CHECK(position > 0), step TEXT NOT NULL, "key" TEXT NOT NULL,
      answers TEXT NOT NULL, stamps TEXT NOT NULL, causes TEXT NOT NULL, UNIQUE(step, "key")) STRICT
    """,
    """
    CREATE TABLE reference(
      to_step TEXT, to_key TEXT, from_step TEXT, from_key TEXT,
      PRIMARY KEY(to_step, to_key, from_step, from_key)) STRICT, WITHOUT ROWID
    """,
  ]

  /// Makes the tables of a new record.
  static func create(in connection: Connection) throws(StoreError) {
    for statement in statements { try connection.run(statement) }
    try connection.run("PRAGMA application_id = \(application)")
    try connection.run("PRAGMA user_version = \(version)")
  }

  /// Refuses what is no record, was made by a newer program, or has other tables.
  static func require(in connection: Connection) throws(StoreError) {
    let path = connection.path
    var numbers: [Int] = []
    try connection.each("PRAGMA application_id") { numbers.append($0.integer(0)) }
    try connection.each("PRAGMA user_version") { numbers.append($0.integer(0)) }
    guard numbers.count == 2, numbers[0] == application else {
      throw .notARecord(path: path, why: "it was made by another program")
    }
    guard numbers[1] <= version else { throw .newerFormat(path: path, found: numbers[1], known: version) }
    var found: [String] = []
    try connection.each("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL LIMIT 100") {
      found.append($0.text(0))
    }
    guard found.sorted() == statements.sorted() else {
      throw .notARecord(path: path, why: "its tables are not those of a record")
    }
  }
}
