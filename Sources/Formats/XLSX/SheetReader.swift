import Diagnostics

/// Hears the rows of a sheet and keeps every cell that is not empty, with its text as people see it.
final class SheetReader: XMLListener {
  /// A cell that is not empty.
  struct Cell {
    let row: UInt32
    let column: UInt16
    let kind: Table.Kind
    let start: UInt32
    let length: UInt32
  }

  /// Why the sheet cannot be read.
  struct Fault {
    let code: String
    let cell: String?
    let words: String
  }

  /// From top to bottom, and in each row from left to right.
  private(set) var cells: [Cell] = []
  /// The texts of the cells.
  private(set) var texts: [UInt8] = []
  /// The first and the last cell of ranges that are shown as one cell.
  private(set) var merges: [(first: CellReference, last: CellReference)] = []
  private(set) var fault: Fault?

  private enum Place { case outside, sheet, merges, data, row, cell, value, formula, inline }

  /// What `t` says that the value of a cell is.
  private enum Stored { case number, shared, text, inline, boolean, error, day }

  private let strings: SharedStrings
  private let formats: [NumberFormat]
  private let dates: SerialDate
  private let trustsFormulas: Bool

  private var place = Place.outside
  private var skipped = 0
  private var at = CellReference(row: 0, column: 0)
  private var start = 0
  private var stored = Stored.number
  private var format = NumberFormat.plain
  private var hasFormula = false
  private var formula: [UInt8] = []
  private var rich = RichText()

  init(strings: SharedStrings, formats: [NumberFormat], dates: SerialDate, trustsFormulas: Bool) {
    self.strings = strings
    self.formats = formats
    self.dates = dates
    self.trustsFormulas = trustsFormulas
  }

  // MARK: Elements

  func begin(_ element: XMLElement) -> Bool {
    if place == .inline { return rich.begin(element, at: texts.count) }
    switch place {
    case _ where skipped > 0: skipped += 1
    case .row where element.is("c"): beginCell(element)
    case .cell where element.is("v"): place = .value
    case .cell where element.is("f"): (place, hasFormula) = (.formula, true)
    case .cell where element.is("is"):
      place = .inline
      rich.open(at: start)
    case .data where element.is("row"): beginRow(element)
    case .outside: place = .sheet
    case .sheet where element.is("sheetData"): place = .data
    case .sheet where element.is("mergeCells"): place = .merges
    case .merges:
      merge(element)
      skipped = 1
    default: skipped = 1
    }
    return fault == nil
  }

  func end() -> Bool {
    switch place {
    case _ where skipped > 0: skipped -= 1
    case .inline: if rich.end(&texts) { place = .cell }
    case .value, .formula: place = .cell
    case .cell:
      endCell()
      place = .row
    case .row: place = .data
    case .data, .merges: place = .sheet
    case .sheet, .outside: place = .outside
    }
    return fault == nil
  }

  func text(_ piece: UnsafeBufferPointer<UInt8>) {
    switch place {
    case .value where skipped == 0: texts.append(contentsOf: piece)
    case .inline where rich.isReading: texts.append(contentsOf: piece)
    case .formula where skipped == 0 && formula.count < 200: formula.append(contentsOf: piece.prefix(200))
    default: break
    }
  }

  private func beginRow(_ element: XMLElement) {
    place = .row
    var row = at.row + 1
    if let text = element.bytes(of: "r") {
      guard let number = wholeNumber(text), number > 0, number <= XLSX.maximumRows else {
        return stop("row `\(String(cString: text))` is none that a sheet can have")
      }
      row = number
    }
    guard row > at.row, row <= XLSX.maximumRows else {
      return stop("row \(row) stands after row \(at.row)")
    }
    at = CellReference(row: row, column: 0)
  }

  private func beginCell(_ element: XMLElement) {
    place = .cell
    var next = CellReference(row: at.row, column: at.column + 1)
    if let text = element.bytes(of: "r") {
      guard let reference = CellReference(text), reference.row == at.row else {
        return stop("row \(at.row) has a cell `\(String(cString: text))`")
      }
      next = reference
    }
    guard next.column > at.column, next.column <= XLSX.maximumColumns else {
      return stop("cell \(name(next)) stands after cell \(name(at))")
    }
    at = next
    start = texts.count
    hasFormula = false
    formula.removeAll(keepingCapacity: true)
    format = .plain
    if let text = element.bytes(of: "s"), let style = wholeNumber(text), style < formats.count {
      format = formats[style]
    }
    stored = element.bytes(of: "t").flatMap(Self.stored) ?? .number
  }

  private static func stored(_ type: UnsafePointer<CChar>) -> Stored? {
    switch String(cString: type) {
    case "n": .number
    case "s": .shared
    case "str": .text
    case "inlineStr": .inline
    case "b": .boolean
    case "e": .error
    case "d": .day
    default: nil
    }
  }

  private func merge(_ element: XMLElement) {
    guard let range = element["ref"] else { return }
    let ends = range.split(separator: ":").map { end in String(end).withCString { CellReference($0) } }
    guard ends.count == 2, let first = ends[0], let last = ends[1] else { return }
    merges.append((first, last))
    if merges.count > XLSX.maximumCells { stopAtCells() }
  }

