import AuditCore
import Diagnostics
import Testing
import WorkflowYAML

/// A workflow that includes another one twice, and what an audit by it does.
@Suite struct IncludingTests {
  private static let files = [
    "talks.yaml": """
    kaudit: 1
    workflow: talks
    version: 2.0.0
    title: Talks
    languages: [en]
    evidence: notes
    roles: {reviewer: Reviewer}
    vocabularies: {mood: {good: Good, bad: Bad}}
    checks:
      - {that: notes.size() < 3, message: too many notes}
    phases:
      - phase: before
        title: Before
        steps:
          - step: people
            title: People
            collect:
              key: person
              fields:
                person: {type: text}
                roles: {type: choices, of: roles, required: false}
                letters: {type: integer, value: this.person.size()}
                nickname: {type: text, when: this.letters > 3}
            checks:
              - {that: "people.all(p, p.letters < 9)", message: a name is too long}
      - phase: during
        title: During
        when: people.size() > 1
        steps:
          - step: notes
            title: Notes
            approve: reviewer
            collect:
              key: id
              fields:
                id: {type: text}
                about: {type: reference, to: people}
                mood: {type: choice, of: mood}
              checks:
                - {that: this.about.letters > 2, message: about somebody of a short name}
          - step: each_person
            title: One by one
            each: {someone: people}
            when: someone.letters > 3
            ask: {fields: {said: {type: text}}}
    """,
    "outer.yaml": """
    kaudit: 1
    workflow: outer
    version: 1.0.0
    title: Outer
    languages: [en]
    roles: {reviewer: Somebody else, chief: Chief}
    phases:
      - phase: only
        title: Only
        steps:
          - step: people
            title: Those who ask
            collect: {key: person, fields: {person: {type: text}, roles: {type: choices, of: roles, required: false}}}
          - step: first
            title: First
            needs: people
            include: talks
          - step: second
            title: Second
            when: first_people.exists(p, p.letters > 4)
            approve: chief
            include: talks.yaml
          - step: sum
            title: Sum
            ask:
              fields:
                letters: {type: integer, value: "first_people.filter(p, p.letters > 3).size()"}
                called: {type: text, required: "first_people.exists(p, has(p.nickname))"}
                whom: {type: reference, to: first_people}
    """,
  ]

  static func workflow(_ name: String = "outer.yaml") throws -> Workflow {
    let source = SourceFile(name: name, text: files[name] ?? "")
    let (loaded, diagnostics) = WorkflowReader.read(source) { name in
      files[name].map { SourceFile(name: name, text: $0) }
    }
    #expect(diagnostics.map(\.message) == [])
    return try #require(loaded).workflow
  }

  private func begun() throws -> Scenario {
    var scenario = Scenario(try Self.workflow())
    try scenario.answer(EntryID("people", EntryKey(["Ada"])), ["roles": .list([.text("reviewer")])])
    try scenario.when(.submit("people"))
    return scenario
  }

  private func person(_ name: String, in round: String = "first") -> EntryID {
    EntryID(StepID("\(round)_people"), EntryKey([name]))
  }

