import Diagnostics

extension SyntaxScene {
  /// The comma or quote of Chinese input methods, between the brackets' last comma and the place, that was taken for a part of
  /// a text.
  var fullWidthSign: (character: Unicode.Scalar, span: SourceSpan)? {
    let line = line(place.line)
    let end = min(place.column - 1, line.count)
    let start = line[..<end].lastIndex { ",{[".unicodeScalars.contains($0) }.map { $0 + 1 } ?? 0
    let sign = line[start..<end].indices.first { at in
      switch line[at] {
      case "，": true
      // A quote matters where a value begins.
      case "“", "‘": line[start..<at].last { $0 != " " }.map { $0 == ":" } ?? true
      default: false
      }
    }
    return sign.map { (line[$0], span(Position(line: place.line, column: $0 + 1), width: 1)) }
  }
}

extension Diagnostic {
  static func fullWidthSign(_ sign: (character: Unicode.Scalar, span: SourceSpan)) -> Diagnostic {
    let isComma = sign.character == "，"
    return Diagnostic(
      "full-width-sign",
      isComma
        ? "`，` is a full-width comma, which separates nothing"
        : "`\(sign.character)` is a quote of prose, which holds no text together", at: sign.span,
      help: isComma
        ? "write `, ` with an ASCII comma, or put the whole text in quotes"
        : "write `\"` or `'` at both ends of the text")
  }
}
