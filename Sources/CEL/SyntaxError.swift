/// Why a text is no expression: the first place where it stops being one.
public struct SyntaxError: Error, Equatable, Sendable {
  public let message: String
  /// In Unicode scalars from the beginning of the text.
  public let range: Range<Int>
  public let help: String?

  init(_ message: String, at range: Range<Int>, help: String? = nil) {
    self.message = message
    self.range = range
    self.help = help
  }
}
