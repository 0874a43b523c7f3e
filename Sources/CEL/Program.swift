import Synchronization

/// An expression that is ready to be evaluated, as often as one likes and from anywhere.
public struct Program: Sendable {
  /// Enough for about half a second of work.
  public static let defaultCostLimit = 50_000_000

  private let code: LazyCode
  private let variables: Int
  private let locals: Int

  init(_ checker: Checker) {
    code = LazyCode(checker)
    variables = checker.environment.variables.count
    locals = checker.localCount
  }

  private var root: Code { code.root }

  /// The value for these variables, which stand in the order of the environment; nil is absent.
  ///
  /// Throws what went wrong, with its place; `isAbsent` tells an undecided result from a failed one.
  public func evaluate(
    _ bindings: [CELValue?] = [], costLimit: Int = Program.defaultCostLimit
  ) throws(EvaluationError) -> CELValue {
    var budget = costLimit
    return try evaluate(bindings, budget: &budget)
  }

  /// As `evaluate`, taking what it costs off what several evaluations may cost together.
  public func evaluate(_ bindings: [CELValue?], budget: inout Int) throws(EvaluationError) -> CELValue {
    try run(bindings, &budget) { (root, frame) throws(EvaluationError) in try root.evaluate(&frame) }
  }

  /// As `evaluate`, for an expression whose value is a condition; any other value is an error.
  public func holds(
    _ bindings: [CELValue?] = [], costLimit: Int = Program.defaultCostLimit
  ) throws(EvaluationError) -> Bool {
    var budget = costLimit
    return try holds(bindings, budget: &budget)
  }

  /// As `holds`, taking what it costs off what several evaluations may cost together.
  public func holds(_ bindings: [CELValue?], budget: inout Int) throws(EvaluationError) -> Bool {
    try run(bindings, &budget) { (root, frame) throws(EvaluationError) in try root.test(&frame) }
  }

  @inline(__always)
  private func run<Value>(
    _ bindings: [CELValue?], _ budget: inout Int,
    _ body: (Code, inout Frame) throws(EvaluationError) -> Value
  ) throws(EvaluationError) -> Value {
    let complete =
      bindings.count >= variables
      ? bindings : bindings + Array(repeating: nil, count: variables - bindings.count)
    guard locals > 0 else {
      return try start(complete, noRoom, &budget, body)
    }
    // On the stack, for a condition of a few entries is over before an allocation would be.
    let outcome = withUnsafeTemporaryAllocation(of: CELValue?.self, capacity: locals) { room in
      room.initialize(repeating: nil)
      defer { room.deinitialize() }
      return caught(complete, room, &budget, body)
    }
    return try outcome.get()
  }

  private func caught<Value>(
    _ bindings: [CELValue?], _ room: UnsafeMutableBufferPointer<CELValue?>, _ budget: inout Int,
    _ body: (Code, inout Frame) throws(EvaluationError) -> Value
  ) -> Result<Value, EvaluationError> {
    do throws(EvaluationError) {
      return .success(try start(bindings, room.baseAddress ?? noRoom, &budget, body))
    } catch {
      return .failure(error)
    }
  }

  @inline(__always)
  private func start<Value>(
    _ bindings: [CELValue?], _ room: UnsafeMutablePointer<CELValue?>, _ budget: inout Int,
    _ body: (Code, inout Frame) throws(EvaluationError) -> Value
  ) throws(EvaluationError) -> Value {
    let allowed = budget
    return try bindings.withUnsafeBufferPointer { (values) throws(EvaluationError) in
      var frame = Frame(
        variables: values.baseAddress ?? UnsafePointer(noRoom), locals: room, budget: allowed)
      defer { budget = frame.budget }
      do throws(EvaluationError) {
        return try body(root, &frame)
      } catch {
        throw error.isFinal
          ? EvaluationError(.costLimit(allowed), at: error.range ?? root.misfit.range) : error
      }
    }
  }
}

/// The code of an expression, made when it is first evaluated: most are checked only.
///
/// Sendable because the code is written once, under the lock, before the mark that lets others read it.
private final class LazyCode: @unchecked Sendable {
  private let checker: Checker
  private let lock = Mutex(())
  private let isMade = Atomic(false)
  private var code: Code?

  init(_ checker: Checker) { self.checker = checker }

  @inline(__always)
  var root: Code {
    if isMade.load(ordering: .acquiring), let code { return code }
    return make()
  }

  @inline(never)
  private func make() -> Code {
    lock.withLock { _ in
      let made = code ?? Compiler(checker).code()
      code = made
      isMade.store(true, ordering: .releasing)
      return made
    }
  }
}

/// Stands for the locals of a program that has none; never read or written.
private nonisolated(unsafe) let noRoom = UnsafeMutablePointer<CELValue?>.allocate(capacity: 1)
