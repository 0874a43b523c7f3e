/// What an expression evaluates to, and what variables and fields hold.
///
/// `==` here means the same value of the same type, as tests want it. The `==` of expressions, where `1 == 1.0`
/// holds, is `isEqual(to:)`.
public enum CELValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list([CELValue])
  case map(CELMap)
  /// An entry of the host, with the fields of its shape.
  case object(Object)
  case timestamp(CELTimestamp)
  case duration(CELDuration)
  /// A type as a value, by the name that `type(x)` prints.
  case type(String)
  case optional(CELOptional)
}

/// A value that may be missing: what `optional.of(x)` and `list[?i]` give.
public final class CELOptional: Equatable, Sendable {
  /// Nil where nothing is there.
  public let value: CELValue?

  /// A value that is there, or nil.
  public init(_ value: CELValue?) { self.value = value }

  /// Whether both are missing, or hold the same value.
  public static func == (left: CELOptional, right: CELOptional) -> Bool { left.value == right.value }
}

/// An entry: a shape and its values by slot. An empty slot is *absent*.
///
/// Objects may link to each other in circles: create them, fill them, then freeze them. Circles keep each other
/// alive until `unlink()`.
public final class Object: Equatable, @unchecked Sendable {
  /// What its slots mean.
  public let shape: Shape
  private let slots: UnsafeMutablePointer<CELValue?>
  private let count: Int
  private var isFrozen = false

  /// An object all of whose fields are absent.
  public init(_ shape: Shape) {
    self.shape = shape
    count = shape.fields.count
    slots = .allocate(capacity: max(count, 1))
    slots.initialize(repeating: nil, count: count)
  }

  /// A frozen object; values beyond the fields of the shape are refused.
  public convenience init(_ shape: Shape, _ values: [CELValue?]) {
    self.init(shape)
    precondition(values.count <= count, "an object has a value for each field at most")
    for (index, value) in values.enumerated() { slots[index] = value }
    isFrozen = true
  }

  deinit {
    slots.deinitialize(count: count)
    slots.deallocate()
  }

  /// The value in a slot, nil where it is absent.
  public subscript(index: Int) -> CELValue? {
    precondition(index >= 0 && index < count, "a slot is asked for by the index of its shape")
    return slots[index]
  }

  /// As the subscript, for slots that the check has found in the shape.
  @inline(__always)
  func slot(_ index: Int) -> CELValue? { index < count ? slots[index] : nil }

  /// Where the value of a slot lies; nil where the shape got its fields after the object was made.
  @inline(__always)
  func address(of index: Int) -> UnsafePointer<CELValue?>? {
    index < count ? UnsafePointer(slots + index) : nil
  }

  /// The value of a field, nil where it is absent or the shape has no such field.
  public subscript(field: String) -> CELValue? { shape.index(of: field).flatMap { slot($0) } }

  /// Fills a slot. Only before `freeze()`.
  public func set(_ value: CELValue?, at index: Int) {
    precondition(!isFrozen, "a frozen object does not change")
    precondition(index >= 0 && index < count, "a slot is filled by the index of its shape")
    slots[index] = value
  }

  /// Ends the filling: from here on the object may be read from anywhere.
  public func freeze() { isFrozen = true }

  /// Empties every slot, so that objects which link in circles can be released.
  public func unlink() {
    for index in 0..<count { slots[index] = nil }
  }

  /// An object equals itself alone: two entries with the same answers are still two entries.
  public static func == (left: Object, right: Object) -> Bool { left === right }
}

extension CELValue {
  /// The type of the value as far as it can be told from the value alone.
  public var type: CELType {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list(.dyn)
    case .map: .map(.dyn, .dyn)
    case .object(let object): .object(object.shape)
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    case .optional: .optional(.dyn)
    }
  }

  /// The name that `type(x)` gives.
  var typeName: String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .list: "list"
    case .map: "map"
    case .object(let object): object.shape.name
    case .timestamp: "google.protobuf.Timestamp"
    case .duration: "google.protobuf.Duration"
    case .type: "type"
    case .optional: "optional_type"
    }
  }

  /// Whether the value may be passed where `type` is declared. Elements of lists and maps are not looked at.
  func fits(_ type: CELType) -> Bool {
    switch (self, type) {
    case (_, .dyn), (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
      (.string, .string), (.bytes, .bytes), (.list, .list), (.map, .map), (.timestamp, .timestamp),
      (.duration, .duration), (.type, .type), (.optional, .optional):
      true
    case (.object(let object), .object(let shape)): object.shape === shape
    default: false
    }
  }
}
