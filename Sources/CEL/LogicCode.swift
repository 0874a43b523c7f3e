/// `&&` and `||` over any number of conditions. A condition that decides absorbs the errors of the others.
final class LogicCode: Code, @unchecked Sendable {
  let terms: [Code]
  /// The value that settles the result: true for `||`, false for `&&`.
  let deciding: Bool

  init(_ terms: [Code], deciding: Bool, misfit: EvaluationError) {
    self.terms = terms
    self.deciding = deciding
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { .bool(try test(&frame)) }

  override func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    var failure: EvaluationError?
    for term in terms {
      do throws(EvaluationError) {
        if try term.test(&frame) == deciding { return deciding }
      } catch {
        if error.isFinal { throw error }
        try charge(Cost.error, to: &frame.budget, at: misfit)
        if failure == nil { failure = error }
      }
    }
    if let failure { throw failure }
    return !deciding
  }
}

final class ConditionalCode: Code, @unchecked Sendable {
  let condition: Code
  let yes: Code
  let no: Code

  init(_ condition: Code, _ yes: Code, _ no: Code, misfit: EvaluationError) {
    self.condition = condition
    self.yes = yes
    self.no = no
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    try condition.test(&frame) ? try yes.evaluate(&frame) : try no.evaluate(&frame)
  }
}

final class ListCode: Code, @unchecked Sendable {
  let elements: [Code]
  let optional: Set<Int>

  init(_ elements: [Code], optional: Set<Int>, misfit: EvaluationError) {
    self.elements = elements
    self.optional = optional
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    try charge(Cost.list(elements.count), to: &frame.budget, at: misfit)
    var values: [CELValue] = []
    values.reserveCapacity(elements.count)
    for (index, element) in elements.enumerated() {
      let value = try element.evaluate(&frame)
      if optional.contains(index) {
        guard case .optional(let box) = value else { throw misfit }
        if let inner = box.value { values.append(inner) }
      } else {
        values.append(value)
      }
    }
    return .list(values)
  }
}

final class MapCode: Code, @unchecked Sendable {
  let entries: [(key: Code, value: Code, isOptional: Bool)]

  init(_ entries: [(key: Code, value: Code, isOptional: Bool)], misfit: EvaluationError) {
    self.entries = entries
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    try charge(Cost.list(8 * entries.count), to: &frame.budget, at: misfit)
    var pairs: [(key: CELValue, value: CELValue)] = []
    pairs.reserveCapacity(entries.count)
    for entry in entries {
      let key = try entry.key.evaluate(&frame)
      let value = try entry.value.evaluate(&frame)
      if entry.isOptional {
        guard case .optional(let box) = value else { throw misfit }
        if let inner = box.value { pairs.append((key, inner)) }
      } else {
        pairs.append((key, value))
      }
    }
    guard let map = CELMap(pairs) else { throw .repeatedKey(at: misfit.range) }
    return .map(map)
  }
}

/// A constant list of texts, looked into by `in`.
final class ContainedCode: Code, @unchecked Sendable {
  let operand: Code
  let texts: Set<ExactString>

  init(_ operand: Code, _ texts: Set<ExactString>, misfit: EvaluationError) {
    self.operand = operand
    self.texts = texts
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { .bool(try test(&frame)) }

  override func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    guard case .string(let text) = try operand.evaluate(&frame) else { return false }
    try charge(Cost.reading(text.utf8.count), to: &frame.budget, at: misfit)
    return texts.contains(ExactString(text))
  }
}

extension EvaluationError {
  /// A map whose keys are not each once, or are none.
  static func repeatedKey(at range: Range<Int>?) -> EvaluationError {
    EvaluationError(
      .invalidArgument("a key of the map stands twice, or is no bool, int, uint or string"), at: range)
  }
}
