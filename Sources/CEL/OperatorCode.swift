final class NotCode: Code, @unchecked Sendable {
  let operand: Code

  init(_ operand: Code, misfit: EvaluationError) {
    self.operand = operand
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { .bool(try test(&frame)) }

  override func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    guard case .bool(let value) = try operand.evaluate(&frame) else { throw misfit }
    return !value
  }
}

final class NegateCode: Code, @unchecked Sendable {
  let operand: Code

  init(_ operand: Code, misfit: EvaluationError) {
    self.operand = operand
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    switch try operand.evaluate(&frame) {
    case .int(let value):
      guard value != .min else { throw EvaluationError(.overflow("`-`"), at: misfit.range) }
      return .int(-value)
    case .double(let value): return .double(-value)
    case .duration(let value) where value.nanoseconds != .min:
      return .duration(CELDuration(nanoseconds: -value.nanoseconds))
    default: throw misfit
    }
  }
}

/// Two or more operands between operators of one level, from left to right.
final class ChainCode: Code, @unchecked Sendable {
  struct Link {
    let symbol: Operator
    let operand: Code
    let misfit: EvaluationError
  }

  let first: Code
  let links: [Link]

  init(_ first: Code, _ links: [Link], misfit: EvaluationError) {
    self.first = first
    self.links = links
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    var value = try first.evaluate(&frame)
    for link in links {
      value = try link.symbol.apply(value, try link.operand.evaluate(&frame), link.misfit, &frame.budget)
    }
    return value
  }
}

/// One sum, product… of two operands.
final class ArithmeticCode: Code, @unchecked Sendable {
  let symbol: Operator
  let left: Code
  let right: Code

  init(_ symbol: Operator, _ left: Code, _ right: Code, misfit: EvaluationError) {
    self.symbol = symbol
    self.left = left
    self.right = right
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    try symbol.apply(try left.evaluate(&frame), try right.evaluate(&frame), misfit, &frame.budget)
  }
}

final class EqualityCode: Code, @unchecked Sendable {
  let left: Code
  let right: Code
  let isNegated: Bool

  init(_ left: Code, _ right: Code, isNegated: Bool, misfit: EvaluationError) {
    self.left = left
    self.right = right
    self.isNegated = isNegated
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { .bool(try test(&frame)) }

  override func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try left.evaluate(&frame)
    return try value.isEqual(to: try right.evaluate(&frame), budget: &frame.budget) != isNegated
  }
}

final class OrderCode: Code, @unchecked Sendable {
  let symbol: Operator
  let left: Code
  let right: Code

  init(_ symbol: Operator, _ left: Code, _ right: Code, misfit: EvaluationError) {
    self.symbol = symbol
    self.left = left
    self.right = right
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { .bool(try test(&frame)) }

  override func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try left.evaluate(&frame)
    return symbol.holds(
      try value.order(against: try right.evaluate(&frame), in: misfit, budget: &frame.budget))
  }
}

extension Operator {
  /// Whether a comparison holds for values that lie so; nothing holds for what is not a number.
  @inline(__always)
  func holds(_ order: Int?) -> Bool {
    guard let order else { return false }
    switch self {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    case .greaterOrEqual: return order >= 0
    default: return false
    }
  }

  func apply(
    _ left: CELValue, _ right: CELValue, _ misfit: EvaluationError, _ budget: inout Int
  ) throws(EvaluationError) -> CELValue {
    switch self {
    case .add, .subtract, .multiply, .divide, .remainder: return try compute(left, right, misfit, &budget)
    case .equal: return .bool(try left.isEqual(to: right, budget: &budget))
    case .unequal: return .bool(try !left.isEqual(to: right, budget: &budget))
    case .contained: return .bool(try contains(right, left, misfit, &budget))
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      return .bool(holds(try left.order(against: right, in: misfit, budget: &budget)))
    }
  }

  private func contains(
    _ collection: CELValue, _ value: CELValue, _ misfit: EvaluationError, _ budget: inout Int
  ) throws(EvaluationError) -> Bool {
    switch collection {
    case .list(let list):
      for element in list {
        try charge(1, to: &budget, at: misfit)
        if try element.isEqual(to: value, budget: &budget) { return true }
      }
      return false
    case .map(let map):
      try charge(value.length, to: &budget, at: misfit)
      return map[value] != nil
    default: throw misfit
    }
  }
}
