/// How far each cell of two axes lies from its ideal, in levels of the scale: the darker, the further.
struct HeatMapChart: Chart {
  enum Cell: Equatable {
    case notRequired
    case notAssessed
    /// The mean gap in parts of the scale; whether some of what is meant has not been assessed.
    case gap(Double, isPartial: Bool)
  }

  static let kind = "heat_map"
  let title: String
  let rows: [String]
  let columns: [String]
  /// By row, then by column.
  let cells: [[Cell]]
  let scale: ClosedRange<Int>

  init(title: String, rows: [String], columns: [String], cells: [[Cell]], scale: ClosedRange<Int>) {
    self.title = title
    self.scale = scale
    // Upright, for the screen of a phone: the longer axis runs down.
    guard columns.count > rows.count, columns.count > 4 else {
      (self.rows, self.columns, self.cells) = (rows, columns, cells)
      return
    }
    (self.rows, self.columns) = (columns, rows)
    self.cells = columns.indices.map { column in
      rows.indices.map { row in
        cells.indices.contains(row) && cells[row].indices.contains(column)
          ? cells[row][column] : .notRequired
      }
    }
  }

  func cell(_ row: Int, _ column: Int) -> Cell {
    cells.indices.contains(row) && cells[row].indices.contains(column) ? cells[row][column] : .notRequired
  }

  private var length: Double { Double(scale.upperBound - scale.lowerBound) }

  /// The gap in levels.
  func levels(_ part: Double) -> Double { min(max(part, 0), 1) * length }

  /// How many shades there are beside that of no gap: one for each level, where these are few.
  var shades: Int { (2...7).contains(Int(length)) ? Int(length) : 5 }

  /// The shade of a gap; 0 is none at all.
  func shade(_ part: Double) -> Int {
    let part = min(max(part, 0), 1)
    return part < 1e-9 ? 0 : min(shades, Int((part * Double(shades) - 1e-9).rounded(.up)))
  }

  func alternative(_ words: ChartWords) -> String {
    var worst: (row: Int, column: Int, part: Double)?
    var (met, gaps, unassessed) = (0, 0, 0)
    for row in rows.indices {
      for column in columns.indices {
        switch cell(row, column) {
        case .notRequired: break
        case .notAssessed: unassessed += 1
        case .gap(let part, _):
          if shade(part) == 0 { met += 1 } else { gaps += 1 }
          if shade(part) > 0, part > worst?.part ?? 0 { worst = (row, column, part) }
        }
      }
    }
    return words.gaps(
      title, gaps: gaps, met: met, unassessed: unassessed,
      worst: worst.map { (rows[$0.row], columns[$0.column], levels($0.part)) })
  }
}
