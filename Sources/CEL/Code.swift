/// What an evaluation works with: the values of variables and of the names that macros introduce, and what it
/// may still cost.
struct Frame {
  let variables: UnsafePointer<CELValue?>
  let locals: UnsafeMutablePointer<CELValue?>
  var budget: Int
}

/// A part of an expression, ready to be evaluated.
///
/// Classes and overriding, because that is what runs fastest: one indirect call for each part, no copying of the
/// tree, and a condition gives a plain `Bool` without wrapping it into a value.
class Code: @unchecked Sendable {
  /// Raised where the values at hand do not fit.
  let misfit: EvaluationError

  init(misfit: EvaluationError) { self.misfit = misfit }

  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { throw misfit }

  /// The value as a condition.
  func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    guard case .bool(let value) = try evaluate(&frame) else { throw misfit }
    return value
  }
}

final class ConstantCode: Code, @unchecked Sendable {
  let value: CELValue

  init(_ value: CELValue, misfit: EvaluationError) {
    self.value = value
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { value }
}

/// A part that always fails: what the check found wrong, met in an expression that was compiled unchecked.
final class FailureCode: Code, @unchecked Sendable {}

/// A part whose value lies somewhere already and stays there while the expression is evaluated, so that it can be
/// looked at without taking a copy: a variable, a name of a macro, a field of either, a field of that…
///
/// The places stay valid because bindings, locals and frozen objects hold on to what they hold.
class PlaceCode: Code, @unchecked Sendable {
  /// Raised where nothing lies in the place.
  let absent: EvaluationError

  init(absent: EvaluationError, misfit: EvaluationError) {
    self.absent = absent
    super.init(misfit: misfit)
  }

  func place(_ frame: inout Frame) throws(EvaluationError) -> UnsafePointer<CELValue?> { throw misfit }

  override final func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    guard let value = try place(&frame).pointee else { throw absent }
    return value
  }
}

final class VariableCode: PlaceCode, @unchecked Sendable {
  let slot: Int

  init(_ slot: Int, absent: EvaluationError, misfit: EvaluationError) {
    self.slot = slot
    super.init(absent: absent, misfit: misfit)
  }

  override func place(_ frame: inout Frame) throws(EvaluationError) -> UnsafePointer<CELValue?> {
    frame.variables + slot
  }
}

final class LocalCode: PlaceCode, @unchecked Sendable {
  let slot: Int

  init(_ slot: Int, misfit: EvaluationError) {
    self.slot = slot
    super.init(absent: misfit, misfit: misfit)
  }

  override func place(_ frame: inout Frame) throws(EvaluationError) -> UnsafePointer<CELValue?> {
    UnsafePointer(frame.locals + slot)
  }
}

/// A field of an object of known shape that lies in a place.
final class FieldCode: PlaceCode, @unchecked Sendable {
  let operand: PlaceCode
  let index: Int
  let shape: Shape

  init(_ operand: PlaceCode, _ index: Int, _ shape: Shape, absent: EvaluationError, misfit: EvaluationError) {
    self.operand = operand
    self.index = index
    self.shape = shape
    super.init(absent: absent, misfit: misfit)
  }

  override func place(_ frame: inout Frame) throws(EvaluationError) -> UnsafePointer<CELValue?> {
    let owner = try operand.place(&frame)
    switch owner.pointee {
    case .object(let object)?:
      guard object.shape === shape, let address = object.address(of: index) else { throw misfit }
      return address
    case nil: throw operand.absent
    default: throw misfit
    }
  }

  func isPresent(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    if case .some = try place(&frame).pointee { true } else { false }
  }
}

/// A field of a value whose type is known only now: an object, a map, or an optional one.
final class SelectCode: Code, @unchecked Sendable {
  let operand: Code
  let name: String
  let path: String
  let isOptional: Bool

  init(_ operand: Code, _ name: String, path: String, isOptional: Bool, misfit: EvaluationError) {
    self.operand = operand
    self.name = name
    self.path = path
    self.isOptional = isOptional
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    let value = try operand.evaluate(&frame)
    if case .optional(let box) = value {
      guard let inner = box.value else { return value }
      return .optional(CELOptional(try find(in: inner)))
    }
    let found = try find(in: value)
    if isOptional { return .optional(CELOptional(found)) }
    if let found { return found }
    if case .object(let object) = value {
      throw EvaluationError(.absent(path: path, field: name, shape: object.shape.name), at: misfit.range)
    }
    throw EvaluationError(.noSuchKey("`\(name)`"), at: misfit.range)
  }

  func isPresent(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try operand.evaluate(&frame)
    if case .optional(let box) = value {
      guard let inner = box.value else { return false }
      return try find(in: inner) != nil
    }
    return try find(in: value) != nil
  }

  private func find(in value: CELValue) throws(EvaluationError) -> CELValue? {
    switch value {
    case .object(let object):
      guard let index = object.shape.index(of: name) else { throw misfit }
      return object.slot(index)
    case .map(let map): return map[name]
    default: throw misfit
    }
  }
}

final class HasCode: Code, @unchecked Sendable {
  let field: Code

  init(_ field: Code, misfit: EvaluationError) {
    self.field = field
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue { .bool(try test(&frame)) }

  override func test(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    if let known = field as? FieldCode { return try known.isPresent(&frame) }
    if let select = field as? SelectCode { return try select.isPresent(&frame) }
    throw misfit
  }
}

final class IndexCode: Code, @unchecked Sendable {
  let operand: Code
  let index: Code
  let isOptional: Bool

  init(_ operand: Code, _ index: Code, isOptional: Bool, misfit: EvaluationError) {
    self.operand = operand
    self.index = index
    self.isOptional = isOptional
    super.init(misfit: misfit)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> CELValue {
    let value = try operand.evaluate(&frame)
    let position = try index.evaluate(&frame)
    if case .optional(let box) = value {
      guard let inner = box.value else { return value }
      return .optional(CELOptional(try find(position, in: inner)))
    }
    try charge(position.length, to: &frame.budget, at: misfit)
    let found = try find(position, in: value)
    if isOptional { return .optional(CELOptional(found)) }
    if let found { return found }
    if case .map = value { throw EvaluationError(.noSuchKey(position.text ?? "like this"), at: misfit.range) }
    let shown = position.text ?? "none"
    throw EvaluationError(.indexOutOfRange("the list has no element \(shown)"), at: misfit.range)
  }

  private func find(_ position: CELValue, in value: CELValue) throws(EvaluationError) -> CELValue? {
    switch value {
    case .list(let list):
      let place: Int?
      switch position {
      case .int(let index): place = Int(index)
      case .uint(let index): place = Int(exactly: index)
      case .double(let index):
        place = Int(exactly: index)
        if place == nil { throw misfit }
      default: throw misfit
      }
      guard let place, list.indices.contains(place) else { return nil }
      return list[place]
    case .map(let map): return map[position]
    default: throw misfit
    }
  }
}
