import Formats

/// A drawing on its way to SVG: shapes and texts in the order in which they are laid over each other.
///
/// It has no width of its own, only proportions, so that it fits a phone and a sheet of paper. It holds no style sheet
/// and no name, so that any number of drawings can stand on one page without disturbing each other or the page.
struct SVGDrawing {
  enum Anchor: String { case start, middle, end }

  /// How a line is drawn.
  struct Stroke {
    var colour: Colour
    var width = 1.0
    /// Lengths of dashes and gaps; empty for an unbroken line.
    var dashes: [Double] = []
  }

  /// How a text is written.
  struct Pen {
    var size = 12.0
    var colour = Palette.ink
    var isBold = false
    var anchor = Anchor.start
    /// In degrees around the beginning of the text, clockwise.
    var turn = 0.0
    /// Whether lines behind the text keep clear of it.
    var hasHalo = false
  }

  /// In the units of the drawing, of which text is twelve high.
  let width: Double
  var height = 0.0
  private var shapes = ""

  init(width: Double) { self.width = width }

  mutating func line(_ from: Point, _ to: Point, _ stroke: Stroke) {
    shapes +=
      "<line x1=\"\(from.x.svg)\" y1=\"\(from.y.svg)\" x2=\"\(to.x.svg)\" y2=\"\(to.y.svg)\"\(stroke.svg)/>\n"
  }

  mutating func path(_ points: [Point], closed: Bool = false, _ stroke: Stroke) {
    guard points.count > 1 else { return }
    shapes +=
      "<path d=\"\(Self.steps(points, closed))\" fill=\"none\" stroke-linejoin=\"round\"\(stroke.svg)/>\n"
  }

  mutating func area(_ points: [Point], _ colour: Colour) {
    guard points.count > 2 else { return }
    shapes += "<path d=\"\(Self.steps(points, true))\" fill=\"\(colour.svg)\"/>\n"
  }

  mutating func rectangle(
    _ corner: Point, width: Double, height: Double, fill: Colour, _ stroke: Stroke? = nil
  ) {
    shapes +=
      "<rect x=\"\(corner.x.svg)\" y=\"\(corner.y.svg)\" width=\"\(width.svg)\" height=\"\(height.svg)\" fill=\"\(fill.svg)\"\(stroke?.svg ?? "")/>\n"
  }

  mutating func circle(_ centre: Point, radius: Double, fill: Colour, _ stroke: Stroke? = nil) {
    shapes +=
      "<circle cx=\"\(centre.x.svg)\" cy=\"\(centre.y.svg)\" r=\"\(radius.svg)\" fill=\"\(fill.svg)\"\(stroke?.svg ?? "")/>\n"
  }

  /// Writes a text whose letters stand on `start`.
  mutating func text(_ text: String, at start: Point, _ pen: Pen = Pen()) {
    guard !text.isEmpty else { return }
    var attributes =
      "x=\"\(start.x.svg)\" y=\"\(start.y.svg)\" font-size=\"\(pen.size.svg)\" fill=\"\(pen.colour.svg)\""
    if pen.anchor != .start { attributes += " text-anchor=\"\(pen.anchor.rawValue)\"" }
    if pen.isBold { attributes += " font-weight=\"600\"" }
    if pen.hasHalo {
      attributes += " stroke=\"\(Palette.paper.svg)\" stroke-width=\"3\" paint-order=\"stroke\""
    }
    if pen.turn != 0 {
      attributes += " transform=\"rotate(\(pen.turn.svg) \(start.x.svg) \(start.y.svg))\""
    }
    shapes += "<text \(attributes)>\(svgEscape(text))</text>\n"
  }

  /// Writes lines below each other; the first stands on `start`.
  mutating func lines(_ lines: [String], at start: Point, _ pen: Pen = Pen()) {
    for (index, line) in lines.enumerated() {
      text(line, at: Point(start.x, start.y + Double(index) * lineHeight(pen.size)), pen)
    }
  }

  private static func steps(_ points: [Point], _ closed: Bool) -> String {
    points.enumerated().map { "\($0 == 0 ? "M" : "L")\($1.x.svg) \($1.y.svg)" }.joined()
      + (closed ? "Z" : "")
  }

  /// The whole drawing, on paper of its own, as a file that can also stand within a page. The same drawing gives the
  /// same bytes.
  ///
  /// `ems` is the width that suits it, in widths of a letter, where there is room.
  func svg(title: String, description: String, language: String, ems: Double) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" lang="\(svgEscape(language))" \
    viewBox="0 0 \(width.svg) \(height.rounded(.up).svg)" width="\(ems.svg)em" \
    font-family="\(svgEscape(Self.fonts))">
    <title>\(svgEscape(title))</title>
    <desc>\(svgEscape(description))</desc>
    <rect width="100%" height="100%" fill="\(Palette.paper.svg)"/>
    \(shapes)</svg>

    """
  }

  private static let fonts =
    "'Inter','Source Sans 3','Segoe UI','Helvetica Neue',Arial,'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','WenQuanYi Zen Hei',sans-serif"
}

/// A place in a drawing, from its left upper corner.
struct Point: Equatable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
}

extension SVGDrawing.Stroke {
  fileprivate var svg: String {
    let dashes =
      self.dashes.isEmpty ? "" : " stroke-dasharray=\"\(self.dashes.map(\.svg).joined(separator: " "))\""
    return " stroke=\"\(colour.svg)\" stroke-width=\"\(width.svg)\"\(dashes)"
  }
}

extension Double {
  /// With two digits after the point at most, which is finer than any screen; the same on every machine.
  var svg: String {
    guard isFinite else { return "0" }
    let hundredths = Int((min(max(self, -1e9), 1e9) * 100).rounded())
    let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}

/// The text with everything replaced that XML could read as markup or does not allow.
private func svgEscape(_ text: String) -> String {
  var allowed = ""
  for scalar in text.unicodeScalars {
    allowed.unicodeScalars.append(scalar.value == 0xFFFE || scalar.value == 0xFFFF ? "\u{FFFD}" : scalar)
  }
  return htmlEscape(allowed)
}
