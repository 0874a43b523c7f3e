extension Operator {
  /// `+ - * / %` on two values of fitting types.
  func compute(
    _ left: CELValue, _ right: CELValue, _ misfit: EvaluationError, _ budget: inout Int
  ) throws(EvaluationError) -> CELValue {
    switch (left, right) {
    case (.int(let a), .int(let b)): return .int(try whole(a, b, misfit))
    case (.double(let a), .double(let b)): return .double(try decimal(a, b, misfit))
    case (.uint(let a), .uint(let b)): return .uint(try whole(a, b, misfit))
    default: return try computeOthers(left, right, misfit, &budget)
    }
  }

  private func whole<Whole: FixedWidthInteger>(
    _ left: Whole, _ right: Whole, _ misfit: EvaluationError
  ) throws(EvaluationError) -> Whole {
    let result: (partialValue: Whole, overflow: Bool)
    switch self {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide, .remainder:
      guard right != 0 else { throw EvaluationError(.divisionByZero, at: misfit.range) }
      result =
        self == .divide
        ? left.dividedReportingOverflow(by: right) : left.remainderReportingOverflow(dividingBy: right)
    default: throw misfit
    }
    guard !result.overflow else { throw EvaluationError(.overflow("`\(rawValue)`"), at: misfit.range) }
    return result.partialValue
  }

  private func decimal(
    _ left: Double, _ right: Double, _ misfit: EvaluationError
  ) throws(EvaluationError) -> Double {
    switch self {
    case .add: return left + right
    case .subtract: return left - right
    case .multiply: return left * right
    case .divide: return left / right
    default: throw misfit
    }
  }

  private func computeOthers(
    _ left: CELValue, _ right: CELValue, _ misfit: EvaluationError, _ budget: inout Int
  ) throws(EvaluationError) -> CELValue {
    switch (self, left, right) {
    case (.add, .string(let a), .string(let b)):
      try charge(Cost.text(a.utf8.count + b.utf8.count), to: &budget, at: misfit)
      return .string(a + b)
    case (.add, .bytes(let a), .bytes(let b)):
      try charge(Cost.text(a.count + b.count), to: &budget, at: misfit)
      return .bytes(a + b)
    case (.add, .list(let a), .list(let b)):
      try charge(Cost.list(a.count + b.count), to: &budget, at: misfit)
      return .list(a + b)
    case (_, .timestamp, _), (_, .duration, _):
      guard let result = computeTime(left, right) else { throw misfit }
      guard let value = result else { throw EvaluationError(.overflow("`\(rawValue)`"), at: misfit.range) }
      return value
    default: throw misfit
    }
  }

  /// Nil where the operands do not fit, and nil within where the result is out of range.
  private func computeTime(_ left: CELValue, _ right: CELValue) -> CELValue?? {
    let result: CELValue?
    switch (self, left, right) {
    case (.add, .timestamp(let a), .duration(let b)), (.add, .duration(let b), .timestamp(let a)):
      result = a.adding(b).map { .timestamp($0) }
    case (.subtract, .timestamp(let a), .duration(let b)):
      result =
        b.nanoseconds == .min
        ? nil : a.adding(CELDuration(nanoseconds: -b.nanoseconds)).map { .timestamp($0) }
    case (.subtract, .timestamp(let a), .timestamp(let b)): result = a.since(b).map { .duration($0) }
    case (.add, .duration(let a), .duration(let b)):
      let (sum, overflow) = a.nanoseconds.addingReportingOverflow(b.nanoseconds)
      result = overflow ? nil : .duration(CELDuration(nanoseconds: sum))
    case (.subtract, .duration(let a), .duration(let b)):
      let (difference, overflow) = a.nanoseconds.subtractingReportingOverflow(b.nanoseconds)
      result = overflow ? nil : .duration(CELDuration(nanoseconds: difference))
    default: return .none
    }
    return .some(result)
  }
}
