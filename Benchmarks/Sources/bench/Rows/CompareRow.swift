/// Comparing two states of a register that are in memory, against a hash join in C.
enum CompareRow {
  static func measure(_ bench: Bench) throws -> [Figure] {
    var figures: [Figure] = []
    var perEntry: [Double] = []
    for entries in [10_000, 100_000] {
      let rounds = String(max(3, 300_000 / entries))
      let best = try interleaved(
        6,
        { best in try bench.limit("join", [String(entries), rounds], &best) },
        { best in try bench.worker("compare", String(entries), rounds, &best) })
      for kind in ["changed", "added", "removed"] where try best[0].number(kind) != best[1].number(kind) {
        throw Trouble("compare and its limit find another number of \(kind) entries")
      }
      figures.append(
        .ratio("compare", "\(entries) entries, 0.6 % changed", best[1].cpu, best[0].cpu, most: 4))
      perEntry.append(best[1].cpu / Double(entries))
    }
    figures.append(
      .ratio("compare", "CPU an entry, 100000 against 10000: linear", perEntry[1], perEntry[0], most: 1.5))
    return figures
  }
}
