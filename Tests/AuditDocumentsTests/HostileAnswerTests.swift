import AuditCore
import AuditDocuments
import TestSupport
import Testing

/// Answers are text: whatever they hold, nothing of it acts.
@Suite struct HostileAnswerTests {
  static let texts = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
    "![x](https://evil.example/a.png)", "| a | b |\n| --- | --- |", "# heading\n\n---\n\n> quote", "**bold** _em_ ~~gone~~ `code`",
    "{{ audit.title }} {% if true %} {# no #}", "</td></tr></table><h1>x</h1>", "&lt;b&gt; &amp; &#60;", "<!-- x -->",
    "\u{1B}[31mred\u{7}", "a\u{202E}b\u{2066}c", "a\0b", "[^1]\n\n[^1]: note", "- [ ] task\n1. one", "\\", "a\r\nb", "figure:chart",
    "<https://evil.example>", "```\ncode\n```", "    indented", "*", "a|", "{1} {2}",
  ]

  @Test(arguments: texts)
  func showsAnAnswerAsText(hostile: String) throws {
    var audit = try SmallAudit()
    try audit.answerFromFile()
    try audit.answer("assets", ["A1"], "name", .text(hostile))
    try audit.answer("assets", [hostile], "name", .text(hostile))
    try audit.answer("assets", [hostile], "tags", .list([.text(hostile), .nonAnswer(.unknown, because: hostile)]))
    try audit.answer("mandate", [], "authority", .text(hostile))
    try audit.run(.describe(Description(title: hostile, language: .english)))
    for document in ["charter", "register"] {
      let plain = try audit.render(document, .english)
      let html = plain.html.dropFirst(plain.html.firstIndex(of: "\n").map { plain.html.distance(from: plain.html.startIndex, to: $0) } ?? 0)
      for active in [
        "<script", "<img", "javascript:", "onerror=alert(1)>", "evil.example\"", "<h1>x", "<code>", "<del>", "<em>bold", "\u{1B}",
        "\0", "\u{202E}", "<svg", "checkbox", "footnote-ref",
      ] { #expect(!html.contains(active), "\(document): \(active)") }
      #expect(plain.html.contains("<strong>bold") == false)
      #expect(!plain.markdown.contains("\u{1B}") && !plain.markdown.contains("\u{202E}"))
    }
  }

  @Test func keepsEveryRowOfATableOnOneLine() throws {
    var audit = try SmallAudit()
    try audit.answerFromFile()
    let clean = try audit.render("register", .english).markdown.split(separator: "\n").count { $0.hasPrefix("|") }
    try audit.answer("assets", ["A1"], "name", .text("a\n| b |\n\nc\r\nd\u{2028}e"))
    let lines = try audit.render("register", .english).markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(lines.count == clean)
  }
}
