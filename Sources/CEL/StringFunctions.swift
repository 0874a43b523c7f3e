import Glibc

/// What texts can be asked, and what can be made of them. Positions count Unicode code points.
let stringFunctions: [Function] = [
  test("contains") { text, part in text.contains(part) },
  test("startsWith") { text, part in text.begins(with: part, at: 0) },
  test("endsWith") { text, part in text.begins(with: part, at: text.count - part.count) },
  Function("matches", [.string, .string], true, .bool, matching),
  Function("matches", [.string, .string], false, .bool, matching),
  text("charAt", [.int]) { (text, arguments) throws(EvaluationError) in
    let index = try arguments[1].position(upTo: text.count)
    return .string(String(text[index..<min(index + 1, text.count)]))
  },
  text("indexOf", [.string], result: .int) { (text, arguments) throws(EvaluationError) in
    .int(Int64(TextSearch(arguments[1].scalars).first(in: text, from: 0) ?? -1))
  },
  text("indexOf", [.string, .int], result: .int) { (text, arguments) throws(EvaluationError) in
    let start = try arguments[2].position(upTo: text.count)
    return .int(Int64(TextSearch(arguments[1].scalars).first(in: text, from: start) ?? -1))
  },
  text("lastIndexOf", [.string], result: .int) { (text, arguments) throws(EvaluationError) in
    .int(Int64(TextSearch(arguments[1].scalars).last(in: text, from: text.count) ?? -1))
  },
  text("lastIndexOf", [.string, .int], result: .int) { (text, arguments) throws(EvaluationError) in
    let start = try arguments[2].position(upTo: text.count)
    return .int(Int64(TextSearch(arguments[1].scalars).last(in: text, from: start) ?? -1))
  },
  text("lowerAscii", []) { (text, _) throws(EvaluationError) in
    .string(String(text.map { ("A"..."Z").contains($0) ? Unicode.Scalar(UInt8($0.value + 32)) : $0 }))
  },
  text("upperAscii", []) { (text, _) throws(EvaluationError) in
    .string(String(text.map { ("a"..."z").contains($0) ? Unicode.Scalar(UInt8($0.value - 32)) : $0 }))
  },
  text("trim", []) { (text, _) throws(EvaluationError) in
    let kept = text.drop { $0.properties.isWhitespace }
    let end = kept.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? kept.startIndex
    return .string(String(kept[..<end]))
  },
  text("reverse", []) { (text, _) throws(EvaluationError) in .string(String(text.reversed())) },
  text("substring", [.int]) { (text, arguments) throws(EvaluationError) in
    .string(String(text[(try arguments[1].position(upTo: text.count))...]))
  },
  text("substring", [.int, .int]) { (text, arguments) throws(EvaluationError) in
    let (start, end) = (
      try arguments[1].position(upTo: text.count), try arguments[2].position(upTo: text.count)
    )
    guard start <= end else {
      throw EvaluationError(.indexOutOfRange("`substring` ends at \(end), before it begins at \(start)"))
    }
    return .string(String(text[start..<end]))
  },
  growing("split", [.string], result: .list(.string)) { (values, budget) throws(EvaluationError) in
    try split(values, atMost: .max, &budget)
  },
  growing("split", [.string, .int], result: .list(.string)) { (values, budget) throws(EvaluationError) in
    try split(values, atMost: values[2].limit, &budget)
  },
  growing("replace", [.string, .string]) { (values, budget) throws(EvaluationError) in
    try replace(values, atMost: .max, &budget)
  },
  growing("replace", [.string, .string, .int]) { (values, budget) throws(EvaluationError) in
    try replace(values, atMost: values[3].limit, &budget)
  },
  Function(
    "join", [.list(.string)], true, .string,
    .charging { (values, budget) throws(EvaluationError) in try join(values[0], "", &budget) }),
  Function(
    "join", [.list(.string), .string], true, .string,
    .charging { (values, budget) throws(EvaluationError) in
      try join(values[0], values[1].text ?? "", &budget)
    }),
  Function(
    "strings.quote", [.string], false, .string,
    .one { (value) throws(EvaluationError) in .string(quoted(value.text ?? "")) }, .linear),
]

