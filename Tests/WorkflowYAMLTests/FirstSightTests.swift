import AuditCore
import Diagnostics
import Testing
import WorkflowYAML

/// What is passed over at first sight is what reading word for word would take without a word.
@Suite struct FirstSightTests {
  private static let workflow = WorkflowReader.read(SourceFile(name: "w.yaml", text: text)) { _ in nil }

  private static let text = """
    kaudit: 1
    workflow: w
    version: 1.0.0
    title: W
    languages: [en, zh]
    vocabularies:
      mood: {good: {en: Good, zh: 好}, bad: {en: Bad, zh: 坏}, alike: {en: Same, zh: 同}, twin: {en: Same, zh: 双}, considerable: {en: Considerable size, zh: 相当可观}}
    scales: {grade: {min: -1, max: 3, labels: {-1: {en: None, zh: 无}, 0: {en: Low, zh: 低}, 3: {en: High, zh: 高}}}}
    phases:
      - phase: p
        title: P
        steps:
          - step: other
            title: O
            collect: {key: id, fields: {id: {type: text}}}
          - step: s
            title: S
            collect:
              key: id
              fields:
                id: {type: text}
                text: {type: text}
                short: {type: long_text, min: 2, max: 4}
                code: {type: text, pattern: "[a-z]+"}
                person: {type: person}
                name: {type: person, max: 3}
                whole: {type: integer}
                few: {type: integer, min: -2, max: 12}
                number: {type: number}
                ratio: {type: number, min: 0, max: 1}
                money: {type: money, min: 0}
                share: {type: percent}
                part: {type: percent, max: 5}
                flag: {type: boolean}
                day: {type: date}
                late: {type: date, min: 2026-02-01}
                mood: {type: choice, of: mood}
                moods: {type: choices, of: mood}
                most: {type: choices, of: mood, min: 1, max: 2}
                grade: {type: scale, of: grade}
                high: {type: scale, of: grade, min: 1}
                link: {type: reference, to: other}
                links: {type: list, of: {type: reference, to: other}}
                texts: {type: list, of: text, min: 2}
                wholes: {type: list, of: integer}
                file: {type: file}
    """

  private static let fields = [
    "text", "short", "code", "person", "name", "whole", "few", "number", "ratio", "money", "share", "part",
    "flag", "day", "late", "mood", "moods", "most", "grade", "high", "link", "links", "texts", "wholes",
    "file",
  ]

  private static let texts = [
    "", "~", "null", "a", "ab", "abcd", "abcde", "好", "好好好好", "好好好好好", "é", "e\u{301}", "\u{3000}",
    "\u{A0}", " ", "0", "-0", "7", "+7", "007", "-1", "-2", "-3", "12", "13", "1_000", "1e3", "1.", ".5",
    "0.5", "-0.5", "1.5", "1.0000000000000000001", "0.1", "123456789012345678", "9223372036854775808",
    "-", "--1", "1-", "1.2.3", "25%", "25 %", "600%", "0.25", "5", "6", "80", "%", "-2%", "true", "True",
    "yes", "no", "是", "否", "on", "2026-01-31", "2026-02-01", "2026-02-28", "2026-02-29", "2026-02-30",
    "0000-01-01", "2026-13-01", "2026-00-01", "2026-1-1", "20260131xx", "good", "Good", "坏", "壞", "Same",
    "considerable", "considerably", "Considerable size", "Considerable sizes", "相当可观", "相當可觀", "无",
    "High", "3", "4", "E1", "a b", "４２",
  ]

  /// Every text by itself and in quotes, in a list of one, and two in a list.
  private static let written: [String] =
    texts.filter { !$0.hasPrefix("%") && $0 != "-" }
    + texts.flatMap { ["\"\($0)\"", "[\"\($0)\"]", "[\"\($0)\", good]", "[\"\($0)\", \"\($0)\"]"] }
    + ["[]", "[~, a]", "{unknown: why}", "{later: }", "{value: 7, source: here}", "[[a], b]", "{a: b}"]

  private func read(_ field: String, more: String = "") throws -> (
    file: AuditFile?, diagnostics: [Diagnostic]
  ) {
    #expect(Self.workflow.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    let entries = Self.written.enumerated().map { "  - {id: k\($0), \(field): \($1)\(more)}\n" }
    let text = "audit: a\nworkflow: w\ns:\n\(entries.joined())"
    return AuditDocument(SourceFile(name: "a.yaml", text: text))
      .read(as: try #require(Self.workflow.workflow).workflow) { _ in nil }
  }

  @Test(arguments: fields)
  func saysAndReadsTheSameAsWordForWord(field: String) throws {
    let atFirstSight = try read(field)
    // A key that is not there makes every entry be read word for word.
    let wordForWord = try read(field, more: ", nobody: 1")
    #expect(wordForWord.diagnostics.count { $0.code == "unknown-key" } == Self.written.count)
    #expect(atFirstSight.diagnostics == wordForWord.diagnostics.filter { $0.code != "unknown-key" })
    let entries = try #require(atFirstSight.file?.steps.first?.entries)
    #expect(entries.map(\.id) == wordForWord.file?.steps.first?.entries.map(\.id))
    #expect(entries.map(\.answers) == wordForWord.file?.steps.first?.entries.map(\.answers))
    #expect(Set(atFirstSight.diagnostics.compactMap(\.span?.start.line)).count < Self.written.count)
  }

  /// A cell of a table that nothing is said of has an answer.
  @Test(arguments: fields)
  func readsWhatItDoesNotQuestion(field: String) throws {
    let texts = Self.texts.filter { !$0.isEmpty }
    let rows = texts.enumerated().map { "k\($0),\"\($1)\"\n" }.joined()
    let (entries, wrong) = AnswerText.entries(
      SourceFile(name: "t.csv", text: "id,\(field)\n\(rows)"), of: "s",
      in: try #require(Self.workflow.workflow).workflow,
      columns: [], separator: nil)
    let questioned = Set(wrong.filter { $0.severity == .error }.compactMap { $0.span?.start.line })
    #expect(entries.count == texts.count)
    for (place, entry) in entries.enumerated() {
      #expect(entry.answers.isEmpty == questioned.contains(place + 2), "\(field): \(texts[place])")
    }
  }
}
