import Diagnostics
import TestSupport
import Testing

@testable import Formats

/// Workbooks as several programs write them, and as chance does.
@Suite struct XLSXProducerTests {
  /// `Fixtures/xlsx/make.py` made the files.
  @Test(arguments: ["openpyxl", "xlsxwriter", "libreoffice"])
  func readsWhatAProgramWrites(name: String) throws {
    let (table, diagnostics) = read(bytes: try fixtureBytes("xlsx/\(name).xlsx"))
    let found = try #require(table)
    var lines = [found.header.map(\.text).joined(separator: " | ")]
    for row in 0..<found.rowCount {
      lines.append("row \(found.span(row: row).start.line)")
      lines += (0..<found.columnCount).map { "  \(found.kind(row, $0)) \(displayText(found.text(row, $0)))" }
    }
    let text = lines.joined(separator: "\n") + "\n" + DiagnosticPrinter(colour: false).text(diagnostics)
    try expectGolden(text, "xlsx/\(name).out")
  }

  @Test func readsBackEveryTable() {
    var random = SplitMix64(seed: 2026)
    for round in 0..<300 {
      let width = Int.random(in: 1...6, using: &random)
      let header = (0..<width).map { "列\($0)" }
      let body = (0..<Int.random(in: 0...8, using: &random)).map { _ in
        (0..<width).map { _ in Self.anyText(&random) }
      }
      let book = Self.workbook([header] + body, &random)
      let (table, diagnostics) = read(book)
      #expect(diagnostics.isEmpty, "round \(round): \(diagnostics.map(\.message))")
      #expect(table?.header.map(\.text) == header, "round \(round)")
      #expect(rows(table) == body.filter { $0.contains { !$0.isEmpty } }, "round \(round)")
    }
  }

  private static func anyText(_ random: inout SplitMix64) -> String {
    let letters = [
      "a", "客", "户", " ", "\n", "\t", "<", "&", "\"", "_x0041_", "_", "=", "😀", "0", "5", ".", "é",
    ]
    let length = [0, 0, 1, 2, 5, 40].randomElement(using: &random) ?? 0
    return (0..<length).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
  }

  /// The rows as any of the ways that a program may choose to write them.
  private static func workbook(_ rows: [[String]], _ random: inout SplitMix64) -> TestWorkbook {
    var strings: [String] = []
    var xml = ""
    var number = 0
    for row in rows {
      let skipped = Int.random(in: 0...2, using: &random)
      number += 1 + skipped
      if skipped > 0, Bool.random(using: &random) { xml += "<row r='\(number - 1)'/>" }
      xml += "<row r='\(number)'>"
      for (column, text) in row.enumerated() {
        let place = "r='\(SheetPlaces.letters(ofColumn: column + 1))\(number)'"
        let content = "<t xml:space='preserve'>\(escaped(text))</t>"
        switch Int.random(in: 0...3, using: &random) {
        case _ where text.isEmpty: xml += Bool.random(using: &random) ? "" : "<c \(place)/>"
        case 0: xml += "<c \(place) t='inlineStr'><is>\(content)</is></c>"
        case 1: xml += "<c \(place) t='str'><f>A1</f><v>\(escaped(text))</v></c>"
        case 2:
          xml += "<c \(place) t='s'><v>\(strings.count)</v></c>"
          strings.append("<si><r>\(content)</r><rPh><t>x</t></rPh></si>")
        default:
          xml += "<c \(place) t='s'><v>\(strings.count)</v></c>"
          strings.append("<si>\(content)</si>")
        }
      }
      xml += "</row>"
    }
    var book = TestWorkbook(rows: xml)
    book.strings = strings.joined()
    return book
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;"
      case "&": escaped += "&amp;"
      case "_": escaped += "_x005F_"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
