import AuditCore
import Foundation
import Testing
import TestSupport

@testable import AuditStore

@Suite struct DurabilityTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  private func pragma(_ name: String, _ connection: Connection) throws -> String {
    var value = ""
    try connection.each("PRAGMA \(name)") { value = $0.text(0) }
    return value
  }

  @Test func writesWithEveryPragmaThatWasAskedFor() throws {
    let session = try SmallAudit.create(at: folder.record)
    let connection = session.file.connection
    #expect(try pragma("journal_mode", connection) == "wal")
    #expect(try pragma("synchronous", connection) == "2")
    #expect(try pragma("trusted_schema", connection) == "0")
    #expect(try pragma("cell_size_check", connection) == "1")
    #expect(try pragma("mmap_size", connection) == "0")
    #expect(try pragma("application_id", connection) == "\(Schema.application)")
    #expect(try pragma("user_version", connection) == "1")
    try session.close()
    let again = try SmallAudit.open(folder.record)
    #expect(try pragma("journal_mode", again.file.connection) == "wal")
    #expect(try pragma("synchronous", again.file.connection) == "2")
  }

  @Test func leavesOneFileThatHoldsEverything() throws {
    let session = try SmallAudit.create(at: folder.record)
    try session.doTeam()
    #expect(folder.names.contains("small.kaudit-wal"))
    try session.close()
    #expect(folder.names == ["small.kaudit"])
  }

  @Test func neverReplacesAFile() throws {
    try SmallAudit.create(at: folder.record).close()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.record))
    #expect(throws: StoreError.exists(path: folder.record)) { try SmallAudit.create(at: folder.record) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.record)) == before)
    #expect(folder.names == ["small.kaudit"])
  }

  @Test func leavesNothingOfARecordThatCouldNotBeMade() throws {
    struct Stop: Error {}
    #expect(throws: Stop.self) { try RecordFile.create(folder.record) { _ in throw Stop() } }
    #expect(folder.names.isEmpty)
    #expect(throws: StoreError.missing(path: "\(folder.path)/none/small.kaudit")) {
      var path = "\(folder.path)/none/small.kaudit"
      do { _ = try SmallAudit.create(at: path) } catch let StoreError.missing(draft) {
        path = draft.replacingOccurrences(of: ".small.kaudit.\(getpid()).new", with: "small.kaudit")
        throw StoreError.missing(path: path)
      }
    }
  }

  @Test func logRefusesToBeRewritten() throws {
    let session = try SmallAudit.create(at: folder.record)
    try session.doTeam()
    let connection = session.file.connection
    for statement in [
      "DELETE FROM log WHERE sequence = 2", "UPDATE log SET at = 'x' WHERE sequence = 2",
      "UPDATE log SET body = '{}' WHERE sequence = 2", "UPDATE log SET body = NULL WHERE sequence = 2",
      "INSERT OR REPLACE INTO log SELECT * FROM log WHERE sequence = 2",
      "INSERT INTO log SELECT sequence + 10, at, \"by\", kind, body, salt, body_digest, previous, digest FROM log",
    ] {
      #expect(throws: StoreError.self, "\(statement)") { try connection.run(statement) }
    }
    try connection.run("UPDATE log SET body = NULL, salt = NULL WHERE sequence = 2")
    // The table lets a body go, for redaction to come; without an event that tells of it, that is tampering.
    #expect(try session.verify().map(\.subject) == [.event(2)])
    #expect(try session.history(from: 2, count: 1).first?.event == nil)
  }

  // MARK: - Readers

  @Test func readersLeaveNothingBehind() throws {
    let session = try SmallAudit.create(at: folder.record)
    try session.doTeam()
    try session.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.record))
    let reader = try SmallAudit.open(folder.record, for: .reading)
    try reader.loadAll()
    #expect(folder.names == ["small.kaudit"])
    #expect(try reader.verify().isEmpty)
    #expect(throws: StoreError.readingOnly(path: reader.path)) { try reader.perform(.submit("ideal")) }
    try reader.close()
    #expect(folder.names == ["small.kaudit"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.record)) == before)
  }

  @Test func readersFollowAWriter() throws {
    let writer = try SmallAudit.create(at: folder.record)
    try writer.doTeam()
    let reader = try SmallAudit.open(folder.record, for: .reading)
    #expect(reader.head == writer.head)
    try writer.perform(.answer("ideal", "about", with: ["level": .integer(3)]))
    try reader.load(["ideal"])
    #expect(reader.head == writer.head)
    #expect(reader.state.answer(EntryID("ideal", EntryKey(["about"])), "level")?.value == .integer(3))
    try reader.close()
    try writer.close()
    #expect(folder.names == ["small.kaudit"])
  }

  @Test func readersNoticeThatSomebodyWroteMeanwhile() throws {
    try SmallAudit.create(at: folder.record).close()
    let reader = try SmallAudit.open(folder.record, for: .reading)
    let writer = try SmallAudit.open(folder.record)
    try writer.doTeam()
    try writer.close()
    try reader.load(["members"])
    #expect(reader.head == writer.head)
    #expect(reader.state.entries(of: "members").map(\.key.written) == ["Ada", "Bo"])
    #expect(try reader.verify().isEmpty)
  }

  @Test func readersFollowALogThatAKillLeft() throws {
    let writer = try SmallAudit.create(at: folder.record)
    try writer.doTeam()
    // As a kill leaves it: the file without what is in the log beside it.
    let left = try Folder()
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(atPath: folder.record + suffix, toPath: left.record + suffix)
    }
    let reader = try SmallAudit.open(left.record, for: .reading)
    #expect(reader.head == writer.head)
    try reader.close()
    #expect(left.names == ["small.kaudit", "small.kaudit-wal"])
    let next = try SmallAudit.open(left.record)
    #expect(next.head == writer.head)
    try next.close()
    #expect(left.names == ["small.kaudit"])
    #expect(try SmallAudit.open(left.record, for: .reading).verify().isEmpty)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
  func opensArchivesInFoldersThatCannotBeWritten() throws {
    try SmallAudit.create(at: folder.record).close()
    _ = chmod(folder.record, 0o444)
    _ = chmod(folder.path, 0o555)
    #expect(try SmallAudit.open(folder.record, for: .reading).verify().isEmpty)
    #expect(throws: StoreError.readOnly(path: FileMark.resolved(folder.record))) {
      try SmallAudit.open(folder.record)
    }
    #expect(throws: StoreError.self) { try SmallAudit.create(at: folder.path + "/other.kaudit") }
  }
}
