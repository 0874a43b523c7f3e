/// `"%s has %.1f %%".format([name, share])`
let formatFunctions: [Function] = [
  Function(
    "format", [.string, .list(.dyn)], true, .string,
    .charging { (arguments, budget) throws(EvaluationError) in
      guard case .string(let text) = arguments[0], case .list(let values) = arguments[1] else { return .null }
      var formatter = Formatter(Array(text.unicodeScalars), values)
      return .string(try formatter.text(&budget))
    })
]

private struct Formatter {
  private let pattern: [Unicode.Scalar]
  private let values: [CELValue]
  private var position = 0
  private var used = 0
  private var result = ""

  init(_ pattern: [Unicode.Scalar], _ values: [CELValue]) {
    self.pattern = pattern
    self.values = values
  }

  mutating func text(_ budget: inout Int) throws(EvaluationError) -> String {
    while position < pattern.count {
      let scalar = pattern[position]
      position += 1
      if scalar != "%" {
        result.unicodeScalars.append(scalar)
      } else if position < pattern.count, pattern[position] == "%" {
        result += "%"
        position += 1
      } else {
        try clause(&budget)
      }
      try Cost.limit(result.utf8.count, &budget)
    }
    return result
  }

  private mutating func clause(_ budget: inout Int) throws(EvaluationError) {
    let precision = try precision()
    guard position < pattern.count else {
      throw EvaluationError(.invalidArgument("the format ends with `%`"))
    }
    let letter = pattern[position]
    position += 1
    guard used < values.count else {
      throw EvaluationError(.indexOutOfRange("the format has more places than the \(values.count) values"))
    }
    let value = values[used]
    used += 1
    try charge(value.formatting, to: &budget)
    switch letter {
    case "s": try value.list(into: &result, &budget)
    case "d": result += try whole(value)
    case "f": result += try decimal(value) { fixed($0, precision ?? 6) }
    case "e": result += try decimal(value) { scientific($0, precision ?? 6) }
    case "b": result += try digits(value, radix: 2)
    case "o": result += try digits(value, radix: 8)
    case "x": result += try hexadecimal(value, isUpper: false)
    case "X": result += try hexadecimal(value, isUpper: true)
    default: throw EvaluationError(.invalidArgument("`%\(letter)` is no place of a format"))
    }
  }

  private mutating func precision() throws(EvaluationError) -> Int? {
    guard position < pattern.count, pattern[position] == "." else { return nil }
    position += 1
    var precision = 0
    while position < pattern.count, ("0"..."9").contains(pattern[position]) {
      precision = min(precision * 10 + Int(pattern[position].value - 48), 1000)
      position += 1
    }
    guard precision <= 100 else {
      throw EvaluationError(.invalidArgument("a format has at most 100 decimals"))
    }
    return precision
  }

  private func misfit(_ place: String, _ value: CELValue) -> EvaluationError {
    EvaluationError(.noOverload("`%\(place)` does not write a value of type \(value.typeName)"))
  }

  private func whole(_ value: CELValue) throws(EvaluationError) -> String {
    switch value {
    case .int, .uint: return value.text ?? ""
    case .double(let number) where !number.isFinite: return value.text ?? ""
    default: throw misfit("d", value)
    }
  }

  private func decimal(_ value: CELValue, _ write: (Double) -> String) throws(EvaluationError) -> String {
    switch value {
    case .double(let number): return number.isFinite ? write(number) : value.text ?? ""
    case .int(let number): return write(Double(number))
    case .uint(let number): return write(Double(number))
    default: throw misfit("f", value)
    }
  }

  private func digits(_ value: CELValue, radix: Int) throws(EvaluationError) -> String {
    switch value {
    case .int(let number): return String(number, radix: radix)
    case .uint(let number): return String(number, radix: radix)
    case .bool(let isTrue) where radix == 2: return isTrue ? "1" : "0"
    default: throw misfit(radix == 2 ? "b" : "o", value)
    }
  }

  private func hexadecimal(_ value: CELValue, isUpper: Bool) throws(EvaluationError) -> String {
    func pairs(_ bytes: some Sequence<UInt8>) -> String {
      bytes.map { byte in
        let digits = String(byte, radix: 16, uppercase: isUpper)
        return digits.utf8.count == 1 ? "0" + digits : digits
      }.joined()
    }
    switch value {
    case .int(let number): return String(number, radix: 16, uppercase: isUpper)
    case .uint(let number): return String(number, radix: 16, uppercase: isUpper)
    case .string(let text): return pairs(text.utf8)
    case .bytes(let bytes): return pairs(bytes)
    default: throw misfit(isUpper ? "X" : "x", value)
    }
  }
}

extension CELValue {
  /// What it costs to write a value out; doubles far from 1 have hundreds of digits.
  fileprivate var formatting: Int {
    if case .double(let number) = self {
      20 + abs(Int(number.exponentBitPattern) - 1023)
    } else {
      20 + length
    }
  }

  /// Writes the value as `%s` does: lists in brackets, maps in braces and in the order of their keys.
  fileprivate func list(into result: inout String, _ budget: inout Int) throws(EvaluationError) {
    try charge(10, to: &budget)
    try Cost.limit(result.utf8.count, &budget)
    switch self {
    case .null: result += "null"
    case .bytes(let bytes): result += String(decoding: bytes, as: UTF8.self)
    case .list(let values):
      result += "["
      for (index, value) in values.enumerated() {
        if index > 0 { result += ", " }
        try value.list(into: &result, &budget)
      }
      result += "]"
    case .map(let map):
      var pairs: [(key: String, value: String)] = []
      for (key, value) in zip(map.keys, map.values) {
        var pair = (key: "", value: "")
        try key.list(into: &pair.key, &budget)
        try value.list(into: &pair.value, &budget)
        try charge(pair.value.utf8.count / 8, to: &budget)
        pairs.append(pair)
      }
      pairs.sort { $0.key < $1.key }
      result += "{" + pairs.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
    case .object(let object): result += object.shape.name
    case .optional(let box):
      guard let value = box.value else { return result += "optional.none()" }
      result += "optional("
      try value.list(into: &result, &budget)
      result += ")"
    default: result += text ?? ""
    }
  }
}
