/// Lets emphasis begin and end beside Chinese, where CommonMark would not see it.
///
/// CommonMark asks for a space between `：**` and a following letter, so `**注意：**后文` is not bold. A hidden letter
/// between the punctuation and the asterisks satisfies it; it is taken out of the finished HTML again. It is a private
/// character that the text does not contain, neither itself nor percent-encoded, so nothing else is ever removed.
struct EmphasisMarker {
  /// The hidden letter in UTF-8: always three bytes, of which the first is 0xEE.
  let bytes: [UInt8]
  /// The hidden letter as it stands in an address.
  private let encoded: [UInt8]

  /// Nil when the text uses up all private characters, which no honest text does.
  init?(absentFrom text: [UInt8]) {
    var used: Set<UInt16> = []
    for index in text.indices.dropLast(2) {
      if text[index] == 0xEE {
        used.insert(UInt16(text[index + 1]) << 8 | UInt16(text[index + 2]))
      } else if text[index] == UInt8(ascii: "%"), let pair = Self.encodedPair(in: text, at: index) {
        used.insert(pair)
      }
    }
    let candidates = (UInt16(0x80)...0xBF).lazy.flatMap { second in
      (UInt16(0x80)...0xBF).lazy.map { second << 8 | $0 }
    }
    guard let free = candidates.first(where: { !used.contains($0) }) else { return nil }
    bytes = [0xEE, UInt8(free >> 8), UInt8(free & 0xFF)]
    encoded = bytes.flatMap { Array("%\(String($0, radix: 16, uppercase: true))".utf8) }
  }

  /// The last two bytes of a private character that stands here as `%EE%80%80`.
  private static func encodedPair(in text: [UInt8], at index: Int) -> UInt16? {
    guard index + 9 <= text.count, text[index + 3] == UInt8(ascii: "%"), text[index + 6] == UInt8(ascii: "%"),
      hex(text, index + 1) == 0xEE, let second = hex(text, index + 4), let third = hex(text, index + 7)
    else { return nil }
    return second << 8 | third
  }

  private static func hex(_ text: [UInt8], _ start: Int) -> UInt16? {
    UInt16(String(decoding: text[start..<start + 2], as: UTF8.self), radix: 16)
  }

  /// The text with the hidden letter wherever emphasis needs it.
  func inserted(into text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 16)
    var copied = 0
    var index = 0
    while index < text.count {
      let sign = text[index]
      if sign == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      guard sign == UInt8(ascii: "*") || sign == UInt8(ascii: "~") else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, text[index] == sign { index += 1 }
      let before = CharacterSort(endingBefore: start, in: text)
      let after = CharacterSort(startingAt: index, in: text)
      result += text[copied..<start]
      if needsLetter(beside: before, other: after) { result += bytes }
      result += text[start..<index]
      if needsLetter(beside: after, other: before) { result += bytes }
      copied = index
    }
    return result + text[copied...]
  }

  /// Punctuation hides an emphasis from CommonMark where no space follows on the other side.
  private func needsLetter(beside punctuation: CharacterSort, other: CharacterSort) -> Bool {
    guard punctuation.isPunctuation, other != .space else { return false }
    return punctuation == .cjkPunctuation || other.isCJK
  }

  /// The text without the hidden letters.
  func removed(from text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var (copied, index) = (0, 0)
    while index < text.count {
      let letter = text[index] == 0xEE ? bytes : text[index] == UInt8(ascii: "%") ? encoded : []
      guard !letter.isEmpty, text[index...].starts(with: letter) else {
        index += 1
        continue
      }
      result += text[copied..<index]
      index += letter.count
      copied = index
    }
    return copied == 0 ? text : result + text[copied...]
  }
}
