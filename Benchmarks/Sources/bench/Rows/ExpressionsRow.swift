/// Checks evaluated on every entry of a register in memory, against the same rules in Swift.
enum ExpressionsRow {
  static func measure(_ bench: Bench) throws -> [Figure] {
    var perEntry: [Double] = []
    var figures: [Figure] = []
    for entries in [10_000, 100_000] {
      let rounds = String(max(3, 300_000 / entries))
      let best = try interleaved(
        6,
        { best in try bench.worker("rules", String(entries), rounds, &best) },
        { best in try bench.worker("expressions", String(entries), rounds, &best) })
      for number in Checks.expressions.indices {
        guard try best[0].number("check\(number)") == best[1].number("check\(number)") else {
          throw Trouble("`\(Checks.expressions[number])` and its rule in Swift hold for other entries")
        }
      }
      let what = "\(Checks.expressions.count) checks on each of \(entries) entries, against Swift"
      figures.append(.ratio("expressions", what, best[1].cpu, best[0].cpu, most: 15))
      perEntry.append(best[1].cpu / Double(entries))
    }
    figures.append(
      .ratio("expressions", "CPU an entry, 100000 against 10000: linear", perEntry[1], perEntry[0], most: 1.5)
    )
    return figures
  }
}
