import Foundation
import TestSupport

/// A writer in a process of its own (`Tests/RecordWriter`), to be killed, starved or raced.
final class Writer {
  private let process = Process()
  private let output = Pipe()

  init(_ folder: Folder, count: Int, prefix: String, waiting seconds: Double = 0, limit: Int? = nil) throws {
    let mine = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let beside = URL(fileURLWithPath: mine).deletingLastPathComponent().appendingPathComponent("RecordWriter")
    process.executableURL = beside
    process.arguments =
      [folder.record, fixturePath("small.yaml"), "\(count)", prefix, "\(seconds)"]
      + (limit.map { ["\($0)"] } ?? [])
    process.standardOutput = output
    try process.run()
  }

  var pid: Int { Int(process.processIdentifier) }

  /// Reads until that many answers were acknowledged.
  func lines(atLeast count: Int) -> [String] {
    var text: [UInt8] = []
    while text.count(where: { $0 == 0x0A }) < count {
      let more = next()
      guard !more.isEmpty else { break }
      text += more
    }
    return Self.lines(text)
  }

  /// Kills it and gives what it said since.
  func kill() -> [String] {
    Foundation.kill(process.processIdentifier, SIGKILL)
    return finish()
  }

  /// Waits for its end and gives what it said since.
  func finish() -> [String] {
    var rest: [UInt8] = []
    while case let more = next(), !more.isEmpty { rest += more }
    process.waitUntilExit()
    return Self.lines(rest)
  }

  /// What it says next; nothing at its end. (`FileHandle` traps when a signal interrupts it.)
  private func next() -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(output.fileHandleForReading.fileDescriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      return Array(chunk.prefix(max(0, count)))
    }
  }

  var status: Int { Int(process.terminationStatus) }

  private static func lines(_ data: [UInt8]) -> [String] {
    String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

extension [String] {
  /// The keys whose answers were acknowledged.
  var acknowledged: [String] { filter { $0.hasPrefix("ack ") }.map { String($0.dropFirst(4)) } }
}
