public import CEL
public import Diagnostics

/// An expression of a template in which nothing is wrong by itself, for the host, which knows what its fields may hold.
public struct CheckedExpression {
  public let checked: CheckResult
  /// Whether something is only written where it holds.
  public let isCondition: Bool
  let source: SourceFile
  let start: Int

  /// Where a piece of it stands, counted in Unicode scalars from its beginning.
  public func span(_ range: Range<Int>) -> SourceSpan {
    source.span(bytes: source.bytes(of: range, from: start))
  }
}
