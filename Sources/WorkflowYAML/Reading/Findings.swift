import Diagnostics
import YAMLTree

/// Collects what is wrong while files are read, so that all of it is said in one run.
///
/// Of more mistakes than anybody would read in one run, the number is said.
final class Findings {
  /// A slip of the keyboard among what is told.
  struct Slip {
    fileprivate let place: Int
  }

  /// So many mistakes are told, and so many warnings.
  static let most = 1_000

  private var told: [Diagnostic] = []
  /// Where among those the slips of the keyboard stand, which explain other mistakes or are told more precisely.
  private var slips: [Int] = []
  private(set) var errorCount = 0
  private var warningCount = 0
  /// How many were found after that.
  private var untold = (mistakes: 0, warnings: 0)
  /// Where texts begin that were told to be cut: that they say nothing sensible is no second mistake.
  var cutTexts: Set<Position> = []

  /// What is told; it costs nothing to make once enough is told.
  func add(_ diagnostic: @autoclosure () -> Diagnostic) {
    guard !isFull else {
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
    dismiss(code, at: diagnostic.span?.start)
    add(diagnostic)
  }

  /// Adds what was found in a text as a whole, which has a limit of its own.
  func add(_ more: [Diagnostic]) { for diagnostic in more { keep(diagnostic) } }

  private func keep(_ diagnostic: Diagnostic) {
    if Self.slips.contains(diagnostic.code) { slips.append(told.count) }
    told.append(diagnostic)
    if diagnostic.severity == .error { errorCount += 1 } else { warningCount += 1 }
  }

  /// Takes back a slip that was told at a place, because something else says more precisely what is wrong there.
  func dismiss(_ slip: String, at place: Position?) {
    if let at = slips.last(where: { told[$0].code == slip && told[$0].span?.start == place }) {
      takeBack(at)
    }
  }

  private func takeBack(_ at: Int) {
    if told.remove(at: at).severity == .error { errorCount -= 1 } else { warningCount -= 1 }
    slips = slips.filter { $0 != at }.map { $0 > at ? $0 - 1 : $0 }
  }

  /// The same for every slip of a code that was told of what stands between two places of a file.
  func dismiss(_ slip: String, within places: Range<Position>, of file: SourceFile) {
    // From the last on, so that those before stay where they are.
    for at in slips.reversed() where told[at].code == slip {
      let spans = [told[at].span] + told[at].notes.map(\.span)
      if spans.contains(where: { $0?.file === file && $0.map { places.contains($0.start) } == true }) {
        takeBack(at)
      }
    }
  }

  /// Whether what stands right before a key was told to be a tag.
  func wasTag(before key: YAMLNode) -> Bool {
    let place = key.span.start
    return slips.contains { slip in
      guard told[slip].code == "tag", let end = told[slip].span?.end else { return false }
      return end.line == place.line && end.column <= place.column && place.column - end.column <= 1
    }
  }

  var hasErrors: Bool { errorCount > 0 }

  /// Whether further mistakes are only counted.
  var isFull: Bool { errorCount >= Self.most }

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
    if !isFull, let slip = slip(explaining: node) { return blame(slip) }
    add(
      Diagnostic(
        "wrong-kind", "\(what) is expected, but this is \(node.inWords)", at: node.useSpan,
        help: help ?? node.helpForNothing))
  }

  /// The slip of the keyboard that was told inside a node, so that it is no wonder that it is something else.
  func slip(explaining node: YAMLNode) -> Slip? {
    let span = node.useSpan
    let place = slips.first { place in
      guard let slip = told[place].span else { return false }
      // `{…, word}`: nothing stands behind the word, which was told to be no key.
      let code = told[place].code
      if code == "key-without-colon" { return slip.end == span.start }
      guard Self.explaining.contains(code), slip.file === span.file else { return false }
      // A tag has taken the whole text, so that nothing stands behind it.
      if code == "tag", slip.start <= span.start, span.start <= slip.end { return true }
      return span.start <= slip.start && slip.start <= span.end
    }
    return place.map(Slip.init)
  }

  /// Makes a mistake of a slip that something is wrong because of, where it was only warned of.
  func blame(_ slip: Slip) {
    guard told[slip.place].severity == .warning else { return }
    told[slip.place].severity = .error
    warningCount -= 1
    errorCount += 1
  }

  /// What a value that holds it cannot help being.
  private static let explaining: Set<String> = [
    "full-width-colon", "ideographic-space", "unknown-alias", "tag", "text-cut-at-hash",
    "alias-inside-itself",
  ]

  private static let slips = explaining.union([
    "key-without-colon", "duplicate-key", "empty-key", "unknown-key",
  ])
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

extension YAMLNode {
  /// How a word is written that YAML takes for nothing, or for the mark of a place.
  fileprivate var helpForNothing: String? {
    guard kind == .scalar, isNull else { return nil }
    if textLength > 0 {
      return "without quotes `\(text)` means nothing; if the word is meant, write `\"\(text)\"`"
    }
    let line = String(decoding: span.file.line(span.start.line), as: UTF8.self)
    let before = line.unicodeScalars.prefix(span.start.column - 1)
    guard let mark = before.split(separator: " ").last, mark.first == "&" else { return nil }
    let word = String(mark)
    return "`\(word)` only marks a place; if it is text, write `\"\(word)\"`"
  }
}

/// The help for a step that an included workflow calls so, but not the workflow around it.
func includedAs(_ name: String, _ candidates: some Sequence<String>) -> String? {
  let meant = candidates.filter { $0.hasSuffix("_\(name)") }
  return meant.isEmpty || meant.count > 3
    ? nil : "did you mean \(meant.map { "`\($0)`" }.joined(separator: " or "))?"
}
