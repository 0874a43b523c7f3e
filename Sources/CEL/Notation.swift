extension CELValue {
  /// The value as an expression would write it, so that reading it again gives the same value; entries as maps of the
  /// fields that they have. Nil where that takes more than `limit` characters.
  ///
  /// Entries that name each other in circles end: what lies more than two entries deep is written `{…}`.
  public func notation(limit: Int = 1_000_000) -> String? {
    var notation = Notation(room: limit)
    notation.write(self, entries: 0)
    return notation.room < 0 ? nil : notation.text
  }
}

private struct Notation {
  private(set) var text = ""
  private(set) var room: Int

  init(room: Int) { self.room = room }

  private mutating func add(_ part: String) {
    room -= part.utf8.count
    if room >= 0 { text += part }
  }

  mutating func write(_ value: CELValue, entries: Int) {
    guard room >= 0 else { return }
    switch value {
    case .null: add("null")
    case .bool, .int: add(value.text ?? "")
    case .uint(let number): add("\(number)u")
    case .double(let number): add(Self.decimal(number))
    case .string(let string): add(Self.quoted(string))
    case .bytes(let bytes): add(Self.quoted(bytes))
    case .timestamp(let time): add("timestamp(\"\(time)\")")
    case .duration(let length): add("duration(\"\(length)\")")
    case .type(let name): add(name)
    case .list(let values):
      write("[", values.indices, "]") { notation, index in notation.write(values[index], entries: entries) }
    case .map(let map):
      write("{", map.keys.indices, "}") { notation, index in
        notation.write(map.keys[index], entries: entries)
        notation.add(": ")
        notation.write(map.values[index], entries: entries)
      }
    case .object(let object):
      guard entries < 2 else { return add("{…}") }
      let fields = object.shape.fields
      let present = fields.indices.filter { object.slot($0) != nil }
      write("{", present, "}") { notation, index in
        notation.add("\(Self.quoted(fields[index].name)): ")
        notation.write(object.slot(index) ?? .null, entries: entries + 1)
      }
    case .optional(let box):
      guard let inner = box.value else { return add("optional.none()") }
      write("optional.of(", [0], ")") { notation, _ in notation.write(inner, entries: entries) }
    }
  }

  private mutating func write(
    _ opening: String, _ items: some Sequence<Int>, _ closing: String, _ one: (inout Notation, Int) -> Void
  ) {
    add(opening)
    var isFirst = true
    for item in items where room >= 0 {
      if !isFirst { add(", ") }
      isFirst = false
      one(&self, item)
    }
    add(closing)
  }

  private static func decimal(_ number: Double) -> String {
    guard number.isFinite else { return "double(\"\(CELValue.double(number).text ?? "")\")" }
    return number.description
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case _ where escapes[scalar] != nil: result += escapes[scalar] ?? ""
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        let digits = String(scalar.value, radix: 16)
        let width = scalar.value > 0xFFFF ? 8 : 4
        result += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func quoted(_ bytes: [UInt8]) -> String {
    bytes.reduce("b\"") { text, byte in
      let scalar = Unicode.Scalar(byte)
      if let escape = escapes[scalar] { return text + escape }
      if (0x20..<0x7F).contains(byte) { return text + String(Character(scalar)) }
      return text + "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    } + "\""
  }

  private static let escapes: [Unicode.Scalar: String] = [
    "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\", "\"": "\\\"",
  ]
}
