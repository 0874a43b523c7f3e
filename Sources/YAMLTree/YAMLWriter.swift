/// Writes texts so that YAML reads them back unchanged.
public enum YAMLWriter {
  /// The text as one line of YAML, as a key or a value: without quotes where no reader could take it for anything else.
  ///
  /// U+0000, which no YAML text of ours may contain, is written as an escape and refused when it is read.
  public static func yamlScalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  private static func isPlain(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, isLetter(first), last != " " else {
      return false
    }
    guard scalars.allSatisfy({ isLetter($0) || isPlainInside($0) }) else { return false }
    return !readSpecially.contains(text.lowercased())
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2FA1F: true
    default: false
    }
  }

  /// Neither `:` nor `#`, and none of what ends a value inside brackets.
  private static func isPlainInside(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "_", "-", ".", "/", "(", ")", "+", "0"..."9", "，", "。", "、", "（", "）": true
    default: false
    }
  }

  /// Words that some reader of YAML takes for something other than their text.
  private static let readSpecially: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n",
  ]

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        if isShownRaw(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          result += escape(scalar.value)
        }
      }
    }
    return result + "\""
  }

  private static func isShownRaw(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: false
    default: true
    }
  }

  private static func escape(_ value: UInt32) -> String {
    let hex = String(value, radix: 16, uppercase: true)
    let width = value <= 0xFF ? 2 : value <= 0xFFFF ? 4 : 8
    let letter = width == 2 ? "x" : width == 4 ? "u" : "U"
    return "\\\(letter)" + String(repeating: "0", count: width - hex.count) + hex
  }
}
