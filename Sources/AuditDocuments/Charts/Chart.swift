/// Data that can be drawn, and said in words.
protocol Chart: Sendable {
  /// The word that files of such charts are called by.
  static var kind: String { get }
  var title: String { get }
  /// What the chart shows, for those who do not see it.
  func alternative(_ words: ChartWords) -> String
  /// The drawing; nil where there is nothing to draw, and the alternative is all there is to say.
  func drawing(_ words: ChartWords) -> SVGDrawing?
}

extension Chart {
  /// The whole file; nil where there is nothing to draw.
  func svg(_ words: ChartWords) -> String? {
    guard let drawing = drawing(words) else { return nil }
    return drawing.svg(
      title: title, description: alternative(words), language: words.wording.tag, ems: drawing.width / 16)
  }
}

extension SVGDrawing {
  /// The size of letters in charts: titles, words, and the small print of scales.
  static let titleSize = 13.5
  static let wordSize = 11.5
  static let smallSize = 10.5

  /// Puts the title on top, and takes the place it needs.
  mutating func title(_ title: String) {
    let lines = wrapped(title, width: width - 8, size: Self.titleSize, most: 3)
    self.lines(lines, at: Point(4, 16), Pen(size: Self.titleSize, isBold: true))
    height = 16 + Double(lines.count - 1) * lineHeight(Self.titleSize) + 8
  }
}
