import CEL

func readExpression(_ input: [UInt8]) throws(Complaint) {
  let text = String(decoding: input, as: UTF8.self)
  let length = text.unicodeScalars.count
  let expression: Expression
  do throws(SyntaxError) { expression = try Expression(parsing: text) } catch {
    try judge(error.range, of: length, error.message)
    return
  }
  let checked = expression.check(in: World.environment)
  var last = 0
  for problem in checked.problems {
    try judge(problem.range, of: length, problem.message)
    try require(problem.range.lowerBound >= last, "problems not in order: \(problem.message)")
    last = problem.range.lowerBound
  }
  try require((checked.program == nil) == !checked.problems.isEmpty, "a program beside problems, or neither")
  if let program = checked.program {
    let outcome = run(program)
    if case .success(let value) = outcome {
      try require(
        value.isA(checked.type), "the check says \(checked.type), but the value is \(value.type)")
    }
    try judge(outcome, of: length)
    if isOneOf(8, input) {
      try require("\(run(program))" == "\(outcome)", "another outcome the second time")
      if case .success(let value) = outcome, case .bool(let holds) = value {
        try require((try? program.holds(World.bindings, costLimit: 20_000)) == holds, "`holds` differs")
      }
    }
  } else if isOneOf(2, input) {
    try judge(run(expression.unchecked(in: World.environment)), of: length)
  }
}

private typealias Outcome = Result<CELValue, EvaluationError>

private func run(_ program: Program) -> Outcome {
  do throws(EvaluationError) {
    return .success(try program.evaluate(World.bindings, costLimit: 20_000))
  } catch {
    return .failure(error)
  }
}

private func judge(_ outcome: Outcome, of length: Int) throws(Complaint) {
  guard case .failure(let error) = outcome else { return }
  if let range = error.range { try judge(range, of: length, "\(error)") }
  try require(!"\(error)".isEmpty, "an error without words")
}

private func judge(_ range: Range<Int>, of length: Int, _ message: String) throws(Complaint) {
  try require(!message.isEmpty && !message.hasSuffix("."), "says `\(message)`")
  try require(message.utf8.count < 4_000, "a message of \(message.utf8.count) bytes")
  try require(range.lowerBound >= 0 && range.upperBound <= length, "\(range) in \(length): \(message)")
}

extension CELValue {
  /// Whether the value is of a type, as far as one looks without opening lists and maps.
  fileprivate func isA(_ type: CELType) -> Bool {
    switch (self, type) {
    case (_, .dyn), (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
      (.string, .string), (.bytes, .bytes), (.list, .list), (.map, .map), (.timestamp, .timestamp),
      (.duration, .duration), (.type, .type), (.optional, .optional):
      true
    case (.object(let object), .object(let shape)): object.shape === shape
    default: false
    }
  }
}
