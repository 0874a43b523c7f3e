import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Formats

private func read(_ text: String, delimiter: CSV.Delimiter? = nil) -> (
  table: Table?, diagnostics: [Diagnostic]
) {
  CSV.read(SourceFile(name: "t.csv", text: text), delimiter: delimiter)
}

private func read(bytes: [UInt8]) -> (table: Table?, diagnostics: [Diagnostic]) {
  CSV.read(SourceFile(name: "t.csv", bytes: bytes))
}

private func told(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { "\($0.code) \($0.span.map { "\($0.start)" } ?? "-")" }
}

@Suite struct CSVTests {
  @Test(arguments: ["\n", "\r\n", "\r"]) func readsEveryLineEnd(end: String) {
    let (table, diagnostics) = read(["a,b", "1,2", "", "3,4", ""].joined(separator: end))
    #expect(diagnostics.isEmpty)
    #expect(rows(table) == [["1", "2"], ["3", "4"]])
    #expect(table?.span(1, 1).start == Position(line: 4, column: 3))
  }

  @Test func readsQuotesDoubledQuotesAndLineEndsInside() {
    let (table, diagnostics) = read("a,b\n\"x, \"\"y\"\"\",\"two\r\nlines\"\n\"\",plain \"quote\"")
    #expect(diagnostics.isEmpty)
    #expect(rows(table) == [["x, \"y\"", "two\r\nlines"], ["", "plain \"quote\""]])
    #expect(table?.isEmpty(1, 0) == true)
    #expect(table?.span(0, 1).end == Position(line: 3, column: 7))
    #expect(table?.bytes(0, 0).needsUnquoting == true)
  }

  @Test func readsAByteOrderMarkAndChineseNames() {
    let (table, diagnostics) = read(bytes: byteOrderMark + Array("客户, 收入 \n东湖医院,12\n".utf8))
    #expect(diagnostics.isEmpty)
    #expect(table?.header.map(\.text) == ["客户", "收入"])
    #expect(table?.column(named: "收入") == 1)
    #expect(table?.span(0, 1).start == Position(line: 2, column: 6))
    #expect(table?.header.first?.span.start == Position(line: 1, column: 1))
  }

