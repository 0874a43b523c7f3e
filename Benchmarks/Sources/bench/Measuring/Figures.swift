/// One line of the table: a figure beside its limit, and whether the target is reached.
struct Figure {
  let row: String
  let what: String
  let ours: String
  let limit: String
  var ratio = ""
  var target = ""
  /// Nothing where it is only shown.
  var isReached: Bool?

  private var verdict: String { isReached.map { $0 ? "reached" : "not yet" } ?? "" }
  private var cells: [String] { [row, what, ours, limit, ratio, target, verdict] }

  /// A figure that must not be more than `most` times its limit.
  static func ratio(
    _ row: String, _ what: String, _ ours: Double, _ limit: Double, most: Double?,
    shown: (Double) -> String = Figure.time
  ) -> Figure {
    Figure(
      row: row, what: what, ours: shown(ours), limit: shown(limit), ratio: times(ours / limit),
      target: most.map { "≤ \(times($0))" } ?? "", isReached: most.map { ours <= limit * $0 })
  }

  static func time(_ seconds: Double) -> String {
    seconds < 0.001
      ? "\(decimal(seconds * 1e6, 0)) µs"
      : seconds < 1 ? "\(decimal(seconds * 1e3, 1)) ms" : "\(decimal(seconds, 2)) s"
  }

  static func times(_ ratio: Double) -> String { "\(decimal(ratio, ratio < 100 ? 2 : 0))×" }

  static func megabytes(_ bytes: Double) -> String { "\(decimal(bytes / 1_048_576, 1)) MB" }

  static func decimal(_ number: Double, _ places: Int) -> String {
    guard number.isFinite, abs(number) < 1e12 else { return "?" }
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let whole = Int((abs(number) * Double(scale)).rounded())
    let fraction = String(whole % scale)
    let sign = number < 0 && whole > 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(whole)" }
    return "\(sign)\(whole / scale).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
  }

  static func table(_ figures: [Figure]) -> String {
    let header = ["row", "what", "ours", "limit", "ratio", "target", "verdict"]
    let rows = [header] + figures.map(\.cells)
    let widths = header.indices.map { column in rows.map { $0[column].unicodeScalars.count }.max() ?? 0 }
    return rows.enumerated().map { number, row in
      let line = row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.unicodeScalars.count)
        return (2...4).contains(column) ? space + cell : cell + space
      }.joined(separator: "  ")
      return number == 0 ? "\(line)\n\(String(repeating: "-", count: line.unicodeScalars.count))" : line
    }.joined(separator: "\n")
  }
}
