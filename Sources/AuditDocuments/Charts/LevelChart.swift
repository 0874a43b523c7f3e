/// Where things stand today beside where they should be: a radar for three to eight things, rows for fewer or more,
/// where a radar would be a line or a thicket.
struct LevelChart: Chart {
  /// One thing with its two levels; none where nobody has assessed it.
  struct Pair: Equatable {
    var label: String
    var current: Double?
    var ideal: Double?
  }

  static let kind = "radar"
  let title: String
  let pairs: [Pair]
  let scale: ClosedRange<Int>

  init(title: String, pairs: [Pair], scale: ClosedRange<Int>) {
    self.title = title
    self.pairs = pairs.map { pair in
      Pair(label: pair.label, current: Self.finite(pair.current), ideal: Self.finite(pair.ideal))
    }
    self.scale = scale
  }

  private static func finite(_ level: Double?) -> Double? { level.flatMap { $0.isFinite ? $0 : nil } }

  private var isEmpty: Bool {
    scale.count < 2 || pairs.allSatisfy { $0.current == nil && $0.ideal == nil }
  }

  func drawing(_ words: ChartWords) -> SVGDrawing? {
    if isEmpty { return nil }
    return (3...8).contains(pairs.count) ? radar(words) : rows(words)
  }

  func alternative(_ words: ChartWords) -> String {
    if isEmpty { return words.noLevels(title) }
    let both = pairs.compactMap { pair in
      pair.current.flatMap { current in pair.ideal.map { (label: pair.label, current: current, ideal: $0) } }
    }
    var furthest: (label: String, current: Double, ideal: Double)?
    for pair in both where pair.ideal > pair.current {
      if let known = furthest, pair.ideal - pair.current <= known.ideal - known.current { continue }
      furthest = pair
    }
    return words.levels(
      title, scale, furthest: furthest, reached: both.filter { $0.current >= $0.ideal }.map(\.label),
      unassessed: pairs.filter { $0.current == nil }.map(\.label))
  }

  /// Where a level stands between the ends of the scale, 0 to 1.
  func place(_ level: Double) -> Double {
    let length = Double(scale.upperBound - scale.lowerBound)
    return min(max((level - Double(scale.lowerBound)) / length, 0), 1)
  }

  /// The levels of a pair as they are printed beside it.
  func numbers(_ pair: Pair, _ words: ChartWords) -> String {
    guard pair.current != nil || pair.ideal != nil else { return "?" }
    return "\(pair.current.map(words.level) ?? "?") → \(pair.ideal.map(words.level) ?? "?")"
  }
}

extension SVGDrawing {
  static let todayStroke = Stroke(colour: Palette.today, width: 2.2)
  static let idealStroke = Stroke(colour: Palette.ideal, width: 1.8, dashes: [5, 3])
  static let gridStroke = Stroke(colour: Palette.grid, width: 0.8)

  mutating func todayMark(at place: Point) {
    circle(place, radius: 4, fill: Palette.today, Stroke(colour: Palette.paper, width: 1))
  }

  mutating func idealMark(at place: Point) {
    rectangle(
      Point(place.x - 4.2, place.y - 4.2), width: 8.4, height: 8.4, fill: Palette.paper,
      Stroke(colour: Palette.ideal, width: 1.8))
  }

  /// Says which line is which.
  mutating func levelLegend(_ words: ChartWords) {
    let base = height + 10
    var x = 4.0
    for isToday in [true, false] {
      line(Point(x, base - 4), Point(x + 30, base - 4), isToday ? Self.todayStroke : Self.idealStroke)
      if isToday { todayMark(at: Point(x + 15, base - 4)) } else { idealMark(at: Point(x + 15, base - 4)) }
      let word = isToday ? words.today : words.ideal
      text(word, at: Point(x + 36, base), Pen(size: Self.wordSize))
      x += 36 + textWidth(word, size: Self.wordSize) + 24
    }
    height = base + 8
  }
}
