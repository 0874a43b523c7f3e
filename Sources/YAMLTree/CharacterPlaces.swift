import Diagnostics
import Synchronization

/// Turns places counted in characters into lines and columns.
final class CharacterPlaces: Sendable {
  private let source: SourceFile
  /// The first character of each line; counted when first asked for, as a file without mistakes may never ask.
  private let lineStarts = Mutex<[UInt32]>([])

  init(_ source: SourceFile) {
    self.source = source
  }

  func position(of character: Int) -> Position {
    lineStarts.withLock { starts in
      if starts.isEmpty { starts = Self.findLineStarts(in: source.bytes) }
      var low = 0
      var high = starts.count
      while low < high {
        let middle = low + (high - low) / 2
        if starts[middle] <= character { low = middle + 1 } else { high = middle }
      }
      guard low > 0 else { return Position(line: 1, column: 1) }
      return Position(line: low, column: character - Int(starts[low - 1]) + 1)
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
