import AuditCore
import Testing

/// Steps that are done for each entry of a register.
@Suite struct EachTests {
  private func interview(_ group: String) -> StepInstance { StepInstance("interviews", EntryKey([group])) }

  @Test func eachEntryHasAStateOfItsOwn() throws {
    var scenario = try Scenario.wide()
    #expect(scenario.state.instances(of: "interviews") == ["big", "none", "small"].map(interview))
    #expect(scenario.state.state(of: interview("big")) == .ready)
    #expect(scenario.state.state(of: interview("none")) == .notAsked)
    try scenario.answer(EntryID("interviews", EntryKey(["big"])), ["said": .text("a lot")])
    #expect(scenario.state.state(of: interview("big")) == .started)
    #expect(scenario.state.state(of: interview("small")) == .ready)
    #expect(scenario.state.state("interviews") == .started)
    #expect(scenario.state.state("talks") == .started)
  }

  @Test func isHandedInAndSignedOffEntryByEntry() throws {
    var scenario = try Scenario.wide()
    try scenario.answer(EntryID("interviews", EntryKey(["big"])), ["said": .text("a lot")])
    try scenario.when(.submit(interview("big")))
    #expect(scenario.state.state(of: interview("big")) == .submitted)
    #expect(
      scenario.refusal(of: .approve("interviews", content: "c"), by: "Bo") == .namesNoInstance("interviews"))
    try scenario.when(.approve(interview("big"), content: "c"), by: "Bo")
    #expect(scenario.state.state(of: interview("big")) == .done)
    #expect(scenario.state.state("interviews") == .started)
    try scenario.when(.submit(interview("small")))
    try scenario.when(.approve(interview("small"), content: "c"), by: "Bo")
    #expect(scenario.state.state("interviews") == .done)
  }

  @Test func whatIsMissingIsToldForTheEntryThatLacksIt() throws {
    var scenario = try Scenario.wide()
    let big = EntryID("interviews", EntryKey(["big"]))
    try scenario.answer(big, ["said": .nonAnswer(.later, because: "on leave")])
    #expect(
      scenario.refusal(of: .submit(interview("big")))
        == .incomplete(interview("big"), [Obstacle(big, "said", .deferred(because: "on leave"))]))
    #expect(scenario.refusal(of: .submit(interview("small"))) == nil)
    try scenario.answer(big, ["said": .text("big")])
    #expect(
      scenario.refusal(of: .submit(interview("big")))
        == .incomplete(
          interview("big"),
          [Obstacle(big, nil, .checkFailed(Text("more than the name of the group is needed")))]))
  }

  @Test func registersAreCountedForEachEntry() throws {
    var scenario = try Scenario.wide()
    let (big, small) = (
      StepInstance("wishes", EntryKey(["big"])), StepInstance("wishes", EntryKey(["small"]))
    )
    try scenario.answer(EntryID("wishes", EntryKey(["big", "speed"])), [:])
    #expect(scenario.refusal(of: .submit(big)) == nil)
    #expect(
      scenario.refusal(of: .submit(small))
        == .incomplete(small, [Obstacle(EntryID("wishes", small.key), nil, .tooFew(found: 0, needed: 1))]))
    for wish in ["price", "calm"] { try scenario.answer(EntryID("wishes", EntryKey(["big", wish])), [:]) }
    #expect(
      scenario.refusal(of: .submit(big))
        == .incomplete(
          big, [Obstacle(EntryID("wishes", big.key), nil, .checkFailed(Text("two wishes at most")))]))
  }

  @Test func anEntryThatIsNotThereHasNoInstance() throws {
    let scenario = try Scenario.wide()
    let nowhere = EntryID("interviews", EntryKey(["bog"]))
    guard
      case .unknownReference(_, "group", let target, let near)? = scenario.refusal(
        of: .answer(nowhere, [FieldAnswer("said", Answer(.text("x")))]))
    else {
      Issue.record("the answer was not refused as it should be")
      return
    }
    #expect(target == EntryID("groups", EntryKey(["bog"])))
    #expect(near.map(\.written) == ["big", "none", "small"])
    #expect(scenario.refusal(of: .submit(StepInstance("scope", EntryKey(["x"])))) == .notDoneForEach("scope"))
    #expect(
      scenario.refusal(of: .answer(EntryID("interviews"), [])) == .namesNoInstance("interviews")
    )
  }

  @Test func aChangedEntryMakesWhatWasDoneForItStaleAndNothingElse() throws {
    var scenario = try Scenario.written()
    try scenario.answer(EntryID("groups", EntryKey(["big"])), because: "recount", ["size": .integer(30)])
    #expect(scenario.state.entry(EntryID("interviews", EntryKey(["big"])))?.isStale == true)
    #expect(scenario.state.state(of: interview("big")) == .stale)
    #expect(scenario.state.entry(EntryID("interviews", EntryKey(["small"])))?.isStale == false)
    #expect(scenario.state.state(of: interview("small")) == .done)
    #expect(scenario.state.state("interviews") == .stale)
    try scenario.when(.submit("groups"))
    try scenario.when(.confirm("interviews", [EntryKey(["big"])]))
    #expect(scenario.state.state("interviews") == .done)
  }

  @Test func aConditionIsLookedAtForEachEntry() throws {
    var scenario = try Scenario.written()
    try scenario.answer(EntryID("groups", EntryKey(["none"])), because: "they came", ["size": .integer(3)])
    #expect(scenario.state.state(of: interview("none")) == .notAsked)
    try scenario.when(.submit("groups"))
    #expect(scenario.state.state(of: interview("none")) == .ready)
    #expect(scenario.state.state("interviews") == .started)
    try scenario.answer(EntryID("groups", EntryKey(["big"])), because: "they left", ["size": .integer(0)])
    try scenario.when(.submit("groups"))
    #expect(scenario.state.state(of: interview("big")) == .notAsked)
    #expect(scenario.state.askedEntries(of: "interviews").map(\.key.written) == ["small"])
    #expect(scenario.state.entries(of: "interviews").map(\.key.written) == ["big", "small"])
  }

  @Test func anEntryThatGoesTakesItsInstanceAlongAndBringsItBack() throws {
    var scenario = try Scenario.written()
    try scenario.when(.remove(EntryID("groups", EntryKey(["big"])), because: "merged"))
    #expect(scenario.state.instances(of: "interviews") == ["none", "small"].map(interview))
    #expect(scenario.state.askedEntries(of: "wishes").map(\.key.written) == ["small,speed"])
    try scenario.answer(EntryID("groups", EntryKey(["big"])), because: "split again", ["size": .integer(9)])
    try scenario.when(.submit("groups"))
    #expect(scenario.state.instances(of: "interviews").count == 3)
    #expect(scenario.state.state(of: interview("big")) == .started)
    #expect(scenario.state.answer(EntryID("interviews", EntryKey(["big"])), "said")?.value == .text("a lot"))
  }

  @Test func computedFieldsSeeTheEntry() throws {
    let scenario = try Scenario.written()
    let bindings = AuditBindings(scenario.state)
    #expect(bindings.datum(EntryID("interviews", EntryKey(["big"])), "count") == .integer(40))
  }

  @Test func aRegisterWithoutEntriesAsksNothing() throws {
    var scenario = Scenario(wideWorkflow)
    #expect(scenario.state.state("interviews") == .locked)
    try scenario.when(.submit("groups"))
    #expect(scenario.state.state("interviews") == .notAsked)
  }

  @Test func isSkippedAndReopenedEntryByEntry() throws {
    var scenario = try Scenario.wide()
    try scenario.when(.skip(interview("big"), because: "not reached"))
    #expect(scenario.state.state(of: interview("big")) == .skipped)
    #expect(scenario.state.state(of: interview("small")) == .ready)
    try scenario.when(.reopen("interviews", because: "reached"))
    #expect(scenario.state.state(of: interview("big")) == .ready)
  }
}
