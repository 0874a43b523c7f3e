import AuditCore
import Testing

@Suite struct Staleness {
  @Test func aChangeMarksExactlyTheEntriesThatNameWhatChanged() throws {
    var scenario = try Scenario.withTeam()
    try scenario.answer(
      EntryID("assets", EntryKey(["A1"])), ["owner": .text("Bo"), "criticality": .integer(2)])
    try scenario.answer(
      EntryID("assets", EntryKey(["A2"])), ["owner": .text("Ada"), "criticality": .integer(2)])
    try scenario.when(.submit("assets"))
    try scenario.answer(
      EntryID("members", EntryKey(["Bo"])), because: "promoted",
      ["roles": .list([.text("sponsor"), .text("auditor")])])
    #expect(scenario.state.state("assets") == .stale)
    let stale = scenario.state.entries(of: "assets").filter(\.isStale)
    #expect(stale.map(\.key) == [EntryKey(["A1"])])
    #expect(stale.first?.causes.map(\.entry) == [EntryID("members", EntryKey(["Bo"]))])
    #expect(stale.first?.causes.first?.fields == ["roles"])
    try scenario.when(.confirm("assets", []))
    #expect(scenario.state.state("assets") == .done)
  }

  @Test func aChangeLapsesTheSignOffsThatCoverIt() throws {
    var scenario = try Scenario.withTeam()
    #expect(scenario.state.row("team")?.signOff != nil)
    try scenario.answer(EntryID("mandate"), because: "corrected", ["access": .text("some")])
    #expect(scenario.state.row("team")?.signOff == nil)
    #expect(scenario.state.state("mandate") == .started)
    #expect(scenario.state.state("assets") == .ready)
  }

  @Test func anAnalysisHealsItselfWhenAnInputChanges() throws {
    var scenario = try Scenario.withGaps()
    let before = scenario.state.row("gaps")?.result
    try scenario.answer(EntryID("weights", EntryKey(["about"])), because: "new", ["weight": .number(3)])
    #expect(scenario.state.state("gaps") == .stale)
    try scenario.answer(
      EntryID("ratings", EntryKey(["about", "Ada"])), because: "slip", ["score": .integer(4)])
    try scenario.when(.submit("ratings"))
    try scenario.when(.submit("weights"))
    #expect(scenario.state.state("gaps") == .done)
    #expect(scenario.state.row("gaps")?.result != before)
  }

  @Test func aRatingRestsOnItsSubject() throws {
    var scenario = try Scenario.withGaps()
    try scenario.answer(EntryID("ideal", EntryKey(["about"])), because: "raised", ["level": .integer(5)])
    let stale = scenario.state.entries(of: "ratings").filter(\.isStale).map(\.key.written)
    #expect(stale == ["about,Ada", "about,Cy"])
    #expect(scenario.state.state("ratings") == .stale)
  }

  @Test func whatIsNotNamedStaysAsItIs() throws {
    var scenario = try Scenario.withGaps()
    try scenario.answer(EntryID("mandate"), because: "x", ["budget": .integer(3)])
    #expect(scenario.state.state("gaps") == .done)
    #expect(scenario.state.state("ratings") == .done)
  }

  @Test func anAnswerToAStaleEntrySettlesIt() throws {
    var scenario = try Scenario.withTeam()
    try scenario.answer(
      EntryID("assets", EntryKey(["A1"])), ["owner": .text("Bo"), "criticality": .integer(2)])
    try scenario.when(.submit("assets"))
    try scenario.answer(EntryID("members", EntryKey(["Bo"])), because: "x", ["kind": .text("general")])
    try scenario.answer(EntryID("assets", EntryKey(["A1"])), because: "x", ["owner": .text("Ada")])
    #expect(scenario.state.row("assets")?.staleCount == 0)
    #expect(scenario.state.state("assets") == .started)
  }

  @Test func removingAnEntryMarksWhoNamedIt() throws {
    var scenario = try Scenario.withTeam()
    try scenario.answer(
      EntryID("assets", EntryKey(["A1"])), ["owner": .text("Bo"), "criticality": .integer(2)])
    try scenario.when(.submit("assets"))
    try scenario.when(.remove(EntryID("members", EntryKey(["Bo"])), because: "left"))
    #expect(scenario.state.state("assets") == .stale)
    guard case .incomplete(_, let obstacles)? = scenario.refusal(of: .confirm("assets", [])) else {
      Issue.record("a dangling reference was confirmed")
      return
    }
    #expect(obstacles.map(\.words) == [.dangling(EntryID("members", EntryKey(["Bo"])))])
  }
}
