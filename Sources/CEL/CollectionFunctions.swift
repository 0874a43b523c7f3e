/// How many there are, and what a list looks like in another order.
let collectionFunctions: [Function] =
  [CELType.string, .bytes, .list(.dyn), .map(.dyn, .dyn)].flatMap { type in
    [
      Function("size", [type], false, .int, .one(size), type == .string ? .linear : .constant),
      Function("size", [type], true, .int, .one(size), type == .string ? .linear : .constant),
    ]
  } + [
    Function(
      "reverse", [.list(.dyn)], true, .list(.dyn),
      .one { (value) throws(EvaluationError) in
        guard case .list(let list) = value else { return value }
        return .list(list.reversed())
      }, .linear)
  ]

private let size: @Sendable (CELValue) throws(EvaluationError) -> CELValue = {
  (value) throws(EvaluationError) in
  switch value {
  case .string(let text): .int(Int64(text.scalarCount))
  case .bytes(let bytes): .int(Int64(bytes.count))
  case .list(let list): .int(Int64(list.count))
  case .map(let map): .int(Int64(map.count))
  default: .int(0)
  }
}
