/// The methods on large tables that are in memory, against the same method in C where that is not a book of its own; and
/// how their time grows.
enum MethodsRow {
  /// One method and what is asked of it.
  private struct Line {
    let work: MethodWork
    let size: Int
    let what: String
    /// The program in C and what it is told before the size; nothing where the method would have to be rewritten.
    var limit: [String] = []
    var most: Double?
    var rounds = 5
    /// How many times as long a table of twice the size takes, where time grows with its rows; half more is let pass.
    var growth = 2.0
  }

  private static let lines = [
    Line(
      work: .betweenness, size: 2000, what: "network of 2000 people, 20000 ties; C: betweenness only",
      limit: ["betweenness"],
      most: 1.3, rounds: 3, growth: 4),
    Line(
      work: .krippendorff, size: 100_000, what: "Krippendorff's α of 100000 ratings", limit: ["krippendorff"],
      most: 3, rounds: 20),
    Line(
      work: .cronbach, size: 100_000, what: "Cronbach's α, 5000 people by 20 questions", limit: ["cronbach"],
      most: 3, rounds: 20),
    Line(
      work: .customers, size: 100_000, what: "classes of 100000 customers", limit: ["customers"], most: 5),
    Line(
      work: .bootstrap, size: 10_000, what: "α of 10000 ratings, bootstrap 2000", limit: ["krippendorff"],
      most: 5, rounds: 3),
    Line(
      work: .icc, size: 100_000, what: "ICC of 100000 scores", limit: ["raters", "icc"], most: 5, rounds: 20),
    Line(
      work: .fleiss, size: 100_000, what: "Fleiss' κ of 100000 ratings", limit: ["raters", "fleiss"], most: 5,
      rounds: 20),
    Line(
      work: .kendall, size: 100_000, what: "Kendall's W of 100000 scores", limit: ["raters", "kendall"],
      most: 5),
    Line(work: .register, size: 10_000, what: "register of 10000 assets, 300 holders"),
    Line(work: .gaps, size: 28_000, what: "gaps of 28000 cells"),
    Line(work: .sources, size: 10_000, what: "10000 sources by 12 indicators"),
  ]

  static func measure(_ bench: Bench) throws -> [Figure] { try lines.flatMap { try measure($0, bench) } }

  private static func measure(_ line: Line, _ bench: Bench) throws -> [Figure] {
    let rounds = String(line.rounds)
    func worker(_ size: Int, _ best: inout Best) throws {
      try bench.worker(line.work.rawValue, String(size), rounds, &best)
    }
    var figures: [Figure] = []
    let best = try interleaved(
      4,
      { best in try worker(line.size, &best) },
      { best in try worker(line.size * 2, &best) },
      { best in
        guard let program = line.limit.first else { return }
        let arguments = line.limit.dropFirst() + [String(line.size), rounds]
        try bench.limit(program, arguments + (line.work == .bootstrap ? ["2000"] : []), &best)
      })
    if line.limit.isEmpty {
      figures.append(
        Figure(
          row: "methods", what: "\(line.what), CPU", ours: Figure.time(best[0].cpu), limit: "")
      )
    } else {
      try compare(best[0], best[2], line.work)
      figures.append(.ratio("methods", line.what, best[0].cpu, best[2].cpu, most: line.most))
    }
    let growth = best[1].cpu / best[0].cpu
    let most = line.growth * 1.5
    figures.append(
      Figure(
        row: "methods", what: "– with twice as many, in \(Figure.megabytes(Double(best[1].memory)))",
        ours: Figure.time(best[1].cpu), limit: Figure.time(best[0].cpu), ratio: Figure.times(growth),
        target: "≤ \(Figure.times(most))", isReached: growth <= most))
    return figures
  }

  /// Both must find the same, but for the last digits.
  private static func compare(_ ours: Best, _ limit: Best, _ work: MethodWork) throws {
    for line in (ours.last?.output ?? "").split(separator: "\n") {
      guard let name = line.split(separator: " ").first.map(String.init), name != "cpu" else { continue }
      let (found, expected) = (try ours.number(name), try limit.number(name))
      guard abs(found - expected) <= 1e-9 * max(1, abs(expected)) else {
        throw Trouble("\(work.rawValue) and its limit differ in `\(name)`: \(found), \(expected)")
      }
    }
  }
}
