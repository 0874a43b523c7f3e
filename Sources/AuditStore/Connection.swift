import AuditCore
import Foundation
import GRDB

/// One SQLite connection, in our words; the only file that knows GRDB.
///
/// Used from one thread at a time.
final class Connection {
  enum Mode {
    case writing
    /// Follows a writer through its write-ahead log.
    case reading
    /// Takes the file for one that nobody changes, so that nothing is needed beside it.
    case readingAlone
  }

  let path: String
  private let queue: DatabaseQueue

  init(_ path: String, _ mode: Mode) throws(StoreError) {
    self.path = path
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    // GRDB traps where a damaged file does not let a transaction end; here that is an error like others.
    configuration.allowsUnsafeTransactions = true
    configuration.busyMode = .timeout(2)
    configuration.readonly = if case .writing = mode { false } else { true }
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA trusted_schema = OFF")
      try db.execute(sql: "PRAGMA cell_size_check = ON")
      try db.execute(sql: "PRAGMA mmap_size = 0")
    }
    let isImmutable = if case .readingAlone = mode { true } else { false }
    do {
      queue = try DatabaseQueue(
        path: Self.address(of: path, immutable: isImmutable), configuration: configuration)
    } catch {
      throw Self.explained(error, path, doing: "opening")
    }
  }

  /// The path as an address, so that no character of a file's name is taken for a parameter.
  private static func address(of path: String, immutable: Bool) -> String {
    var address = "file:"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        address.unicodeScalars.append(Unicode.Scalar(byte))
      default: address += (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
      }
    }
    return immutable ? address + "?immutable=1" : address
  }

  /// Turns on what makes a commit durable, and sees that it is on.
  ///
  /// GRDB sets `synchronous` to NORMAL by itself when it is asked for WAL, so it is not asked.
  func makeDurable() throws(StoreError) {
    var found: [String] = []
    try each("PRAGMA journal_mode = WAL") { found.append($0.text(0)) }
    try run("PRAGMA synchronous = FULL")
    try each("PRAGMA synchronous") { found.append($0.text(0)) }
    guard found == ["wal", "2"] else {
      throw .failed(path: path, doing: "preparing", why: "the file system does not let SQLite write durably")
    }
  }

  /// Runs a statement, which is kept compiled.
  func run(_ sql: String, _ values: [StoredValue] = []) throws(StoreError) {
    do {
      try queue.unsafeReentrantWrite { db in
        try db.cachedStatement(sql: sql).execute(arguments: Self.arguments(values))
      }
    } catch { throw Self.explained(error, path, doing: "writing") }
  }

  /// Hands on the rows that a query gives, one at a time.
  func each<Failure: Error>(
    _ sql: String, _ values: [StoredValue] = [], _ body: (StoredRow) throws(Failure) -> Void
  ) throws(StoreError) {
    do {
      try queue.unsafeReentrantWrite { db in
        let statement = try db.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: Self.arguments(values))
        while let row = try cursor.next() { try body(StoredRow(row: row)) }
      }
    } catch { throw Self.explained(error, path, doing: "reading") }
  }

  /// All or nothing.
  func transaction(_ body: () throws -> Void) throws {
    try queue.unsafeReentrantWrite { db in
      try run("BEGIN IMMEDIATE")
      do {
        try body()
        try run("COMMIT")
      } catch {
        if db.isInsideTransaction { try? run("ROLLBACK") }
        throw error
      }
    }
  }

  /// Reads one moment, whatever a writer does meanwhile.
  func snapshot(_ body: () throws -> Void) throws {
    try queue.unsafeReentrantWrite { _ in
      try run("BEGIN")
      defer { try? run("ROLLBACK") }
      try body()
    }
  }

  func close() throws(StoreError) {
    do { try queue.close() } catch { throw Self.explained(error, path, doing: "closing") }
  }

  private static func arguments(_ values: [StoredValue]) -> StatementArguments {
    StatementArguments(
      values.map { value -> (any DatabaseValueConvertible)? in
        switch value {
        case .none: nil
        case .integer(let whole): Int64(whole)
        case .text(let text): text
        case .json(let bytes): String(decoding: bytes, as: UTF8.self)
        case .bytes(let bytes): Data(bytes)
        }
      })
  }

  private static func explained(_ error: any Error, _ path: String, doing: String) -> StoreError {
    if let error = error as? StoreError { return error }
    // A row that reads as something else than what is stored.
    if let fault = error as? StoredFault { return .unreadable(path: path, why: fault.description) }
    guard let error = error as? DatabaseError else {
      return .failed(path: path, doing: doing, why: "\(error)")
    }
    switch error.resultCode {
    case .SQLITE_FULL: return .full(path: path)
    case .SQLITE_READONLY: return .readOnly(path: path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(path: path, holder: nil)
    case .SQLITE_NOTADB: return .notARecord(path: path, why: "it is no SQLite file")
    case .SQLITE_CONSTRAINT:
      let words = error.message ?? "a constraint fails"
      return .unreadable(
        path: path, why: "what follows does not fit what is stored (\(words)); `kaudit verify` tells more")
    case .SQLITE_CORRUPT:
      return .unreadable(path: path, why: error.message ?? "its pages do not fit together")
    default:
      return .failed(
        path: path, doing: doing,
        why: "\(error.message ?? "SQLite") (code \(error.extendedResultCode.rawValue))")
    }
  }
}

/// A value as a column takes it.
enum StoredValue {
  case none
  case integer(Int)
  case text(String)
  /// Text that is canonical JSON already.
  case json([UInt8])
  case bytes([UInt8])
}

/// A row while it is being read. Columns of another type than asked for read as nothing, never trap.
struct StoredRow {
  fileprivate let row: Row

  func integer(_ column: Int) -> Int {
    let value: DatabaseValue = row[column]
    if case .int64(let whole) = value.storage { return Int(whole) }
    return 0
  }

  func isNull(_ column: Int) -> Bool { row.hasNull(atIndex: column) }

  func bytes(_ column: Int) -> [UInt8] {
    (try? row.withUnsafeData(atIndex: column) { $0?.withUnsafeBytes { Array($0) } ?? [] }) ?? []
  }

  func text(_ column: Int) -> String {
    (try? row.withUnsafeData(atIndex: column) {
      $0?.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } ?? ""
    }) ?? ""
  }
}
