import AuditCore
import Testing

/// Fields and phases with conditions, checks of groups and of the audit, rules of evidence.
@Suite struct RuleTests {
  private let asset = EntryID("assets", EntryKey(["A"]))

  private func obstacles(_ scenario: Scenario, of step: StepInstance = "assets") -> [Obstacle] {
    Completeness(scenario.state).obstacles(of: step)
  }

  // MARK: Fields and phases

  @Test func onlyTheFieldsWhoseConditionHoldsAreAsked() throws {
    var scenario = try Scenario.ruled()
    try scenario.asset("A", "tacit")
    #expect(obstacles(scenario) == [Obstacle(asset, "holder", .unanswered)])
    try scenario.answer(asset, ["holder": .text("Ada")])
    #expect(obstacles(scenario) == [])
  }

  @Test func whatIsNotAskedAnyMoreIsKeptAndDropsOut() throws {
    var scenario = try Scenario.ruled()
    try scenario.asset("A", "explicit", ["place": .text("nowhere")])
    #expect(obstacles(scenario).map(\.words) == [.checkFailed(Text("no place"))])
    try scenario.asset("A", "tacit", ["holder": .text("Ada")])
    #expect(scenario.state.answer(asset, "place")?.value == .text("nowhere"))
    #expect(AuditBindings(scenario.state).datum(asset, "place") == nil)
    #expect(AuditBindings(scenario.state).column("assets", "place") == [nil])
    #expect(obstacles(scenario) == [])
    #expect(Completeness(scenario.state).warnings(of: "assets").contains(Obstacle(asset, "place", .setAside)))
    try scenario.asset("A", "explicit")
    #expect(AuditBindings(scenario.state).datum(asset, "place") == .text("nowhere"))
  }

  @Test func aConditionThatCannotBeDecidedDoesNotAsk() throws {
    var scenario = try Scenario.ruled()
    try scenario.asset("A", "explicit", worth: 3, ["place": .text("shelf")])
    #expect(AuditBindings(scenario.state).datum(asset, "rank") == nil)
    scenario = try Scenario.ruled(people: 4)
    try scenario.asset("A", "explicit", worth: 3, ["place": .text("shelf")])
    #expect(AuditBindings(scenario.state).datum(asset, "rank") == .integer(6))
  }

  @Test func whatAConditionReadsMakesItsStepStale() throws {
    var scenario = try Scenario.handedIn(people: 4)
    try scenario.answer(EntryID("scope"), because: "fewer", ["people": .integer(2)])
    #expect(scenario.state.state("assets") == .stale)
  }

  @Test func theStepsOfAPhaseAreAskedWhereItsConditionHolds() throws {
    #expect(try Scenario.ruled(survey: false).state.state("survey") == .notAsked)
    #expect(try Scenario.ruled(survey: true).state.state("survey") == .ready)
  }

  // MARK: Groups and the audit

  @Test func theLastStepOfAGroupIsHeldByTheChecksOfTheGroup() throws {
    var scenario = try Scenario.ruled()
    try scenario.asset("A", "tacit", ["holder": .text("Ada")])
    try scenario.when(.submit("assets"))
    try scenario.answer(EntryID("totals"), ["sum": .integer(7)])
    try scenario.when(.submit("totals"))
    let group = Obstacle(EntryID("register"), nil, .checkFailed(Text("as many holders as assets")))
    #expect(scenario.refusal(of: .submit("holders")) == .incomplete("holders", [group]))
    #expect(scenario.refusal(of: .submit("register")) == .incomplete("register", [group]))
    try scenario.answer(EntryID("holders", EntryKey(["Ada"])), [:])
    try scenario.when(
      .answer(EntryID("holders", EntryKey(["Ada"])), [FieldAnswer("name", Answer(.text("Ada")))]))
    try scenario.when(.submit("register"))
    #expect(scenario.state.state("register") == .submitted)
  }

