extension Parser {
  /// The token as the author sees it.
  private var found: String {
    switch token.kind {
    case .end: "the end"
    case .name(let name), .quotedName(let name): "`\(name)`"
    case .int(let value): "`\(value)`"
    case .uint(let value): "`\(value)u`"
    case .double(let value): "`\(value)`"
    case .string, .bytes: "a text"
    case .symbol(let symbol): "`\(symbol.rawValue)`"
    }
  }

  /// What stands here cannot follow what came before.
  func unexpected(wanted: String? = nil) -> SyntaxError {
    if let wanted {
      if token.kind == .end, position == 0 { return SyntaxError("the expression is empty", at: token.range) }
      return SyntaxError("\(wanted) is expected, but here \(verb) \(found)", at: token.range)
    }
    switch token.kind {
    case .name("and"): return .written("and", instead: "&&", at: token.range)
    case .name("or"): return .written("or", instead: "||", at: token.range)
    case .name("is"): return .written("is", instead: "==", at: token.range)
    case .name("not"): return .written("not", instead: "!", at: token.range)
    case .symbol(.closeParenthesis), .symbol(.closeBracket), .symbol(.closeBrace):
      return SyntaxError("\(found) closes nothing", at: token.range)
    default: return SyntaxError("an operator is expected before \(found)", at: token.range)
    }
  }

  private var verb: String { token.kind == .end ? "is" : "stands" }

  func missing(_ symbol: Token.Symbol, closing opening: Token?) -> SyntaxError {
    let plain = unexpected()
    if plain.help != nil { return plain }
    guard let opening, case .symbol(let mark) = opening.kind else {
      return SyntaxError("`\(symbol.rawValue)` is expected, but here \(verb) \(found)", at: token.range)
    }
    if token.kind == .end {
      return SyntaxError(
        "the `\(mark.rawValue)` is not closed", at: opening.range, help: "close it with `\(symbol.rawValue)`")
    }
    return SyntaxError(
      "`,` or `\(symbol.rawValue)` is expected, but here stands \(found)", at: token.range)
  }

  func missingElse() -> SyntaxError {
    SyntaxError(
      "`:` with the other value is expected, but here \(verb) \(found)", at: token.range,
      help: "a choice is written `condition ? a : b`")
  }
}
