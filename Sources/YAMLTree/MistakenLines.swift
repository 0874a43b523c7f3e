import Diagnostics

/// The lines that a mistake of syntax may have spoilt: the entry or item it stands in, with all that is indented below it.
///
/// More lines rather than fewer: what is left out is looked at when the mistake is mended, but a mistake that only follows from
/// another one would mislead whoever reads it.
struct MistakenLines {
  private(set) var first: Int
  private(set) var last: Int
  /// How many characters of the first line stay, because they are the `- ` of the items around the entry.
  let column: Int

  /// Whether it is a whole block of which one line is indented wrongly.
  let isBlock: Bool

  private let source: SourceFile

  /// The lines of a mistake that stands at `span`, or in the bracket that begins above it.
  init(of mistake: Diagnostic, at span: SourceSpan, in bracket: SourceSpan?, _ source: SourceFile) {
    self.source = source
    let place = min(bracket?.start ?? span.start, span.start)
    let line = Line(source, place.line)
    if var around = Self.block(around: line, mistake, source) {
      first = around.number + 1
      last = line.number
      column = 0
      isBlock = true
      takeWhile { $0.indentation > around.indentation || !$0.beginsEntry }
      // What follows must fit to something above; else the line above the block may be the wrong one.
      while let next = Line.below(last, in: source), !next.fits(below: around, in: source),
        let outer = Line.above(around.number, in: source, where: { $0.indentation < next.indentation })
      {
        around = outer
        first = outer.number + 1
        takeWhile { $0.indentation > outer.indentation || !$0.beginsEntry }
      }
      takeOpening()
      return
    }
    isBlock = false
    let column = line.entry(before: place.column - 1)
    let startsItem = line.beginsItem(at: column)
    first = line.number
    last = line.number
    self.column = column
    takeWhile { next in
      next.indentation > column || !next.beginsEntry
        || (next.indentation == column && next.isItem && !startsItem)
    }
  }

  /// The line that the whole block stands under in which something is indented wrongly; nothing where that is not the
  /// mistake, or the block is the whole text.
  ///
  /// Which of its lines is the wrong one cannot be told, so all of them go.
  private static func block(around line: Line, _ mistake: Diagnostic, _ source: SourceFile) -> Line? {
    let isTab = mistake.code == "tab-indentation"
    guard isTab || mistake.code == "bad-indentation", let above = Line.above(line.number, in: source) else {
      return nil
    }
    var depths = [above.indentation]
    if !isTab { depths.append(line.indentation) }
    // What was meant to stand under the line may be indented rightly.
    if isTab || line.mayGoOn, let below = Line.below(line.number, in: source) {
      depths.append(below.indentation)
    }
    let depth = depths.min() ?? 0
    return Line.above(line.number, in: source) { $0.indentation < depth }
  }

  /// Takes further lines with text on them as long as they belong to the mistake.
  private mutating func takeWhile(_ belongs: (Line) -> Bool) {
    while let next = Line.below(last, in: source), belongs(next) { last = next.number }
  }

  /// Takes the lines above in which brackets are opened that these lines close.
  private mutating func takeOpening() {
    var open = (first...last).reduce(0) { $0 + Line(source, $1).openBrackets }
    guard open < 0 else { return }
    while open < 0, first > 1 {
      first -= 1
      open += Line(source, first).openBrackets
    }
    let depth = Line(source, first).indentation
    takeWhile { $0.indentation > depth || !$0.beginsEntry }
  }

  /// The text without these lines; every other line stays where it is.
  func removed() -> SourceFile {
    var bytes = source.bytes
    for number in first...last {
      let range = source.line(number).indices
      let start = number == first ? min(range.lowerBound + column, range.upperBound) : range.lowerBound
      for at in start..<range.upperBound where bytes[at] != UInt8(ascii: "\r") {
        bytes[at] = UInt8(ascii: " ")
      }
    }
    return SourceFile(name: source.name, bytes: bytes)
  }
}

/// A line as it looks from outside.
private struct Line {
  let number: Int
  let indentation: Int
  private let text: ArraySlice<UInt8>

  /// The nearest line above with text on it, of those that are wanted.
  static func above(_ number: Int, in source: SourceFile, where isWanted: (Line) -> Bool = { _ in true })
    -> Line?
  {
    var above = number - 1
    while above > 0 {
      let line = Line(source, above)
      if !line.isEmpty, !line.isIndentedByTab, isWanted(line) { return line }
      above -= 1
    }
    return nil
  }

  /// Whether it is indented like a line or one of those around it.
  func fits(below line: Line, in source: SourceFile) -> Bool {
    var level: Line? = line
    while let around = level {
      if indentation == around.indentation || indentation == around.entry(before: .max) { return true }
      if indentation > around.indentation { return false }
      level = Line.above(around.number, in: source) { $0.indentation < around.indentation }
    }
    return false
  }

  /// The nearest line below with text on it.
  static func below(_ number: Int, in source: SourceFile) -> Line? {
    var below = number + 1
    while below <= source.lineCount {
      let line = Line(source, below)
      if !line.isEmpty { return line }
      below += 1
    }
    return nil
  }

  /// Whether a tab stands before the text.
  private let isIndentedByTab: Bool

  init(_ source: SourceFile, _ number: Int) {
    self.number = number
    let line = source.line(number)
    let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == 13 }
    let start = line.firstIndex { !isBlank($0) } ?? line.endIndex
    let end = line.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    indentation = start - line.startIndex
    isIndentedByTab = line[..<start].contains(UInt8(ascii: "\t"))
    text = line[start..<max(start, end)]
  }

  /// Whether there is nothing on it but perhaps a remark.
  var isEmpty: Bool { text.isEmpty || text.first == UInt8(ascii: "#") }

  var isItem: Bool { Self.isItem(text[...]) }

  /// Whether what stands below may belong to it, however it is indented.
  var mayGoOn: Bool { isItem || text.last.map { ":{[|>".utf8.contains($0) } ?? false }

  private static func isItem(_ text: ArraySlice<UInt8>) -> Bool {
    text.first == UInt8(ascii: "-") && (text.count == 1 || text[text.startIndex + 1] == UInt8(ascii: " "))
  }

  /// Whether an item begins in a column.
  func beginsItem(at column: Int) -> Bool {
    column >= indentation && Self.isItem(text.dropFirst(column - indentation))
  }

  /// Where the entry begins that a place of the line belongs to: behind the `- ` of the items before the place.
  func entry(before place: Int) -> Int {
    var rest = text
    while Self.isItem(rest), rest.startIndex - text.startIndex + indentation < place {
      let behind = rest.dropFirst().drop { $0 == UInt8(ascii: " ") }
      if behind.isEmpty { break }
      rest = behind
    }
    return indentation + rest.startIndex - text.startIndex
  }

  /// Whether it looks like an entry or an item of a block: `key:`, `key: value`, `- …`.
  var beginsEntry: Bool {
    guard !isIndentedByTab, let first = text.first, !"}],\"'".utf8.contains(first),
      text.last != UInt8(ascii: ",")
    else {
      return false
    }
    let isKey = text.indices.contains { at in
      text[at] == UInt8(ascii: ":") && (at + 1 == text.endIndex || text[at + 1] == UInt8(ascii: " "))
    }
    return openBrackets >= 0 && (isKey || isItem)
  }

  /// How many more brackets it opens than it closes.
  var openBrackets: Int {
    text.reduce(0) { open, byte in
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): open + 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): open - 1
      default: open
      }
    }
  }
}
