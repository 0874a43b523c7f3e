/// How many columns a terminal needs for a text: wide East Asian characters two, combining marks none,
/// and characters that would act on the terminal as many as their escape has.
public func displayWidth(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + DisplayCell($1).width }
}

/// The text with everything that would act on a terminal, or hide, written as an escape such as `\u{1B}`.
public func displayText(_ text: some StringProtocol) -> String {
  text.unicodeScalars.reduce(into: "") { $0 += DisplayCell($1).text }
}

/// JSON of the same meaning in which everything that would act on a terminal, or hide, is written as `\u001B` is.
public func displayJSON(_ json: String) -> String {
  // JSON itself leaves no other character of ASCII as it is, but for the white space between its parts.
  guard json.utf8.contains(where: { $0 >= 0x7F }) else { return json }
  return json.unicodeScalars.reduce(into: "") { shown, scalar in
    guard scalar.value >= 0x7F, DisplayCell.isShownEscaped(scalar) else {
      return shown.unicodeScalars.append(scalar)
    }
    for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
      let hex = String(unit, radix: 16, uppercase: true)
      shown += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }
  }
}

/// What one character of a source becomes on the screen.
struct DisplayCell {
  var text: String
  var width: Int

  init(_ scalar: Unicode.Scalar) {
    if scalar == "\t" {
      self = DisplayCell(text: " ", width: 1)
    } else if scalar.isASCII, scalar.value >= 0x20, scalar.value != 0x7F {
      self = DisplayCell(text: String(scalar), width: 1)
    } else if Self.isShownEscaped(scalar) {
      let hex = String(scalar.value, radix: 16, uppercase: true)
      self = DisplayCell(text: "\\u{\(hex)}", width: hex.count + 4)
    } else {
      self = DisplayCell(text: String(scalar), width: Self.width(of: scalar))
    }
  }

  /// A byte that belongs to no character.
  init(strayByte byte: UInt8) {
    self = DisplayCell(text: "\\x\(String(byte, radix: 16, uppercase: true))", width: 4)
  }

  private init(text: String, width: Int) {
    self.text = text
    self.width = width
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: 0
    default: WideCharacters.contains(scalar) ? 2 : 1
    }
  }

  static func isShownEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    // The two joiners belong to emoji and to Indic and Persian words; every other one only hides.
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    default: false
    }
  }
}
