import Foundation
import TestSupport
import Testing

/// Workbooks that come from others.
@Suite struct HostileWorkbookTests {
  @Test(arguments: cases) func isTakenAsTextOrNamed(hostile: HostileCase) throws { try hostile.hold() }

  private static func file(
    _ kind: String, _ bytes: @escaping @Sendable () -> [UInt8], _ code: Int32, _ says: String
  ) -> HostileCase {
    HostileCase(
      kind, file: "t.xlsx", bytes, "kaudit import assets t.xlsx", code, says,
      changes: code == 0 ? ["acme.kaudit"] : [])
  }

  /// A sheet whose columns are `id` and `name`, with rows below.
  private static func book(
    _ kind: String, _ rows: @autoclosure @escaping @Sendable () -> String, _ code: Int32, _ says: String,
    _ change: @escaping @Sendable (inout TestWorkbook) -> Void = { _ in }
  ) -> HostileCase {
    file(
      kind,
      {
        var book = TestWorkbook(
          rows: "<row r='1'><c t='str'><v>id</v></c><c t='str'><v>name</v></c></row>\(rows())")
        change(&book)
        return book.bytes
      }, code, says)
  }

  private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private static func row(_ name: String) -> String {
    "<row r='2'><c t='str'><v>B1</v></c><c r='B2' t='str'><v>\(name)</v></c></row>"
  }

  @Listed<HostileCase> static var cases: [HostileCase] {
    book(
      "a formula that calls a program",
      "<row r='2'><c t='str'><v>B1</v></c><c r='B2' t='str'><f>cmd|'/C calc'!A0</f><v>=cmd|x</v></c></row>",
      0,
      "1 row read, 1 event recorded")
    book("escapes of a terminal", row("_x001B_[31m\u{202E}_x009B_"), 0, "1 row read, 1 event recorded")
    book(
      "a name of a sheet with escapes", "<row r='2'><c><v>1</v></c><c r='ZZZZ9999999999'/></row>", 1,
      "error[damaged-workbook]: `t.xlsx`, sheet `a\\u{9B}31m\\u{202E}b`:…"
    ) { $0.sheets[0].name = "a\u{9B}31m\u{202E}b" }
    book("a million elements deep", times("<x>", 1_000_000), 1, "error[damaged-workbook]:…")
    book("entities that grow", "", 1, "error[damaged-workbook]:…") {
      let entities = (1...9).map { "<!ENTITY l\($0) '\(times("&l\($0 - 1);", 10))'>" }.joined()
      $0.replaced["book/tabs/0.xml"] =
        "<!DOCTYPE x [<!ENTITY l0 'lol'>\(entities)]><worksheet xmlns='\($0.namespace)'>&l9;</worksheet>"
    }
    book("an entity that names a file", "", 1, "error[damaged-workbook]:…") {
      $0.replaced["book/tabs/0.xml"] =
        "<!DOCTYPE x [<!ENTITY e SYSTEM '../outside/secret.csv'>]><worksheet xmlns='\($0.namespace)'>&e;</worksheet>"
    }
    book(
      "a text of 1 MB in 3,000 cells",
      "<row r='2'>" + times("<c t='s'><v>0</v></c>", 3000) + "</row>", 1, "error[workbook-too-large]:…"
    ) { $0.strings = "<si><t>\(times("x", 1 << 20))</t></si>" }
    book(
      "16,000 columns in 10,000 rows",
      "<row>" + times("<c><v>1</v></c>", 16_000) + "</row>" + times("<row><c><v>1</v></c></row>", 10_000), 1,
      "error[workbook-too-large]:…")
    book("one cell in the last row", "<row r='1048576'><c t='str'><v>B1</v></c></row>", 0, "1 row read,…")
    book(
      "100,000 merged ranges", row("x"), 0, "warning[merged-cells]: cells A2:B2 are merged,…"
    ) { $0.sheets[0].after = "<mergeCells>\(times("<mergeCell ref='A2:B2'/>", 100_000))</mergeCells>" }
    book("a sheet that lies elsewhere", "", 1, "error[damaged-workbook]:…") {
      $0.replaced["book/_rels/main.xml.rels"] =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r0' Type='x/worksheet' Target='../../outside/secret.csv'/></Relationships>"
    }
    file(
      "a part that claims 3 GB",
      {
        var parts = TestWorkbook(rows: "").parts
        parts[parts.count - 1].statedSize = 3 << 30
        return TestArchive(parts).bytes
      }, 1, "error[workbook-too-large]:…")
    file(
      "a part whose name leads out",
      { TestArchive(TestWorkbook(rows: "").parts + [.init("../../home/x", "")]).bytes }, 1,
      "error[damaged-workbook]:…")
    file(
      "an archive cut short", { Array(TestWorkbook(rows: row("x")).bytes.dropLast(40)) }, 1,
      "error[damaged-workbook]:…")
    file(
      "every byte behind the mark", { Array("PK\u{3}\u{4}".utf8) + Array(0...255) }, 1,
      "error[damaged-workbook]:…")
    HostileCase(
      "white space packed a thousand times", "kaudit import assets t.xlsx", 1, "error[workbook-too-large]:…"
    ) {
      let dense = Transcripts.root.appendingPathComponent("Tests/FormatsTests/Fixtures/xlsx/dense.xlsx")
      try $0.write("t.xlsx", Array(Data(contentsOf: dense)))
    }
    HostileCase(
      "a link out of the folder", "kaudit check linked.yaml", 1,
      "error[missing-file]: the file `t.xlsx` cannot be found"
    ) {
      try $0.write("../outside/t.xlsx", TestWorkbook(rows: row(HostilePlace.secret)).bytes)
      try $0.link("t.xlsx", to: "../outside/t.xlsx")
      try $0.write("linked.yaml", "audit: linked\nworkflow: workflow\nassets: {from: t.xlsx}\n")
    }
  }
}
