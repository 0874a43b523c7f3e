import Diagnostics
import Synchronization

/// Turns places counted in characters into lines and columns.
final class CharacterPlaces: Sendable {
  private let source: SourceFile
  private let lines = Mutex(Lines())

  fileprivate struct Lines {
    /// The first character of each line, as far as anybody has asked: a file without mistakes may never ask.
    var starts: [UInt32] = [0]
    /// Up to here the text was searched for line ends.
    var byte = 0
    var character: UInt32 = 0
    var previous: UInt8 = 0
    /// The line asked for last: whoever walks a tree asks for the same or the next one.
    var last = 0
  }

  init(_ source: SourceFile) {
    self.source = source
  }

  func position(of character: Int) -> Position {
    lines.withLock { lines in
      lines.search(source.bytes, beyond: character)
      if !lines.holds(character, lines.last) {
        lines.last = lines.holds(character, lines.last + 1) ? lines.last + 1 : lines.line(of: character)
      }
      return Position(line: lines.last + 1, column: character - Int(lines.starts[lines.last]) + 1)
    }
  }

  func span(of node: ArenaNode) -> SourceSpan {
    SourceSpan(file: source, start: position(of: node.start), end: position(of: node.end))
  }
}

extension CharacterPlaces.Lines {
  /// Finds the line ends up to a character and the one behind it, as that may belong to the same line end.
  fileprivate mutating func search(_ bytes: [UInt8], beyond character: Int) {
    guard self.character <= character + 1, byte < bytes.count else { return }
    if byte == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { byte = 3 }
    while byte < bytes.count, self.character <= character + 1 {
      let next = bytes[byte]
      if next & 0xC0 != 0x80 { self.character &+= 1 }
      if next == 0x0A {
        if previous == 0x0D {
          starts[starts.count - 1] = self.character
        } else {
          starts.append(self.character)
        }
      } else if next == 0x0D {
        starts.append(self.character)
      }
      previous = next
      byte += 1
    }
  }

  fileprivate func holds(_ character: Int, _ line: Int) -> Bool {
    guard line < starts.count, starts[line] <= character else { return false }
    return line + 1 == starts.count || starts[line + 1] > character
  }

  fileprivate func line(of character: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = low + (high - low) / 2
      if starts[middle] <= character { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