  @Test(arguments: [true, false]) func readsUTF16ThatSaysSo(isLittle: Bool) {
    var bytes: [UInt8] = isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]
    for unit in "客户,b\n😀,2\n".utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      bytes += isLittle ? [low, high] : [high, low]
    }
    let (table, diagnostics) = read(bytes: bytes)
    #expect(diagnostics.isEmpty)
    #expect(rows(table) == [["😀", "2"]])
    #expect(read(bytes: bytes + [0xD8]).diagnostics.map(\.code) == ["broken-utf-16"])
  }

  @Test func takesTheDelimiterFromTheHeader() {
    #expect(rows(read("a;b\n1,5;2\n").table) == [["1,5", "2"]])
    #expect(rows(read("a\tb\n1;x\t2\n").table) == [["1;x", "2"]])
    #expect(rows(read("a,b;c\n1,2\n").table) == [["1", "2"]])
    #expect(rows(read("\n\"a,x\";b\n1;2\n").table) == [["1", "2"]])
    #expect(rows(read("a\n1\n").table) == [["1"]])
    #expect(rows(read("a,b\n", delimiter: .semicolon).table) == [])
    #expect(read("a,b;c\n", delimiter: .semicolon).table?.header.map(\.text) == ["a,b", "c"])
    #expect(told(read("a;b\tc\n").diagnostics) == ["delimiter-unclear 1:1"])
  }

  @Test func tellsRowsOfTheWrongLengthAndKeepsTheOthers() {
    let (table, diagnostics) = read("a,b\n1\n1,2\n1,2,3\n")
    #expect(rows(table) == [["1", "2"]])
    #expect(told(diagnostics) == ["ragged-row 2:1", "ragged-row 4:1"])
    #expect(diagnostics.first?.message == "this row has 1 cell, but the header names 2 columns")
  }

  @Test func countsTheRestWhenAllRowsAreWrong() {
    let (_, diagnostics) = read("a,b\n" + String(repeating: "1\n", count: 500))
    #expect(diagnostics.count == 51)
    #expect(diagnostics.last?.message == "450 more rows have a different number of cells than the header")
  }

  @Test func saysWhereAQuoteOpenedThatIsNeverClosed() {
    let (table, diagnostics) = read("a,b\n1,2\n3,\"open\n5,6\n")
    #expect(rows(table) == [["1", "2"]])
    #expect(told(diagnostics) == ["unclosed-quote 3:3"])
    #expect(told(read("a,b\n\"x\"y,2\n3,4\n").diagnostics) == ["text-after-quote 2:4"])
    #expect(rows(read("a,b\n\"x\"y,2\n3,4\n").table) == [["3", "4"]])
    #expect(told(read("\"a").diagnostics) == ["unclosed-quote 1:1"])
    #expect(told(read("\"a\"x,b\n1,2\n").diagnostics) == ["text-after-quote 1:4"])
    #expect(read("\"a\"x,b\n1,2\n").table == nil)
  }

  @Test func wantsColumnsThatCanBeToldApart() {
    let (table, diagnostics) = read("a,,b,a\n1,2,3,4\n")
    #expect(table == nil)
    #expect(told(diagnostics) == ["column-without-name 1:3", "duplicate-column 1:6"])
    #expect(diagnostics.last?.notes.first?.span?.start == Position(line: 1, column: 1))
    #expect(told(read("").diagnostics) == ["no-header 1:1"])
    #expect(told(read("\n\r\n").diagnostics) == ["no-header 1:1"])
  }

  @Test func recognisesChineseInTheWrongEncoding() {
    // 客户,收入 in GB18030.
    let chinese: [UInt8] = [0xBF, 0xCD, 0xBB, 0xA7, 0x2C, 0xCA, 0xD5, 0xC8, 0xEB, 0x0A]
    let (table, diagnostics) = read(bytes: Array("id,".utf8) + chinese)
    #expect(table == nil)
    #expect(told(diagnostics) == ["not-utf-8 1:4"])
    #expect(diagnostics.first?.help == "looks like GB18030, save as UTF-8")
    // "café," in Latin-1.
    let latin = read(bytes: Array("caf".utf8) + [0xE9] + Array(",b\n".utf8)).diagnostics
    #expect(latin.first?.help == "save the file as UTF-8")
  }

  @Test(
    arguments: [
      [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8], [0xE4, 0xB8],
      [0x80],
    ] as [[UInt8]])
  func refusesBytesThatAreNoCharacters(bytes: [UInt8]) {
    #expect(told(read(bytes: Array("a\n".utf8) + bytes).diagnostics) == ["not-utf-8 2:1"])
  }

  @Test func refusesNUL() {
    #expect(told(read("a,b\n1,\0\n").diagnostics) == ["nul-character 2:3"])
    let wide = Array("a,b\n1,2\n".utf8).flatMap { [$0, UInt8(0)] }
    #expect(read(bytes: wide).diagnostics.first?.help == "looks like UTF-16 without its mark, save as UTF-8")
  }

  @Test func staysWithinItsLimits() {
    let long = String(repeating: "x", count: CSV.maximumCellBytes + 1)
    #expect(told(read("a\n\(long)\n").diagnostics) == ["cell-too-long 2:1"])
    #expect(read("a\n\(long.dropLast())\n").diagnostics.isEmpty)
    let wide = String(repeating: ",", count: CSV.maximumColumns)
    #expect(read("a\n\(wide)\n").diagnostics.map(\.code) == ["too-many-columns"])
    #expect(read("a\n\(wide)\n").table == nil)
  }

  @Test func guardsCellsThatASpreadsheetWouldRun() {
    #expect(csvCell("=1+1") == "'=1+1")
    #expect(csvCell("@SUM(A1)") == "'@SUM(A1)")
    #expect(csvCell("+cmd|' /C calc'!A0") == "'+cmd|' /C calc'!A0")
    #expect(csvCell("-2+3") == "'-2+3")
    #expect(csvCell("\t=1") == "\"'\t=1\"")
    #expect(csvCell("\r=1") == "\"'\r=1\"")
    #expect(csvCell("＝1") == "'＝1")
    for number in ["-3.5", "+4", "-1e-7", "0", "12.25", "-0"] { #expect(csvCell(number) == number) }
    for text in ["-", "-3.", "+-3", "-3.5.1", "-3e", "-٣"] { #expect(csvCell(text) == "'" + text) }
    #expect(csvRow(["a,b", "say \"x\"", " pad", "中文", ""]) == "\"a,b\",\"say \"\"x\"\"\",\" pad\",中文,\n")
    #expect(csvRow(["a\0b"]) == "a\u{FFFD}b\n")
  }

  @Test(arguments: UInt64(1)...200) func readsBackWhatItWrites(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = ["a", ",", "\"", "\n", "\r", ";", " ", "中", "😀", "1", "\t", "e\u{301}"]
    func cell() -> String {
      "x"
        + (0..<Int.random(in: 0...6, using: &random)).map { _ in
          pieces[Int.random(in: 0..<pieces.count, using: &random)]
        }.joined()
    }
    let header = ["a", "b", "c"]
    let body = (0..<Int.random(in: 0...8, using: &random)).map { _ in header.map { _ in cell() } }
    let (table, diagnostics) = read(([header] + body).map(csvRow).joined())
    #expect(diagnostics.isEmpty)
    #expect(rows(table).map { $0.map { Array($0.utf8) } } == body.map { $0.map { Array($0.utf8) } })
  }

  @Test(arguments: UInt64(1)...300) func survivesAnyBytes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let likely = Array("\",;\t\r\n ab中".utf8) + [0x00, 0xFF, 0xFE, 0xEF, 0xBB, 0xBF, 0xD8]
    let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
      seed.isMultiple(of: 3)
        ? UInt8.random(in: 0...255, using: &random) : likely[Int.random(in: 0..<likely.count, using: &random)]
    }
    let (table, diagnostics) = read(bytes: bytes)
    #expect(table != nil || !diagnostics.isEmpty)
    for row in rows(table) { #expect(row.count == table?.columnCount) }
    for diagnostic in diagnostics { #expect(!diagnostic.message.isEmpty) }
  }

  @Test func readsAHundredThousandRowsQuickly() throws {
    let line = "C000123,东湖医院,1200000,780000,90000,1300000,\"0.92\",0.10\n"
    let text =
      "id,name,revenue,direct,serve,potential,retention,rate\n" + String(repeating: line, count: 100_000)
    let source = SourceFile(name: "big.csv", text: text)
    var table: Table?
    let time = ContinuousClock().measure { table = CSV.read(source).table }
    #expect(table?.rowCount == 100_000)
    #expect(table?.text(99_999, 1) == "东湖医院")
    print("read 100,000 rows of 8 cells (\(text.utf8.count) bytes) in \(time)")
  }
}
