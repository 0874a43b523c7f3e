import Foundation
import Glibc
import Testing

/// What a terminal does to a dialogue: cursor, signals, a window that is closed, a kill.
@Suite struct TerminalTests {
  /// Signals, and the exit codes that follow.
  static let endings: [(Int32, Int32)] = [(SIGTERM, 143), (SIGINT, 130), (SIGHUP, 129)]

  private static let command = "kaudit run site.yaml --as 陈可 --language zh"

  /// A dialogue whose first question waits, after one answer.
  private func begin(_ stage: Stage, _ command: String = command, columns: Int = 80) throws -> PseudoTerminal
  {
    let terminal = try stage.terminal(command, columns: columns)
    _ = try terminal.read(from: 0) { $0.hasSuffix("\n> ") }
    try terminal.awaitKeyMode()
    return terminal
  }

  private func answer(_ terminal: PseudoTerminal, _ line: String) throws {
    let start = terminal.shown.count
    terminal.type(line + "\r")
    _ = try terminal.read(from: start) { $0.contains("✓") && $0.hasSuffix("\n> ") }
    try terminal.awaitKeyMode()
  }

  /// Sends keys and waits until the line with the cursor reads so.
  private func expectLine(
    _ line: String, column: Int, after keys: String, _ terminal: PseudoTerminal, columns: Int = 80,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    terminal.type(keys)
    var screen = Screen(terminal.shown, columns: columns)
    _ = try? terminal.read(from: 0, within: 5) { _ in
      screen = Screen(terminal.shown, columns: columns)
      return screen.line == line && screen.column == column
    }
    #expect(screen.line == line, sourceLocation: sourceLocation)
    #expect(screen.column == column, sourceLocation: sourceLocation)
  }

  @Test(arguments: ["C.UTF-8", "C", "POSIX", "de_DE.UTF-8"])
  func cursorStandsRightUnderWideCharacters(locale: String) throws {
    let stage = try Stage()
    let terminal = try begin(stage, "LC_ALL=\(locale) \(Self.command)")
    let left = "\u{1B}[D"
    try expectLine("> 知识A资产", column: 11, after: "知识A资产", terminal)
    try expectLine("> 知识A资产", column: 7, after: left + left, terminal)
    try expectLine("> 知识A的资产", column: 9, after: "的", terminal)
    try expectLine("> 知识资产", column: 6, after: "\u{7F}\u{7F}", terminal)
    try expectLine("> 知识资产", column: 2, after: "\u{1}", terminal)
    try expectLine("> 知识资产", column: 10, after: "\u{5}", terminal)
    try answer(terminal, "")
    #expect(try stage.show("plan.place") == "知识资产")
  }

  @Test func linesLongerThanTheTerminalAreEdited() throws {
    let stage = try Stage()
    let terminal = try begin(stage, columns: 24)
    let long = String(repeating: "客户知识", count: 8)
    terminal.type(long + "\u{7F}\u{7F}审计")
    try answer(terminal, "")
    #expect(try stage.show("plan.place") == long.dropLast(2) + "审计")
  }

  @Test(arguments: endings)
  func aSignalEndsItInOrder(signal: Int32, code: Int32) throws {
    let stage = try Stage()
    let terminal = try begin(stage)
    try answer(terminal, "北京")
    let start = terminal.shown.count
    terminal.type("半句")
    _ = try terminal.read(from: start) { $0.contains("半") }
    kill(terminal.pid, signal)
    let (shown, status) = try terminal.finish(from: start)
    #expect(status == code)
    #expect(shown.contains("已答内容均已记录；执行 kaudit run site.yaml 可从此处继续。"))
    #expect(terminal.isInUsualMode)
    try stage.expectSound(with: "北京")
  }

  @Test func aClosedWindowLosesNothing() throws {
    let stage = try Stage()
    let terminal = try begin(stage)
    try answer(terminal, "北京")
    let status = terminal.hangUp()
    #expect(status == 129)
    try stage.expectSound(with: "北京")
  }

  @Test func aKillLosesNothing() throws {
    let stage = try Stage()
    let terminal = try begin(stage)
    try answer(terminal, "北京")
    kill(terminal.pid, SIGKILL)
    _ = try terminal.finish(from: 0)
    try stage.expectSound(with: "北京")
    // The next run asks what comes after.
    let next = try begin(stage)
    #expect(Screen(next.shown, columns: 80).rows.contains { $0.joined().hasPrefix("日期（2/11）") })
  }

  @Test func nothingIsLockedWhileAQuestionWaits() throws {
    let stage = try Stage()
    let terminal = try begin(stage)
    for number in 1...3 {
      let output = try Transcript.run(
        "kaudit answer site-visit.kaudit members/P\(number) --as 刘洋", in: stage.folder)
      #expect(output.last?.hasPrefix("[exit") == false, "\(output)")
    }
    #expect(try Transcript.run("ls | grep -c wal", in: stage.folder).first == "0")
    try answer(terminal, "北京")
    try stage.expectSound(with: "北京")
  }
}

extension Stage {
  fileprivate func show(_ place: String) throws -> String {
    let line = try Transcript.run("kaudit show site-visit.kaudit \(place)", in: folder).first ?? ""
    return String(line.drop { $0 != ":" }.dropFirst(2).prefix { $0 != "[" }.dropLast(2))
  }

  fileprivate func expectSound(with place: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try show("plan.place") == place, sourceLocation: sourceLocation)
    let verdict = try Transcript.run(
      "kaudit verify site-visit.kaudit | cut -d, -f1; ls | grep -c wal", in: folder)
    #expect(verdict.prefix(2) == ["site-visit.kaudit: sound", "0"], sourceLocation: sourceLocation)
  }
}
