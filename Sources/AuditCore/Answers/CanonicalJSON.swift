/// The one way in which a value is written as JSON: names in byte order, no spaces, shortest numbers.
///
/// Whole numbers are written without a point and other numbers with one, so that reading gives back the same value.
/// A non-answer is written as `{"?":"later","because":"…"}`; names of fields never begin with `?` or `=`.
extension Value {
  public var json: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  func write(to out: inout [UInt8]) {
    switch self {
    case .none: out.append("null")
    case .boolean(let yes): out.append(yes ? "true" : "false")
    case .integer(let whole): out.append(whole.description)
    case .number(let number): out.append(number.isFinite ? number.description : "null")
    case .text(let text): out.append(quoted: text)
    case .list(let items):
      out.append(UInt8(ascii: "["))
      for (place, item) in items.enumerated() {
        if place > 0 { out.append(UInt8(ascii: ",")) }
        item.write(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .record(let record):
      out.append(UInt8(ascii: "{"))
      for (place, member) in record.members.enumerated() {
        if place > 0 { out.append(UInt8(ascii: ",")) }
        out.append(quoted: member.name)
        out.append(UInt8(ascii: ":"))
        member.value.write(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    case .nonAnswer(let kind, let reason):
      out.append(#"{"?":"#)
      out.append(quoted: kind.rawValue)
      out.append(#","because":"#)
      out.append(quoted: reason)
      out.append("}")
    }
  }
}

extension Answer {
  /// The value itself where nothing else is said, else `{"=":value,"confidence":…,"evidence":[…],"source":…}`.
  public var plain: Value {
    guard !evidence.isEmpty || source != nil || confidence != nil else { return value }
    var pairs: [(String, Value)] = [("=", value)]
    if let confidence { pairs.append(("confidence", .text(confidence.rawValue))) }
    if !evidence.isEmpty { pairs.append(("evidence", .list(evidence.map(Value.text)))) }
    if let source { pairs.append(("source", .text(source))) }
    return .record(Record(pairs))
  }

  public init(plain: Value) {
    guard case .record(let record) = plain, let value = record["="] else {
      self.init(plain)
      return
    }
    self.init(
      value, evidence: record["evidence"]?.list?.compactMap(\.text) ?? [], source: record["source"]?.text,
      confidence: record["confidence"]?.text.flatMap(Confidence.init))
  }
}

extension [UInt8] {
  mutating func append(_ text: String) { append(contentsOf: text.utf8) }

  /// Appends a text in quotes, as canonical JSON writes it.
  public mutating func append(quoted text: String) {
    append(UInt8(ascii: "\""))
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) else { return false }
      append(contentsOf: bytes)
      append(UInt8(ascii: "\""))
      return true
    }
    if isPlain == true { return }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append(#"\""#)
      case UInt8(ascii: "\\"): append(#"\\"#)
      case 0x0A: append(#"\n"#)
      case 0x0D: append(#"\r"#)
      case 0x09: append(#"\t"#)
      case 0..<0x20:
        append(#"\u00"#)
        append(Self.hex(byte >> 4))
        append(Self.hex(byte & 15))
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }

  private static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x57 + digit }
}
