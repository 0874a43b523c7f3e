/// Keeps tables from growing far beyond their text: a wide head makes each short row below as wide as itself, so that
/// 30 kB would become 250 MB.
struct TableLimits {
  static let maximumColumns = 1000
  static let maximumEmptyCells = 500_000

  enum Excess: Equatable {
    case columns(Int)
    case emptyCells
  }

  /// The first line where a table grows too large, or nil.
  static func excess(in text: [UInt8]) -> (line: Int, excess: Excess)? {
    var (number, start, columns, emptyCells) = (0, 0, 0, 0)
    while start < text.count {
      let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
      number += 1
      var line = text[start..<end]
      start = end + 1
      if end + 1 < text.count, text[end] == 0x0D, text[end + 1] == 0x0A { start += 1 }
      line = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
      if line.isEmpty {
        columns = 0
        continue
      }
      if columns > 0 { emptyCells += max(0, columns - cells(of: line)) }
      if isDelimiterRow(line) { columns = cells(of: line) }
      if columns > maximumColumns { return (number, .columns(columns)) }
      if emptyCells > maximumEmptyCells { return (number, .emptyCells) }
    }
    return nil
  }

  /// A line of nothing but hyphens, colons, bars and blanks, with at least a hyphen.
  private static func isDelimiterRow(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first,
      first == UInt8(ascii: "|") || first == UInt8(ascii: "-") || first == UInt8(ascii: ":")
    else { return false }
    return line.contains(UInt8(ascii: "-")) && line.allSatisfy { "|-: \t".utf8.contains($0) }
  }

  /// The bars and one; a bar at either end makes this one or two too many, which does no harm.
  private static func cells(of line: ArraySlice<UInt8>) -> Int {
    line.reduce(1) { $1 == UInt8(ascii: "|") ? $0 + 1 : $0 }
  }
}
