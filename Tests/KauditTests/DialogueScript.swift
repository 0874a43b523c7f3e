import Foundation

/// A Markdown file whose `terminal` blocks are played at a pseudo-terminal, and whose `console` blocks are run, in order.
///
/// A terminal block begins with the command, `$ kaudit run …`. A line that begins with a prompt (`> `, `why> `, `理由> `,
/// `… `) waits for that prompt and types what follows; `⌫` is the backspace key, `^C` and `^D` are what they say, and
/// `$ ` runs another command while the prompt waits. All other lines are what must be shown, to the letter; `...` stands
/// for any lines. The block's head gives the size: "```terminal 80x24".
struct DialogueScript {
  enum Line {
    case shown(String)
    case typed(prompt: String, text: String)
    case meanwhile(String)
  }

  struct Block {
    let command: String
    let columns: Int
    let rows: Int
    var lines: [Line] = []
  }

  enum Part {
    case terminal(Block)
    case console(String, [String])
  }

  static let prompts = ["> ", "why> ", "理由> ", "… "]

  /// The blocks that are played at a terminal, in order.
  var terminals: [(block: Block, lines: Range<Int>)] {
    parts.compactMap { part, lines in
      if case .terminal(let block) = part { (block, lines) } else { nil }
    }
  }

  private(set) var parts: [(part: Part, lines: Range<Int>)] = []
  private let lines: [String]

  init(_ text: String) {
    lines = text.components(separatedBy: "\n")
    var number = 0
    while number < lines.count {
      let head = lines[number]
      number += 1
      guard head.hasPrefix("```terminal") || head == "```console" else { continue }
      let start = number
      while number < lines.count, lines[number] != "```" { number += 1 }
      if head == "```console" { addConsole(start..<number) } else { addTerminal(head, start..<number) }
      number += 1
    }
  }

  private mutating func addConsole(_ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, !lines[end].hasPrefix("$ ") { end += 1 }
      let command = String(lines[start].dropFirst(2))
      parts.append((.console(command, Array(lines[start + 1..<end])), start..<end))
      start = end
    }
  }

  private mutating func addTerminal(_ head: String, _ range: Range<Int>) {
    let size = head.split(separator: " ").last?.split(separator: "x").compactMap { Int($0) } ?? []
    var block = Block(
      command: String(lines[range.lowerBound].dropFirst(2)), columns: size.first ?? 80, rows: size.last ?? 24)
    for line in lines[range].dropFirst() {
      if line.hasPrefix("$ ") {
        block.lines.append(.meanwhile(String(line.dropFirst(2))))
      } else if let prompt = Self.prompts.first(where: { line.hasPrefix($0) || line + " " == $0 }) {
        block.lines.append(.typed(prompt: prompt, text: String(line.dropFirst(prompt.count))))
      } else {
        block.lines.append(.shown(line))
      }
    }
    parts.append((.terminal(block), range))
  }

  /// The file with what was shown now in place of what was expected.
  func recorded(_ shown: [Int: [String]]) -> String {
    var text: [String] = []
    var number = 0
    while number < lines.count {
      if let part = parts.first(where: { $0.lines.lowerBound == number }), let now = shown[number] {
        text += now
        number = part.lines.upperBound
      } else {
        text.append(lines[number])
        number += 1
      }
    }
    return text.joined(separator: "\n")
  }
}
