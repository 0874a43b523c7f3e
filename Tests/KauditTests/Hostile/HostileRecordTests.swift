import Foundation
import Testing

/// Records that somebody made or changed who knows how they are sealed.
@Suite struct HostileRecordTests {
  /// Statements that change a record, whether the log is sealed anew after them, and what a verb says then.
  struct Forgery: CustomTestStringConvertible, Sendable {
    let kind: String
    let statements: [String]
    let isSealed: Bool
    let verb: String
    let code: Int32
    let says: String

    init(
      _ kind: String, _ statements: String..., sealed: Bool = false, then verb: String, _ code: Int32,
      says: String
    ) {
      (self.kind, self.statements, self.isSealed) = (kind, statements, sealed)
      (self.verb, self.code, self.says) = (verb, code, says)
    }

    var testDescription: String { kind }

    func forge(_ place: HostilePlace) throws {
      let script = Transcripts.root.appendingPathComponent("Tests/KauditTests/Fixtures/hostile/forge.py").path
      let words = (isSealed ? ["--seal"] : []) + ["acme.kaudit"] + statements
      let quoted = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
      let outcome = try place.run("python3 '\(script)' \(quoted)")
      try #require(outcome.code == 0, "\(outcome.remarks)")
    }
  }

  @Test(arguments: forgeries) func isNamed(forgery: Forgery) throws {
    try HostileCase(
      forgery.kind, "kaudit \(forgery.verb)", forgery.code, forgery.says, prepare: forgery.forge
    ).hold()
  }

