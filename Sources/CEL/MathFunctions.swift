/// The extension `math`: extremes, rounding and bits.
let mathFunctions: [Function] =
  extreme("greatest", wins: 1) + extreme("least", wins: -1)
  + rounding("ceil", .up) + rounding("floor", .down) + rounding("trunc", .towardZero)
  + rounding("round", .toNearestOrAwayFromZero)
  + [
    double("math.isNaN") { $0.isNaN }, double("math.isInf") { $0.isInfinite },
    double("math.isFinite") { $0.isFinite },
    Function(
      "math.sqrt", [.double], false, .double,
      .one { (value) throws(EvaluationError) in .double((value.asDouble ?? .nan).squareRoot()) }),
  ]
  + [CELType.int, .uint, .double].flatMap { type in
    [
      Function("math.abs", [type], false, type, .one(absolute)),
      Function("math.sign", [type], false, type, .one(signum)),
    ]
  }
  + bits("bitAnd", { $0 & $1 }, { $0 & $1 }) + bits("bitOr", { $0 | $1 }, { $0 | $1 })
  + bits("bitXor", { $0 ^ $1 }, { $0 ^ $1 })
  + [CELType.int, .uint].flatMap { type in
    [
      Function("math.bitNot", [type], false, type, .one(complement)),
      Function(
        "math.bitShiftLeft", [type, .int], false, type,
        .two { (value, places) throws(EvaluationError) in try shifted(value, places, isLeft: true) }),
      Function(
        "math.bitShiftRight", [type, .int], false, type,
        .two { (value, places) throws(EvaluationError) in try shifted(value, places, isLeft: false) }),
    ]
  }

/// The greatest or the least of any number of numbers, or of those in a list.
private func extreme(_ name: String, wins: Int) -> [Function] {
  let choose: Function.Body = { (values) throws(EvaluationError) in
    guard var best = values.first else {
      throw EvaluationError(.invalidArgument("`math.\(name)` needs a number"))
    }
    for value in values {
      guard value.isNumber else { throw EvaluationError(.noOverload("`math.\(name)` takes numbers")) }
      if let order = numericOrder(value, best), order * wins > 0 { best = value }
    }
    return best
  }
  let ofList: @Sendable (CELValue) throws(EvaluationError) -> CELValue = { (value) throws(EvaluationError) in
    guard case .list(let list) = value else {
      throw EvaluationError(.noOverload("`math.\(name)` takes a list"))
    }
    return try choose(list)
  }
  let numbers = [CELType.int, .uint, .double]
  return numbers.map { type in
    Function("math.\(name)", [type], false, type, .one { (value) throws(EvaluationError) in value })
  }
    + numbers.map { type in
      Function(
        "math.\(name)", [type, type], false, type,
        .two { (left, right) throws(EvaluationError) in try choose([left, right]) })
    } + [
      Function("math.\(name)", [.list(.dyn)], false, .dyn, .one(ofList), .linear, areNumbers: true),
      Function(
        "math.\(name)", [.dyn, .dyn], false, .dyn,
        .two { (left, right) throws(EvaluationError) in try choose([left, right]) }, areNumbers: true),
      Function(
        "math.\(name)", [.dyn, .dyn, .dyn], false, .dyn, .many(choose), .linear, isVariadic: true,
        areNumbers: true),
    ]
}

private func rounding(_ name: String, _ rule: FloatingPointRoundingRule) -> [Function] {
  [
    Function(
      "math.\(name)", [.double], false, .double,
      .one { (value) throws(EvaluationError) in .double((value.asDouble ?? .nan).rounded(rule)) })
  ]
}

private func double(_ name: String, _ holds: @escaping @Sendable (Double) -> Bool) -> Function {
  Function(
    name, [.double], false, .bool,
    .one { (value) throws(EvaluationError) in .bool(holds(value.asDouble ?? .nan)) })
}

private let absolute: @Sendable (CELValue) throws(EvaluationError) -> CELValue = {
  (value) throws(EvaluationError) in
  switch value {
  case .int(let number):
    guard number != .min else { throw EvaluationError(.overflow("`math.abs`")) }
    return .int(abs(number))
  case .double(let number): return .double(abs(number))
  default: return value
  }
}

private let signum: @Sendable (CELValue) throws(EvaluationError) -> CELValue = {
  (value) throws(EvaluationError) in
  switch value {
  case .int(let number): .int(number.signum())
  case .uint(let number): .uint(number == 0 ? 0 : 1)
  case .double(let number): .double(number > 0 ? 1 : (number < 0 ? -1 : number))
  default: value
  }
}

private func bits(
  _ name: String, _ signed: @escaping @Sendable (Int64, Int64) -> Int64,
  _ unsigned: @escaping @Sendable (UInt64, UInt64) -> UInt64
) -> [Function] {
  [CELType.int, .uint].map { type in
    Function(
      "math.\(name)", [type, type], false, type,
      .two { (left, right) throws(EvaluationError) in
        switch (left, right) {
        case (.int(let a), .int(let b)): .int(signed(a, b))
        case (.uint(let a), .uint(let b)): .uint(unsigned(a, b))
        default: left
        }
      })
  }
}

private let complement: @Sendable (CELValue) throws(EvaluationError) -> CELValue = {
  (value) throws(EvaluationError) in
  switch value {
  case .int(let number): .int(~number)
  case .uint(let number): .uint(~number)
  default: value
  }
}

/// Shifts bits; zeroes move in from either side, and shifting by the whole width leaves nothing.
private func shifted(_ value: CELValue, _ places: CELValue, isLeft: Bool) throws(EvaluationError) -> CELValue
{
  guard case .int(let count) = places, count >= 0 else {
    throw EvaluationError(.invalidArgument("bits are shifted by 0 or more places"))
  }
  switch value {
  case .int(let number):
    let bits = UInt64(bitPattern: number)
    return .int(Int64(bitPattern: isLeft ? bits << count : bits >> count))
  case .uint(let bits): return .uint(isLeft ? bits << count : bits >> count)
  default: return value
  }
}

extension CELValue {
  fileprivate var asDouble: Double? {
    if case .double(let value) = self { value } else { nil }
  }
}
