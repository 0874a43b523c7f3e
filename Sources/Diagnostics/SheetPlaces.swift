/// Where the cells of a sheet stand in the text that shows it: a row a line, its cells one after the other.
///
/// A place in such a text is told as people see it in a spreadsheet: `assets.xlsx, sheet 资产, cell C7`.
public struct SheetPlaces: Sendable {
  /// What the sheet is called.
  public let sheet: String
  /// The byte at which each row begins, from row 1; an empty row begins where the next one does.
  let rowStarts: [Int]
  /// The numbers, from 1, of the columns that every row in the text has.
  private let columns: [Int]
  /// The byte at which each cell begins, row by row.
  private let cellStarts: [UInt32]

  public init(sheet: String, rowStarts: [Int], columns: [Int], cellStarts: [UInt32]) {
    self.sheet = sheet
    self.rowStarts = rowStarts
    self.columns = columns
    self.cellStarts = cellStarts
  }

  /// The letters of a column that is numbered from 1: `A`, `Z`, `AA`, `XFD`.
  public static func letters(ofColumn number: Int) -> String {
    var letters = ""
    var rest = number
    while rest > 0 {
      letters = String(Unicode.Scalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// The number of the column to which a byte of the text belongs.
  func column(ofByte byte: Int) -> Int {
    let after = cellStarts.partitioningIndex { Int($0) > byte }
    return columns.isEmpty ? 1 : columns[max(after - 1, 0) % columns.count]
  }
}

extension SourceSpan {
  /// The first and the last cell it covers, where the text shows a sheet; columns are numbered from 1.
  public var cells: (first: Position, last: Position)? {
    guard let places = file.sheet else { return nil }
    let begin = file.byteOffset(of: start)
    let last = max(begin, file.byteOffset(of: end) - 1)
    return (
      Position(line: start.line, column: places.column(ofByte: begin)),
      Position(line: end.line, column: places.column(ofByte: last))
    )
  }

  /// The cells as a spreadsheet writes them, `C7` or `A7:E7`.
  public var cellRange: String? {
    guard let (first, last) = cells else { return nil }
    func name(_ cell: Position) -> String { SheetPlaces.letters(ofColumn: cell.column) + "\(cell.line)" }
    return first == last ? name(first) : "\(name(first)):\(name(last))"
  }
}
