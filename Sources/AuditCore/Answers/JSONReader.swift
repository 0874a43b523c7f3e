/// Reads canonical JSON, and any other JSON of plain data, into values.
///
/// Depth is limited, because records come from others too. Nothing but a whole, well-formed text is accepted.
public struct JSONReader {
  /// Where reading stopped, as a byte offset, and why.
  public struct Fault: Error, Equatable {
    public let offset: Int
    public let reason: String
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  private static let deepest = 200

  public static func value(_ bytes: [UInt8]) throws(Fault) -> Value {
    let result: Result<Value, Fault> = bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(bytes: buffer)
      do throws(Fault) {
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.place == buffer.count else { throw reader.fault("something follows the end") }
        return .success(value)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private func fault(_ reason: String) -> Fault { Fault(offset: place, reason: reason) }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  private mutating func value(depth: Int) throws(Fault) -> Value {
    guard depth < Self.deepest else { throw fault("nested more than \(Self.deepest) deep") }
    skipSpace()
    switch next {
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "{"): return try record(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .none)
    default: return try number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: Value) throws(Fault) -> Value {
    let length = word.utf8CodeUnitCount
    guard place + length <= bytes.count, (0..<length).allSatisfy({ bytes[place + $0] == word.utf8Start[$0] })
    else {
      throw fault("unknown word")
    }
    place += length
    return value
  }

  private mutating func list(depth: Int) throws(Fault) -> Value {
    place += 1
    var items: [Value] = []
    skipSpace()
    if next == UInt8(ascii: "]") {
      place += 1
      return .list(items)
    }
    while true {
      items.append(try value(depth: depth + 1))
      skipSpace()
      switch next {
      case UInt8(ascii: ","): place += 1
      case UInt8(ascii: "]"):
        place += 1
        return .list(items)
      default: throw fault("expected `,` or `]`")
      }
    }
  }

  private mutating func record(depth: Int) throws(Fault) -> Value {
    place += 1
    var pairs: [(String, Value)] = []
    skipSpace()
    if next == UInt8(ascii: "}") {
      place += 1
      return .record([:])
    }
    while true {
      skipSpace()
      let name = try string()
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw fault("expected `:`") }
      place += 1
      pairs.append((name, try value(depth: depth + 1)))
      skipSpace()
      switch next {
      case UInt8(ascii: ","): place += 1
      case UInt8(ascii: "}"):
        place += 1
        return Self.nonAnswer(pairs) ?? .record(Record(pairs))
      default: throw fault("expected `,` or `}`")
      }
    }
  }

  private static func nonAnswer(_ pairs: [(String, Value)]) -> Value? {
    guard pairs.count == 2, pairs[0].0 == "?", pairs[1].0 == "because", let kind = pairs[0].1.text,
      let nonAnswer = NonAnswer(rawValue: kind), let reason = pairs[1].1.text
    else { return nil }
    return .nonAnswer(nonAnswer, because: reason)
  }

  private mutating func number() throws(Fault) -> Value {
    let start = place
    var isWhole = true
    while let byte = next {
      switch byte {
      case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"): break
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): isWhole = false
      default: return try number(from: start, isWhole: isWhole)
      }
      place += 1
    }
    return try number(from: start, isWhole: isWhole)
  }

  private func number(from start: Int, isWhole: Bool) throws(Fault) -> Value {
    let written = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let whole = Int(written) { return .integer(whole) }
    guard let number = Double(written), number.isFinite else {
      throw Fault(offset: start, reason: "expected a value")
    }
    return .number(number)
  }

  private mutating func string() throws(Fault) -> String {
    guard next == UInt8(ascii: "\"") else { throw fault("expected a text in quotes") }
    place += 1
    let start = place
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { place += 1 }
    if next == UInt8(ascii: "\"") {
      place += 1
      return try text(Array(bytes[start..<place - 1]))
    }
    var unescaped = Array(bytes[start..<place])
    while let byte = next {
      place += 1
      switch byte {
      case UInt8(ascii: "\""): return try text(unescaped)
      case UInt8(ascii: "\\"): try escape(into: &unescaped)
      default: unescaped.append(byte)
      }
    }
    throw fault("a text is not closed")
  }

  private func text(_ bytes: [UInt8]) throws(Fault) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw fault("not UTF-8") }
    return text
  }

  private mutating func escape(into out: inout [UInt8]) throws(Fault) {
    guard let letter = next else { throw fault("a text is not closed") }
    place += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(letter)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "u"):
      var code = try hex4()
      if (0xD800..<0xDC00).contains(code), next == UInt8(ascii: "\\"), place + 1 < bytes.count,
        bytes[place + 1] == UInt8(ascii: "u")
      {
        place += 2
        let low = try hex4()
        guard (0xDC00..<0xE000).contains(low) else { throw fault("half a surrogate pair") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw fault("half a surrogate pair") }
      out.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    default: throw fault("unknown escape")
    }
  }

  private mutating func hex4() throws(Fault) -> UInt32 {
    guard place + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
    else { throw fault("expected four hexadecimal digits") }
    place += 4
    return code
  }
}
