/// Values that may be missing: made, asked for, and given a substitute.
let optionalFunctions: [Function] = [
  Function(
    "optional.of", [.dyn], false, .optional(.dyn),
    .one { (value) throws(EvaluationError) in .optional(CELOptional(value)) }),
  Function(
    "optional.none", [], false, .optional(.dyn),
    .many { (_) throws(EvaluationError) in .optional(CELOptional(nil)) }),
  Function(
    "optional.ofNonZeroValue", [.dyn], false, .optional(.dyn),
    .one { (value) throws(EvaluationError) in .optional(CELOptional(value.isZero ? nil : value)) }),
  Function(
    "hasValue", [.optional(.dyn)], true, .bool,
    .one { (value) throws(EvaluationError) in .bool(value.unwrapped != nil) }),
  Function(
    "value", [.optional(.dyn)], true, .dyn,
    .one { (value) throws(EvaluationError) in
      guard let inner = value.unwrapped else {
        throw EvaluationError(.noSuchKey("here: the optional value is missing"))
      }
      return inner
    }),
  Function(
    "orValue", [.optional(.dyn), .dyn], true, .dyn,
    .two { (value, other) throws(EvaluationError) in value.unwrapped ?? other }),
  Function(
    "or", [.optional(.dyn), .optional(.dyn)], true, .optional(.dyn),
    .two { (value, other) throws(EvaluationError) in value.unwrapped == nil ? other : value }),
]

extension CELValue {
  fileprivate var unwrapped: CELValue? {
    if case .optional(let box) = self { box.value } else { nil }
  }

  fileprivate var isZero: Bool {
    switch self {
    case .null: true
    case .bool(let value): !value
    case .int(let value): value == 0
    case .uint(let value): value == 0
    case .double(let value): value == 0
    case .string(let value): value.isEmpty
    case .bytes(let value): value.isEmpty
    case .list(let value): value.isEmpty
    case .map(let value): value.count == 0
    case .duration(let value): value.nanoseconds == 0
    case .optional(let box): box.value == nil
    case .object, .timestamp, .type: false
    }
  }
}
