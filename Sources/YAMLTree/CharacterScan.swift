/// A quick look at all bytes for characters that no YAML file of ours may have, or that deserve a second look.
struct CharacterScan {
  /// Where such a character stands, first come first kept.
  private(set) var finds: [Find] = []

  struct Find {
    var offset: Int
    var kind: Kind
  }

  enum Kind { case nul, control, lineSeparator, byteOrderMark, noncharacter, bidirectional }

  /// One more than are told, so that it can be told that there are more.
  private let most: Int
  /// Counted apart, so that what only deserves a second look hides nothing worse.
  private var counts = (wrong: 0, doubtful: 0)

  init(_ bytes: [UInt8], from start: Int, most: Int) {
    self.most = most + 1
    bytes.withUnsafeBytes { bytes in
      var index = start
      while index + 9 <= bytes.count, counts.wrong < self.most {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let below = Bytes.below20(word)
        var suspect: UInt64 = 0
        if word & Bytes.high != 0 {
          let next = bytes.loadUnaligned(fromByteOffset: index + 1, as: UInt64.self)
          suspect = below & ~Bytes.exactlyEqual(word, 0x0A) | Bytes.equal(word, 0x7F)
          // EF BB and EF BF: byte order mark and noncharacters.
          suspect |= Bytes.equal(word, 0xEF) & Bytes.equal(next & 0xFBFB_FBFB_FBFB_FBFB, 0xBB)
          suspect |= Bytes.equal(word, 0xC2) | Bytes.equal(word, 0xE2)
        } else if below | (word &+ Bytes.ones) & Bytes.high != 0 {
          suspect = below & ~Bytes.exactlyEqual(word, 0x0A) | Bytes.equal(word, 0x7F)
        }
        if suspect != 0 { look(at: bytes, index..<index + 8) }
        index += 8
      }
      look(at: bytes, index..<bytes.count)
    }
  }

  private mutating func look(at bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    for index in range where index < bytes.count {
      let second = index + 1 < bytes.count ? bytes[index + 1] : 0
      let third = index + 2 < bytes.count ? bytes[index + 2] : 0
      if let kind = Self.kind(bytes[index], second, third) {
        if kind == .bidirectional { counts.doubtful += 1 } else { counts.wrong += 1 }
        guard (kind == .bidirectional ? counts.doubtful : counts.wrong) <= most else { continue }
        finds.append(Find(offset: index, kind: kind))
      }
    }
  }

  private static func kind(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Kind? {
    switch (first, second, third) {
    case (0, _, _): .nul
    case (0x09, _, _), (0x0A, _, _), (0x0D, _, _): nil
    case (0..<0x20, _, _), (0x7F, _, _): .control
    case (0xC2, 0x85, _), (0xE2, 0x80, 0xA8...0xA9): .lineSeparator
    case (0xC2, 0x80..<0xA0, _): .control
    case (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA6...0xA9): .bidirectional
    case (0xEF, 0xBB, 0xBF): .byteOrderMark
    case (0xEF, 0xBF, 0xBE...0xBF): .noncharacter
    default: nil
    }
  }
}

/// Eight bytes at a time in one number; a byte that fulfils the condition has its high bit set in the result.
///
/// A byte behind such a byte may have it set too, so that what is found is looked at once more.
private enum Bytes {
  static let high: UInt64 = 0x8080_8080_8080_8080
  private static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  static let ones: UInt64 = 0x0101_0101_0101_0101

  @inline(__always)
  static func equal(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return (difference &- ones) & ~difference & high
  }

  @inline(__always)
  static func exactlyEqual(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let difference = word ^ (ones &* UInt64(byte))
    return ~(((difference & low) &+ low) | difference) & high
  }

  @inline(__always)
  static func below20(_ word: UInt64) -> UInt64 {
    ~((word & low) &+ 0x6060_6060_6060_6060) & ~word & high
  }
}
