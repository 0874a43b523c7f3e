import Diagnostics

/// Brings a file to UTF-8, or says what it seems to be instead.
enum SourceEncoding {
  enum Outcome {
    /// The text, and how many bytes of byte order mark stand before it.
    case readable(SourceFile, skipping: Int)
    case refused(Diagnostic)
  }

  static func utf8(of source: SourceFile) -> Outcome {
    let bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .readable(source, skipping: 3) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return .refused(.unsupportedEncoding("UTF-32", in: source))
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return fromUTF16(source, high: 1) }
    if bytes.starts(with: [0xFE, 0xFF]) { return fromUTF16(source, high: 0) }
    if let name = encodingWithoutMark(bytes) { return .refused(.unsupportedEncoding(name, in: source)) }
    return .readable(source, skipping: 0)
  }

  /// The first byte that is part of no UTF-8 character.
  static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  private static func fromUTF16(_ source: SourceFile, high: Int) -> Outcome {
    let bytes = source.bytes
    var units = (1..<bytes.count / 2).lazy.map {
      UInt16(bytes[2 * $0 + high]) << 8 | UInt16(bytes[2 * $0 + 1 - high])
    }
    .makeIterator()
    var decoder = UTF16()
    // With its mark, so that a second one is told from it.
    var text: [UInt8] = [0xEF, 0xBB, 0xBF]
    text.reserveCapacity(bytes.count + 3)
    while true {
      switch decoder.decode(&units) {
      case .scalarValue(let scalar): text.append(contentsOf: scalar.utf8)
      case .emptyInput:
        let converted = SourceFile(name: source.name, bytes: text)
        return bytes.count.isMultiple(of: 2)
          ? .readable(converted, skipping: 3)
          : .refused(.brokenUTF16(converted, at: text.count))
      case .error:
        return .refused(.brokenUTF16(SourceFile(name: source.name, bytes: text), at: text.count))
      }
    }
  }

  /// Zeros among the first characters show where the other halves of wide characters are.
  private static func encodingWithoutMark(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(512)
    var zeros = [0, 0, 0, 0]
    for (index, byte) in head.enumerated() where byte == 0 { zeros[index % 4] += 1 }
    let quarter = head.count / 4
    guard quarter > 0 else { return nil }
    let isMostlyZero = zeros.map { $0 * 4 >= quarter * 3 }
    switch (isMostlyZero[0], isMostlyZero[1], isMostlyZero[2], isMostlyZero[3]) {
    case (true, true, _, false), (false, _, true, true): return "UTF-32"
    case (true, false, true, false): return "UTF-16"
    case (false, true, false, true): return "UTF-16"
    default:
      // Mostly Chinese: only spaces, colons and line ends have a zero half.
      let even = zeros[0] + zeros[2]
      let odd = zeros[1] + zeros[3]
      return even + odd >= 4 && (even == 0 || odd == 0) ? "UTF-16" : nil
    }
  }

  // MARK: What a file that is not UTF-8 seems to be

  enum Guess { case gb18030, western, unknown }

  /// Judged by the pairs of high bytes: most Chinese characters in use lie in GB 2312's rows 16 to 55.
  static func guess(_ bytes: [UInt8]) -> Guess {
    var common = 0
    var rare = 0
    var stray = 0
    var index = 0
    let head = bytes.prefix(1 << 20)
    while index < head.count {
      guard head[index] >= 0x80 else { index += 1; continue }
      let next = index + 1 < head.count ? head[index + 1] : 0
      switch (head[index], next) {
      case (0xB0...0xF7, 0xA1...0xFE), (0xA1...0xA9, 0xA1...0xFE): common += 1; index += 2
      case (0x81...0xFE, 0x80...0xFE): rare += 1; index += 2
      case (0x81...0xFE, 0x30...0x39) where isFourBytes(head, index): rare += 1; index += 4
      case (0x81...0xFE, 0x40...0x7E): stray += 1; index += 2
      default: stray += 1; index += 1
      }
    }
    if common > 0, common >= 3 * (rare + stray) { return .gb18030 }
    return stray > 0 && common + rare <= stray / 10 ? .western : .unknown
  }

  private static func isFourBytes(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    index + 3 < bytes.count && (0x81...0xFE).contains(bytes[index + 2])
      && (0x30...0x39).contains(bytes[index + 3])
  }
}
