import Glibc

/// What texts can be asked, and what can be made of them. Positions count Unicode code points.
let stringFunctions: [Function] = [
  test("contains") { text, part in text.contains(part) },
  test("startsWith") { text, part in text.begins(with: part, at: 0) },
  test("endsWith") { text, part in text.begins(with: part, at: text.count - part.count) },
  Function("matches", [.string, .string], true, .bool, matching, .product),
  Function("matches", [.string, .string], false, .bool, matching, .product),
  text("charAt", [.int]) { (text, arguments) throws(EvaluationError) in
    let index = try arguments[1].position(upTo: text.count)
    return .string(string(text[index..<min(index + 1, text.count)]))
  },
  text("indexOf", [.string], result: .int) { (text, arguments) throws(EvaluationError) in
    .int(Int64(text.position(of: arguments[1].scalars, from: 0) ?? -1))
  },
  text("indexOf", [.string, .int], result: .int) { (text, arguments) throws(EvaluationError) in
    let start = try arguments[2].position(upTo: text.count)
    return .int(Int64(text.position(of: arguments[1].scalars, from: start) ?? -1))
  },
  text("lastIndexOf", [.string], result: .int) { (text, arguments) throws(EvaluationError) in
    .int(Int64(text.lastPosition(of: arguments[1].scalars, from: text.count) ?? -1))
  },
  text("lastIndexOf", [.string, .int], result: .int) { (text, arguments) throws(EvaluationError) in
    let start = try arguments[2].position(upTo: text.count)
    return .int(Int64(text.lastPosition(of: arguments[1].scalars, from: start) ?? -1))
  },
  text("lowerAscii", []) { (text, _) throws(EvaluationError) in
    .string(string(text.map { ("A"..."Z").contains($0) ? Unicode.Scalar(UInt8($0.value + 32)) : $0 }))
  },
  text("upperAscii", []) { (text, _) throws(EvaluationError) in
    .string(string(text.map { ("a"..."z").contains($0) ? Unicode.Scalar(UInt8($0.value - 32)) : $0 }))
  },
  text("trim", []) { (text, _) throws(EvaluationError) in
    let kept = text.drop { $0.properties.isWhitespace }
    let end = kept.lastIndex { !$0.properties.isWhitespace }.map { $0 + 1 } ?? kept.startIndex
    return .string(string(kept[..<end]))
  },
  text("reverse", []) { (text, _) throws(EvaluationError) in .string(string(text.reversed())) },
  text("substring", [.int]) { (text, arguments) throws(EvaluationError) in
    .string(string(text[(try arguments[1].position(upTo: text.count))...]))
  },
  text("substring", [.int, .int]) { (text, arguments) throws(EvaluationError) in
    let (start, end) = (
      try arguments[1].position(upTo: text.count), try arguments[2].position(upTo: text.count)
    )
    guard start <= end else {
      throw EvaluationError(.indexOutOfRange("`substring` ends at \(end), before it begins at \(start)"))
    }
    return .string(string(text[start..<end]))
  },
  text("split", [.string], result: .list(.string)) { (text, arguments) throws(EvaluationError) in
    .list(text.split(by: arguments[1].scalars, atMost: -1))
  },
  text("split", [.string, .int], result: .list(.string)) { (text, arguments) throws(EvaluationError) in
    .list(text.split(by: arguments[1].scalars, atMost: arguments[2].whole))
  },
  text("replace", [.string, .string]) { (text, arguments) throws(EvaluationError) in
    .string(try text.replacing(arguments[1].scalars, with: arguments[2].scalars, atMost: -1))
  },
  text("replace", [.string, .string, .int]) { (text, arguments) throws(EvaluationError) in
    .string(try text.replacing(arguments[1].scalars, with: arguments[2].scalars, atMost: arguments[3].whole))
  },
  Function(
    "join", [.list(.string)], true, .string, .one { (list) throws(EvaluationError) in try join(list, "") },
    .linear),
  Function(
    "join", [.list(.string), .string], true, .string,
    .two { (list, separator) throws(EvaluationError) in try join(list, separator.text ?? "") }, .product),
  Function(
    "strings.quote", [.string], false, .string,
    .one { (value) throws(EvaluationError) in .string(quoted(value.text ?? "")) }, .linear),
]

