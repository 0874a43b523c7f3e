import Diagnostics
import Testing
import YAMLTree

@Suite struct TreeTests {
  private func root(_ text: String) throws -> YAMLNode {
    let document = YAMLTree.parse(SourceFile(name: "t.yaml", text: text))
    #expect(document.diagnostics.map(\.code) == [])
    return try #require(document.root)
  }

  /// The whole tree on one line: `{key: value}`, `[item]`, and texts in angle quotes.
  private func outline(_ node: YAMLNode) -> String {
    switch node.kind {
    case .scalar: "‹\(node.text)›"
    case .sequence: "[" + node.items.map(outline).joined(separator: ", ") + "]"
    case .mapping:
      "{" + node.entries.map { "\(outline($0.key)): \(outline($0.value))" }.joined(separator: ", ") + "}"
    }
  }

  @Test(arguments: [
    ("a: 1\nb: [x, {y: z}]\n", "{‹a›: ‹1›, ‹b›: [‹x›, {‹y›: ‹z›}]}"),
    ("- a\n- - b\n  - c\n- d: e\n", "[‹a›, [‹b›, ‹c›], {‹d›: ‹e›}]"),
    ("a:\nb: ~\nc: ''\n", "{‹a›: ‹›, ‹b›: ‹~›, ‹c›: ‹›}"),
    ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", "{‹a›: ‹x\ny\n›, ‹b›: ‹x y›}"),
    ("a: &x {b: [1]}\nc: *x\n", "{‹a›: {‹b›: [‹1›]}, ‹c›: {‹b›: [‹1›]}}"),
    ("标题: \"审\\u8ba1\"", "{‹标题›: ‹审计›}"),
  ])
  func readsWhatIsWritten(text: String, expected: String) throws {
    #expect(outline(try root(text)) == expected)
  }

  @Test func leavesTypesToTheReader() throws {
    let node = try root("[NO, 012, 1e3, 2026-03-01, 0x1F, true]")
    #expect(node.items.map(\.text) == ["NO", "012", "1e3", "2026-03-01", "0x1F", "true"])
    #expect(node.items.allSatisfy { $0.isPlain && !$0.isNull })
  }

  @Test func tellsNothingFromEmptyText() throws {
    let node = try root("[~, null, '', \"null\", '~', nil]\n")
    #expect(node.items.map(\.isNull) == [true, true, false, false, false, false])
    #expect(try #require(try root("a:\n")["a"]).isNull)
  }

  @Test func knowsHowThingsAreWritten() throws {
    let node = try root("a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: >\n  x\nf: [x]\ng:\n  - x\n")
    #expect(
      node.entries.map(\.value.style)
        == [.plain, .singleQuoted, .doubleQuoted, .literal, .folded, .flow, .block])
    #expect(node.style == .block)
    #expect(node.entries.map(\.value.isPlain) == [true] + Array(repeating: false, count: 6))
  }

  @Test func findsEntriesByKey() throws {
    let document = YAMLTree.parse(SourceFile(name: "t", text: "a: 1\n标题: {a: 2}\nb: 3\n"))
    let node = try #require(document.root)
    #expect(node["a"]?.text == "1")
    #expect(node["标题"]?["a"]?.text == "2")
    #expect(node["c"] == nil)
    #expect(node["a"]?["b"] == nil)
    #expect(node.count == 3)
    #expect(document.nodeCount == 9)
    let id = try #require(document.keyID(of: "a"))
    #expect(node[id]?.text == "1")
    #expect(node.entries.map { $0.key.keyID == id } == [true, false, false])
    #expect(document.keyID(of: "missing") == nil)
    #expect(node["a"]?.keyID == nil)
  }

  @Test(arguments: ["", "\u{FEFF}", "# 说明：前面有一段文字\n", "# é\r\n", "\r\n\r"])
  func readsTextsBehindCharactersOfAnyWidth(before: String) throws {
    let root = try root(
      before + #"["é", 'it''s', "\_", " ", "t\tz", 资料库, "", &a x, *a, "a\"# + "\n" + #"b", 二 三]"#)
    #expect(
      root.items.map(\.text) == ["é", "it's", "\u{A0}", " ", "t\tz", "资料库", "", "x", "x", "ab", "二 三"])
    root.glance { list in
      var texts: [String] = []
      #expect(list.itemsHold { texts.append(String(decoding: $0.text, as: UTF8.self)) == () })
      #expect(texts == root.items.map(\.text))
    }
  }

  @Test func comparesTextsWithoutCopies() throws {
    let node = try root("[step, 步骤, '']")
    let items = Array(node.items)
    #expect(items[0].textEquals("step"))
    #expect(!items[0].textEquals("stop") && !items[0].textEquals("ste"))
    #expect(items[1].textEquals("步骤"))
    #expect(items[2].textEquals(""))
    #expect(!node.textEquals(""))
    #expect(items[1].withText { $0.count } == 6 && items[1].textLength == 6)
  }

  @Test func givesATreeBesideMistakes() throws {
    let document = YAMLTree.parse(SourceFile(name: "t", text: "a: 1\na: 2\nb: !x 3\nc: *none\n"))
    #expect(document.diagnostics.map(\.code) == ["duplicate-key", "tag", "unknown-alias"])
    #expect(document.root?["a"]?.text == "1")
    #expect(document.root?["c"]?.isNull == true)
  }

  @Test func givesNoTreeThatBreaksOff() {
    for text in ["a: [1\n", "a: 1\n---\nb: 2\n", "", "a: x\u{85}", "a: &x [*x, \"\n"] {
      #expect(YAMLTree.parse(SourceFile(name: "t", text: text)).root == nil, "\(text)")
    }
  }

  @Test func followsAliasesWithEveryAccessor() throws {
    let node = try root(
      "base: &base\n  a: 1\nuse: *base\nlist: &l [1, 2]\nuse2: *l\nword: &w hello\nuse3: *w\n")
    let use = try #require(node["use"])
    #expect(use.isAlias && use.kind == .mapping && use.count == 1 && use["a"]?.text == "1")
    #expect(use.span.start == Position(line: 2, column: 3))
    #expect(
      use.useSpan.start == Position(line: 3, column: 6) && use.useSpan.end == Position(line: 3, column: 11))
    #expect(node["use2"]?.items.map(\.text) == ["1", "2"])
    #expect(node["use3"]?.text == "hello" && node["use3"]?.isPlain == true)
    #expect(node["base"]?.useSpan == node["base"]?.span)
  }
}
