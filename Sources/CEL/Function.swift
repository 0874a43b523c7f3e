/// A function that expressions may call: `name(a, b)`, or `a.name(b)` for a method.
///
/// Several functions may share a name as long as their parameters tell them apart.
public struct Function: Sendable {
  /// What a function does with its arguments; it throws what went wrong.
  public typealias Body = @Sendable ([CELValue]) throws(EvaluationError) -> CELValue

  /// As expressions call it; dots are allowed in the name of a function, as in `math.abs`.
  public let name: String
  /// What it takes; for a method the value before the dot comes first.
  public let parameters: [CELType]
  /// Whether it stands behind its first argument, after a dot.
  public let isMethod: Bool
  /// What it gives.
  public let result: CELType

  enum Call: Sendable {
    case one(@Sendable (CELValue) throws(EvaluationError) -> CELValue)
    case two(@Sendable (CELValue, CELValue) throws(EvaluationError) -> CELValue)
    case many(Body)
    /// For what may work long on short arguments: takes its steps off the budget itself.
    case charging(@Sendable ([CELValue], inout Int) throws(EvaluationError) -> CELValue)
  }

  /// What a call costs beyond itself and what it makes.
  enum Work: Sendable {
    case constant
    /// As much as its arguments are long.
    case linear
    /// As much as the lengths of its two arguments multiplied.
    case product
  }

  let call: Call
  /// The kind of value of each parameter, 0 for any.
  private let tags: [UInt8]
  let work: Work
  /// Whether the last parameter may be repeated.
  let isVariadic: Bool

  /// Whether what is of no declared type must be numbers, or lists of them.
  let areNumbers: Bool

  /// The parameter whose type the result has, where it is more exact than `result`.
  let passedParameter: Int?

  /// A function of the host. It is called only with values that fit its parameters.
  ///
  /// `passingTypeOf` names the parameter whose type the result has, for functions such as the first of a list.
  public init(
    _ name: String, _ parameters: [CELType], isMethod: Bool = false, result: CELType,
    passingTypeOf passedParameter: Int? = nil, body: @escaping Body
  ) {
    self.init(name, parameters, isMethod, result, .many(body), .linear, passedParameter: passedParameter)
  }

  init(
    _ name: String, _ parameters: [CELType], _ isMethod: Bool, _ result: CELType, _ call: Call,
    _ work: Work = .constant, isVariadic: Bool = false, areNumbers: Bool = false, passedParameter: Int? = nil
  ) {
    self.name = name
    self.parameters = parameters
    tags = parameters.map(\.tag)
    self.isMethod = isMethod
    self.result = result
    self.call = call
    self.work = work
    self.isVariadic = isVariadic
    self.areNumbers = areNumbers
    self.passedParameter = passedParameter
  }

  /// Whether the function may be called with arguments of these types.
  func takes(_ types: [CELType]) -> Bool {
    guard takes(count: types.count) else { return false }
    for (index, type) in types.enumerated() {
      guard type.fits(parameter(at: index)) else { return false }
      if areNumbers, !type.mayBeNumbers(for: parameter(at: index)) { return false }
    }
    return true
  }

  func takes(count: Int) -> Bool {
    isVariadic ? count >= parameters.count : count == parameters.count
  }

  /// Whether a value may stand for a parameter; quicker than comparing types.
  @inline(__always)
  func takes(_ value: CELValue, at index: Int) -> Bool {
    let tag = tags[index]
    return tag == 0 || (tag == value.tag && (tag != CELValue.objectTag || value.fits(parameters[index])))
  }

  func takes(values: [CELValue]) -> Bool {
    guard takes(count: values.count) else { return false }
    for (index, value) in values.enumerated() where !value.fits(parameter(at: index)) { return false }
    return true
  }

  private func parameter(at index: Int) -> CELType { parameters[min(index, parameters.count - 1)] }
}

extension Function: CustomStringConvertible {
  /// How it is called, e.g. `string.contains(string)`.
  public var description: String {
    let types = parameters.map(\.description)
    if isMethod, let receiver = types.first {
      return "\(receiver).\(name)(\(types.dropFirst().joined(separator: ", ")))"
    }
    return "\(name)(\(types.joined(separator: ", "))\(isVariadic ? ", …" : ""))"
  }
}

extension CELValue {
  static let objectTag: UInt8 = 10

  /// The kind of value as a small number.
  @inline(__always)
  var tag: UInt8 {
    switch self {
    case .null: 1
    case .bool: 2
    case .int: 3
    case .uint: 4
    case .double: 5
    case .string: 6
    case .bytes: 7
    case .list: 8
    case .map: 9
    case .object: Self.objectTag
    case .timestamp: 11
    case .duration: 12
    case .type: 13
    case .optional: 14
    }
  }
}

extension CELType {
  /// As the tag of the values of this type, 0 where any fits.
  fileprivate var tag: UInt8 {
    switch self {
    case .dyn: 0
    case .null: 1
    case .bool: 2
    case .int: 3
    case .uint: 4
    case .double: 5
    case .string: 6
    case .bytes: 7
    case .list: 8
    case .map, .keyed: 9
    case .object: CELValue.objectTag
    case .timestamp: 11
    case .duration: 12
    case .type: 13
    case .optional: 14
    }
  }
}

extension CELType {
  /// Whether values of this type may be numbers where a parameter takes any, or lists of numbers where it takes any list.
  fileprivate func mayBeNumbers(for parameter: CELType) -> Bool {
    switch (parameter, self) {
    case (.list(.dyn), .list(let element)): element == .dyn || element.isNumeric
    case (.dyn, _): self == .dyn || isNumeric
    default: true
    }
  }
}
