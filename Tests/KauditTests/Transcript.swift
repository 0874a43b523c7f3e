import Foundation

/// A Markdown file whose `console` blocks are run against the built binary and compared line by line.
///
/// Lines that begin with `$ ` are typed; what follows is what the terminal shows, standard error too. `...` stands for
/// any number of lines, and `[exit 3]` for an exit code that is not 0. What is typed after `<<'END'` goes on to the line
/// `END`. Commands that begin with `make` or `git clone` are for `.ci/run`, which runs them in a fresh clone.
struct Transcript {
  struct Command {
    /// The last line that is typed; what the terminal shows stands below it.
    var line: Int
    var text: String
    var expected: [String]
  }

  private(set) var commands: [Command] = []
  private let lines: [String]

  init(_ text: String) {
    lines = text.components(separatedBy: "\n")
    var isConsole = false
    var ending: String?
    for (number, line) in lines.enumerated() {
      if let end = ending {
        commands[commands.count - 1].text += "\n" + line
        commands[commands.count - 1].line = number
        if line == end { ending = nil }
      } else if line.hasPrefix("```") {
        isConsole = line == "```console"
      } else if isConsole, line.hasPrefix("$ ") {
        commands.append(Command(line: number, text: String(line.dropFirst(2)), expected: []))
        ending = Self.ending(of: line)
      } else if isConsole, !commands.isEmpty {
        commands[commands.count - 1].expected.append(line)
      }
    }
  }

  /// The line that ends a text typed after the command, as `END` does in `cat > file <<'END'`.
  private static func ending(of command: String) -> String? {
    let parts = command.components(separatedBy: "<<'")
    return parts.count == 2 ? parts[1].components(separatedBy: "'").first : nil
  }

  static func isForContinuousIntegration(_ command: String) -> Bool {
    command.hasPrefix("make ") || command.hasPrefix("git clone")
  }

  /// Runs a command in a folder and gives what the terminal shows.
  static func run(_ command: String, in folder: URL) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var lines = String(decoding: output, as: UTF8.self).components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    if process.terminationStatus != 0 { lines.append("[exit \(process.terminationStatus)]") }
    return lines
  }

  /// Nothing of the machine: a fixed time, person and seed, and the binary of this build.
  static var environment: [String: String] {
    [
      "PATH": "\(products.path):/usr/bin:/bin", "KAUDIT_NOW": "2026-02-02T09:00:00Z",
      "KAUDIT_PERSON": "Ada Lovelace",
      "KAUDIT_SEED": "1", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
    ]
  }

  /// Where this build keeps its programs.
  static var products: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
  }

  /// Whether the output is what is expected, `...` standing for anything.
  static func matches(_ output: [String], _ expected: [String]) -> Bool {
    guard let first = expected.first else { return output.isEmpty }
    if first == "..." {
      let rest = Array(expected.dropFirst())
      return (0...output.count).contains { matches(Array(output.dropFirst($0)), rest) }
    }
    return output.first == first && matches(Array(output.dropFirst()), Array(expected.dropFirst()))
  }

  /// The text with what was shown now in place of what was expected.
  func recorded(_ outputs: [Int: [String]]) -> String {
    var text: [String] = []
    var replaced: Range<Int>?
    for (number, line) in lines.enumerated() {
      if let lines = replaced, lines.contains(number) { continue }
      text.append(line)
      guard let output = outputs[number], let command = commands.first(where: { $0.line == number }) else {
        continue
      }
      text += output
      replaced = number..<(number + 1 + command.expected.count)
    }
    return text.joined(separator: "\n")
  }
}
