/// Why an evaluation gave no value.
///
/// One pointer wide, because `&&`, `||`, `all` and `exists` throw and absorb errors in their inner loops.
public struct EvaluationError: Error, Equatable, Sendable {
  /// What went wrong.
  public enum Kind: Equatable, Sendable {
    /// The expression read something that has no value yet. `path` is the expression that read it (`m.kind`);
    /// `shape` is nil where a variable is absent.
    case absent(path: String, field: String, shape: String?)
    /// An operator or function does not take values of such types.
    case noOverload(String)
    /// A map has no such key.
    case noSuchKey(String)
    /// A name or field means nothing; only where an expression was compiled unchecked.
    case noSuchField(String)
    /// A list or text has no such position.
    case indexOutOfRange(String)
    case divisionByZero
    /// A number, moment or length of time is out of range.
    case overflow(String)
    /// A value cannot be converted or used so.
    case invalidArgument(String)
    /// The evaluation took more steps than it may.
    case costLimit(Int)
  }

  private final class Detail: Sendable {
    let kind: Kind
    let range: Range<Int>?

    init(_ kind: Kind, _ range: Range<Int>?) {
      self.kind = kind
      self.range = range
    }
  }

  private let detail: Detail

  /// An error of a function of the host; its place is filled in by the call.
  public init(_ kind: Kind, at range: Range<Int>? = nil) { detail = Detail(kind, range) }

  /// What went wrong.
  public var kind: Kind { detail.kind }

  /// The part of the expression that failed, in Unicode scalars from its beginning.
  public var range: Range<Int>? { detail.range }

  /// Whether the result is only undecided: something that was read is absent.
  public var isAbsent: Bool {
    if case .absent = detail.kind { true } else { false }
  }

  /// Whether the error ends everything, and `||` cannot absorb it.
  var isFinal: Bool {
    if case .costLimit = detail.kind { true } else { false }
  }

  func located(at range: Range<Int>) -> EvaluationError {
    detail.range == nil ? EvaluationError(detail.kind, at: range) : self
  }

  /// Whether the same went wrong in the same place.
  public static func == (left: EvaluationError, right: EvaluationError) -> Bool {
    left.detail === right.detail || (left.kind == right.kind && left.range == right.range)
  }
}

extension EvaluationError: CustomStringConvertible {
  /// What went wrong, in lower case and without a full stop.
  public var description: String {
    switch kind {
    case .absent(let path, _, _): "`\(path)` has no value yet"
    case .noOverload(let text): text
    case .noSuchKey(let key): "the map has no key \(key)"
    case .noSuchField(let text): text
    case .indexOutOfRange(let text): text
    case .divisionByZero: "division by zero"
    case .overflow(let text): "the result of \(text) is too large or too small"
    case .invalidArgument(let text): text
    case .costLimit(let limit): "the expression takes more than \(limit) steps"
    }
  }
}
