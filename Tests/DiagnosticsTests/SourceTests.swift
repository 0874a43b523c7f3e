import Diagnostics
import Testing

@Suite struct SourceTests {
  @Test(arguments: ["a\nb\nc", "a\r\nb\r\nc", "a\rb\rc", "a\r\nb\rc\n", "\u{FEFF}a\nb\nc"])
  func countsEveryKindOfLineEnd(text: String) {
    let file = SourceFile(name: "f", text: text)
    #expect(file.lineCount == 3)
    #expect((1...4).map { String(decoding: file.line($0), as: UTF8.self) } == ["a", "b", "c", ""])
  }

  @Test func findsPlacesFromBytesAndBack() {
    let file = SourceFile(name: "f", text: "\u{FEFF}标题: 审\r\n𠮷x\n")
    for (line, column, scalar) in [(1, 1, "标"), (1, 5, "审"), (2, 1, "𠮷"), (2, 2, "x")] {
      let place = Position(line: line, column: column)
      let offset = file.byteOffset(of: place)
      #expect(file.bytes.dropFirst(offset).starts(with: scalar.utf8))
      #expect(file.position(ofByte: offset) == place)
    }
    #expect(
      file.position(ofByte: file.byteOffset(of: Position(line: 2, column: 1)) + 2)
        == Position(line: 2, column: 1))
    #expect(file.position(ofByte: 9999) == Position(line: 3, column: 1))
    #expect(file.position(ofByte: -1) == Position(line: 1, column: 1))
    #expect(SourceFile(name: "e", text: "").position(ofByte: 0) == Position(line: 1, column: 1))
  }

  @Test func findsManyPlacesInOneLongLine() {
    let file = SourceFile(name: "f", text: "x\n" + String(repeating: "a审", count: 300_000) + "\nb")
    let clock = ContinuousClock()
    let took = clock.measure {
      for column in stride(from: 600_001, through: 1, by: -97) {
        let place = Position(line: 2, column: column)
        let offset = file.byteOffset(of: place)
        #expect(offset == 2 + (column - 1) / 2 * 4 + (column - 1) % 2)
        #expect(file.position(ofByte: offset) == place)
      }
    }
    #expect(file.byteOffset(of: Position(line: 2, column: 9_999_999)) == 2 + 1_200_000)
    #expect(took < .seconds(20))
  }

  @Test func countsAStrayByteAsOneColumn() {
    let file = SourceFile(name: "f", bytes: [0x61, 0xFF, 0xE6, 0xA0, 0x62])
    #expect(file.position(ofByte: 4) == Position(line: 1, column: 5))
  }

  @Test func ordersByFileThenPlaceAndSaysEachOnce() {
    let one = SourceFile(name: "z", text: "")
    let two = SourceFile(name: "a", text: "")
    func diagnostic(_ code: String, _ file: SourceFile?, _ line: Int) -> Diagnostic {
      let place = Position(line: line, column: 1)
      return Diagnostic(code, "m", at: file.map { SourceSpan(file: $0, start: place, end: place) })
    }
    let given = [
      diagnostic("a", one, 9), diagnostic("b", two, 1), diagnostic("c", one, 2), diagnostic("d", nil, 0),
      diagnostic("c", one, 2),
    ]
    #expect(given.inOrder().map(\.code) == ["d", "c", "a", "b"])
  }
}

@Suite struct DisplayJSONTests {
  @Test func escapesWhatActsOnATerminalAndNothingElse() {
    #expect(displayJSON(#"{"a":"审 é😀 \u001b"}"#) == #"{"a":"审 é😀 \u001b"}"#)
    #expect(
      displayJSON("[\"\u{9B}\u{7F}\u{202E}\u{2028}\u{E0001}\"]")
        == #"["\u009B\u007F\u202E\u2028\uDB40\uDC01"]"#)
    #expect(displayJSON("[\n1]") == "[\n1]")
  }
}

@Suite struct NearestTests {
  @Test(
    arguments: [
      ("guidence", "guidance"), ("stpe", "step"), ("idd", "id"), ("ownr", "owner"), ("定义", nil), ("标提", "标题"),
      ("zzzzzz", nil), ("x", nil), ("", nil), ("vocabluaries_of_all", "vocabularies_of_all"),
    ] as [(String, String?)])
  func suggestsOnlyWhatIsNear(name: String, expected: String?) {
    let names = ["ask", "guidance", "id", "owner", "step", "标题", "vocabularies_of_all", ""]
    #expect(nearest(to: name, among: names) == expected)
  }

  @Test func prefersTheFirstOfEquallyNearNames() {
    #expect(nearest(to: "cat", among: ["bat", "rat", "cats"]) == "bat")
  }

  @Test func staysQuickOnLongNames() {
    let long = String(repeating: "x", count: 1_000_000)
    #expect(nearest(to: long, among: [long]) == nil)
    #expect(nearest(to: "step", among: [long, "stop"]) == "stop")
  }
}

@Suite struct ListTests {
  @Test(
    arguments: [
      ("a, b", "write a list: `[a, b]`"), ("b,a,b", "write a list: `[b, a, b]`"), ("a, c", nil), ("a", nil),
      (",", nil),
      ("", nil),
    ] as [(String, String?)])
  func offersAListOfNames(text: String, expected: String?) {
    #expect(asList(text, where: ["a", "b"].contains) == expected)
  }
}

@Suite struct DisplayTests {
  @Test(arguments: [
    ("abc", 3), ("审计", 4), ("：", 2), ("　", 2), ("e\u{301}", 1), ("한", 2), ("😀", 2), ("\t", 1), ("\u{1B}", 6),
    ("\u{202E}", 8), ("ｱ", 1), ("…", 1), ("𠮷", 2), ("\u{FE0F}", 0),
  ])
  func knowsHowWideATextIs(text: String, width: Int) {
    #expect(displayWidth(text) == width)
  }
}
