import Glibc

extension LevelChart {
  /// The text beside an axis of a radar, and the room it takes.
  struct AxisLabel {
    var lines: [String]
    var numbers: String
    var start: Point
    var anchor: SVGDrawing.Anchor
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
  }

  private static let width = 340.0
  private static let radius = 82.0
  /// From the end of an axis to its label.
  private static let distance = 11.0

  func radar(_ words: ChartWords) -> SVGDrawing {
    var drawing = SVGDrawing(width: Self.width)
    drawing.title(title)
    drawing.levelLegend(words)
    var labels = axisLabels(words)
    let rise = labels.map(\.top).min() ?? -Self.radius
    let centre = Point(Self.width / 2, drawing.height + 6 - min(rise, -Self.radius))
    if pairs.allSatisfy({ $0.current != nil }) {
      drawing.area(points(\.current, centre).compactMap(\.self), Palette.shade)
    }
    grid(&drawing, centre)
    lines(&drawing, centre)
    levelNumbers(&drawing, centre)
    for index in labels.indices {
      labels[index].start.x += centre.x
      labels[index].start.y += centre.y
      write(labels[index], &drawing)
    }
    drawing.height = centre.y + max(labels.map(\.bottom).max() ?? 0, Self.radius) + 8
    return drawing
  }

  /// The direction of an axis; the first points up.
  private func direction(_ index: Int) -> Point {
    let angle = 2 * Double.pi * Double(index) / Double(pairs.count)
    return Point(sin(angle), -cos(angle))
  }

  private func point(_ index: Int, _ level: Double, _ centre: Point) -> Point {
    let (way, length) = (direction(index), place(level) * Self.radius)
    return Point(centre.x + way.x * length, centre.y + way.y * length)
  }

  // MARK: Grid and lines

  private func grid(_ drawing: inout SVGDrawing, _ centre: Point) {
    for level in AxisTicks(scale: scale).values {
      drawing.path(pairs.indices.map { point($0, level, centre) }, closed: true, SVGDrawing.gridStroke)
    }
    for index in pairs.indices {
      drawing.line(centre, point(index, Double(scale.upperBound), centre), SVGDrawing.gridStroke)
    }
  }

  private func levelNumbers(_ drawing: inout SVGDrawing, _ centre: Point) {
    let pen = SVGDrawing.Pen(size: 9, colour: Palette.soft, anchor: .end, hasHalo: true)
    for level in AxisTicks(scale: scale).values {
      let end = point(0, level, centre)
      drawing.text(String(Int(level)), at: Point(end.x - 7, end.y + 3), pen)
    }
  }

  private func lines(_ drawing: inout SVGDrawing, _ centre: Point) {
    strokes(points(\.ideal, centre), SVGDrawing.idealStroke, &drawing)
    strokes(points(\.current, centre), SVGDrawing.todayStroke, &drawing)
    for place in points(\.ideal, centre).compactMap(\.self) { drawing.idealMark(at: place) }
    for place in points(\.current, centre).compactMap(\.self) { drawing.todayMark(at: place) }
  }

  private func points(_ level: (Pair) -> Double?, _ centre: Point) -> [Point?] {
    pairs.indices.map { index in level(pairs[index]).map { point(index, $0, centre) } }
  }

  /// A line around, broken where a level is missing.
  private func strokes(_ points: [Point?], _ stroke: SVGDrawing.Stroke, _ drawing: inout SVGDrawing) {
    guard let gap = points.firstIndex(where: { $0 == nil }) else {
      return drawing.path(points.compactMap(\.self), closed: true, stroke)
    }
    var open: [Point] = []
    for point in points[gap...] + points[...gap] {
      if let point {
        open.append(point)
      } else {
        drawing.path(open, stroke)
        open = []
      }
    }
  }

  // MARK: Labels

  /// The labels around the centre, clear of each other.
  func axisLabels(_ words: ChartWords) -> [AxisLabel] {
    pairs.indices.map { index in
      let way = direction(index)
      let end = Point(way.x * (Self.radius + Self.distance), way.y * (Self.radius + Self.distance))
      let isUpright = abs(way.x) < 0.1
      let room = isUpright ? 120 : Self.width / 2 - abs(end.x) - 4
      let size = SVGDrawing.smallSize
      let lines = wrapped(pairs[index].label, width: room, size: size, most: isUpright ? 2 : 4)
      let height = Double(lines.count + 1) * lineHeight(size)
      // Upright labels lie above or below their axis, the others beside it.
      let top = end.y - height / 2 + (isUpright ? way.y * height / 2 : way.y * height * 0.35)
      let anchor: SVGDrawing.Anchor = isUpright ? .middle : way.x > 0 ? .start : .end
      let numbers = numbers(pairs[index], words)
      let width = (lines + [numbers]).map { textWidth($0, size: size) }.max() ?? 0
      let left = anchor == .start ? end.x : anchor == .middle ? end.x - width / 2 : end.x - width
      return AxisLabel(
        lines: lines, numbers: numbers, start: Point(end.x, top + size), anchor: anchor,
        left: left, right: left + width, top: top, bottom: top + height)
    }
  }

  private func write(_ label: AxisLabel, _ drawing: inout SVGDrawing) {
    let size = SVGDrawing.smallSize
    drawing.lines(label.lines, at: label.start, .init(size: size, anchor: label.anchor))
    let below = Point(label.start.x, label.start.y + Double(label.lines.count) * lineHeight(size))
    drawing.text(label.numbers, at: below, .init(size: size, isBold: true, anchor: label.anchor))
  }
}
