import AuditCore
import Foundation
import Testing
import TestSupport

@testable import AuditStore

/// Files of others are looked at before they are trusted.
@Suite struct ForeignFileTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  private func expectRefusal(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for purpose in [AuditSession.Purpose.reading, .writing(waitingUpTo: 10)] {
      do {
        _ = try SmallAudit.open(folder.record, for: purpose)
        Issue.record("was opened", sourceLocation: sourceLocation)
      } catch {
        #expect("\(error)".contains(words), "\(error)", sourceLocation: sourceLocation)
      }
    }
    #expect(
      folder.names.allSatisfy { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") },
      sourceLocation: sourceLocation)
  }

  @Test func refusesWhatIsNotThere() { expectRefusal("there is no record") }

  @Test func refusesAFolder() throws {
    try FileManager.default.createDirectory(atPath: folder.record, withIntermediateDirectories: false)
    expectRefusal("it is no file")
  }

  @Test(arguments: [("", "it is empty"), ("audit: acme\n", "it is no SQLite file")])
  func refusesTexts(text: String, words: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.record))
    expectRefusal(words)
  }

  @Test func refusesATextAsLongAsARecord() throws {
    try Data(repeating: 0x41, count: 100_000).write(to: URL(fileURLWithPath: folder.record))
    expectRefusal("it is no SQLite file")
  }

  @Test func refusesADatabaseOfAnotherProgram() throws {
    let connection = try Connection(folder.record, .writing)
    try connection.run("CREATE TABLE log(sequence INTEGER PRIMARY KEY)")
    try connection.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.record))
    expectRefusal("it was made by another program")
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.record)) == before)
  }

  private func change(_ statements: String...) throws {
    try SmallAudit.create(at: folder.record).close()
    let connection = try Connection(folder.record, .writing)
    for statement in statements { try connection.run(statement) }
    try connection.close()
  }

  @Test func refusesANewerFormatWithWords() throws {
    try change("PRAGMA user_version = 9")
    expectRefusal("written by a newer Kaudit (format 9, this one knows up to 1)")
  }

  @Test(arguments: [
    "CREATE TABLE more(x)", "CREATE VIEW more AS SELECT 1", "DROP TRIGGER log_loses_nothing",
    "CREATE TRIGGER more AFTER INSERT ON log BEGIN DELETE FROM entry; END",
    "CREATE INDEX more ON entry(causes)",
    "ALTER TABLE step ADD COLUMN more TEXT",
  ])
  func refusesOtherTables(statement: String) throws {
    try change(statement)
    expectRefusal("its tables are not those of a record")
  }

  @Test func refusesARecordWhoseNewestEventWasChanged() throws {
    try change(
      "DROP TRIGGER log_is_only_redacted", "UPDATE log SET \"by\" = 'Eve'",
      Schema.statements.first { $0.contains("log_is_only_redacted") } ?? "")
    expectRefusal("event 1, the newest, is not as it was sealed")
  }

  @Test func withstandsFilesThatWereCutOrFlipped() throws {
    let session = try SmallAudit.create(at: folder.record)
    try session.doGaps()
    let whole = try session.history()
    try session.close()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.record))
    var random = SplitMix64(seed: 5)
    var noticed = 0
    for round in 0..<150 {
      var damaged = bytes
      if round < 50 {
        damaged = damaged.prefix(bytes.count * round / 50 / 512 * 512)
      } else {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      try damaged.write(to: URL(fileURLWithPath: folder.record))
      do {
        let damaged = try SmallAudit.open(
          folder.record, for: round % 2 == 0 ? .reading : .writing(waitingUpTo: 10))
        defer { try? damaged.close() }
        if try !damaged.verify().isEmpty {
          noticed += 1
        } else {
          // An unused byte: nothing that was recorded is any different.
          #expect(try damaged.history() == whole)
        }
      } catch { noticed += 1 }
      for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder.record + suffix) }
    }
    #expect(noticed > 75)
  }
}
