/// What an expression, a variable or a field may hold.
///
/// Richer than the types that values carry at run time: a list knows its elements, an object its fields.
public indirect enum CELType: Hashable, Sendable {
  /// Anything: known only when the expression is evaluated.
  case dyn
  case null, bool, int, uint, double, string, bytes, timestamp, duration
  /// A type as a value, e.g. what `type(1)` gives.
  case type
  case list(CELType)
  case map(CELType, CELType)
  /// A map that has these keys and no others, and what it holds under them.
  case keyed(KnownKeys, CELType)
  case optional(CELType)
  case object(Shape)

  /// Whether the type is one of the three that count.
  public var isNumeric: Bool { self == .int || self == .uint || self == .double }
}

extension CELType: CustomStringConvertible {
  /// The type as an author would write it.
  public var description: String {
    switch self {
    case .dyn: "dyn"
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .type: "type"
    case .list(.dyn): "list"
    case .map(.dyn, .dyn): "map"
    case .optional(.dyn): "optional"
    case .list(let element): "list(\(element))"
    case .map(let key, let value): "map(\(key), \(value))"
    case .keyed: plain.description
    case .optional(let wrapped): "optional(\(wrapped))"
    case .object(let shape): shape.name
    }
  }
}

extension CELType {
  /// The type without what is known of single keys.
  public var plain: CELType {
    if case .keyed(let keys, let value) = self { .map(keys.type, value) } else { self }
  }

  /// Whether a value of this type may stand where `other` is expected, as far as is known beforehand.
  func fits(_ other: CELType) -> Bool {
    switch (self, other) {
    case (.dyn, _), (_, .dyn): true
    case (.list(let mine), .list(let theirs)): mine.fits(theirs)
    case (.optional(let mine), .optional(let theirs)): mine.fits(theirs)
    case (.keyed, _), (_, .keyed): plain.fits(other.plain)
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      key.fits(otherKey) && value.fits(otherValue)
    default: self == other
    }
  }

  /// The type that holds values of both: the more general one, or `dyn`.
  func joined(with other: CELType) -> CELType {
    if self == other { return self }
    switch (self, other) {
    case (.keyed, _), (_, .keyed): return plain.joined(with: other.plain)
    case (.list(let mine), .list(let theirs)): return .list(mine.joined(with: theirs))
    case (.optional(let mine), .optional(let theirs)): return .optional(mine.joined(with: theirs))
    case (.map(let key, let value), .map(let otherKey, let otherValue)):
      return .map(key.joined(with: otherKey), value.joined(with: otherValue))
    default: return .dyn
    }
  }
}

/// The named fields of a kind of object, e.g. of the entries of register `members`.
///
/// Two shapes are the same only when they are the same instance, so a shape may name itself in its fields:
/// create it, then set the fields, once.
public final class Shape: Hashable, @unchecked Sendable {
  /// One field and what it holds.
  public struct Field: Hashable, Sendable {
    /// As expressions write it after a dot.
    public let name: String
    /// What it holds where it is not absent.
    public let type: CELType
    /// The texts that it may hold, where there are no others; empty where it may hold any.
    public let values: [String]

    /// A field of a shape.
    public init(_ name: String, _ type: CELType, values: [String] = []) {
      self.name = name
      self.type = type
      self.values = values
    }
  }

  /// What messages call an object of this shape.
  public let name: String
  /// The fields that tell its objects apart, so that messages can say what to compare instead of a whole object.
  public let key: [String]
  /// In the order of the slots of an `Object`.
  public private(set) var fields: [Field] = []
  private var indices: [String: Int] = [:]
  private var isSet = false

  /// A shape whose fields follow, because they mention the shape itself or one that is still to come.
  public init(_ name: String, key: [String] = []) {
    self.name = name
    self.key = key
  }

  /// A shape that is complete at once.
  public convenience init(_ name: String, fields: [Field]) {
    self.init(name)
    set(fields: fields)
  }

  /// Gives the shape its fields; before any check or object uses it, and only once.
  public func set(fields: [Field]) {
    precondition(!isSet, "the fields of a shape are set once")
    isSet = true
    self.fields = fields
    for (index, field) in fields.enumerated() where indices[field.name] == nil { indices[field.name] = index }
  }

  /// The slot of a field, if there is such a field.
  public func index(of field: String) -> Int? { indices[field] }

  /// Whether both are the same instance.
  public static func == (left: Shape, right: Shape) -> Bool { left === right }

  /// By the instance, as `==`.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
