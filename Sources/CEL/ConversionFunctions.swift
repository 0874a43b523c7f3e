/// `int(x)`, `string(x)`…: one type turned into another, or an error where the value has no place in it.
let conversionFunctions: [Function] =
  [
    Function("dyn", [.dyn], false, .dyn, .one { (value) throws(EvaluationError) in value }),
    Function("type", [.dyn], false, .type, .one { (value) throws(EvaluationError) in .type(value.typeName) }),
  ]
  + conversions(
    to: "int", .int, from: [.int, .uint, .double, .string, .timestamp],
    { (value) throws(EvaluationError) in
      switch value {
      case .int: return value
      case .uint(let number): return Int64(exactly: number).map { .int($0) }
      case .double(let number):
        // The language leaves out both ends, where doubles are no longer exact.
        let isInside = number > -9_223_372_036_854_775_808.0 && number < 9_223_372_036_854_775_808.0
        return isInside ? .int(Int64(number)) : nil
      case .string(let text): return text.first == "+" ? nil : Int64(text).map { .int($0) }
      case .timestamp(let time): return .int(time.seconds)
      default: return nil
      }
    })
  + conversions(
    to: "uint", .uint, from: [.int, .uint, .double, .string],
    { (value) throws(EvaluationError) in
      switch value {
      case .uint: return value
      case .int(let number): return UInt64(exactly: number).map { .uint($0) }
      case .double(let number):
        return number >= 0 && number < 18_446_744_073_709_551_616.0 ? .uint(UInt64(number)) : nil
      case .string(let text): return text.first == "+" ? nil : UInt64(text).map { .uint($0) }
      default: return nil
      }
    })
  + conversions(
    to: "double", .double, from: [.int, .uint, .double, .string],
    { (value) throws(EvaluationError) in
      switch value {
      case .double: return value
      case .int(let number): return .double(Double(number))
      case .uint(let number): return .double(Double(number))
      case .string(let text): return number(from: text).map { .double($0) }
      default: return nil
      }
    })
  + conversions(
    to: "bool", .bool, from: [.bool, .string],
    { (value) throws(EvaluationError) in
      switch value {
      case .bool: return value
      case .string("1"), .string("t"), .string("true"), .string("True"), .string("TRUE"), .string("T"):
        return .bool(true)
      case .string("0"), .string("f"), .string("false"), .string("False"), .string("FALSE"), .string("F"):
        return .bool(false)
      default: return nil
      }
    })
  + conversions(
    to: "string", .string,
    from: [.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration, .type],
    { (value) throws(EvaluationError) in
      if case .bytes(let bytes) = value {
        return String(validating: bytes, as: UTF8.self).map { .string($0) }
      }
      return value.text.map { .string($0) }
    })
  + conversions(
    to: "bytes", .bytes, from: [.string, .bytes],
    { (value) throws(EvaluationError) in
      if case .string(let text) = value { return .bytes(Array(text.utf8)) }
      return value
    })
  + conversions(
    to: "timestamp", .timestamp, from: [.timestamp, .string, .int],
    { (value) throws(EvaluationError) in
      switch value {
      case .timestamp: return value
      case .string(let text): return CELTimestamp(text).map { .timestamp($0) }
      case .int(let seconds): return CELTimestamp(seconds: seconds).map { .timestamp($0) }
      default: return nil
      }
    })
  + conversions(
    to: "duration", .duration, from: [.duration, .string, .int],
    { (value) throws(EvaluationError) in
      switch value {
      case .duration: return value
      case .string(let text): return CELDuration(text).map { .duration($0) }
      case .int(let seconds):
        let (nanoseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? nil : .duration(CELDuration(nanoseconds: nanoseconds))
      default: return nil
      }
    })

private func conversions(
  to name: String, _ result: CELType, from types: [CELType],
  _ convert: @escaping @Sendable (CELValue) throws(EvaluationError) -> CELValue?
) -> [Function] {
  types.map { type in
    Function(
      name, [type], false, result,
      .one { (value) throws(EvaluationError) in
        if let converted = try convert(value) { return converted }
        throw EvaluationError(.invalidArgument("\(value.shown) is no \(name)"))
      }, .linear)
  }
}

/// A number as `double("…")` reads it: digits, or one of the names that CEL has for the rest.
private func number(from text: String) -> Double? {
  switch text {
  case "NaN", "nan": return .nan
  case "Infinity", "+Infinity", "inf", "+inf", "Inf", "+Inf": return .infinity
  case "-Infinity", "-inf", "-Inf": return -.infinity
  default:
    let isPlain = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || byte == 43 || byte == 45 || byte == 46 || byte == 69 || byte == 101
    }
    guard isPlain, let number = Double(text), number.isFinite else { return nil }
    return number
  }
}

extension CELValue {
  /// The value as `string(x)` writes it, nil where it has no text of its own.
  public var text: String? {
    switch self {
    case .bool(let value): String(value)
    case .int(let value): String(value)
    case .uint(let value): String(value)
    case .double(let value): decimalText(value)
    case .string(let value): value
    case .timestamp(let value): value.description
    case .duration(let value): value.description
    case .type(let name): name
    case .null, .bytes, .list, .map, .object, .optional: nil
    }
  }

  /// The value in a message: short, and recognisable.
  var shown: String {
    guard let text else { return "this \(typeName)" }
    let short = text.unicodeScalars.count > 40 ? String(text.unicodeScalars.prefix(40)) + "…" : text
    return "`\(short)`"
  }
}

/// A double as short as it can be read back, whole numbers without a point.
private func decimalText(_ value: Double) -> String {
  if value.isNaN { return "NaN" }
  if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
  if value == value.rounded(), abs(value) < 1e15 {
    return (value.sign == .minus && value == 0) ? "-0" : String(Int64(value))
  }
  return value.description
}
