import Diagnostics
import Glibc
import Synchronization

/// Where words go: results to standard output, everything else to standard error.
struct Console {
  static let standard = Console(isColoured: showsColour(2), colourOfResults: showsColour(1))

  let isColoured: Bool
  /// Whether results are shown in colour; they may go elsewhere than remarks do.
  private let colourOfResults: Bool

  private static func showsColour(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && getenv("NO_COLOR") == nil
      && getenv("TERM").map { String(cString: $0) } != "dumb"
  }

  /// Writes one line of a result. Whatever would steer a terminal, or look like another line, is shown escaped: answers
  /// and names come from anybody.
  func print(_ line: String) { write(displayText(line) + "\n", to: 1) }

  /// Writes one line of a result in a colour, where the terminal shows colours.
  func print(_ line: String, colour: String) {
    guard colourOfResults else { return print(line) }
    write("\u{1B}[\(colour)m\(displayText(line))\u{1B}[0m\n", to: 1)
  }

  /// Writes JSON.
  func printJSON(_ json: String) { write(displayJSON(json) + "\n", to: 1) }

  /// Writes lines that a machine reads, whose contents were made harmless already.
  func printCommands(_ lines: String) { write(lines, to: 1) }

  /// Whether a person reads the remarks.
  var isTerminal: Bool { isatty(2) == 1 }

  /// Writes a line of a remark that is no result.
  func remark(_ line: String) { write(displayText(line) + "\n", to: 2) }

  func say(_ diagnostics: [Diagnostic]) {
    let printer = DiagnosticPrinter(colour: isColoured)
    // Each once, although a workflow may have been read for several files.
    let diagnostics = diagnostics.inOrder()
    for diagnostic in diagnostics { write(printer.text(diagnostic) + "\n", to: 2) }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    guard !diagnostics.isEmpty else { return }
    let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
    remark(counts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", "))
  }

  func say(_ stop: Stop) {
    say(stop.diagnostics)
    let word = stop.code == .refused ? "refused" : "error"
    for (number, line) in stop.message.split(separator: "\n").enumerated() {
      write((number == 0 ? "\(coloured(word, "31")): " : "") + displayText(line) + "\n", to: 2)
    }
    if let help = stop.help { remark("help: \(help)") }
  }

  private func coloured(_ word: String, _ code: String) -> String {
    isColoured ? "\u{1B}[1;\(code)m\(word)\u{1B}[0m" : word
  }

  /// Writes all bytes. What cannot be written does not end the work: a record is closed properly first.
  private func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, rest.count > 0 {
        let written = Glibc.write(descriptor, start, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          if descriptor == 1 { Self.failure.withLock { $0 = $0 ?? errno } }
          return
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
  }

  /// Why a result could not be written, if it could not.
  private static let failure = Mutex<Int32?>(nil)

  /// Ends with an error when a result could not be written; a reader who has gone (`kaudit log | head`) is no fault.
  func requireWritten(else code: Int32 = Stop.Code.disk.rawValue) {
    guard let failure = Self.failure.withLock({ $0 }), failure != EPIPE else { return }
    remark("error: the result could not be written: \(String(cString: strerror(failure)).lowercased())")
    exit(code)
  }
}
