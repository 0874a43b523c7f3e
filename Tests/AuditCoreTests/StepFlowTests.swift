import AuditCore
import Testing

@Suite struct StepFlow {
  @Test func stepsThatRestOnNothingAreReady() {
    let scenario = Scenario()
    #expect(scenario.state.state("mandate") == .ready)
    #expect(scenario.state.state("team") == .ready)
    #expect(scenario.state.state("assets") == .locked)
    #expect(scenario.state.blockers(of: "assets") == ["team", "members"])
  }

  @Test func anAnswerStartsAStepAndItsGroup() throws {
    var scenario = Scenario()
    try scenario.answer(EntryID("mandate"), ["access": .text("all")])
    #expect(scenario.state.state("mandate") == .started)
    #expect(scenario.state.state("team") == .started)
  }

  @Test func theSameAnswerAgainChangesNothing() throws {
    var scenario = Scenario()
    try scenario.answer(EntryID("mandate"), ["access": .text("all")])
    let again = try scenario.when(
      .answer(EntryID("mandate"), [FieldAnswer("access", Answer(.text("all")))]), by: "Bo")
    #expect(again.isEmpty)
  }

  @Test func aDifferentAnswerOfSomebodyElseSaysWhoAnsweredWhat() throws {
    var scenario = Scenario()
    try scenario.answer(EntryID("mandate"), ["access": .text("all")])
    let change = Command.answer(EntryID("mandate"), [FieldAnswer("access", Answer(.text("none")))])
    guard case .answeredBefore(_, "access", let was, let stamp)? = scenario.refusal(of: change, by: "Bo")
    else {
      Issue.record("the answer was not refused")
      return
    }
    #expect(was.value == .text("all"))
    #expect(stamp.by == "Ada")
    try scenario.answer(EntryID("mandate"), by: "Bo", because: "corrected", ["access": .text("none")])
    #expect(scenario.state.answer(EntryID("mandate"), "access")?.value == .text("none"))
  }

  @Test func aLockedStepSaysWhatItWaitsFor() {
    let scenario = Scenario()
    let command = Command.answer(EntryID("assets", EntryKey(["A1"])), [])
    #expect(scenario.refusal(of: command) == .locked("assets", waitsFor: ["team", "members"]))
  }

