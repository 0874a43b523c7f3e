/// One line of a source made ready for the screen, and where under it the mark belongs.
struct SourceExcerpt {
  /// Wider lines are cut around the mark.
  static let widest = 100
  /// How much of a cut line stays to be seen before the mark.
  private static let before = 40

  var line: String
  var markStart: Int
  var markWidth: Int

  init(_ span: SourceSpan) {
    let file = span.file
    let range = file.byteRange(ofLine: span.start.line)
    let start = file.byteOffset(of: span.start)
    let end = span.end.line > span.start.line ? range.upperBound : max(start, file.byteOffset(of: span.end))
    let left = Self.cells(in: file.bytes, backwardFrom: start, to: range.lowerBound)
    let marked = Self.cells(in: file.bytes, from: start, to: min(end, range.upperBound))
    let right = Self.cells(in: file.bytes, from: min(end, range.upperBound), to: range.upperBound)

    var shown = Window(left: left, marked: marked, right: right)
    shown.cut(to: Self.widest, keepingBefore: Self.before)
    line = shown.text
    markStart = shown.leftWidth
    markWidth = max(1, shown.markedWidth)
  }

  /// Reads at most as many characters as could ever be shown.
  private static func cells(in bytes: [UInt8], from start: Int, to end: Int) -> [DisplayCell] {
    var cells: [DisplayCell] = []
    var at = start
    while at < end, cells.count <= 2 * widest {
      let (scalar, length) = UTF8Decoding.scalar(in: bytes, at: at, before: end)
      cells.append(scalar.map { DisplayCell($0) } ?? DisplayCell(strayByte: bytes[at]))
      at += length
    }
    return cells
  }

  private static func cells(in bytes: [UInt8], backwardFrom end: Int, to start: Int) -> [DisplayCell] {
    var from = end
    var count = 0
    while from > start, count <= 2 * widest {
      from -= 1
      if bytes[from] & 0xC0 != 0x80 { count += 1 }
      if end - from > 8 * widest { break }
    }
    let cells = cells(in: bytes, from: from, to: end)
    return from > start ? Array(cells.suffix(2 * widest)) : cells
  }

  /// The three parts of a line around its mark, while it is being cut.
  private struct Window {
    var left: [DisplayCell]
    var marked: [DisplayCell]
    var right: [DisplayCell]

    var leftWidth: Int { left.reduce(0) { $0 + $1.width } }
    var markedWidth: Int { marked.reduce(0) { $0 + $1.width } }
    var text: String { (left + marked + right).reduce(into: "") { $0 += $1.text } }

    mutating func cut(to widest: Int, keepingBefore before: Int) {
      let all = leftWidth + markedWidth + right.reduce(0) { $0 + $1.width }
      guard all > widest else { return }
      let ellipsis = DisplayCell("…")
      let leftRoom = max(before, widest - (all - leftWidth))
      if leftWidth > leftRoom {
        left = [ellipsis] + Self.suffix(of: left, width: leftRoom - 1)
      }
      let markedRoom = widest - leftWidth
      if markedWidth > markedRoom {
        marked = Self.prefix(of: marked, width: markedRoom - 1)
        right = [ellipsis]
      } else if leftWidth + markedWidth + right.reduce(0, { $0 + $1.width }) > widest {
        right = Self.prefix(of: right, width: markedRoom - markedWidth - 1) + [ellipsis]
      }
    }

    private static func prefix(of cells: [DisplayCell], width: Int) -> [DisplayCell] {
      var used = 0
      return Array(
        cells.prefix {
          used += $0.width
          return used <= width
        })
    }

    private static func suffix(of cells: [DisplayCell], width: Int) -> [DisplayCell] {
      prefix(of: cells.reversed(), width: width).reversed()
    }
  }
}
