import CEL
import Testing

/// `matches`: the syntax of RE2, in linear time.
@Suite struct PatternTests {
  @Test(arguments: [
    ("abc", "b", true), ("abc", "^b", false), ("abc", "^a.c$", true), ("a\nc", "a.c", false),
    ("a\nc", "(?s)a.c", true),
    ("ABC", "(?i)abc", true), ("Ärger", "(?i)ärger", true), ("x12", #"\d{2}"#, true),
    ("x1", #"\d{2,}"#, false),
    ("aaa", "^a{2,3}$", true), ("aaaa", "^a{2,3}$", false), ("ab", "^(a|b)*$", true), ("", "^$", true),
    ("foo bar", #"\bbar\b"#, true), ("foobar", #"\bbar\b"#, false), ("a-b", "[a-c-]+$", true),
    ("]", "[]]", true),
    ("知识审计", "^[一-龥]+$", true), ("知识", #"^\p{Han}{2}$"#, true), ("é", "^.$", true),
    ("a.b", #"^\Qa.b\E$"#, true),
    ("ABC", "[[:upper:]]{3}", true), ("x", "[^a-w]", true), ("ab", "a(?:b|c)?$", true),
    ("abab", "^(ab){2}$", true),
    ("line\nend", "(?m)^end$", true), ("a", "a*?", true), ("{", "{", true), ("a{x}", "a{x}", true),
    ("b", "a||b", true),
    ("E12", "^E[0-9]+$", true), ("\u{1F600}", "^\\x{1F600}$", true), ("aB", "a(?i)b", true),
    ("AB", "a(?i)b", false),
  ])
  func findsWhatThePatternSays(text: String, pattern: String, expected: Bool) throws {
    let environment = Environment(variables: [.init("text", .string), .init("pattern", .string)])
    let computed = try Expression(parsing: "text.matches(pattern)").check(in: environment)
    #expect(try computed.program?.evaluate([.string(text), .string(pattern)]) == .bool(expected))
  }

  @Test(arguments: [
    "(", ")", "[a", "a**", "*", "+a", "a{3,2}", #"\"#, #"\q"#, #"\p{Nope}"#, "(?z)", "[b-a]", "a{2000}",
  ])
  func refusesWhatIsNoPattern(pattern: String) throws {
    let result = try Expression(parsing: "'a'.matches(r'\(pattern)')").check(in: Environment())
    #expect(result.problems.map(\.kind) == [.badPattern])
  }

  @Test(arguments: [
    "^(a+)+$", "(a*)*b", "(a|aa)+$", "(x+x+)+y", "((((){1000}){1000}){1000})", "(a{100}){100}{1}",
  ])
  func noPatternExplodes(pattern: String) throws {
    let environment = Environment(variables: [.init("text", .string)])
    let text = CELValue.string(String(repeating: "a", count: 5000) + "!")
    let started = ContinuousClock.now
    _ = try? Expression(parsing: "text.matches('\(pattern)')").unchecked(in: environment).evaluate([text])
    #expect(ContinuousClock.now - started < .seconds(5))
  }
}
