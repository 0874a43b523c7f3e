/// One heading of a text, fit for a list of contents.
public struct Heading: Equatable, Sendable {
  /// 1 to 6.
  public var level: Int
  public var text: String
  /// Unique in the page; made from the text, so that a link survives as long as the heading.
  public var id: String

  public init(level: Int, text: String, id: String) {
    self.level = level
    self.text = text
    self.id = id
  }
}

/// Gives each heading an id: its letters and digits of any script, joined by hyphens; `-2`, `-3` for repeats.
struct HeadingIDs {
  /// Ids that the page itself or its footnotes use.
  private var used: Set<String> = [HTMLPage.contentsID]
  private var next: [String: Int] = [:]

  mutating func id(for text: String) -> String {
    var base = ""
    for scalar in text.lowercased().unicodeScalars {
      if isWordCharacter(scalar) {
        base.unicodeScalars.append(scalar)
      } else if !base.isEmpty, !base.hasSuffix("-") {
        base += "-"
      }
    }
    if base.hasSuffix("-") { base.removeLast() }
    if base.isEmpty { base = "section" }
    if base == "fn" || base.hasPrefix("fn-") || base.hasPrefix("fnref") { base = "section-" + base }
    var id = base
    var number = next[base] ?? 2
    while !used.insert(id).inserted {
      id = "\(base)-\(number)"
      number += 1
    }
    next[base] = number
    return id
  }

  private func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
      .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
      true
    default: false
    }
  }
}
