/// Reads what stands in a tag from left to right: words, quoted names, and expressions.
struct TagReader {
  let bytes: [UInt8]
  private(set) var position: Int
  private(set) var end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    skipBlanks()
    while end > position, Self.isSpace(bytes[end - 1]) { end -= 1 }
  }

  var isAtEnd: Bool { position >= end }
  /// What has not been read yet.
  var rest: Range<Int> { position..<end }

  private static func isSpace(_ byte: UInt8) -> Bool { byte.isBlank || byte.isLineEnd }

  private mutating func skipBlanks() {
    while position < end, Self.isSpace(bytes[position]) { position += 1 }
  }

  /// A word of letters, digits and `_`.
  mutating func word() -> TemplateNode.Name? {
    let start = position
    while position < end, bytes[position].isWord { position += 1 }
    guard position > start else { return nil }
    let name = TemplateNode.Name(
      text: String(decoding: bytes[start..<position], as: UTF8.self), range: start..<position)
    skipBlanks()
    return name
  }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard position < end, UInt32(bytes[position]) == mark.value else { return false }
    position += 1
    skipBlanks()
    return true
  }

  mutating func take(word wanted: String) -> Bool {
    let start = position
    if word()?.text == wanted { return true }
    position = start
    return false
  }

  /// `"name.md"`; the range is that of the name without its quotes.
  mutating func quoted() -> TemplateNode.Name? {
    guard position < end, bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'") else {
      return nil
    }
    let start = position + 1
    guard let close = bytes[start..<end].firstIndex(of: bytes[position]), close > start else { return nil }
    position = close + 1
    skipBlanks()
    return TemplateNode.Name(
      text: String(decoding: bytes[start..<close], as: UTF8.self), range: start..<close)
  }

  /// An expression up to the next comma that stands in no bracket and no quote.
  mutating func expression() -> Range<Int> {
    let start = position
    var depth = 0
    var quote: UInt8?
    while position < end {
      let byte = bytes[position]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { position += 1 } else if byte == open { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
        case UInt8(ascii: ",") where depth <= 0: return trimmed(start..<position)
        default: break
        }
      }
      position += 1
    }
    position = min(position, end)
    return trimmed(start..<position)
  }

  /// The first mark of an output tag that stands in no quote, where none can stand.
  var innerTag: Range<Int>? {
    var quote: UInt8?
    var place = position
    while place + 1 < end {
      let byte = bytes[place]
      if let open = quote {
        if byte == UInt8(ascii: "\\") { place += 1 } else if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: "{"), bytes[place + 1] == byte {
        return place..<place + 2
      }
      place += 1
    }
    return nil
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var last = range.upperBound
    while last > range.lowerBound, Self.isSpace(bytes[last - 1]) { last -= 1 }
    return range.lowerBound..<last
  }
}

extension UInt8 {
  var isWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
