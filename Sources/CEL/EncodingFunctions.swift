/// The extension `encoders`: bytes as a text that any file or mail carries (base64, RFC 4648).
let encodingFunctions: [Function] = [
  Function(
    "base64.encode", [.bytes], false, .string,
    .one { (value) throws(EvaluationError) in
      guard case .bytes(let bytes) = value else { return value }
      return .string(base64(bytes))
    }, .linear),
  Function(
    "base64.decode", [.string], false, .bytes,
    .one { (value) throws(EvaluationError) in
      guard case .string(let text) = value, let bytes = bytes(ofBase64: text) else {
        throw EvaluationError(.invalidArgument("\(value.shown) is no base64"))
      }
      return .bytes(bytes)
    }, .linear),
]

private let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

private func base64(_ bytes: [UInt8]) -> String {
  var text: [UInt8] = []
  text.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
    for place in 0...group.count { text.append(letters[bits >> (18 - 6 * place) & 63]) }
    text += Array(repeating: UInt8(ascii: "="), count: 3 - group.count)
  }
  return String(decoding: text, as: UTF8.self)
}

/// With or without the `=` at its end; nil where the text is no base64.
private func bytes(ofBase64 text: String) -> [UInt8]? {
  let padding = text.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
  let digits = text.utf8.dropLast(padding)
  guard padding == 0 || text.utf8.count % 4 == 0, padding < 3, digits.count % 4 != 1 else { return nil }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(digits.count * 3 / 4)
  var (bits, count) = (0, 0)
  for digit in digits {
    let value: UInt8
    switch digit {
    case 65...90: value = digit - 65
    case 97...122: value = digit - 71
    case 48...57: value = digit + 4
    case UInt8(ascii: "+"): value = 62
    case UInt8(ascii: "/"): value = 63
    default: return nil
    }
    (bits, count) = (bits << 6 & 0xFFFF | Int(value), count + 6)
    guard count >= 8 else { continue }
    count -= 8
    bytes.append(UInt8(bits >> count & 0xFF))
  }
  return bytes
}
