import AuditCore
import Testing

@testable import AuditDocuments

/// Numbers and texts as they are printed.
@Suite struct WordTests {
  @Test(arguments: [
    (12345.678, 2, "12,345.68"), (0.005, 2, "0.01"), (1.005, 2, "1.01"), (-1234.5, 0, "-1,235"),
    (999.999, 2, "1,000.00"),
    (0, 2, "0.00"), (-0.001, 2, "0.00"), (1e21, 0, "1,000,000,000,000,000,000,000"), (1e-7, 3, "0.000"),
    (1e-7, 7, "0.0000001"),
    (0.1 + 0.2, 1, "0.3"), (Double.nan, 1, "–"), (Double.infinity, 1, "–"),
    (Double.leastNonzeroMagnitude, 99, "0.000000000000"), (100, -3, "100"),
  ])
  func writesNumbers(number: Double, places: Int, text: String) {
    #expect(DecimalText.number(number, places: places) == text)
  }

  @Test(arguments: [
    (0.369, 1, "36.9%"), (0.07, 0, "7%"), (1, 0, "100%"), (0.12345, 2, "12.35%"), (0, 1, "0.0%"),
  ])
  func writesPercentages(share: Double, places: Int, text: String) {
    #expect(DecimalText.percent(share, places: places) == text)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (-123456, "-123,456"), (Int.min, "-9,223,372,036,854,775,808"),
  ])
  func writesWholeNumbers(number: Int, text: String) { #expect(DecimalText.whole(number) == text) }

  private func text(_ value: Value, _ type: FieldType, unit: String? = nil, _ language: Language = .english)
    -> String
  {
    let words = AnswerText(
      AuditState(workflow: Workflow(id: "w", version: "1", title: Text("w"), phases: [], steps: [])), language
    )
    return words.text(
      Answer(value), Field(id: "f", title: Text("F"), type: type, unit: unit.map { Text($0) }))
  }

  @Test func showsEveryNonAnswerInBothLanguages() {
    let reasons = NonAnswer.allCases.map { Value.nonAnswer($0, because: "why") }
    #expect(reasons.map { text($0, .money) } == ["unknown: why", "not applicable: why", "later: why"])
    #expect(reasons.map { text($0, .money, unit: "CNY", .chinese) } == ["未知：why", "不适用：why", "暂缓：why"])
    #expect(text(.nonAnswer(.unknown, because: ""), .text) == "unknown")
  }

  @Test func showsNumbersAsTheyWereGiven() {
    #expect(text(.number(1234.125), .number, unit: "days") == "1,234.125 days")
    #expect(text(.number(1234.5), .money, unit: "CNY") == "1,234.50 CNY")
    #expect(text(.number(1234), .money, unit: "CNY") == "1,234 CNY")
    #expect(text(.number(0.125), .percent) == "12.5%")
    #expect(text(.number(0.1), .percent) == "10%")
    #expect(text(.boolean(false), .boolean, .chinese) == "否")
  }

  @Test func namesEntriesThatAreGone() {
    #expect(text(.text("about,acquire"), .reference(to: "ideal")) == "about, acquire")
    #expect(text(.text("about,acquire"), .reference(to: "ideal"), .chinese) == "about、acquire")
  }

  private func text(_ value: Value, _ type: FieldType, _ language: Language) -> String {
    text(value, type, unit: nil, language)
  }
}
