/// What a method owner waits for: everything that is wrong with the largest workflow that ships, with its vocabularies, its
/// templates and its own tests, in a process that starts cold.
enum CheckRow {
  private static let most = 0.040

  static func measure(_ bench: Bench) throws -> [Figure] {
    let workflow = "\(Scratch.root)/Workflows/customer-knowledge-audit.yaml"
    let best = try interleaved(
      25,
      { best in best.take(try Child(bench.kaudit, ["--version"])) },
      { best in best.take(try Child(bench.kaudit, ["check", workflow])) })
    let over = best[1].wall - best[0].wall
    return [
      Figure(
        row: "check", what: "the largest workflow that ships, over start-up, wall", ours: Figure.time(over),
        limit: Figure.time(best[0].wall), target: "≤ \(Figure.decimal(most * 1000, 0)) ms",
        isReached: over <= most),
      Figure(
        row: "check", what: "the same with start-up, CPU", ours: Figure.time(best[1].cpu),
        limit: Figure.time(best[0].cpu)),
    ]
  }
}
