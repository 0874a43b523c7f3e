/// Cuts the text of an expression into tokens.
struct Lexer {
  private let text: [Unicode.Scalar]
  private var position = 0

  /// All tokens of a text, the last one being its end.
  static func tokens(of text: [Unicode.Scalar], limits: ExpressionLimits) throws(SyntaxError) -> [Token] {
    guard text.count <= limits.length else {
      throw .tooLong(text.count, limit: limits.length)
    }
    var lexer = Lexer(text: text)
    var tokens: [Token] = []
    tokens.reserveCapacity(text.count / 3 + 2)
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private init(text: [Unicode.Scalar]) { self.text = text }

  private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < text.count ? text[position + ahead] : nil
  }

  private mutating func next() throws(SyntaxError) -> Token {
    skipBlanks()
    let start = position
    guard let scalar = peek() else { return Token(kind: .end, range: start..<start) }
    switch scalar {
    case "0"..."9": return try number(from: start)
    case ".":
      if let following = peek(1), ("0"..."9").contains(following) { return try number(from: start) }
      return symbol(.dot, 1)
    case "\"", "'": return try string(from: start, isRaw: false, isBytes: false)
    case "`": return try quotedName(from: start)
    case "a"..."z", "A"..."Z", "_": return try word(from: start)
    default: return try mark(scalar)
    }
  }

  private mutating func skipBlanks() {
    while let scalar = peek() {
      switch scalar {
      case " ", "\t", "\n", "\r", "\u{0C}": position += 1
      case "/" where peek(1) == "/":
        while let following = peek(), following != "\n" { position += 1 }
      default: return
      }
    }
  }

  private mutating func symbol(_ symbol: Token.Symbol, _ length: Int) -> Token {
    defer { position += length }
    return Token(kind: .symbol(symbol), range: position..<position + length)
  }

  private mutating func mark(_ scalar: Unicode.Scalar) throws(SyntaxError) -> Token {
    if let following = peek(1), let double = Token.Symbol(scalar, following) { return symbol(double, 2) }
    if let single = Token.Symbol(scalar) { return symbol(single, 1) }
    throw .strangeMark(scalar, run: strangeRun(), at: position)
  }

  /// The letters of another script that begin here.
  private func strangeRun() -> String {
    var run = ""
    for scalar in text[position...].prefix(24) {
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" else {
        break
      }
      run.unicodeScalars.append(scalar)
    }
    return run
  }

  private mutating func takeName() -> String {
    let start = position
    while let scalar = peek(), scalar.isNameScalar { position += 1 }
    return String(text[start..<position])
  }

  private mutating func word(from start: Int) throws(SyntaxError) -> Token {
    let name = takeName()
    if let quote = peek(), quote == "\"" || quote == "'" {
      switch name {
      case "r", "R": return try string(from: start, isRaw: true, isBytes: false)
      case "b", "B": return try string(from: start, isRaw: false, isBytes: true)
      case "rb", "rB", "Rb", "RB", "br", "bR", "Br", "BR":
        return try string(from: start, isRaw: true, isBytes: true)
      default: break
      }
    }
    if let scalar = peek(), scalar.value > 127, scalar.properties.isAlphabetic {
      throw .strangeMark(scalar, run: name + strangeRun(), at: start)
    }
    return Token(kind: .name(name), range: start..<position)
  }

  private mutating func quotedName(from start: Int) throws(SyntaxError) -> Token {
    position += 1
    while let scalar = peek(), scalar != "`", scalar != "\n" { position += 1 }
    let name = String(text[start + 1..<position])
    guard peek() == "`", !name.isEmpty else { throw .openBacktick(at: start..<position) }
    position += 1
    return Token(kind: .quotedName(name), range: start..<position)
  }

  private mutating func number(from start: Int) throws(SyntaxError) -> Token {
    var isDouble = false
    let isHexadecimal = peek() == "0" && (peek(1) == "x" || peek(1) == "X")
    if isHexadecimal {
      position += 2
      while let scalar = peek(), scalar.hexadecimalValue != nil { position += 1 }
    } else {
      skipDigits()
      if peek() == ".", let following = peek(1), ("0"..."9").contains(following) {
        isDouble = true
        position += 1
        skipDigits()
      }
      if peek() == "e" || peek() == "E" {
        let hasSign = peek(1) == "+" || peek(1) == "-"
        if let digit = peek(hasSign ? 2 : 1), ("0"..."9").contains(digit) {
          isDouble = true
          position += hasSign ? 2 : 1
          skipDigits()
        }
      }
    }
    let isUnsigned = !isDouble && (peek() == "u" || peek() == "U")
    let digits = String(text[start..<position])
    if isUnsigned { position += 1 }
    if let scalar = peek(), scalar.isNameScalar {
      while let scalar = peek(), scalar.isNameScalar { position += 1 }
      throw .strangeNumber(String(text[start..<position]), at: start..<position)
    }
    return Token(
      kind: try Self.value(of: digits, isDouble, isHexadecimal, isUnsigned, at: start..<position),
      range: start..<position)
  }

  private static func value(
    of digits: String, _ isDouble: Bool, _ isHexadecimal: Bool, _ isUnsigned: Bool, at range: Range<Int>
  ) throws(SyntaxError) -> Token.Kind {
    if isDouble {
      guard let value = Double(digits.hasPrefix(".") ? "0" + digits : digits), value.isFinite else {
        throw .numberTooLarge(digits, at: range)
      }
      return .double(value)
    }
    if isHexadecimal, digits.utf8.count == 2 { throw .strangeNumber(digits, at: range) }
    let magnitude = isHexadecimal ? UInt64(digits.dropFirst(2), radix: 16) : UInt64(digits)
    guard let magnitude, isUnsigned || magnitude <= 1 << 63 else { throw .numberTooLarge(digits, at: range) }
    return isUnsigned ? .uint(magnitude) : .int(magnitude)
  }

  private mutating func skipDigits() {
    while let scalar = peek(), ("0"..."9").contains(scalar) { position += 1 }
  }

  private mutating func string(from start: Int, isRaw: Bool, isBytes: Bool) throws(SyntaxError) -> Token {
    guard let quote = peek() else { throw .openQuote("\"", at: start..<position) }
    let isTriple = peek(1) == quote && peek(2) == quote
    position += isTriple ? 3 : 1
    var reader = EscapeReader(isBytes: isBytes)
    while true {
      guard let scalar = peek(), isTriple || (scalar != "\n" && scalar != "\r") else {
        throw .openQuote(
          isTriple ? String(repeating: String(quote), count: 3) : String(quote), at: start..<position)
      }
      if scalar == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        position += isTriple ? 3 : 1
        break
      }
      if scalar == "\\", !isRaw {
        position += try reader.escape(text, at: position)
      } else {
        reader.append(scalar)
        position += 1
      }
    }
    return Token(kind: isBytes ? .bytes(reader.bytes) : .string(reader.text), range: start..<position)
  }
}

