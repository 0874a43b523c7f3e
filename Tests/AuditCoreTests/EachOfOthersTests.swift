import AuditCore
import Diagnostics
import Testing
import WorkflowYAML

/// Instances beside each other: what they read of other entries, rate of their own, and sign together.
@Suite struct EachOfOthersTests {
  private static let text = """
    kaudit: 1
    workflow: others
    version: 1.0.0
    title: Others
    languages: [en]
    roles: {lead: Lead}
    scales:
      level: {min: 1, max: 3, labels: {1: a, 2: b, 3: c}}
    phases:
      - phase: only
        title: Only
        steps:
          - step: members
            title: Members
            collect:
              key: person
              fields:
                person: {type: text}
                roles: {type: choices, of: roles, required: false}
          - step: groups
            title: Groups
            collect:
              key: id
              fields:
                id: {type: text}
                size: {type: integer}
                parent: {type: reference, to: groups, required: false}
          - step: work
            title: Work
            approve: lead
            steps:
              - step: check
                title: Check
                each: {group: groups}
                ask: {fields: {note: {type: text, required: "group.size > 10"}}}
                checks:
                  - that: "!has(group.parent) || group.parent.size > 0"
                    message: the parent is empty
          - step: wishes
            title: Wishes
            each: {group: groups}
            collect: {key: wish, fields: {wish: {type: text}}}
          - step: scores
            title: Scores
            each: {group: groups}
            rate: {subjects: wishes, scale: level, raters: 1}
    """

  private static let workflow: Workflow = {
    let (loaded, diagnostics) = WorkflowReader.read(SourceFile(name: "others.yaml", text: text)) { _ in nil }
    precondition(
      loaded != nil, diagnostics.map { DiagnosticPrinter(colour: false).text($0) }.joined(separator: "\n"))
    return loaded?.workflow ?? Workflow(id: "", version: "", title: Text(""), phases: [], steps: [])
  }()

  private func entry(_ step: StepID, _ key: String...) -> EntryID { EntryID(step, EntryKey(key)) }
  private func check(_ group: String) -> StepInstance { StepInstance("check", EntryKey([group])) }

  /// A lies in B; both are checked, and Lee has signed.
  private func signed() throws(Refusal) -> Scenario {
    var scenario = Scenario(Self.workflow)
    try scenario.answer(entry("members", "Lee"), ["roles": .list([.text("lead")])])
    try scenario.when(.submit("members"))
    try scenario.answer(entry("groups", "B"), ["size": .integer(5)])
    try scenario.answer(entry("groups", "A"), ["size": .integer(20), "parent": .text("B")])
    try scenario.when(.submit("groups"))
    try scenario.answer(entry("check", "A"), ["note": .text("large")])
    try scenario.when(.submit("check"))
    try scenario.when(.approve("work", content: "c"), by: "Lee")
    return scenario
  }

  @Test func anEntryReadThroughAnotherMakesItStale() throws {
    var scenario = try signed()
    try scenario.answer(entry("groups", "B"), because: "recount", ["size": .integer(-1)])
    #expect(scenario.state.state(of: check("A")) == .stale)
  }

  @Test func aSignOffOfAGroupDoesNotCoverWhatComesLater() throws {
    var scenario = try signed()
    #expect(scenario.state.state("work") == .done)
    try scenario.answer(entry("groups", "C"), because: "founded", ["size": .integer(1)])
    #expect(scenario.state.row("work")?.signOff == nil)
    try scenario.when(.submit("groups"))
    try scenario.when(.submit(check("C")))
    try scenario.when(.confirm("check", []))
    #expect(scenario.state.state("work") == .submitted)
  }

  @Test func whatIsRequiredMayHangOnTheEntry() throws {
    let bindings = AuditBindings(try signed().state)
    let note = try #require(Self.workflow["check"]?.field("note"))
    #expect(bindings.requires(note, at: entry("check", "A")))
    #expect(!bindings.requires(note, at: entry("check", "B")))
  }

  @Test func anInstanceRatesWhatIsItsOwn() throws {
    var scenario = try signed()
    try scenario.answer(entry("wishes", "A", "speed"), [:])
    try scenario.answer(entry("wishes", "B", "calm"), [:])
    try scenario.when(.submit("wishes"))
    let scores = StepInstance("scores", EntryKey(["A"]))
    guard case .incomplete(_, let obstacles)? = scenario.refusal(of: .submit(scores)) else {
      Issue.record("handed in without a score")
      return
    }
    #expect(obstacles.map(\.entry) == [entry("scores", "A", "A", "speed")])
    try scenario.answer(entry("scores", "A", "A", "speed", "Lee"), by: "Lee", ["score": .integer(2)])
    #expect(scenario.refusal(of: .submit(scores)) == nil)
  }
}
