public import CEL

/// Text that is markup already and must not be escaped, e.g. a link or a chart that the host has made.
///
/// Only the host can make it: no expression turns a text into markup. A host function that gives markup declares
/// `Markup.type` as its result.
public enum Markup {
  static let shape = Shape("markup", fields: [.init("text", .string)])

  /// What a function that gives markup declares.
  public static let type = CELType.object(shape)

  /// Markup in the language of the document: whole and well-formed, for it is written as it is.
  public static func value(_ text: String) -> CELValue { .object(Object(shape, [.string(text)])) }
}
