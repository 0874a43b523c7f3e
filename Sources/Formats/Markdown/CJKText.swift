/// What sort of character stands beside a mark-up sign or a line break.
enum CharacterSort: Equatable {
  case space
  case cjkLetter
  case cjkPunctuation
  /// Punctuation that Chinese and Western texts share, such as “ and —.
  case sharedPunctuation
  case punctuation
  case other

  var isCJK: Bool { self == .cjkLetter || self == .cjkPunctuation }
  var isPunctuation: Bool { self == .cjkPunctuation || self == .sharedPunctuation || self == .punctuation }

  init(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x80 {
      switch value {
      case 0x09...0x0D, 0x20: self = .space
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x00...0x1F, 0x7F: self = .other
      default: self = .punctuation
      }
      return
    }
    let isPunctuation = Self.isPunctuation(scalar)
    switch value {
    case 0x3000, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F: self = .space
    case 0x2018, 0x2019, 0x201C, 0x201D, 0x2014, 0x2026, 0xB7: self = .sharedPunctuation
    case 0x2E80...0x31FF, 0x3200...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFE10...0xFE1F, 0xFE30...0xFE4F,
      0xFF01...0xFFEF, 0x1B000...0x1B16F, 0x1F200...0x1F2FF, 0x20000...0x3FFFD:
      self = isPunctuation ? .cjkPunctuation : .cjkLetter
    default: self = isPunctuation ? .punctuation : .other
    }
  }

  /// The sort of the character that begins at a byte of valid UTF-8; a space at the end.
  init(startingAt index: Int, in text: [UInt8]) {
    guard index < text.count else {
      self = .space
      return
    }
    let first = text[index]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = length == 1 ? UInt32(first) : UInt32(first) & (0x7F >> UInt32(length))
    for byte in text[index + 1..<min(index + length, text.count)] { value = value << 6 | UInt32(byte & 0x3F) }
    self = Unicode.Scalar(value).map { CharacterSort($0) } ?? .other
  }

  /// The sort of the character that ends before a byte of valid UTF-8; a space at the beginning.
  init(endingBefore index: Int, in text: [UInt8]) {
    guard index > 0 else {
      self = .space
      return
    }
    var start = index - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    self.init(startingAt: start, in: text)
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }

  /// Whether a line break between the two is no space: both are Chinese, or one is full-width punctuation, or one is
  /// Chinese and the other a sign that Chinese uses as well.
  static func joinsWithoutSpace(_ left: CharacterSort, _ right: CharacterSort) -> Bool {
    if left == .cjkPunctuation || right == .cjkPunctuation { return left != .space && right != .space }
    if left.isCJK { return right.isCJK || right == .sharedPunctuation }
    return right.isCJK && left == .sharedPunctuation
  }
}
