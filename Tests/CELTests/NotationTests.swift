import CEL
import Testing

/// Values written as expressions would write them.
@Suite struct NotationTests {
  @Test(arguments: [
    "null", "true", "-5", "-9223372036854775808", "5u", "2.0", "-0.0", "1e+100", "0.1", "double(\"NaN\")",
    "double(\"-Infinity\")", "\"知识 \\\"x\\\"\\n\\\\\"", "\"\\u202e\\u0007\\U000e0001\"", "\"😀\"",
    "b\"a\\xff\\\"\"",
    "[1, [], {}]", "{\"b\": 1, 2: \"x\", true: null}", "timestamp(\"2026-01-31T09:30:00.5Z\")",
    "duration(\"90s\")",
    "google.protobuf.Timestamp", "optional.of(1)", "optional.none()",
  ])
  func isReadAgain(text: String) throws {
    let value = try Expression(parsing: text).unchecked(in: Environment()).evaluate()
    #expect(value.notation() == text)
  }

  @Test func leavesOutWhatIsAbsentAndEndsCircles() {
    let (first, second) = (Object(Register.shape), Object(Register.shape))
    for (object, other, name) in [(first, second, "Ada"), (second, first, "Bo")] {
      object.set(.string(name), at: 0)
      object.set(.object(other), at: 4)
    }
    first.freeze()
    second.freeze()
    #expect(
      CELValue.list([.object(first)]).notation()
        == #"[{"person": "Ada", "owner": {"person": "Bo", "owner": {…}}}]"#)
    first.unlink()
  }

  @Test func saysThatAValueIsTooLong() throws {
    let doubled = (0..<40).reduce("[1]") { inner, _ in "cel.bind(x, \(inner), [x, x])" }
    let value = try Expression(parsing: doubled).unchecked(in: Environment()).evaluate()
    #expect(value.notation() == nil)
    #expect(CELValue.string("abc").notation(limit: 4) == nil)
    #expect(CELValue.string("abc").notation(limit: 5) == "\"abc\"")
  }
}
