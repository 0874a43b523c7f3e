import AuditCore
import Foundation
import Testing
import TestSupport

@testable import AuditStore

/// Whatever somebody changes behind Kaudit's back, `verify` names it.
@Suite struct TamperTests {
  let folder: Folder
  init() throws { folder = try Folder() }

  /// What verify finds after the statements were run on a finished record, with the log's guards taken off.
  private func findings(after statements: String...) throws -> [Finding] {
    let session = try SmallAudit.create(at: folder.record)
    try session.doGaps()
    try session.perform(.answer("assets", "A1", with: ["owner": .text("Bo"), "criticality": .integer(2)]))
    #expect(try session.verify() == [])
    try session.close()
    let connection = try Connection(folder.record, .writing)
    let guards = Schema.statements.filter { $0.hasPrefix("CREATE TRIGGER") }
    for name in ["log_grows_at_its_end", "log_loses_nothing", "log_is_only_redacted"] {
      try connection.run("DROP TRIGGER \(name)")
    }
    for statement in statements { try connection.run(statement) }
    for statement in guards { try connection.run(statement) }
    try connection.close()
    let again = try SmallAudit.open(folder.record, for: .reading)
    defer { try? again.close() }
    return try again.verify()
  }

  @Test(arguments: [
    "body = replace(body, 'all', 'few')", "at = '2026-02-01T10:00:01Z'", "\"by\" = 'Eve'",
    "kind = 'entry_removed'",
    "body_digest = zeroblob(32)", "digest = zeroblob(32)", "previous = zeroblob(32)", "salt = zeroblob(16)",
  ])
  func namesAnEventThatWasChanged(change: String) throws {
    let found = try findings(after: "UPDATE log SET \(change) WHERE sequence = 2")
    #expect(found.contains { $0.subject == .event(2) }, "\(found)")
  }

  @Test func namesAnEventThatWasTakenOut() throws {
    let found = try findings(after: "DELETE FROM log WHERE sequence = 5")
    #expect(found.contains { $0.subject == .event(5) && $0.words.contains("missing") }, "\(found)")
  }

  @Test func namesEventsThatWereTakenOutAndNumberedAnew() throws {
    let found = try findings(
      after: "DELETE FROM log WHERE sequence = 5",
      "UPDATE log SET sequence = -sequence WHERE sequence > 5 AND 0",
      "UPDATE log SET sequence = 5 WHERE sequence = 6")
    #expect(found.contains { $0.subject == .event(5) }, "\(found)")
  }

  @Test func namesEventsThatChangedPlaces() throws {
    let found = try findings(
      after: "UPDATE log SET sequence = 1000 WHERE sequence = 3",
      "UPDATE log SET sequence = 3 WHERE sequence = 4",
      "UPDATE log SET sequence = 4 WHERE sequence = 1000")
    #expect(
      found.contains { $0.subject == .event(3) } && found.contains { $0.subject == .event(4) }, "\(found)")
  }

  @Test func noticesAnEndThatWasCutByWhatIsBesideIt() throws {
    let found = try findings(after: "DELETE FROM log WHERE sequence = (SELECT max(sequence) FROM log)")
    #expect(found.contains { $0.subject == .entry(EntryID("assets", EntryKey(["A1"]))) }, "\(found)")
  }

  @Test(
    arguments: [
      (
        "UPDATE entry SET answers = replace(answers, '2', '5') WHERE \"key\" = 'A1'",
        Finding.Subject.entry(EntryID("assets", EntryKey(["A1"])))
      ),
      (
        "UPDATE entry SET stamps = replace(stamps, 'Ada', 'Eve') WHERE \"key\" = 'A1'",
        .entry(EntryID("assets", EntryKey(["A1"])))
      ),
      (
        "UPDATE entry SET causes = '[[\"members\",\"Bo\",3,[]]]' WHERE \"key\" = 'A1'",
        .entry(EntryID("assets", EntryKey(["A1"])))
      ),
      ("DELETE FROM entry WHERE \"key\" = 'A1'", .entry(EntryID("assets", EntryKey(["A1"])))),
      (
        "INSERT INTO entry SELECT 999, step, 'A2', answers, stamps, causes FROM entry WHERE \"key\" = 'A1'",
        .entry(EntryID("assets", EntryKey(["A2"])))
      ),
      ("UPDATE step SET state = 'done' WHERE step = 'assets'", .step("assets")),
      ("UPDATE step SET details = replace(details, 'Bo', 'Eve') WHERE step = 'team'", .step("team")),
      ("DELETE FROM step WHERE step = 'ideal'", .step("ideal")),
      ("UPDATE result SET body = replace(body, '4', '5')", .result("gaps")),
      ("DELETE FROM result", .result("gaps")),
      ("UPDATE audit SET closed = 1", .audit),
      (
        "DELETE FROM reference WHERE from_key = 'A1'",
        .reference(from: EntryID("assets", EntryKey(["A1"])), to: EntryID("members", EntryKey(["Bo"])))
      ),
    ] as [(String, Finding.Subject)])
  func namesARowThatWasChanged(statement: String, subject: Finding.Subject) throws {
    let found = try findings(after: statement)
    #expect(found.contains { $0.subject == subject }, "\(found)")
  }

  /// Who reads it is refused; who does not need it can still look at the rest.
  @Test func namesAPinnedFileThatWasChanged() throws {
    let found = try findings(after: "UPDATE file SET bytes = x'00'")
    #expect(found.contains { $0.subject == .file("small.yaml") }, "\(found)")
  }
}
