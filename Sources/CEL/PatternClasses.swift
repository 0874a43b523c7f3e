extension PatternReader {
  /// What follows a backslash, outside of brackets.
  mutating func escape() throws(PatternError) -> PatternNode {
    guard let mark = peek(1) else { throw PatternError(message: "the pattern ends with a backslash") }
    switch mark {
    case "b", "B", "A", "z":
      position += 2
      return .assertion(
        mark == "b" ? .wordEdge : (mark == "B" ? .noWordEdge : (mark == "A" ? .textStart : .textEnd)))
    case "Q":
      position += 2
      var parts: [PatternNode] = []
      while let scalar = peek() {
        if scalar == "\\", peek(1) == "E" {
          position += 2
          break
        }
        parts.append(letter(scalar))
        position += 1
      }
      return .sequence(parts)
    default:
      if let members = try classEscape() {
        return .set(ScalarSet(members: members, ignoresCase: flags.ignoresCase))
      }
      return letter(try scalarEscape())
    }
  }

  /// `\d`, `\W`, `\p{Lu}`…, nil where the backslash stands before a single character.
  private mutating func classEscape() throws(PatternError) -> [ScalarSet.Member]? {
    let members: [ScalarSet.Member]
    switch peek(1) {
    case "d": members = ScalarSet.digits
    case "D": members = [.inverse(ScalarSet.digits)]
    case "w": members = ScalarSet.words
    case "W": members = [.inverse(ScalarSet.words)]
    case "s": members = ScalarSet.blanks
    case "S": members = [.inverse(ScalarSet.blanks)]
    case "p", "P": return [try category()]
    default: return nil
    }
    position += 2
    return members
  }

  private mutating func category() throws(PatternError) -> ScalarSet.Member {
    var isNegated = peek(1) == "P"
    position += 2
    var name = ""
    if take("{") {
      if take("^") { isNegated.toggle() }
      while let scalar = peek(), scalar != "}" {
        name.unicodeScalars.append(scalar)
        position += 1
      }
      position += 1
    } else if let scalar = peek() {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard ScalarSet.categories.contains(name) else {
      throw PatternError(message: "`\\p{\(name)}` in the pattern is no class of characters")
    }
    return .category(name, isNegated: isNegated)
  }

  /// A single character after a backslash.
  private mutating func scalarEscape() throws(PatternError) -> Unicode.Scalar {
    guard let mark = peek(1) else { throw PatternError(message: "the pattern ends with a backslash") }
    position += 2
    switch mark {
    case "a": return "\u{07}"
    case "f": return "\u{0C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{0B}"
    case "x": return try hexadecimal()
    case "0"..."7": return octal(from: mark)
    default:
      guard mark.isASCII, !mark.isWord else {
        throw PatternError(message: "`\\\(mark)` in the pattern stands for nothing")
      }
      return mark
    }
  }

  private mutating func hexadecimal() throws(PatternError) -> Unicode.Scalar {
    var value: UInt32 = 0
    let isBraced = take("{")
    var count = 0
    while let digit = peek()?.hexadecimalValue, count < (isBraced ? 6 : 2) {
      value = value << 4 | digit
      position += 1
      count += 1
    }
    guard count > 0, isBraced ? take("}") : count == 2, let scalar = Unicode.Scalar(value) else {
      throw PatternError(message: "`\\x` in the pattern is followed by two digits, or by `{…}`")
    }
    return scalar
  }

  private mutating func octal(from first: Unicode.Scalar) -> Unicode.Scalar {
    var value = first.value - 48
    for _ in 0..<2 {
      guard let scalar = peek(), ("0"..."7").contains(scalar) else { break }
      value = value * 8 + scalar.value - 48
      position += 1
    }
    return Unicode.Scalar(value) ?? first
  }

  /// `[a-z_]`
  mutating func bracket() throws(PatternError) -> ScalarSet {
    position += 1
    var set = ScalarSet(ignoresCase: flags.ignoresCase)
    set.isNegated = take("^")
    var isFirst = true
    while true {
      guard let scalar = peek() else { throw PatternError(message: "a `[` of the pattern is not closed") }
      if scalar == "]", !isFirst {
        position += 1
        return set
      }
      isFirst = false
      if scalar == "[", peek(1) == ":", let members = try posixClass() {
        set.members += members
      } else if scalar == "\\", let members = try classEscape() {
        set.members += members
      } else {
        set.members.append(try range())
      }
    }
  }

  private mutating func range() throws(PatternError) -> ScalarSet.Member {
    let low = try bracketScalar()
    guard peek() == "-", let following = peek(1), following != "]" else {
      return .range(low.value...low.value)
    }
    position += 1
    let high = try bracketScalar()
    guard low <= high else {
      throw PatternError(message: "the range `\(low)-\(high)` in the pattern runs backwards")
    }
    return .range(low.value...high.value)
  }

  private mutating func bracketScalar() throws(PatternError) -> Unicode.Scalar {
    guard let scalar = peek() else { throw PatternError(message: "a `[` of the pattern is not closed") }
    if scalar == "\\" { return try scalarEscape() }
    position += 1
    return scalar
  }

  private mutating func posixClass() throws(PatternError) -> [ScalarSet.Member]? {
    let start = position
    position += 2
    let isNegated = take("^")
    var name = ""
    while let scalar = peek(), scalar.isWord {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take(":"), take("]") else {
      position = start
      return nil
    }
    guard let members = ScalarSet.named[name] else {
      throw PatternError(message: "`[:\(name):]` in the pattern is no class of characters")
    }
    return isNegated ? [.inverse(members)] : members
  }
}