  @Test func flattensTheStepsUnderNamesOfTheirOwn() throws {
    let workflow = try Self.workflow()
    let names = ["people", "notes", "each_person"]
    #expect(
      workflow.steps.map(\.id.name) == ["people", "first"] + names.map { "first_\($0)" } + ["second"]
        + names.map { "second_\($0)" } + ["sum"])
    #expect(workflow.children(of: "first").map(\.name) == names.map { "first_\($0)" })
    #expect(workflow["first_notes"]?.name == "notes")
    #expect(workflow["people"]?.name == "people")
    #expect(workflow.parts.map(\.step) == ["first", "second"])
  }

  @Test func waitsForWhatTheIncludingStepNeeds() throws {
    var scenario = Scenario(try Self.workflow())
    #expect(scenario.state.state("first_people") == .locked)
    scenario = try begun()
    #expect(scenario.state.state("first_people") == .ready)
    #expect(scenario.state.state("first_notes") == .locked)
    // What the condition of the second round reads must be there first.
    #expect(scenario.state.state("second_people") == .locked)
  }

  @Test func computesAndJudgesInsideAsIfItStoodAlone() throws {
    var scenario = try begun()
    try scenario.answer(person("Bo"), [:])
    try scenario.answer(person("Constantine"), ["nickname": .text("Con")])
    let bindings = AuditBindings(scenario.state)
    #expect(bindings.datum(person("Constantine"), "letters") == .integer(11))
    #expect(bindings.column("first_people", "letters") == [.integer(2), .integer(11)])
    let failed = Completeness(scenario.state).obstacles(of: "first_people")
    #expect(failed.map(\.words) == [.checkFailed(Text("a name is too long"))])
    try scenario.when(.remove(person("Constantine"), because: nil))
    try scenario.answer(person("Cyril"), ["nickname": .text("Cy")])
    try scenario.when(.submit("first_people"))
    #expect(scenario.state.state("first_people") == .done)
    #expect(scenario.state.state("first_notes") == .ready)
  }

  @Test func keepsTheConditionOfAPhaseAndOfItsEntries() throws {
    var scenario = try begun()
    try scenario.answer(person("Bo"), [:])
    try scenario.when(.submit("first_people"))
    // One person is too few for the second phase, and too short a name for the second round.
    #expect(scenario.state.state("first_notes") == .notAsked)
    #expect(scenario.state.state("first_each_person") == .notAsked)
    #expect(scenario.state.state("first") == .done)
    #expect(scenario.state.state("second_people") == .notAsked)
    try scenario.answer(person("Cyril"), because: "came later", ["nickname": .text("Cy")])
    try scenario.when(.submit("first_people"))
    #expect(scenario.state.state("first_notes") == .ready)
    #expect(scenario.state.state(of: StepInstance("first_each_person", EntryKey(["Bo"]))) == .notAsked)
    #expect(scenario.state.state(of: StepInstance("first_each_person", EntryKey(["Cyril"]))) == .ready)
    #expect(scenario.state.state("second_people") == .ready)
  }

  @Test func keepsTwoSetsOfAnswersApart() throws {
    var scenario = try begun()
    try scenario.answer(person("Cyril"), ["nickname": .text("Cy")])
    try scenario.when(.submit("first_people"))
    try scenario.answer(person("Dora", in: "second"), ["nickname": .text("Do")])
    #expect(scenario.state.entries(of: "first_people").map(\.key.written) == ["Cyril"])
    #expect(scenario.state.entries(of: "second_people").map(\.key.written) == ["Dora"])
    let note = EntryID("second_notes", EntryKey(["N1"]))
    #expect(throws: Refusal.self) {
      try scenario.answer(note, ["about": .text("Cyril"), "mood": .text("good")])
    }
  }

  @Test func readsAnswersOfTheIncludedWorkflowAroundIt() throws {
    var scenario = try begun()
    try scenario.answer(person("Cyril"), ["nickname": .text("Cy")])
    try scenario.when(.submit("first_people"))
    let bindings = AuditBindings(scenario.state)
    #expect(bindings.datum(EntryID("sum"), "letters") == nil)
    try scenario.answer(EntryID("sum"), ["whom": .text("Cyril")])
    let after = AuditBindings(scenario.state)
    #expect(after.datum(EntryID("sum"), "letters") == .integer(1))
    #expect(
      Completeness(scenario.state).obstacles(of: "sum") == [Obstacle(EntryID("sum"), "called", .unanswered)])
    try scenario.answer(EntryID("sum"), ["called": .text("Cy")])
    try scenario.when(.submit("sum"))
    #expect(scenario.state.state("sum") == .done)
    // The grain: what `sum` names is overtaken by a change inside.
    try scenario.answer(person("Cyril"), because: "misheard", ["nickname": .text("Cyr")])
    #expect(scenario.state.state("sum") == .stale)
  }

  @Test func citesTheEvidenceOfItsOwnPart() throws {
    let workflow = try Self.workflow()
    #expect(workflow.evidence(of: "first_people") == "first_notes")
    #expect(workflow.evidence(of: "second_people") == "second_notes")
    #expect(workflow.evidence(of: "first_notes") == nil)
    #expect(workflow.evidence(of: "people") == nil)
  }

  @Test func tellsRolesOfTheSameNameApart() throws {
    let workflow = try Self.workflow()
    #expect(workflow.title(ofRole: "reviewer", at: "people")[.english] == "Somebody else")
    #expect(workflow.title(ofRole: "reviewer", at: "first_notes")[.english] == "Reviewer")
    #expect(workflow.everyRole.map(\.name) == ["reviewer", "chief", "first_reviewer"])
    var scenario = try begun()
    try scenario.answer(person("Bo"), ["roles": .list([.text("reviewer")])])
    #expect(scenario.state.holders(of: "reviewer", at: "first_notes") == ["Bo"])
    #expect(scenario.state.holders(of: "reviewer", at: "people") == ["Ada"])
  }

  @Test func triesTheChecksOfTheWholeOnTheIncludingStep() throws {
    var scenario = try begun()
    try scenario.answer(person("Bob"), ["roles": .list([.text("reviewer")])])
    try scenario.answer(person("Cyr"), [:])
    try scenario.when(.submit("first_people"))
    for id in ["N1", "N2", "N3"] {
      try scenario.answer(
        EntryID("first_notes", EntryKey([id])), ["about": .text("Cyr"), "mood": .text("good")])
    }
    let refusal = try #require(scenario.refusal(of: .submit("first_notes")))
    guard case .incomplete(_, let obstacles) = refusal else { throw refusal }
    #expect(obstacles.map(\.entry) == [EntryID("first")])
    #expect(obstacles.map(\.words) == [.checkFailed(Text("too many notes"))])
    try scenario.when(.remove(EntryID("first_notes", EntryKey(["N3"])), because: nil))
    try scenario.when(.submit("first_notes"))
    #expect(scenario.state.state("first_notes") == .submitted)
    try scenario.when(.approve("first_notes", content: ""), by: "Bob")
    #expect(scenario.state.state("first") == .done)
  }

  @Test func derivesTheSameOrderInside() throws {
    let outer = try Self.workflow()
    let talks = try Self.workflow("talks.yaml")
    #expect(outer.precedents(of: "first_people") == ["people"])
    for own in talks.steps {
      let expected = Set(talks.precedents(of: own.id).map { "first_\($0)" })
      let found = Set(outer.precedents(of: StepID("first_\(own.id)")).map(\.name)).subtracting(["people"])
      #expect(found == expected, "\(own.id)")
    }
  }
}
