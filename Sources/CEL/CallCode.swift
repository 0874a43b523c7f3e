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
      guard error.range == nil, !error.isFinal, let range = misfit.range else { throw error }
      throw error.located(at: range)
    }
  }

  private func call(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    if arguments.count == 1 {
      let value = try arguments[0].evaluate(&frame)
      for function in functions {
        guard case .one(let body) = function.call, function.takes(value, at: 0) else { continue }
        if function.work != .constant { try charge(value.length, to: &frame.budget) }
        return try body(value)
      }
      return try callAny([value], &frame)
    }
    if arguments.count == 2 {
      let (first, second) = (try arguments[0].evaluate(&frame), try arguments[1].evaluate(&frame))
      for function in functions {
        guard case .two(let body) = function.call, function.takes(first, at: 0), function.takes(second, at: 1)
        else { continue }
        try charge(function.cost(of: first, second), to: &frame.budget)
        return try body(first, second)
      }
      return try callAny([first, second], &frame)
    }
    var values: [CELValue] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try argument.evaluate(&frame)) }
    return try callAny(values, &frame)
  }

  private func callAny(_ values: [CELValue], _ frame: inout Frame) throws(EvaluationError) -> CELValue {
    for function in functions where function.takes(values: values) {
      guard case .many(let body) = function.call else { continue }
      try charge(values.reduce(0) { $0 + $1.length }, to: &frame.budget)
      return try body(values)
    }
    throw misfit
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

/// `text.matches(pattern)` with a pattern that is computed.
final class ComputedMatchCode: Code, @unchecked Sendable {
  let operand: Code
  let pattern: Code

  init(_ operand: Code, _ pattern: Code, misfit: EvaluationError) {
    self.operand = operand
    self.pattern = pattern
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    guard case .string(let text) = try operand.evaluate(&frame),
      case .string(let source) = try pattern.evaluate(&frame)
    else { throw misfit }
    try charge(100 + source.utf8.count, to: &frame.budget)
    let pattern: Pattern
    do throws(PatternError) {
      pattern = try Pattern(source)
    } catch {
      throw EvaluationError(.invalidArgument(error.message), at: misfit.range)
    }
    return .bool(try pattern.matches(text, budget: &frame.budget))
  }
}

extension Function {
  fileprivate func cost(of first: CELValue, _ second: CELValue) -> Int {
    switch work {
    case .constant: return 0
    case .linear: return first.length + second.length
    case .product:
      let (product, overflow) = (first.length + 1).multipliedReportingOverflow(by: second.length + 1)
      return overflow ? .max / 4 : product
    }
  }
}

extension CELValue {
  /// How much work it is to look at all of a value, in steps of about sixteen bytes.
  var length: Int {
    switch self {
    case .string(let text): text.utf8.count / 16
    case .bytes(let bytes): bytes.count / 16
    case .list(let list): list.count
    case .map(let map): map.count
    default: 0
    }
  }
}
