/// Several values that are written as one text.
extension FieldType {
  /// The type of one of several values; nothing where it takes one value only.
  public var element: FieldType? {
    switch self {
    case .choices(let vocabulary): .choice(of: vocabulary)
    case .list(let element): element
    default: nil
    }
  }

  /// The texts of several values of this type: apart by 、 or by semicolons where there are some, as `客服部、销售部`; quotes
  /// hold one together.
  ///
  /// Commas keep values apart that hold none themselves; names, numbers and prose only `atCommas`, where people type
  /// them. What is one value as a whole is one.
  public func items(written text: String, atCommas: Bool) -> [String] {
    guard isScalar, !isValue(text) else { return [text] }
    let separators: Set<Character> =
      text.contains(where: { $0 == ";" || $0 == "；" })
      ? [";", "；"] : atCommas || holdsNoComma ? [",", "，", "、"] : ["、"]
    let parts = Self.parts(of: text, between: separators)
    return parts.isEmpty ? [text] : parts
  }

  /// Whether the text is the label of a value, which may hold anything.
  private func isValue(_ text: String) -> Bool {
    switch self {
    case .choice(let vocabulary): !vocabulary.keys(written: text).isEmpty
    case .scale(let scale): !scale.levels(written: text).isEmpty
    default: false
    }
  }

  private var holdsNoComma: Bool {
    switch self {
    case .choice, .scale, .boolean, .date: true
    default: false
    }
  }

  private static func parts(of text: String, between separators: Set<Character>) -> [String] {
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    for character in text {
      if character == "\"", isQuoted || part.allSatisfy(\.isWhitespace) {
        isQuoted.toggle()
      } else if separators.contains(character), !isQuoted {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    return (parts + [part]).map { String($0.trimmed) }.filter { !$0.isEmpty }
  }
}
