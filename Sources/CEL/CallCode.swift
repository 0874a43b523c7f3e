/// A call of the one function that fits, or, where the types are not known before, of the first that does.
final class CallCode: Code, @unchecked Sendable {
  let functions: [Function]
  let arguments: [Code]

  init(_ functions: [Function], _ arguments: [Code], misfit: EvaluationError) {
    self.functions = functions
    self.arguments = arguments
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    do throws(EvaluationError) {
      return try call(&frame)
    } catch {
      guard let range = misfit.range else { throw error }
      throw error.located(at: range)
    }
  }

  private func call(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    switch arguments.count {
    case 1: try call(try arguments[0].evaluate(&frame), &frame)
    case 2: try call(try arguments[0].evaluate(&frame), try arguments[1].evaluate(&frame), &frame)
    default: try callAny(try values(&frame), &frame)
    }
  }

  private func values(_ frame: inout Frame) throws(EvaluationError) -> [CELValue] {
    var values: [CELValue] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try argument.evaluate(&frame)) }
    return values
  }

  @inline(never)
  private func call(_ value: CELValue, _ frame: inout Frame) throws(EvaluationError) -> CELValue {
    for function in functions {
      guard case .one(let body) = function.call, function.takes(value, at: 0) else { continue }
      if function.work != .constant { try charge(value.length, to: &frame.budget) }
      return try paid(try body(value), &frame)
    }
    return try callAny([value], &frame)
  }

  @inline(never)
  private func call(
    _ first: CELValue, _ second: CELValue, _ frame: inout Frame
  ) throws(EvaluationError) -> CELValue {
    for function in functions {
      guard case .two(let body) = function.call, function.takes(first, at: 0), function.takes(second, at: 1)
      else { continue }
      try charge(function.cost(of: first, second), to: &frame.budget)
      return try paid(try body(first, second), &frame)
    }
    return try callAny([first, second], &frame)
  }

  @inline(never)
  private func callAny(_ values: [CELValue], _ frame: inout Frame) throws(EvaluationError) -> CELValue {
    for function in functions where function.takes(values: values) {
      try charge(values.reduce(0) { $0 + $1.length }, to: &frame.budget)
      switch function.call {
      case .many(let body): return try paid(try body(values), &frame)
      case .charging(let body): return try paid(try body(values, &frame.budget), &frame)
      case .one, .two: continue
      }
    }
    throw misfit
  }

  /// The result, whose making is charged.
  @inline(__always)
  private func paid(_ value: CELValue, _ frame: inout Frame) throws(EvaluationError) -> CELValue {
    switch value {
    case .bool, .int, .double: break
    default: try charge(value.making, to: &frame.budget)
    }
    return value
  }
}

/// `text.matches("…")` with a pattern that was read beforehand.
final class MatchCode: Code, @unchecked Sendable {
  let operand: Code
  let pattern: Pattern

  init(_ operand: Code, _ pattern: Pattern, misfit: EvaluationError) {
    self.operand = operand
    self.pattern = pattern
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { .bool(try test(&frame)) }

  override func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    guard case .string(let text) = try operand.evaluate(&frame) else { throw misfit }
    return try pattern.matches(text, budget: &frame.budget)
  }
}

extension Function {
  fileprivate func cost(of first: CELValue, _ second: CELValue) -> Int {
    switch work {
    case .constant: return 0
    case .linear: return first.length + second.length
    case .product:
      let (product, overflow) = (first.length + 1).multipliedReportingOverflow(by: second.length / 16 + 1)
      return overflow ? .max / 4 : product
    }
  }
}
