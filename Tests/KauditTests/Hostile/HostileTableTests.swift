import Testing

/// Tables that come from others.
@Suite struct HostileTableTests {
  @Test(arguments: cases) func isTakenAsTextOrNamed(hostile: HostileCase) throws { try hostile.hold() }

  private static func table(
    _ kind: String, _ text: @autoclosure @escaping @Sendable () -> String, _ code: Int32, _ says: String
  ) -> HostileCase {
    HostileCase(
      kind, file: "t.csv", { Array(text().utf8) }, "kaudit import assets t.csv", code, says,
      changes: code == 0 ? ["acme.kaudit"] : [])
  }

  private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  @Listed<HostileCase> static var cases: [HostileCase] {
    table(
      "formulas", "id,name\nB1,=cmd|'/C calc'!A0\nB2,@SUM(1)\nB3,+1\nB4,-1\n", 0,
      "4 rows read, 4 events recorded")
    table(
      "a formula for a number", "id,count\nB1,=1+1\n", 1,
      "error[wrong-value]: `count`: a whole number is expected, but this is `=1+1`")
    table(
      "escapes of a terminal", "id,name\nB1,\u{1B}[31m\u{202E}\u{9B}\n", 0, "1 row read, 1 event recorded")
    table(
      "a key with a terminal's escape", "id,name\nB\u{1B}[31m,x\n", 1,
      "error[hidden-in-key]: `id`: the key `B\\u{1B}[31m` holds the character U+001B, which cannot be seen")
    table(
      "a key of two lines", "id,name\n\"B\n1\",x\n", 1,
      "error[hidden-in-key]: `id`: the key `B\\u{A}1` holds the character U+000A, which cannot be seen")
    table("NUL", "id,name\nB1,a\0b\n", 1, "error[nul-character]: the file contains a NUL character")
    table("nothing", "", 1, "error[no-header]: `t.csv` is empty")
    table("only line ends", times("\r", 100_000), 1, "error[no-header]:…")
    table("only commas", times(",", 100_000), 1, "error[too-many-columns]:…")
    table("20,000 columns", "id,name" + times(",x", 20_000) + "\n", 1, "error[too-many-columns]:…")
    table(
      "200,000 cells in a row", "id,name\nB1,x" + times(",", 200_000) + "\n", 1, "error[too-many-columns]:…")
    table(
      "a quote that never ends", "id,name\nB1,\"" + times("x\n", 500_000), 1,
      "error[unclosed-quote]: the quote that opens here is never closed")
    table("a cell of 3 MB", "id,name\nB1," + times("x", 3_000_000) + "\n", 1, "error[cell-too-long]:…")
    table(
      "a column twice", "id,name,name\nB1,x,y\n", 1, "error[duplicate-column]: column `name` is named twice")
    table(
      "a key 3,000 times", "id,name\n" + times("B,x\n", 3_000), 1,
      "error[duplicate-entry]: `B` stands twice in `assets`")
    table("100,000 ragged rows", "id,name\n" + times("x\n", 100_000), 1, "error[ragged-row]:…")
    table(
      "2,000 references to nobody", "id,owner\n" + (0..<2_000).map { "R\($0),nobody\($0)\n" }.joined(), 2,
      "error[refused-row]: `owner` of `assets/R0` names `nobody0`,…")
    table("a number of 20 digits", "id,count\nB1,\(times("9", 20))\n", 1, "error[wrong-value]: `count`:…")
    table(
      "what a pattern chokes on", "id,version\nB1,\(times("v", 100_000))x\n", 1,
      "error[wrong-value]: `version`: a text that matches `^(v+)+$` as a whole is expected,…")
    HostileCase(
      "Latin-1", file: "t.csv", { Array("id,name\nB1,caf".utf8) + [0xE9, 0x0A] },
      "kaudit import assets t.csv", 1,
      "error[not-utf-8]: the file is not UTF-8: byte 0xE9 begins no character")
    HostileCase("every byte", file: "t.csv", { Array(0...255) }, "kaudit import assets t.csv", 1, "error[…")
    HostileCase(
      "a column that is none", "kaudit import assets ../outside/secret.csv --column =x", 64,
      "error: `=x` maps no column")
  }
}
