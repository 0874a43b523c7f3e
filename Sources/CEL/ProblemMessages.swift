extension Problem {
  /// With the constants that hold a text of this spelling.
  static func unknownName(_ name: SyntaxNode.Name, constants: [String], nearest: String?) -> Problem {
    let help = constants.first.map {
      "a text stands in quotes: write `'\(name.text)'`, if the one of `\($0)` is meant"
    }
    return Problem(
      .unknownName, "nothing is called `\(name.text)` here", at: name.range,
      help: help ?? nearest.map { "did you mean `\($0)`?" })
  }

  static func unknownField(_ name: SyntaxNode.Name, in shape: Shape, of operand: String) -> Problem {
    let names = shape.fields.map(\.name)
    let known = names.isEmpty ? "has no fields" : "has \(listed(names))"
    return Problem(
      .unknownField, "`\(shape.name)` has no field `\(name.text)`; it \(known)", at: name.range,
      help: helpInside(shape, for: name.text, of: operand)
        ?? nearestName(to: name.text, among: names).map { "did you mean `\($0)`?" })
  }

  /// The field of a group, a reference or the entries of a table, for who leaves these out.
  private static func helpInside(_ shape: Shape, for name: String, of operand: String) -> String? {
    guard operand.unicodeScalars.count <= 40 else { return nil }
    for outer in shape.fields {
      switch outer.type {
      case .object(let inner) where inner.index(of: name) != nil:
        return "`\(name)` is a field of `\(outer.name)`: write `\(operand).\(outer.name).\(name)`"
      case .list(.object(let inner)) where inner.index(of: name) != nil:
        return
          "`\(name)` is a field of each entry of `\(outer.name)`: as in `\(operand).\(outer.name).exists(e, e.\(name) …)`"
      default: break
      }
    }
    return nil
  }

  static func unknownObject(_ name: SyntaxNode.Name) -> Problem {
    Problem(.unknownName, "no kind of object is called `\(name.text)`", at: name.range)
  }

  static func noFields(_ name: SyntaxNode.Name, _ type: CELType, _ operand: String, mend: String?) -> Problem
  {
    var help = mend.map { "a text stands in quotes: write `\($0)`" }
    switch (name.text, type) {
    case _ where help != nil: break
    case ("size", .string), ("size", .list), ("size", .map), ("size", .keyed), ("length", .string),
      ("length", .list),
      ("count", .list):
      help = "write `\(operand).size()`"
    case (_, .list):
      help = "a field of one entry is asked for inside `\(operand).all(e, …)` or `\(operand).exists(e, …)`"
    default: break
    }
    return Problem(
      .unknownField, "`\(operand)` is \(type.phrase) and has no fields", at: name.range, help: help)
  }

  static func unknownFunction(_ name: SyntaxNode.Name, isMethodInstead: Bool, nearest: String?) -> Problem {
    let help =
      isMethodInstead
      ? "it stands behind a value: `x.\(name.text)(…)`"
      : helpElsewhere(for: name.text) ?? nearest.map { "did you mean `\($0)`?" }
    return Problem(.unknownFunction, "no function is called `\(name.text)`", at: name.range, help: help)
  }

  static func unknownMethod(_ name: SyntaxNode.Name, isFunctionInstead: Bool, nearest: String?) -> Problem {
    let help =
      isFunctionInstead
      ? "it stands before its value: `\(name.text)(x)`"
      : helpElsewhere(for: name.text) ?? nearest.map { "did you mean `\($0)`?" }
    return Problem(
      .unknownFunction, "no function `.\(name.text)(…)` stands behind a value", at: name.range, help: help)
  }

  static func wrongArguments(
    _ name: SyntaxNode.Name, _ given: [CELType], _ candidates: [Function], mend: String?
  ) -> Problem {
    let forms = candidates.prefix(4).map { "`\($0)`" }.joined(separator: ", ")
    let types = given.isEmpty ? "nothing" : given.map(\.description).joined(separator: ", ")
    return Problem(
      .wrongType,
      "`\(name.text)` is called with \(types), but is written \(forms)\(candidates.count > 4 ? ", …" : "")",
      at: name.range, help: mend.map { "write `\($0)`" })
  }

  static func wrongOperand(_ symbol: String, _ type: CELType, at range: Range<Int>) -> Problem {
    let wanted = symbol == "-" ? "a number" : "a condition (bool)"
    return Problem(.wrongType, "`\(symbol)` needs \(wanted), but this is \(type.phrase)", at: range)
  }

  static func wrongPair(
    _ symbol: Operator, _ left: CELType, _ right: CELType, at range: Range<Int>, mend: String?
  ) -> Problem {
    Problem(
      .wrongType, "`\(symbol.rawValue)` does not join \(left) and \(right)", at: range,
      help: mend.map { "write `\($0)`" })
  }

  static func neverEqual(
    _ symbol: Operator, _ left: CELType, _ right: CELType, at range: Range<Int>, mend: String?,
    keyHelp: String?
  ) -> Problem {
    let isNull = left == .null || right == .null
    return Problem(
      .wrongType, "`\(symbol.rawValue)` compares \(left) with \(right), which are never equal", at: range,
      help: isNull
        ? "`has(x.field)` tells whether a field has a value"
        : mend.map { "write `\($0)`" } ?? keyHelp)
  }

  static func neverContained(
    _ value: CELType, _ element: CELType, at range: Range<Int>, mend: String?
  ) -> Problem {
    Problem(
      .wrongType, "`in` looks for \(value) among \(element), and never finds it", at: range,
      help: mend.map { "write `\($0)`" })
  }

  static func notACollection(_ type: CELType, at range: Range<Int>) -> Problem {
    let help = type == .string ? "a part of a text is found by `text.contains(part)`" : nil
    return Problem(
      .wrongType, "`in` needs a list or a map, but this is \(type.phrase)", at: range, help: help)
  }

  static func wrongIndex(
    _ what: String, _ wanted: CELType, _ found: CELType, at range: Range<Int>, mend: String?
  ) -> Problem {
    Problem(
      .wrongType, "the \(what) is indexed by \(wanted), but this is \(found.phrase)", at: range,
      help: mend.map { "write `\($0)`" })
  }

  static func notIndexed(_ type: CELType, at range: Range<Int>, mend: String?) -> Problem {
    Problem(
      .wrongType, "`[…]` needs a list or a map, but this is \(type.phrase)", at: range,
      help: mend.map { "write `\($0)`" })
  }

  static func notWalked(_ verb: String, _ type: CELType, at range: Range<Int>) -> Problem {
    Problem(.wrongType, "`\(verb)` walks a list or a map, but this is \(type.phrase)", at: range)
  }

  static func noEntries(_ type: CELType, at range: Range<Int>) -> Problem {
    Problem(
      .wrongType, "`transformMapEntry` needs a map for each entry, but this is \(type.phrase)", at: range,
      help: "as in `{key: value}`")
  }

  static func notOptional(_ type: CELType, at range: Range<Int>) -> Problem {
    Problem(.wrongType, "an optional value is expected, but this is \(type.phrase)", at: range)
  }

  static func wrongKey(_ type: CELType, at range: Range<Int>) -> Problem {
    Problem(.wrongType, "a key is a bool, int, uint or string, but this is \(type.phrase)", at: range)
  }

  static func repeatedKey(_ key: String, at range: Range<Int>) -> Problem {
    Problem(.wrongType, "the key `\(key)` stands twice in the map", at: range)
  }

  static func noTime(_ what: String, _ example: String, _ mend: String?, at range: Range<Int>) -> Problem {
    Problem(
      .wrongType, "this text is no \(what)", at: range,
      help: mend.map { "write `\($0)`" } ?? "as in `\"\(example)\"`")
  }

  static func wrongResult(_ type: CELType, expected: CELType, at range: Range<Int>, mend: String?) -> Problem
  {
    Problem(
      .wrongType,
      "\(expected == .bool ? "a condition (bool)" : expected.phrase) is expected, but this gives \(type.phrase)",
      at: range,
      help: mend.map { "write `\($0)`" })
  }

  static func badPattern(_ message: String, at range: Range<Int>) -> Problem {
    Problem(.badPattern, message, at: range)
  }
}

/// The first of several names, as messages offer them.
func listed(_ names: [String]) -> String {
  names.prefix(12).map { "`\($0)`" }.joined(separator: ", ") + (names.count > 12 ? ", …" : "")
}

extension CELType {
  /// The type with its article, for the middle of a sentence.
  fileprivate var phrase: String {
    switch self {
    case .dyn: "a value of any type"
    case .null: "null"
    case .int, .object: self == .int ? "an int" : "an entry of `\(self)`"
    case .optional: "an \(self)"
    default: "a \(self)"
    }
  }
}
