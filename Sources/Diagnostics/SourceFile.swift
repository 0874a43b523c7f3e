import Synchronization

/// A text that mistakes can be shown in: the name people know it by, and its bytes.
///
/// Bytes rather than a `String`, because a file that is not UTF-8 must still be shown.
public final class SourceFile: Sendable {
  public let name: String
  public let bytes: [UInt8]
  /// Where its cells stand, if the text shows a sheet of a spreadsheet.
  public let sheet: SheetPlaces?
  private let lineStarts = Mutex<[Int]>([])
  /// For long lines in which somebody looked for a place, the byte of every 1,024th column.
  private let columnStarts = Mutex<[Int: [Int]]>([:])

  public init(name: String, bytes: [UInt8], sheet: SheetPlaces? = nil) {
    self.name = name
    self.bytes = bytes
    self.sheet = sheet
  }

  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The name, with the sheet if it is one of several texts in a file.
  var title: String { sheet.map { "\(name), sheet \($0.sheet)" } ?? name }

  /// How many lines an editor would show; a final line end opens no further line.
  public var lineCount: Int {
    let starts = starts
    return starts.last == bytes.count && starts.count > 1 ? starts.count - 1 : starts.count
  }

  /// The bytes of the line numbered from 1, without its line end; empty beyond the last line.
  public func line(_ number: Int) -> ArraySlice<UInt8> {
    bytes[byteRange(ofLine: number)]
  }

  /// Where a byte stands. A byte inside a character belongs to that character's column; so do both bytes of a line end.
  public func position(ofByte offset: Int) -> Position {
    var offset = min(max(offset, 0), bytes.count)
    if offset > 0, offset < bytes.count, bytes[offset] == 0x0A, bytes[offset - 1] == 0x0D { offset -= 1 }
    let starts = starts
    let line = starts.partitioningIndex { $0 > offset }
    guard line > 0 else { return Position(line: 1, column: 1) }
    var (column, at) = nearby(line) { _, byte in byte <= offset }
    while at < offset {
      at += UTF8Decoding.scalar(in: bytes, at: at, before: bytes.count).length
      if at <= offset { column += 1 }
    }
    return Position(line: line, column: column)
  }

  /// The byte a position stands on; the end of the line for columns beyond it.
  public func byteOffset(of position: Position) -> Int {
    let range = byteRange(ofLine: position.line)
    var (column, at) = nearby(position.line) { column, _ in column <= position.column }
    while column < position.column, at < range.upperBound {
      at += UTF8Decoding.scalar(in: bytes, at: at, before: range.upperBound).length
      column += 1
    }
    return at
  }

  /// The place of a range of bytes.
  public func span(bytes range: Range<Int>) -> SourceSpan {
    SourceSpan(
      file: self, start: position(ofByte: range.lowerBound), end: position(ofByte: range.upperBound))
  }

  func byteRange(ofLine number: Int) -> Range<Int> {
    let starts = starts
    guard number >= 1, number <= starts.count else { return bytes.count..<bytes.count }
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] : bytes.count
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  private static let stride = 1024

  /// A column of a line not far before the last one that fulfils a condition, and its byte.
  ///
  /// A line may be the whole file, and have thousands of mistakes: it is not walked again from its beginning for each.
  private func nearby(_ line: Int, _ isBefore: (Int, Int) -> Bool) -> (column: Int, byte: Int) {
    let range = byteRange(ofLine: line)
    guard range.count > 4 * Self.stride else { return (1, range.lowerBound) }
    let marks = columnStarts.withLock { kept in
      if let known = kept[line] { return known }
      let found = columnStarts(in: range)
      kept[line] = found
      return found
    }
    let beyond = marks.indices.partitioningIndex { !isBefore($0 * Self.stride + 1, marks[$0]) }
    let place = max(beyond - 1, 0)
    return (place * Self.stride + 1, marks[place])
  }

  private func columnStarts(in range: Range<Int>) -> [Int] {
    var marks: [Int] = []
    var (column, at) = (0, range.lowerBound)
    while at < range.upperBound {
      if column % Self.stride == 0 { marks.append(at) }
      at += UTF8Decoding.scalar(in: bytes, at: at, before: range.upperBound).length
      column += 1
    }
    return marks
  }

  /// Counted when first asked for: a file without mistakes never pays for it.
  private var starts: [Int] {
    lineStarts.withLock { kept in
      if kept.isEmpty { kept = sheet?.rowStarts ?? Self.findLineStarts(in: bytes) }
      return kept
    }
  }

  private static func findLineStarts(in bytes: [UInt8]) -> [Int] {
    // A byte order mark is no part of the first line: editors do not show it.
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    var previous: UInt8 = 0
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A {
        if previous == 0x0D { starts[starts.count - 1] = index + 1 } else { starts.append(index + 1) }
      } else if byte == 0x0D {
        starts.append(index + 1)
      }
      previous = byte
    }
    return starts
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first index whose element fulfils a condition that holds from some place on.
  package func partitioningIndex(where belongsAfter: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if belongsAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
