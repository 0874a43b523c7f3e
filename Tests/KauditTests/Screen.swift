import Diagnostics

/// What a terminal shows after some bytes: enough of one to see what stands where, and where the cursor is.
struct Screen {
  let columns: Int
  private(set) var rows: [[String]] = [[]]
  private(set) var row = 0
  private(set) var column = 0

  init(_ bytes: [UInt8], columns: Int) {
    self.columns = columns
    var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\u{1B}": control(&scalars)
      case "\r": column = 0
      case "\n": newLine()
      case "\u{8}": column = max(0, column - 1)
      case "\u{7}": break
      default: put(scalar)
      }
    }
  }

  /// The text of the line with the cursor.
  var line: String { rows[row].joined().trimmedEnd }

  private mutating func newLine() {
    row += 1
    if row == rows.count { rows.append([]) }
  }

  /// Wide characters take two cells, the second one empty.
  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = displayWidth(String(scalar))
    if column + width > columns {
      column = 0
      newLine()
    }
    fill(to: column + width)
    rows[row][column] = String(scalar)
    if width == 2 { rows[row][column + 1] = "" }
    column += width
  }

  private mutating func fill(to width: Int) {
    while rows[row].count < width { rows[row].append(" ") }
  }

  private mutating func control(_ scalars: inout ArraySlice<Unicode.Scalar>) {
    guard scalars.first == "[" else { return }
    scalars.removeFirst()
    var digits = ""
    while let scalar = scalars.popFirst() {
      guard !("@"..."~").contains(scalar) else {
        return carryOut(scalar, Int(digits) ?? 1, isPlain: digits.isEmpty)
      }
      digits.unicodeScalars.append(scalar)
    }
  }

  private mutating func carryOut(_ command: Unicode.Scalar, _ count: Int, isPlain: Bool) {
    switch command {
    case "A": row = max(0, row - count)
    case "B": for _ in 0..<count { newLine() }
    case "C": column = min(columns - 1, column + count)
    case "D": column = max(0, column - count)
    case "G": column = count - 1
    case "K": rows[row] = Array(rows[row].prefix(column))
    case "J": rows = Array(rows.prefix(row + 1)); rows[row] = Array(rows[row].prefix(column))
    case "P":
      fill(to: column + count)
      rows[row].removeSubrange(column..<min(column + count, rows[row].count))
    case "@":
      fill(to: column)
      rows[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
    default: break
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
