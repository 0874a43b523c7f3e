/// Where the text of a template goes, and so what in a value has to be escaped.
public enum OutputKind: Sendable {
  /// Values never become markup: neither Markdown nor HTML within it.
  case markdown
  case html
  /// Nothing is escaped; only what would act on a terminal is shown as a picture of itself.
  case plain
}

extension OutputKind {
  /// Writes a value's text. `following` is the byte that the template writes next, 0 where that is not known.
  func append(_ text: String, to output: inout [UInt8], lineStart: inout Int, following: UInt8) {
    var text = text
    text.withUTF8 { bytes in
      switch self {
      case .markdown:
        var writer = MarkdownWriter(bytes, following: following)
        writer.write(to: &output, lineStart: &lineStart)
      case .html, .plain: append(plain: bytes, to: &output, lineStart: &lineStart)
      }
    }
  }

  private func append(plain bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8], lineStart: inout Int)
  {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let hidden = HiddenCharacter(bytes, at: index) {
        hidden.append(to: &output)
        index += hidden.length
        continue
      }
      if self == .html, let entity = byte.entity {
        output.append(contentsOf: entity.utf8)
      } else {
        output.append(byte)
        if byte == 0x0A { lineStart = output.count }
      }
      index += 1
    }
  }
}

extension UInt8 {
  fileprivate var entity: String? {
    switch self {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}

/// A character that acts or hides instead of being seen: control characters, and those that turn the direction of
/// text. It is written so that a reader sees that it is there.
struct HiddenCharacter {
  let length: Int
  private let picture: [UInt8]

  /// The hidden character that begins at a byte, if one does. Tab and line feed are none.
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    let byte = bytes[index]
    guard byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF else { return nil }
    self.init(slow: bytes, at: index)
  }

  @inline(never)
  private init?(slow bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
    let byte = bytes[index]
    if byte < 0x20 {
      guard byte != 0x09, byte != 0x0A else { return nil }
      (length, picture) = (1, [0xE2, 0x90, 0x80 + byte])
    } else if byte == 0x7F {
      (length, picture) = (1, [0xE2, 0x90, 0xA1])
    } else if byte == 0xC2 {
      guard index + 1 < bytes.count, bytes[index + 1] < 0xA0 else { return nil }
      (length, picture) = (2, Self.name(of: UInt32(bytes[index + 1])))
    } else {
      guard index + 2 < bytes.count else { return nil }
      let scalar =
        UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
      switch scalar {
      case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: (length, picture) = (3, Self.name(of: scalar))
      default: return nil
      }
    }
  }

  private static func name(of scalar: UInt32) -> [UInt8] {
    let digits = String(scalar, radix: 16, uppercase: true)
    return Array("⟨U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)⟩".utf8)
  }

  func append(to output: inout [UInt8]) { output.append(contentsOf: picture) }
}
