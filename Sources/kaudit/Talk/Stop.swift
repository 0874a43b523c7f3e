import Diagnostics
import Glibc

/// Why a command ends before its work is done, and with which exit code.
struct Stop: Error {
  let code: Code
  /// What is wrong, and lines of what belongs to it.
  let message: String
  let help: String?
  let diagnostics: [Diagnostic]

  enum Code: Int32 {
    case done = 0
    case faulty = 1
    case refused = 2
    case waits = 3
    case usage = 64
    case fault = 70
    case disk = 74
  }

  init(_ code: Code, _ message: String, help: String? = nil, diagnostics: [Diagnostic] = []) {
    self.code = code
    self.message = message
    self.help = help
    self.diagnostics = diagnostics
  }

  /// What is wrong with a file, place by place.
  static func faulty(_ diagnostics: [Diagnostic]) -> Stop { Stop(.faulty, "", diagnostics: diagnostics) }
}

func exitProcess(_ code: Stop.Code) -> Never {
  Console.standard.requireWritten()
  exit(code.rawValue)
}
