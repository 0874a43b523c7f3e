/// Prints diagnostics for a person: what is wrong, the line it stands in with a mark under it, and what would help.
///
/// Nothing from a source reaches the terminal raw, and the mark is right under wide characters.
public struct DiagnosticPrinter: Sendable {
  private let colour: Bool

  public init(colour: Bool) {
    self.colour = colour
  }

  /// The diagnostic as whole lines, the last one ended as well.
  public func text(_ diagnostic: Diagnostic) -> String {
    let paint: Paint = diagnostic.severity == .error ? .red : .yellow
    var text = painted("\(diagnostic.severity.rawValue)[\(displayText(diagnostic.code))]", paint)
    text += painted(": \(displayText(diagnostic.message))", .bold) + "\n"
    if let span = diagnostic.span { text += excerpt(of: span, mark: "^", paint) }
    for note in diagnostic.notes {
      text += painted("note", .green) + ": \(displayText(note.message))\n"
      if let span = note.span { text += excerpt(of: span, mark: "-", .blue) }
    }
    if let help = diagnostic.help {
      text += painted("help", .cyan) + ": \(displayText(help))\n"
    }
    return text
  }

  /// Several diagnostics in order, each once, with an empty line between them.
  public func text(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.inOrder().map { text($0) }.joined(separator: "\n")
  }

  private func excerpt(of span: SourceSpan, mark: Character, _ paint: Paint) -> String {
    let place = displayText(span.description)
    let excerpt = SourceExcerpt(span)
    let number = String(span.start.line)
    let margin = String(repeating: " ", count: number.count)
    let line = excerpt.line.isEmpty ? "" : " " + excerpt.line
    let marks = String(repeating: mark, count: excerpt.markWidth)
    let indent = String(repeating: " ", count: excerpt.markStart + 1)
    return painted("  -->", .blue) + " \(place)\n"
      + painted("\(margin) |", .blue) + "\n"
      + painted("\(number) |", .blue) + line + "\n"
      + painted("\(margin) |", .blue) + indent + painted(marks, paint) + "\n"
  }

  private enum Paint: String {
    case bold = "1"
    case red = "1;31"
    case green = "1;32"
    case yellow = "1;33"
    case blue = "1;34"
    case cyan = "1;36"
  }

  private func painted(_ text: String, _ paint: Paint) -> String {
    colour ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}
