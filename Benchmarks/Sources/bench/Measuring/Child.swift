import Glibc

/// A program that ran to its end: what it took and what it said.
struct Child {
  let code: Int32
  /// User and system time.
  let cpu: Double
  let wall: Double
  /// The most memory it had, in bytes.
  let memory: Int
  let output: String

  /// Runs a program; a code that is not among `codes` is an error.
  init(
    _ program: String, _ arguments: [String], codes: Set<Int32> = [0],
    environment: [String: String] = [:]
  ) throws {
    for (name, value) in environment { setenv(name, value, 1) }
    let output = "\(Scratch.folder)/output"
    let errors = "\(Scratch.folder)/errors"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
    var vector = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for argument in vector { free(argument) } }
    var process = pid_t()
    let start = Clock.wall
    let failure = posix_spawnp(&process, program, &actions, nil, &vector, environ)
    guard failure == 0 else {
      throw Trouble("cannot run \(program): \(String(cString: strerror(failure)))")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw Trouble("cannot wait for \(program)") }
    }
    wall = Clock.wall - start
    cpu = Clock.seconds(usage.ru_utime) + Clock.seconds(usage.ru_stime)
    memory = usage.ru_maxrss << 10
    code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    self.output = try Scratch.text(output)
    guard codes.contains(code) else {
      let said = String(try Scratch.text(errors).prefix(600))
      throw Trouble("\(program) \(arguments.joined(separator: " ")) ended with \(code): \(said)")
    }
  }

  /// The number that a line `name number` of the output gives.
  func number(_ name: String) throws -> Double {
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count == 2, words[0] == name, let number = Double(words[1]) { return number }
    }
    throw Trouble("a program does not tell its `\(name)`: \(output.prefix(200))")
  }

  /// Whether a program can be found.
  static func exists(_ program: String) -> Bool {
    (try? Child("sh", ["-c", "command -v \(program)"])) != nil
  }
}

/// Why nothing could be measured.
struct Trouble: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
