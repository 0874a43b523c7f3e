/// Collects what a quoted text stands for.
struct EscapeReader {
  private(set) var bytes: [UInt8] = []
  private let isBytes: Bool

  init(isBytes: Bool) { self.isBytes = isBytes }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(scalar.value))
    } else {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.EncodedScalar())
    }
  }

  /// Takes in the escape at a backslash and says how many scalars it takes.
  mutating func escape(_ source: [Unicode.Scalar], at start: Int) throws(SyntaxError) -> Int {
    guard start + 1 < source.count else { throw .strangeEscape("\\", at: start..<start + 1) }
    let mark = source[start + 1]
    if let plain = simpleEscapes[mark] {
      append(plain)
      return 2
    }
    switch mark {
    case "x", "X": return try code(source, start, skip: 2, digits: 2, radix: 16)
    case "u": return try code(source, start, skip: 2, digits: 4, radix: 16)
    case "U": return try code(source, start, skip: 2, digits: 8, radix: 16)
    case "0"..."3": return try code(source, start, skip: 1, digits: 3, radix: 8)
    default: throw .strangeEscape("\\\(mark)", at: start..<start + 2)
    }
  }

  private mutating func code(
    _ source: [Unicode.Scalar], _ start: Int, skip: Int, digits: Int, radix: UInt32
  ) throws(SyntaxError) -> Int {
    let end = start + skip + digits
    let shown = String(source[start..<min(end, source.count)])
    let range = start..<min(end, source.count)
    guard end <= source.count else { throw .strangeEscape(shown, at: range) }
    var value: UInt32 = 0
    for scalar in source[(start + skip)..<end] {
      guard let digit = scalar.hexadecimalValue, digit < radix else { throw .strangeEscape(shown, at: range) }
      value = value &* radix &+ digit
    }
    if isBytes {
      guard digits <= 3, let byte = UInt8(exactly: value) else { throw .escapeInBytes(shown, at: range) }
      bytes.append(byte)
    } else {
      guard let scalar = Unicode.Scalar(value) else { throw .noCharacter(shown, at: range) }
      append(scalar)
    }
    return skip + digits
  }
}

private let simpleEscapes: [Unicode.Scalar: Unicode.Scalar] = [
  "\\": "\\", "?": "?", "\"": "\"", "'": "'", "`": "`", "a": "\u{07}", "b": "\u{08}", "f": "\u{0C}",
  "n": "\n",
  "r": "\r", "t": "\t", "v": "\u{0B}",
]

extension SyntaxError {
  fileprivate static func strangeEscape(_ text: String, at range: Range<Int>) -> SyntaxError {
    SyntaxError(
      "`\(text)` stands for nothing", at: range,
      help: "a backslash is written `\\\\`, or as it is in `r\"…\"`")
  }

  fileprivate static func escapeInBytes(_ text: String, at range: Range<Int>) -> SyntaxError {
    SyntaxError(
      "`\(text)` is a character, and this is a text of bytes", at: range, help: "write `\\x` and two digits")
  }

  fileprivate static func noCharacter(_ text: String, at range: Range<Int>) -> SyntaxError {
    SyntaxError("`\(text)` is no character", at: range)
  }
}
