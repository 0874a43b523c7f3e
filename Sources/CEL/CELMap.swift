/// Keys and values in the order in which they were written.
///
/// Keys are booleans, whole numbers and strings. `1`, `1u` and `1.0` find the same key, as the language wants it.
public final class CELMap: Equatable, Sendable {
  /// In the order in which they were written.
  public let keys: [CELValue]
  /// One for each key.
  public let values: [CELValue]
  private let indices: [Key: Int]

  /// A map, or nil where a key is repeated or is no bool, int, uint or string.
  public init?(_ entries: [(key: CELValue, value: CELValue)]) {
    var indices: [Key: Int] = [:]
    indices.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      if case .double = entry.key { return nil }
      guard let key = Key(entry.key), indices.updateValue(index, forKey: key) == nil else { return nil }
    }
    keys = entries.map(\.key)
    values = entries.map(\.value)
    self.indices = indices
  }

  /// How many keys there are.
  public var count: Int { keys.count }

  /// The value of a key, nil where the map has none.
  public subscript(key: CELValue) -> CELValue? {
    Key(key).flatMap { indices[$0] }.map { values[$0] }
  }

  /// The value of a string key, nil where the map has none.
  public subscript(key: String) -> CELValue? {
    indices[.string(ExactString(key))].map { values[$0] }
  }

  /// Whether both hold the same keys and values in the same order; `isEqual(to:)` of values does not mind the order.
  public static func == (left: CELMap, right: CELMap) -> Bool {
    left.keys == right.keys && left.values == right.values
  }

  private enum Key: Hashable {
    case bool(Bool)
    case int(Int64)
    case large(UInt64)
    case string(ExactString)

    init?(_ value: CELValue) {
      switch value {
      case .bool(let value): self = .bool(value)
      case .int(let value): self = .int(value)
      case .uint(let value):
        if let small = Int64(exactly: value) { self = .int(small) } else { self = .large(value) }
      case .double(let value):
        if let small = Int64(exactly: value) {
          self = .int(small)
        } else if let large = UInt64(exactly: value) {
          self = .large(large)
        } else {
          return nil
        }
      case .string(let value): self = .string(ExactString(value))
      default: return nil
      }
    }
  }
}

/// A string compared by its code points, where Swift's own comparison takes composed and decomposed letters for one.
struct ExactString: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactString, right: ExactString) -> Bool { left.text.isSame(as: right.text) }

  func hash(into hasher: inout Hasher) {
    var copy = text
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
