/// Texts in the language of Mermaid graphs, in which nothing of them is taken for a mark.
///
/// Mermaid reads a label twice: its own marks first, then, in some versions, what is left as Markdown. So a mark is written
/// by its number, and what Markdown would read is kept apart by spaces of no width, or drawn by a twin.
enum MermaidText {
  /// A space that is not seen, by its number.
  static let apart = "#8203;"

  /// Marks that Markdown pairs wherever they stand, and what is drawn in their stead.
  static let twins: [Unicode.Scalar: Unicode.Scalar] = [
    "`": "\u{02CB}", "*": "\u{2217}", "~": "\u{223C}", "_": "\u{FF3F}",
  ]

  /// The text as a part of a label in quotes, on one line.
  static func label(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var label = ""
    for (place, scalar) in scalars.enumerated() {
      if scalar == "_", place > 0, place + 1 < scalars.count, isLetter(scalars[place - 1]),
        isLetter(scalars[place + 1])
      {
        label += "_"
      } else if let twin = twins[scalar] {
        label.unicodeScalars.append(twin)
      } else if isHarmless(scalar) {
        label.unicodeScalars.append(scalar)
      } else if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        if !label.hasSuffix(" ") { label += " " }
      } else {
        label += "#\(scalar.value);"
      }
      let next = place + 1 < scalars.count ? scalars[place + 1] : " "
      if isJoint(scalar, next, behind: scalars[..<place]) { label += apart }
    }
    return label
  }

  /// Whether a tag, an entity, a link, an address or a picture (`fa:fa-car`) would come of a mark and what follows it.
  private static func isJoint(
    _ mark: Unicode.Scalar, _ next: Unicode.Scalar, behind: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    switch mark {
    case "<", "&", "]", "\\", "@", "$": next != " "
    case ":": next == "/" || next == "f"
    case ".": behind.suffix(3).elementsEqual("www".unicodeScalars)
    default: false
    }
  }

  /// Marks that mean something nowhere inside quotes but at the beginning of a line.
  private static let marks: Set<Unicode.Scalar> = [
    " ", ",", "-", "(", ")", "/", "'", "?", "!", ".", ":", "=",
  ]

  /// An ASCII letter or digit.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isLetter(scalar) || marks.contains(scalar) }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
      return false
    default: return true
    }
  }

  /// Lines of text, each written by `label`, as one label. What is no letter would begin a list or heading.
  static func label(lines: [String]) -> String {
    lines.map { line in
      line.first.map { $0.isLetter ? line : "\(apart)\(line)" } ?? apart
    }.joined(separator: "<br/>")
  }
}
