/// A place in the tree of an expression.
typealias NodeID = Int

/// One part of an expression as it was written.
struct SyntaxNode: Sendable {
  let kind: Kind
  /// In Unicode scalars from the beginning of the expression.
  let range: Range<Int>
  /// How many parts lie below each other from here, itself included.
  let height: Int

  /// An operator of a chain such as `a + b - c`, and what stands after it.
  struct Link: Sendable {
    let symbol: Operator
    let at: Range<Int>
    let operand: NodeID
  }

  struct MapEntry: Sendable {
    let key: NodeID
    let value: NodeID
    let isOptional: Bool
  }

  struct ObjectEntry: Sendable {
    let name: Name
    let value: NodeID
    let isOptional: Bool
  }

  /// A name and where it stands.
  struct Name: Sendable {
    let text: String
    let range: Range<Int>
  }

  /// A macro that walks a list or the keys of a map.
  struct Comprehension: Sendable {
    let verb: Verb
    let subject: NodeID
    let first: Name
    let second: Name?
    /// The condition that stands before the transformation, in `map(x, condition, value)`.
    let filter: NodeID?
    let body: NodeID
  }

  enum Verb: String, Sendable {
    case all, exists, existsOne = "exists_one", map, filter, transformList, transformMap, transformMapEntry
  }

  /// Boxed, so that what walks deep into a tree takes little of the stack.
  indirect enum Kind: Sendable {
    case literal(CELValue)
    case name(Name, isRooted: Bool)
    case select(NodeID, Name, isOptional: Bool)
    /// `has(operand.field)`
    case has(NodeID, Name)
    case index(NodeID, NodeID, isOptional: Bool)
    case call(Name, [NodeID], isRooted: Bool)
    case method(NodeID, Name, [NodeID])
    case list([NodeID], optional: Set<Int>)
    case map([MapEntry])
    case object(Name, [ObjectEntry])
    case not(NodeID)
    case negate(NodeID)
    case chain(NodeID, [Link])
    case and([NodeID])
    case or([NodeID])
    case conditional(NodeID, NodeID, NodeID)
    case comprehension(Comprehension)
    /// `cel.bind(name, value, body)`, `x.optMap(name, body)` and `x.optFlatMap(name, body)`
    case bind(Name, value: NodeID, body: NodeID, Binding)

    /// In steps, without the parts below.
    var weight: Int {
      // The links of a long chain go the slow way.
      if case .chain(_, let links) = self, links.count > 1 { 3 * links.count } else { 1 }
    }

    /// Whether it is made of operators or a macro; otherwise a value, a name, a field or a call.
    var isOperation: Bool {
      switch self {
      case .not, .negate, .chain, .and, .or, .conditional, .comprehension, .bind: true
      case .literal, .name, .select, .has, .index, .call, .method, .list, .map, .object: false
      }
    }
  }

  enum Binding: Sendable { case plain, optMap, optFlatMap }
}

/// What stands between two operands.
enum Operator: String, Sendable {
  case add = "+", subtract = "-", multiply = "*", divide = "/", remainder = "%"
  case equal = "==", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case contained = "in"

  var isArithmetic: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .remainder: true
    default: false
    }
  }
}

/// The parts of an expression, children before parents. Flat, so that nothing recurses to build or release it.
struct SyntaxTree: Sendable {
  var nodes: [SyntaxNode] = []
  var root: NodeID = 0

  subscript(id: NodeID) -> SyntaxNode { nodes[id] }

  /// Lets a part begin and end with what stands around it.
  mutating func widen(_ id: NodeID, to range: Range<Int>) {
    nodes[id] = SyntaxNode(kind: nodes[id].kind, range: range, height: nodes[id].height)
  }

  /// The parts directly below one.
  func children(of id: NodeID) -> [NodeID] {
    switch nodes[id].kind {
    case .literal, .name: []
    case .select(let operand, _, _), .has(let operand, _), .not(let operand), .negate(let operand): [operand]
    case .index(let operand, let index, _): [operand, index]
    case .call(_, let arguments, _): arguments
    case .method(let target, _, let arguments): [target] + arguments
    case .list(let elements, _), .and(let elements), .or(let elements): elements
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .object(_, let entries): entries.map(\.value)
    case .chain(let first, let links): [first] + links.map(\.operand)
    case .conditional(let condition, let yes, let no): [condition, yes, no]
    case .comprehension(let macro): [macro.subject] + (macro.filter.map { [$0] } ?? []) + [macro.body]
    case .bind(_, let value, let body, _): [value, body]
    }
  }
}

/// How much text and how many parts an expression may have.
public struct ExpressionLimits: Sendable {
  /// In Unicode scalars.
  public var length: Int
  /// Names, values, operators and calls.
  public var parts: Int
  /// How deep parts may lie in each other. 80 fit well into a stack of 512 kB, even unoptimised.
  public var depth: Int

  /// Limits that no expression of good faith meets.
  public init(length: Int = 200_000, parts: Int = 20_000, depth: Int = 80) {
    self.length = length
    self.parts = parts
    self.depth = depth
  }
}
