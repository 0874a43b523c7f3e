import Diagnostics

/// The three bytes that some programs put before UTF-8.
let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// The file as UTF-8 without NUL, converted from UTF-16 where it begins with that byte order mark.
func plainUTF8(_ source: SourceFile) -> Result<SourceFile, Diagnostic> {
  var text = source
  if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
    switch fromUTF16(source) {
    case .success(let converted): text = converted
    case .failure(let diagnostic): return .failure(diagnostic)
    }
  } else if let place = firstInvalidUTF8(in: source.bytes) {
    return .failure(.notUTF8(source, at: place))
  }
  if let nul = text.bytes.firstIndex(of: 0) { return .failure(.nulCharacter(text, at: nul)) }
  return .success(text)
}

private func fromUTF16(_ source: SourceFile) -> Result<SourceFile, Diagnostic> {
  let isLittle = source.bytes[0] == 0xFF
  let bytes = source.bytes
  guard bytes.count.isMultiple(of: 2) else { return .failure(.brokenUTF16(source)) }
  var units: [UInt16] = []
  units.reserveCapacity(bytes.count / 2)
  var index = 2
  while index + 1 < bytes.count {
    let (low, high) = isLittle ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
    units.append(UInt16(high) << 8 | UInt16(low))
    index += 2
  }
  var converted: [UInt8] = []
  converted.reserveCapacity(units.count * 2)
  let isBroken = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) {
    converted.append($0)
  }
  if isBroken { return .failure(.brokenUTF16(source)) }
  return .success(SourceFile(name: source.name, bytes: converted))
}

/// The place of the first byte that is no part of a UTF-8 character.
func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  var at = 0
  while at < bytes.count {
    let first = bytes[at]
    if first < 0x80 {
      at += 1
      continue
    }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, at + length <= bytes.count else { return at }
    let second = bytes[at + 1]
    let legal: ClosedRange<UInt8> =
      switch first {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard legal.contains(second) else { return at }
    for offset in 2..<max(2, length) where bytes[at + offset] & 0xC0 != 0x80 { return at }
    at += length
  }
  return nil
}

/// Whether all that is not ASCII reads as GB18030, and mostly as common Chinese characters.
private func looksLikeGB18030(_ bytes: [UInt8]) -> Bool {
  var (pairs, common, at) = (0, 0, 0)
  while at < bytes.count, pairs < 100_000 {
    let first = bytes[at]
    if first < 0x80 {
      at += 1
      continue
    }
    guard (0x81...0xFE).contains(first), at + 1 < bytes.count else { return false }
    let second = bytes[at + 1]
    pairs += 1
    if (0x30...0x39).contains(second) {
      guard at + 3 < bytes.count, (0x81...0xFE).contains(bytes[at + 2]), (0x30...0x39).contains(bytes[at + 3])
      else { return false }
      at += 4
      continue
    }
    guard (0x40...0xFE).contains(second), second != 0x7F else { return false }
    // Level 1 and 2 characters and full-width punctuation of GB 2312.
    if second >= 0xA1, (0xB0...0xF7).contains(first) || (0xA1...0xA3).contains(first) { common += 1 }
    at += 2
  }
  return pairs > 0 && common * 10 >= pairs * 7
}

extension Diagnostic {
  fileprivate static func notUTF8(_ source: SourceFile, at place: Int) -> Diagnostic {
    let code = String(source.bytes[place], radix: 16, uppercase: true)
    return Diagnostic(
      "not-utf-8", "the file is not UTF-8: byte 0x\(code) begins no character",
      at: source.span(bytes: place..<place + 1),
      help: looksLikeGB18030(source.bytes) ? "looks like GB18030, save as UTF-8" : "save the file as UTF-8")
  }

  fileprivate static func brokenUTF16(_ source: SourceFile) -> Diagnostic {
    Diagnostic(
      "broken-utf-16", "`\(source.name)` begins as UTF-16, but does not go on as such", at: nil,
      help: "save the file as UTF-8")
  }

  fileprivate static func nulCharacter(_ source: SourceFile, at place: Int) -> Diagnostic {
    let nuls = source.bytes.prefix(1000).count { $0 == 0 }
    return Diagnostic(
      "nul-character", "the file contains a NUL character", at: source.span(bytes: place..<place + 1),
      help: nuls * 4 >= min(source.bytes.count, 1000)
        ? "looks like UTF-16 without its mark, save as UTF-8" : "this is no text file; export it as CSV again"
    )
  }
}
