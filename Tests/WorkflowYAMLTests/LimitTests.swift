import AuditCore
import Diagnostics
import Testing
import WorkflowYAML

/// Files that are wrong without end, or want more than they may: what is told has an end, and says how much there is.
@Suite struct LimitTests {
  private static let most = 1_000

  private func audit(_ text: String) throws -> [Diagnostic] { try Reading.audit(saying: text).diagnostics }

  @Test(arguments: [
    ("- x\n", "wrong-kind", 1), ("- {}\n", "missing-key-field", 1),
    ("- {person: Ada}\n", "duplicate-entry", 1),
    ("- {persn: Ada}\n", "unknown-key", 2),
  ])
  func countsWhatIsBeyondTheLimit(entry: String, code: String, each: Int) throws {
    let entries = 20_000
    let diagnostics = try audit("team:\n  members:\n" + String(repeating: "    " + entry, count: entries))
    #expect(diagnostics.count == Self.most + 1)
    #expect(diagnostics.contains { $0.code == code })
    let last = try #require(diagnostics.last)
    #expect(last.code == "too-many-mistakes" && last.severity == .error)
    let found = entries * each - (code == "duplicate-entry" ? 1 : 0)
    #expect(last.message == "only 1000 mistakes are told; \(found - Self.most) more were counted")
  }

  private func workflow(_ steps: String, head: String = "") -> [Diagnostic] {
    let text = """
      kaudit: 1
      workflow: w
      version: 1.0.0
      title: W
      languages: [en, zh]
      \(head)
      phases:
        - phase: p
          title: P
          steps:
      \(steps)
      """
    return WorkflowReader.read(SourceFile(name: "w.yaml", text: text)) { _ in nil }.diagnostics
  }

  private func step(_ name: String, _ more: String = "", fields: String = "a: {type: text}") -> String {
    "      - step: \(name)\n        title: S\n\(more)        ask: {fields: {\(fields)}}\n"
  }

  @Test func warningsHideNoMistake() throws {
    let labels = (0..<3_000).map { "k\($0): {en: K}" }.joined(separator: ", ")
    let diagnostics = workflow(step("s", "        needs: [nobody]\n"), head: "vocabularies: {v: {\(labels)}}")
    #expect(diagnostics.count { $0.code == "missing-translation" } == Self.most)
    #expect(diagnostics.contains { $0.message == "only 1000 warnings are told; 2000 more were counted" })
    #expect(diagnostics.count { $0.severity == .error } == 1)
  }

  @Test func takesTenThousandStepsAndNoMore() {
    func steps(_ count: Int) -> String { (0..<count).map { step("s\($0)") }.joined() }
    #expect(workflow(steps(10_000)) == [])
    let over = workflow(steps(100_000))
    #expect(over.map(\.code) == ["too-many-steps"])
    #expect(over[0].span?.start.line == 11 + 3 * 10_000)
  }

  @Test func takesAThousandFieldsAndNoMore() {
    func fields(_ count: Int) -> String { (0..<count).map { "f\($0): {type: text}" }.joined(separator: ", ") }
    #expect(workflow(step("s", fields: fields(1_000))) == [])
    #expect(workflow(step("s", fields: fields(100_000))).map(\.code) == ["too-many-fields"])
  }

  @Test func takesAThousandChecksAndNoMore() {
    func checks(_ count: Int) -> String {
      "        checks:\n" + String(repeating: "          - {that: 1 > 0, message: M}\n", count: count)
    }
    #expect(workflow(step("s", checks(1_000))) == [])
    #expect(workflow(step("s", checks(100_000))).map(\.code) == ["too-many-checks"])
  }

  @Test func takesAVocabularyOfAMillionForTooManyKeys() {
    let labels = (0..<1_000_000).map { "k\($0): K" }.joined(separator: ", ")
    #expect(workflow(step("s"), head: "vocabularies: {v: {\(labels)}}").map(\.code) == ["too-many-keys"])
  }

  @Test(arguments: [
    (Array(repeating: "1", count: 100_000).joined(separator: "+") + " == 1", "bad-expression"),
    (Array(repeating: "true", count: 100_000).joined(separator: " && "), "bad-expression"),
    (String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000), "bad-expression"),
    (String(repeating: "true ? true : ", count: 100_000) + "true", "scalar-too-long"),
    ("[" + Array(repeating: "1", count: 100_000).joined(separator: ",") + "] == []", "bad-expression"),
    ("size" + String(repeating: ".a", count: 100_000), "bad-expression"),
    (
      String(repeating: "size(", count: 100_000) + "1" + String(repeating: ")", count: 100_000),
      "bad-expression"
    ),
    (String(repeating: "!", count: 100_000) + "true", "bad-expression"),
  ])
  func namesTheLimitOfAnExpression(expression: String, code: String) {
    let diagnostics = workflow(step("s", "        when: \"\(expression)\"\n"))
    #expect(diagnostics.first?.code == code)
    #expect(diagnostics.first?.span?.start.line == 12)
  }

  @Test func tellsAHundredMistakesOfOneExpression() {
    let names = (0..<5_000).map { "q\($0)" }.joined(separator: " + ")
    let diagnostics = workflow(step("s", "        when: \(names) == 1\n"))
    #expect(diagnostics.count { $0.code == "unknown-name" } == 100)
    #expect(
      diagnostics.filter { $0.code == "too-many-mistakes" }.map(\.message)
        == ["of this expression 100 mistakes are told; 4900 more were counted"])
  }

  @Test func looksForTheNearestNameAmongThousands() {
    let steps = (0..<9_000).map { step("s\($0)", $0 % 9 == 0 ? "        needs: [t\($0)]\n" : "") }.joined()
    let diagnostics = workflow(steps)
    #expect(diagnostics.count { $0.code == "unknown-step" } == Self.most)
  }
}
