import AuditCore
import Testing

/// What is left out, or goes, takes along what rests on it, and nothing is signed that nobody saw.
@Suite struct LeavingOutTests {
  private func interview(_ group: String) -> StepInstance { StepInstance("interviews", EntryKey([group])) }
  private func group(_ key: String) -> EntryID { EntryID("groups", EntryKey([key])) }

  @Test func whatIsTakenUpAgainWaitsForWhatItRestsOn() throws {
    var scenario = Scenario(wideWorkflow)
    try scenario.when(.skip("actions", because: "no time"))
    try scenario.when(.reopen("actions", because: "time"))
    #expect(scenario.state.state("actions") == .locked)
    try scenario.answer(EntryID("scope"), ["survey": .boolean(false)])
    try scenario.when(.skip("survey", because: "no time"))
    try scenario.when(.submit("scope"))
    try scenario.when(.reopen("survey", because: "time"))
    #expect(scenario.state.state("survey") == .notAsked)
  }

  @Test func whatWasAnsweredBeforeItWasLeftOutIsStarted() throws {
    var scenario = try Scenario.wide()
    try scenario.answer(EntryID("survey"), ["result": .integer(1)])
    try scenario.when(.skip("survey", because: "no time"))
    try scenario.when(.reopen("survey", because: "time"))
    #expect(scenario.state.state("survey") == .started)
  }

  @Test func theLastEntryThatGoesOpensNothing() throws {
    var scenario = Scenario(wideWorkflow)
    try scenario.answer(group("big"), ["size": .integer(20)])
    try scenario.when(.submit("groups"))
    try scenario.when(.remove(group("big"), because: "merged"))
    #expect(scenario.state.state("groups") == .started)
    #expect(scenario.state.state("interviews") == .locked)
    #expect(!scenario.state.state("talks").opensTheWay)
    try scenario.when(.submit("groups"))
    #expect(scenario.state.state("interviews") == .notAsked)
  }

  @Test func nothingIsAskedForTheEntriesOfARegisterThatWasLeftOut() throws {
    var scenario = Scenario(wideWorkflow)
    try scenario.answer(group("big"), ["size": .integer(20)])
    try scenario.when(.skip("groups", because: "no groups"))
    #expect(scenario.state.state(of: interview("big")) == .notAsked)
    #expect(scenario.state.state("talks") == .notAsked)
    try scenario.when(.reopen("groups", because: "groups"))
    try scenario.when(.submit("groups"))
    #expect(scenario.state.state(of: interview("big")) == .ready)
  }

  @Test func aReviewIsNotOfWhatItsSignerNeverSaw() throws {
    var scenario = try Scenario.written()
    try scenario.when(.remove(EntryID("actions", EntryKey(["M1"])), because: "done already"))
    try scenario.when(.skip("actions", because: "none needed"))
    try scenario.when(.approve("sign_off", content: "c"), by: "Bo")
    try scenario.when(.reopen("actions", because: "one needed"))
    #expect(scenario.state.row("sign_off")?.signOff == nil)
  }

  @Test func onlyWhoMaySignAReviewLeavesItOut() throws {
    var scenario = try Scenario.wide()
    #expect(
      scenario.refusal(of: .skip("sign_off", because: "no need"), by: "Eve")
        == .notInRole(person: "Eve", role: "sponsor", holders: ["Bo"]))
    try scenario.when(.skip("sign_off", because: "no need"), by: "Bo")
    #expect(scenario.state.state("sign_off") == .skipped)
  }

  @Test func actionsAreStaleWhenTheirFindingsDoNotCount() throws {
    var scenario = try Scenario.written()
    try scenario.when(.reopen("findings", because: "look again"))
    try scenario.when(.skip("findings", because: "none"), by: "Ada")
    #expect(scenario.state.state("actions") == .stale)
    #expect(
      scenario.state.entry(EntryID("actions", EntryKey(["M1"])))?.causes.map(\.entry)
        == [EntryID("findings", EntryKey(["F1"]))])
  }

  @Test func whatIsLeftBehindCanBeRemoved() throws {
    var scenario = try Scenario.written()
    try scenario.when(.remove(group("big"), because: "merged"))
    #expect(scenario.refusal(of: .answer(EntryID("interviews", EntryKey(["big"])), [])) != nil)
    try scenario.when(.remove(EntryID("interviews", EntryKey(["big"])), because: "merged"))
    #expect(scenario.state.entry(EntryID("interviews", EntryKey(["big"]))) == nil)
  }

  @Test func aReviewOfNothingThatCanBeMendedIsNotGivenBack() throws {
    var scenario = try Scenario.wide()
    for step: StepInstance in ["findings", "actions"] { try scenario.when(.skip(step, because: "none")) }
    #expect(scenario.state.state("sign_off") == .submitted)
    #expect(
      scenario.refusal(of: .return("sign_off", feedback: "thin"), by: "Bo") == .nothingToReturn("sign_off"))
  }

  @Test func aResultIsNotReopened() throws {
    let scenario = try Scenario.withGaps()
    #expect(scenario.state.state("gaps") == .done)
    #expect(
      scenario.refusal(of: .reopen("gaps", because: "again")) == .cannot("reopened", "gaps", .done))
  }
}
