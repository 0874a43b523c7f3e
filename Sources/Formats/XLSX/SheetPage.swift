import Diagnostics

/// Lays the cells of a sheet out as a text, a row a line, in which mistakes can be shown; and makes it a table.
struct SheetPage {
  private let reader: SheetReader
  private let source: SourceFile
  /// The columns that have any cell, numbered from 1.
  private let columns: [Int]
  private let page: SourceFile
  /// The places of the cells in the page, `columns.count` to a row, the header first.
  private let places: [CellPlace]
  private let kinds: [Table.Kind]
  /// The numbers, from 1, of the rows that are not empty.
  private let rows: [Int]

  private static let separator = Array(" | ".utf8)

  init(_ reader: SheetReader, name: String, _ source: SourceFile) throws(Diagnostic) {
    let cells = reader.cells
    var isUsed = [Bool](repeating: false, count: XLSX.maximumColumns + 1)
    var rows: [Int] = []
    for cell in cells {
      isUsed[Int(cell.column)] = true
      if rows.last != Int(cell.row) { rows.append(Int(cell.row)) }
    }
    let columns = isUsed.indices.filter { isUsed[$0] }
    guard rows.count * columns.count <= XLSX.maximumCells else {
      throw .tooManyCells(source, name, rows: rows.count, columns: columns.count)
    }
    var layout = Layout(columns: columns, texts: reader.texts, cellCount: rows.count * columns.count)
    var next = 0
    for row in rows {
      layout.begin(row)
      for column in columns {
        let isHere = next < cells.count && cells[next].row == row && cells[next].column == column
        layout.add(isHere ? cells[next] : nil)
        if isHere { next += 1 }
      }
    }
    self.reader = reader
    self.source = source
    self.columns = columns
    self.rows = rows
    places = layout.places
    kinds = layout.kinds
    page = SourceFile(
      name: source.name, bytes: layout.bytes,
      sheet: SheetPlaces(
        sheet: name, rowStarts: layout.rowStarts, columns: columns,
        cellStarts: layout.places.map { UInt32($0.start) }))
  }

  /// The text that grows row by row.
  private struct Layout {
    let columns: [Int]
    let texts: [UInt8]
    var bytes: [UInt8] = []
    var rowStarts: [Int] = []
    var places: [CellPlace] = []
    var kinds: [Table.Kind] = []
    private var isFirst = true

    init(columns: [Int], texts: [UInt8], cellCount: Int) {
      self.columns = columns
      self.texts = texts
      bytes.reserveCapacity(texts.count + 3 * cellCount)
      places.reserveCapacity(cellCount)
      kinds.reserveCapacity(cellCount)
    }

    mutating func begin(_ row: Int) {
      if !bytes.isEmpty { bytes.append(0x0A) }
      while rowStarts.count < row { rowStarts.append(bytes.count) }
      isFirst = true
    }

    mutating func add(_ cell: SheetReader.Cell?) {
      if !isFirst { bytes.append(contentsOf: SheetPage.separator) }
      isFirst = false
      let length = Int(cell?.length ?? 0)
      places.append(CellPlace(start: bytes.count, length: length, isQuoted: false, hasDoubledQuotes: false))
      kinds.append(cell?.kind ?? .text)
      guard let cell else { return }
      bytes.append(contentsOf: texts[Int(cell.start)..<Int(cell.start) + length])
    }
  }

  /// The table, and what is wrong with it.
  func table() -> (table: Table?, diagnostics: [Diagnostic]) {
    guard !rows.isEmpty else { return (nil, [.emptySheet(source, page)]) }
    var diagnostics: [Diagnostic] = []
    let header = columns.indices.map { place in
      Table.Cell(text: Table.columnName(places[place].text(in: page.bytes)), span: span(place))
    }
    let named = header.indices.filter { !header[$0].text.isEmpty }
    let names = named.map { header[$0] }
    if named.count < columns.count { diagnostics.append(columnsWithoutName(named)) }
    for place in named {
      if kinds[place] == .error { diagnostics.append(.errorInCell(header[place].text, at: span(place))) }
      if kinds[place] == .uncomputed { diagnostics.append(.uncomputedCell(at: span(place))) }
    }
    diagnostics += Table.mistakes(inHeader: names)
    guard !diagnostics.containsError else { return (nil, diagnostics.inOrder()) }
    diagnostics += merged(named)
    let body = body(named)
    let table = Table(
      header: names, rowCount: body.count / max(named.count, 1), source: page, cells: body.map { places[$0] },
      kinds: body.map { kinds[$0] })
    return (table, diagnostics.inOrder())
  }

