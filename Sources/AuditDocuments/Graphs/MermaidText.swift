/// Texts in the language of Mermaid graphs, in which nothing of them is taken for a mark.
enum MermaidText {
  /// The text as a part of a label in quotes: letters, digits and a few harmless marks as they are, everything else by number.
  static func label(_ text: String) -> String {
    var label = ""
    for scalar in text.unicodeScalars {
      if isHarmless(scalar) {
        label.unicodeScalars.append(scalar)
      } else if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        if !label.hasSuffix(" ") { label += " " }
      } else {
        label += "#\(scalar.value);"
      }
    }
    return label
  }

  /// Marks that mean something nowhere inside quotes.
  private static let marks: Set<Unicode.Scalar> = [" ", ",", "-", "_", "(", ")", "/", "'", "?", "!"]

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      let isLetter = ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
      return isLetter || ("0"..."9").contains(scalar) || marks.contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
      return false
    default: return true
    }
  }

  /// Several lines as one label. A dash at its beginning would make a list of it.
  static func label(lines: [String]) -> String {
    let label = lines.joined(separator: "<br/>")
    return label.hasPrefix("-") ? "#45;\(label.dropFirst())" : label
  }
}
