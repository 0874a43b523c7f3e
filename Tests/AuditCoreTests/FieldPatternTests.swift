import AuditCore
import Testing

/// What a text must look like is said of the whole of it.
@Suite struct FieldPatternTests {
  @Test(arguments: [
    ("[A-Z]{3}", "CNY", true), ("[A-Z]{3}", "人民币CNY元", false), ("[A-Z]{3}", "CNYX", false),
    ("^[A-Z]{3}$", "CNY", true), ("^[A-Z]{3}$", "CNYX", false), ("a|bc", "bc", true), ("a|bc", "ac", false),
    ("(?i)cny", "CNY", true), ("(?m)^a$", "a\nb", false),
  ])
  func theWholeTextMatches(pattern: String, text: String, expected: Bool) throws {
    let pattern = try #require(Pattern(pattern))
    let field = Field(id: "currency", title: Text("Currency"), type: .text, pattern: pattern)
    #expect((field.mismatch(with: .text(text)) == nil) == expected)
  }

  @Test func whatIsNoPatternAloneIsNone() {
    #expect(Pattern("a)(b") == nil)
    #expect(Pattern("[A-Z") == nil)
  }
}