  /// The cells below the header in the columns that have a name; rows in which all of those are empty are left out.
  private func body(_ named: [Int]) -> [Int] {
    let width = columns.count
    if named.count == width { return Array(width..<places.count) }
    var body: [Int] = []
    for row in 1..<rows.count where named.contains(where: { places[row * width + $0].length > 0 }) {
      body += named.map { row * width + $0 }
    }
    return body
  }

  private func span(_ place: Int) -> SourceSpan { page.span(bytes: places[place].outerRange) }

  private func columnsWithoutName(_ named: [Int]) -> Diagnostic {
    let nameless = Set(columns.indices).subtracting(named)
    let first = places.indices.first { nameless.contains($0 % columns.count) && places[$0].length > 0 }
    return .columnsWithoutName(
      nameless.sorted().map { SheetPlaces.letters(ofColumn: columns[$0]) }, header: rows[0],
      at: span(first ?? 0))
  }

  /// What is shown in several rows or columns, but stands in one cell only.
  private func merged(_ named: [Int]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    var untold = 0
    // How many columns before each one have a name.
    var namedBefore = [0]
    for column in columns.indices {
      let isNamed = namedBefore[column] < named.count && named[namedBefore[column]] == column
      namedBefore.append(namedBefore[column] + (isNamed ? 1 : 0))
    }
    for (first, last) in reader.merges where first.row > rows[0] {
      let (row, column) = (rows.place(of: first.row), columns.place(of: first.column))
      guard row < rows.count, rows[row] == first.row, column < columns.count, columns[column] == first.column
      else { continue }
      let place = row * columns.count + column
      let covered = namedBefore[max(columns.place(of: last.column + 1), column)] - namedBefore[column]
      let reachesRow = rows.place(of: last.row + 1) > row + 1
      let isNamed = namedBefore[column + 1] > namedBefore[column]
      guard isNamed, places[place].length > 0, covered > 1 || reachesRow else { continue }
      if diagnostics.count == XLSX.toldMistakes {
        untold += 1
      } else {
        diagnostics.append(.mergedCells(first, last, at: span(place)))
      }
    }
    if untold > 0, let end = diagnostics.last?.span { diagnostics.append(.moreMergedCells(untold, at: end)) }
    return diagnostics
  }
}

extension [Int] {
  /// Where a number stands among ascending ones, or would stand.
  fileprivate func place(of number: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Diagnostic {
  fileprivate static func emptySheet(_ source: SourceFile, _ page: SourceFile) -> Diagnostic {
    Diagnostic(
      "no-header", "sheet `\(page.sheet?.sheet ?? "")` of `\(source.name)` is empty", at: nil,
      help: "the first row that is not empty names the columns")
  }

  fileprivate static func tooManyCells(
    _ source: SourceFile, _ sheet: String, rows: Int, columns: Int
  ) -> Diagnostic {
    .workbookTooLarge(
      source,
      "sheet `\(sheet)` has \(rows) rows of \(columns) columns, more than the \(XLSX.maximumCells) cells that are read"
    )
  }

  fileprivate static func columnsWithoutName(
    _ letters: [String], header: Int, at span: SourceSpan
  ) -> Diagnostic {
    let several = letters.count > 1
    let names = letters.prefix(12).joined(separator: ", ") + (letters.count > 12 ? ", …" : "")
    return Diagnostic(
      "column-without-name",
      "\(several ? "columns" : "column") \(names) \(several ? "have" : "has") no name in row \(header), so what stands there is not read",
      at: span, severity: .warning,
      help: "the first row that is not empty names the columns: nothing but a table belongs on the sheet")
  }

  fileprivate static func mergedCells(
    _ first: CellReference, _ last: CellReference, at span: SourceSpan
  ) -> Diagnostic {
    let names = [first, last].map { SheetPlaces.letters(ofColumn: $0.column) + "\($0.row)" }
    return Diagnostic(
      "merged-cells", "cells \(names[0]):\(names[1]) are merged, so only \(names[0]) holds what they show",
      at: span,
      severity: .warning, help: "unmerge them, and write it in each cell that it is meant for")
  }

  fileprivate static func moreMergedCells(_ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "merged-cells", "\(count) more ranges of cells are merged", at: span, severity: .warning)
  }
}
