import AuditCore
import Testing

/// An entry that comes to be called otherwise takes along all that was done for it and all that names it.
@Suite struct RenamingTests {
  private let big = EntryID("groups", EntryKey(["big"]))
  private let large = EntryKey(["large"])

  @Test func whatIsDoneForItKeepsItsAnswersAndItsState() throws {
    var scenario = try Scenario.written()
    let said = try #require(scenario.state.entry(EntryID("interviews", big.key))?.cells[1])
    try scenario.when(.rename(big, to: large, because: "one word"), by: "Cy")
    let state = scenario.state
    #expect(state.instances(of: "interviews").map(\.key.written) == ["large", "none", "small"])
    #expect(state.entry(EntryID("interviews", big.key)) == nil)
    let interview = try #require(state.entry(EntryID("interviews", large)))
    #expect(interview.cells[0]?.answer.value == .text("large"))
    #expect(interview.cells[1] == said)
    #expect(!interview.isStale)
    #expect(state.state("groups") == .done)
    #expect(state.state("wishes") == .done)
    #expect(state.state("findings") == .done)
  }

  @Test func keysThatHoldItsKeyFollow() throws {
    var scenario = try Scenario.written()
    try scenario.when(.rename(big, to: large, because: "one word"))
    #expect(scenario.state.entries(of: "wishes").map(\.key.written) == ["large,speed", "small,speed"])
    let wish = EntryID("wishes", EntryKey(["large", "speed"]))
    #expect(scenario.state.answer(wish, "group")?.value == .text("large"))
  }

  @Test func whatNamesItFollows() throws {
    var scenario = try Scenario.written()
    let evidence = EntryID("evidence", EntryKey(["E1"]))
    try scenario.when(.rename(evidence, to: EntryKey(["Minutes 1"]), because: "clearer"))
    let finding = EntryID("findings", EntryKey(["F1"]))
    #expect(scenario.state.answer(finding, "evidence")?.value == .list([.text("\"Minutes 1\"")]))
    try scenario.when(.rename(finding, to: EntryKey(["F01"]), because: "two digits"))
    let action = EntryID("actions", EntryKey(["M1"]))
    #expect(scenario.state.answer(action, "findings")?.value == .list([.text("F01")]))
  }

  @Test func whatIsCitedFollows() throws {
    var scenario = try Scenario.wide(survey: false)
    try scenario.answer(EntryID("evidence", EntryKey(["E1"])), ["ref": .text("minutes")])
    let interview = EntryID("interviews", EntryKey(["big"]))
    let said = FieldAnswer("said", Answer(.text("a lot"), evidence: ["E1"]))
    try scenario.when(.answer(interview, [said]))
    try scenario.when(.rename(EntryID("evidence", EntryKey(["E1"])), to: EntryKey(["Minutes 1"])))
    #expect(scenario.state.answer(interview, "said")?.evidence == ["Minutes 1"])
  }

  @Test func whatWasSignedAwaitsItsSignerAgain() throws {
    var scenario = try Scenario.written()
    try scenario.when(.approve("sign_off", content: "c"), by: "Bo")
    try scenario.when(.rename(big, to: large, because: "one word"))
    let renamed = StepInstance("interviews", large)
    #expect(scenario.state.state(of: renamed) == .submitted)
    #expect(scenario.state.row(of: renamed)?.signOff == nil)
    #expect(scenario.state.state(of: StepInstance("interviews", EntryKey(["small"]))) == .done)
    // Findings and actions, of which the review is, do not show the group's name.
    #expect(scenario.state.state("sign_off") == .done)
    try scenario.when(.approve(renamed, content: "c"), by: "Bo")
    #expect(scenario.state.state("interviews") == .done)
    let finding = EntryID("findings", EntryKey(["F1"]))
    try scenario.when(.rename(finding, to: EntryKey(["F01"]), because: "two digits"))
    #expect(scenario.state.state("sign_off") == .submitted)
  }

  @Test func rolesStayWithWhoIsCalledOtherwise() throws {
    var scenario = Scenario()
    try scenario.answer(
      EntryID("members", EntryKey(["Bo"])), ["kind": .text("leader"), "roles": .list([.text("sponsor")])])
    try scenario.when(.rename(EntryID("members", EntryKey(["Bo"])), to: EntryKey(["Bo B"])))
    #expect(scenario.state.holders(of: "sponsor", at: "team") == ["Bo B"])
  }

