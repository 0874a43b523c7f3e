import Glibc

/// Measures Kaudit against what a small C program needs for the unavoidable part of the same work.
///
/// Both run in turn, on the same machine and input; the best of several runs counts. Absolute times mean little.
@main
struct Bench {
  let program: String
  let kaudit: String
  /// Also what takes minutes: a record of a million entries.
  let isFull: Bool

  private static let rows: [(name: String, measure: @Sendable (Bench) throws -> [Figure])] = [
    ("load", LoadRow.measure), ("check", CheckRow.measure), ("run", RunRow.measure),
    ("import", ImportRow.measure),
    ("resume", ResumeRow.measure), ("compare", CompareRow.measure),
    ("expressions", ExpressionsRow.measure), ("methods", MethodsRow.measure),
    ("start-up", StartUpRow.measure), ("demo", DemoRow.measure),
  ]

  static let usage = """
    bench [ROW …] [--full] [--build] [--kaudit PATH]

    ROW        load, check, run, import, resume, compare, expressions, methods, start-up, demo;
               all where none is named
    --full     also a record of a million entries
    --build    also the time that building and testing take
    --kaudit   the program to measure, else .build/release/kaudit
    """

  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if arguments.first == "worker" { return try Workers.run(Array(arguments.dropFirst())) }
      let isFull = take("--full", from: &arguments)
      let isBuilding = take("--build", from: &arguments)
      var kaudit = "\(Scratch.root)/.build/release/kaudit"
      if let place = arguments.firstIndex(of: "--kaudit"), place + 1 < arguments.count {
        kaudit = arguments[place + 1]
        arguments.removeSubrange(place...place + 1)
      }
      guard arguments.allSatisfy({ name in rows.contains { $0.name == name } }) else {
        print(usage)
        exit(arguments == ["--help"] ? 0 : 64)
      }
      guard let program = realpath("/proc/self/exe", nil), access(kaudit, X_OK) == 0 else {
        throw Trouble("there is no \(kaudit): `make build` makes it")
      }
      defer { free(program) }
      let bench = Bench(program: String(cString: program), kaudit: kaudit, isFull: isFull)
      try bench.measure(arguments, isBuilding)
    } catch {
      Scratch.remove()
      say("bench: \(error)")
      exit(1)
    }
    Scratch.remove()
  }

  private func measure(_ names: [String], _ isBuilding: Bool) throws {
    setenv("KAUDIT_SHARE", Scratch.root, 1)
    try Limits.compile()
    var figures: [Figure] = []
    for row in Self.rows where names.isEmpty || names.contains(row.name) {
      say("measuring \(row.name) …")
      figures += try row.measure(self)
    }
    if isBuilding {
      say("building and testing …")
      figures += try BuildRow.measure(self)
    }
    print("Each figure beside a C program that does only the unavoidable; in turn, best of several.\n")
    print(Figure.table(figures))
  }

  private static func take(_ flag: String, from arguments: inout [String]) -> Bool {
    guard let place = arguments.firstIndex(of: flag) else { return false }
    arguments.remove(at: place)
    return true
  }

  // MARK: - What the rows run

  /// A C program; it tells its own times.
  func limit(_ name: String, _ arguments: [String], wall: Bool = false, _ best: inout Best) throws {
    let child = try Child(Limits.path(name), arguments)
    best.take(child, cpu: try child.number("cpu"), wall: wall ? try child.number("wall") : nil)
  }

  /// This program again, doing one piece of work; it tells its own times.
  func worker(
    _ work: String, _ path: String, _ count: String, wall: Bool = false, _ best: inout Best
  ) throws {
    let child = try Child(program, ["worker", work, path, count])
    best.take(child, cpu: try child.number("cpu"), wall: wall ? try child.number("wall") : nil)
  }

  /// Kaudit on an example, which may wait for people.
  func example(_ arguments: [String]) throws -> Child {
    try Child(kaudit, arguments + (arguments[0] == "run" ? ["--as", "蒋立群"] : []), codes: [0, 3])
  }
}

/// What is said while measuring, beside the table.
func say(_ line: String) {
  var bytes = Array("\(line)\n".utf8)
  _ = write(2, &bytes, bytes.count)
}
