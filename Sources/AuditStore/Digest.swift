import CCrypto

/// SHA-256 by libcrypto; one context, used again and again.
final class Digester {
  private let context = EVP_MD_CTX_new()
  private let algorithm = EVP_sha256()

  deinit { EVP_MD_CTX_free(context) }

  /// The digest of the parts, one after another.
  func digest(_ parts: [UInt8]...) -> [UInt8] {
    EVP_DigestInit_ex(context, algorithm, nil)
    for part in parts { EVP_DigestUpdate(context, part, part.count) }
    return [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      var size: UInt32 = 0
      EVP_DigestFinal_ex(context, buffer.baseAddress, &size)
      count = Int(size)
    }
  }
}

/// How digests are made and written wherever Kaudit prints or keeps one.
public enum SHA256 {
  public static func digest(_ bytes: [UInt8]) -> [UInt8] { Digester().digest(bytes) }

  /// The digest in hexadecimal digits.
  public static func text(_ bytes: [UInt8]) -> String { hex(digest(bytes)) }

  /// Bytes in hexadecimal digits.
  public static func hex(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.append(hexOf: bytes)
    return String(decoding: text, as: UTF8.self)
  }

  /// Bytes written in hexadecimal digits, or nothing where it is something else.
  public static func bytes(hex text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    for place in stride(from: 0, to: digits.count, by: 2) {
      guard let high = value(digits[place]), let low = value(digits[place + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }
}

extension [UInt8] {
  mutating func append(hexOf bytes: [UInt8]) {
    for byte in bytes {
      append(Self.digit(byte >> 4))
      append(Self.digit(byte & 15))
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
