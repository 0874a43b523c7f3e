import Glibc

extension String {
  /// Whether both are the same code points. Unlike `==`, which normalises first.
  @inline(__always)
  func isSame(as other: String) -> Bool {
    utf8.count == other.utf8.count && order(against: other) == 0
  }

  /// Below zero, zero or above, by code points.
  func order(against other: String) -> Int {
    let quick = utf8.withContiguousStorageIfAvailable { mine in
      other.utf8.withContiguousStorageIfAvailable { theirs in bytesOrder(mine, theirs) }
    }
    if let quick = quick ?? nil { return quick }
    return Array(utf8).withUnsafeBufferPointer { mine in
      Array(other.utf8).withUnsafeBufferPointer { theirs in bytesOrder(mine, theirs) }
    }
  }
}

private func bytesOrder(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
  let shared = min(left.count, right.count)
  if shared > 0, let first = left.baseAddress, let second = right.baseAddress {
    let difference = memcmp(first, second, shared)
    if difference != 0 { return Int(difference) }
  }
  return left.count - right.count
}

/// How two numbers of any types lie on one line; nil where one of them is not a number.
func numericOrder(_ left: CELValue, _ right: CELValue) -> Int? {
  switch (left, right) {
  case (.int(let a), .int(let b)): sign(a, b)
  case (.uint(let a), .uint(let b)): sign(a, b)
  case (.double(let a), .double(let b)): a < b ? -1 : (a > b ? 1 : (a == b ? 0 : nil))
  case (.int(let a), .uint(let b)): a < 0 ? -1 : sign(UInt64(a), b)
  case (.uint(let a), .int(let b)): b < 0 ? 1 : sign(a, UInt64(b))
  case (.int(let a), .double(let b)): order(a, b)
  case (.double(let a), .int(let b)): order(b, a).map { -$0 }
  case (.uint(let a), .double(let b)): order(a, b)
  case (.double(let a), .uint(let b)): order(b, a).map { -$0 }
  default: nil
  }
}

@inline(__always)
private func sign<T: Comparable>(_ left: T, _ right: T) -> Int { left < right ? -1 : (left == right ? 0 : 1) }

/// As doubles, which is how the language's own cases compare them: whole numbers above 2^53 are rounded.
private func order(_ whole: some BinaryInteger, _ double: Double) -> Int? {
  double.isNaN ? nil : sign(Double(whole), double)
}

extension CELValue {
  var isNumber: Bool {
    switch self {
    case .int, .uint, .double: true
    default: false
    }
  }

  /// The `==` of expressions: numbers of all types on one line, other types only with their like.
  public func isEqual(to other: CELValue) -> Bool {
    var budget = Int.max
    return (try? isEqual(to: other, budget: &budget)) ?? false
  }

  /// As `isEqual(to:)`, charging for what it looks at.
  func isEqual(to other: CELValue, budget: inout Int) throws(EvaluationError) -> Bool {
    switch (self, other) {
    case (.string(let a), .string(let b)):
      try charge(Cost.reading(a.utf8.count), to: &budget)
      return a.isSame(as: b)
    case (.bool(let a), .bool(let b)): return a == b
    case (.int(let a), .int(let b)): return a == b
    case (.null, .null): return true
    case (.bytes(let a), .bytes(let b)):
      try charge(Cost.reading(a.count), to: &budget)
      return a == b
    case (.timestamp(let a), .timestamp(let b)): return a == b
    case (.duration(let a), .duration(let b)): return a == b
    case (.type(let a), .type(let b)): return a.isSame(as: b)
    case (.object(let a), .object(let b)): return a === b
    case (.list, .list), (.map, .map), (.optional, .optional):
      return try isEqualWithin(to: other, budget: &budget)
    default: return numericOrder(self, other) == 0
    }
  }

  /// Whether two lists, maps or optional values hold the same. Apart, because it recurses.
  @inline(never)
  private func isEqualWithin(to other: CELValue, budget: inout Int) throws(EvaluationError) -> Bool {
    switch (self, other) {
    case (.list(let a), .list(let b)):
      guard a.count == b.count else { return false }
      try charge(2 * a.count, to: &budget)
      for index in a.indices where try !a[index].isEqual(to: b[index], budget: &budget) { return false }
      return true
    case (.map(let a), .map(let b)):
      guard a.count == b.count else { return false }
      try charge(16 * a.count, to: &budget)
      for (key, value) in zip(a.keys, a.values) {
        guard let theirs = b[key], try value.isEqual(to: theirs, budget: &budget) else { return false }
      }
      return true
    case (.optional(let a), .optional(let b)):
      guard let mine = a.value, let theirs = b.value else { return a.value == nil && b.value == nil }
      return try mine.isEqual(to: theirs, budget: &budget)
    default: return false
    }
  }

  /// How the two lie, nil where one is not a number. Throws where their types have no order.
  func order(
    against other: CELValue, in place: EvaluationError, budget: inout Int
  ) throws(EvaluationError) -> Int? {
    switch (self, other) {
    case (.int(let a), .int(let b)): return sign(a, b)
    case (.string(let a), .string(let b)):
      try charge(Cost.reading(a.utf8.count), to: &budget, at: place)
      return a.order(against: b)
    case (.bool(let a), .bool(let b)): return (a ? 1 : 0) - (b ? 1 : 0)
    case (.timestamp(let a), .timestamp(let b)): return sign(a, b)
    case (.duration(let a), .duration(let b)): return sign(a, b)
    case (.bytes(let a), .bytes(let b)):
      try charge(Cost.reading(a.count), to: &budget, at: place)
      return a.withUnsafeBufferPointer { mine in b.withUnsafeBufferPointer { bytesOrder(mine, $0) } }
    default:
      guard isNumber, other.isNumber else { throw place }
      return numericOrder(self, other)
    }
  }
}
