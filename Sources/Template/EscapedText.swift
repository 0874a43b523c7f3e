extension OutputKind {
  /// A text in which nothing becomes markup, for output that is not made by a template.
  public func escaped(_ text: String) -> String {
    var output: [UInt8] = []
    var lineStart = 0
    append(text, to: &output, lineStart: &lineStart, following: 0)
    return String(decoding: output, as: UTF8.self)
  }
}
