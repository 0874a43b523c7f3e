import Diagnostics
import Testing
import YAMLTree

@Suite struct LimitTests {
  private func codes(_ text: String, _ change: (inout YAMLLimits) -> Void = { _ in }) -> [String] {
    var limits = YAMLLimits.standard
    change(&limits)
    return YAMLTree.parse(SourceFile(name: "t", text: text), limits: limits).diagnostics.map(\.code)
  }

  @Test func takes64LevelsAndNoMore() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(codes(nested(64)) == [])
    #expect(codes(nested(65)) == ["too-deep"])
    #expect(codes((0..<64).map { String(repeating: " ", count: $0) + "a:\n" }.joined()) == [])
    #expect(codes((0..<65).map { String(repeating: " ", count: $0) + "a:\n" }.joined()) == ["too-deep"])
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["[", "{", "- ", "? ", "[{a: ", "&a [", "!x {"])
  func stopsEndlessNestingAtOnce(opening: String) {
    #expect(codes(String(repeating: opening, count: 1_000_000)).contains("too-deep"))
  }

  @Test func countsDepthThroughAliases() {
    let half = String(repeating: "[", count: 40) + "x" + String(repeating: "]", count: 40)
    func use(_ depth: Int) -> String {
      "- &a \(half)\n- " + String(repeating: "[", count: depth) + "*a" + String(repeating: "]", count: depth)
        + "\n"
    }
    #expect(codes(use(23)) == [])
    #expect(codes(use(24)) == ["too-deep"])
  }

  @Test func limitsFiles() throws {
    #expect(codes("a: 12345", { $0.fileBytes = 8 }) == [])
    #expect(codes("a: 123456", { $0.fileBytes = 8 }) == ["file-too-large"])
    let refusal = try #require(YAMLLimits.standard.refusal(ofFile: "a.yaml", bytes: 300 << 20))
    #expect(refusal.message == "the file has 300 MB, but at most 256 MB are read")
    #expect(YAMLLimits.standard.refusal(ofFile: "a.yaml", bytes: 256 << 20) == nil)
  }

  @Test func limitsTexts() {
    #expect(codes("a: 12345678", { $0.scalarBytes = 8 }) == [])
    #expect(
      codes("a: 123456789\nb: 987654321", { $0.scalarBytes = 8 }) == ["scalar-too-long", "scalar-too-long"])
    #expect(codes("a: " + String(repeating: "x", count: 1 << 20)) == [])
    #expect(codes("a: " + String(repeating: "x", count: 1 << 20 + 1)) == ["scalar-too-long"])
  }

  @Test func stopsTextsWithoutEnd() {
    let clock = ContinuousClock()
    var found: [String] = []
    let took = clock.measure { found = codes("a: \"" + String(repeating: "审计\n", count: 6 << 20)) }
    #expect(found == ["scalar-too-long"])
    #expect(took < .seconds(10))
  }

  @Test func limitsNodes() {
    #expect(codes("[1, 2, 3]", { $0.nodes = 4 }) == [])
    #expect(codes("[1, 2, 3, 4, 5]", { $0.nodes = 4 }) == ["too-many-nodes"])
  }

  @Test func limitsKeys() {
    #expect(codes("{a: 1, b: 2, c: 3}", { $0.keys = 3 }) == [])
    #expect(codes("{a: 1, b: 2, c: 3, d: 4}", { $0.keys = 3 }) == ["too-many-keys"])
    #expect(codes("[{a: 1, b: 2}, {a: 1, c: 2}, {d: 1}]", { $0.keys = 3 }) == ["too-many-keys"])
    #expect(codes("[{a: 1, b: 2}, {a: 1, c: 2}, {b: 1}]", { $0.keys = 3 }) == [])
    #expect(codes("{a: 1, a: 2, a: 3, a: 4}", { $0.keys = 3 }).contains("too-many-keys"))
  }

  @Test func stopsAt32MegabytesOfKeys() throws {
    let text = (0..<260_000).map { "key\($0): 1\n" }.joined() + String(repeating: "key: 1\n", count: 4 << 20)
    let document = YAMLTree.parse(SourceFile(name: "t", text: text))
    #expect(document.root == nil)
    #expect(document.diagnostics.map(\.code) == ["too-many-keys"])
    #expect(document.diagnostics.first?.span?.start.line == 250_001)
  }

  @Test func stopsAtAKeyOf32Megabytes() {
    #expect(codes("? " + String(repeating: "k", count: 32 << 20) + "\n: 1") == ["scalar-too-long"])
  }

  @Test(arguments: [
    ("\t", "control-in-text"), ("审", "wide"), ("\r\n", "lines"), ("\u{85}", "next-line"),
    ("\u{FEFF}", "mark"),
  ])
  func looksAtManyOfOneCharacter(character: String, name: String) {
    let file = SourceFile(
      name: name, text: "title: \"" + String(repeating: character, count: 100_000) + "\" x\n")
    let diagnostics = YAMLTree.parse(file).diagnostics
    #expect(!diagnostics.isEmpty && diagnostics.count <= 1_001)
    for diagnostic in diagnostics.prefix(3) {
      let lines = DiagnosticPrinter(colour: false).text(diagnostic).split(separator: "\n")
      #expect(lines.allSatisfy { displayWidth($0) <= 130 + (diagnostic.help?.count ?? 0) }, "\(lines)")
    }
  }

  @Test func limitsWhatAliasesStandFor() {
    let bomb =
      "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
      + (1...60).map {
        "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ", "))]\n"
      }.joined()
    #expect(codes(bomb, { $0.depth = 1_000 }) == ["too-many-aliases"])
    #expect(YAMLTree.parse(SourceFile(name: "t", text: bomb)).root == nil)
    let quadratic =
      "a: &a [\(Array(repeating: "x", count: 1_000).joined(separator: ", "))]\nb:\n"
      + String(repeating: "- *a\n", count: 1_000)
    #expect(codes(quadratic) == ["too-many-aliases"])
    let long = "a: &a \(String(repeating: "x", count: 50_000))\nb:\n"
    #expect(codes(long + String(repeating: "- *a\n", count: 1_000)) == ["too-many-aliases"])
    #expect(codes(long + String(repeating: "- *a\n", count: 30)) == [])
    let inside = "a: &a [\(String(repeating: "x", count: 50_000)), y]\nb:\n"
    #expect(codes(inside + String(repeating: "- *a\n", count: 1_000)) == ["too-many-aliases"])
    let modest = "a: &a {x: 1, y: 2}\nb:\n" + String(repeating: "- *a\n", count: 1_000)
    #expect(codes(modest) == [])
  }

  @Test func tellsAThousandMistakesAndSaysThatThereAreMore() {
    let text = (0..<100_000).map { "a: \($0)\n" }.joined()
    let document = YAMLTree.parse(SourceFile(name: "t", text: text))
    #expect(document.diagnostics.count == 1_001)
    #expect(document.diagnostics.last?.code == "too-many-mistakes")
    for text in [
      (0..<100_000).map { "- *a\($0)\n" }.joined(), String(repeating: "\u{7}", count: 5_000),
      String(repeating: "\u{202E}", count: 5_000), String(repeating: "- step：a\n", count: 5_000),
    ] {
      let codes = codes(text)
      #expect(codes.count == 1_001 && codes.last == "too-many-mistakes")
    }
    #expect(codes(String(repeating: "\u{202E}", count: 1_000)).count == 1_000)
  }

  @Test func readsManyKeysInTime() {
    let text = (0..<200_000).map { "key\($0): \($0)\n" }.joined()
    let clock = ContinuousClock()
    var found: [String] = []
    let took = clock.measure { found = codes(text) }
    #expect(found == [])
    #expect(took < .seconds(10))
  }
}
