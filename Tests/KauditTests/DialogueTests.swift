import Foundation
import TestSupport
import Testing

/// `kaudit run` at a terminal, as a person meets it: dialogues played at a pseudo-terminal against the built binary.
@Suite struct Dialogues {
  @Test(arguments: fixtures("dialogues", "md"))
  func goesAsWritten(name: String) throws {
    let file = URL(fileURLWithPath: fixturePath("dialogues/\(name).md"))
    let script = DialogueScript(try String(contentsOf: file, encoding: .utf8))
    try #require(!script.parts.isEmpty)
    let stage = try Stage()
    var shown: [Int: [String]] = [:]
    for (part, lines) in script.parts {
      switch part {
      case .console(let command, let expected):
        let output = try Transcript.run(command, in: stage.folder)
        if !expected.contains("...") { shown[lines.lowerBound] = ["$ \(command)"] + output }
        #expect(
          Transcript.matches(output, expected),
          "\(name).md:\(lines.lowerBound + 1): $ \(command)\n\(output.joined(separator: "\n"))")
      case .terminal(let block):
        shown[lines.lowerBound] = try stage.play(block) { "\(name).md:\(lines.lowerBound + 1): \($0)" }
      }
    }
    guard ProcessInfo.processInfo.environment["KAUDIT_RECORD"] == "1" else { return }
    try script.recorded(shown).write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(file.lastPathComponent): read it, then run without KAUDIT_RECORD")
  }
}

/// A folder with the examples and the files of the dialogues, in which they are played.
final class Stage {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaudit-\(UUID().uuidString)")
    try FileManager.default.copyItem(
      at: Transcripts.root.appendingPathComponent("Examples/half-finished"), to: folder)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".kaudit") {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
    let files = URL(fileURLWithPath: fixturePath("dialogues/files"))
    for name in try FileManager.default.contentsOfDirectory(atPath: files.path) {
      try FileManager.default.copyItem(
        at: files.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
  }

  /// A folder that is there already; it goes when the stage goes.
  init(in folder: URL) { self.folder = folder }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func terminal(_ command: String, columns: Int = 80, rows: Int = 24) throws -> PseudoTerminal {
    let environment = Transcript.environment.merging(["TERM": "xterm"]) { _, new in new }
    return try PseudoTerminal(command, in: folder, environment: environment, columns: columns, rows: rows)
  }

  /// Plays a block and gives it back as it went.
  func play(_ block: DialogueScript.Block, _ place: (String) -> String) throws -> [String] {
    let terminal = try terminal(block.command, columns: block.columns, rows: block.rows)
    var played = ["$ \(block.command)"]
    var expected: [String] = []
    var meanwhile: [String] = []
    var start = 0
    func compare(_ output: String) {
      let lines = output.isEmpty ? [] : output.components(separatedBy: "\n")
      #expect(
        Transcript.matches(lines, expected),
        "\(place("not as written after \(played.last ?? ""):"))\n\(output)\n--- expected\n\(expected.joined(separator: "\n"))"
      )
      played += expected.contains("...") ? expected : lines
      expected = []
    }
    for line in block.lines {
      switch line {
      case .shown(let text): expected.append(text)
      case .meanwhile(let command): meanwhile.append(command)
      case .typed(let prompt, let text):
        let output = try terminal.read(from: start) { $0 == prompt || $0.hasSuffix("\n\(prompt)") }
        compare(String(output.dropLast(prompt.count)).withoutLastBreak)
        for command in meanwhile {
          let answer = try Transcript.run(command, in: folder)
          #expect(answer.last?.hasPrefix("[exit") != true, "\(place(command)): \(answer)")
          played.append("$ \(command)")
        }
        meanwhile = []
        played.append(text.isEmpty ? String(prompt.dropLast()) : prompt + text)
        try terminal.awaitKeyMode()
        start = terminal.shown.count
        terminal.type(Self.keys(text))
        // What is typed comes back as an echo, up to the end of its line.
        guard !text.hasSuffix("^C"), !text.hasSuffix("^D") else { continue }
        _ = try terminal.read(from: start) { $0.contains("\n") }
        start += (terminal.shown[start...].firstIndex(of: 0x0A) ?? start) - start + 1
      }
    }
    let (output, status) = try terminal.finish(from: start)
    // Ctrl-D comes back as an echo of its own.
    var lines = (output.hasPrefix("^D\n") ? String(output.dropFirst(3)) : output).withoutLastBreak
    if status != 0 { lines += (lines.isEmpty ? "" : "\n") + "[exit \(status)]" }
    compare(lines)
    #expect(terminal.isInUsualMode, "\(place("the terminal is not as it was"))")
    return played
  }

  /// The keys that are pressed for a line.
  private static func keys(_ text: String) -> String {
    let keys = text.replacing("⌫", with: "\u{7F}").replacing("^C", with: "\u{3}").replacing(
      "^D", with: "\u{4}")
    return text.hasSuffix("^C") || text.hasSuffix("^D") ? keys : keys + "\r"
  }
}

extension String {
  fileprivate var withoutLastBreak: String { hasSuffix("\n") ? String(dropLast()) : self }
}
