import AuditCore
import Testing

/// Keys with labels for values, or in other characters than the entries have that are meant.
@Suite struct WrittenKeyTests {
  private static func withPeople() throws -> Scenario {
    var scenario = Scenario()
    try scenario.answer(EntryID("members", EntryKey(["张三"])), ["kind": .text("general")])
    try scenario.answer(EntryID("members", EntryKey(["Bo"])), ["kind": .text("leader")])
    return scenario
  }

  @Test(arguments: [
    ("weights", "About", "about"), ("weights", "about", "about"), ("weights", "nothing", "nothing"),
    ("members", "張三", "张三"), ("members", "Ｂｏ", "Bo"), ("members", "李四", "李四"),
    ("ratings", "About,張三", "about,張三"), ("team", "", ""), ("mandate", "x", "x"), ("none", "x", "x"),
  ])
  func meansWhatIsThere(step: String, written: String, meant: String) throws {
    let state = try Self.withPeople().state
    let id = EntryID(StepID(step), EntryKey(written: written))
    #expect(state.meant(by: id) == EntryID(StepID(step), EntryKey(written: meant)))
  }

  @Test func aNewNameMayBeWrittenOtherwise() throws {
    let state = try Self.withPeople().state
    let id = EntryID("members", EntryKey(["張三"]))
    #expect(state.spelled(id) == id)
  }

  @Test func noLabelBecomesAKey() throws {
    let scenario = try Scenario.withGaps()
    let id = EntryID("weights", EntryKey(["About"]))
    let refusal = scenario.refusal(of: .answer(id, [], because: nil))
    guard case .badValue(id, "class", let mismatch)? = refusal else {
      Issue.record("refused with \(String(describing: refusal))")
      return
    }
    #expect(mismatch.message == "in a key it is written `about`, not `About`")
  }
}
