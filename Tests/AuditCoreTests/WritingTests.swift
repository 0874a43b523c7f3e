import AuditCore
import Testing

/// Conditions, findings with what they rest on, and reviews.
@Suite struct WritingTests {
  @Test func aStepWhoseConditionIsFalseIsNotAsked() throws {
    var scenario = try Scenario.wide(survey: false)
    #expect(scenario.state.state("survey") == .notAsked)
    #expect(
      scenario.refusal(of: .answer(EntryID("survey"), [FieldAnswer("result", Answer(.integer(1)))]))
        == .cannot("answered", "survey", .notAsked))
    try scenario.answer(EntryID("scope"), because: "there is money", ["survey": .boolean(true)])
    #expect(scenario.state.state("survey") == .notAsked)
    try scenario.when(.submit("scope"))
    #expect(scenario.state.state("survey") == .ready)
  }

  @Test func aConditionThatCannotBeDecidedAsks() throws {
    var scenario = Scenario(wideWorkflow)
    try scenario.answer(EntryID("scope"), ["survey": .nonAnswer(.unknown, because: "no budget yet")])
    try scenario.when(.submit("scope"))
    #expect(scenario.state.state("survey") == .ready)
  }

  @Test func answersOfWhatIsNotAskedStayInTheLogAndDropOut() throws {
    var scenario = try Scenario.wide()
    try scenario.answer(EntryID("survey"), ["result": .integer(7)])
    try scenario.when(.submit("survey"))
    try scenario.answer(EntryID("scope"), because: "no money", ["survey": .boolean(false)])
    try scenario.when(.submit("scope"))
    #expect(scenario.state.state("survey") == .notAsked)
    #expect(scenario.state.askedEntries(of: "survey").isEmpty)
    #expect(scenario.state.answer(EntryID("survey"), "result")?.value == .integer(7))
    try scenario.answer(EntryID("scope"), because: "money again", ["survey": .boolean(true)])
    try scenario.when(.submit("scope"))
    #expect(scenario.state.state("survey") == .started)
  }

  @Test func whatIsSkippedWithItsAnswersDoesNotCountUntilItIsReopened() throws {
    var scenario = try Scenario.written()
    let wishes = StepInstance("wishes", EntryKey(["big"]))
    try scenario.when(.reopen(wishes, because: "one more"))
    try scenario.when(.skip(wishes, because: "they took it back"))
    #expect(scenario.state.askedEntries(of: "wishes").map(\.key.written) == ["small,speed"])
    #expect(scenario.state.entry(EntryID("findings", EntryKey(["F1"])))?.isStale == true)
    try scenario.when(.reopen(wishes, because: "they stand by it"))
    #expect(scenario.state.state(of: wishes) == .started)
    #expect(scenario.state.askedEntries(of: "wishes").count == 2)
  }

  @Test func aFindingIsStaleWhereWhatItIsDrawnFromChanges() throws {
    var scenario = try Scenario.written()
    try scenario.answer(
      EntryID("findings", EntryKey(["F2"])), because: "another",
      [
        "title": .text("Few"), "condition": .text("few"), "effect": .text("none"), "severity": .text("minor"),
        "confidence": .text("low"), "about": .list([.text("survey")]), "evidence": .list([.text("E1")]),
      ])
    try scenario.when(.submit("findings"))
    try scenario.answer(
      EntryID("wishes", EntryKey(["big", "speed"])), because: "weighed", ["weight": .integer(3)])
    let causes = scenario.state.entry(EntryID("findings", EntryKey(["F1"])))?.causes
    #expect(causes?.map(\.entry) == [EntryID("wishes", EntryKey(["big", "speed"]))])
    #expect(scenario.state.entry(EntryID("findings", EntryKey(["F2"])))?.isStale == false)
    #expect(scenario.state.state("findings") == .stale)
  }

  @Test func citedEvidenceMustBeThereAndOvertakesWhatCitesIt() throws {
    var scenario = try Scenario.written()
    let answer = Answer(.text("more"), evidence: ["E9"])
    let entry = EntryID("interviews", EntryKey(["small"]))
    #expect(
      scenario.refusal(of: .answer(entry, [FieldAnswer("said", answer)], because: "added"))
        == .unknownReference(
          entry, "said", to: EntryID("evidence", EntryKey(["E9"])), candidates: [EntryKey(["E1"])]))
    try scenario.when(
      .answer(entry, [FieldAnswer("said", Answer(.text("more"), evidence: ["E1"]))], because: "added"))
    try scenario.when(.submit(StepInstance("interviews", EntryKey(["small"]))))
    try scenario.answer(EntryID("evidence", EntryKey(["E1"])), because: "moved", ["ref": .text("archive")])
    #expect(scenario.state.entry(entry)?.isStale == true)
    #expect(scenario.state.entry(EntryID("findings", EntryKey(["F1"])))?.isStale == true)
    try scenario.when(.remove(EntryID("evidence", EntryKey(["E1"])), because: "lost"))
    guard case .incomplete(_, let obstacles)? = scenario.refusal(of: .confirm("findings", [])) else {
      Issue.record("findings without their evidence were confirmed")
      return
    }
    #expect(obstacles.map(\.words) == [.dangling(EntryID("evidence", EntryKey(["E1"])))])
  }

  @Test func aReviewAwaitsItsSignerAsSoonAsAllIsDone() throws {
    var scenario = try Scenario.written()
    #expect(scenario.state.state("sign_off") == .submitted)
    #expect(
      scenario.refusal(of: .answer(EntryID("sign_off"), [])) == .notAnswerable("sign_off", .review))
    #expect(
      scenario.refusal(of: .approve("sign_off", content: "c"), by: "Ada")
        == .notInRole(person: "Ada", role: "sponsor", holders: ["Bo"]))
    try scenario.when(.approve("sign_off", content: "c"), by: "Bo")
    #expect(scenario.state.state("sign_off") == .done)
  }

  @Test func whoWroteWhatIsReviewedCannotSignIt() throws {
    var scenario = try Scenario.written()
    try scenario.answer(
      EntryID("actions", EntryKey(["M1"])), by: "Bo", because: "sooner", ["due": .text("2026-05-31")])
    try scenario.when(.submit("actions"), by: "Bo")
    #expect(
      scenario.refusal(of: .approve("sign_off", content: "c"), by: "Bo") == .samePerson("Bo", "sign_off"))
  }

  @Test func aReviewLapsesWithItsContentAndIsOfferedAgain() throws {
    var scenario = try Scenario.written()
    try scenario.when(.approve("sign_off", content: "c"), by: "Bo")
    try scenario.answer(
      EntryID("actions", EntryKey(["M1"])), because: "later", ["due": .text("2026-09-30")])
    #expect(scenario.state.state("sign_off") == .stale)
    #expect(scenario.state.row("sign_off")?.signOff == nil)
    try scenario.when(.submit("actions"))
    #expect(scenario.state.state("sign_off") == .submitted)
    #expect(scenario.state.row("sign_off")?.causes.map(\.entry.step) == ["actions"])
    try scenario.when(.approve("sign_off", content: "d"), by: "Bo")
    #expect(scenario.state.row("sign_off")?.causes == [])
  }

  @Test func aReviewThatIsGivenBackGivesBackWhatItIsOf() throws {
    var scenario = try Scenario.written()
    let events = try scenario.when(.return("sign_off", feedback: "no owner in house"), by: "Bo")
    #expect(
      events
        == ["findings", "actions", "sign_off"].map {
          .stepReturned(StepInstance(StepID($0)), feedback: "no owner in house")
        })
    #expect(scenario.state.state("actions") == .returned)
    #expect(scenario.state.row("actions")?.remark == "no owner in house")
    #expect(scenario.state.state("sign_off") == .returned)
    try scenario.when(.submit("findings"))
    try scenario.answer(EntryID("actions", EntryKey(["M1"])), because: "given back", ["owner": .text("Ada")])
    try scenario.when(.submit("actions"))
    #expect(scenario.state.state("sign_off") == .submitted)
  }

  @Test func anAuditIsClosedWhenAllIsDoneAndReopenedWithAReason() throws {
    var scenario = try Scenario.written()
    #expect(scenario.refusal(of: .close()) == .openSteps(["sign_off"]))
    try scenario.when(.approve("sign_off", content: "c"), by: "Bo")
    try scenario.when(.close(because: "delivered"))
    #expect(scenario.refusal(of: .submit("scope")) == .closed)
    #expect(scenario.refusal(of: .reopenAudit(because: " ")) == .reasonMissing("reopening an audit"))
    try scenario.when(.reopenAudit(because: "one more question"))
    #expect(!scenario.state.isClosed)
  }
}
