/// Going on with records of different sizes.
enum ResumeRow {
  static func measure(_ bench: Bench) throws -> [Figure] {
    var figures: [Figure] = []
    var statuses: [(entries: Int, cpu: Double)] = []
    for entries in [1000, 100_000] + (bench.isFull ? [1_000_000] : []) {
      let record = "\(Scratch.folder)/resume-\(entries).kaudit"
      _ = try Child(bench.program, ["worker", "fill", record, String(entries)])
      let best = try interleaved(
        12,
        { best in best.take(try Child(bench.kaudit, ["--version"])) },
        { best in best.take(try Child(Limits.path("newest"), [record, "1"])) },
        { best in best.take(try Child(bench.kaudit, ["status", record])) },
        { best in try bench.limit("newest", [record, "20"], &best) },
        { best in try bench.worker("open", record, "20", &best) })
      statuses.append((entries, best[2].cpu))
      let over = best[2].cpu - best[0].cpu
      figures.append(
        Figure(
          row: "resume", what: "status, \(entries) entries, CPU over start-up", ours: Figure.time(over),
          limit: Figure.time(best[1].cpu), ratio: Figure.times(over / best[1].cpu), target: "≤ 15 ms",
          isReached: over <= 0.015))
      figures.append(
        .ratio("resume", "opening alone, \(entries) entries", best[4].cpu, best[3].cpu, most: nil))
      figures.append(try answer(bench, record, entries))
      figures.append(contentsOf: try verify(bench, record, entries))
    }
    if let least = statuses.first, let most = statuses.last {
      figures.append(
        .ratio(
          "resume", "status, \(most.entries) entries against \(least.entries)", most.cpu, least.cpu, most: 1.5
        ))
    }
    return figures
  }

  private static func answer(_ bench: Bench, _ record: String, _ entries: Int) throws -> Figure {
    var turn = 0
    let best = try interleaved(
      5,
      { best in
        turn += 1
        best.take(
          try Child(bench.kaudit, ["answer", record, "assets/B\(turn)", "crit=3", "--as", Register.person]))
      })
    return Figure(
      row: "resume", what: "answer, \(entries) entries, CPU", ours: Figure.time(best[0].cpu), limit: "")
  }

  private static func verify(_ bench: Bench, _ record: String, _ entries: Int) throws -> [Figure] {
    let best = try interleaved(
      entries > 1000 ? 2 : 5,
      { best in best.take(try Child(Limits.path("rehash"), [record])) },
      { best in best.take(try Child(bench.kaudit, ["verify", record])) })
    return [
      .ratio("resume", "verify, \(entries) entries, CPU", best[1].cpu, best[0].cpu, most: 3),
      Figure(
        row: "resume", what: "verify, \(entries) entries, most memory",
        ours: Figure.megabytes(Double(best[1].memory)),
        limit: Figure.megabytes(Double(best[0].memory))),
    ]
  }
}