extension Unicode.Scalar {
  fileprivate var isNameScalar: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_": true
    default: false
    }
  }

  var hexadecimalValue: UInt32? {
    switch self {
    case "0"..."9": value - 48
    case "a"..."f": value - 87
    case "A"..."F": value - 55
    default: nil
    }
  }
}

extension SyntaxError {
  static func tooLong(_ length: Int, limit: Int) -> SyntaxError {
    SyntaxError("an expression has at most \(limit) characters, but this one has \(length)", at: 0..<length)
  }

  fileprivate static func strangeMark(_ scalar: Unicode.Scalar, run: String, at position: Int) -> SyntaxError
  {
    let range = position..<position + 1
    if let plain = fullWidth[scalar] {
      return SyntaxError(
        "`\(scalar)` is the full-width form of `\(plain)`", at: range, help: "write `\(plain)`")
    }
    switch scalar {
    case "=": return SyntaxError("`=` alone compares nothing", at: range, help: "write `==` to compare")
    case "&": return SyntaxError("`&` alone joins nothing", at: range, help: "write `&&` for \"and\"")
    case "|": return SyntaxError("`|` alone joins nothing", at: range, help: "write `||` for \"or\"")
    case "≠": return SyntaxError("`≠` is no part of an expression", at: range, help: "write `!=`")
    case "≤": return SyntaxError("`≤` is no part of an expression", at: range, help: "write `<=`")
    case "≥": return SyntaxError("`≥` is no part of an expression", at: range, help: "write `>=`")
    default: break
    }
    guard run.isEmpty else {
      return SyntaxError(
        "`\(run)` is no name: names are written with a-z, 0-9 and `_`",
        at: position..<position + run.unicodeScalars.count, help: "text stands in quotes: `\"\(run)\"`")
    }
    let shown = scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
    let name =
      shown ? "the invisible character U+\(String(scalar.value, radix: 16, uppercase: true))" : "`\(scalar)`"
    return SyntaxError("\(name) is no part of an expression", at: range)
  }

  fileprivate static func openBacktick(at range: Range<Int>) -> SyntaxError {
    SyntaxError("the name that begins with a backtick does not end", at: range)
  }

  fileprivate static func openQuote(_ quote: String, at range: Range<Int>) -> SyntaxError {
    SyntaxError("the text that begins here does not end", at: range, help: "close it with `\(quote)`")
  }

  fileprivate static func strangeNumber(_ text: String, at range: Range<Int>) -> SyntaxError {
    SyntaxError("`\(text)` is no number, and names begin with a letter", at: range)
  }

  static func numberTooLarge(_ digits: String, at range: Range<Int>) -> SyntaxError {
    SyntaxError("`\(digits)` is too large", at: range)
  }
}

/// What Chinese keyboards and word processors put in place of the marks of expressions.
private let fullWidth: [Unicode.Scalar: String] = [
  "（": "(", "）": ")", "［": "[", "］": "]", "【": "[", "】": "]", "｛": "{", "｝": "}", "，": ",", "、": ",",
  "。": ".", "．": ".", "：": ":", "？": "?", "！": "!", "＝": "==", "＜": "<", "＞": ">", "＆": "&&", "｜": "||",
  "＋": "+", "－": "-", "—": "-", "–": "-", "−": "-", "＊": "*", "×": "*", "／": "/", "÷": "/", "％": "%",
  "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"", "「": "\"", "」": "\"", "＂": "\"", "‘": "'", "’": "'",
  "＇": "'", "＿": "_", "；": ";", "\u{3000}": " ", "\u{A0}": " ",
]
