/// Reads a pattern from left to right.
struct PatternReader {
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    var dotTakesNewline = false
  }

  let text: [Unicode.Scalar]
  var position = 0
  var flags = Flags()
  private var depth = 0

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  mutating func pattern() throws(PatternError) -> PatternNode {
    guard text.count <= 2000 else { throw PatternError(message: "a pattern has at most 2000 characters") }
    let node = try choice()
    guard position == text.count else { throw PatternError(message: "the pattern has a `)` too many") }
    return node
  }

  func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
    position + ahead < text.count ? text[position + ahead] : nil
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == scalar else { return false }
    position += 1
    return true
  }

  private mutating func choice() throws(PatternError) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 100 else {
      throw PatternError(message: "groups of a pattern lie at most 100 deep in each other")
    }
    let outer = flags
    defer { flags = outer }
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = peek(), scalar != "|", scalar != ")" {
      let part = try atom(scalar)
      parts.append(try repeated(part))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repeated(_ part: PatternNode) throws(PatternError) -> PatternNode {
    var node = part
    var isRepeated = false
    while let (least, most) = try counts() {
      if isRepeated { throw PatternError(message: "a repetition in the pattern follows another one") }
      node = .repetition(node, least: least, most: most)
      isRepeated = true
      _ = take("?")
    }
    return node
  }

  private mutating func counts() throws(PatternError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard peek() == "{" else { return nil }
    let start = position
    position += 1
    guard let least = number() else {
      position = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      position = start
      return nil
    }
    guard least <= 1000, (most ?? least) <= 1000, (most ?? least) >= least else {
      throw PatternError(
        message: "a repetition in the pattern counts from 0 to 1000, the smaller number first")
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = peek(), ("0"..."9").contains(scalar) {
      value = min((value ?? 0) * 10 + Int(scalar.value - 48), 100_000)
      position += 1
    }
    return value
  }

  private mutating func atom(_ scalar: Unicode.Scalar) throws(PatternError) -> PatternNode {
    switch scalar {
    case "(": return try group()
    case "[": return .set(try bracket())
    case ".":
      position += 1
      return .set(flags.dotTakesNewline ? .anything : .notNewline)
    case "^":
      position += 1
      return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$":
      position += 1
      return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "\\": return try escape()
    case "*", "+", "?": throw PatternError(message: "`\(scalar)` in the pattern repeats nothing")
    case "{":
      if try counts() != nil { throw PatternError(message: "`{` in the pattern repeats nothing") }
      position += 1
      return letter("{")
    default:
      position += 1
      return letter(scalar)
    }
  }

  func letter(_ scalar: Unicode.Scalar) -> PatternNode {
    guard flags.ignoresCase, scalar.otherCase != nil else { return .scalar(scalar) }
    return .set(ScalarSet(members: [.range(scalar.value...scalar.value)], ignoresCase: true))
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    position += 1
    let outer = flags
    if take("?") {
      if take("P") || peek() == "<" {
        guard take("<"), takeName() else {
          throw PatternError(message: "a group of the pattern is named `(?P<name>…)`")
        }
      } else if try readFlags() {
        return .empty
      }
    }
    let node = try choice()
    flags = outer
    guard take(")") else { throw PatternError(message: "a `(` of the pattern is not closed") }
    return node
  }

  private mutating func takeName() -> Bool {
    let start = position
    while let scalar = peek(), scalar.isWord { position += 1 }
    return position > start && take(">")
  }

  /// Reads `i-s:` or `i)`; true where the flags hold for the rest of the group around them.
  private mutating func readFlags() throws(PatternError) -> Bool {
    var changed = flags
    var isOn = true
    while let scalar = peek() {
      position += 1
      switch scalar {
      case "i": changed.ignoresCase = isOn
      case "m": changed.isMultiline = isOn
      case "s": changed.dotTakesNewline = isOn
      case "U": break
      case "-": isOn = false
      case ":", ")":
        flags = changed
        return scalar == ")"
      default: throw PatternError(message: "`(?\(scalar)` is no part of a pattern")
      }
    }
    throw PatternError(message: "a `(` of the pattern is not closed")
  }
}
