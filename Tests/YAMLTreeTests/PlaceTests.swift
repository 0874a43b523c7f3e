import Diagnostics
import Testing
import YAMLTree

@Suite struct PlaceTests {
  /// Every node with its place, one a line.
  private func places(_ text: String) throws -> [String] {
    let document = YAMLTree.parse(SourceFile(name: "t.yaml", bytes: Array(text.utf8)))
    var lines: [String] = []
    func walk(_ node: YAMLNode, _ name: String) {
      lines.append("\(name) \(node.span.start)-\(node.span.end)")
      for (index, item) in node.items.enumerated() { walk(item, "\(name).\(index)") }
      for (key, value) in node.entries {
        lines.append("\(name)#\(key.text) \(key.span.start)-\(key.span.end)")
        walk(value, "\(name).\(key.text)")
      }
    }
    walk(try #require(document.root), "")
    return lines
  }

  @Test func knowsWhereEverythingBeginsAndEnds() throws {
    #expect(
      try places("标题: \"审计\"\n\n# comment\nlist:\n  - a b\n  - [x,\n     y]\n\n# end\nend: 1\n") == [
        " 1:1-10:7", "#标题 1:1-1:3", ".标题 1:5-1:9", "#list 4:1-4:5", ".list 5:3-7:8", ".list.0 5:5-5:8",
        ".list.1 6:5-7:8", ".list.1.0 6:6-6:7", ".list.1.1 7:6-7:7", "#end 10:1-10:4", ".end 10:6-10:7",
      ])
  }

  @Test(arguments: ["a: 1\r\n审: [计]\r\n", "a: 1\r审: [计]\r", "\u{FEFF}a: 1\n审: [计]"])
  func countsLikeAnEditor(text: String) throws {
    #expect(
      try places(text) == [
        " 1:1-2:7", "#a 1:1-1:2", ".a 1:4-1:5", "#审 2:1-2:2", ".审 2:4-2:7", ".审.0 2:5-2:6",
      ])
  }

  @Test func countsTheSameInUTF16() throws {
    let text = "𠮷: 审\nb: 1\n"
    for (mark, isBig) in [([0xFE, 0xFF] as [UInt8], true), ([0xFF, 0xFE], false)] {
      let bytes = text.utf16.flatMap {
        isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
      }
      let document = YAMLTree.parse(SourceFile(name: "t", bytes: mark + bytes))
      #expect(document.diagnostics.isEmpty)
      #expect(document.root?["𠮷"]?.span.start == Position(line: 1, column: 4))
      #expect(document.root?["b"]?.span.start == Position(line: 2, column: 4))
      #expect(String(decoding: document.source.bytes, as: UTF8.self) == "\u{FEFF}" + text)
    }
  }

  @Test func beginsBehindAnchors() throws {
    #expect(
      try places("a: &x   # here\n  {b: 1}\nc: &y word\nd: &z\n  e: &empty\n").filter {
        $0.hasPrefix(".") && !$0.contains("#")
      } == [
        ".a 2:3-2:9", ".a.b 2:7-2:8", ".c 3:7-3:11", ".d 5:3-5:12", ".d.e 5:12-5:12",
      ])
  }

  @Test func placesValuesThatAreNotThere() throws {
    #expect(
      try places("a:\nb: {c: , d: }\n") == [
        " 1:1-2:14", "#a 1:1-1:2", ".a 1:3-1:3", "#b 2:1-2:2", ".b 2:4-2:14", ".b#c 2:5-2:6", ".b.c 2:8-2:8",
        ".b#d 2:10-2:11", ".b.d 2:13-2:13",
      ])
  }

  /// Each character of the text, found in the file through its place, must be that character.
  @Test(arguments: [
    "this.level == 5", "'it''s 审计 ''x'''", "\"审计 x\"", "'a\n  b'", "plain\n  on two\n\n  lines",
    "\"folded\n  text\n\n  审计\"", "|\n  a\n   b\n\n  审计\n", "|2\n    indented\n  less\n", "|-\n  x\n\n\n",
    ">\n  a b\n  c\n\n  d\n",
    ">-\n  a\n    more\n    indented\n  b\n", "'  blanks  '", "\"a \\\n  b\"",
  ])
  func findsCharactersOfATextInTheFile(value: String) throws {
    let file = SourceFile(name: "t", text: "键: {}\nk: \(value)\nend: 1\n".replacing("\n\nend", with: "\nend"))
    let document = YAMLTree.parse(file)
    let node = try #require(document.root?["k"])
    for (offset, scalar) in node.text.unicodeScalars.enumerated() where scalar != "\n" && scalar != " " {
      let place = node.position(ofScalar: offset)
      let found = String(decoding: file.line(place.line), as: UTF8.self).unicodeScalars.dropFirst(
        place.column - 1
      ).first
      #expect(found == scalar, "\(offset) \(place)")
    }
  }

  @Test func findsCharactersBehindEscapes() throws {
    let document = YAMLTree.parse(SourceFile(name: "t", text: #"k: "a\tb\x41c\u5ba1d\U0001F600e\"f""#))
    let node = try #require(document.root?["k"])
    let columns = (0...12).map { node.position(ofScalar: $0).column }
    #expect(columns == [5, 6, 8, 9, 13, 14, 20, 21, 31, 32, 34, 35, 35])
  }

  @Test func keepsPlacesBeyondTheTextInside() throws {
    let document = YAMLTree.parse(SourceFile(name: "t", text: "a: word\nb: 'x'\nc: |\n  y\nd: [z]\ne:\n"))
    let node = try #require(document.root)
    #expect(node["a"]?.position(ofScalar: 99) == Position(line: 1, column: 8))
    #expect(node["a"]?.position(ofScalar: -9) == Position(line: 1, column: 4))
    #expect(node["b"]?.position(ofScalar: 99) == Position(line: 2, column: 6))
    #expect(node["d"]?.position(ofScalar: 3) == Position(line: 5, column: 4))
    #expect(node["e"]?.position(ofScalar: 0) == Position(line: 6, column: 3))
    #expect(node["c"]?.position(ofScalar: 99) == node["c"]?.span.end)
  }
}
