import Diagnostics

/// Goes through the bytes once and notes where the cells of each row are.
struct CSVScanner {
  let source: SourceFile
  /// The cells of the row read last.
  private(set) var row: [CellPlace] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// A limit was hit, so what follows was not read.
  private(set) var isBeyondReading = false
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var at: Int

  init(_ source: SourceFile, delimiter: UInt8) {
    self.source = source
    self.delimiter = delimiter
    bytes = source.bytes
    at = source.bytes.starts(with: byteOrderMark) ? 3 : 0
  }

  /// Reads the next row that has any character; false at the end. Rows with a broken quote are told and passed over.
  mutating func nextRow() -> Bool {
    while at < bytes.count, !isBeyondReading {
      if bytes[at] == 0x0A || bytes[at] == 0x0D {
        at += 1
        continue
      }
      if readRow() { return true }
    }
    return false
  }

  private mutating func readRow() -> Bool {
    row.removeAll(keepingCapacity: true)
    var isSound = true
    while true {
      let start = at
      if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
        isSound = readQuoted() && isSound
      } else {
        while at < bytes.count, bytes[at] != delimiter, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
        keep(start, at, isQuoted: false, hasDoubledQuotes: false)
      }
      if isBeyondReading { return false }
      guard at < bytes.count, bytes[at] == delimiter else { break }
      at += 1
    }
    endLine()
    return isSound
  }

  /// Reads from the opening quote to the delimiter or line end after the closing one; false when the quotes are broken.
  private mutating func readQuoted() -> Bool {
    let open = at
    var hasDoubledQuotes = false
    at += 1
    while true {
      while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += 1 }
      guard at < bytes.count else {
        diagnostics.append(.unclosedQuote(at: source.span(bytes: open..<open + 1)))
        return false
      }
      guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") else { break }
      hasDoubledQuotes = true
      at += 2
    }
    keep(open + 1, at, isQuoted: true, hasDoubledQuotes: hasDoubledQuotes)
    at += 1
    let after = at
    while at < bytes.count, bytes[at] != delimiter, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
    guard after < at else { return true }
    diagnostics.append(
      .textAfterQuote(at: source.span(bytes: after..<at), open: source.span(bytes: open..<open + 1)))
    return false
  }

  private mutating func keep(_ start: Int, _ end: Int, isQuoted: Bool, hasDoubledQuotes: Bool) {
    guard end - start <= CSV.maximumCellBytes else {
      isBeyondReading = true
      diagnostics.append(.cellTooLong(end - start, at: source.span(bytes: start..<start + 1)))
      return
    }
    guard row.count < CSV.maximumColumns else {
      isBeyondReading = true
      diagnostics.append(.tooManyColumns(at: source.span(bytes: start..<end)))
      return
    }
    row.append(
      CellPlace(
        start: start, length: end - start, isQuoted: isQuoted, hasDoubledQuotes: hasDoubledQuotes))
  }

  private mutating func endLine() {
    guard at < bytes.count else { return }
    at += bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1
  }
}

extension Diagnostic {
  fileprivate static func unclosedQuote(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "unclosed-quote", "the quote that opens here is never closed", at: span,
      help: "a quote inside a quoted cell is written twice")
  }

  fileprivate static func textAfterQuote(at span: SourceSpan, open: SourceSpan) -> Diagnostic {
    Diagnostic(
      "text-after-quote", "the cell goes on after its closing quote", at: span,
      notes: [Note("the quote opens here", at: open)], help: "a quote inside a quoted cell is written twice")
  }

  fileprivate static func cellTooLong(_ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "cell-too-long", "this cell has \(count) bytes, but at most \(CSV.maximumCellBytes) are read", at: span,
      help: "perhaps a quote that opens here is closed much later")
  }

  fileprivate static func tooManyColumns(at span: SourceSpan) -> Diagnostic {
    Diagnostic("too-many-columns", "this row has more than \(CSV.maximumColumns) cells", at: span)
  }
}
