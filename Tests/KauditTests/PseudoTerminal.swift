import Foundation
import Glibc

/// A program at a terminal of its own: what it shows is read, and lines are typed as a person would.
final class PseudoTerminal {
  private let controller: Int32
  private(set) var pid: pid_t = 0
  /// Everything that was shown, byte by byte.
  private(set) var shown: [UInt8] = []
  private var isOver = false
  private var isClosed = false

  // As Linux defines them; Swift does not import them.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Starts a shell command with the terminal as its input, output and controlling terminal.
  init(_ command: String, in folder: URL, environment: [String: String], columns: Int, rows: Int) throws {
    controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: Int32 = 0
    var isLocked: Int32 = 0
    guard controller >= 0, ioctl(controller, Self.setLock, &isLocked) == 0,
      ioctl(controller, Self.getNumber, &number) == 0
    else { throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))") }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened first in a session of its own, it becomes the terminal that Ctrl-C comes from.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    let arguments = ["/bin/bash", "-c", "cd '\(folder.path)' && \(command)"]
    var strings = (arguments + [""] + environment.map { "\($0.key)=\($0.value)" } + [""]).map { text in
      text.isEmpty ? nil : strdup(text)
    }
    defer { for string in strings { free(string) } }
    let failure = strings.withUnsafeMutableBufferPointer { strings in
      guard let start = strings.baseAddress else { return ENOMEM }
      return posix_spawn(&pid, "/bin/bash", &actions, &attributes, start, start + arguments.count + 1)
    }
    guard failure == 0 else {
      throw Failure(description: "cannot start: \(String(cString: strerror(failure)))")
    }
  }

  deinit {
    if !isOver {
      kill(pid, SIGKILL)
      _ = end()
    }
    if !isClosed { close(controller) }
  }

  /// Types text as it is; `\r` is the Enter key.
  func type(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }

  /// Reads on until what was shown since `start` is as wanted.
  func read(from start: Int, within seconds: Double = 30, until isEnough: (String) -> Bool) throws -> String {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      let text = Self.plain(shown[start...])
      if isEnough(text) { return text }
      guard Date() < deadline else {
        throw Failure(description: "waited \(seconds) s in vain; shown was:\n\(text)")
      }
      guard readMore() else { throw Failure(description: "the program ended; shown was:\n\(text)") }
    }
  }

  /// Waits until the program takes keys one by one: what is typed before, the terminal would show by itself.
  func awaitKeyMode(within seconds: Double = 30) throws {
    let deadline = Date().addingTimeInterval(seconds)
    while isInUsualMode {
      guard Date() < deadline else { throw Failure(description: "no line is edited") }
      usleep(1_000)
    }
  }

  /// Reads to the end and gives what was shown since `start`, and how the program ended.
  func finish(from start: Int, within seconds: Double = 30) throws -> (shown: String, status: Int32) {
    let deadline = Date().addingTimeInterval(seconds)
    while readMore() {
      guard Date() < deadline else {
        throw Failure(description: "does not end; shown was:\n\(Self.plain(shown[start...]))")
      }
    }
    return (Self.plain(shown[start...]), end())
  }

  /// The terminal goes away, as when a window is closed; how the program ended.
  func hangUp() -> Int32 {
    close(controller)
    isClosed = true
    return end()
  }

  private func end() -> Int32 {
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    isOver = true
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// Whether lines are edited by the terminal again, as they were before the program.
  var isInUsualMode: Bool {
    var mode = termios()
    return tcgetattr(controller, &mode) == 0 && mode.c_lflag & UInt32(ICANON | ECHO) == UInt32(ICANON | ECHO)
  }

  /// Takes in what comes within a tenth of a second; false at the end.
  private func readMore() -> Bool {
    var waiting = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard poll(&waiting, 1, 100) > 0 else { return true }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(controller, &chunk, chunk.count)
    if count < 0, errno == EINTR { return true }
    guard count > 0 else { return false }
    shown += chunk[..<count]
    return true
  }

  /// Without what only moves the cursor.
  private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
    let moves: Set<UInt8> = [0x07, 0x0D]
    return String(decoding: bytes.filter { !moves.contains($0) }, as: UTF8.self)
      .replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "")
  }
}
