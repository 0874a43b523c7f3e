import AuditCore
import Diagnostics
import TestSupport
import Testing
import WorkflowYAML

@testable import kaudit

/// What is asked next, from a state alone.
@Suite struct AgendaTests {
  /// An audit of the workflow `site.yaml` in memory.
  private struct Visit {
    private(set) var state: AuditState
    var course = Course()

    init() throws {
      let source = SourceFile(name: "site.yaml", bytes: try fixtureBytes("dialogues/files/site.yaml"))
      let workflow = try #require(WorkflowReader.read(source) { _ in nil }.workflow).workflow
      state = AuditState(workflow: workflow)
      let opening = Opening(
        audit: "site", workflow: "site-visit", version: "1.0.0", description: Description(language: .english),
        files: [])
      state.evolve(by: .auditStarted(opening), Stamp(sequence: 1, at: "2026-01-05T09:00:00Z", by: "Ada"))
    }

    mutating func carryOut(_ command: Command, by person: String = "Ada") throws {
      for event in try decide(command, by: person, in: state) {
        state.evolve(
          by: event, Stamp(sequence: state.sequence + 1, at: "2026-01-05T09:00:00Z", by: person))
      }
    }

    mutating func answer(_ entry: EntryID, _ answers: [FieldID: Value], by person: String = "Ada") throws {
      let given = answers.sorted { $0.key < $1.key }.map { FieldAnswer($0.key, Answer($0.value)) }
      try carryOut(.answer(entry, given), by: person)
    }

    func next(_ step: StepInstance, for person: String = "Ada") throws -> Question? {
      Agenda(state, person: person, course: course).next(in: step)
    }

    /// Members, rooms in the morning and at noon, both steps finished; Bo owns the room of noon.
    mutating func finishRooms() throws {
      for (person, role) in [("Ada", "auditor"), ("Bo", "sponsor"), ("Cy", "auditor")] {
        try answer(EntryID("members", EntryKey([person])), ["roles": .list([.text(role)])])
      }
      try carryOut(.submit("members"))
      try carryOut(.approve("members", content: "x"), by: "Bo")
      for time in ["morning", "noon"] {
        try answer(EntryID("rooms", EntryKey(["Ada", time])), ["state": .integer(2)])
      }
      try answer(EntryID("rooms", EntryKey(["Ada", "noon"])), ["owner": .text("Bo")])
      try carryOut(.submit("rooms"))
    }
  }

  private let plan = EntryID("plan")

  @Test func asksAFormInTheOrderOfItsFields() throws {
    var visit = try Visit()
    #expect(try visit.next("plan") == .answer(Spot(plan, "place")))
    try visit.answer(plan, ["place": .text("Leeds")])
    #expect(try visit.next("plan") == .answer(Spot(plan, "day")))
  }

  @Test func doesNotAskWhatSomebodyElseHasAnswered() throws {
    var visit = try Visit()
    try visit.answer(plan, ["place": .text("Leeds"), "day": .text("2026-03-04")], by: "Bo")
    #expect(try visit.next("plan") == .answer(Spot(plan, "times")))
  }

  @Test func asksAFieldOnlyWhileItsConditionHolds() throws {
    var visit = try Visit()
    try visit.answer(
      plan,
      [
        "place": .text("Leeds"), "day": .text("2026-03-04"), "times": .list([.text("noon")]),
        "people": .integer(2),
        "guided": .boolean(false),
      ])
    #expect(try visit.next("plan") == .answer(Spot(plan, "share")))
    try visit.answer(plan, ["guided": .boolean(true)])
    #expect(try visit.next("plan") == .answer(Spot(plan, "guide")))
  }

  @Test func asksAgainForWhatWasPutOffAndNotForWhatIsUnknown() throws {
    var visit = try Visit()
    try visit.answer(
      plan, ["place": .nonAnswer(.unknown, because: "no map"), "day": .nonAnswer(.later, because: "Monday")])
    #expect(try visit.next("plan") == .answer(Spot(plan, "day")))
    visit.course.passed.insert(.answer(Spot(plan, "day")))
    #expect(try visit.next("plan") == .answer(Spot(plan, "times")))
  }

