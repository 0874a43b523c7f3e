@preconcurrency import CEdit
import Glibc

/// The line where a person types, with the editing that terminals are expected to have.
///
/// While it waits, nothing is open and nothing is locked. Signals that end a program are taken up here and nowhere else,
/// so that they never fall into the middle of recording.
final class Prompt {
  /// What came instead of a line.
  enum End: Equatable {
    /// Ctrl-D on an empty line, or nothing more to read.
    case endOfInput
    /// Ctrl-C.
    case interrupted
    /// The program shall end: the signal.
    case terminated(Int32)
  }

  enum Line: Equatable {
    case typed(String)
    case ended(End)
  }

  /// What the reader of characters met; libedit calls it without saying for whom.
  nonisolated(unsafe) private static var met: End?
  nonisolated(unsafe) private static var signals: Int32 = -1

  init() {
    Self.speakUTF8()
    Self.signals = Self.takeSignals()

    rl_getc_function = { _ in Prompt.nextCharacter() }
    rl_initialize()
    // Names of files are no answers.
    rl_bind_key(9, rl_insert)
    stifle_history(200)
  }

  /// Waits for a line.
  func line(_ prompt: String) -> Line {
    Self.met = nil
    guard let typed = readline(prompt) else {
      if Self.met == nil { print("") }
      return .ended(Self.met ?? .endOfInput)
    }
    defer { free(typed) }
    if let met = Self.met { return .ended(met) }
    let text = String(cString: typed)
    if text.contains(where: { !$0.isWhitespace }) { add_history(typed) }
    return .typed(text)
  }

  /// Characters are of several bytes and of two columns, whatever the locale says.
  private static func speakUTF8() {
    setlocale(LC_ALL, "")
    let codeset = nl_langinfo(CInt(CODESET)).map { String(cString: $0) }
    if codeset != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
  }

  /// Keeps back the signals that would end the program, and gives where they can be read.
  private static func takeSignals() -> Int32 {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, signal) }
    sigprocmask(SIG_BLOCK, &set, nil)
    return signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
  }

  /// The next character that is typed, or -1 when there is none any more.
  private static func nextCharacter() -> Int32 {
    var character: UInt32 = 0
    var missing = 0
    while true {
      guard let byte = nextByte() else { return -1 }
      switch byte {
      case 0x00..<0x80: return Int32(byte)
      case 0x80..<0xC0 where missing > 0:
        character = character << 6 | UInt32(byte & 0x3F)
        missing -= 1
        if missing == 0 { return Int32(bitPattern: Unicode.Scalar(character)?.value ?? 0xFFFD) }
      case 0xC0..<0xE0: (character, missing) = (UInt32(byte & 0x1F), 1)
      case 0xE0..<0xF0: (character, missing) = (UInt32(byte & 0x0F), 2)
      case 0xF0..<0xF8: (character, missing) = (UInt32(byte & 0x07), 3)
      default: return 0xFFFD
      }
    }
  }

  private static func nextByte() -> UInt8? {
    while true {
      var waiting = [
        pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
        pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 2, -1) >= 0 else {
        if errno == EINTR { continue }
        return ended(.endOfInput)
      }
      if waiting[0].revents != 0 {
        var info = signalfd_siginfo()
        guard read(signals, &info, MemoryLayout.size(ofValue: info)) > 0 else { continue }
        let signal = Int32(bitPattern: info.ssi_signo)
        return ended(signal == SIGINT ? .interrupted : .terminated(signal))
      }
      guard waiting[1].revents != 0 else { continue }
      var byte: UInt8 = 0
      let count = read(0, &byte, 1)
      if count == 1 { return byte }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      return ended(count == 0 ? .endOfInput : .terminated(SIGHUP))
    }
  }

  private static func ended(_ end: End) -> UInt8? {
    met = end
    return nil
  }
}

/// The width of the terminal in columns.
enum Terminal {
  static var width: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(120, max(20, Int(size.ws_col)))
  }

  /// Whether a person sits at it, reading and typing.
  static var isThere: Bool { isatty(0) == 1 && isatty(1) == 1 }
}
