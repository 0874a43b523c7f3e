/// A place in a text as people count it: line and column from 1, a column for each Unicode scalar (a Chinese character is one).
public struct Position: Hashable, Comparable, Sendable {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: Position, right: Position) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension Position: CustomStringConvertible {
  public var description: String { "\(line):\(column)" }
}

/// Where something stands: from `start` up to, not including, `end`.
public struct SourceSpan: Sendable {
  public let file: SourceFile
  public let start: Position
  public let end: Position

  public init(file: SourceFile, start: Position, end: Position) {
    self.file = file
    self.start = start
    self.end = end
  }
}

extension SourceSpan: Hashable {
  /// Files are the same when they bear the same name, and show the same sheet.
  public static func == (left: SourceSpan, right: SourceSpan) -> Bool {
    left.file.name == right.file.name && left.file.sheet?.sheet == right.file.sheet?.sheet
      && left.start == right.start && left.end == right.end
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(file.name)
    hasher.combine(start)
    hasher.combine(end)
  }
}

extension SourceSpan: CustomStringConvertible {
  public var description: String {
    guard let cells = cellRange else { return "\(file.name):\(start)" }
    return "\(file.title), \(cells.contains(":") ? "cells" : "cell") \(cells)"
  }
}
