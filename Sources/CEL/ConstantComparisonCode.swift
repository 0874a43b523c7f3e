/// How a place is compared with a value that is written out.
enum Comparison {
  case equal, unequal, less, lessOrEqual, greater, greaterOrEqual

  /// Nil for operators that compare nothing, and for values that are compared in the general way.
  init?(_ symbol: Operator, _ constant: CELValue) {
    switch constant {
    case .string where symbol == .equal || symbol == .unequal: break
    case .int, .double: break
    default: return nil
    }
    switch symbol {
    case .equal: self = .equal
    case .unequal: self = .unequal
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    case .add, .subtract, .multiply, .divide, .remainder, .contained: return nil
    }
  }

  @inline(__always)
  func holds<Number: Comparable>(_ left: Number, _ right: Number) -> Bool {
    switch self {
    case .equal: left == right
    case .unequal: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }

  /// Whether it holds for values that lie so; nothing but inequality holds for what is not a number.
  func holds(_ order: Int?) -> Bool { order.map { holds($0, 0) } ?? (self == .unequal) }
}

/// `m.level >= 3`, `m.kind == "leader"`: what most checks consist of. Compares where the value lies.
final class ConstantComparisonCode: Code, @unchecked Sendable {
  let operand: PlaceCode
  let comparison: Comparison
  let constant: CELValue

  init(_ operand: PlaceCode, _ comparison: Comparison, _ constant: CELValue, misfit: EvaluationError) {
    self.operand = operand
    self.comparison = comparison
    self.constant = constant
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { .bool(try test(&frame)) }

  override func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let place = try operand.place(&frame)
    switch (place.pointee, constant) {
    case (.string(let value)?, .string(let text)):
      try charge(Cost.reading(text.utf8.count), to: &frame.budget, at: misfit)
      return value.isSame(as: text) == (comparison == .equal)
    case (.int(let value)?, .int(let number)): return comparison.holds(value, number)
    case (.double(let value)?, .double(let number)): return comparison.holds(value, number)
    case (nil, _): throw operand.absent
    case (let value?, _): return try general(value)
    }
  }

  /// Numbers of different types, and values that are not comparable at all.
  private func general(_ value: CELValue) throws(EvaluationError) -> Bool {
    if value.isNumber, constant.isNumber { return comparison.holds(numericOrder(value, constant)) }
    switch comparison {
    case .equal: return false
    case .unequal: return true
    case .less, .lessOrEqual, .greater, .greaterOrEqual: throw misfit
    }
  }
}
