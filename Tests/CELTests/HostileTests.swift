import CEL
import TestSupport
import Testing

/// Expressions nobody writes in good faith: they end in a message, never in a crash.
@Suite struct HostileTests {
  private static let chains: [String] = [
    String(repeating: "1 + ", count: 100_000) + "1", String(repeating: "1 < ", count: 100_000) + "1",
    String(repeating: "a && ", count: 30_000) + "a",
    String(repeating: "unknown || ", count: 15_000) + "a",
    String(repeating: "1 + 1.0 == ", count: 3_000) + "a", String(repeating: "(", count: 100_000),
    String(repeating: "[", count: 100_000), String(repeating: "{1:", count: 50_000),
    String(repeating: "-", count: 100_000) + "1", String(repeating: "!", count: 100_000) + "a",
    "a" + String(repeating: ".a", count: 90_000), "a" + String(repeating: "[0]", count: 60_000),
    "a" + String(repeating: ".f()", count: 40_000), String(repeating: "f(", count: 90_000),
    String(repeating: "a ? b : ", count: 20_000) + "c", String(repeating: "a ? ", count: 40_000),
    String(repeating: "[1].all(x, ", count: 15_000), "'" + String(repeating: "a", count: 300_000) + "'",
    String(repeating: "a?b:", count: 90) + "c",
    String(repeating: "(", count: 99) + "1" + String(repeating: ")", count: 99),
    String(repeating: "[", count: 99) + String(repeating: "]", count: 99),
  ]

  @Test(arguments: chains.indices)
  func survivesDeepAndLongChains(index: Int) throws {
    let started = ContinuousClock.now
    let environment = Environment(variables: [.init("a", .dyn), .init("b", .dyn), .init("c", .dyn)])
    if let expression = try? Expression(parsing: Self.chains[index]) {
      _ = expression.check(in: environment)
      _ = try? expression.unchecked(in: environment).evaluate([.bool(true), .int(1), .int(2)])
    }
    #expect(ContinuousClock.now - started < .seconds(10))
  }

  @Test(arguments: [
    "[1,1,1,1,1,1,1,1,1,1].map(a, [1,1,1,1,1,1,1,1,1,1].map(b, [1,1,1,1,1,1,1,1,1,1].map(c, [1,1,1,1,1,1,1,1,1,1].map(d, [1,1,1,1,1,1,1,1,1,1].map(e, [1,1,1,1,1,1,1,1,1,1].map(f, 1)))))).size() > 0",
    "[1].map(a, [a,a,a,a]).map(b, [b,b,b,b]).map(b, [b,b,b,b]).map(b, [b,b,b,b]).map(b, [b,b,b,b]) == 1 || cel.bind(x, 'aaaaaaaaaaaaaaaa', cel.bind(y, x+x+x+x+x+x+x+x, cel.bind(z, y+y+y+y+y+y+y+y, cel.bind(w, z+z+z+z+z+z+z+z, w+w+w+w+w+w+w+w)))).size() > 3000000",
    "cel.bind(a, [1,2,3,4,5,6,7,8,9,10], a.all(b, a.all(c, a.all(d, a.all(e, a.all(f, a.all(g, true)))))))",
  ])
  func stopsAtTheCostLimit(text: String) throws {
    let program = try Expression(parsing: text).unchecked(in: Environment())
    #expect(throws: EvaluationError(.costLimit(1000), at: nil)) { try program.evaluate([], costLimit: 1000) }
  }

  @Test func survivesRandomTokens() throws {
    let words = [
      "this", ".level", ".kind", "members", ".all(m, ", ".map(m, ", ".exists(k, v, ", "has(", "(", ")", "[",
      "]", "{", "}", ",",
      ":", "?", "&&", "||", "!", "-", "+", "*", "/", "%", "==", "<", ">=", "in", "1", "2.5", "3u", "'a'",
      "b'x'", "null", "true",
      "size(", ".size()", "m", "k", "v", ".?", "[?", "timestamp('2026-01-01T00:00:00Z')", "duration('1h')",
      "int(", "string(",
      "9223372036854775807", "-9223372036854775808", "math.abs(", ".format([", ".substring(",
      ".matches('a*')", "cel.bind(q, 1, ",
      ".transformMap(k, v, ", " ", "\n", "//", "`", "\"", "\\", "（", "知", "\u{0}", ".orValue(",
      "optional.of(", "type(", "dyn(",
    ]
    var random = SplitMix64(seed: 20_260_301)
    var read = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...14, using: &random)
      let text = (0..<count).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }.joined()
      guard let expression = try? Expression(parsing: text) else { continue }
      read += 1
      let result = expression.check(in: Register.environment)
      #expect(result.problems.allSatisfy { $0.range.upperBound <= text.unicodeScalars.count })
      let entry = Register.entry("Ada", kind: "leader", level: 3, share: 0.5)
      let values: [CELValue?] = [.object(entry), .list([.object(entry)]), nil, .int(1)]
      _ = try? expression.unchecked(in: Register.environment).evaluate(values, costLimit: 100_000)
    }
    #expect(read > 200)
  }

  @Test func survivesRandomCharacters() {
    var random = SplitMix64(seed: 7)
    let characters = Array("()[]{}.,:?!&|=<>+-*/%'\"\\`rb019eExXuU_aZ \n\t“（知\u{0}\u{FEFF}".unicodeScalars)
    for _ in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        text.append(characters[Int.random(in: 0..<characters.count, using: &random)])
      }
      do throws(SyntaxError) {
        _ = try Expression(parsing: String(text))
      } catch {
        #expect(error.range.upperBound <= text.count)
      }
    }
  }
}