private func test(
  _ name: String,
  _ holds: @escaping @Sendable (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
) -> Function {
  Function(
    name, [.string, .string], true, .bool,
    .two { (text, part) throws(EvaluationError) in
      guard case .string(var text) = text, case .string(var part) = part else { return .bool(false) }
      return .bool(text.withUTF8 { text in part.withUTF8 { holds(text, $0) } })
    }, name == "contains" ? .product : .linear)
}

private func text(
  _ name: String, _ parameters: [CELType], result: CELType = .string,
  _ body: @escaping @Sendable (Scalars, [CELValue]) throws(EvaluationError) -> CELValue
) -> Function {
  let call: Function.Call =
    switch parameters.count {
    case 0: .one { (value) throws(EvaluationError) in try body(value.scalars, [value]) }
    case 1: .two { (value, first) throws(EvaluationError) in try body(value.scalars, [value, first]) }
    default: .many { (values) throws(EvaluationError) in try body(values[0].scalars, values) }
    }
  return Function(name, [.string] + parameters, true, result, call, .linear)
}

/// A function whose result may be much longer than its arguments.
private func growing(
  _ name: String, _ parameters: [CELType], result: CELType = .string,
  _ body: @escaping @Sendable ([CELValue], inout Int) throws(EvaluationError) -> CELValue
) -> Function {
  Function(name, [.string] + parameters, true, result, .charging(body))
}

/// The pattern is computed; one that is written out is read once, for `MatchCode`.
private let matching = Function.Call.charging { (values, budget) throws(EvaluationError) in
  guard case .string(let text) = values[0], case .string(let source) = values[1] else { return .bool(false) }
  try charge(200 + 20 * source.utf8.count, to: &budget)
  let pattern: Pattern
  do throws(PatternError) {
    pattern = try Pattern(source)
  } catch {
    throw EvaluationError(.invalidArgument(error.message))
  }
  try charge(30 * pattern.size, to: &budget)
  return .bool(try pattern.matches(text, budget: &budget))
}

private func join(
  _ list: CELValue, _ separator: String, _ budget: inout Int
) throws(EvaluationError) -> CELValue {
  guard case .list(let values) = list else { return .string("") }
  var joined = ""
  for (index, value) in values.enumerated() {
    guard case .string(let part) = value else {
      throw EvaluationError(.noOverload("`join` takes a list of texts"))
    }
    if index > 0 { joined += separator }
    joined += part
    try Cost.limit(joined.utf8.count, &budget)
  }
  return .string(joined)
}

private func split(
  _ values: [CELValue], atMost limit: Int, _ budget: inout Int
) throws(EvaluationError) -> CELValue {
  let text = values[0].scalars
  // Each part is a text of its own, and there may be as many as there are characters.
  try charge(values[1].length == 0 ? 10 * text.count : text.count / 4, to: &budget)
  return .list(text.split(by: values[1].scalars, atMost: limit).map { .string(String($0)) })
}

private func replace(
  _ values: [CELValue], atMost limit: Int, _ budget: inout Int
) throws(EvaluationError) -> CELValue {
  let (old, new) = (TextSearch(values[1].scalars), values[2].scalars)
  let text = values[0].scalars
  var result: Scalars = []
  var (start, done) = (0, 0)
  while done < limit, let next = old.first(in: text, from: start) {
    result += text[start..<next]
    result += new
    done += 1
    try charge(20, to: &budget)
    start = next + old.part.count
    try Cost.limit(result.count, &budget)
    guard old.part.isEmpty else { continue }
    // Nothing stands before every character and at the end.
    guard start < text.count else { return .string(String(result)) }
    result.append(text[start])
    start += 1
  }
  return .string(String(result + text[start...]))
}

/// A text as a literal of the language would write it.
private func quoted(_ text: String) -> String {
  let marks: [Unicode.Scalar: String] = [
    "\u{07}": "\\a", "\u{08}": "\\b", "\u{0C}": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{0B}": "\\v",
    "\\": "\\\\", "\"": "\\\"",
  ]
  var result = "\""
  for scalar in text.unicodeScalars {
    if let mark = marks[scalar] { result += mark } else { result.unicodeScalars.append(scalar) }
  }
  return result + "\""
}

extension CELValue {
  fileprivate var scalars: Scalars {
    if case .string(let text) = self { text.scalars } else { [] }
  }

  /// How many times at most; below zero stands for as often as there is.
  fileprivate var limit: Int { whole < 0 ? .max : whole }

  fileprivate var whole: Int {
    if case .int(let value) = self { Int(value) } else { 0 }
  }

  fileprivate func position(upTo end: Int) throws(EvaluationError) -> Int {
    guard (0...end).contains(whole) else {
      throw EvaluationError(.indexOutOfRange("the text has no position \(whole)"))
    }
    return whole
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func begins(with part: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    guard start >= 0, start + part.count <= count, let mine = baseAddress, let other = part.baseAddress else {
      return part.isEmpty
    }
    return memcmp(mine + start, other, part.count) == 0
  }

  fileprivate func contains(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = part.first, let start = baseAddress else { return part.isEmpty }
    var position = 0
    while position + part.count <= count,
      let found = memchr(start + position, Int32(first), count - part.count - position + 1)
    {
      position = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
      if begins(with: part, at: position) { return true }
      position += 1
    }
    return false
  }
}
