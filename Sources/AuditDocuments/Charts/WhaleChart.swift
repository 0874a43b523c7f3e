/// The running total of contributions, best customer first: how much is earned, and how much of it is lost again.
struct WhaleChart: Chart {
  struct Step: Equatable {
    var customers: Int
    /// Of the net total.
    var percent: Double
  }

  static let kind = "whale_curve"
  let title: String
  let steps: [Step]
  let customers: Int
  let customersAtPeak: Int
  /// None where the net total is not above zero.
  let peakPercent: Double?
  let belowZero: Int

  func alternative(_ words: ChartWords) -> String {
    guard customers > 0 else { return words.noCustomers(title) }
    guard let peakPercent else { return words.noNetTotal(title, customers: customers) }
    return words.whale(
      title, customers: customers, atPeak: customersAtPeak, peak: peakPercent, belowZero: belowZero)
  }

  func drawing(_ words: ChartWords) -> SVGDrawing? {
    guard let peakPercent, customers > 0, !steps.isEmpty else { return nil }
    var drawing = SVGDrawing(width: 400)
    drawing.title(title)
    legend(peakPercent, words, &drawing)
    let lowest = min(0, steps.map(\.percent).min() ?? 0)
    let ticks = AxisTicks(from: lowest, to: max(100, peakPercent), about: 6)
    let labels = ticks.values.map { words.percent($0) }
    let plot = Plot(
      left: 10 + (labels.map { textWidth($0, size: SVGDrawing.smallSize) }.max() ?? 0), right: 382,
      top: drawing.height + 24, bottom: drawing.height + 24 + 180, low: ticks.first, high: ticks.last,
      customers: customers)
    axes(plot, zip(ticks.values, labels).map { ($0, $1) }, words, &drawing)
    curve(plot, peakPercent, words, &drawing)
    drawing.height = plot.bottom + 42
    return drawing
  }

  /// Where numbers lie on the drawing.
  private struct Plot {
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double
    let low: Double
    let high: Double
    let customers: Int

    func x(_ customers: Double) -> Double { left + customers / Double(self.customers) * (right - left) }
    func y(_ percent: Double) -> Double {
      bottom - (min(max(percent, low), high) - low) / (high - low) * (bottom - top)
    }
  }

  private static let wholeStroke = SVGDrawing.Stroke(colour: Palette.ideal, width: 1.6, dashes: [6, 4])

  /// The peak, what is lost, and the whole in words, with their signs.
  private func legend(_ peak: Double, _ words: ChartWords, _ drawing: inout SVGDrawing) {
    entry(words.peakLine(customersAtPeak, of: customers, peak), &drawing) { drawing, middle in
      drawing.peakMark(at: Point(14, middle))
    }
    if let lost = words.lostLine(peak, belowZero) {
      entry(lost, &drawing) { drawing, middle in
        drawing.hatch(Point(5, middle - 7), width: 18, height: 14, upright: true)
      }
    }
    entry(words.wholeLine, &drawing) { drawing, middle in
      drawing.line(Point(4, middle), Point(25, middle), Self.wholeStroke)
    }
  }

  private func entry(
    _ text: String, _ drawing: inout SVGDrawing, sign: (inout SVGDrawing, Double) -> Void
  ) {
    let pen = SVGDrawing.Pen(size: SVGDrawing.wordSize)
    let base = drawing.height + 11
    sign(&drawing, base - 4)
    let lines = wrapped(text, width: drawing.width - 34, size: pen.size, most: 3)
    drawing.lines(lines, at: Point(30, base), pen)
    drawing.height = base + Double(lines.count - 1) * lineHeight(pen.size) + 5
  }

  private func axes(
    _ plot: Plot, _ ticks: [(Double, String)], _ words: ChartWords, _ drawing: inout SVGDrawing
  ) {
    let size = SVGDrawing.smallSize
    drawing.text(
      words.cumulativeContribution, at: Point(4, plot.top - 10), .init(size: size, colour: Palette.soft))
    for (value, label) in ticks {
      let y = plot.y(value)
      drawing.line(Point(plot.left, y), Point(plot.right, y), SVGDrawing.gridStroke)
      drawing.text(
        label, at: Point(plot.left - 5, y + 3.5), .init(size: size, colour: Palette.soft, anchor: .end))
    }
    for quarter in 0...4 {
      let x = plot.x(Double(customers) * Double(quarter) / 4)
      drawing.line(
        Point(x, plot.bottom), Point(x, plot.bottom + 4), .init(colour: Palette.soft, width: 0.8))
      drawing.text(
        words.percent(Double(quarter) * 25), at: Point(x, plot.bottom + 15),
        .init(size: size, colour: Palette.soft, anchor: quarter == 4 ? .end : .middle))
    }
    drawing.line(
      Point(plot.left, plot.y(0)), Point(plot.right, plot.y(0)), .init(colour: Palette.soft, width: 1))
    drawing.text(
      words.customersBestFirst(customers), at: Point((plot.left + plot.right) / 2, plot.bottom + 32),
      .init(size: size, colour: Palette.soft, anchor: .middle))
  }

  private func curve(_ plot: Plot, _ peak: Double, _ words: ChartWords, _ drawing: inout SVGDrawing) {
    let points =
      [Point(plot.left, plot.y(0))]
      + steps.map { Point(plot.x(Double($0.customers)), plot.y($0.percent)) }
    let top = Point(plot.x(Double(customersAtPeak)), plot.y(peak))
    lost(plot, points.filter { $0.x >= top.x }, &drawing)
    drawing.line(
      Point(plot.left, plot.y(100)), Point(plot.right, plot.y(100)), Self.wholeStroke)
    drawing.path(points, .init(colour: Palette.today, width: 2.4))
    drawing.peakMark(at: top)
    let size = SVGDrawing.wordSize
    let isLate = top.x > (plot.left + plot.right) / 2
    drawing.text(
      words.percent(peak, places: 1), at: Point(top.x + (isLate ? 4 : -4), top.y - 9),
      .init(size: size, isBold: true, anchor: isLate ? .end : .start))
  }

  /// The field between the curve behind its peak and the height of the peak.
  private func lost(_ plot: Plot, _ points: [Point], _ drawing: inout SVGDrawing) {
    guard belowZero > 0, let first = points.first, let last = points.last, last.y > first.y + 0.5 else {
      return
    }
    drawing.area(points + [Point(last.x, first.y)], Palette.shade)
    for x in stride(from: first.x + 4, to: last.x, by: 4) {
      guard let y = height(at: x, points) else { continue }
      drawing.line(Point(x, first.y), Point(x, y), SVGDrawing.hatchStroke)
    }
    drawing.line(first, Point(last.x, first.y), .init(colour: Palette.soft, width: 0.8))
  }

  private func height(at x: Double, _ points: [Point]) -> Double? {
    for (left, right) in zip(points, points.dropFirst()) where left.x <= x && x <= right.x && right.x > left.x
    {
      return left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x)
    }
    return nil
  }
}

extension SVGDrawing {
  fileprivate mutating func peakMark(at place: Point) {
    let (x, y) = (place.x, place.y)
    area([Point(x, y - 5.5), Point(x + 5.5, y + 4.5), Point(x - 5.5, y + 4.5)], Palette.ink)
  }
}
