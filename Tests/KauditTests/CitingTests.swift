import AuditCore
import Diagnostics
import TestSupport
import Testing
import WorkflowYAML

@testable import kaudit

/// What is asked next inside tables whose fields have rules, and after the evidence of answers.
@Suite struct CitingTests {
  /// An audit of the workflow `claims.yaml` in memory, with or without receipts to cite.
  private struct Claims {
    private(set) var state: AuditState
    var course = Course()

    init(receipts: [String] = ["R1", "R2"]) throws {
      let source = SourceFile(name: "claims.yaml", bytes: try fixtureBytes("dialogues/files/claims.yaml"))
      let workflow = try #require(WorkflowReader.read(source) { _ in nil }.workflow).workflow
      state = AuditState(workflow: workflow)
      let opening = Opening(
        audit: "claims", workflow: "claims", version: "1.0.0", description: Description(language: .english),
        files: [])
      state.evolve(by: .auditStarted(opening), Stamp(sequence: 1, at: "2026-01-05T09:00:00Z", by: "Ada"))
      for receipt in receipts {
        try answer(EntryID("receipts", EntryKey([receipt])), ["kind": Answer(.text("ticket"))])
      }
      try carryOut(.submit("receipts"))
    }

    mutating func carryOut(_ command: Command) throws {
      for event in try decide(command, by: "Ada", in: state) {
        state.evolve(
          by: event, Stamp(sequence: state.sequence + 1, at: "2026-01-05T09:00:00Z", by: "Ada"))
      }
    }

    mutating func answer(_ entry: EntryID, _ answers: [FieldID: Answer]) throws {
      let given = answers.sorted { $0.key < $1.key }.map { FieldAnswer($0.key, $0.value) }
      try carryOut(.answer(entry, given))
    }

    /// The form with a total and these rides.
    mutating func claim(total: Answer, abroad: Bool = false, rides: [Record]) throws {
      try answer(
        EntryID("claim"),
        [
          "purpose": Answer(.text("Fair")), "total": total, "is_abroad": Answer(.boolean(abroad)),
          "rides": Answer(.list(rides.map(Value.record))),
        ])
    }

    func next(_ step: StepInstance) -> Question? {
      Agenda(state, person: "Ada", course: course).next(in: step)
    }
  }

  private let claim = EntryID("claim")

  private func ride(_ row: Int, _ part: FieldID) -> Question {
    .answer(Spot(claim, "rides", row: row, part: part))
  }

  @Test func asksThePartsOfARowWhoseConditionsHold() throws {
    var claims = try Claims()
    try claims.claim(total: Answer(.integer(1)), rides: [["by": .text("train")], ["by": .text("car")]])
    #expect(claims.next("claim") == ride(1, "distance"))
    try claims.claim(
      total: Answer(.integer(1)), abroad: true, rides: [["by": .text("car"), "distance": .integer(3)]])
    #expect(claims.next("claim") == ride(0, "insurance"))
  }

  @Test func asksWhatAnExpressionRequiresInARow() throws {
    var claims = try Claims()
    try claims.claim(total: Answer(.integer(1)), rides: [["by": .text("car"), "distance": .integer(400)]])
    #expect(claims.next("claim") == .submit("claim"))
    try claims.claim(total: Answer(.integer(1)), rides: [["by": .text("car"), "distance": .integer(600)]])
    #expect(claims.next("claim") == ride(0, "reason"))
  }

  @Test func beginsARowWithWhatIsAskedInANewOne() throws {
    var claims = try Claims()
    try claims.answer(
      claim,
      ["purpose": Answer(.text("Fair")), "total": Answer(.integer(1)), "is_abroad": Answer(.boolean(true))])
    #expect(claims.next("claim") == ride(0, "by"))
  }

  @Test func asksForTheEvidenceThatARuleWants() throws {
    var claims = try Claims()
    try claims.answer(claim, ["purpose": Answer(.text("Fair")), "total": Answer(.integer(500))])
    let citing = Question.cite(Spot(claim, "total"))
    #expect(claims.next("claim") == citing)
    try claims.answer(claim, ["total": Answer(.integer(500), evidence: ["R1"])])
    #expect(claims.next("claim") == citing)
    try claims.answer(claim, ["total": Answer(.integer(500), evidence: ["R1", "R2"])])
    #expect(claims.next("claim") == .answer(Spot(claim, "is_abroad")))
  }

  @Test func doesNotAskForEvidenceTwiceInARunNorWhereThereIsNone() throws {
    var claims = try Claims()
    try claims.answer(claim, ["purpose": Answer(.text("Fair")), "total": Answer(.integer(500))])
    claims.course.pass(.cite(Spot(claim, "total")))
    #expect(claims.next("claim") == .answer(Spot(claim, "is_abroad")))
    claims = try Claims(receipts: [])
    try claims.answer(claim, ["purpose": Answer(.text("Fair")), "total": Answer(.integer(500))])
    #expect(claims.next("claim") == .answer(Spot(claim, "is_abroad")))
  }

  @Test func evidenceOfAnEntryIsCitedByItsFirstAnswer() throws {
    var claims = try Claims()
    let payment = EntryID("payments", EntryKey(["P1"]))
    try claims.answer(payment, ["amount": Answer(.integer(3))])
    #expect(claims.next("payments") == .cite(Spot(payment, "amount")))
    try claims.answer(payment, ["amount": Answer(.integer(3), evidence: ["R1"])])
    #expect(claims.next("payments") == .newKey("payments", []))
  }
}
