/// Why a text is no expression: the first place where it stops being one.
///
/// One pointer wide, because the parser recurses and every call may throw.
public struct SyntaxError: Error, Equatable, Sendable {
  private final class Detail: Sendable {
    let message: String
    let range: Range<Int>
    let help: String?

    init(_ message: String, _ range: Range<Int>, _ help: String?) {
      self.message = message
      self.range = range
      self.help = help
    }
  }

  private let detail: Detail

  init(_ message: String, at range: Range<Int>, help: String? = nil) {
    detail = Detail(message, range, help)
  }

  /// What stands there and what was expected, in lower case and without a full stop.
  public var message: String { detail.message }

  /// In Unicode scalars from the beginning of the text.
  public var range: Range<Int> { detail.range }

  /// What to write instead, where that is known.
  public var help: String? { detail.help }

  /// Whether the same is wrong in the same place.
  public static func == (left: SyntaxError, right: SyntaxError) -> Bool {
    left.message == right.message && left.range == right.range && left.help == right.help
  }
}
