extension Parser {
  /// An operand with everything that follows it: `.field`, `[index]`, `.method(…)`.
  mutating func member() throws(SyntaxError) -> NodeID { try suffixes(of: try primary()) }

  mutating func suffixes(of operand: NodeID) throws(SyntaxError) -> NodeID {
    var result = operand
    while true {
      switch token.kind {
      case .symbol(.dot): result = try selection(of: result)
      case .symbol(.openBracket): result = try element(of: result)
      case .symbol(.openBrace) where dottedName(result) != nil: result = try object(result)
      default: return result
      }
    }
  }

  @inline(never)
  private mutating func element(of list: NodeID) throws(SyntaxError) -> NodeID {
    let opening = position
    advance()
    let isOptional = take(.question)
    let index = try conditional()
    try expect(.closeBracket, closing: tokens[opening])
    return try add(.index(list, index, isOptional: isOptional), from: start(of: list))
  }

  @inline(never)
  private mutating func selection(of target: NodeID) throws(SyntaxError) -> NodeID {
    advance()
    let isOptional = take(.question)
    let name = try fieldName()
    guard token.kind == .symbol(.openParenthesis), !isOptional, !tokens[position - 1].isQuoted else {
      return try add(.select(target, name, isOptional: isOptional), from: start(of: target))
    }
    return try call(of: name, on: target, try arguments())
  }

  @inline(never)
  private mutating func fieldName() throws(SyntaxError) -> SyntaxNode.Name {
    switch token.kind {
    case .quotedName(let name), .name(let name):
      guard token.isQuoted || !keywords.contains(name) else { break }
      defer { advance() }
      return SyntaxNode.Name(text: name, range: token.range)
    default: break
    }
    throw unexpected(wanted: "the name of a field")
  }

  @inline(never)
  private mutating func call(
    of name: SyntaxNode.Name, on target: NodeID, _ arguments: [NodeID]
  ) throws(SyntaxError) -> NodeID {
    if let macro = try macro(name, on: target, arguments) { return macro }
    return try add(.method(target, name, arguments), from: start(of: target))
  }

  /// What brackets enclose, or what stands by itself. Kept small, because brackets recurse through it.
  private mutating func primary() throws(SyntaxError) -> NodeID {
    switch token.kind {
    case .symbol(.openParenthesis): return try parenthesised()
    case .symbol(.openBracket): return try listLiteral()
    case .symbol(.openBrace): return try mapLiteral()
    default: return try plain()
    }
  }

  /// What no bracket encloses.
  @inline(never)
  private mutating func plain() throws(SyntaxError) -> NodeID {
    let begin = token.range.lowerBound
    if take(.dot) {
      guard case .name = token.kind else { throw unexpected(wanted: "a name") }
      return try named(isRooted: true, from: begin)
    }
    if let literal = try literal() { return literal }
    return try named(isRooted: false, from: begin)
  }

  @inline(never)
  private mutating func parenthesised() throws(SyntaxError) -> NodeID {
    let opening = position
    advance()
    let inner = try conditional()
    try expect(.closeParenthesis, closing: tokens[opening])
    // What is marked or quoted of it takes its parentheses along.
    tree.widen(inner, to: tokens[opening].range.lowerBound..<lastEnd)
    return inner
  }

  @inline(never)
  private mutating func literal() throws(SyntaxError) -> NodeID? {
    switch token.kind {
    case .int(let magnitude):
      guard magnitude < 1 << 63 else { throw .numberTooLarge(String(magnitude), at: token.range) }
      return try literal(.int(Int64(magnitude)))
    case .uint(let value): return try literal(.uint(value))
    case .double(let value): return try literal(.double(value))
    case .string(let value): return try literal(.string(value))
    case .bytes(let value): return try literal(.bytes(value))
    case .name("true"): return try literal(.bool(true))
    case .name("false"): return try literal(.bool(false))
    case .name("null"): return try literal(.null)
    case .name: return nil
    case .quotedName, .symbol, .end: throw unexpected(wanted: "a value")
    }
  }

  private mutating func literal(_ value: CELValue) throws(SyntaxError) -> NodeID {
    let begin = token.range.lowerBound
    advance()
    return try add(.literal(value), from: begin)
  }

