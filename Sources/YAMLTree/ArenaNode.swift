/// One node as it lies in the arena: 16 bytes, in pre-order.
///
/// Children of a node follow it at once; the next sibling of a list or mapping begins at `b`. So no node owns an array.
/// Places are counted in characters from the text's beginning, and become lines and columns when somebody asks.
@usableFromInline struct ArenaNode: BitwiseCopyable, Sendable {
  @usableFromInline var startAndForm: UInt32
  @usableFromInline var endAndForm: UInt32
  /// Key: the number of its text. Other scalar: where its text begins, in the source or, with `keptApart`, among the texts
  /// that are kept apart. List, mapping: how many items or entries. Alias: the node it stands for.
  @usableFromInline var a: UInt32 = 0
  /// Scalar: how many bytes its text has. List, mapping: the node after its last descendant.
  @usableFromInline var b: UInt32 = 0

  @inlinable static var noKey: UInt32 { UInt32.max }
  /// Marks the place of a text that does not stand in the source as it reads.
  @inlinable static var keptApart: UInt32 { 1 << 31 }
  /// The most characters a text may have: the bits above are the form's.
  static let mostCharacters: UInt32 = 1 << 28 - 1

  init(_ form: Form, at place: Place) {
    startAndForm = min(place.start, Self.mostCharacters) | form.bits << 28
    endAndForm = min(place.end, Self.mostCharacters) | (form.bits >> 4) << 28
  }

  var start: Int { Int(startAndForm & Self.mostCharacters) }

  var end: Int {
    get { Int(endAndForm & Self.mostCharacters) }
    set {
      endAndForm = endAndForm & ~Self.mostCharacters | min(UInt32(clamping: newValue), Self.mostCharacters)
    }
  }

  /// The number of a key's text, or `noKey`.
  @inlinable var key: UInt32 { isKey ? a : Self.noKey }

  @inlinable var isKey: Bool { endAndForm & Self.keyBit != 0 }

  mutating func becomeKey(_ number: UInt32) {
    a = number
    endAndForm |= Self.keyBit
  }

  @inlinable static var keyBit: UInt32 { 1 << 31 }

  @inlinable var form: Form { Form(bits: startAndForm >> 28 | (endAndForm >> 28 & 3) << 4) }

  @inlinable var isCollection: Bool { Form(bits: startAndForm >> 28).isCollection }

  /// Whether an anchor or a tag stands before the node; the start of the node is the start of those.
  var hasProperties: Bool { endAndForm & Self.propertiesBit != 0 }

  mutating func haveProperties() { endAndForm |= Self.propertiesBit }

  private static let propertiesBit: UInt32 = 1 << 30

  /// A plain scalar without any text.
  var isEmptyPlain: Bool { b == 0 && form == .plain }

  /// What a node is and how it is written, in six bits.
  @usableFromInline struct Form: BitwiseCopyable, Equatable, Sendable {
    @usableFromInline var bits: UInt32

    @usableFromInline enum Kind: UInt32 { case scalar, sequence, mapping, alias }

    @inlinable init(bits: UInt32) { self.bits = bits }

    init(_ kind: Kind, _ style: YAMLStyle) {
      bits = kind.rawValue | UInt32(style.rawValue) << 2
    }

    @inlinable var kind: Kind { Kind(rawValue: bits & 3) ?? .scalar }
    @inlinable var style: YAMLStyle {
      YAMLStyle(rawValue: UInt8(truncatingIfNeeded: bits >> 2 & 7)) ?? .plain
    }
    @inlinable var isCollection: Bool { bits & 3 == 1 || bits & 3 == 2 }
    /// Whether it stands in quotes of either kind.
    var isQuoted: Bool { bits >> 3 & 3 == 1 }
    var isFlow: Bool { bits >> 2 & 7 == UInt32(YAMLStyle.flow.rawValue) }

    static let plain = Form(.scalar, .plain)
    static let alias = Form(.alias, .plain)
  }
}

/// From where to where something stands as libyaml tells it: lines and columns from 0, and characters from the beginning.
struct Place: BitwiseCopyable {
  var startLine: UInt32 = 0
  var startColumn: UInt32 = 0
  var endLine: UInt32 = 0
  var endColumn: UInt32 = 0
  var start: UInt32 = 0
  var end: UInt32 = 0
}

/// How a node is written.
public enum YAMLStyle: UInt8, Sendable {
  /// Without quotes.
  case plain = 1
  case singleQuoted, doubleQuoted
  /// After `|`, line by line.
  case literal
  /// After `>`, lines joined.
  case folded
  /// A list or mapping by indentation.
  case block
  /// A list or mapping in brackets.
  case flow
}