  @Test func asksGroupsAndTablesPartByPart() throws {
    var visit = try Visit()
    try visit.answer(
      plan,
      [
        "place": .text("Leeds"), "day": .text("2026-03-04"), "times": .list([.text("noon")]),
        "people": .integer(2),
        "guided": .boolean(false), "share": .number(1), "tools": .list([]),
      ])
    #expect(try visit.next("plan") == .answer(Spot(plan, "contact", part: "name")))
    try visit.answer(plan, ["contact": .record(["name": .text("Bo"), "phone": .text("1")])])
    #expect(try visit.next("plan") == .answer(Spot(plan, "stops", row: 0, part: "where")))
    try visit.answer(plan, ["stops": .list([.record(["where": .text("hall")])])])
    #expect(try visit.next("plan") == .answer(Spot(plan, "stops", row: 0, part: "minutes")))
    try visit.answer(plan, ["stops": .list([.record(["where": .text("hall"), "minutes": .integer(5)])])])
    // More rows only where a row was begun in this run.
    #expect(try visit.next("plan") == .answer(Spot(plan, "notes")))
    visit.course.begunRows.insert(Spot(plan, "stops", row: 0))
    #expect(try visit.next("plan") == .answer(Spot(plan, "stops", row: 1, part: "where")))
    visit.course.pass(.answer(Spot(plan, "stops")))
    visit.course.pass(.answer(Spot(plan, "notes")))
    #expect(try visit.next("plan") == .submit("plan"))
  }

  @Test func completesEntriesBeforeItAsksForNewOnes() throws {
    var visit = try Visit()
    try visit.finishRooms()
    try visit.carryOut(.answer(EntryID("rooms", EntryKey(["Cy", "noon"])), [], because: "forgotten"))
    let entry = EntryID("rooms", EntryKey(["Cy", "noon"]))
    // What is optional is asked of entries of this run only.
    #expect(try visit.next("rooms") == .answer(Spot(entry, "state")))
    visit.course.begin(entry)
    #expect(try visit.next("rooms") == .answer(Spot(entry, "owner")))
    try visit.answer(entry, ["state": .integer(1), "owner": .text("Bo")])
    #expect(try visit.next("rooms") == .newKey("rooms", []))
    visit.course.drafts["rooms"] = [.text("Ada")]
    #expect(try visit.next("rooms") == .newKey("rooms", [.text("Ada")]))
    visit.course.pass(.newKey("rooms", []))
    #expect(try visit.next("rooms") == .submit("rooms"))
  }

  @Test func asksRatersForTheirOwnScoresOnly() throws {
    var visit = try Visit()
    try visit.finishRooms()
    let morning = EntryID("scores", EntryKey(["Ada", "morning", "Ada"]))
    #expect(try visit.next("scores") == .join("scores"))
    visit.course.joined.insert("scores")
    #expect(try visit.next("scores") == .answer(Spot(morning, "score")))
    try visit.answer(morning, ["score": .integer(1)])
    visit.course.joined = []
    // Who has scored once is not asked whether; and nobody scores what he or she owns.
    #expect(
      try visit.next("scores") == .answer(Spot(EntryID("scores", EntryKey(["Ada", "noon", "Ada"])), "score")))
    visit.course.joined.insert("scores")
    let bo = EntryID("scores", EntryKey(["Ada", "morning", "Bo"]))
    #expect(try visit.next("scores", for: "Bo") == .answer(Spot(bo, "score")))
    try visit.answer(bo, ["score": .integer(3)], by: "Bo")
    #expect(try visit.next("scores", for: "Bo") == .submit("scores"))
    // Two raters are enough for the morning.
    let cy = EntryID("scores", EntryKey(["Ada", "noon", "Cy"]))
    #expect(try visit.next("scores", for: "Cy") == .answer(Spot(cy, "score")))
  }

  @Test func asksWhetherStaleEntriesStand() throws {
    var visit = try Visit()
    try visit.finishRooms()
    try visit.carryOut(
      .answer(
        EntryID("members", EntryKey(["Ada"])), [FieldAnswer("roles", Answer(.list([.text("sponsor")])))],
        because: "promoted"))
    visit.course.pass(.newKey("rooms", []))
    #expect(try visit.next("rooms") == .confirm("rooms", EntryKey(["Ada", "morning"])))
  }

  @Test func asksNothingOfAClosedOrLockedStep() throws {
    let visit = try Visit()
    #expect(Agenda.open(in: visit.state) == ["plan", "members", "notes"])
  }

  @Test func goesBackAlongTheQuestionsThatWereAnswered() {
    var course = Course()
    let questions = ["a", "b", "c"].map { Question.answer(Spot(EntryID("plan"), FieldID($0))) }
    #expect(course.back(from: questions[0]) == nil)
    course.settle(questions[0])
    course.settle(questions[1])
    #expect(course.back(from: questions[2]) == questions[1])
    #expect(course.back(from: questions[1]) == questions[0])
    #expect(course.back(from: questions[0]) == nil)
  }
}
