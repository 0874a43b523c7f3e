/// A large table into a register: read, validated, chained and durable.
enum ImportRow {
  private static let rows = 100_000

  static func measure(_ bench: Bench) throws -> [Figure] {
    let table = "\(Scratch.folder)/assets.csv"
    try Scratch.write(Register.table(rows), to: table)
    let workbook = "\(Scratch.folder)/assets.xlsx"
    _ = try Child(Limits.path("workbook"), [table, workbook])
    return try [("CSV", table), ("XLSX", workbook)].flatMap { try figures($0, $1, bench) }
  }

  private static func figures(_ format: String, _ table: String, _ bench: Bench) throws -> [Figure] {
    var turn = 0
    func fresh(_ name: String) -> String {
      turn += 1
      return "\(Scratch.folder)/\(name)-\(format)-\(turn)"
    }
    let best = try interleaved(
      3,
      { best in try bench.limit("import", [table, fresh("limit")], wall: true, &best) },
      { best in
        let record = fresh("record") + ".kaudit"
        _ = try Child(bench.program, ["worker", "fill", record, "0"])
        best.take(try Child(bench.kaudit, ["import", record, "assets", table, "--as", Register.person]))
      })
    return [
      .ratio("import", "\(rows) rows of \(format), wall", best[1].wall, best[0].wall, most: 3),
      .ratio("import", "\(rows) rows of \(format), CPU", best[1].cpu, best[0].cpu, most: nil),
    ]
  }
}
