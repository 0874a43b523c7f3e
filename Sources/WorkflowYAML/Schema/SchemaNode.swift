import AuditCore

/// A piece of a schema: JSON whose members keep the order in which they were written, which is the order in which editors
/// offer them.
indirect enum SchemaNode: Equatable, Sendable {
  case text(String)
  case whole(Int)
  case number(Double)
  case flag(Bool)
  case null
  case list([SchemaNode])
  case members([Member])

  struct Member: Equatable, Sendable {
    let name: String
    let value: SchemaNode
  }

  subscript(name: String) -> SchemaNode? {
    guard case .members(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The same, explained in plain words.
  func described(_ words: String) -> SchemaNode {
    (["description": .text(words)] as SchemaNode).with(self)
  }

  /// The same with further members behind its own.
  func with(_ more: SchemaNode) -> SchemaNode {
    guard case .members(let members) = self, case .members(let further) = more else { return self }
    return .members(members + further)
  }
}

extension SchemaNode: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral text: String) { self = .text(text) }
  init(integerLiteral whole: Int) { self = .whole(whole) }
  init(booleanLiteral flag: Bool) { self = .flag(flag) }
  init(arrayLiteral items: SchemaNode...) { self = .list(items) }
  init(dictionaryLiteral members: (String, SchemaNode)...) {
    self = .members(members.map { Member(name: $0.0, value: $0.1) })
  }

  static func texts(_ texts: some Sequence<String>) -> SchemaNode { .list(texts.map { .text($0) }) }

  /// What another part of the schema says, under `$defs`.
  static func definition(_ name: String) -> SchemaNode { ["$ref": .text("#/$defs/\(name)")] }
}

extension SchemaNode {
  /// The JSON, two spaces a level; lists and members without further ones stand on one line where they are short.
  var json: String {
    var bytes: [UInt8] = []
    write(to: &bytes, depth: 0)
    bytes.append(0x0A)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The longest line on which a list or group of members stands.
  private static let width = 100

  private func write(to out: inout [UInt8], depth: Int) {
    switch self {
    case .text(let text): out.append(quoted: text)
    case .whole(let whole): out.append(contentsOf: whole.description.utf8)
    case .number(let number): out.append(contentsOf: Self.digits(number).utf8)
    case .flag(let flag): out.append(contentsOf: flag.description.utf8)
    case .null: out.append(contentsOf: "null".utf8)
    case .list(let items):
      write(items.map { (nil, $0) }, "[", "]", to: &out, depth)
    case .members(let members):
      write(members.map { ($0.name, $0.value) }, "{", "}", to: &out, depth)
    }
  }

  private func write(
    _ parts: [(name: String?, value: SchemaNode)], _ open: String, _ close: String, to out: inout [UInt8],
    _ depth: Int
  ) {
    let isShort = isFlat && flatLength <= Self.width
    out.append(contentsOf: open.utf8)
    for (place, part) in parts.enumerated() {
      if place > 0 { out.append(contentsOf: isShort ? ", ".utf8 : ",".utf8) }
      if !isShort { Self.newLine(&out, depth + 1) }
      if let name = part.name {
        out.append(quoted: name)
        out.append(contentsOf: ": ".utf8)
      }
      part.value.write(to: &out, depth: depth + 1)
    }
    if !isShort { Self.newLine(&out, depth) }
    out.append(contentsOf: close.utf8)
  }

  private static func newLine(_ out: inout [UInt8], _ depth: Int) {
    out.append(0x0A)
    out.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }

  /// Whether nothing inside has parts of its own.
  private var isFlat: Bool {
    switch self {
    case .list(let items): items.allSatisfy(\.isScalar)
    case .members(let members): members.allSatisfy(\.value.isScalar)
    default: true
    }
  }

  private var isScalar: Bool {
    switch self {
    case .list(let items): items.isEmpty
    case .members(let members): members.isEmpty
    default: true
    }
  }

  private var flatLength: Int {
    switch self {
    case .text(let text): text.utf8.count + 2
    case .list(let items): items.reduce(2) { $0 + $1.flatLength + 2 }
    case .members(let members): members.reduce(2) { $0 + $1.name.utf8.count + $1.value.flatLength + 6 }
    default: 5
    }
  }

  private static func digits(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
