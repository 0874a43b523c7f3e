/// Why an evaluation gave no value.
///
/// One pointer wide, because `&&`, `||`, `all` and `exists` throw and absorb errors in their inner loops.
public struct EvaluationError: Error, Equatable, Sendable {
  /// What went wrong.
  public enum Kind: Equatable, Sendable {
    /// The expression read something that has no value yet. `path` is the expression that read it (`m.kind`);
    /// `shape` is nil where a variable is absent.
    case absent(path: String, field: String, shape: String?)
    case noOverload(String)
    case noSuchKey(String)
    case noSuchField(String)
    case indexOutOfRange(String)
    case divisionByZero
    case overflow(String)
    case invalidArgument(String)
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

  public init(_ kind: Kind, at range: Range<Int>? = nil) { detail = Detail(kind, range) }

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

  public static func == (left: EvaluationError, right: EvaluationError) -> Bool {
    left.detail === right.detail || (left.kind == right.kind && left.range == right.range)
  }
}

extension EvaluationError: CustomStringConvertible {
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
