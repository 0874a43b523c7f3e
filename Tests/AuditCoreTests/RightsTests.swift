import AuditCore
import Testing

/// Who may give back and open again what others have done.
@Suite struct RightsTests {
  /// Di answered the mandate and Ada the rest, who handed all of it in; Bo sponsors.
  private static func withTeamHandedIn() throws -> Scenario {
    var scenario = Scenario()
    try scenario.answer(EntryID("mandate"), by: "Di", ["access": .text("all")])
    try scenario.answer(EntryID("members", EntryKey(["Ada"])), ["kind": .text("general")])
    try scenario.answer(
      EntryID("members", EntryKey(["Bo"])), ["kind": .text("leader"), "roles": .list([.text("sponsor")])])
    try scenario.when(.submit("team"))
    return scenario
  }

  @Test func onlyWhoMaySignGivesBack() throws {
    var scenario = try Self.withTeamHandedIn()
    let command = Command.return("team", feedback: "who pays?")
    #expect(
      scenario.refusal(of: command, by: "Cy") == .notInRole(person: "Cy", role: "sponsor", holders: ["Bo"]))
    // Also a step in a group that is signed as a whole.
    #expect(
      scenario.refusal(of: .return("mandate", feedback: "who pays?"), by: "Ada")
        == .notInRole(person: "Ada", role: "sponsor", holders: ["Bo"]))
    try scenario.when(.return("mandate", feedback: "who pays?"), by: "Bo")
    #expect(scenario.state.state("mandate") == .returned)
  }

  @Test func aFinishedGroupGoesBackAndItsSignOffLapses() throws {
    var scenario = try Self.withTeamHandedIn()
    try scenario.when(.approve("team", content: "c", stated: nil), by: "Bo")
    #expect(scenario.state.state("team") == .done)
    try scenario.when(.return("team", feedback: "who pays?"), by: "Bo")
    #expect(scenario.state.state("team") == .returned)
    #expect(scenario.state.row("team")?.signOff == nil)
    #expect(scenario.state.state("mandate") == .done)
    try scenario.when(.submit("team"))
    #expect(scenario.state.state("team") == .submitted)
  }

  @Test func anybodyGivesBackWhatNobodySigns() throws {
    var scenario = try Scenario.withGaps()
    try scenario.when(.return("weights", feedback: "they sum to two"), by: "Cy")
    #expect(scenario.state.state("weights") == .returned)
  }

  @Test func anybodyGivesBackWhereNobodyHoldsTheRole() throws {
    var scenario = Scenario(ruledWorkflow)
    try scenario.answer(EntryID("scope"), ["survey": .boolean(false)])
    try scenario.when(.submit("scope"))
    try scenario.answer(EntryID("members", EntryKey(["Bo"])), [:])
    try scenario.when(.submit("members"))
    try scenario.answer(EntryID("holders", EntryKey(["Ada"])), [:])
    try scenario.when(.submit("holders"))
    #expect(scenario.refusal(of: .return("holders", feedback: "and Bo?"), by: "Cy") == nil)
  }

  @Test func whoSignsHandedInOrAnsweredOpensAgain() throws {
    let scenario = try Self.withTeamHandedIn()
    let command = Command.reopen("mandate", because: "more access")
    #expect(
      scenario.refusal(of: command, by: "Cy")
        == .notOpenedBy("Cy", "mandate", allowed: ["Ada", "Di", "Bo"]))
    for person in ["Ada", "Di", "Bo"] { #expect(scenario.refusal(of: command, by: person) == nil) }
    // Of a group, every step must be theirs.
    #expect(
      scenario.refusal(of: .reopen("team", because: "more access"), by: "Di")
        == .notOpenedBy("Di", "members", allowed: ["Ada", "Bo"]))
  }

  @Test func anybodyOpensAgainWhatNobodySigns() throws {
    let scenario = try Scenario.withGaps()
    #expect(scenario.refusal(of: .reopen("weights", because: "wrong"), by: "Cy") == nil)
  }

  @Test func whoeverMayLeaveOutMayTakeUpAgain() throws {
    var scenario = Scenario()
    try scenario.answer(
      EntryID("members", EntryKey(["Bo"])), ["kind": .text("leader"), "roles": .list([.text("sponsor")])])
    try scenario.when(.skip("mandate", because: "as last year"), by: "Cy")
    #expect(scenario.refusal(of: .reopen("mandate", because: "not as last year"), by: "Di") == nil)
  }
}
