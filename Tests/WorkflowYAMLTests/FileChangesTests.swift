import AuditCore
import Diagnostics
import TestSupport
import Testing
import WorkflowYAML

/// An audit file beside an audit as it stands.
@Suite struct FileChangesTests {
  private static let before = """
    team:
      members:
        - {person: Ada, kind: leader, units: [sales]}
        - {person: Bo, kind: general}
    """

  /// The audit once a file was taken in, and then other things happened.
  private func state(
    after text: String = before, then commands: [Command] = []
  ) throws -> AuditState {
    let workflow = try Reading.smallWorkflow()
    var state = AuditState(workflow: workflow)
    var sequence = 0
    func take(_ command: Command) throws {
      for event in try decide(command, by: "Ada", in: state) {
        sequence += 1
        state.evolve(by: event, Stamp(sequence: sequence, at: "2026-02-01T10:00:00Z", by: "Ada"))
      }
    }
    try take(
      .start(
        Opening(
          audit: "acme", workflow: workflow.id, version: workflow.version,
          description: Description(language: .english), files: [])))
    for change in try changes(text, in: state).flatMap(\.commands) { try take(change) }
    for command in commands { try take(command) }
    return state
  }

  private func changes(_ text: String, in state: AuditState) throws -> [FileChanges] {
    let (file, diagnostics) = try Reading.audit(saying: text + "\n")
    #expect(Reading.text(diagnostics) == "")
    return try #require(file).steps.map { $0.changes(in: state) }
  }

  private func ada(_ field: FieldID, _ value: Value, _ origin: Origin = .person) -> Command {
    .answer(EntryID("members", EntryKey(["Ada"])), [FieldAnswer(field, Answer(value))], origin: origin)
  }

  @Test func asksForEverythingOfANewFile() throws {
    let state = AuditState(workflow: try Reading.smallWorkflow())
    let changes = try changes(Self.before, in: state)
    #expect(changes.flatMap(\.clashes).isEmpty)
    #expect(
      changes.flatMap(\.commands) == [
        .answer(
          EntryID("members", EntryKey(["Ada"])),
          [
            FieldAnswer("kind", Answer(.text("leader"))),
            FieldAnswer("units", Answer(.list([.text("sales")]))),
          ], origin: .file),
        .answer(
          EntryID("members", EntryKey(["Bo"])), [FieldAnswer("kind", Answer(.text("general")))], origin: .file
        ),
      ])
  }

  @Test func asksForNothingWhenTheFileIsTheSame() throws {
    let changes = try changes(Self.before, in: state())
    #expect(changes.flatMap(\.commands).isEmpty)
    #expect(changes.flatMap(\.clashes).isEmpty)
  }

  @Test func asksOnlyForWhatIsNewOrChanged() throws {
    let after = Self.before.replacing("Bo, kind: general", with: "Bo, kind: leader") + "\n    - {person: Cy}"
    let changes = try changes(after, in: state())
    #expect(
      changes.flatMap(\.commands) == [
        .answer(
          EntryID("members", EntryKey(["Bo"])), [FieldAnswer("kind", Answer(.text("leader")))], origin: .file),
        .answer(EntryID("members", EntryKey(["Cy"])), [], origin: .file),
      ])
  }

  @Test func takesBackAFieldThatTheFileNoLongerGives() throws {
    let changes = try changes(Self.before.replacing(", units: [sales]", with: ""), in: state())
    #expect(changes.flatMap(\.commands) == [ada("units", .none, .file)])
  }

  @Test func removesARowThatTheFileNoLongerHas() throws {
    let after = "team:\n  members:\n    - {person: Bo, kind: general}"
    let changes = try changes(after, in: state())
    #expect(changes.flatMap(\.commands) == [.remove(EntryID("members", EntryKey(["Ada"])), origin: .file)])
  }

  @Test func whatTheFileOnlyPutOffMayBeAnsweredElsewhere() throws {
    let text = Self.before.replacing("units: [sales]", with: "units: {later: not asked yet}")
    let state = try state(after: text, then: [ada("units", .list([.text("sales")]))])
    let changes = try changes(text, in: state)
    #expect(changes.flatMap(\.commands).isEmpty)
    #expect(changes.flatMap(\.clashes).isEmpty)
  }

  @Test func reportsAnAnswerThatAPersonGaveOtherwise() throws {
    let state = try state(then: [ada("kind", .text("general"))])
    let changes = try changes(Self.before, in: state)
    #expect(changes.flatMap(\.commands).isEmpty)
    let clash = try #require(changes.flatMap(\.clashes).first)
    #expect(clash.id == EntryID("members", EntryKey(["Ada"])))
    #expect(clash.field == "kind")
    #expect(clash.inFile == Answer(.text("leader")))
    #expect(clash.known == Answer(.text("general")))
    #expect(clash.entry?.span(of: "kind").start.line == 5)
  }

  @Test func agreesWithAPersonWhoSaysTheSame() throws {
    let state = try state(
      after: "team:\n  members:\n    - {person: Ada, kind: leader}",
      then: [ada("units", .list([.text("sales")]))])
    let changes = try changes(
      "team:\n  members:\n    - {person: Ada, kind: leader, units: [sales]}", in: state)
    #expect(changes.flatMap(\.commands).isEmpty)
    #expect(changes.flatMap(\.clashes).isEmpty)
  }

  @Test func doesNotTakeBackWhatAPersonAnswered() throws {
    let state = try state(
      after: "team:\n  members:\n    - {person: Ada, kind: leader}",
      then: [ada("units", .list([.text("sales")]))])
    let changes = try changes("team:\n  members:\n    - {person: Ada, kind: leader}", in: state)
    #expect(changes.flatMap(\.commands).isEmpty)
    #expect(changes.flatMap(\.clashes).isEmpty)
  }

  @Test func reportsARemovedRowOfWhichAPersonAnsweredPart() throws {
    let state = try state(then: [ada("since", .text("2026-01-01"))])
    let changes = try changes("team:\n  members:\n    - {person: Bo, kind: general}", in: state)
    #expect(changes.flatMap(\.commands).isEmpty)
    let clash = try #require(changes.flatMap(\.clashes).first)
    #expect(clash.id == EntryID("members", EntryKey(["Ada"])))
    #expect(clash.field == nil)
    #expect(clash.inFile == nil)
  }

  @Test func leavesARowAloneThatAPersonAdded() throws {
    let added = Command.answer(
      EntryID("members", EntryKey(["Cy"])), [FieldAnswer("kind", Answer(.text("general")))])
    let changes = try changes(Self.before, in: state(then: [added]))
    #expect(changes.flatMap(\.commands).isEmpty)
    #expect(changes.flatMap(\.clashes).isEmpty)
  }

  @Test func doesNotBeginAFormOfWhichTheFileSaysNothing() throws {
    let changes = try changes("facts: {name: , count: ~}", in: state())
    #expect(changes.flatMap(\.commands).isEmpty)
  }

  @Test func takesBackTheAnswersOfAFormThatIsLeftEmpty() throws {
    let changes = try changes("team:\n  mandate:", in: state(after: "team: {mandate: {access: all}}"))
    #expect(
      changes.flatMap(\.commands) == [
        .answer(EntryID("mandate"), [FieldAnswer("access", .withdrawn)], origin: .file)
      ])
  }
}
