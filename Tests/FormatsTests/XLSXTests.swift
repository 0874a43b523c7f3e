import Diagnostics
import TestSupport
import Testing

@testable import Formats

/// Tables that are read from workbooks.
@Suite struct XLSXTests {
  @Test func findsPartsByTheirRelationshipsAndCellsByTheirPlaces() {
    let (table, diagnostics) = read(
      TestWorkbook(
        rows: """
          <row r="2"><c r="B2" t="inlineStr"><is><t>名称</t></is></c><c r="D2" t="inlineStr"><is><t>n</t></is></c></row>
          <row r="3"/>
          <row r="7"><c r="D7"><v>5</v></c></row>
          """))
    #expect(told(diagnostics) == [])
    #expect(table?.header.map(\.text) == ["名称", "n"])
    #expect(rows(table) == [["", "5"]])
    #expect(table?.span(0, 1).description == "t.xlsx, sheet Sheet1, cell D7")
    #expect(table?.span(0, 0).description == "t.xlsx, sheet Sheet1, cell B7")
    #expect(table?.header[1].span.description == "t.xlsx, sheet Sheet1, cell D2")
    #expect(table?.span(row: 0).description == "t.xlsx, sheet Sheet1, cells B7:D7")
  }

  @Test func countsRowsAndCellsThatDoNotSayWhereTheyStand() {
    let (table, _) = read(
      TestWorkbook(
        rows:
          "<row><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row><row><c/><c><v>1</v></c></row><row r='9'><c r='A9'><v>2</v></c><c><v>3</v></c></row>"
      ))
    #expect(rows(table) == [["", "1"], ["2", "3"]])
    #expect(table?.span(1, 1).cellRange == "B9")
  }

  @Test func readsTheStrictEditionAndElementsWithAPrefix() {
    var book = TestWorkbook(
      rows: "<row><c t='inlineStr'><is><t>a</t></is></c></row><row><c><v>7</v></c></row>")
    book.namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    book.relationships = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    #expect(rows(read(book).table) == [["7"]])
    book.replaced["book/tabs/0.xml"] = """
      <x:worksheet xmlns:x='\(book.namespace)' xmlns:o='urn:other'><x:sheetData><x:row>\
      <x:c t='str'><x:v>a</x:v><o:v>not this</o:v></x:c><o:c><x:v>nor this</x:v></o:c></x:row>\
      <x:row><x:c><x:v>8</x:v></x:c></x:row></x:sheetData></x:worksheet>
      """
    #expect(rows(read(book).table) == [["8"]])
  }