  /// Whatever is asked of it, a forged record ends in words, and nothing else than it and its documents is written.
  @Test(arguments: forgeries) func endsNoVerbInACrash(forgery: Forgery) throws {
    let place = try HostilePlace()
    try forgery.forge(place)
    let before = try place.listing()
    for verb in Self.verbs {
      let outcome = try place.run("SWIFT_BACKTRACE=enable=no kaudit \(verb)")
      #expect(
        [0, 1, 2, 3].contains(outcome.code), "\(verb): exit \(outcome.code) \(outcome.remarks.prefix(500))")
      #expect(
        !(outcome.output + outcome.remarks).unicodeScalars.contains(where: HostileCase.steers), "\(verb)")
    }
    let changed = try place.changes(since: before)
    #expect(changed.allSatisfy { $0 == "audit/acme.kaudit" || $0.hasPrefix("audit/documents") }, "\(changed)")
  }

  private static let verbs = [
    "status", "status --format json", "log", "log --format json", "log assets/A1.name", "verify",
    "checkpoint",
    "show mandate", "show assets", "show assets/A1 --format json", "show gaps", "render",
    "answer assets/A1 count=4 --because x", "answer ideal/about level=0 --because x", "submit assets",
    "confirm assets",
    "approve mandate --as 'Grace Hopper'", "run audit.yaml", "remove assets/A2 --because x",
  ]

  private static let newest = "WHERE sequence = (SELECT max(sequence) FROM log)"
  private static let unreadable = "error: `acme.kaudit` is damaged: "

  @Listed<Forgery> static var forgeries: [Forgery] {
    Forgery(
      "nothing is changed", "SELECT 1", sealed: true, then: "verify", 0,
      says: "acme.kaudit: sound, 17 events,…")
    Forgery(
      "a number no log reaches", "UPDATE log SET sequence = 9223372036854775807 \(newest)", then: "status", 1,
      says: unreadable + "…")
    Forgery(
      "a number below zero", "UPDATE log SET sequence = -5 WHERE sequence = 1", then: "verify", 1,
      says: "acme.kaudit: …")
    Forgery(
      "counts that overflow", "UPDATE step SET entries = 4611686018427387904", then: "status", 1,
      says: unreadable + "step `…")
    Forgery(
      "counts below zero", "UPDATE step SET entries = -5, stale = -9", then: "status", 1,
      says: unreadable + "…")
    Forgery(
      "counts that are wrong", "UPDATE step SET entries = 0, stale = 0", then: "verify", 1,
      says: "acme.kaudit: …")
    Forgery(
      "a million entries that are not there", "UPDATE step SET entries = 1000000", then: "verify", 1,
      says: "acme.kaudit: …")
    Forgery(
      "a state that is none", "UPDATE step SET state = 'hostile'", then: "status", 1,
      says: unreadable + "step…")
    Forgery("no steps", "DELETE FROM step", then: "verify", 1, says: "acme.kaudit: step…")
    Forgery(
      "a step more", "INSERT INTO step VALUES('nosuch', 'done', 5, 0, '{}')", then: "verify", 1,
      says: "acme.kaudit: step nosuch: the workflow has no such step")
    Forgery(
      "details 100,000 deep", "UPDATE step SET details = hostile(100000)", then: "status", 1,
      says: unreadable + "not JSON at byte 200:…")
    Forgery(
      "causes that are none", "UPDATE step SET details = '{\"causes\":[[1]]}'", then: "status", 1,
      says: unreadable + "a cause…")
    Forgery(
      "causes of nothing", "UPDATE entry SET causes = '[[\"nosuch\",\"A1\",9223372036854775807,[\"x\"]]]'",
      then: "verify", 1, says: "acme.kaudit: entry…")
    Forgery("no entries", "DELETE FROM entry", then: "verify", 1, says: "acme.kaudit: entry…")
    Forgery(
      "answers that are no UTF-8", "UPDATE entry SET answers = cast(x'7b22ff00fe' AS TEXT)",
      then: "show assets", 1,
      says: unreadable + "…")
    Forgery(
      "answers 150 deep", "UPDATE entry SET answers = hostile(150)", then: "show assets", 1,
      says: unreadable + "entry…")
    Forgery(
      "answers of no stamp", "UPDATE entry SET stamps = '[]'", then: "show assets", 1,
      says: unreadable + "an answer…")
    Forgery(
      "stamps of another age",
      "UPDATE entry SET stamps = replace(stamps, '[[', '[[-9223372036854775808,\"a\",\"b\",\"file\",[]],[')",
      then: "verify", 1, says: "acme.kaudit: entry…")
    Forgery(
      "texts for numbers", "UPDATE entry SET answers = replace(answers, '\"count\":3', '\"count\":\"=1+1\"')",
      then: "verify", 1, says: "acme.kaudit: entry assets/A1: it is not as the log tells")
    Forgery(
      "levels of no scale",
      "UPDATE entry SET answers = replace(answers, '\"level\":2', '\"level\":9223372036854775807')",
      then: "verify",
      1, says: "acme.kaudit: entry…")
    Forgery(
      "a key of 1 MB", "UPDATE entry SET \"key\" = many('k', 1000000) WHERE \"key\" = 'A2'", then: "verify",
      1,
      says: "acme.kaudit: entry…")
    Forgery(
      "a key with a terminal's escape",
      "UPDATE entry SET \"key\" = 'A' || char(27) || '[31m' || char(8238) WHERE \"key\" = 'A2'",
      then: "verify", 1,
      says: "acme.kaudit: entry assets/A\\u{1B}[31m\\u{202E}:…")
    Forgery(
      "a key that is a quote", "UPDATE entry SET \"key\" = '\"' WHERE \"key\" = 'A2'", then: "verify", 1,
      says: "acme.kaudit: entry…")
    Forgery(
      "ratings of nothing", "UPDATE entry SET \"key\" = 'x' || position WHERE step = 'ratings'",
      then: "verify", 1,
      says: "acme.kaudit: entry…")
    Forgery(
      "entries of a computed step", "UPDATE entry SET step = 'gaps' WHERE step = 'assets'", then: "verify", 1,
      says: "acme.kaudit: entry…")
    Forgery(
      "a form with two entries",
      "INSERT INTO entry SELECT 999, step, 'x', answers, stamps, causes FROM entry WHERE step = 'mandate'",
      "UPDATE step SET entries = 2 WHERE step = 'mandate'", then: "verify", 1, says: "acme.kaudit: …")
    Forgery(
      "places below zero", "UPDATE entry SET position = -position", then: "verify", 1, says: "acme.kaudit: …")
    Forgery(
      "references to nowhere",
      "INSERT INTO reference VALUES('members', 'Ada Lovelace', 'assets', 'nosuch'), ('x', 'y', 'z', 'w')",
      then: "verify", 1, says: "acme.kaudit: reference…")
    Forgery(
      "a result that is none", "UPDATE result SET body = '{}'", then: "show gaps", 1,
      says: unreadable + "the result…")
    Forgery(
      "a result of texts", "UPDATE result SET body = replace(body, '1', '\"x\"')", then: "verify", 1,
      says: "acme.kaudit: …")
    Forgery(
      "no audit", "DELETE FROM audit", then: "status", 1,
      says: unreadable + "it does not say which audit it is")
    Forgery(
      "an opening that is none", "UPDATE audit SET opening = '{}'", then: "status", 1,
      says: unreadable + "it does not say which audit it is")
    Forgery(
      "an audit called ../../x", "UPDATE audit SET opening = replace(opening, 'acme', '../../x')",
      then: "run audit.yaml", 1,
      says: "error: `acme.kaudit` is the record of the audit `../../x`, not of `acme`")
    Forgery(
      "a description that is none", "UPDATE audit SET description = '[]'", then: "status", 1,
      says: unreadable + "it does not say which audit it is")
    Forgery(
      "a day that is none", "UPDATE audit SET description = replace(description, '2026-01-31', '9999-99-99')",
      then: "verify", 1, says: "acme.kaudit: …")
    Forgery(
      "no files", "DELETE FROM file", then: "status", 1,
      says: unreadable + "`workflow.yaml` is not there as it was pinned")
    Forgery(
      "files of others", "UPDATE file SET bytes = zeroblob(100000)", then: "status", 1,
      says: unreadable + "`workflow.yaml` is not there as it was pinned")
    Forgery(
      "a body that is no JSON", "UPDATE log SET body = '{' WHERE sequence = 5", sealed: true, then: "verify",
      1,
      says: "acme.kaudit: event 5: its body is not of its kind…")
    Forgery(
      "a body 100,000 deep", "UPDATE log SET body = hostile(100000) WHERE sequence = 5", sealed: true,
      then: "verify", 1, says: "acme.kaudit: event 5: its body is not of its kind…")
    Forgery(
      "a body of another kind", "UPDATE log SET kind = 'step_approved' WHERE sequence = 7", sealed: true,
      then: "verify", 1, says: "acme.kaudit: event 7:…")
    Forgery(
      "the beginning twice",
      "UPDATE log SET kind = 'audit_started', body = (SELECT body FROM log WHERE sequence = 1) WHERE sequence = 6",
      sealed: true, then: "verify", 1, says: "acme.kaudit: …")
    Forgery(
      "no beginning",
      "UPDATE log SET kind = 'step_submitted', body = '{\"step\":\"mandate\"}' WHERE sequence = 1",
      sealed: true, then: "verify", 1, says: "acme.kaudit: …")
    Forgery(
      "times and names that steer",
      "UPDATE log SET at = char(27) || '[31m', \"by\" = char(8238) || char(7) WHERE sequence = 5",
      sealed: true, then: "log", 0, says: "1  2026-02-02T09:00:00Z…")
    Forgery(
      "another newest time", "UPDATE log SET at = '9999-99-99T99:99:99Z' \(newest)", sealed: true,
      then: "verify",
      1, says: "acme.kaudit: step mandate: it is not as the log tells")
    Forgery(
      "an event taken out", "DELETE FROM log WHERE sequence = 5", sealed: true, then: "verify", 1,
      says: "acme.kaudit: event 5: it is missing")
    Forgery(
      "a trigger more", "CREATE TRIGGER more AFTER INSERT ON log BEGIN DELETE FROM entry; END",
      then: "status", 1,
      says: "error: `acme.kaudit` is not a record of Kaudit: its tables are not those of a record")
    Forgery(
      "a view in the place of a table", "DROP TABLE reference",
      "CREATE VIEW reference AS SELECT 1 AS to_step", then: "status", 1,
      says: "error: `acme.kaudit` is not a record of Kaudit:…")
    Forgery("a newer format", "PRAGMA user_version = 99", then: "status", 1, says: "error: `acme.kaudit`…")
    Forgery(
      "another program's", "PRAGMA application_id = 1", then: "status", 1,
      says: "error: `acme.kaudit` is not a record of Kaudit: it was made by another program")
  }
}
