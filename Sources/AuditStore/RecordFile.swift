import Glibc

/// A record on disk, open for one purpose.
///
/// Between two commands the file holds everything: whoever wrote takes what is in the write-ahead log into the file
/// before closing. Then a reader needs nothing beside the file, not even a writable folder. While somebody writes, or
/// after a kill, the file has a `-wal` beside it, and a reader follows that.
final class RecordFile {
  private(set) var path: String
  private(set) var connection: Connection
  private let lock: WriterLock?
  /// The file as it was when it was opened as one that nobody changes.
  private var mark: FileMark?
  private var leavesNoIndex = false
  private var isOpen = true

  var isWriting: Bool { lock != nil }

  /// Whether part of what is read lies beside the file: somebody writes, or was killed.
  var followsLog: Bool { !isWriting && mark == nil }

  /// Opens a record for writing; waits for another writer, but not longer than `seconds`.
  init(writing path: String, waitingUpTo seconds: Double) throws(StoreError) {
    try FileMark.requireFile(path)
    let path = FileMark.resolved(path)
    let lock = try WriterLock(path, waitingUpTo: seconds)
    try lock.requireRecord()
    let connection = try Connection(path, .writing)
    do throws(StoreError) {
      try Schema.require(in: connection)
      try connection.makeDurable()
    } catch {
      try? connection.close()
      throw error
    }
    (self.path, self.lock, self.connection) = (path, lock, connection)
  }

  /// Opens a record for reading; takes no lock, writes nothing.
  init(reading path: String) throws(StoreError) {
    try FileMark.requireFile(path)
    self.path = FileMark.resolved(path)
    lock = nil
    (connection, mark, leavesNoIndex) = try Self.openForReading(self.path)
  }

  private init(_ path: String, _ lock: WriterLock, _ connection: Connection) {
    (self.path, self.lock, self.connection) = (path, lock, connection)
  }

  deinit { try? close() }

  /// Makes a record that has all that `fill` writes, or is not there at all; refuses to replace a file.
  static func create(_ path: String, fill: (RecordFile) throws -> Void) throws -> RecordFile {
    guard !FileMark.exists(path) else { throw StoreError.exists(path: path) }
    let (folder, name) = Self.parts(of: path)
    let draft = "\(folder)/.\(name).\(getpid()).new"
    let lock = try WriterLock(creating: draft)
    do {
      let file = RecordFile(draft, lock, try Connection(draft, .writing))
      do {
        try file.connection.makeDurable()
        try file.connection.transaction {
          try Schema.create(in: file.connection)
          try fill(file)
        }
        try settle(file.connection)
        try file.connection.close()
      } catch {
        try? file.connection.close()
        throw error
      }
      try lock.synchronise()
      try publish(draft, as: path, in: folder)
      file.path = FileMark.resolved(path)
      file.connection = try Connection(file.path, .writing)
      try file.connection.makeDurable()
      return file
    } catch {
      for suffix in ["", "-wal", "-shm"] { unlink(draft + suffix) }
      throw error
    }
  }

  /// Gives the finished file its name, unless another file has it, and makes the name last.
  private static func publish(_ draft: String, as path: String, in folder: String) throws(StoreError) {
    if link(draft, path) == 0 {
      unlink(draft)
    } else {
      guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS else {
        throw StoreError(errno: errno, path, doing: "creating")
      }
      // No second names on this file system: take the name first, then put the file in its place.
      let taken = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard taken >= 0 else { throw StoreError(errno: errno, path, doing: "creating") }
      Glibc.close(taken)
      guard rename(draft, path) == 0 else { throw StoreError(errno: errno, path, doing: "creating") }
    }
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw StoreError(errno: errno, folder, doing: "opening") }
    defer { Glibc.close(directory) }
    guard fsync(directory) == 0 else { throw StoreError(errno: errno, folder, doing: "writing") }
  }

  private static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }

  /// Takes the write-ahead log into the file.
  private static func settle(_ connection: Connection) throws(StoreError) {
    try connection.each("PRAGMA wal_checkpoint(TRUNCATE)") { _ in }
  }

  func close() throws(StoreError) {
    guard isOpen else { return }
    isOpen = false
    defer { lock?.release() }
    if isWriting { try? Self.settle(connection) }
    try connection.close()
    removeIndexIfOurs()
  }
}

// MARK: - Reading

extension RecordFile {
  /// A reader saw pages of different moments, or may have.
  private struct Changed: Error {}

  private static func openForReading(_ path: String) throws(StoreError) -> (Connection, FileMark?, Bool) {
    let mark = FileMark(path)
    if !FileMark.exists(path + "-wal"), let connection = try? Connection(path, .readingAlone) {
      try closing(connection) { () throws(StoreError) in try Schema.require(in: connection) }
      return (connection, mark, false)
    }
    let hadIndex = FileMark.exists(path + "-shm")
    let connection: Connection
    do throws(StoreError) { connection = try Connection(path, .reading) } catch .failed {
      throw .failed(
        path: path, doing: "opening",
        why:
          "what a killed program left beside it in `-wal` is read only where the folder can be written; copy both there"
      )
    }
    try closing(connection) { () throws(StoreError) in try Schema.require(in: connection) }
    return (connection, nil, !hadIndex)
  }

  private static func closing(_ connection: Connection, _ body: () throws(StoreError) -> Void)
    throws(StoreError)
  {
    do throws(StoreError) { try body() } catch {
      try? connection.close()
      throw error
    }
  }

  /// Reads one moment of the record. `body` runs again where a writer came in between; it must start from nothing.
  func reading(_ body: () throws -> Void) throws {
    guard !isWriting else { return try body() }
    var attempts = 0
    while true {
      do {
        guard let mark else { return try connection.snapshot(body) }
        guard FileMark(path) == mark else { throw Changed() }
        do { try body() } catch {
          // What does not fit together may be of two moments.
          throw FileMark(path) == mark ? error : Changed()
        }
        guard FileMark(path) == mark, !FileMark.exists(path + "-wal") else { throw Changed() }
        return
      } catch is Changed {
        attempts += 1
        guard attempts < 100 else { throw StoreError.locked(path: path, holder: nil) }
        usleep(2_000)
        try connection.close()
        (connection, mark, leavesNoIndex) = try Self.openForReading(path)
      }
    }
  }

  /// A reader that had to make an index beside a `-wal` takes it away again, unless somebody else is at work.
  private func removeIndexIfOurs() {
    guard leavesNoIndex, let probe = try? WriterLock(path, waitingUpTo: 0) else { return }
    unlink(path + "-shm")
    probe.release()
  }
}
