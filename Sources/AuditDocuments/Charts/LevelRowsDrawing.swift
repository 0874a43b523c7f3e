extension LevelChart {
  private static let width = 340.0
  private static let left = 126.0
  private static let right = 264.0

  /// A row for each thing with both levels on one line.
  func rows(_ words: ChartWords) -> SVGDrawing {
    var drawing = SVGDrawing(width: Self.width)
    drawing.title(title)
    drawing.levelLegend(words)
    let size = SVGDrawing.smallSize
    let labels = pairs.map { wrapped($0.label, width: Self.left - 16, size: size, most: 3) }
    let heights = labels.map { max(22, Double($0.count) * lineHeight(size) + 8) }
    let top = drawing.height + 14
    let bottom = top + heights.reduce(0, +)
    for level in AxisTicks(scale: scale).values {
      let x = x(level)
      drawing.line(Point(x, top), Point(x, bottom), SVGDrawing.gridStroke)
      drawing.text(
        String(Int(level)), at: Point(x, top - 4), .init(size: 9, colour: Palette.soft, anchor: .middle))
    }
    var y = top
    for (index, pair) in pairs.enumerated() {
      row(pair, labels[index], middle: y + heights[index] / 2, words, &drawing)
      y += heights[index]
    }
    drawing.height = bottom + 8
    return drawing
  }

  private func x(_ level: Double) -> Double { Self.left + place(level) * (Self.right - Self.left) }

  private func row(
    _ pair: Pair, _ label: [String], middle: Double, _ words: ChartWords, _ drawing: inout SVGDrawing
  ) {
    let size = SVGDrawing.smallSize
    let first = middle + size * 0.35 - Double(label.count - 1) * lineHeight(size) / 2
    drawing.lines(label, at: Point(4, first), .init(size: size))
    if let current = pair.current, let ideal = pair.ideal {
      drawing.line(
        Point(x(current), middle), Point(x(ideal), middle), .init(colour: Palette.soft, width: 1.6))
    }
    if let ideal = pair.ideal { drawing.idealMark(at: Point(x(ideal), middle)) }
    if let current = pair.current { drawing.todayMark(at: Point(x(current), middle)) }
    drawing.text(
      numbers(pair, words), at: Point(Self.width - 4, middle + size * 0.35),
      .init(size: size, isBold: true, anchor: .end))
  }
}
