/// The text with everything replaced that HTML could read as markup, fit for text and for quoted attributes.
///
/// Characters that HTML does not allow, and those that turn the direction of text, are shown as U+FFFD, so that nothing
/// hides in them.
public func htmlEscape(_ text: some StringProtocol) -> String {
  var escaped = String()
  escaped.reserveCapacity(text.utf8.count + 16)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}",
      "\u{FEFF}":
      escaped.unicodeScalars.append("\u{FFFD}")
    default: escaped.unicodeScalars.append(scalar)
    }
  }
  return escaped
}
