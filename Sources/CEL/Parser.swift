/// Builds the tree of an expression from its tokens.
///
/// Chains of operators are loops, not recursion; only parentheses and other brackets recurse, to a limit.
struct Parser {
  let tokens: [Token]
  let limits: ExpressionLimits
  /// Reserved words that the host uses as names.
  let allowedWords: Set<String>
  var position = 0
  var tree = SyntaxTree()
  private var depth = 0

  init(tokens: [Token], limits: ExpressionLimits, allowing names: Set<String>) {
    self.tokens = tokens
    allowedWords = names
    self.limits = limits
  }

  var token: Token { tokens[position] }

  /// The end of the token before this one.
  var lastEnd: Int { position > 0 ? tokens[position - 1].range.upperBound : 0 }

  mutating func expression() throws(SyntaxError) -> SyntaxTree {
    tree.root = try conditional()
    guard token.kind == .end else { throw unexpected() }
    return tree
  }

  mutating func advance() {
    if position + 1 < tokens.count { position += 1 }
  }

  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Token.Symbol, closing opening: Token? = nil) throws(SyntaxError) {
    guard take(symbol) else { throw missing(symbol, closing: opening) }
  }

  mutating func add(_ kind: SyntaxNode.Kind, from start: Int, to end: Int? = nil) throws(SyntaxError)
    -> NodeID
  {
    let range = start..<max(start, end ?? lastEnd)
    guard tree.nodes.count < limits.parts else { throw .tooManyParts(limits.parts, at: range) }
    tree.nodes.append(SyntaxNode(kind: kind, range: range, height: 1))
    let id = tree.nodes.count - 1
    let height = 1 + (tree.children(of: id).map { tree[$0].height }.max() ?? 0)
    guard height <= limits.depth else { throw .tooDeep(limits.depth, at: range) }
    tree.nodes[id] = SyntaxNode(kind: kind, range: range, height: height)
    return id
  }

  func start(of id: NodeID) -> Int { tree[id].range.lowerBound }

  mutating func conditional() throws(SyntaxError) -> NodeID {
    depth += 1
    defer { depth -= 1 }
    guard depth <= limits.depth else { throw .tooDeep(limits.depth, at: token.range) }
    let condition = try binary(from: 0)
    return take(.question) ? try choice(condition) : condition
  }

  @inline(never)
  private mutating func choice(_ condition: NodeID) throws(SyntaxError) -> NodeID {
    let yes = try binary(from: 0)
    guard take(.colon) else { throw missingElse() }
    let no = try conditional()
    return try add(.conditional(condition, yes, no), from: start(of: condition))
  }

  /// Operands and the operators between them that bind at least as tightly as a level.
  ///
  /// One function for all levels, so that a pair of parentheses costs few frames of the stack; operators of one
  /// level in a row are a loop.
  private mutating func binary(from lowest: Int) throws(SyntaxError) -> NodeID {
    var left = try unary()
    while let level = Self.level(of: token.kind), level >= lowest {
      left = level < 2 ? try terms(after: left, level: level) : try chain(after: left, level: level)
    }
    return left
  }

  /// How tightly an operator binds: `||` 0, `&&` 1, relations 2, sums 3, products 4.
  private static func level(of kind: Token.Kind) -> Int? {
    switch kind {
    case .symbol(.or): 0
    case .symbol(.and): 1
    default: binaryOperator(kind).map { $0.isArithmetic ? ($0 == .add || $0 == .subtract ? 3 : 4) : 2 }
    }
  }

  private mutating func terms(after first: NodeID, level: Int) throws(SyntaxError) -> NodeID {
    var terms = [first]
    let symbol: Token.Symbol = level == 0 ? .or : .and
    while take(symbol) { terms.append(try binary(from: level + 1)) }
    return try add(level == 0 ? .or(terms) : .and(terms), from: start(of: first))
  }

  private mutating func chain(after first: NodeID, level: Int) throws(SyntaxError) -> NodeID {
    var links: [SyntaxNode.Link] = []
    while Self.level(of: token.kind) == level, let symbol = Self.binaryOperator(token.kind) {
      guard tree.nodes.count + links.count < limits.parts else {
        throw .tooManyParts(limits.parts, at: token.range)
      }
      let place = token.range
      advance()
      if symbol == .less, token.kind == .symbol(.greater), token.range.lowerBound == place.upperBound {
        throw .written("<>", instead: "!=", at: place.lowerBound..<token.range.upperBound)
      }
      links.append(SyntaxNode.Link(symbol: symbol, at: place, operand: try binary(from: level + 1)))
    }
    return try add(.chain(first, links), from: start(of: first))
  }

  private static func binaryOperator(_ kind: Token.Kind) -> Operator? {
    switch kind {
    case .name("in"): .contained
    case .symbol(.equal): .equal
    case .symbol(.unequal): .unequal
    case .symbol(.less): .less
    case .symbol(.lessOrEqual): .lessOrEqual
    case .symbol(.greater): .greater
    case .symbol(.greaterOrEqual): .greaterOrEqual
    case .symbol(.plus): .add
    case .symbol(.minus): .subtract
    case .symbol(.times): .multiply
    case .symbol(.over): .divide
    case .symbol(.percent): .remainder
    default: nil
    }
  }

  private mutating func unary() throws(SyntaxError) -> NodeID {
    switch token.kind {
    case .symbol(.not), .symbol(.minus): try signed()
    default: try member()
    }
  }

  /// Signs before an operand. A run of signs is one kind; `-` before a number belongs to the number.
  @inline(never)
  private mutating func signed() throws(SyntaxError) -> NodeID {
    var signs: [(isNot: Bool, start: Int)] = []
    while true {
      let start = token.range.lowerBound
      if take(.not) {
        signs.append((true, start))
      } else if token.kind == .symbol(.minus) {
        advance()
        if let literal = try negativeNumber(from: start) {
          return try apply(signs, to: try suffixes(of: literal))
        }
        signs.append((false, start))
      } else {
        break
      }
      guard signs.count <= limits.depth else { throw .tooDeep(limits.depth, at: start..<start + 1) }
    }
    return try apply(signs, to: try member())
  }

  private mutating func apply(_ signs: [(isNot: Bool, start: Int)], to operand: NodeID) throws(SyntaxError)
    -> NodeID
  {
    var result = operand
    for sign in signs.reversed() {
      result = try add(sign.isNot ? .not(result) : .negate(result), from: sign.start)
    }
    return result
  }

  private mutating func negativeNumber(from start: Int) throws(SyntaxError) -> NodeID? {
    switch token.kind {
    case .int(let magnitude):
      advance()
      return try add(.literal(.int(Int64(truncatingIfNeeded: 0 &- magnitude))), from: start)
    case .double(let value):
      advance()
      return try add(.literal(.double(-value)), from: start)
    default: return nil
    }
  }
}

extension SyntaxError {
  static func tooManyParts(_ limit: Int, at range: Range<Int>) -> SyntaxError {
    SyntaxError("an expression has at most \(limit) parts", at: range)
  }

  static func tooDeep(_ limit: Int, at range: Range<Int>) -> SyntaxError {
    SyntaxError("parts lie at most \(limit) deep in each other", at: range)
  }

  static func written(_ found: String, instead right: String, at range: Range<Int>) -> SyntaxError {
    SyntaxError("`\(found)` is no part of an expression", at: range, help: "write `\(right)`")
  }
}