  @inline(never)
  private mutating func named(isRooted: Bool, from begin: Int) throws(SyntaxError) -> NodeID {
    let name = try variableName()
    guard token.kind == .symbol(.openParenthesis) else {
      return try add(.name(name, isRooted: isRooted), from: begin)
    }
    let arguments = try arguments()
    if name.text == "has", !isRooted { return try has(name, arguments) }
    return try add(.call(name, arguments, isRooted: isRooted), from: begin)
  }

  @inline(never)
  private mutating func variableName() throws(SyntaxError) -> SyntaxNode.Name {
    guard case .name(let text) = token.kind else { throw unexpected(wanted: "a name") }
    guard !wordsOfTheLanguage.contains(text) || allowedWords.contains(text) else {
      throw .reserved(text, at: token.range)
    }
    let name = SyntaxNode.Name(text: text, range: token.range)
    advance()
    if text == "not", startsOperand { throw .written("not", instead: "!", at: name.range) }
    return name
  }

  private var startsOperand: Bool {
    switch token.kind {
    case .name(let name): name != "in"
    case .string, .int, .uint, .double: true
    default: false
    }
  }

  /// Expressions between commas, in parentheses.
  private mutating func arguments() throws(SyntaxError) -> [NodeID] {
    let opening = position
    advance()
    var arguments: [NodeID] = []
    if take(.closeParenthesis) { return arguments }
    while true {
      arguments.append(try conditional())
      if take(.closeParenthesis) { return arguments }
      guard take(.comma) else { throw missing(.closeParenthesis, closing: tokens[opening]) }
    }
  }

  @inline(never)
  private mutating func listLiteral() throws(SyntaxError) -> NodeID {
    let opening = token
    advance()
    var elements: [NodeID] = []
    var optional: Set<Int> = []
    while !take(.closeBracket) {
      if take(.question) { optional.insert(elements.count) }
      elements.append(try conditional())
      if !take(.comma) {
        try expect(.closeBracket, closing: opening)
        break
      }
    }
    return try add(.list(elements, optional: optional), from: opening.range.lowerBound)
  }

  @inline(never)
  private mutating func mapLiteral() throws(SyntaxError) -> NodeID {
    let opening = token
    advance()
    var entries: [SyntaxNode.MapEntry] = []
    while !take(.closeBrace) {
      let isOptional = take(.question)
      let key = try conditional()
      guard take(.colon) else { throw unexpected(wanted: "`:` with the value of the key") }
      entries.append(SyntaxNode.MapEntry(key: key, value: try conditional(), isOptional: isOptional))
      if !take(.comma) {
        try expect(.closeBrace, closing: opening)
        break
      }
    }
    return try add(.map(entries), from: opening.range.lowerBound)
  }

  /// `Name{field: value}`, whose name has been read.
  @inline(never)
  private mutating func object(_ type: NodeID) throws(SyntaxError) -> NodeID {
    guard let name = dottedName(type) else { throw unexpected() }
    let opening = token
    advance()
    var entries: [SyntaxNode.ObjectEntry] = []
    while !take(.closeBrace) {
      let isOptional = take(.question)
      let field: SyntaxNode.Name
      switch token.kind {
      case .name(let text), .quotedName(let text): field = SyntaxNode.Name(text: text, range: token.range)
      default: throw unexpected(wanted: "the name of a field")
      }
      advance()
      guard take(.colon) else { throw unexpected(wanted: "`:` with the value of the field") }
      entries.append(SyntaxNode.ObjectEntry(name: field, value: try conditional(), isOptional: isOptional))
      if !take(.comma) {
        try expect(.closeBrace, closing: opening)
        break
      }
    }
    return try add(.object(name, entries), from: name.range.lowerBound)
  }

  /// `a.b.c` as one name, where the node is nothing else.
  func dottedName(_ id: NodeID) -> SyntaxNode.Name? {
    var parts: [String] = []
    var current = id
    while true {
      switch tree[current].kind {
      case .name(let name, _):
        parts.append(name.text)
        return SyntaxNode.Name(text: parts.reversed().joined(separator: "."), range: tree[id].range)
      case .select(let operand, let name, isOptional: false):
        parts.append(name.text)
        current = operand
      default: return nil
      }
    }
  }
}

extension SyntaxError {
  fileprivate static func reserved(_ word: String, at range: Range<Int>) -> SyntaxError {
    keywords.contains(word)
      ? SyntaxError("a value is expected, but here stands `\(word)`", at: range)
      : SyntaxError(
        "`\(word)` is a word of the language and names nothing", at: range,
        help: word == "if" ? "a choice is written `condition ? a : b`" : nil)
  }
}