  // MARK: Cells

  private func endCell() {
    var kind = Table.Kind.text
    if hasFormula, !trustsFormulas || (texts.count == start && stored != .text) {
      texts.removeLast(texts.count - start)
      texts.append(UInt8(ascii: "="))
      texts.append(contentsOf: formula)
      keep(.uncomputed)
      return
    }
    switch stored {
    case .shared:
      guard let number = Int(String(decoding: texts[start...], as: UTF8.self)) else {
        return stop("cell \(name(at)) names no shared text")
      }
      texts.removeLast(texts.count - start)
      guard strings.length(number) + start <= XLSX.maximumTextBytes else { return stopAtText() }
      guard strings.append(number, to: &texts) else {
        return stop("cell \(name(at)) shows shared text \(number), but there are \(strings.count)")
      }
    case .text: texts.decodeEscapes(from: start)
    case .inline: break
    case .boolean:
      let isTrue = texts[start...].elementsEqual("1".utf8) || texts[start...].elementsEqual("true".utf8)
      if texts.count > start { replace(with: isTrue ? "true" : "false") }
      kind = .boolean
    case .error: kind = .error
    case .day:
      readDay()
      kind = .date
    case .number:
      texts.trimSpace(from: start)
      guard texts.count > start else { return }
      kind = readNumber()
    }
    keep(kind)
  }

  private func keep(_ kind: Table.Kind) {
    let length = texts.count - start
    guard length > 0, fault == nil else { return }
    guard length <= XLSX.maximumCellBytes else {
      fault = Fault(
        code: "cell-too-long", cell: name(at),
        words: "it has \(length) bytes, but at most \(XLSX.maximumCellBytes) are read")
      return
    }
    guard texts.count <= XLSX.maximumTextBytes else { return stopAtText() }
    guard cells.count < XLSX.maximumCells else { return stopAtCells() }
    cells.append(
      Cell(
        row: UInt32(at.row), column: UInt16(at.column), kind: kind, start: UInt32(start),
        length: UInt32(length)))
  }

  private func readNumber() -> Table.Kind {
    if format == .plain, CellNumber.isShortest(texts[start...]) { return .number }
    guard let number = CellNumber.value(of: texts[start...]) else {
      stop(
        "cell \(name(at)) holds `\(String(decoding: texts[start...].prefix(40), as: UTF8.self))` for a number"
      )
      return .number
    }
    switch format {
    case .date(let hasDay, let hasTime):
      guard let text = dates.text(of: number, hasDay: hasDay, hasTime: hasTime) else { break }
      replace(with: text)
      return .date
    case .duration:
      guard let text = SerialDate.duration(number) else { break }
      replace(with: text)
      return .date
    case .digits(let count):
      let text = CellNumber.text(number)
      let zeros = text.hasPrefix("-") || Int(text) == nil ? 0 : max(0, count - text.utf8.count)
      replace(with: String(repeating: "0", count: zeros) + text)
      return .number
    case .plain, .percent: break
    }
    if !CellNumber.isShortest(texts[start...]) { replace(with: CellNumber.text(number)) }
    return format == .percent ? .percent : .number
  }

  /// A day in ISO 8601, `2026-01-31T10:30:00`; midnight goes without saying.
  private func readDay() {
    let parts = String(decoding: texts[start...], as: UTF8.self).split(separator: "T", maxSplits: 1)
    guard let day = parts.first else { return }
    var time = parts.dropFirst().first.map { $0.hasSuffix("Z") ? $0.dropLast() : $0 } ?? ""
    if let point = time.firstIndex(of: "."), time[point...].dropFirst().allSatisfy({ $0 == "0" }) {
      time = time[..<point]
    }
    replace(with: time.isEmpty || time == "00:00:00" ? String(day) : "\(day) \(time)")
  }

  private func replace(with text: String) {
    texts.removeLast(texts.count - start)
    texts.append(contentsOf: text.utf8)
  }

  // MARK: Faults

  private func name(_ cell: CellReference) -> String {
    SheetPlaces.letters(ofColumn: cell.column) + "\(cell.row)"
  }

  private func stop(_ words: String) {
    fault = fault ?? Fault(code: "damaged-workbook", cell: nil, words: words)
  }

  private func stopAtCells() {
    fault = Fault(
      code: "workbook-too-large", cell: nil,
      words: "it has more than the \(XLSX.maximumCells) cells that are read")
  }

  private func stopAtText() {
    fault = Fault(
      code: "workbook-too-large", cell: nil,
      words: "its texts are more than the \(XLSX.maximumTextBytes) bytes that are read")
  }
}

extension SheetReader.Fault {
  func diagnostic(_ sheet: Workbook.Sheet, _ source: SourceFile) -> Diagnostic {
    let place = "`\(source.name)`, sheet `\(sheet.name)`" + (cell.map { ", cell \($0)" } ?? "")
    return Diagnostic(
      code, "\(place): \(words)", at: nil,
      help: code == "damaged-workbook"
        ? "open it in a spreadsheet program and save it again, or save the sheet as CSV"
        : code == "workbook-too-large" ? "save the sheet as CSV, of which more is read" : nil)
  }
}
