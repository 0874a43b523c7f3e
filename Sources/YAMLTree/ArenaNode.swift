/// One node as it lies in the arena: 32 bytes, in pre-order, places counted from 0.
///
/// Children of a node follow it at once; the next sibling of a list or mapping begins at `b`. So no node owns an array.
struct ArenaNode: BitwiseCopyable {
  var startLine: UInt32
  var startColumn: UInt32
  var endLine: UInt32
  var endColumn: UInt32
  /// Scalar: where its text begins. List, mapping: how many items or entries. Alias: the node it stands for.
  var a: UInt32 = 0
  /// Scalar: how many bytes its text has. List, mapping: the node after its last descendant.
  var b: UInt32 = 0
  /// The number of a key's text, or `noKey`.
  var key = ArenaNode.noKey
  var form: Form

  static let noKey = UInt32.max

  struct Form: BitwiseCopyable, Equatable {
    var bits: UInt32

    enum Kind: UInt32 { case scalar, sequence, mapping, alias }

    init(_ kind: Kind, _ style: YAMLStyle) {
      bits = kind.rawValue | UInt32(style.rawValue) << 2
    }

    var kind: Kind { Kind(rawValue: bits & 3) ?? .scalar }
    var style: YAMLStyle { YAMLStyle(rawValue: UInt8(truncatingIfNeeded: bits >> 2 & 7)) ?? .plain }
    var isCollection: Bool { bits & 3 == 1 || bits & 3 == 2 }

    /// Whether an anchor or a tag stands before the node; the start of the node is the start of those.
    var hasProperties: Bool {
      get { bits & 32 != 0 }
      set { bits = newValue ? bits | 32 : bits & ~32 }
    }

    static let plain = Form(.scalar, .plain)
    static let alias = Form(.alias, .plain)
  }

  init(_ form: Form, at place: Place) {
    startLine = place.startLine
    startColumn = place.startColumn
    endLine = place.endLine
    endColumn = place.endColumn
    self.form = form
  }

  /// A plain scalar without any text.
  var isEmptyPlain: Bool { form.bits & 31 == Form.plain.bits && b == 0 }
}

/// From where to where something stands, counted from 0 as libyaml does.
struct Place: BitwiseCopyable {
  var startLine: UInt32
  var startColumn: UInt32
  var endLine: UInt32
  var endColumn: UInt32
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
