import Diagnostics
import YAMLTree

/// Collects what is wrong while files are read, so that all of it is said in one run.
///
/// Of more mistakes than anybody would read in one run, the number is said.
final class Findings {
  /// So many mistakes are told, and so many warnings.
  static let most = 1_000

  private var told: [Diagnostic] = []
  private(set) var errorCount = 0
  private var warningCount = 0
  /// How many were found after that.
  private var untold = (mistakes: 0, warnings: 0)

  /// What is told; it costs nothing to make once enough is told.
  func add(_ diagnostic: @autoclosure () -> Diagnostic) {
    guard errorCount < Self.most else {
      errorCount += 1
      untold.mistakes += 1
      return
    }
    let diagnostic = diagnostic()
    guard diagnostic.severity == .error || warningCount < Self.most else {
      untold.warnings += 1
      return
    }
    keep(diagnostic)
  }

  /// Adds what says more precisely what was found at the same place already.
  func add(_ diagnostic: Diagnostic, insteadOf code: String) {
    if let place = told.lastIndex(where: {
      $0.code == code && $0.span?.start == diagnostic.span?.start
    }) {
      if told.remove(at: place).severity == .error { errorCount -= 1 } else { warningCount -= 1 }
    }
    add(diagnostic)
  }

  /// Adds what was found in a text as a whole, which has a limit of its own.
  func add(_ more: [Diagnostic]) { for diagnostic in more { keep(diagnostic) } }

  private func keep(_ diagnostic: Diagnostic) {
    told.append(diagnostic)
    if diagnostic.severity == .error { errorCount += 1 } else { warningCount += 1 }
  }

  var hasErrors: Bool { errorCount > 0 }

  /// All that is told, and at last how much is not.
  var diagnostics: [Diagnostic] {
    var all = told
    if untold.mistakes > 0 { all.append(.untold(untold.mistakes, .error, after: told)) }
    if untold.warnings > 0 { all.append(.untold(untold.warnings, .warning, after: told)) }
    return all
  }
}

extension Diagnostic {
  fileprivate static func untold(_ count: Int, _ severity: Severity, after told: [Diagnostic]) -> Diagnostic {
    let what = severity == .error ? "mistakes" : "warnings"
    return Diagnostic(
      "too-many-mistakes", "only \(Findings.most) \(what) are told; \(count) more were counted",
      at: told.inOrder().last?.span, severity: severity, help: "mend these first; the others are told then")
  }
}

extension Findings {
  /// Says that `node` is something else than was expected.
  func expected(_ what: String, at node: YAMLNode, help: String? = nil) {
    add(
      Diagnostic(
        "wrong-kind", "\(what) is expected, but this is \(node.inWords)", at: node.useSpan, help: help))
  }
}

extension YAMLNode {
  /// What stands here, in the words of an author.
  var inWords: String {
    switch kind {
    case .scalar where isNull: "nothing"
    case .scalar where textLength > 40: "a text"
    case .scalar: "`\(text)`"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    }
  }
}

/// Names in backticks, joined for a sentence.
func listed(_ names: some Sequence<String>) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

/// The help that offers the nearest name, if one is near.
func didYouMean(_ name: String, _ candidates: some Sequence<String>) -> String? {
  nearest(to: name, among: candidates).map { "did you mean `\($0)`?" }
}
