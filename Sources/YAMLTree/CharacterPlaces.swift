import Diagnostics
import Synchronization

/// Turns places counted in characters into lines and columns.
final class CharacterPlaces: Sendable {
  private let source: SourceFile
  private let lines = Mutex(Lines())

  fileprivate struct Lines {
    /// The first character of each line; counted when first asked for, as a file without mistakes may never ask.
    var starts: [UInt32] = []
    /// The line asked for last: whoever walks a tree asks for the same or the next one.
    var last = 0
  }

  init(_ source: SourceFile) {
    self.source = source
  }

  func position(of character: Int) -> Position {
    lines.withLock { lines in
      if lines.starts.isEmpty { lines.starts = Self.findLineStarts(in: source.bytes) }
      if !lines.holds(character, lines.last) {
        lines.last = lines.holds(character, lines.last + 1) ? lines.last + 1 : lines.search(character)
      }
      return Position(line: lines.last + 1, column: character - Int(lines.starts[lines.last]) + 1)
    }
  }

  func span(of node: ArenaNode) -> SourceSpan {
    SourceSpan(file: source, start: position(of: node.start), end: position(of: node.end))
  }

  private static func findLineStarts(in bytes: [UInt8]) -> [UInt32] {
    var starts: [UInt32] = [0]
    var count: UInt32 = 0
    var previous: UInt8 = 0
    for byte in bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0) {
      if byte & 0xC0 != 0x80 { count &+= 1 }
      if byte == 0x0A {
        if previous == 0x0D { starts[starts.count - 1] = count } else { starts.append(count) }
      } else if byte == 0x0D {
        starts.append(count)
      }
      previous = byte
    }
    return starts
  }
}

extension CharacterPlaces.Lines {
  fileprivate func holds(_ character: Int, _ line: Int) -> Bool {
    guard line < starts.count, starts[line] <= character else { return false }
    return line + 1 == starts.count || starts[line + 1] > character
  }

  fileprivate func search(_ character: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = low + (high - low) / 2
      if starts[middle] <= character { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
