public import Diagnostics

/// Rows of cells under a header, each of which knows where it stands in the file.
///
/// Keeps the places of the cells, not their texts: a text is made when somebody asks for it.
public struct Table: Sendable {
  /// One cell with its text and place.
  public struct Cell: Sendable, Hashable {
    public let text: String
    public let span: SourceSpan

    public init(text: String, span: SourceSpan) {
      self.text = text
      self.span = span
    }
  }

  /// The names of the columns, without surrounding spaces.
  public let header: [Cell]
  public let rowCount: Int
  let source: SourceFile
  /// The cells row by row, `header.count` to a row.
  let cells: [CellPlace]
  /// What the cells are, in the same order; none where all are texts.
  let kinds: [Kind]
  /// Where the cells stand, in the same order, where the texts do not stand in the file itself.
  private var spans: [SourceSpan] = []

  /// What a cell is. A table of CSV holds nothing but texts; a spreadsheet knows better.
  public enum Kind: UInt8, Sendable {
    case text
    case number
    /// A number that is shown as a percentage; its text is the share, `0.25`.
    case percent
    /// A day, a time of day or both, written as `2026-01-31`, `10:30:00` or `2026-01-31 10:30:00`.
    case date
    case boolean
    /// A formula that came to no value, such as `#N/A`, which is the text of the cell.
    case error
    /// A formula without a value that a spreadsheet program has computed; the text is the formula.
    case uncomputed
  }

  init(header: [Cell], rowCount: Int, source: SourceFile, cells: [CellPlace], kinds: [Kind] = []) {
    self.header = header
    self.rowCount = rowCount
    self.source = source
    self.cells = cells
    self.kinds = kinds
  }

  /// A table of cells that another format holds, row by row, as many to a row as the header has.
  public init(header: [Cell], cells: [(cell: Cell, kind: Kind)], of source: SourceFile) {
    var texts: [UInt8] = []
    var places: [CellPlace] = []
    for (cell, _) in cells {
      let length = cell.text.utf8.count
      places.append(CellPlace(start: texts.count, length: length, isQuoted: false, hasDoubledQuotes: false))
      texts += cell.text.utf8
    }
    self.init(
      header: header, rowCount: cells.count / max(header.count, 1),
      source: SourceFile(name: source.name, bytes: texts), cells: places, kinds: cells.map(\.kind))
    spans = cells.map(\.cell.span)
  }

  public var columnCount: Int { header.count }

  /// The number of the column with a name, or nil.
  public func column(named name: String) -> Int? {
    header.firstIndex { $0.text == name }
  }

  /// What the cell says, quotes removed. Rows and columns count from 0.
  public func text(_ row: Int, _ column: Int) -> String {
    place(row, column).text(in: source.bytes)
  }

  /// What the cell is.
  public func kind(_ row: Int, _ column: Int) -> Kind {
    kinds.isEmpty ? .text : kinds[row * header.count + column]
  }

  /// Whether the cell says nothing at all.
  public func isEmpty(_ row: Int, _ column: Int) -> Bool {
    place(row, column).length == 0
  }

  /// The bytes of the cell as they stand between its delimiters; `needsUnquoting` says whether doubled quotes are left.
  public func bytes(_ row: Int, _ column: Int) -> (bytes: ArraySlice<UInt8>, needsUnquoting: Bool) {
    let place = place(row, column)
    return (source.bytes[place.start..<place.start + place.length], place.hasDoubledQuotes)
  }

  /// What the cell says, without copying it; nothing where doubled quotes stand in it, which are single ones in its text.
  public func withText<Result>(_ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result)
    -> Result?
  {
    let place = place(row, column)
    guard !place.hasDoubledQuotes else { return nil }
    return source.bytes.withUnsafeBufferPointer { bytes in
      body(UnsafeBufferPointer(rebasing: bytes[place.start..<place.start + place.length]))
    }
  }

  /// Where the cell stands, its quotes included.
  public func span(_ row: Int, _ column: Int) -> SourceSpan {
    guard spans.isEmpty else { return spans[row * header.count + column] }
    return source.span(bytes: place(row, column).outerRange)
  }

  /// Where the row stands.
  public func span(row: Int) -> SourceSpan {
    guard spans.isEmpty else { return spans[row * header.count] }
    let first = place(row, 0).outerRange
    return source.span(bytes: first.lowerBound..<place(row, columnCount - 1).outerRange.upperBound)
  }

  private func place(_ row: Int, _ column: Int) -> CellPlace {
    precondition(column >= 0 && column < header.count, "no column \(column)")
    return cells[row * header.count + column]
  }
}

/// Where a cell's content begins and how long it is, in eight bytes.
struct CellPlace: Sendable {
  private let packed: UInt64

  init(start: Int, length: Int, isQuoted: Bool, hasDoubledQuotes: Bool) {
    packed =
      UInt64(start) << 32 | UInt64(length) << 2 | (isQuoted ? 1 : 0) | (hasDoubledQuotes ? 2 : 0)
  }

  var start: Int { Int(packed >> 32) }
  var length: Int { Int(packed >> 2 & 0x3FFF_FFFF) }
  var isQuoted: Bool { packed & 1 != 0 }
  var hasDoubledQuotes: Bool { packed & 2 != 0 }

  var outerRange: Range<Int> {
    isQuoted ? start - 1..<start + length + 1 : start..<start + length
  }

  func text(in bytes: [UInt8]) -> String {
    let content = bytes[start..<start + length]
    guard hasDoubledQuotes else { return String(decoding: content, as: UTF8.self) }
    var single: [UInt8] = []
    single.reserveCapacity(length)
    var skipsNext = false
    for byte in content {
      if byte == UInt8(ascii: "\"") {
        skipsNext.toggle()
        if !skipsNext { continue }
      }
      single.append(byte)
    }
    return String(decoding: single, as: UTF8.self)
  }
}
