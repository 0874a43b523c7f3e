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

/// Lets emphasis begin and end beside Chinese, where CommonMark would not see it.
///
/// CommonMark asks for a space between `：**` and a following letter, so `**注意：**后文` is not bold. A hidden letter
/// between the punctuation and the asterisks satisfies it; it is taken out of the finished HTML again. It is a private
/// character that the text does not contain, neither itself nor percent-encoded, so nothing else is ever removed.
struct EmphasisMarker {
  let scalar: Unicode.Scalar

  /// Nil when the text uses up all private characters, which no honest text does.
  init?(absentFrom text: String) {
    var used: Set<UInt32> = []
    for scalar in text.unicodeScalars where (0xE000...0xF8FF).contains(scalar.value) {
      used.insert(scalar.value)
    }
    let mayBeEncoded = text.utf8.contains(UInt8(ascii: "%"))
    let encoded = mayBeEncoded ? Set(Self.encodedScalars(in: text)) : []
    let free = (UInt32(0xE000)...0xF8FF).first { !used.contains($0) && !encoded.contains($0) }
    guard let free, let scalar = Unicode.Scalar(free) else { return nil }
    self.scalar = scalar
  }

  /// The private characters that stand percent-encoded in the text.
  private static func encodedScalars(in text: String) -> [UInt32] {
    let bytes = Array(text.utf8)
    return bytes.indices.dropLast(8).compactMap { start in
      guard bytes[start] == UInt8(ascii: "%"), bytes[start + 3] == UInt8(ascii: "%"),
        bytes[start + 6] == UInt8(ascii: "%"),
        let first = hex(bytes, start + 1), let second = hex(bytes, start + 4),
        let third = hex(bytes, start + 7)
      else { return nil }
      return (first & 0x0F) << 12 | (second & 0x3F) << 6 | (third & 0x3F)
    }
  }

  private static func hex(_ bytes: [UInt8], _ start: Int) -> UInt32? {
    UInt32(String(decoding: bytes[start..<start + 2], as: UTF8.self), radix: 16)
  }

  /// The text with the hidden letter wherever emphasis needs it; nil where none does.
  ///
  /// Works on bytes, and copies whole stretches: a report of a large register has hundreds of thousands of asterisks.
  func inserted(into text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.contains(where: { $0 == Self.star || $0 == Self.tilde }) else { return nil }
      let letter = Array(String(scalar).utf8)
      var result: [UInt8] = []
      var copied = 0
      var index = 0
      func insert(at place: Int) {
        if result.isEmpty { result.reserveCapacity(bytes.count + bytes.count / 8) }
        result.append(contentsOf: bytes[copied..<place])
        result.append(contentsOf: letter)
        copied = place
      }
      while index < bytes.count {
        let sign = bytes[index]
        if sign == Self.backslash {
          index += 2
          continue
        }
        guard sign == Self.star || sign == Self.tilde else {
          index += 1
          continue
        }
        var end = index
        while end < bytes.count, bytes[end] == sign { end += 1 }
        let before = Self.sort(before: index, in: bytes)
        let after = Self.sort(at: end, in: bytes)
        if needsLetter(beside: before, other: after) { insert(at: index) }
        if needsLetter(beside: after, other: before) { insert(at: end) }
        index = end
      }
      guard copied > 0 else { return nil }
      result.append(contentsOf: bytes[copied...])
      return String(decoding: result, as: UTF8.self)
    }
  }

  private static let star = UInt8(ascii: "*")
  private static let tilde = UInt8(ascii: "~")
  private static let backslash = UInt8(ascii: "\\")

  private static func sort(before end: Int, in bytes: UnsafeBufferPointer<UInt8>) -> CharacterSort {
    guard end > 0 else { return .space }
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return sort(at: start, in: bytes)
  }

  private static func sort(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> CharacterSort {
    guard start < bytes.count else { return .space }
    if bytes[start] < 0x80 { return CharacterSort(Unicode.Scalar(bytes[start])) }
    var end = start + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars.first.map { CharacterSort($0) }
      ?? .space
  }

  /// Punctuation hides an emphasis from CommonMark where no space follows on the other side.
  private func needsLetter(beside punctuation: CharacterSort, other: CharacterSort) -> Bool {
    guard punctuation.isPunctuation, other != .space else { return false }
    return punctuation == .cjkPunctuation || other.isCJK
  }

  /// The HTML without the hidden letters.
  func removed(from html: [UInt8]) -> String {
    let plain = Array(String(scalar).utf8)
    let encoded = plain.flatMap { Array("%\(String($0, radix: 16, uppercase: true))".utf8) }
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    var index = 0
    var copied = 0
    while index < html.count {
      let byte = html[index]
      guard byte == plain[0] || byte == encoded[0] else {
        index += 1
        continue
      }
      let found = byte == plain[0] ? plain : encoded
      guard html[index...].starts(with: found) else {
        index += 1
        continue
      }
      result.append(contentsOf: html[copied..<index])
      index += found.count
      copied = index
    }
    result.append(contentsOf: html[copied...])
    return String(decoding: result, as: UTF8.self)
  }
}
