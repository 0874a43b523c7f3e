/// The smallest piece of an expression that means something.
struct Token: Sendable {
  enum Kind: Equatable, Sendable {
    case name(String)
    /// A name between backticks, which may hold any character; only after a dot.
    case quotedName(String)
    case int(UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case symbol(Symbol)
    case end
  }

  enum Symbol: String, Sendable, CaseIterable {
    case openParenthesis = "(", closeParenthesis = ")", openBracket = "[", closeBracket = "]"
    case openBrace = "{", closeBrace = "}", dot = ".", comma = ",", colon = ":", question = "?"
    case not = "!", and = "&&", or = "||"
    case plus = "+", minus = "-", times = "*", over = "/", percent = "%"
    case equal = "==", unequal = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="

    /// The symbol that is written with these characters.
    init?(_ first: Unicode.Scalar, _ second: Unicode.Scalar? = nil) {
      guard let symbol = Self.written[Spelling(first: first, second: second)] else { return nil }
      self = symbol
    }

    private struct Spelling: Hashable {
      let first: Unicode.Scalar
      let second: Unicode.Scalar?
    }

    private static let written = Dictionary(
      allCases.compactMap { symbol in
        let scalars = symbol.rawValue.unicodeScalars
        return scalars.first.map { (Spelling(first: $0, second: scalars.dropFirst().first), symbol) }
      }, uniquingKeysWith: { first, _ in first })
  }

  let kind: Kind
  let range: Range<Int>

  var isQuoted: Bool {
    if case .quotedName = kind { true } else { false }
  }
}

/// Words that mean something by themselves and name nothing.
let keywords: Set<String> = ["true", "false", "null", "in"]

/// Words kept free for the languages around this one: they may follow a dot, but name no variable or function.
let reservedWords: Set<String> = [
  "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
  "namespace", "return", "var", "void", "while",
]
