/// Builds the tree of an expression from its tokens.
///
/// One function for all binary operators keeps the stack low under deep parentheses; chains of operators are
/// loops, not recursion.
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
    let condition = try disjunction()
    guard take(.question) else { return condition }
    let yes = try disjunction()
    guard take(.colon) else { throw missingElse() }
    let no = try conditional()
    return try add(.conditional(condition, yes, no), from: start(of: condition))
  }

  private mutating func disjunction() throws(SyntaxError) -> NodeID {
    let first = try conjunction()
    guard token.kind == .symbol(.or) else { return first }
    var terms = [first]
    while take(.or) { terms.append(try conjunction()) }
    return try add(.or(terms), from: start(of: first))
  }

  private mutating func conjunction() throws(SyntaxError) -> NodeID {
    let first = try chain(level: 0)
    guard token.kind == .symbol(.and) else { return first }
    var terms = [first]
    while take(.and) { terms.append(try chain(level: 0)) }
    return try add(.and(terms), from: start(of: first))
  }

  /// Relations (0), sums (1) and products (2): each a chain of what binds tighter.
  private mutating func chain(level: Int) throws(SyntaxError) -> NodeID {
    let first = level == 2 ? try unary() : try chain(level: level + 1)
    var links: [SyntaxNode.Link] = []
    while let symbol = binaryOperator(at: level) {
      guard tree.nodes.count + links.count < limits.parts else {
        throw .tooManyParts(limits.parts, at: token.range)
      }
      let place = token.range
      advance()
      if symbol == .less, token.kind == .symbol(.greater), token.range.lowerBound == place.upperBound {
        throw .written("<>", instead: "!=", at: place.lowerBound..<token.range.upperBound)
      }
      let operand = level == 2 ? try unary() : try chain(level: level + 1)
      links.append(SyntaxNode.Link(symbol: symbol, at: place, operand: operand))
    }
    return links.isEmpty ? first : try add(.chain(first, links), from: start(of: first))
  }

  private func binaryOperator(at level: Int) -> Operator? {
    switch (token.kind, level) {
    case (.name("in"), 0): .contained
    case (.symbol(.equal), 0): .equal
    case (.symbol(.unequal), 0): .unequal
    case (.symbol(.less), 0): .less
    case (.symbol(.lessOrEqual), 0): .lessOrEqual
    case (.symbol(.greater), 0): .greater
    case (.symbol(.greaterOrEqual), 0): .greaterOrEqual
    case (.symbol(.plus), 1): .add
    case (.symbol(.minus), 1): .subtract
    case (.symbol(.times), 2): .multiply
    case (.symbol(.over), 2): .divide
    case (.symbol(.percent), 2): .remainder
    default: nil
    }
  }

  /// Signs before an operand. A run of signs is one kind; `-` before a number belongs to the number.
  private mutating func unary() throws(SyntaxError) -> NodeID {
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
