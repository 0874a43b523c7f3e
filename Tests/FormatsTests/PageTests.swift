import TestSupport
import Testing

@testable import Formats

@Suite struct PageTests {
  @Test(arguments: fixtures("pages", "md")) func looksAsAgreed(name: String) throws {
    let isChinese = name.hasSuffix("zh")
    let rendered = try Markdown.render(
      String(decoding: fixtureBytes("pages/\(name).md"), as: UTF8.self))
    let page = HTMLPage(
      language: isChinese ? "zh-CN" : "en", title: rendered.headings.first?.text ?? "", body: rendered.html,
      headings: rendered.headings, contentsTitle: isChinese ? "目录" : "Contents",
      banner: isChinese ? "草稿：第三步尚未批准" : "Draft: step 3 is not approved",
      footer: isChinese ? "按 2026-01-31 的记录编制" : "Compiled from the record of 2026-01-31")
    try expectGolden(page.text, "pages/\(name).html")
  }

  @Test func hasNoContentsWithoutATitleForThem() {
    let page = HTMLPage(
      language: "en", title: "T", body: "<h2 id=\"a\">\nA\n</h2>\n",
      headings: [Heading(level: 2, text: "A", id: "a")])
    #expect(!page.text.contains("<nav"))
  }

  @Test func putsTheContentsAfterThePagesOwnTitle() throws {
    let rendered = try Markdown.render("# Title\n\n## One\n\n#### Deep\n")
    let page = HTMLPage(
      language: "en", title: "Title", body: rendered.html, headings: rendered.headings,
      contentsTitle: "Contents")
    let text = page.text
    let title = try #require(text.firstRange(of: "</h1>"))
    let contents = try #require(text.firstRange(of: "<nav"))
    #expect(title.lowerBound < contents.lowerBound)
    #expect(text.contains("<li class=\"depth-1\"><a href=\"#one\">One</a></li>"))
    #expect(!text.contains("#deep\""))
    #expect(!text.contains("#title\""))
  }

  @Test func quotesTextForStyleSheets() {
    #expect(cssString("a\"b\\c</style>\n") == "\"a\\22 b\\5c c\\3c /style\\3e  \"")
  }

  @Test func escapesForTextAndAttributes() {
    #expect(
      htmlEscape("<a href='x' title=\"y\">&\u{0}\u{1B}")
        == "&lt;a href=&#39;x&#39; title=&quot;y&quot;&gt;&amp;\u{FFFD}\u{FFFD}")
  }
}
