import Diagnostics
import TestSupport
import Testing

@testable import Formats

/// Workbooks that are broken, or made to do harm.
@Suite struct XLSXHostileTests {
  private static let spreadsheet = TestWorkbook(rows: "").namespace

  @Test(
    arguments: [
      ("ZZZZ9999999999", "1"), ("XFE1", "1"), ("A1048577", "1048577"), ("A0", "1"), ("1", "1"), ("A", "1"),
      ("", "1"),
      ("A2", "1"), ("A1x", "1"), ("甲1", "1"), ("A1", "99999999999999999999"), ("A1", "-1"), ("A1", "0"),
      ("A1", "1048577"),
    ])
  func refusesCellsOutsideOfASheet(cell: String, row: String) {
    expect(TestWorkbook(rows: "<row r='\(row)'><c r='\(cell)'><v>1</v></c></row>"), "damaged-workbook")
  }

  @Test(arguments: [("B1", "A1"), ("A1", "A1"), ("XFD1", "")])
  func refusesCellsOutOfOrder(first: String, second: String) {
    let reference = second.isEmpty ? "" : "r='\(second)'"
    expect(
      TestWorkbook(rows: "<row r='1'><c r='\(first)'><v>1</v></c><c \(reference)><v>2</v></c></row>"),
      "damaged-workbook")
  }

  @Test func refusesRowsOutOfOrder() {
    expect(
      TestWorkbook(rows: "<row r='2'><c><v>1</v></c></row><row r='2'><c><v>2</v></c></row>"),
      "damaged-workbook",
      "row 2 stands after row 2")
  }

  @Test(arguments: ["1", "-1", "x", "99999999999999999999", ""])
  func refusesSharedTextsThatAreNotThere(number: String) {
    var book = TestWorkbook(rows: "<row><c t='s'><v>\(number)</v></c></row>")
    book.strings = "<si><t>only</t></si>"
    expect(book, "damaged-workbook")
    book.strings = nil
    expect(book, "damaged-workbook")
  }

  @Test(arguments: ["abc", "1,5", "0x10", "nan", "inf", "1e999", "--1"])
  func refusesNumbersThatAreNone(text: String) {
    expect(TestWorkbook(rows: "<row><c><v>\(text)</v></c></row>"), "damaged-workbook", "cell A1")
  }

  @Test(
    arguments: [
      ("_rels/.rels", "damaged-workbook"), ("book/main.xml", "damaged-workbook"),
      ("[Content_Types].xml", "not-a-workbook"), ("book/_rels/main.xml.rels", "damaged-workbook"),
      ("book/tabs/0.xml", "damaged-workbook"), ("book/texts.xml", "damaged-workbook"),
      ("book/looks.xml", "damaged-workbook"),
    ])
  func namesAMissingPart(part: String, code: String) {
    var book = TestWorkbook(rows: "<row><c t='s'><v>0</v></c></row>")
    book.strings = "<si><t>a</t></si>"
    #expect(read(book).diagnostics.isEmpty)
    book.missing = [part]
    expect(book, code, code == "not-a-workbook" ? "no workbook" : part.hasSuffix(".rels") ? "`t.xlsx`" : part)
  }

  @Test func refusesDocumentTypesAndEntities() {
    let laughs = (1...9).map { "<!ENTITY l\($0) '\(String(repeating: "&l\($0 - 1);", count: 10))'>" }.joined()
    for type in [
      "<!DOCTYPE x [<!ENTITY l0 'lol'>\(laughs)]>", "<!DOCTYPE x SYSTEM 'file:///etc/passwd'>",
      "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1/x'>%p;]>", "<!DOCTYPE worksheet>",
    ] {
      var book = TestWorkbook(rows: "")
      book.replaced["book/tabs/0.xml"] =
        "\(type)<worksheet xmlns='\(Self.spreadsheet)'><sheetData><row><c t='str'><v>&l9;</v></c></row></sheetData></worksheet>"
      expect(book, "damaged-workbook", "document type")
    }
  }

  @Test func refusesADeepTree() {
    let deep = String(repeating: "<x>", count: 1_000_000) + String(repeating: "</x>", count: 1_000_000)
    expect(TestWorkbook(rows: deep), "damaged-workbook", "deep")
    var book = TestWorkbook(rows: "<row><c t='s'><v>0</v></c></row>")
    book.strings = "<si>\(deep)</si>"
    expect(book, "damaged-workbook", "deep")
  }

  @Test(
    arguments: [
      "<worksheet xmlns='\(spreadsheet)'><sheetData>", "", "<worksheet/>", "<a xmlns='urn:b'/>", "\u{1}",
      "<worksheet xmlns='\(spreadsheet)'>&nothing;</worksheet>",
      "<worksheet xmlns='\(spreadsheet)'></worksheet>x",
      "<?xml version='1.0' encoding='GBK'?><worksheet xmlns='\(spreadsheet)'/>",
    ])
  func refusesWhatIsNoSheet(text: String) {
    var book = TestWorkbook(rows: "")
    book.replaced["book/tabs/0.xml"] = text
    expect(book, "damaged-workbook", "book/tabs/0.xml")
  }

  @Test func ignoresTheSizeThatASheetStates() {
    var book = TestWorkbook(rows: "")
    book.replaced["book/tabs/0.xml"] =
      "<worksheet xmlns='\(Self.spreadsheet)'><dimension ref='A1:XFD1048576'/><sheetData><row><c t='str'><v>a</v></c></row></sheetData></worksheet>"
    #expect(read(book).table?.header.map(\.text) == ["a"])
  }

