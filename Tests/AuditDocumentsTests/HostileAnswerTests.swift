import AuditCore
import AuditDocuments
import Foundation
import TestSupport
import Testing

/// Answers are text: whatever they hold, nothing of it acts.
@Suite struct HostileAnswerTests {
  static let texts = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
    "![x](https://evil.example/a.png)", "| a | b |\n| --- | --- |", "# heading\n\n---\n\n> quote",
    "**bold** _em_ ~~gone~~ `code`",
    "{{ audit.title }} {% if true %} {# no #}", "</td></tr></table><h1>x</h1>", "&lt;b&gt; &amp; &#60;",
    "<!-- x -->",
    "\u{1B}[31mred\u{7}", "a\u{202E}b\u{2066}c", "a\0b", "[^1]\n\n[^1]: note", "- [ ] task\n1. one", "\\",
    "a\r\nb", "figure:chart",
    "<https://evil.example>", "```\ncode\n```", "    indented", "*", "a|", "{1} {2}",
  ]

  @Test(arguments: texts)
  func showsAnAnswerAsText(hostile: String) throws {
    let (bad, good) = (try audit(saying: hostile), try audit(saying: "harmless"))
    for document in ["charter", "register"] {
      let page = try bad.render(document, .english)
      let (found, expected) = (tags(of: page.html), tags(of: try good.render(document, .english).html))
      for (tag, count) in found where tag != "<br />" {
        #expect(count <= expected[tag, default: 0], "\(document): \(tag)")
      }
      for hidden in ["\u{1B}", "\0", "\u{7}", "\u{202E}", "\u{2066}", "\r"] {
        #expect(!page.markdown.contains(hidden) && !page.html.contains(hidden))
      }
    }
  }

  /// The small audit with the text wherever one may stand.
  private func audit(saying text: String) throws -> SmallAudit {
    var audit = try SmallAudit()
    try audit.answerFromFile()
    try audit.answer("assets", ["A1"], "name", .text(text))
    // Keys are never given control characters; everything else may stand in them.
    let key = String(
      String.UnicodeScalarView(text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
    try audit.answer("assets", [key], "name", .text(text))
    try audit.answer("assets", [key], "tags", .list([.text(text), .text(text)]))
    try audit.answer("assets", [key], "revenue", .nonAnswer(.unknown, because: text))
    try audit.answer("mandate", [], "authority", .text(text))
    try audit.run(.describe(Description(title: text, language: .english)))
    return audit
  }

  /// How often each tag, with its attributes, stands in the body of a page.
  private func tags(of html: String) -> [String: Int] {
    var tags: [String: Int] = [:]
    guard let body = html.range(of: "<main>")?.lowerBound else { return tags }
    for part in html[body...].split(separator: "<") {
      guard let end = part.firstIndex(of: ">"), part.first?.isLetter == true else { continue }
      // How long a text is may be seen.
      let tag = "<\(part[..<end])>".replacing(" class=\"short\"", with: "")
      tags[tag, default: 0] += 1
    }
    return tags
  }

  @Test func keepsEveryRowOfATableOnOneLine() throws {
    var audit = try SmallAudit()
    try audit.answerFromFile()
    let clean = try audit.render("register", .english).markdown.split(separator: "\n").count {
      $0.hasPrefix("|")
    }
    try audit.answer("assets", ["A1"], "name", .text("a\n| b |\n\nc\r\nd\u{2028}e"))
    let lines = try audit.render("register", .english).markdown.split(separator: "\n").filter {
      $0.hasPrefix("|")
    }
    #expect(lines.count == clean)
  }
}
