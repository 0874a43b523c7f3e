import Diagnostics
import Testing

@Suite struct PrinterTests {
  private let printer = DiagnosticPrinter(colour: false)

  private func span(_ file: SourceFile, _ line: Int, _ columns: Range<Int>) -> SourceSpan {
    SourceSpan(
      file: file, start: Position(line: line, column: columns.lowerBound),
      end: Position(line: line, column: columns.upperBound))
  }

  @Test func showsThePlaceTheOtherPlaceAndTheHelp() {
    let lines = (1...10).map { [3, 10].contains($0) ? "  - step: owner" : "" }
    let file = SourceFile(name: "Workflows/inventory.yaml", text: lines.joined(separator: "\n"))
    let diagnostic = Diagnostic(
      "duplicate-step", "step `owner` is defined twice", at: span(file, 10, 11..<16),
      notes: [.init("first defined here", at: span(file, 3, 11..<16))],
      help: "answers are stored under the step's id, so each id is used once")
    #expect(
      printer.text(diagnostic) == """
        error[duplicate-step]: step `owner` is defined twice
          --> Workflows/inventory.yaml:10:11
           |
        10 |   - step: owner
           |           ^^^^^
        note: first defined here
          --> Workflows/inventory.yaml:3:11
          |
        3 |   - step: owner
          |           -----
        help: answers are stored under the step's id, so each id is used once

        """)
  }

  @Test func marksUnderWideCharacters() {
    let file = SourceFile(name: "a", text: "标题: 审计é计划")
    let text = printer.text(Diagnostic("x", "y", at: span(file, 1, 5..<8)))
    #expect(text.hasSuffix("1 | 标题: 审计é计划\n  |       ^^^^^\n"))
  }

  @Test func neverShowsControlCharactersRaw() {
    let file = SourceFile(name: "a\u{1B}[2J", bytes: Array("k:\t\u{1B}[31m\u{202E}x".utf8) + [0xFF])
    let diagnostic = Diagnostic("x", "what\nis \u{9B}", at: span(file, 1, 4..<5), help: "\u{7}")
    #expect(
      printer.text(diagnostic) == #"""
        error[x]: what\u{A}is \u{9B}
          --> a\u{1B}[2J:1:4
          |
        1 | k: \u{1B}[31m\u{202E}x\xFF
          |    ^^^^^^
        help: \u{7}

        """#)
  }

  @Test(arguments: [(1, 4), (150, 153), (299, 301), (1, 301), (120, 290)])
  func cutsALongLineAroundTheMark(start: Int, end: Int) {
    let text = (0..<300).map { String($0 % 10) }.joined()
    let file = SourceFile(name: "a", text: text)
    let lines = printer.text(Diagnostic("x", "y", at: span(file, 1, start..<end))).split(separator: "\n")
    let shown = lines[3].dropFirst(4)
    let mark = lines[4].dropFirst(4)
    #expect(shown.count <= 100)
    #expect(shown.contains("…"))
    let from = mark.prefix { $0 == " " }.count
    let width = mark.count - from
    #expect(width == end - start || shown.hasSuffix("…"))
    #expect(text.dropFirst(start - 1).hasPrefix(shown.dropFirst(from).prefix(width)))
  }

  @Test func marksToTheEndOfTheFirstLineOfALongerPlace() {
    let file = SourceFile(name: "a", text: "ab: [\n  1")
    let place = SourceSpan(file: file, start: Position(line: 1, column: 5), end: Position(line: 2, column: 4))
    #expect(printer.text(Diagnostic("x", "y", at: place)).hasSuffix("1 | ab: [\n  |     ^\n"))
  }

  @Test func marksPlacesThatDoNotExist() {
    let file = SourceFile(name: "a", text: "ab\n")
    #expect(printer.text(Diagnostic("x", "y", at: span(file, 7, 3..<9))).hasSuffix("7 |\n  | ^\n"))
    #expect(printer.text(Diagnostic("x", "y", at: span(file, 1, 40..<90))).hasSuffix("1 | ab\n  |   ^\n"))
    #expect(printer.text(Diagnostic("x", "y", at: span(file, -1, -5..<0))).hasSuffix("  | ^\n"))
  }

  @Test func coloursOnlyWhenAsked() {
    let diagnostic = Diagnostic("x", "y", at: nil, severity: .warning)
    #expect(printer.text(diagnostic) == "warning[x]: y\n")
    #expect(DiagnosticPrinter(colour: true).text(diagnostic).hasPrefix("\u{1B}[1;33mwarning[x]\u{1B}[0m"))
  }

  @Test func writesJSONForMachines() {
    let file = SourceFile(name: "a\"b", text: "k: v")
    let diagnostic = Diagnostic(
      "x", "two\nlines\u{1}\u{2028}", at: span(file, 1, 4..<5),
      notes: [.init("审计"), .init("n", at: span(file, 1, 1..<2))])
    #expect(json([]) == "[]\n")
    #expect(
      json([diagnostic, Diagnostic("z", "w", at: nil, severity: .warning, help: "h")]) == #"""
        [
          {"severity": "error", "code": "x", "message": "two\nlines\u0001\u2028", "file": "a\"b", "line": 1, "column": 4, "endLine": 1, "endColumn": 5, "notes": [{"message": "审计", "file": null, "line": null, "column": null}, {"message": "n", "file": "a\"b", "line": 1, "column": 1}], "help": null},
          {"severity": "warning", "code": "z", "message": "w", "file": null, "line": null, "column": null, "endLine": null, "endColumn": null, "notes": [], "help": "h"}
        ]

        """#)
  }
}
