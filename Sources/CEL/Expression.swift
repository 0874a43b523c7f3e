/// An expression of the Common Expression Language, read but not yet checked.
public struct Expression: Sendable {
  /// As it was written.
  public let text: String
  let tree: SyntaxTree
  private let scalars: [Unicode.Scalar]

  /// Reads a text, or says where it stops being an expression.
  ///
  /// `names` are words that the language keeps for its hosts, such as `loop`, and that this host uses as names.
  public init(
    parsing text: String, limits: ExpressionLimits = ExpressionLimits(), allowing names: Set<String> = []
  ) throws(SyntaxError) {
    scalars = text.scalars
    var parser = Parser(
      tokens: try Lexer.tokens(of: scalars, limits: limits), limits: limits, allowing: names)
    tree = try parser.expression()
    self.text = text
  }

  /// The part of the text in a range of Unicode scalars.
  func text(in range: Range<Int>) -> String { String(scalars[range]) }
}
