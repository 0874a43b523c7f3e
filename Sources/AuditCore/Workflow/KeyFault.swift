/// Why a text can be no key.
public enum KeyFault: Hashable, Sendable {
  /// It, or a part of it, says nothing.
  case empty
  case tooLong(bytes: Int)
  /// It holds a character that is not seen.
  case hidden(Unicode.Scalar)
  /// It has another number of parts than a key of the step.
  case parts(found: Int, needed: Int)

  /// What is wrong with a key of any step, if something is.
  init?(of key: EntryKey) {
    let bytes = key.written.utf8.count
    if bytes > EntryKey.longest {
      self = .tooLong(bytes: bytes)
      return
    }
    for part in key.parts {
      if part.allSatisfy(\.isWhitespace) {
        self = .empty
        return
      }
      if let character = EntryKey.hiddenCharacter(in: part) {
        self = .hidden(character)
        return
      }
    }
    return nil
  }
}

extension EntryKey {
  /// The first character in a part of a key that steers, hides or turns round what stands there, instead of being seen.
  public static func hiddenCharacter(in part: String) -> Unicode.Scalar? {
    if part.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return nil }
    return part.unicodeScalars.first { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: true
      // The two joiners shape words of some scripts.
      case .format: scalar.value != 0x200C && scalar.value != 0x200D
      default: false
      }
    }
  }
}

extension Unicode.Scalar {
  /// `U+202E`, for a character that cannot be shown.
  public var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
