public import CEL

/// Text that is markup already and must not be escaped, e.g. a link or a chart that the host has made.
///
/// Only the host can make it: no expression turns a text into markup. A host function that gives markup declares
/// `Markup.type` as its result.
public enum Markup {
  static let shape = Shape(
    "markup", fields: [.init("text", .string), .init("figure", .string), .init("drawing", .string)])

  /// What a function that gives markup declares.
  public static let type = CELType.object(shape)

  /// Markup in the language of the document: whole and well-formed, for it is written as it is.
  public static func value(_ text: String) -> CELValue { .object(Object(shape, [.string(text)])) }

  /// A drawing with the text that says the same to those who do not see it.
  ///
  /// In Markdown it becomes the picture of a file beside the document, which the rendering carries along; in HTML it
  /// stands where it is placed; where there is nothing to draw, the text stands there. `kind` is the word that its
  /// file is called by.
  public static func figure(_ kind: String, alternative: String, drawing: String?) -> CELValue {
    .object(Object(shape, [.string(alternative), .string(kind), drawing.map(CELValue.string)]))
  }
}

/// A drawing that a document shows, and the name of its file.
public struct Figure: Equatable, Sendable {
  public let name: String
  /// SVG, whole and well-formed.
  public let drawing: String
}
