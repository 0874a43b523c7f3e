import Diagnostics

/// Finds the texts that stand in the source as they read, which are almost all, so that they need not be kept twice.
///
/// Walks through the source beside libyaml, which counts characters where the source has bytes.
struct WrittenTexts {
  private let source: [UInt8]
  /// Up to here the source was walked through: so many bytes, and so many characters after a byte order mark.
  private var byte: Int
  private var character: UInt32 = 0

  init(_ source: SourceFile, skipping skipped: Int) {
    self.source = source.bytes
    byte = skipped
  }

  /// Where a text stands that begins at a character or behind the quote there; nothing where it is written otherwise.
  ///
  /// Asked for one text after the other, in the order of the source.
  @inline(__always)
  mutating func place(of text: UnsafeBufferPointer<UInt8>, at start: UInt32, isQuoted: Bool) -> Int? {
    source.withUnsafeBytes { source in
      walk(to: start, source)
      let place = byte + (isQuoted ? 1 : 0)
      guard place + text.count <= source.count else { return nil }
      var index = 0
      guard let read = text.baseAddress.map({ UnsafeRawPointer($0) }) else { return place }
      while index + 8 <= text.count {
        guard
          source.loadUnaligned(fromByteOffset: place + index, as: UInt64.self)
            == read.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        else { return nil }
        index += 8
      }
      while index < text.count {
        guard source[place + index] == text[index] else { return nil }
        index += 1
      }
      return place
    }
  }

  /// Goes on to the first byte of a character.
  @inline(__always)
  private mutating func walk(to start: UInt32, _ source: UnsafeRawBufferPointer) {
    while byte + 8 <= source.count {
      let word = source.loadUnaligned(fromByteOffset: byte, as: UInt64.self)
      let rest = start &- character
      if word & 0x8080_8080_8080_8080 == 0 {
        byte += Int(min(rest, 8))
        character &+= min(rest, 8)
        if rest < 8 { return }
      } else if rest >= 8 {
        // Bytes `10xxxxxx` go on with a character that has begun.
        let continuing = (word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101
        byte += 8
        character &+= 8 &- UInt32(truncatingIfNeeded: (continuing &* 0x0101_0101_0101_0101) >> 56)
      } else {
        break
      }
    }
    while byte < source.count, character < start || source[byte] & 0xC0 == 0x80 {
      if source[byte] & 0xC0 != 0x80 { character &+= 1 }
      byte += 1
    }
  }
}
