/// One thing wrong with a text: what, where, why, and what would mend it.
public struct Diagnostic: Sendable, Error, Hashable {
  public enum Severity: String, Sendable, CaseIterable {
    case error
    case warning
  }

  /// Another place that belongs to the story, or a remark without one.
  public struct Note: Sendable, Hashable {
    public var message: String
    public var span: SourceSpan?

    public init(_ message: String, at span: SourceSpan? = nil) {
      self.message = message
      self.span = span
    }
  }

  public var severity: Severity
  public var code: String
  public var message: String
  public var span: SourceSpan?
  public var notes: [Note]
  public var help: String?

  public init(
    _ code: String, _ message: String, at span: SourceSpan?, severity: Severity = .error,
    notes: [Note] = [], help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.notes = notes
    self.help = help
  }
}

extension Sequence<Diagnostic> {
  /// Each diagnostic once: those without a place first, then file by file as the files first appear, from top to bottom.
  public func inOrder() -> [Diagnostic] {
    var fileOrder: [String: Int] = [:]
    var seen: Set<Diagnostic> = []
    var kept: [(file: Int, place: Position, given: Int, diagnostic: Diagnostic)] = []
    for diagnostic in self where seen.insert(diagnostic).inserted {
      var file = -1
      if let name = diagnostic.span?.file.title {
        file = fileOrder[name, default: fileOrder.count]
        fileOrder[name] = file
      }
      let place = diagnostic.span?.start ?? Position(line: 0, column: 0)
      kept.append((file, place, kept.count, diagnostic))
    }
    kept.sort { ($0.file, $0.place, $0.given) < ($1.file, $1.place, $1.given) }
    return kept.map(\.diagnostic)
  }

  /// Whether anything here forbids going on; warnings do not.
  public var containsError: Bool { contains { $0.severity == .error } }
}
