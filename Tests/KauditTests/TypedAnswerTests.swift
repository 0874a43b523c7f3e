import AuditCore
import Testing

@testable import kaudit

/// What people type, and what it means.
@Suite struct TypedAnswerTests {
  private static let colours = Vocabulary(
    name: "colours",
    items: [
      .init(key: "red", label: Text([.english: "Red, dark", .chinese: "红"])),
      .init(key: "green", label: Text([.english: "Green", .chinese: "绿"])),
      .init(key: "blue", label: Text([.english: "Blue", .chinese: "蓝"])),
    ])

  private static let scale = Scale(
    name: "grade", min: 0, max: 2, labels: [0: Text("none"), 1: Text("some"), 2: Text("much")])

  private func read(
    _ text: String, as type: FieldType, min: Double? = nil, max: Double? = nil,
    in language: Language = .english
  ) -> Value? {
    let field = Field(id: "field", title: Text("Field"), type: type, min: min, max: max)
    let state = AuditState(
      workflow: Workflow(id: "w", version: "1.0.0", title: Text("w"), phases: [], steps: []))
    return try? TypedAnswer(field: field, choices: Choices(type, state, language)).value(text)
  }

  @Test(arguments: ["2", "２", "green", "Green", "GREEN"])
  func aChoiceIsTypedByNumberKeyOrLabel(text: String) {
    #expect(read(text, as: .choice(of: Self.colours)) == .text("green"))
  }

  @Test(arguments: [("綠", "green"), ("紅", "red"), ("藍", "blue"), ("ｇｒｅｅｎ", "green")])
  func aLabelIsUnderstoodInOtherCharacters(text: String, key: String) {
    #expect(read(text, as: .choice(of: Self.colours), in: .chinese) == .text(key))
  }

  @Test func whatMayMeanTwoChoicesIsRefused() {
    let stages = Vocabulary(
      name: "stages",
      items: [.init(key: "a", label: Text("台後")), .init(key: "b", label: Text("臺后"))])
    #expect(read("台后", as: .choice(of: stages)) == nil)
    #expect(read("臺后", as: .choice(of: stages)) == .text("b"))
    let choices = Choices(.choice(of: stages), AuditState(workflow: Self.empty), .chinese)
    let field = Field(id: "field", title: Text("Field"), type: .choice(of: stages))
    let lines = Expectation(field: field, choices: choices, language: .chinese).answer(
      to: "台后", Mismatch("", written: "台后"))
    #expect(lines.last == "可能是指 1 a或2 b")
  }

  private static let empty = Workflow(id: "w", version: "1.0.0", title: Text("w"), phases: [], steps: [])

  @Test(arguments: [("對", true), ("沒有", false), ("ＹＥＳ", true)])
  func yesAndNoAreUnderstoodInOtherCharacters(text: String, yes: Bool) {
    #expect(read(text, as: .boolean) == .boolean(yes))
  }

  @Test(arguments: Language.allCases)
  func aLabelIsUnderstoodInEveryLanguage(language: Language) {
    for label in ["绿", "Green"] {
      #expect(read(label, as: .choice(of: Self.colours), in: language) == .text("green"))
    }
  }

  @Test func aMistypedLabelIsPutRightInEveryLanguage() throws {
    let state = AuditState(workflow: Self.empty)
    let choices = try #require(Choices(.choice(of: Self.colours), state, .chinese))
    #expect(choices.near("Grene")?.spelling == "Green")
    #expect(choices.near("Red, drak")?.spelling == "Red, dark")
    #expect(choices.near("Red, drak")?.item.key == "red")
  }

  @Test(arguments: ["", "0", "4", "gren", "1.5", "红绿"])
  func whatIsNoChoiceIsRefused(text: String) {
    #expect(read(text, as: .choice(of: Self.colours)) == nil)
  }

  @Test(arguments: ["1,3", "1，3", "红、蓝", "red; blue", "1, blue", "[red, blue]", "3,1,3"])
  func severalAreTypedWithCommas(text: String) throws {
    let value = try #require(read(text, as: .choices(of: Self.colours), in: .chinese))
    #expect(Set(value.list ?? []) == [.text("red"), .text("blue")])
    #expect(value.list?.count == 2)
  }

  @Test func aLabelMayHoldAComma() {
    #expect(read("Red, dark", as: .choices(of: Self.colours)) == .list([.text("red")]))
  }

  @Test func quotesAndSemicolonsHoldListsTogether() {
    let texts = FieldType.list(of: .text)
    #expect(read("a, \"b, c\"、d", as: texts) == .list([.text("a"), .text("b, c"), .text("d")]))
    #expect(read("a, b; c", as: texts) == .list([.text("a, b"), .text("c")]))
  }

  @Test func aLevelIsTypedByNumberOrLabel() {
    #expect(read("0", as: .scale(Self.scale)) == .integer(0))
    #expect(read("much", as: .scale(Self.scale)) == .integer(2))
    #expect(read("3", as: .scale(Self.scale)) == nil)
  }

  @Test(arguments: ["2026-03-04", "2026/3/4", "2026.03.4", "2026年3月4日", "２０２６－３－４"])
  func daysAreWrittenInManyWays(text: String) {
    #expect(read(text, as: .date) == .text("2026-03-04"))
  }

  @Test(arguments: ["2026-02-30", "4.3.2026", "tomorrow", "2026-3"])
  func whatIsNoDayIsRefused(text: String) { #expect(read(text, as: .date) == nil) }

  @Test func yesAndNoAreUnderstoodInBothLanguages() {
    for yes in ["y", "YES", "是", "true"] { #expect(read(yes, as: .boolean) == .boolean(true)) }
    for no in ["n", "No", "否", "false"] { #expect(read(no, as: .boolean) == .boolean(false)) }
    #expect(read("maybe", as: .boolean) == nil)
  }

  @Test func numbersKeepTheirLimits() {
    #expect(read("２０", as: .integer, min: 1, max: 20) == .integer(20))
    #expect(read("21", as: .integer, min: 1, max: 20) == nil)
    #expect(read("25%", as: .percent) == .number(0.25))
    #expect(read("1,000", as: .number) == nil)
  }

  @Test func aWordIsAWordUnlessItIsInQuotes() {
    #expect(Word("?") == .explain && Word("？") == .explain)
    #expect(Word("Later") == .later && Word("稍后") == .later)
    #expect(Word("later on") == nil)
    #expect(Word.unquoted("\"later\"") == "later")
    #expect(Word.unquoted("「退出」") == "退出")
    #expect(Word.unquoted("\"as he said\"") == "\"as he said\"")
  }

  @Test func everyWordIsOfferedAsItIsUnderstood() {
    for word in Word.allCases {
      for language in Language.allCases { #expect(Word(word.word(in: language)) == word) }
    }
  }

  @Test func textIsWrappedBetweenWordsAndWideCharacters() {
    #expect(wrapped("one two three four", to: 11) == ["one two", "three four"])
    #expect(wrapped("客户知识，审计。", to: 12) == ["客户知识，", "审计。"])
    #expect(wrapped("a\nb", to: 40) == ["a", "b"])
  }
}
