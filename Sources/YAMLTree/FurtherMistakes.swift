import Diagnostics

/// The mistakes behind the one at which reading breaks off: its lines are taken out, and the text is read once more.
struct FurtherMistakes {
  private let source: SourceFile
  private let skipped: Int
  private let limits: YAMLLimits

  init(in source: SourceFile, skipping skipped: Int, _ limits: YAMLLimits) {
    self.source = source
    self.skipped = skipped
    self.limits = limits
  }

  /// What is told of the text behind a mistake; `bracket` is the outermost that was open there.
  func behind(_ mistake: Diagnostic, bracket: SourceSpan?) -> [Diagnostic] {
    var (mistake, bracket, text) = (mistake, bracket, source)
    var removed: [MistakenLines] = []
    var mistakes: [Diagnostic] = []
    var others: [Diagnostic] = []
    var unread = limits.rereadBytes
    while let span = mistake.span, mistake.code != "unreadable-yaml" {
      let lines = MistakenLines(of: mistake, at: span, in: bracket, text)
      if let last = removed.last {
        // What begins among the lines that were taken out follows from them.
        guard span.start.line > last.last else { break }
        guard mistakes.count < limits.syntaxMistakes else {
          mistakes.append(.tooManySyntaxMistakes(limits, at: span))
          break
        }
        // Which of its lines is the wrong one cannot be told, where some are missing.
        let isSure = mistake.code != "bad-indentation" || !lines.isBlock || lines.first > last.last
        if isSure { mistakes.append(mistake) }
      }
      unread -= text.bytes.count
      removed.append(lines)
      guard lines.last < text.lineCount, unread >= 0 else { break }
      text = lines.removed()
      var builder = TreeBuilder(source: text, skipping: skipped, limits: limits)
      let ending = text.bytes.withUnsafeBufferPointer { bytes in
        LibYAML.read(UnsafeBufferPointer(rebasing: bytes[skipped...]), into: &builder)
      }
      let outermost = builder.outermostBracket
      var next: Diagnostic?
      if case .mistake(let syntax) = ending { next = syntax.explained(in: text, after: builder) }
      if ending != .complete { builder.closeEverything() }
      others = builder.diagnostics
      if let last = others.last, last.isExplained(by: next) { others.removeLast() }
      guard let next else { break }
      (mistake, bracket) = (next, outermost)
    }
    let behind = removed.first?.last ?? .max
    return (mistakes + others.filter { $0.isSure(behind: behind) }).map { $0.placed(in: source) }
  }
}

extension Diagnostic {
  /// Whether it would be told of the whole text as well: what an alias stands for may be among the lines that are not read.
  fileprivate func isSure(behind line: Int) -> Bool {
    code != "unknown-alias" && span.map { $0.start.line > line } ?? false
  }

  /// The same of another text with the same lines.
  fileprivate func placed(in source: SourceFile) -> Diagnostic {
    var placed = self
    placed.span = span.map { SourceSpan(file: source, start: $0.start, end: $0.end) }
    for at in notes.indices {
      placed.notes[at].span = notes[at].span.map { SourceSpan(file: source, start: $0.start, end: $0.end) }
    }
    return placed
  }

  fileprivate static func tooManySyntaxMistakes(_ limits: YAMLLimits, at span: SourceSpan?) -> Diagnostic {
    Diagnostic(
      "too-many-mistakes",
      "there are more than \(limits.syntaxMistakes) places that cannot be read; from here on nothing was looked at",
      at: span)
  }
}
