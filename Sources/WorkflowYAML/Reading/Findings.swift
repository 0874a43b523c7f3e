import Diagnostics
import YAMLTree

/// Collects what is wrong while files are read, so that all of it is said in one run.
final class Findings {
  private(set) var diagnostics: [Diagnostic] = []

  private(set) var errorCount = 0

  func add(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    if diagnostic.severity == .error { errorCount += 1 }
  }
  /// Adds what says more precisely what was found at the same place already.
  func add(_ diagnostic: Diagnostic, insteadOf code: String) {
    if let place = diagnostics.lastIndex(where: {
      $0.code == code && $0.span?.start == diagnostic.span?.start
    }) {
      if diagnostics.remove(at: place).severity == .error { errorCount -= 1 }
    }
    add(diagnostic)
  }

  func add(_ more: [Diagnostic]) { for diagnostic in more { add(diagnostic) } }

  var hasErrors: Bool { errorCount > 0 }
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

/// The help for a step that an included workflow calls so, but not the workflow around it.
func includedAs(_ name: String, _ candidates: some Sequence<String>) -> String? {
  let meant = candidates.filter { $0.hasSuffix("_\(name)") }
  return meant.isEmpty || meant.count > 3
    ? nil : "did you mean \(meant.map { "`\($0)`" }.joined(separator: " or "))?"
}
