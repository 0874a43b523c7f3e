extension HeatMapChart {
  private static let usualWidth = 340.0
  private static let rowHeight = 25.0
  private static let narrowest = 32.0
  private static let labelWidth = 92.0

  func drawing(_ words: ChartWords) -> SVGDrawing? {
    guard rows.indices.contains(where: { row in columns.indices.contains { cell(row, $0) != .notRequired } })
    else { return nil }
    let cellWidth = max(
      Self.narrowest, min(80, (Self.usualWidth - Self.labelWidth - 4) / Double(columns.count)))
    var drawing = SVGDrawing(
      width: max(Self.usualWidth, Self.labelWidth + cellWidth * Double(columns.count) + 4))
    drawing.title(title)
    heads(cellWidth, &drawing)
    let size = SVGDrawing.smallSize
    for row in rows.indices {
      let lines = wrapped(rows[row], width: Self.labelWidth - 10, size: size, most: 2)
      let height = max(Self.rowHeight, Double(lines.count) * lineHeight(size) + 4)
      let first = drawing.height + height / 2 + size * 0.35 - Double(lines.count - 1) * lineHeight(size) / 2
      drawing.lines(lines, at: Point(Self.labelWidth - 6, first), .init(size: size, anchor: .end))
      for column in columns.indices {
        let corner = Point(Self.labelWidth + Double(column) * cellWidth, drawing.height)
        draw(cell(row, column), at: corner, width: cellWidth, height: height, words, &drawing)
      }
      drawing.height += height
    }
    legend(words, &drawing)
    return drawing
  }

  /// The names of the columns: level where they fit, otherwise upright.
  private func heads(_ cellWidth: Double, _ drawing: inout SVGDrawing) {
    let size = SVGDrawing.smallSize
    let level = columns.map { wrapped($0, width: cellWidth - 3, size: size, most: 4) }
    let fits =
      level.allSatisfy { $0.last?.hasSuffix("…") != true }
      && columns.allSatisfy { widestPiece(of: $0, size: size) <= cellWidth - 3 }
    guard fits else { return uprightHeads(cellWidth, &drawing) }
    let most = level.map(\.count).max() ?? 0
    for (column, lines) in level.enumerated() {
      let x = Self.labelWidth + (Double(column) + 0.5) * cellWidth
      let y = drawing.height + 4 + size + Double(most - lines.count) * lineHeight(size)
      drawing.lines(lines, at: Point(x, y), .init(size: size, anchor: .middle))
    }
    drawing.height += 4 + Double(most) * lineHeight(size) + 4
  }

  private func uprightHeads(_ cellWidth: Double, _ drawing: inout SVGDrawing) {
    let size = SVGDrawing.smallSize
    let most = max(1, Int((cellWidth - 4) / lineHeight(size)))
    let names = columns.map { wrapped($0, width: 104, size: size, most: most) }
    let longest = names.joined().map { textWidth($0, size: size) }.max() ?? 0
    let base = drawing.height + 6 + longest
    for (column, lines) in names.enumerated() {
      let middle = Self.labelWidth + (Double(column) + 0.5) * cellWidth
      for (index, line) in lines.enumerated() {
        let offset = (Double(index) - Double(lines.count - 1) / 2) * lineHeight(size) + size * 0.35
        drawing.text(line, at: Point(middle + offset, base), .init(size: size, turn: -90))
      }
    }
    drawing.height = base + 6
  }

  // MARK: Cells

  private func draw(
    _ cell: Cell, at corner: Point, width: Double, height: Double, _ words: ChartWords,
    _ drawing: inout SVGDrawing
  ) {
    let middle = Point(corner.x + width / 2, corner.y + height / 2 + 4)
    switch cell {
    case .notRequired:
      drawing.text("·", at: middle, .init(colour: Palette.soft, anchor: .middle))
    case .notAssessed:
      drawing.hatch(corner, width: width, height: height)
      drawing.text("?", at: middle, .init(isBold: true, anchor: .middle))
    case .gap(let part, let isPartial):
      let shade = shade(part)
      let label = (shade == 0 ? "0" : words.level(levels(part))) + (isPartial ? "?" : "")
      field(shade, label, size: 11.5, at: corner, width: width, height: height, &drawing)
    }
  }

  /// A field in one of the shades with a number on it.
  private func field(
    _ shade: Int, _ label: String, size: Double, at corner: Point, width: Double, height: Double,
    _ drawing: inout SVGDrawing
  ) {
    // The shade of no gap is nearly that of the paper, so that it needs a frame.
    drawing.rectangle(
      Point(corner.x + 0.75, corner.y + 0.75), width: width - 1.5, height: height - 1.5,
      fill: Palette.step(shade, of: shades + 1), shade == 0 ? .init(colour: Palette.grid, width: 0.8) : nil)
    drawing.text(
      label, at: Point(corner.x + width / 2, corner.y + height / 2 + size * 0.35),
      .init(
        size: size, colour: Palette.ink(on: shade, of: shades + 1), isBold: shade > 0, anchor: .middle))
  }

  /// The shades with what they mean, and the signs that are no shade.
  private func legend(_ words: ChartWords, _ drawing: inout SVGDrawing) {
    let size = SVGDrawing.smallSize
    drawing.height += 10
    drawing.text(words.gapInLevels, at: Point(4, drawing.height + 12), .init(size: size))
    var x = 4 + textWidth(words.gapInLevels, size: size) + 10
    let width = min(32, (drawing.width - 4 - x) / Double(shades + 1))
    for shade in 0...shades {
      let label = shade == 0 ? "0" : "≤\(words.short(levels(Double(shade) / Double(shades))))"
      field(
        shade, label, size: 9.5, at: Point(x, drawing.height), width: width, height: 17, &drawing)
      x += width
    }
    drawing.height += 24
    drawing.hatch(Point(4, drawing.height), width: 20, height: 15)
    drawing.text("?", at: Point(14, drawing.height + 12), .init(size: size, isBold: true, anchor: .middle))
    drawing.text(words.notAssessed, at: Point(29, drawing.height + 11.5), .init(size: size))
    x = 29 + textWidth(words.notAssessed, size: size) + 24
    drawing.text("·", at: Point(x, drawing.height + 12), .init(colour: Palette.soft, anchor: .middle))
    drawing.text(words.notRequired, at: Point(x + 9, drawing.height + 11.5), .init(size: size))
    drawing.height += 22
  }
}

extension SVGDrawing {
  static let hatchStroke = Stroke(colour: Palette.soft, width: 0.6)

  /// A field of slanting lines, where nobody has looked, or of upright ones.
  mutating func hatch(_ corner: Point, width: Double, height: Double, upright: Bool = false) {
    let (left, top) = (corner.x + 1.5, corner.y + 1.5)
    let (width, height) = (width - 3, height - 3)
    rectangle(
      Point(left, top), width: width, height: height, fill: upright ? Palette.shade : Palette.paper,
      Stroke(colour: Palette.soft, width: 0.8))
    if upright {
      for offset in stride(from: 4.0, to: width, by: 4) {
        line(Point(left + offset, top), Point(left + offset, top + height), Self.hatchStroke)
      }
      return
    }
    for offset in stride(from: 5.0, to: width + height, by: 5) {
      // From the left or lower edge up to the upper or right one.
      let start = offset <= height ? Point(left, top + offset) : Point(left + offset - height, top + height)
      let end = offset <= width ? Point(left + offset, top) : Point(left + width, top + offset - width)
      line(start, end, Stroke(colour: Palette.grid, width: 1.4))
    }
  }
}