  @Test func refusesATableOfFarMoreCellsThanItHolds() {
    let header = (0..<2000).map { "<c t='str'><v>c\($0)</v></c>" }.joined()
    let rows = String(repeating: "<row><c><v>1</v></c></row>", count: 6000)
    expect(
      TestWorkbook(rows: "<row>\(header)</row>\(rows)"), "workbook-too-large", "6001 rows of 2000 columns")
  }

  @Test func refusesTextsThatGrowByBeingShared() {
    var book = TestWorkbook(rows: "<row>\(String(repeating: "<c t='s'><v>0</v></c>", count: 300))</row>")
    book.strings = "<si><t>\(String(repeating: "x", count: 1 << 20))</t></si>"
    expect(book, "workbook-too-large", "bytes that are read")
    book.strings = "<si><t>\(String(repeating: "x", count: 1 + 1 << 20))</t></si>"
    expect(book, "cell-too-long", "cell A1")
  }

  @Test func refusesArchivesThatAreNotWhatTheySay() {
    let good = TestWorkbook(rows: "<row><c t='str'><v>a</v></c></row>").parts
    func with(_ change: (inout TestArchive.Part) -> Void) -> [UInt8] {
      var parts = good
      change(&parts[parts.count - 1])
      return TestArchive(parts).bytes
    }
    expect(with { $0.statedSize = 300 << 20 }, "workbook-too-large", "has 314572800 bytes")
    expect(with { $0.statedSize = 20 << 20 }, "workbook-too-large", "times smaller")
    expect(with { $0.statedSize = UInt32($0.bytes.count) + 9 }, "damaged-workbook")
    expect(with { $0.statedSize = 1 }, "damaged-workbook")
    expect(with { $0.isDamaged = true }, "damaged-workbook", "crc")
    expect(with { $0.flags = 1 }, "protected-workbook", "encrypted")
    expect(TestArchive(good + [good[0]]).bytes, "damaged-workbook", "there twice")
    expect(TestArchive(good + [.init("BOOK/MAIN.XML", "")]).bytes, "damaged-workbook", "there twice")
    expect(TestArchive(good + [.init("../evil.xml", "")]).bytes, "damaged-workbook", "outside")
    expect(TestArchive(good + [.init("x\\..\\evil.xml", "")]).bytes, "damaged-workbook", "outside")
    expect(TestArchive(good + [.init("/etc/passwd", "")]).bytes, "damaged-workbook", "outside")
    let many = (0...XLSX.maximumParts).map { TestArchive.Part("p\($0)", "") }
    expect(TestArchive(good + many).bytes, "workbook-too-large", "parts")
  }

  @Test func refusesPartsThatLieElsewhere() {
    for (target, reason) in [("../../up.xml", "outside"), ("https://example.org/x.xml", "missing")] {
      var book = TestWorkbook(rows: "")
      book.replaced["book/_rels/main.xml.rels"] =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r0' Type='x/worksheet' Target='\(target)'/></Relationships>"
      expect(book, "damaged-workbook", reason)
    }
    var book = TestWorkbook(rows: "")
    book.replaced["book/_rels/main.xml.rels"] =
      "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r0' Type='x/worksheet' TargetMode='External' Target='https://example.org/'/></Relationships>"
    expect(book, "sheet-unclear", "no sheet")
  }

  @Test func isSoundWhereverTheFileIsCutOrChanged() {
    let bytes = TestWorkbook(rows: "<row><c t='str'><v>a</v></c></row><row><c><v>1</v></c></row>").bytes
    for end in stride(from: 0, to: bytes.count, by: 7) {
      let (table, diagnostics) = read(bytes: Array(bytes[..<end]))
      #expect(table == nil && diagnostics.count == 1, "cut at \(end)")
    }
    var random = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        changed[Int.random(in: 0..<changed.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let (table, diagnostics) = read(bytes: changed)
      #expect(table != nil || !diagnostics.isEmpty)
    }
  }

  @Test func saysWhatAnotherFileIs() throws {
    let protected =
      XLSX.compoundMark + [UInt8](repeating: 0, count: 100) + "EncryptedPackage".utf8.flatMap { [$0, 0] }
    expect(protected, "protected-workbook", "password")
    expect(XLSX.compoundMark, "not-a-workbook", "Excel 97")
    expect(Array("a,b\n1,2\n".utf8), "not-a-workbook", "no workbook")
    expect([], "not-a-workbook", "empty")
    expect(try fixtureBytes("xlsx/excel97.xlsx"), "not-a-workbook", "Excel 97")
    expect(try fixtureBytes("xlsx/opendocument.xlsx"), "not-a-workbook", "OpenDocument")
    expect(try fixtureBytes("xlsx/dense.xlsx"), "workbook-too-large", "times smaller")
    for (type, words) in [
      ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "a text document"),
      ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", ".xlsb"),
    ] {
      var book = TestWorkbook(rows: "")
      book.replaced["[Content_Types].xml"] =
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/book/main.xml' ContentType='\(type)'/></Types>"
      expect(book, "not-a-workbook", words)
    }
  }

  private func expect(
    _ book: TestWorkbook, _ code: String, _ words: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect(book.bytes, code, words, sourceLocation: sourceLocation)
  }

  private func expect(
    _ bytes: [UInt8], _ code: String, _ words: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let (table, diagnostics) = read(bytes: bytes)
    #expect(table == nil, sourceLocation: sourceLocation)
    #expect(diagnostics.map(\.code) == [code], sourceLocation: sourceLocation)
    let message = diagnostics.first?.message ?? ""
    #expect(message.contains(words) || words.isEmpty, "\(message)", sourceLocation: sourceLocation)
  }
}
