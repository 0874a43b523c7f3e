import AuditCore
import CEL
import Testing

/// Whose turn it is, and by when.
@Suite struct TurnTests {
  private static func rule(_ text: String, this: StepID? = nil, each: Each? = nil) throws -> Rule {
    let checked = try Expression(parsing: text).check(in: plain.scope.environment(Stand(this, each: each)))
    return Rule(text: text, program: try #require(checked.program), mentions: checked.mentions)
  }

  private static let plain = workflow([:])
  private static let group = Each(name: "group", title: Text("Group"), register: "groups")

  /// A team, groups with owners, a talk with each, and a report that the sponsor signs.
  private static func workflow(_ assignments: [StepID: Assignment], scope: Scope? = nil) -> Workflow {
    let roles = Vocabulary(
      name: "roles", items: ["sponsor", "auditor"].map { .init(key: $0, label: Text($0)) })
    func field(_ id: FieldID, _ type: FieldType) -> Field { Field(id: id, title: Text(id.name), type: type) }
    func step(
      _ id: StepID, _ kind: Step.Kind, parent: StepID? = nil, each: Each? = nil, by role: String? = nil
    )
      -> Step
    {
      Step(
        id: id, title: Text(id.name), phase: "only", parent: parent, kind: kind, each: each, approver: role,
        assignment: assignments[id])
    }
    return Workflow(
      id: "turns", version: "1.0.0", title: Text("Turns"), roles: roles,
      phases: [.init(id: "only", title: Text("Only"))],
      steps: [
        step(
          "members",
          .collect(
            Register(key: ["person"], fields: [field("person", .text), field("roles", .choices(of: roles))]))),
        step(
          "groups",
          .collect(
            Register(
              key: ["id"],
              fields: [field("id", .text), field("owner", .reference(to: "members")), field("end", .date)]))),
        step("talks", .ask(Form(fields: [field("note", .text)])), each: group),
        step("work", .group(["report"])),
        step("report", .ask(Form(fields: [field("text", .text)])), parent: "work", by: "sponsor"),
      ], scope: scope)
  }

  /// Ada audits, Bo sponsors; Ada owns the first group, and nobody the second.
  private func audit(_ assignments: [StepID: Assignment]) throws -> Scenario {
    // Rules are checked against the shapes that they read.
    var scenario = Scenario(Self.workflow(assignments, scope: Self.plain.scope))
    for (person, role) in [("Ada", "auditor"), ("Bo", "sponsor")] {
      try scenario.answer(EntryID("members", EntryKey([person])), ["roles": .list([.text(role)])])
    }
    try scenario.when(.submit(StepInstance("members")))
    try scenario.answer(
      EntryID("groups", EntryKey(["g1"])), ["owner": .text("Ada"), "end": .text("2026-01-30")])
    try scenario.answer(EntryID("groups", EntryKey(["g2"])), ["end": .text("2026-01-31")])
    return scenario
  }

  private func turn(of step: StepInstance, _ assignments: [StepID: Assignment]) throws -> Turn? {
    Turns(try audit(assignments).state).turn(of: step)
  }

  @Test func aRoleIsTheTurnOfAllWhoHoldIt() throws {
    let report = StepInstance("report")
    #expect(
      try turn(of: report, ["report": Assignment(.init(assignee: .role("auditor"), due: .day("2026-01-31")))])
        == Turn(role: "auditor", roleTitle: Text("auditor"), people: ["Ada"], due: "2026-01-31"))
    #expect(try turn(of: report, [:]) == nil)
  }

  @Test(arguments: [("2026-01-30", true), ("2026-01-31", false), ("2026-02-01", false)])
  func whatWasDueBeforeTheDayOfTheAuditIsOverdue(day: String, isOverdue: Bool) throws {
    let turn = try turn(of: StepInstance("report"), ["report": Assignment(.init(due: .day(day)))])
    #expect(turn == Turn(due: day, isOverdue: isOverdue))
  }

  @Test func eachInstanceHasThePersonThatItsEntryNames() throws {
    let assignment = Assignment(
      .init(
        assignee: .person(try Self.rule("group.owner.person", each: Self.group)),
        due: .rule(try Self.rule("group.end", each: Self.group))))
    let turns = Turns(try audit(["talks": assignment]).state)
    #expect(
      turns.turn(of: StepInstance("talks", EntryKey(["g1"])))
        == Turn(people: ["Ada"], due: "2026-01-30", isOverdue: true))
    // The owner of the second group is not known yet.
    #expect(turns.turn(of: StepInstance("talks", EntryKey(["g2"]))) == Turn(people: [], due: "2026-01-31"))
  }

  @Test func eachEntryHasItsOwnPersonAndDay() throws {
    let assignment = Assignment(
      .init(),
      entries: .init(
        assignee: .person(try Self.rule("this.owner.person", this: "groups")),
        due: .rule(try Self.rule("this.end", this: "groups"))))
    let turns = Turns(try audit(["groups": assignment]).state)
    #expect(turns.turn(of: StepInstance("groups")) == nil)
    #expect(
      turns.entries(of: StepInstance("groups")).map(\.turn) == [
        Turn(people: ["Ada"], due: "2026-01-30", isOverdue: true), Turn(people: [], due: "2026-01-31"),
      ])
    #expect(turns.entries(of: StepInstance("members")).isEmpty)
  }

  @Test func aGroupSpeaksForTheStepsInIt() throws {
    let whole = Assignment(.init(assignee: .role("sponsor"), due: .day("2026-03-01")))
    let report = StepInstance("report")
    #expect(
      try turn(of: report, ["work": whole])
        == Turn(role: "sponsor", roleTitle: Text("sponsor"), people: ["Bo"], due: "2026-03-01"))
    let own = Assignment(.init(assignee: .role("auditor")))
    #expect(
      try turn(of: report, ["work": whole, "report": own])
        == Turn(role: "auditor", roleTitle: Text("auditor"), people: ["Ada"], due: "2026-03-01"))
  }

  @Test func whatAwaitsASignOffIsTheTurnOfWhoMayGiveIt() throws {
    var scenario = try audit(["report": Assignment(.init(assignee: .role("auditor")))])
    let report = StepInstance("report")
    try scenario.answer(EntryID("report"), ["text": .text("all is well")])
    try scenario.when(.submit(report))
    #expect(
      Turns(scenario.state).turn(of: report)
        == Turn(role: "sponsor", roleTitle: Text("sponsor"), people: ["Bo"]))
    try scenario.when(.approve(report, content: ""), by: "Bo")
    #expect(Turns(scenario.state).turn(of: report) == nil)
  }

  @Test func aRoleThatNobodyHoldsIsSaidToBeHeldByNobody() throws {
    let turns = Turns(
      AuditState(workflow: Self.workflow(["report": Assignment(.init(assignee: .role("auditor")))])))
    #expect(
      turns.turn(of: StepInstance("report"))
        == Turn(role: "auditor", roleTitle: Text("auditor"), people: [], isRoleHeld: false))
  }

  @Test func assigningOrdersNothing() throws {
    let assignment = Assignment(.init(assignee: .person(try Self.rule("groups[0].owner.person"))))
    let workflow = Self.workflow(["report": assignment])
    #expect(workflow.precedents(of: "report") == [])
    #expect(AuditState(workflow: workflow).stepsReadByTurns == ["members", "groups"])
  }
}
