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
