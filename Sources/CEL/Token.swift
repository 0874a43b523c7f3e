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
      guard let place = Self.place(first, second), let symbol = Self.written[place] else { return nil }
      self = symbol
    }

    /// Every mark of ASCII, and every two of them, has a place.
    private static func place(_ first: Unicode.Scalar, _ second: Unicode.Scalar?) -> Int? {
      guard first.isASCII, second?.isASCII ?? true else { return nil }
      return Int(second?.value ?? 0) << 7 | Int(first.value)
    }

    private static let written: [Symbol?] = {
      var written = [Symbol?](repeating: nil, count: 1 << 14)
      for symbol in allCases {
        let scalars = symbol.rawValue.unicodeScalars
        if let first = scalars.first, let place = place(first, scalars.dropFirst().first) {
          written[place] = symbol
        }
      }
      return written
    }()
  }

  let kind: Kind
  let range: Range<Int>

  var isQuoted: Bool {
    if case .quotedName = kind { true } else { false }
  }
}

/// Words that mean something by themselves and name nothing.
let keywords: Set<String> = ["true", "false", "null", "in"]

/// Keywords, and words kept free for the languages around this one: they may follow a dot, but name no variable or function.
let wordsOfTheLanguage = keywords.union([
  "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
  "namespace", "return", "var", "void", "while",
])
