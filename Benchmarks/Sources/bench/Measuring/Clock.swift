import Glibc

/// The clocks of this process, in seconds.
enum Clock {
  static var wall: Double { read(CLOCK_MONOTONIC) }
  static var cpu: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

  /// The least CPU time that `body` takes in some rounds; what it makes is let go outside the time.
  static func best<Made>(of rounds: Int, _ body: () throws -> Made) throws -> (cpu: Double, made: Made) {
    var start = cpu
    var made = try body()
    var best = cpu - start
    for _ in 1..<max(1, rounds) {
      start = cpu
      made = try body()
      best = min(best, cpu - start)
    }
    return (best, made)
  }
}

/// The best of several runs: the least of each figure, over all of them.
struct Best {
  private(set) var cpu = Double.infinity
  private(set) var wall = Double.infinity
  private(set) var memory = Int.max
  /// The newest run, for what does not change from run to run.
  private(set) var last: Child?

  mutating func take(_ child: Child, cpu: Double? = nil, wall: Double? = nil) {
    self.cpu = min(self.cpu, cpu ?? child.cpu)
    self.wall = min(self.wall, wall ?? child.wall)
    memory = min(memory, child.memory)
    last = child
  }

  func number(_ name: String) throws -> Double {
    guard let last else { throw Trouble("nothing was run") }
    return try last.number(name)
  }
}

/// Runs things in turn, so that whatever else the machine does meets them alike, and keeps the best of each.
func interleaved(_ rounds: Int, _ runs: (inout Best) throws -> Void...) throws -> [Best] {
  var best = runs.map { _ in Best() }
  for _ in 0..<rounds {
    for (place, run) in runs.enumerated() { try run(&best[place]) }
  }
  return best
}
