import Template
import TestSupport
import Testing

/// Values become text, never markup, and stay as readable as they can.
@Suite struct EscapingTests {
  @Test(arguments: [
    "C# and R&D", "access_to_people", "a - b", "3.5", "-5", "+86 10", "#1", "知识_审计", "v1.0",
    "Hello! (really)", "a > b",
    "100 %", "x = 1", "2026-01-31", "a/b: c; d, \"e\" 'f'", "5 * 6", "1) first? no", "E=mc^2", "$5",
    "{curly}", "a@b.example",
  ])
  func leavesAloneWhatIsNoMarkup(text: String) throws {
    #expect(try World.write("| {{ x }} |", text) == "| \(text) |")
  }

  @Test(arguments: [
    ("*a*", "\\*a\\*"), ("_a_", "\\_a\\_"), ("`a`", "\\`a\\`"), ("[a](b)", "\\[a\\](b)"),
    ("![a](b)", "!\\[a\\](b)"),
    ("<b>", "&lt;b>"), ("a|b", "a\\|b"), ("~~a~~", "\\~\\~a\\~\\~"), ("&lt;", "&amp;lt;"), ("\\", "\\\\"),
    ("2*3*4", "2\\*3\\*4"),
    ("，_a_，", "，\\_a\\_，"), ("a\tb", "a b"), ("a\u{0}b", "a␀b"), ("a\u{202E}b", "a⟨U+202E⟩b"),
    ("\u{7F}", "␡"), ("\u{85}", "⟨U+0085⟩"),
  ])
  func escapesWhatIsMarkup(text: String, expected: String) throws {
    #expect(try World.write("| {{ x }} |", text) == "| \(expected) |")
  }

  @Test(arguments: [
    ("# a", "\\# a"), ("- a", "\\- a"), ("+ a", "\\+ a"), ("* a", "\\* a"), ("1. a", "1\\. a"),
    ("12) a", "12\\) a"),
    ("> a", "&gt; a"), ("---", "\\---"), ("===", "\\==="), ("    code", "code"), ("-5", "-5"), ("#1", "#1"),
    ("2026.", "2026\\."),
    ("~~~", "\\~\\~\\~"), (":-", "\\:-"), ("-:", "\\-:"), ("-\u{2028}b", "\\-\\\nb"),
  ])
  func escapesWhatWouldBeginABlock(text: String, expected: String) throws {
    #expect(try World.write("{{ x }}\n", text) == expected + "\n")
    #expect(try World.write("- {{ x }}\n", text) == "- \(expected)\n")
    #expect(try World.write("> 1. {{ x }}\n", text) == "> 1. \(expected)\n")
    #expect(try World.write("a\n{{ x }}", text) == "a\n" + expected)
  }

  @Test func joinsLinesWhereALineMustNotEnd() throws {
    #expect(try World.write("| {{ x }} |\n", "a\n\nb\r\nc") == "| a / b / c |\n")
    #expect(try World.write("## {{ x }}\n", "a\nb") == "## a / b\n")
    #expect(try World.write("{{ x }}\n", "a \n\n # b\u{2028}- c\n") == "a\\\n\\# b\\\n\\- c\n")
    #expect(try World.write("{{ x }}\n", "\n\na") == "a\n")
  }

  @Test func seesWhatStandsAroundAValue() throws {
    #expect(try World.write("{{ x }}[a](b)", "Hello!") == "Hello\\![a](b)")
    #expect(try World.write("1{{ x }}", ". a") == "1\\. a")
    #expect(try World.write("{{ x }} ", "a_") == "a\\_ ")
    #expect(try World.write("b{{ x }}c", "_") == "b_c")
    #expect(try World.write("知{{ x }}识", "a_b") == "知a_b识")
    #expect(try World.write("{{ x }};", "&lt") == "&amp;lt;")
    #expect(try World.write("{{ x }} ", "R&D") == "R&D ")
  }

  @Test func writesHTMLAndPlainText() throws {
    #expect(
      try World.write("{{ x }}", "<a b=\"c\">'&_*\n", as: .html) == "&lt;a b=&quot;c&quot;&gt;&#39;&amp;_*\n")
    #expect(try World.write("{{ x }}", "<a>\u{1B}[31m*\n", as: .plain) == "<a>␛[31m*\n")
  }

  /// Whatever is written can be read back: taking the escapes out gives the text again.
  @Test func losesNothing() throws {
    let pieces = [
      "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "&", "~", "-", "+", ".", "1", "a", "知", " ", "!",
      "(", ")", "=", "lt;", ":",
      "é", "，", "😀", "\"", "'", "www.", "://",
    ]
    var random = SplitMix64(seed: 99)
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      .joined()
      let written = try World.write("a {{ x }} b", text)
      #expect(written.dropFirst(2).dropLast(2).unescaped == text)
    }
  }
}

extension Substring {
  fileprivate var unescaped: String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in unicodeScalars {
      if scalar == "\\", !isEscaped {
        isEscaped = true
      } else {
        result.append(scalar)
        isEscaped = false
      }
    }
    return String(result).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing(
      "&amp;", with: "&")
  }
}