  @Test func anIncompleteStepNamesEveryObstacle() throws {
    var scenario = Scenario()
    try scenario.answer(EntryID("members", EntryKey(["Ada"])), ["kind": .text("general")])
    guard case .incomplete(_, let obstacles)? = scenario.refusal(of: .submit("members")) else {
      Issue.record("the step was not refused")
      return
    }
    #expect(
      obstacles.map(\.words) == [
        .tooFew(found: 1, needed: 2), .checkFailed(Text("every kind of member is needed")),
      ])
  }

  @Test func aRequirementThatHangsOnAnotherAnswerHoldsOnlyThen() throws {
    var scenario = try Scenario.withTeam()
    let entry = EntryID("assets", EntryKey(["A1"]))
    try scenario.answer(entry, ["owner": .text("Bo"), "criticality": .integer(5)])
    #expect(
      scenario.refusal(of: .submit("assets")) == .incomplete("assets", [Obstacle(entry, "note", .unanswered)])
    )
    try scenario.answer(entry, ["criticality": .integer(4)])
    #expect(scenario.refusal(of: .submit("assets")) == nil)
  }

  @Test func laterHoldsAStepBackAndUnknownDoesNot() throws {
    var scenario = Scenario()
    try scenario.answer(EntryID("mandate"), ["access": .nonAnswer(.later, because: "lawyers")])
    #expect(
      scenario.refusal(of: .submit("mandate"))
        == .incomplete("mandate", [Obstacle(EntryID("mandate"), "access", .deferred(because: "lawyers"))]))
    try scenario.answer(EntryID("mandate"), ["access": .nonAnswer(.unknown, because: "nobody knows")])
    #expect(scenario.refusal(of: .submit("mandate")) == nil)
  }

  @Test func aGroupWaitsForItsSignOffAndThenOpensTheWay() throws {
    var scenario = try Scenario.withTeam()
    #expect(scenario.state.state("team") == .done)
    #expect(scenario.state.state("assets") == .ready)
    #expect(scenario.refusal(of: .answer(EntryID("gaps"), [])) == .notAnswerable("gaps", .analysis))
    try scenario.answer(
      EntryID("assets", EntryKey(["A1"])), ["owner": .text("Bo"), "criticality": .integer(2)])
    #expect(scenario.state.state("assets") == .started)
  }

  @Test func onlyWhoHoldsTheRoleMaySignOffAndNeverThePreparer() throws {
    var scenario = Scenario()
    try scenario.answer(EntryID("mandate"), ["access": .text("all")])
    try scenario.answer(
      EntryID("members", EntryKey(["Ada"])), ["kind": .text("general"), "roles": .list([.text("sponsor")])])
    try scenario.answer(EntryID("members", EntryKey(["Bo"])), ["kind": .text("leader")])
    try scenario.when(.submit("team"))
    #expect(scenario.state.state("team") == .submitted)
    #expect(scenario.refusal(of: .approve("team", content: "x"), by: "Ada") == .samePerson("Ada", "team"))
    #expect(
      scenario.refusal(of: .approve("team", content: "x"), by: "Bo")
        == .notInRole(person: "Bo", role: "sponsor", holders: ["Ada"]))
  }

  @Test func returnedWorkKeepsTheFeedbackUntilItMoves() throws {
    var scenario = Scenario()
    try scenario.answer(EntryID("mandate"), ["access": .text("all")])
    try scenario.answer(EntryID("members", EntryKey(["Ada"])), ["kind": .text("general")])
    try scenario.answer(
      EntryID("members", EntryKey(["Bo"])), ["kind": .text("leader"), "roles": .list([.text("sponsor")])])
    try scenario.when(.submit("team"))
    try scenario.when(.return("team", feedback: "who pays?"), by: "Bo")
    #expect(scenario.state.state("team") == .returned)
    #expect(scenario.state.row("team")?.remark == "who pays?")
    try scenario.answer(EntryID("mandate"), because: "asked for", ["budget": .integer(10)])
    #expect(scenario.state.state("team") == .started)
    try scenario.when(.submit("team"))
    #expect(scenario.state.state("team") == .submitted)
  }

  @Test func aRaterGivesOnlyTheirOwnScores() throws {
    let scenario = try Scenario.withGaps()
    let other = EntryID("ratings", EntryKey(["about", "Di"]))
    let command = Command.answer(other, [FieldAnswer("score", Answer(.integer(3)))])
    #expect(scenario.refusal(of: command, by: "Ada") != nil)
  }

  @Test func nobodyRatesWhatTheyOwn() throws {
    var scenario = try Scenario.withTeam()
    try scenario.answer(
      EntryID("ideal", EntryKey(["about"])), ["level": .integer(4), "owner": .text("Ada")])
    try scenario.when(.submit("ideal"))
    let score = [FieldAnswer("score", Answer(.integer(5)))]
    let own = EntryID("ratings", EntryKey(["about", "Ada"]))
    #expect(scenario.refusal(of: .answer(own, score)) == .ownRating(own, rater: "Ada"))
    #expect(scenario.refusal(of: .answer(own, score, origin: .file)) == .ownRating(own, rater: "Ada"))
    let other = EntryID("ratings", EntryKey(["about", "Cy"]))
    #expect(scenario.refusal(of: .answer(other, score), by: "Cy") == nil)
  }

  @Test func everyCellNeedsItsRaters() throws {
    var scenario = try Scenario.withTeam()
    try scenario.answer(EntryID("ideal", EntryKey(["about"])), ["level": .integer(4)])
    try scenario.when(.submit("ideal"))
    try scenario.answer(EntryID("ratings", EntryKey(["about", "Ada"])), ["score": .integer(1)])
    #expect(
      scenario.refusal(of: .submit("ratings"))
        == .incomplete(
          "ratings",
          [Obstacle(EntryID("ratings", EntryKey(["about"])), "score", .tooFewRaters(found: 1, needed: 2))]))
  }

  @Test func anAnalysisIsComputedAsSoonAsItsInputsAreDone() throws {
    let scenario = try Scenario.withGaps()
    #expect(scenario.state.state("gaps") == .done)
    guard case .result(let result)? = scenario.state.row("gaps")?.result?.outcome else {
      Issue.record("there is no result")
      return
    }
    #expect(result.record?["overall_index"] == .number(0.4))
  }

  @Test func closingNeedsEveryStepFinished() throws {
    let scenario = try Scenario.withGaps()
    #expect(scenario.refusal(of: .close()) == .openSteps(["assets", "closing"]))
  }

  @Test func aSkippedStepNeedsAReasonAndOpensTheWay() throws {
    var scenario = Scenario()
    #expect(scenario.refusal(of: .skip("ideal", because: " ")) == .reasonMissing("skipping a step"))
    try scenario.when(.skip("ideal", because: "last year's holds"))
    #expect(scenario.state.state("ideal") == .skipped)
    #expect(scenario.state.state("ratings") == .ready)
  }
}
