/// Answers one by one, each durable before the next.
enum RunRow {
  static func measure(_ bench: Bench) throws -> [Figure] {
    var figures: [Figure] = []
    for count in [8, 1000, 10_000] {
      var turn = 0
      var size = "300"
      func fresh(_ name: String) -> String {
        turn += 1
        return "\(Scratch.folder)/\(name)-\(count)-\(turn)"
      }
      let first = try Child(bench.program, ["worker", "answer", fresh("record") + ".kaudit", "8"])
      size = Figure.decimal(try first.number("body"), 0)
      let best = try interleaved(
        count == 10_000 ? 3 : 7,
        { best in try bench.limit("commits", [fresh("limit"), String(count), size], wall: true, &best) },
        { best in try bench.worker("answer", fresh("record") + ".kaudit", String(count), wall: true, &best) })
      let rate = Double(count) / best[0].wall
      figures.append(
        .ratio(
          "run", "\(count) answers, wall (C: \(Figure.decimal(rate, 0)) commits a second)", best[1].wall,
          best[0].wall,
          most: rate < 2000 ? 1.25 : 2))
      figures.append(.ratio("run", "\(count) answers, CPU", best[1].cpu, best[0].cpu, most: 4))
    }
    figures.append(try syncs(bench))
    return figures
  }

  /// How often an answer waits for the disk.
  private static func syncs(_ bench: Bench) throws -> Figure {
    guard Child.exists("strace") else {
      return Figure(
        row: "run", what: "fsync for each answer", ours: "not measured", limit: "",
        target: "≤ 1.05 (needs strace)")
    }
    func count(_ program: String, _ arguments: [String]) throws -> Double {
      let trace = "\(Scratch.folder)/trace"
      _ = try Child("strace", ["-f", "-e", "trace=fsync,fdatasync", "-o", trace, program] + arguments)
      return Double(try Scratch.text(trace).split(separator: "\n").count { $0.contains("sync(") })
    }
    func each(_ count: (Int) throws -> Double) throws -> Double { (try count(1008) - (try count(8))) / 1000 }
    let ours = try each { answers in
      try count(
        bench.program, ["worker", "answer", "\(Scratch.folder)/traced-\(answers).kaudit", String(answers)])
    }
    let limit = try each { answers in
      try count(Limits.path("commits"), ["\(Scratch.folder)/traced-\(answers)", String(answers), "300"])
    }
    return Figure(
      row: "run", what: "fsync for each answer", ours: Figure.decimal(ours, 3),
      limit: Figure.decimal(limit, 3),
      ratio: Figure.times(ours / limit), target: "≤ 1.05", isReached: ours <= 1.05)
  }
}
