/// The diagnostics as commands that GitHub Actions reads from the log of a job, and shows beside the lines they are about.
///
/// `path` gives the name of a file as the repository knows it.
public func gitHubAnnotations(
  _ diagnostics: some Sequence<Diagnostic>, path: (String) -> String = { $0 }
) -> String {
  diagnostics.inOrder().map { annotation($0, path) + "\n" }.joined()
}

private func annotation(_ diagnostic: Diagnostic, _ path: (String) -> String) -> String {
  var properties: [(String, String)] = []
  if let span = diagnostic.span {
    properties = [
      ("file", path(span.file.name)), ("line", "\(span.start.line)"), ("col", "\(span.start.column)"),
      ("endLine", "\(span.end.line)"), ("endColumn", "\(span.end.column)"),
    ]
  }
  properties.append(("title", diagnostic.code))
  var message = diagnostic.message
  for note in diagnostic.notes {
    message += "\nnote: \(note.message)" + (note.span.map { " (\(path($0.file.name)):\($0.start))" } ?? "")
  }
  if let help = diagnostic.help { message += "\nhelp: \(help)" }
  let list = properties.map { "\($0)=\(escaped($1, isProperty: true))" }.joined(separator: ",")
  return "::\(diagnostic.severity.rawValue) \(list)::\(escaped(message, isProperty: false))"
}

/// Line ends and percent signs would end the command or be read as escapes; commas and colons end a property.
private func escaped(_ text: String, isProperty: Bool) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "%": result += "%25"
    case "\r": result += "%0D"
    case "\n": result += "%0A"
    case ":" where isProperty: result += "%3A"
    case "," where isProperty: result += "%2C"
    default: result.unicodeScalars.append(scalar)
    }
  }
  // What else would steer a terminal, or look like another line, is shown as everywhere.
  return displayText(result)
}