private typealias Scalars = [Unicode.Scalar]

/// Longer texts than this are not made of others.
private let longestText = 10_000_000

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
  return Function(name, [.string] + parameters, true, result, call, .product)
}

private let matching = Function.Call.two { (text, pattern) throws(EvaluationError) in
  var budget = Program.defaultCostLimit
  do throws(PatternError) {
    let compiled = try Pattern(pattern.text ?? "")
    return .bool((try? compiled.matches(text.text ?? "", budget: &budget)) ?? false)
  } catch {
    throw EvaluationError(.invalidArgument(error.message))
  }
}

private func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  var text = String.UnicodeScalarView()
  text.append(contentsOf: scalars)
  return String(text)
}

private func join(_ list: CELValue, _ separator: String) throws(EvaluationError) -> CELValue {
  guard case .list(let values) = list else { return .string("") }
  var joined = ""
  for (index, value) in values.enumerated() {
    guard case .string(let part) = value else {
      throw EvaluationError(.noOverload("`join` takes a list of texts"))
    }
    if index > 0 { joined += separator }
    joined += part
    guard joined.utf8.count <= longestText else { throw EvaluationError(.overflow("`join`")) }
  }
  return .string(joined)
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
    if case .string(let text) = self { Array(text.unicodeScalars) } else { [] }
  }

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

extension RandomAccessCollection where Element: Equatable, Index == Int {
  /// Where a part first stands, counted from the beginning.
  fileprivate func position(of part: some RandomAccessCollection<Element>, from start: Int) -> Int? {
    guard let first = part.first else { return start }
    guard part.count <= count else { return nil }
    var index = startIndex + start
    while index + part.count <= endIndex {
      if self[index] == first, self[index..<(index + part.count)].elementsEqual(part) {
        return index - startIndex
      }
      index += 1
    }
    return nil
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

extension [Unicode.Scalar] {
  fileprivate func lastPosition(of part: Scalars, from start: Int) -> Int? {
    guard part.count <= count else { return nil }
    var index = Swift.min(start, count - part.count)
    while index >= 0 {
      if self[index..<(index + part.count)].elementsEqual(part) { return index }
      index -= 1
    }
    return nil
  }

  fileprivate func split(by separator: Scalars, atMost limit: Int) -> [CELValue] {
    if limit == 0 { return [] }
    var parts: [CELValue] = []
    var start = 0
    if separator.isEmpty {
      while start < count, limit < 0 || parts.count < limit - 1 {
        parts.append(.string(String(self[start])))
        start += 1
      }
      if start < count { parts.append(.string(string(self[start...]))) }
      return parts
    }
    while limit < 0 || parts.count < limit - 1, let next = self[start...].position(of: separator, from: 0) {
      parts.append(.string(string(self[start..<(start + next)])))
      start += next + separator.count
    }
    parts.append(.string(string(self[start...])))
    return parts
  }

  fileprivate func replacing(_ old: Scalars, with new: Scalars, atMost limit: Int) throws(EvaluationError)
    -> String
  {
    var result: Scalars = []
    var (start, done) = (0, 0)
    while limit < 0 || done < limit {
      guard result.count <= longestText else { throw EvaluationError(.overflow("`replace`")) }
      if old.isEmpty {
        result += new
        done += 1
        guard start < count else { break }
        result.append(self[start])
        start += 1
      } else {
        guard let next = self[start...].position(of: old, from: 0) else { break }
        result += self[start..<(start + next)] + new
        start += next + old.count
        done += 1
      }
    }
    result += self[start...]
    return string(result)
  }
}
