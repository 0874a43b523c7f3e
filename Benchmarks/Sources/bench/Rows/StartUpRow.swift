/// What one waits for before anything happens, and the demonstration.
enum StartUpRow {
  static func measure(_ bench: Bench) throws -> [Figure] {
    let example = try Example(bench)
    let record = try example.run()
    let best = try interleaved(
      25,
      { best in best.take(try Child(Limits.path("hello"), [])) },
      { best in best.take(try Child(bench.kaudit, ["--version"])) },
      { best in best.take(try Child(Limits.path("newest"), [record, "1"])) },
      { best in best.take(try Child(bench.kaudit, ["status", record])) },
      { best in best.take(try Child(bench.kaudit, ["status", example.file])) })
    func figure(_ what: String, _ ours: Best, _ limit: Best, most: Double) -> [Figure] {
      [("wall", ours.wall, limit.wall), ("CPU", ours.cpu, limit.cpu)].map { name, ours, limit in
        Figure(
          row: "start-up", what: "\(what), \(name)", ours: Figure.time(ours), limit: Figure.time(limit),
          ratio: Figure.times(ours / limit), target: "≤ \(Figure.decimal(most * 1000, 0)) ms",
          isReached: ours <= most)
      }
    }
    return figure("--version", best[1], best[0], most: 0.005)
      + figure("status of the example's record", best[3], best[2], most: 0.012)
      + figure("status of the example's audit file", best[4], best[2], most: 0.012)
  }
}

enum DemoRow {
  static func measure(_ bench: Bench) throws -> [Figure] {
    var best = (wall: Double.infinity, cpu: Double.infinity, render: Double.infinity)
    for _ in 0..<3 {
      let example = try Example(bench)
      let start = Clock.wall
      let run = try bench.example(["run", example.file])
      let render = try bench.example(["render", example.file, "--to", "\(example.folder)/documents"])
      best.wall = min(best.wall, Clock.wall - start)
      best.cpu = min(best.cpu, run.cpu + render.cpu)
      best.render = min(best.render, render.cpu)
    }
    return [
      Figure(
        row: "demo", what: "run and render of the example, wall", ours: Figure.time(best.wall), limit: "",
        target: "≤ 2 s", isReached: best.wall <= 2),
      Figure(row: "demo", what: "the same, CPU", ours: Figure.time(best.cpu), limit: ""),
      Figure(row: "demo", what: "render alone, CPU", ours: Figure.time(best.render), limit: ""),
    ]
  }
}

/// A copy of the example that ships, with nothing recorded yet.
private struct Example {
  let folder: String
  let bench: Bench
  var file: String { "\(folder)/audit.yaml" }

  init(_ bench: Bench) throws {
    self.bench = bench
    folder = "\(Scratch.folder)/example-\(Int(Clock.wall * 1e6))"
    _ = try Child("cp", ["-R", "\(Scratch.root)/Examples/music-retailer", folder])
    _ = try Child("sh", ["-c", "rm -rf '\(folder)/documents' '\(folder)'/*.kaudit*"])
  }

  /// Runs the example; gives its record.
  func run() throws -> String {
    _ = try bench.example(["run", file])
    return try Child("sh", ["-c", "printf %s '\(folder)'/*.kaudit"]).output
  }
}
