import Diagnostics
import Glibc

/// Where words go: results to standard output, everything else to standard error.
struct Console {
  static let standard = Console(
    isColoured: isatty(2) == 1 && getenv("NO_COLOR") == nil
      && getenv("TERM").map { String(cString: $0) } != "dumb")

  let isColoured: Bool

  /// Writes a result.
  func print(_ text: String) { write(text + "\n", to: 1) }

  /// Writes a remark that is no result.
  func remark(_ text: String) { write(text + "\n", to: 2) }

  func say(_ diagnostics: [Diagnostic]) {
    let printer = DiagnosticPrinter(colour: isColoured)
    for diagnostic in diagnostics.inOrder() { remark(printer.text(diagnostic)) }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    guard !diagnostics.isEmpty else { return }
    let counts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
    remark(counts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", "))
  }

  func say(_ stop: Stop) {
    say(stop.diagnostics)
    let word = stop.code == .refused ? "refused" : "error"
    if !stop.message.isEmpty { remark("\(coloured(word, "31")): \(stop.message)") }
    if let help = stop.help { remark("help: \(help)") }
  }

  private func coloured(_ word: String, _ code: String) -> String {
    isColoured ? "\u{1B}[1;\(code)m\(word)\u{1B}[0m" : word
  }

  /// All bytes, or a stop: a result that could not be written must not look like one that was.
  private func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, rest.count > 0 {
        let written = Glibc.write(descriptor, start, rest.count)
        if written < 0 {
          if errno == EINTR { continue }
          // The reader has gone (`kaudit log | head`): that is no fault.
          exit(errno == EPIPE ? Stop.Code.done.rawValue : Stop.Code.disk.rawValue)
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
  }
}
