public import Diagnostics

/// Comma-separated values after RFC 4180: read into a `Table`, written cell by cell.
///
/// Reading takes quotes, doubled quotes, line ends of every kind (inside quotes too), a byte order mark, and UTF-16 that
/// begins with one. A quote inside a cell that does not begin with one is an ordinary character. Lines without any
/// character are passed over.
public enum CSV {
  /// What stands between two cells.
  public enum Delimiter: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
  }

  public static let maximumFileBytes = 256 << 20
  public static let maximumCellBytes = 1 << 20
  public static let maximumColumns = 16_384
  /// So many rows of a wrong length are told one by one; the rest are counted.
  static let toldRaggedRows = 50

  /// The table, and what is wrong with the file.
  ///
  /// The table is nil when nothing can be relied on: wrong encoding, no header, too large. A row of the wrong length, or
  /// one with a broken quote, is told and left out, so that the other rows can be checked in the same run.
  ///
  /// Without a delimiter given, the header decides: a comma if it has one outside quotes; otherwise the semicolon or the
  /// tab, whichever of the two it has; if it has both, the delimiter must be given.
  public static func read(
    _ source: SourceFile, delimiter: Delimiter? = nil
  ) -> (table: Table?, diagnostics: [Diagnostic]) {
    guard source.bytes.count <= maximumFileBytes else {
      return (nil, [.fileTooLarge(source, maximumFileBytes)])
    }
    let text: SourceFile
    switch plainUTF8(source) {
    case .success(let converted): text = converted
    case .failure(let diagnostic): return (nil, [diagnostic])
    }
    var diagnostics: [Diagnostic] = []
    guard let delimiter = delimiter ?? headerDelimiter(text, &diagnostics) else { return (nil, diagnostics) }
    var scanner = CSVScanner(text, delimiter: delimiter.rawValue)
    guard let header = header(&scanner, &diagnostics) else { return (nil, diagnostics + scanner.diagnostics) }
    let (cells, rows) = body(&scanner, header, &diagnostics)
    diagnostics += scanner.diagnostics
    let table = Table(header: header, rowCount: rows, source: text, cells: cells)
    return (scanner.isBeyondReading ? nil : table, diagnostics.inOrder())
  }

  private static func headerDelimiter(_ source: SourceFile, _ diagnostics: inout [Diagnostic]) -> Delimiter? {
    var found: Set<Delimiter> = []
    var isQuoted = false
    var isBlank = true
    for byte in source.bytes.dropFirst(source.bytes.starts(with: byteOrderMark) ? 3 : 0) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == 0x0A || byte == 0x0D, !isQuoted {
        if isBlank { continue }
        break
      }
      isBlank = false
      if !isQuoted, let delimiter = Delimiter(rawValue: byte) { found.insert(delimiter) }
    }
    if found.contains(.comma) || found.isEmpty { return .comma }
    if found.count == 1 { return found.first }
    diagnostics.append(.delimiterUnclear(in: source))
    return nil
  }

  /// The names of the columns; nil when there are none, or when they cannot tell the columns apart.
  private static func header(_ scanner: inout CSVScanner, _ diagnostics: inout [Diagnostic]) -> [Table.Cell]?
  {
    let source = scanner.source
    guard scanner.nextRow() else {
      if scanner.diagnostics.isEmpty { diagnostics.append(.noHeader(in: source)) }
      return nil
    }
    // A first row with a broken quote was passed over, and the next one is no header.
    guard scanner.diagnostics.isEmpty else { return nil }
    let header = scanner.row.map { place in
      Table.Cell(
        text: Table.columnName(place.text(in: source.bytes)), span: source.span(bytes: place.outerRange))
    }
    let mistakes = Table.mistakes(inHeader: header)
    diagnostics += mistakes
    return mistakes.isEmpty ? header : nil
  }

  private static func body(
    _ scanner: inout CSVScanner, _ header: [Table.Cell], _ diagnostics: inout [Diagnostic]
  ) -> (cells: [CellPlace], rows: Int) {
    var cells: [CellPlace] = []
    cells.reserveCapacity(scanner.source.bytes.count / 8)
    var rows = 0
    var ragged = 0
    while scanner.nextRow() {
      // Spreadsheets write out rows that hold nothing.
      if scanner.row.count > 1, scanner.row.allSatisfy({ $0.length == 0 && !$0.isQuoted }) { continue }
      if scanner.row.count == header.count {
        cells.append(contentsOf: scanner.row)
        rows += 1
        continue
      }
      ragged += 1
      guard ragged <= toldRaggedRows, let first = scanner.row.first, let last = scanner.row.last else {
        continue
      }
      let span = scanner.source.span(bytes: first.outerRange.lowerBound..<last.outerRange.upperBound)
      diagnostics.append(.raggedRow(scanner.row.count, header: header, at: span))
    }
    if ragged > toldRaggedRows {
      diagnostics.append(.moreRaggedRows(ragged - toldRaggedRows, in: scanner.source))
    }
    return (cells, rows)
  }
}

extension Diagnostic {
  static func fileTooLarge(_ source: SourceFile, _ limit: Int) -> Diagnostic {
    Diagnostic(
      "file-too-large", "`\(source.name)` has \(source.bytes.count) bytes, but at most \(limit) are read",
      at: nil)
  }

  fileprivate static func noHeader(in source: SourceFile) -> Diagnostic {
    Diagnostic(
      "no-header", "`\(source.name)` is empty", at: source.span(bytes: 0..<0),
      help: "the first row names the columns")
  }

  fileprivate static func delimiterUnclear(in source: SourceFile) -> Diagnostic {
    Diagnostic(
      "delimiter-unclear", "the header has semicolons and tabs, but no comma", at: source.span(bytes: 0..<0),
      help: "state which of them stands between the cells")
  }

  fileprivate static func raggedRow(_ count: Int, header: [Table.Cell], at span: SourceSpan) -> Diagnostic {
    let names = header.map(\.span)
    let cells = count == 1 ? "1 cell" : "\(count) cells"
    return Diagnostic(
      "ragged-row", "this row has \(cells), but the header names \(header.count) columns", at: span,
      notes: names.first.map { first in
        let end = names.last?.end ?? first.end
        return [Note("the header", at: SourceSpan(file: first.file, start: first.start, end: end))]
      } ?? [],
      help: count > header.count
        ? "a cell that contains the delimiter is put in double quotes"
        : "an empty cell still needs its delimiter")
  }

  fileprivate static func moreRaggedRows(_ count: Int, in source: SourceFile) -> Diagnostic {
    Diagnostic(
      "ragged-row", "\(count) more rows have a different number of cells than the header",
      at: source.span(bytes: source.bytes.count..<source.bytes.count))
  }
}
