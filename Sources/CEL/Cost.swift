/// What an evaluation costs, in steps of about ten nanoseconds or eight bytes at most.
///
/// Every loop and whatever makes a text or list takes its steps off a budget, before or right after it worked, so
/// that no expression takes much longer or more memory than its limit says.
enum Cost {
  /// For a list, map or text of its own, beside what it holds.
  static let allocation = 24
  /// For an error that is absorbed.
  static let error = 16
  /// In bytes; no text of an expression becomes longer, and no list has more than an eighth as many elements.
  static let longestText = 1 << 24

  static func text(_ bytes: Int) -> Int { bytes > longestText ? .max / 2 : allocation + bytes / 4 }
  static func list(_ count: Int) -> Int { count > longestText / 8 ? .max / 2 : allocation + 3 * count }
  /// For looking at all of a text; short ones cost nothing beside the step that looks.
  static func reading(_ bytes: Int) -> Int { bytes >> 6 }

  /// Ends the evaluation where a text that is being made has become too long.
  static func limit(_ length: Int, _ budget: inout Int) throws(EvaluationError) {
    if length > longestText { try charge(.max / 2, to: &budget) }
  }
}

/// Takes `cost` off what is left, and ends the evaluation when nothing is.
@inline(__always)
func charge(_ cost: Int, to budget: inout Int, at place: EvaluationError? = nil) throws(EvaluationError) {
  budget &-= cost
  if budget < 0 { throw EvaluationError(.costLimit(0), at: place?.range) }
}

extension CELValue {
  /// How much work it is to look at all of a value, as the functions of the language do.
  var length: Int {
    switch self {
    case .string(let text): text.utf8.count / 4
    case .bytes(let bytes): bytes.count / 4
    case .list(let list): list.count
    case .map(let map): map.count
    default: 0
    }
  }

  /// What it costs to have made a value.
  var making: Int {
    switch self {
    case .string(let text): Cost.text(text.utf8.count)
    case .bytes(let bytes): Cost.text(bytes.count)
    case .list(let list): Cost.list(list.count)
    case .map(let map): Cost.list(4 * map.count)
    case .optional: Cost.allocation
    default: 0
    }
  }
}