  @Test func takesSharedTextsWithoutReadingsAndLooks() {
    var book = TestWorkbook(rows: "<row>" + (0...4).map { "<c t='s'><v>\($0)</v></c>" }.joined() + "</row>")
    book.strings = """
      <si><t>plain</t></si>
      <si><r><rPr><b/></rPr><t>粗</t></r><r><t xml:space="preserve"> 体</t></r><rPh sb="0" eb="1"><t>cu</t></rPh><phoneticPr fontId="1"/></si>
      <si><t>
        trimmed </t></si>
      <si><t xml:space="preserve"> kept_x000D_
      &lt;&amp;_x005F_x0041_ _x00_ _x0000_ </t></si>
      <si><t>last</t></si>
      """
    #expect(
      read(book).table?.header.map(\.text) == [
        "plain", "粗 体", "trimmed", "kept\r\n<&_x0041_ _x00_ _x0000_", "last",
      ])
  }

  @Test(
    arguments: [
      ("5", "5"), ("5.0", "5"), ("-0.50", "-0.5"), ("0.1", "0.1"), ("0.10000000000000001", "0.1"),
      ("1E3", "1000"), ("1.5e-3", "0.0015"), ("-0", "0"), ("12345678901234567890", "12345678901234567890"),
      ("0.30000000000000004", "0.30000000000000004"), ("1e300", "1e+300"), (" 7 ", "7"), ("007", "7"),
    ])
  func givesTheShortestTextOfANumber(stored: String, shown: String) {
    #expect(cell("<v>\(stored)</v>") == shown)
  }

  @Test(
    arguments: [
      ("yyyy-mm-dd", "46053", "2026-01-31"), ("yyyy-mm-dd", "46053.4375", "2026-01-31"),
      ("m/d/yy h:mm", "46053.4375", "2026-01-31 10:30:00"), ("m/d/yy h:mm", "46053", "2026-01-31"),
      ("yyyy\"年\"m\"月\"d\"日\"", "46053", "2026-01-31"), ("[$-804]yyyy/m/d;@", "1", "1900-01-01"),
      ("[Red]d-mmm", "59", "1900-02-28"), ("dd.mm.yyyy", "60", "1900-02-29"), ("d", "61", "1900-03-01"),
      ("d", "0", "1900-01-00"), ("d", "2958465", "9999-12-31"), ("d", "2958466", "2958466"),
      ("d", "-1", "-1"),
      ("yyyy-mm-dd", "36585", "2000-02-29"), ("d", "73109", "2100-02-28"), ("d", "73110", "2100-03-01"),
      ("h:mm", "0.4375", "10:30:00"), ("hh:mm:ss", "0.9999999", "00:00:00"),
      ("yyyy-mm-dd hh:mm", "1.9999999", "1900-01-02"),
      ("[h]:mm", "1.25", "30:00:00"), ("[mm]:ss", "-0.5", "-12:00:00"), ("mm-yy", "46053", "2026-01-31"),
      ("0%", "0.25", "0.25"), ("0.00%", "0.07", "0.07"), ("00000", "42", "00042"), ("00", "-4", "-4"),
      ("00", "4.5", "4.5"),
      ("General", "46053", "46053"), ("G/通用格式", "46053", "46053"), ("#,##0.00", "46053.5", "46053.5"),
      ("0.00E+00", "46053", "46053"), ("\"days\" 0", "46053", "46053"), ("0\\d", "46053", "46053"),
      ("[Red]0", "5", "5"),
      ("_-* #,##0\\ _d", "5", "5"), ("@", "5", "5"),
    ])
  func readsANumberAsItsFormatShowsIt(format: String, stored: String, shown: String) {
    #expect(cell("<v>\(stored)</v>", " s='1'", format: format) == shown)
  }

  @Test func countsDaysFrom1904WhereTheWorkbookDoes() {
    #expect(
      cell("<v>44591</v>", " s='1'", format: "d", properties: "<workbookPr date1904='1'/>") == "2026-01-31")
    #expect(
      cell("<v>0</v>", " s='1'", format: "d", properties: "<workbookPr date1904='true'/>") == "1904-01-01")
  }

  @Test func knowsWhatACellIs() {
    var book = TestWorkbook(
      rows: """
        <row>\((1...9).map { "<c t='str'><v>c\($0)</v></c>" }.joined())</row>
        <row><c><v>1</v></c><c s="1"><v>1.5</v></c><c s="2"><v>46053</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>\
        <c><f>SUM(A1:A2)</f></c><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c><c t="d"><v>2026-01-31T10:30:00.000Z</v></c></row>
        <row><c><v></v></c><c s="9"><v>46053</v></c><c s="2"/><c t="b"><v>0</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
        """)
    book.formats = ["0%", "yyyy-mm-dd"]
    let (table, diagnostics) = read(book)
    #expect(told(diagnostics) == [])
    #expect(
      rows(table) == [
        ["1", "1.5", "2026-01-31", "true", "#N/A", "=SUM(A1:A2)", "2", "", "2026-01-31 10:30:00"],
        ["", "46053", "", "false", "#DIV/0!", "", "", "", ""],
      ])
    #expect(
      (0..<9).compactMap { table?.kind(0, $0) } == [
        .number, .percent, .date, .boolean, .error, .uncomputed, .number, .text, .date,
      ])
    #expect(
      (0..<9).compactMap { table?.fault(0, $0) }.map { "\($0.code) \($0.span?.cellRange ?? "")" } == [
        "error-in-cell E2", "uncomputed-cell F2",
      ])
  }

  @Test func doesNotTrustValuesThatNobodyComputed() {
    var book = TestWorkbook(rows: "<row><c t='str'><v>a</v></c></row><row><c><f>1+1</f><v>0</v></c></row>")
    #expect(read(book).table?.fault(0, 0) == nil)
    book.calculation = "<calcPr fullCalcOnLoad='1'/>"
    #expect(read(book).table?.fault(0, 0)?.code == "uncomputed-cell")
  }

  @Test func choosesTheSheet() {
    var book = TestWorkbook([
      .init("资产", "<row><c><v>1</v></c></row>"), .init("说明", ""), .init("旧", "<row><c><v>3</v></c></row>"),
    ])
    book.sheets[2].state = "state='veryHidden'"
    #expect(told(read(book).diagnostics) == ["sheet-unclear -"])
    #expect(
      read(book).diagnostics.first?.message == "`t.xlsx` has several sheets: `资产`, `说明`, `旧` (hidden)")
    #expect(read(book, sheet: "旧").table?.header.map(\.text) == ["3"])
    #expect(told(read(book, sheet: "资产x").diagnostics) == ["unknown-sheet -"])
    #expect(read(book, sheet: "资产x").diagnostics.first?.help == "did you mean `资产`?")
    #expect(told(read(book, sheet: "说明").diagnostics) == ["no-header -"])
    book.sheets[1].state = "state='hidden'"
    #expect(read(book).table?.header.map(\.text) == ["1"])
  }

  @Test func tellsWhatStandsBesideAndAcrossTheTable() {
    var book = TestWorkbook(
      rows: """
        <row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="D2"><v>9</v></c></row>
        <row r="3"><c r="B3"><v>2</v></c><c r="F3"><v>9</v></c></row>
        <row r="4"><c r="F4"><v>9</v></c></row>
        """)
    book.sheets[0].after =
      "<mergeCells><mergeCell ref='A2:A3'/><mergeCell ref='B3:C3'/><mergeCell ref='A1:B1'/><mergeCell ref='D2:D3'/><mergeCell ref='B2:B3'/></mergeCells>"
    let (table, diagnostics) = read(book)
    #expect(rows(table) == [["1", ""], ["", "2"]])
    #expect(told(diagnostics) == ["merged-cells A2", "column-without-name D2"])
    #expect(
      diagnostics.last?.message == "columns D, F have no name in row 1, so what stands there is not read")
  }

  @Test func tellsColumnsThatAreNamedTwice() {
    let (table, diagnostics) = read(
      TestWorkbook(rows: "<row><c t='str'><v>a</v></c><c t='str'><v>a </v></c></row>"))
    #expect(table == nil)
    #expect(told(diagnostics) == ["duplicate-column B1"])
    let header = TestWorkbook(rows: "<row><c t='str'><v>a</v></c><c t='e'><v>#REF!</v></c></row>")
    #expect(told(read(header).diagnostics) == ["error-in-cell B1"])
  }

  @Test func showsTheRowAsATextWithTheCellMarked() {
    let (table, _) = read(
      TestWorkbook(
        rows:
          "<row r='3'><c t='str'><v>编号</v></c><c t='str'><v>b</v></c></row><row r='12'><c t='str'><v>客户\n档案</v></c><c><v>80</v></c></row>"
      ))
    let diagnostic = table.map { Diagnostic("wrong-value", "no", at: $0.span(0, 1)) }
    #expect(
      DiagnosticPrinter(colour: false).text(diagnostic.map { [$0] } ?? []) == """
        error[wrong-value]: no
          --> t.xlsx, sheet Sheet1, cell B12
           |
        12 | 客户\\u{A}档案 | 80
           |                 ^^

        """)
    #expect(
      json(diagnostic.map { [$0] } ?? []).contains(
        "\"file\": \"t.xlsx\", \"sheet\": \"Sheet1\", \"cell\": \"B12\", \"line\": 12, \"column\": 2, \"endLine\": 12, \"endColumn\": 3"
      ))
  }

  @Test func readsUTF16() {
    let text =
      "<?xml version='1.0' encoding='UTF-16'?><worksheet xmlns='\(TestWorkbook(rows: "").namespace)'><sheetData><row><c t='str'><v>客户</v></c></row></sheetData></worksheet>"
    var parts = TestWorkbook(rows: "").parts
    for place in parts.indices where parts[place].name.hasSuffix("0.xml") {
      parts[place].bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
    #expect(read(bytes: TestArchive(parts).bytes).table?.header.map(\.text) == ["客户"])
  }

  private func cell(
    _ content: String, _ attributes: String = "", format: String = "General", properties: String = ""
  ) -> String? {
    var book = TestWorkbook(
      rows: "<row><c t='str'><v>a</v></c></row><row><c\(attributes)>\(content)</c></row>")
    book.formats = [format]
    book.properties = properties
    return read(book).table?.text(0, 0)
  }
}

func read(_ book: TestWorkbook, sheet: String? = nil) -> (table: Table?, diagnostics: [Diagnostic]) {
  read(bytes: book.bytes, sheet: sheet)
}

func read(bytes: [UInt8], sheet: String? = nil) -> (table: Table?, diagnostics: [Diagnostic]) {
  do throws(Diagnostic) {
    let workbook = try Workbook(SourceFile(name: "t.xlsx", bytes: bytes))
    return workbook.table(try workbook.sheet(named: sheet))
  } catch { return (nil, [error]) }
}

func rows(_ table: Table?) -> [[String]] {
  guard let table else { return [] }
  return (0..<table.rowCount).map { row in (0..<table.columnCount).map { table.text(row, $0) } }
}

private func told(_ diagnostics: [Diagnostic]) -> [String] {
  diagnostics.map { "\($0.code) \($0.span?.cellRange ?? "-")" }
}
