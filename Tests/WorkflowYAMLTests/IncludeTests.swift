import AuditCore
import Diagnostics
import Foundation
import TestSupport
import Testing
import WorkflowYAML

/// The files of included workflows, and that nothing of a workflow is lost or left behind when it is included.
@Suite struct IncludeTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Workflows")

  private static func shipped(_ name: String) throws -> LoadedWorkflow {
    func file(_ name: String) -> SourceFile? {
      (try? Data(contentsOf: folder.appendingPathComponent(name))).map {
        SourceFile(name: name, bytes: Array($0))
      }
    }
    let (loaded, diagnostics) = WorkflowReader.read(try #require(file(name)), find: file)
    #expect(Reading.text(diagnostics) == "")
    return try #require(loaded)
  }

  /// What a step says, property by property, with every step and rule in it named; one line for each leaf.
  private static func lines(_ value: Any, _ path: String = "") -> [String] {
    switch value {
    case let step as StepID: return ["\(path) §step \(step)"]
    case let rule as Rule:
      return [
        "\(path) §rule \(rule.text) of \(rule.part?.name ?? "–"): "
          + rule.mentions.map { "\($0)" }.joined(separator: " ")
      ]
    case let vocabulary as Vocabulary: return ["\(path) vocabulary \(vocabulary.name)"]
    case let scale as Scale: return ["\(path) scale \(scale.name)"]
    default: break
    }
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else { return ["\(path) \(value)"] }
    return mirror.children.enumerated().flatMap { number, child in
      lines(child.value, "\(path).\(child.label ?? String(number))")
    }
  }

  /// Every property of every step of a workflow is there when it is included, and names what it is called there.
  @Test func losesNothingOfAStepAndNamesEverythingAnew() throws {
    let own = try Self.shipped("customer-knowledge-audit.yaml").workflow
    let moved = own.steps(under: "part", phase: "elsewhere")
    #expect(moved.count == own.steps.count)
    let names = Set(own.steps.map(\.id.name))
    var leaves = 0
    for (before, after) in zip(own.steps, moved) {
      #expect(after.id.name == "part_\(before.id)")
      #expect(after.part == "part" && after.name == before.id.name)
      let (old, new) = (Self.lines(before), Self.lines(after))
      // The parent, the phase and the part differ by nature; all else differs by names alone.
      let stays = { (line: String) in
        ![".parent", ".phase", ".part"].contains { line.hasPrefix($0) }
      }
      let (given, found) = (old.filter(stays), new.filter(stays))
      #expect(given.count == found.count, "\(before.id)")
      for (given, found) in zip(given, found) {
        leaves += 1
        if given.contains(" §step ") {
          let name = given.split(separator: " ").last ?? ""
          #expect(found.hasSuffix(" §step part_\(name)"), "\(before.id)\(found)")
        } else if given.contains(" §rule ") {
          #expect(found.contains(" of part: "), "\(before.id)\(found)")
          for name in names where found.contains("variable(\"\(name)\")") {
            Issue.record("\(before.id): `\(name)` in \(found)")
          }
        } else {
          #expect(given == found, "\(before.id)")
        }
      }
    }
    #expect(leaves > 5000)
  }

  @Test func derivesTheSameOrderOfTheShippedAudit() throws {
    let own = try Self.shipped("customer-knowledge-audit.yaml").workflow
    let path = try Self.shipped("ckm-implementation-path.yaml").workflow
    for step in own.steps {
      let inside = path.precedents(of: StepID("knowledge_audit_\(step.id)")).map(\.name)
        .filter { $0.hasPrefix("knowledge_audit_") }
      #expect(inside == own.precedents(of: step.id).map { "knowledge_audit_\($0)" }, "\(step.id)")
    }
    #expect(path.steps.filter { $0.parent == nil }.count == 11)
    #expect(path.phases.count == 3)
  }

  @Test func keepsEveryFileUnderANameOfItsOwnAndReadsThemAgain() throws {
    let loaded = try Self.shipped("ckm-implementation-path.yaml")
    #expect(
      loaded.files.map(\.name) == [
        "ckm-implementation-path.yaml", "vocabularies/customer-knowledge.yaml",
        "vocabularies/ckm-implementation.yaml", "customer-knowledge-audit.yaml",
        "customer-knowledge-audit.yaml/vocabularies/customer-knowledge.yaml",
      ])
    let again = WorkflowReader.read(kept: loaded.files[0].source) { name in
      loaded.files.first { $0.name == name }.map { SourceFile(name: $0.name, bytes: $0.source.bytes) }
    }
    #expect(Reading.text(again.diagnostics) == "")
    let read = try #require(again.workflow)
    #expect(read.workflow.steps.map(\.id) == loaded.workflow.steps.map(\.id))
    #expect(read.files.map(\.name) == loaded.files.map(\.name))
  }

  /// Each of two files may use another file of the same name, and a record keeps both.
  @Test func keepsFilesOfTheSameNameApart() throws {
    func workflow(_ id: String, _ label: String, _ step: String) -> SourceFile {
      SourceFile(
        name: "\(id).yaml",
        text: """
          kaudit: 1
          workflow: \(id)
          version: 1.0.0
          title: \(id)
          languages: [en]
          uses: words.yaml
          phases:
            - phase: only
              title: Only
              steps:
                - \(step)
                - {step: pick, title: Pick, ask: {fields: {word: {type: choice, of: words}}}}
          """)
    }
    let words = { (name: String) in
      SourceFile(name: "words.yaml", text: "vocabularies: {words: {\(name): \(name)}}")
    }
    let outer = workflow("outer", "a", "{step: part, title: Part, include: inner}")
    let inner = workflow("inner", "b", "{step: other, title: Other, ask: {fields: {a: {type: text}}}}")
    let (loaded, diagnostics) = WorkflowReader.read(outer) { name, user in
      name == "inner.yaml" ? inner : words(user.name == "outer.yaml" ? "around" : "inside")
    }
    #expect(Reading.text(diagnostics) == "")
    let first = try #require(loaded)
    #expect(first.files.map(\.name) == ["outer.yaml", "words.yaml", "inner.yaml", "inner.yaml/words.yaml"])
    let kept = first.files.map { SourceFile(name: $0.name, bytes: $0.source.bytes) }
    let second = try #require(
      WorkflowReader.read(kept: kept[0]) { name in kept.first { $0.name == name } }.workflow)
    for workflow in [first.workflow, second.workflow] {
      let choices = ["pick", "part_pick"].map { step -> [String] in
        guard case .choice(let vocabulary)? = workflow[StepID(step)]?.field("word")?.type else { return [] }
        return vocabulary.keys
      }
      #expect(choices == [["around"], ["inside"]])
    }
  }

  @Test func auditFilesNestWhatIsIncludedUnderItsStep() throws {
    let workflow = try #require(try Reading.workflow("workflows/ok/include-twice.yaml").workflow).workflow
    let text = """
      audit: acme
      workflow: rounds
      first:
        people:
          - {person: Ann}
          - {person: Bea, chief: Ann}
        notes:
          - {id: N1, about: Bea, mood: Good}
      second:
        people: [{person: Cy, chief: Dan}]
        notes: [{id: N1, about: {value: Cy, evidence: [N2]}, mood: good}]
      second_findings: []
      notes: []
      """
    let (file, diagnostics) = AuditDocument(SourceFile(name: "acme.yaml", text: text))
      .read(as: workflow) { _ in nil }
    #expect(
      file?.steps.map(\.id.name) == ["first_people", "first_notes", "second_people", "second_notes"])
    #expect(
      diagnostics.map(\.message) == [
        "`second_people` has no entry `Dan`",
        "an audit file has no `second_findings`; it may have " + known,
        "an audit file has no `notes`; it may have " + known,
      ])
    #expect(
      diagnostics.compactMap(\.help) == [
        "it belongs under `second`, where it is called `findings`", "`notes` belongs under `first`, `second`",
      ])
  }

  private let known =
    "`answers`, `approvals`, `as_of`, `audit`, `first`, `follow_up`, `language`, `people`, `renamed`, `second`, "
    + "`signature`, `summary`, `title`, `version`, `workflow`"

  @Test func aNewAuditFileNestsThemToo() throws {
    let workflow = try #require(try Reading.workflow("workflows/ok/include-twice.yaml").workflow).workflow
    let text = Scaffold.text(
      audit: "acme", title: nil, workflow: workflow, named: "rounds.yaml", language: .english)
    #expect(text.contains("# first:  # First round\n#   people:  # People\n"))
    #expect(text.contains("# second:  # Second round\n#   people:  # People\n"))
  }
}