  @Test func whoHasSignedOrScoredKeepsTheNameThatTheLogKnows() throws {
    let scenario = try Scenario.withGaps()
    for name in ["Ada", "Bo", "Cy"] where name != "Cy" {
      let member = EntryID("members", EntryKey([name]))
      #expect(
        scenario.refusal(of: .rename(member, to: EntryKey(["Di"]), because: "x")) == .knownByName(member))
    }
  }

  @Test func whatHasChangedIsKnownByItsNewName() throws {
    var scenario = try Scenario.written()
    #expect(scenario.state.state("findings") == .done)
    try scenario.answer(big, because: "recount", ["size": .integer(21)])
    try scenario.when(.submit("groups"))
    try scenario.when(.rename(big, to: large, because: "one word"))
    // What waits to be looked at says what has changed by the name that it has now.
    let causes = scenario.state.entry(EntryID("interviews", large))?.causes.map(\.entry)
    #expect(causes == [EntryID("groups", large)])
  }

  @Test func anEntryComesBackUnderItsOldKeyAsAnotherOne() throws {
    var scenario = try Scenario.written()
    try scenario.when(.rename(big, to: large, because: "one word"))
    try scenario.answer(big, because: "a second one", ["size": .integer(7)])
    try scenario.when(.submit("groups"))
    #expect(scenario.state.state(of: StepInstance("interviews", big.key)) == .ready)
    #expect(scenario.state.entry(EntryID("interviews", big.key)) == nil)
    let groups = scenario.state.instances(of: "interviews").map(\.key.written)
    #expect(groups == ["large", "none", "small", "big"])
  }

  @Test func twoAreNeverCalledAlike() throws {
    var scenario = try Scenario.written()
    let rename = Command.rename(big, to: EntryKey(["small"]), because: "x")
    #expect(scenario.refusal(of: rename) == .nameTaken(EntryID("groups", EntryKey(["small"]))))
    try scenario.when(.remove(EntryID("groups", EntryKey(["small"])), because: "gone"))
    // The interview with those who are gone is kept under their name.
    guard case .nameTaken(let taken)? = scenario.refusal(of: rename) else {
      Issue.record("the name was free")
      return
    }
    #expect(taken == EntryID("interviews", EntryKey(["small"])))
  }

  @Test func whatHasNoKeyOfItsOwnIsNotRenamed() throws {
    let scenario = try Scenario.written()
    func refusal(_ id: EntryID, _ key: String...) -> Refusal? {
      scenario.refusal(of: .rename(id, to: EntryKey(key), because: "x"))
    }
    #expect(refusal(EntryID("interviews", big.key), "large") == .noKeyOfItsOwn("interviews"))
    let wish = EntryID("wishes", EntryKey(["big", "speed"]))
    let other = EntryKey(["small", "calm"])
    #expect(refusal(wish, "small", "calm") == .movedByKey(wish, to: other, "group"))
    #expect(refusal(wish, "big", "calm") == nil)
    #expect(refusal(EntryID("groups", large), "big") == .unknownEntry(EntryID("groups", large)))
    let bad: [(EntryKey, KeyFault)] = [
      (EntryKey([""]), .empty), (EntryKey(["a", "b"]), .parts(found: 2, needed: 1)),
      (EntryKey(["a\u{202E}"]), .hidden("\u{202E}")),
      (EntryKey([String(repeating: "a", count: 1001)]), .tooLong(bytes: 1001)),
    ]
    for (key, fault) in bad {
      #expect(
        scenario.refusal(of: .rename(big, to: key, because: "x"))
          == .badKey(EntryID("groups", key), expected: ["id"], fault))
    }
    let rating = Command.rename(
      EntryID("ratings", EntryKey(["about", "Ada"])), to: EntryKey(["from", "Ada"]), because: "x")
    #expect(try Scenario.withGaps().refusal(of: rating) == .noKeyOfItsOwn("ratings"))
  }

  @Test func twoChangeTheirKeys() throws {
    var scenario = try Scenario.written()
    let said = { (state: AuditState, key: String) in
      state.entry(EntryID("interviews", EntryKey([key])))?.cells[1]
    }
    let before = scenario.state
    let small = EntryKey(["small"])
    try scenario.when(.rename("groups", [big.key: small, small: big.key], because: "the wrong way round"))
    let after = scenario.state
    #expect(said(after, "small") == said(before, "big"))
    #expect(said(after, "big") == said(before, "small"))
    #expect(after.answer(big, "size") == before.answer(EntryID("groups", small), "size"))
    #expect(after.answer(big, "id")?.value == .text("big"))
    #expect(after.instances(of: "interviews").map(\.key.written) == ["small", "none", "big"])
    #expect(after.entries(of: "wishes").map(\.key.written) == ["small,speed", "big,speed"])
    #expect(after.state("wishes") == .done)
    try scenario.when(.rename("groups", [big.key: small, small: big.key], because: "no, it was right"))
    #expect(scenario.state.entries(of: "groups").map(\.key) == before.entries(of: "groups").map(\.key))
    #expect(scenario.state.entries(of: "wishes") == before.entries(of: "wishes"))
  }

  @Test func noneGetsTheKeyOfOneThatKeepsIt() throws {
    let scenario = try Scenario.written()
    let small = EntryKey(["small"])
    #expect(
      scenario.refusal(of: .rename("groups", [big.key: small, small: small], because: "x"))
        == .nameTaken(EntryID("groups", small)))
    #expect(
      scenario.refusal(of: .rename("groups", [big.key: large, small: large], because: "x"))
        == .nameShared(EntryID("groups", large)))
  }

  @Test func whatAFileSaysOfEntriesThatNeverWereIsOnlyNoted() throws {
    var scenario = try Scenario.written()
    let before = scenario.state.storedSteps
    let (tall, wide) = (EntryKey(["tall"]), EntryKey(["wide"]))
    try scenario.when(.rename("groups", [tall: wide, wide: tall], because: "x", origin: .file))
    #expect(scenario.state.storedSteps == before)
    #expect(
      scenario.refusal(of: .rename("groups", [tall: wide], because: "x"))
        == .unknownEntry(EntryID("groups", tall)))
  }

  @Test func whatIsHandedInNeedsAReason() throws {
    let scenario = try Scenario.written()
    guard case .answeredBefore(big, "id", _, _)? = scenario.refusal(of: .rename(big, to: large)) else {
      Issue.record("no reason was asked for")
      return
    }
  }
}
