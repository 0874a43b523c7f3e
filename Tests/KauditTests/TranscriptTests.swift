import Foundation
import TestSupport
import Testing

/// The program as a person meets it.
@Suite struct Transcripts {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test(arguments: fixtures("transcripts", "md"))
  func showsWhatIsWritten(name: String) throws {
    try play(URL(fileURLWithPath: fixturePath("transcripts/\(name).md")))
  }

  @Test func theReadmeIsTrue() throws {
    try play(Self.root.appendingPathComponent("README.md"))
  }

  static let handbook = root.appendingPathComponent("Sources/kaudit/Documentation.docc/Handbook")

  /// The pages of the handbook by their names, each in both languages.
  static let pages: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: handbook.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
  }()

  @Test(arguments: pages)
  func theHandbookIsTrue(page: String) throws {
    try play(Self.handbook.appendingPathComponent(page))
  }

  @Test func theHandbookIsWholeInBothLanguages() {
    let english = Self.pages.filter { !$0.hasSuffix("-zh.md") }
    #expect(english == ["Consultant.md", "MethodOwner.md", "Reviewer.md", "Teammate.md"])
    #expect(Self.pages.count == 8)
    for page in english { #expect(Self.pages.contains("\(page.dropLast(3))-zh.md")) }
  }

  private func play(_ file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    let transcript = Transcript(text)
    try #require(!transcript.commands.isEmpty)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kaudit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let stage = Stage(in: folder)
    // A checkout as a user has it, without what a run leaves behind.
    let kept = folder.appendingPathComponent("Examples")
    try FileManager.default.copyItem(at: Self.root.appendingPathComponent("Examples"), to: kept)
    let files = file.deletingPathExtension()
    if FileManager.default.fileExists(atPath: files.path) {
      for name in try FileManager.default.contentsOfDirectory(atPath: files.path) {
        try FileManager.default.copyItem(
          at: files.appendingPathComponent(name), to: folder.appendingPathComponent(name))
      }
    }
    for left in FileManager.default.enumerator(atPath: kept.path)?.compactMap({ $0 as? String }) ?? []
    where left.hasSuffix(".kaudit") || left.hasSuffix("/documents") {
      try FileManager.default.removeItem(at: kept.appendingPathComponent(left))
    }
    var outputs: [Int: [String]] = [:]
    var dialogues = DialogueScript(text).terminals
    var played: [[String]] = []
    func playDialogues(before line: Int) throws {
      while let (block, lines) = dialogues.first, lines.lowerBound < line {
        let place = "\(file.lastPathComponent):\(lines.lowerBound + 1)"
        played.append(try stage.play(block) { "\(place): \($0)" })
        dialogues.removeFirst()
      }
    }
    for command in transcript.commands where !Transcript.isForContinuousIntegration(command.text) {
      try playDialogues(before: command.line)
      let output = try Transcript.run(command.text, in: folder)
      outputs[command.line] = command.expected.contains("...") ? nil : output
      #expect(
        Transcript.matches(output, command.expected),
        "\(file.lastPathComponent):\(command.line + 1): $ \(command.text)\n\(output.joined(separator: "\n"))")
    }
    try playDialogues(before: .max)
    if ProcessInfo.processInfo.environment["KAUDIT_RECORD"] == "1" {
      // What was shown at terminals goes in second: it stands elsewhere, once the rest is longer or shorter.
      let script = DialogueScript(transcript.recorded(outputs))
      let shown = Dictionary(uniqueKeysWithValues: zip(script.terminals.map(\.lines.lowerBound), played))
      try script.recorded(shown).write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(file.lastPathComponent): read it, then run without KAUDIT_RECORD")
    }
  }
}
