import AuditCore
import Testing

/// Simplified and traditional characters are one, wherever somebody writes what is looked up.
@Suite struct AlikeSpellingTests {
  @Test(arguments: [
    ("客戶", "客户"), ("識別", "识别"), ("有關客戶的知識", "有关客户的知识"), ("後台", "后台"), ("臺灣", "台湾"),
    ("什麼", "什么"), ("乾淨", "干净"), ("裡面", "里面"), ("睡著", "睡着"), ("ＣＲＭ（系統）", "CRM(系统)"),
    ("Cafe\u{301}", "Caf\u{E9}"), ("plain", "plain"), ("", ""),
  ])
  func readsTheSameWordsInOtherCharacters(written: String, kept: String) {
    #expect(Spelling.plain(written).unicodeScalars.elementsEqual(Spelling.plain(kept).unicodeScalars))
  }

  @Test(arguments: [("客戶", "客人"), ("著名", "着名"), ("A", "a"), ("二", "2"), ("后台", "后台 ")])
  func keepsApartWhatIsNotTheSame(one: String, other: String) {
    #expect(Spelling.plain(one) != Spelling.plain(other))
  }

  @Test func findsWhatIsAlikeAmongOthers() {
    #expect(Spelling.alike("臺後", among: ["台後", "臺后", "台前", "x"]) == ["台後", "臺后"])
    #expect(Spelling.alike("甲", among: ["乙", "AB"]).isEmpty)
  }

  private static let classes = Vocabulary(
    name: "classes",
    items: [
      .init(key: "about", label: Text([.english: "About customers", .chinese: "有关客户的知识"])),
      .init(key: "back", label: Text([.english: "Back office", .chinese: "后台"])),
      .init(key: "empress", label: Text([.english: "The empress's terrace", .chinese: "后臺"])),
      .init(key: "same", label: Text("相同")), .init(key: "alike", label: Text("相同")),
    ])

  @Test func aLabelIsFoundInEitherScript() throws {
    let type = FieldType.choice(of: Self.classes)
    #expect(try type.value(of: "有關客戶的知識") == .text("about"))
    // As it is written comes before what is only alike.
    #expect(try type.value(of: "后台") == .text("back"))
    #expect(try type.value(of: "后臺") == .text("empress"))
  }

  @Test(arguments: [("後臺", "`back` or `empress`"), ("相同", "`same` or `alike`")])
  func whatMayMeanTwoThingsIsRefusedWithBoth(text: String, candidates: String) {
    let mismatch = #expect(throws: Mismatch.self) {
      try FieldType.choice(of: Self.classes).value(of: text)
    }
    #expect(mismatch?.message == "`\(text)` may mean \(candidates) of `classes`")
  }

  @Test func levelsAndYesAreFoundToo() throws {
    let scale = Scale(name: "grade", min: 0, max: 2, labels: [0: Text("无"), 1: Text("部分"), 2: Text("完整")])
    #expect(try FieldType.scale(scale).value(of: "無") == .integer(0))
    #expect(try FieldType.boolean.value(of: "ＹＥＳ".lowercased()) == .boolean(true))
  }

  @Test func aReferenceNamesTheEntryThatIsThere() throws {
    var scenario = Scenario(referring)
    for key in ["客户部", "台後", "臺后"] {
      try scenario.answer(EntryID("units", EntryKey([key])), [:])
    }
    try scenario.when(.submit(StepInstance("units")))
    try scenario.answer(EntryID("facts"), ["unit": .text("客戶部"), "others": .list([.text("客戶部")])])
    #expect(scenario.state.answer(EntryID("facts"), "unit")?.value == .text("客户部"))
    #expect(scenario.state.answer(EntryID("facts"), "others")?.value == .list([.text("客户部")]))
    // The same answer again, in whichever characters, is no change.
    #expect(
      try decide(
        .answer(
          EntryID("facts"), [FieldAnswer("unit", Answer(.text("客戶部")))], because: nil, origin: .person),
        by: "Ada", in: scenario.state) == [])
    let ambiguous = Command.answer(
      EntryID("facts"), [FieldAnswer("unit", Answer(.text("臺後")))], because: nil, origin: .person)
    guard case .unknownReference = scenario.refusal(of: ambiguous) else {
      Issue.record("a name that may mean two entries was taken")
      return
    }
  }

  private let referring = Workflow(
    id: "referring", version: "1.0.0", title: Text("Referring"),
    phases: [.init(id: "only", title: Text("Only"))],
    steps: [
      Step(
        id: "units", title: Text("Units"), phase: "only",
        kind: .collect(Register(key: ["name"], fields: [Field(id: "name", title: Text("Name"), type: .text)]))
      ),
      Step(
        id: "facts", title: Text("Facts"), phase: "only",
        kind: .ask(
          Form(fields: [
            Field(id: "unit", title: Text("Unit"), type: .reference(to: "units")),
            Field(id: "others", title: Text("Others"), type: .list(of: .reference(to: "units"))),
          ]))),
    ])
}
