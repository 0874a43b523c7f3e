/// The diagnostics as a JSON array for machines, one object a line; what does not apply is `null`.
///
/// In a sheet of a spreadsheet, lines and columns are those of its cells, and `sheet` and `cell` name the place as well.
public func json(_ diagnostics: [Diagnostic]) -> String {
  guard !diagnostics.isEmpty else { return "[]\n" }
  return "[\n" + diagnostics.map { "  " + object($0) }.joined(separator: ",\n") + "\n]\n"
}

private func object(_ diagnostic: Diagnostic) -> String {
  let last = diagnostic.span?.cells?.last
  let end = last.map { Position(line: $0.line, column: $0.column + 1) } ?? diagnostic.span?.end
  let notes = diagnostic.notes.map { "{\"message\": \(quoted($0.message)), \(place($0.span))}" }
  return "{\"severity\": \(quoted(diagnostic.severity.rawValue)), \"code\": \(quoted(diagnostic.code)), "
    + "\"message\": \(quoted(diagnostic.message)), \(place(diagnostic.span)), "
    + "\"endLine\": \(number(end?.line)), \"endColumn\": \(number(end?.column)), "
    + "\"notes\": [\(notes.joined(separator: ", "))], \"help\": \(quoted(diagnostic.help))}"
}

private func place(_ span: SourceSpan?) -> String {
  let start = span?.cells?.first ?? span?.start
  let cell =
    span?.file.sheet.map { "\"sheet\": \(quoted($0.sheet)), \"cell\": \(quoted(span?.cellRange)), " } ?? ""
  return "\"file\": \(quoted(span?.file.name)), \(cell)\"line\": \(number(start?.line)), "
    + "\"column\": \(number(start?.column))"
}

private func number(_ value: Int?) -> String {
  value.map { String($0) } ?? "null"
}

/// A JSON string. Escapes also what is legal in JSON but breaks terminals and scripts: DEL, C1, U+2028 and U+2029.
private func quoted(_ text: String?) -> String {
  guard let text else { return "null" }
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
      let hex = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
