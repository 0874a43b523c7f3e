/// A macro that walks over a list or the keys of a map.
class WalkCode: Code, @unchecked Sendable {
  let subject: Code
  let body: Code
  /// Where the entry stands for the body; the second name, if any, stands in the next slot.
  let slot: Int
  let isTwofold: Bool
  /// What one round costs at most, loops within not counted.
  let weight: Int

  init(_ subject: Code, _ body: Code, slot: Int, isTwofold: Bool, weight: Int, misfit: EvaluationError) {
    self.subject = subject
    self.body = body
    self.slot = slot
    self.isTwofold = isTwofold
    self.weight = weight
    super.init(misfit: misfit)
  }

  /// Calls `round` with what is walked over, until it returns false; for a map, `round` gets its keys.
  @inline(__always)
  final func walk(
    _ frame: inout Frame, _ round: (inout Frame, CELValue) throws(EvaluationError) -> Bool
  ) throws(EvaluationError) {
    switch try subject.evaluate(&frame) {
    case .list(let list):
      var position = 0
      for value in list {
        try charge(weight, to: &frame.budget, at: misfit)
        if isTwofold {
          frame.locals[slot] = .int(Int64(position))
          frame.locals[slot + 1] = value
          position += 1
        } else {
          frame.locals[slot] = value
        }
        if try !round(&frame, value) { return }
      }
    case .map(let map):
      for (position, key) in map.keys.enumerated() {
        try charge(weight, to: &frame.budget, at: misfit)
        frame.locals[slot] = key
        if isTwofold { frame.locals[slot + 1] = map.values[position] }
        if try !round(&frame, key) { return }
      }
    default: throw misfit
    }
  }
}

/// `all` and `exists`: `&&` and `||` over the entries.
final class QuantifierCode: WalkCode, @unchecked Sendable {
  let deciding: Bool

  init(
    _ subject: Code, _ body: Code, slot: Int, isTwofold: Bool, weight: Int, deciding: Bool,
    misfit: EvaluationError
  ) {
    self.deciding = deciding
    super.init(subject, body, slot: slot, isTwofold: isTwofold, weight: weight, misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { .bool(try test(&frame)) }

  override func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    var failure: EvaluationError?
    var isDecided = false
    try walk(&frame) { (frame, _) throws(EvaluationError) in
      do throws(EvaluationError) {
        isDecided = try body.test(&frame) == deciding
      } catch {
        if error.isFinal { throw error }
        try charge(Cost.error, to: &frame.budget, at: misfit)
        if failure == nil { failure = error }
      }
      return !isDecided
    }
    if isDecided { return deciding }
    if let failure { throw failure }
    return !deciding
  }
}

final class ExistsOneCode: WalkCode, @unchecked Sendable {
  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { .bool(try test(&frame)) }

  override func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    var count = 0
    try walk(&frame) { (frame, _) throws(EvaluationError) in
      if try body.test(&frame) { count += 1 }
      return true
    }
    return count == 1
  }
}

final class FilterCode: WalkCode, @unchecked Sendable {
  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    var kept: [CELValue] = []
    try walk(&frame) { (frame, value) throws(EvaluationError) in
      if try body.test(&frame) {
        try charge(3, to: &frame.budget, at: misfit)
        kept.append(value)
      }
      return true
    }
    return .list(kept)
  }
}

/// `map`, `transformList`, `transformMap` and `transformMapEntry`.
final class TransformCode: WalkCode, @unchecked Sendable {
  let filter: Code?
  let verb: SyntaxNode.Verb

  init(
    _ subject: Code, _ body: Code, slot: Int, isTwofold: Bool, weight: Int, filter: Code?,
    verb: SyntaxNode.Verb, misfit: EvaluationError
  ) {
    self.filter = filter
    self.verb = verb
    super.init(subject, body, slot: slot, isTwofold: isTwofold, weight: weight, misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    var values: [CELValue] = []
    var pairs: [(key: CELValue, value: CELValue)] = []
    try walk(&frame) { (frame, _) throws(EvaluationError) in
      if let filter, try !filter.test(&frame) { return true }
      let value = try body.evaluate(&frame)
      try charge(verb == .transformMap ? 12 : 3, to: &frame.budget, at: misfit)
      switch (verb, value) {
      case (.transformMap, _): pairs.append((frame.locals[slot] ?? .null, value))
      case (.transformMapEntry, .map(let map)):
        try charge(value.making, to: &frame.budget, at: misfit)
        pairs += zip(map.keys, map.values).map { (key: $0, value: $1) }
      case (.transformMapEntry, _): throw misfit
      default: values.append(value)
      }
      return true
    }
    guard verb == .transformMap || verb == .transformMapEntry else { return .list(values) }
    guard let map = CELMap(pairs) else { throw .repeatedKey(at: misfit.range) }
    return .map(map)
  }
}

/// `cel.bind`, `optMap` and `optFlatMap`: a value with a name for one part of the expression.
final class BindCode: Code, @unchecked Sendable {
  let value: Code
  let body: Code
  let slot: Int
  let binding: SyntaxNode.Binding

  init(_ value: Code, _ body: Code, slot: Int, binding: SyntaxNode.Binding, misfit: EvaluationError) {
    self.value = value
    self.body = body
    self.slot = slot
    self.binding = binding
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    var bound = try value.evaluate(&frame)
    if binding != .plain {
      guard case .optional(let box) = bound else { throw misfit }
      guard let inner = box.value else { return bound }
      bound = inner
    }
    frame.locals[slot] = bound
    let result = try body.evaluate(&frame)
    return binding == .optMap ? .optional(CELOptional(result)) : result
  }
}