  @Test func whatAGroupCannotDecideYetHoldsBackItsSignature() throws {
    let scenario = try Scenario.handedIn()
    #expect(scenario.state.state("register") == .submitted)
    let undecided = Obstacle(
      EntryID("register"), nil, .undecided(Text("there is no summary"), missing: "summary.done"))
    #expect(
      scenario.refusal(of: .approve("register", content: ""), by: "Bo")
        == .incomplete("register", [undecided]))
  }

  @Test func theAuditIsNotClosedAgainstItsChecks() throws {
    var scenario = Scenario(ruledWorkflow)
    for step: StepInstance in ["scope", "members", "register", "survey", "summary"] {
      try scenario.when(.skip(step, because: "too long"))
    }
    try scenario.answer(EntryID("records", EntryKey(["D1"])), ["kind": .text("document")])
    try scenario.when(.submit("records"))
    #expect(
      scenario.refusal(of: .close(because: "over"))
        == .auditIncomplete([Obstacle(EntryID("audit"), nil, .checkFailed(Text("more records than assets")))])
    )
    try scenario.when(.remove(EntryID("records", EntryKey(["D1"])), because: "not ours"))
    try scenario.when(.submit("records"))
    try scenario.when(.close(because: "over"))
    #expect(scenario.state.isClosed)
  }

  // MARK: Evidence

  @Test func theAnswerToAFieldCitesWhatItsRuleAsksFor() throws {
    var scenario = try Scenario.ruled()
    try scenario.asset("A", "tacit", citing: ["D1"], ["holder": .text("Ada")])
    #expect(
      obstacles(scenario) == [
        Obstacle(asset, "form", .lacksEvidence(found: 0, needed: 1, of: [Text("Interview"), Text("Survey")]))
      ])
    try scenario.asset("A", "tacit", citing: ["D1", "S1"])
    #expect(obstacles(scenario) == [])
  }

  @Test func anEntryCitesDifferentKindsWhereItIsWorthMuch() throws {
    var scenario = try Scenario.ruled()
    try scenario.asset("A", "tacit", worth: 4, ["holder": .text("Ada")])
    #expect(obstacles(scenario) == [Obstacle(asset, nil, .lacksEvidence(found: 1, needed: 2, of: []))])
    try scenario.answer(EntryID("records", EntryKey(["I2"])), ["kind": .text("interview")])
    try scenario.asset("A", "tacit", worth: 4, citing: ["I1", "I2"])
    #expect(obstacles(scenario) == [Obstacle(asset, nil, .lacksKindsOfEvidence(found: 1, needed: 2))])
    try scenario.asset("A", "tacit", worth: 4, citing: ["I1", "S1"])
    #expect(obstacles(scenario) == [])
  }

  @Test func aRuleOfEvidenceMayOnlyWarn() throws {
    var scenario = try Scenario.ruled()
    try scenario.asset("A", "tacit", ["holder": .text("Ada")])
    #expect(
      Completeness(scenario.state).warnings(of: "assets")
        == [Obstacle(asset, nil, .lacksEvidence(found: 0, needed: 1, of: [Text("Document")]))])
  }

  // MARK: Documents

  @Test func aDocumentIsMadeUnlessItsConditionFails() throws {
    var scenario = try Scenario.ruled(survey: true)
    #expect(AuditBindings(scenario.state).isMade("survey_annex"))
    try scenario.answer(EntryID("survey"), ["answers": .integer(0)])
    #expect(!AuditBindings(scenario.state).isMade("survey_annex"))
    #expect(AuditBindings(scenario.state).isMade("working_papers"))
  }
}

extension Scenario {
  /// One asset, its holder and the totals are handed in, so that the register awaits its signature.
  fileprivate static func handedIn(people: Int = 4) throws(Refusal) -> Scenario {
    var scenario = try Scenario.ruled(people: people)
    try scenario.asset("A", "tacit", ["holder": .text("Ada")])
    try scenario.when(
      .answer(EntryID("holders", EntryKey(["Ada"])), [FieldAnswer("name", Answer(.text("Ada")))]))
    try scenario.answer(EntryID("totals"), ["sum": .integer(7)])
    try scenario.when(.submit("register"))
    return scenario
  }
}
