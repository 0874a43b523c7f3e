import CEL
import Foundation
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
    onSmallStack {
      let environment = Environment(variables: [.init("a", .dyn), .init("b", .dyn), .init("c", .dyn)])
      if let expression = try? Expression(parsing: Self.chains[index]) {
        _ = expression.check(in: environment)
        _ = try? expression.unchecked(in: environment).evaluate([.bool(true), .int(1), .int(2)])
      }
    }
    #expect(ContinuousClock.now - started < .seconds(10))
  }

  /// As deep as is allowed, in every way there is.
  @Test(arguments: [
    ("(", "1", ")"), ("[", "", "]"), ("{1: ", "1", "}"), ("!(", "a", ")"), ("-(", "1", ")"),
    ("[1].all(x, ", "true", ")"), ("[1].map(x, ", "x", ")"), ("string(", "1", ")"),
    ("optional.of(", "1", ")"),
    ("cel.bind(x, 1, ", "x", ")"), ("a ? 1 : (", "1", ")"), ("a && (", "a", ")"), ("1 + (", "1", ")"),
    ("'a'.replace('a', ", "'b'", ")"), ("[1][", "0", "]"), ("[1].transformMapEntry(i, v, ", "{i: v}", ")"),
    ("", "a", ".x"), ("", "'a'", ".trim()"), ("'%s'.format([", "1", "])"), ("", "a", "[0]"),
  ])
  func survivesTheDeepestNesting(opening: String, core: String, closing: String) {
    for depth in [35, 39, 70, 78, 79, 80] {
      let text =
        String(repeating: opening, count: depth) + core + String(repeating: closing, count: depth)
      onSmallStack {
        let environment = Environment(variables: [.init("a", .dyn)])
        guard let expression = try? Expression(parsing: text),
          let twice = try? Expression(parsing: "[\(text)] == [\(text)]")
        else { return }
        _ = expression.check(in: environment)
        _ = try? twice.unchecked(in: environment).evaluate([.bool(true)])
      }
    }
  }

  /// As the threads that others may evaluate on have it.
  private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
      body()
      isDone.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    isDone.wait()
  }

  @Test(arguments: [
    "[1,1,1,1,1,1,1,1,1,1].map(a, [1,1,1,1,1,1,1,1,1,1].map(b, [1,1,1,1,1,1,1,1,1,1].map(c, [1,1,1,1,1,1,1,1,1,1].map(d, [1,1,1,1,1,1,1,1,1,1].map(e, [1,1,1,1,1,1,1,1,1,1].map(f, 1)))))).size() > 0",
    "[1].map(a, [a,a,a,a]).map(b, [b,b,b,b]).map(b, [b,b,b,b]).map(b, [b,b,b,b]).map(b, [b,b,b,b]) == 1 || cel.bind(x, 'aaaaaaaaaaaaaaaa', cel.bind(y, x+x+x+x+x+x+x+x, cel.bind(z, y+y+y+y+y+y+y+y, cel.bind(w, z+z+z+z+z+z+z+z, w+w+w+w+w+w+w+w)))).size() > 3000000",
    "cel.bind(a, [1,2,3,4,5,6,7,8,9,10], a.all(b, a.all(c, a.all(d, a.all(e, a.all(f, a.all(g, true)))))))",
  ])
  func stopsAtTheCostLimit(text: String) throws {
    let program = try Expression(parsing: text).unchecked(in: Environment())
    let error = #expect(throws: EvaluationError.self) { try program.evaluate([], costLimit: 1000) }
    #expect(error?.kind == .costLimit(1000))
    #expect(error?.range != nil)
  }

  /// A text or list that doubles forty times over would fill any memory; work without end would take for ever.
  @Test(arguments: [
    ("'aaaa'", "x + x"), ("b'aaaa'", "x + x"), ("[1]", "x + x"), ("'aaaa'", "'%s%s'.format([x, x])"),
    ("'aaaa'", "[x, x].join()"), ("'aaaa'", "x.replace('a', 'aa')"), ("'aa'", "x.replace('', x)"),
    ("'\"'", "strings.quote(x)"), ("[[1]]", "[x, x]"), ("'aaaa'", "['', '', ''].join(x)"),
  ])
  func whatDoublesEnds(seed: String, step: String) throws {
    let doubled = (0..<38).reduce(seed) { inner, _ in "cel.bind(x, \(inner), \(step))" }
    for text in ["(\(doubled)).size() > 0 && \(doubled) == \(doubled)", "'%s'.format([\(doubled)]) == ''"] {
      let started = ContinuousClock.now
      let program = try Expression(parsing: text).unchecked(in: Environment())
      let error = #expect(throws: EvaluationError.self) { try program.evaluate([], costLimit: 2_000_000) }
      #expect(error?.kind == .costLimit(2_000_000), "\(step)")
      #expect(ContinuousClock.now - started < .seconds(10), "\(step)")
    }
  }

  @Test(arguments: [
    "big.all(a, big.all(b, a + b >= 0))", "big.map(a, big.map(b, [a, b]))", "big.map(a, '%s'.format([big]))",
    "big.all(a, big == big)", "big.map(a, text.reverse())", "big.map(a, text.split(''))",
    "big.map(a, text.replace('a', 'bb'))", "big.exists(a, text.indexOf('b') > 5)",
    "big.all(a, text + 'b' > text)",
    "big.map(a, '%.100f'.format([1e-300]))", "big.exists(a, big.exists(b, 1 / 0 > 0))",
    "big.exists(a, text.matches('(a{1,30}){1,30}b'))",
    "big.exists(a, 'a'.matches('(a{1,50}){1,90}' + string(a)))",
    "big.transformMapEntry(i, v, {string(v): big}).size() > 0 && big.all(a, text.contains('ab'))",
  ])
  func longWorkEnds(text: String) throws {
    let started = ContinuousClock.now
    let environment = Environment(variables: [.init("big", .list(.int)), .init("text", .string)])
    let program = try Expression(parsing: text).unchecked(in: environment)
    let big = CELValue.list((0..<100_000).map { .int($0) })
    let long = CELValue.string(String(repeating: "a", count: 1_000_000))
    let error = #expect(throws: EvaluationError.self) {
      try program.evaluate([big, long], costLimit: 300_000)
    }
    #expect(error?.kind == .costLimit(300_000))
    #expect(ContinuousClock.now - started < .seconds(10))
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
