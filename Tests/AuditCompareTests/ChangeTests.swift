import AuditCompare
import AuditCore
import Testing

/// What kind of change it is.
@Suite struct Changes {
  private static let asset = EntryID("assets", EntryKey(["A1"]))

  /// What differs when one answer follows another; a missing one stands for none.
  private static func change(_ field: FieldID, _ old: Answer?, _ new: Answer?) throws -> FieldChange {
    var audit = RandomAudit(seed: 1)
    audit.answer(asset, "users", Answer(.list([])))
    if let old { audit.answer(asset, field, old) }
    let before = audit.state
    audit.answer(asset, field, new ?? .withdrawn, because: "why not")
    let entries = Comparison(from: before, to: audit.state).steps.flatMap(\.entries)
    return try #require(entries.first?.fields.first)
  }

  @Test func tellsTheKinds() throws {
    let weight = Answer(.integer(2))
    let later = Answer(.nonAnswer(.later, because: "in March"))
    #expect(try Self.change("weight", nil, weight).kind == .answered)
    #expect(try Self.change("weight", later, weight).kind == .answered)
    #expect(try Self.change("weight", weight, later).kind == .changed)
    #expect(try Self.change("weight", weight, nil).kind == .takenBack)
    #expect(try Self.change("weight", weight, Answer(.integer(3))).kind == .changed)
    #expect(try Self.change("level", Answer(.integer(2)), Answer(.integer(3))).kind == .rerated)
    #expect(try Self.change("weight", weight, Answer(.integer(2), evidence: ["E1"])).kind == .proof)
    #expect(try Self.change("weight", weight, Answer(.integer(2), confidence: .low)).kind == .proof)
  }

  @Test func aComputedFieldFollows() throws {
    var audit = RandomAudit(seed: 1)
    audit.answer(Self.asset, "weight", Answer(.integer(2)))
    let before = audit.state
    audit.answer(Self.asset, "weight", Answer(.integer(3)))
    let entry = try #require(Comparison(from: before, to: audit.state).steps.first?.entries.first)
    #expect(entry.figures == [FigureChange(path: ["risk"], old: .integer(4), new: .integer(6))])
  }

  @Test(arguments: [
    ("客户 档案", "客户档案"), ("ＡＢＣ，x", "ABC,x"), ("客户档案。", "客户档案"), ("e\u{301}", "é"), ("a  b", "a b"),
    (" a", "a"), ("甲，乙", "甲, 乙"), ("记录。", "记录."),
  ])
  func spellingIsCosmetic(old: String, new: String) throws {
    let change = try Self.change("users", Answer(.list([.text(old)])), Answer(.list([.text(new)])))
    #expect(change.isCosmetic)
  }

  @Test(arguments: [
    ("客户档案", "客户合同"), ("a b", "ab"), ("done?", "done"), ("1.5", "15"), ("a", "A"), ("è", "é"),
  ])
  func substanceIsNot(old: String, new: String) throws {
    let change = try Self.change("users", Answer(.list([.text(old)])), Answer(.list([.text(new)])))
    #expect(!change.isCosmetic)
  }

  @Test func cosmeticChangesCanBeLeftOut() throws {
    var audit = RandomAudit(seed: 1)
    audit.answer(EntryID("mandate"), "access", Answer(.text("全部门")))
    let before = audit.state
    audit.answer(EntryID("mandate"), "access", Answer(.text("全部门。")))
    let comparison = Comparison(from: before, to: audit.state)
    #expect(!comparison.isEmpty)
    #expect(Tally(comparison).cosmetic == 1)
    #expect(comparison.withoutCosmetic.isEmpty)
  }

  @Test func hiddenScoresAreCountedNotCompared() throws {
    var audit = RandomAudit(seed: 1)
    audit.answer(Self.asset, "level", Answer(.integer(1)))
    let before = audit.state
    for rater in ["Bo", "Cy"] {
      audit.take(
        .entryAnswered(
          EntryID("ratings", EntryKey(["A1", rater])),
          [FieldAnswer("subject", Answer(.text("A1"))), FieldAnswer("score", Answer(.integer(4)))],
          because: nil,
          origin: .person), by: rater)
    }
    let comparison = Comparison(from: before, to: audit.state) { id in
      id.step == "ratings" && id.key.parts.last != "Bo"
    }
    let ratings = try #require(comparison.steps.first { $0.step == "ratings" })
    #expect(ratings.entries.map(\.id.key.written) == ["A1,Bo"])
    #expect(comparison.hidden.map(\.count) == [1])
  }

  @Test func stepsAndFieldsOfOneWorkflowOnlyAreNamed() throws {
    var old = RandomAudit(seed: 1)
    old.answer(Self.asset, "weight", Answer(.integer(2)))
    let text = RandomAudit.text.replacing("version: 1.0.0", with: "version: 2.0.0")
      .replacing("weight: {type: integer}", with: "size: {type: integer}")
      .replacing("this.weight", with: "this.size").replacing("step: mandate", with: "step: order")
    var new = RandomAudit(seed: 1, workflow: RandomAudit.make(text))
    new.answer(Self.asset, "size", Answer(.integer(2)))
    let comparison = Comparison(from: old.state, to: new.state)
    #expect(comparison.heads.map(\.what) == [.version])
    #expect(comparison.steps.map(\.presence) == [.onlyNew, .both, .onlyOld])
    let assets = comparison.steps[1]
    #expect(assets.fieldsOnlyOld == ["weight"])
    #expect(assets.fieldsOnlyNew == ["size"])
    #expect(assets.entries.flatMap(\.fields).map(\.field) == ["size", "weight"])
  }

  @Test func whatWentOnTheOldSideSaysSo() throws {
    var audit = RandomAudit(seed: 1)
    audit.answer(Self.asset, "weight", Answer(.integer(2)))
    let (earlier, shared) = (audit.state, audit.log.count)
    audit.answer(Self.asset, "weight", Answer(.integer(3)), because: "counted")
    let comparison = Comparison(from: audit.state, to: earlier, shared: shared)
    let field = try #require(comparison.steps.first?.entries.first?.fields.first)
    let reason = try #require(Reasons(old: Array(audit.log[shared...])).of(field, in: Self.asset).last)
    #expect(reason.side == .old)
    #expect(reason.because == "counted")
  }
}
