import AuditCore
import AuditDocuments
import Diagnostics
import Foundation
import TestSupport
import Testing
import WorkflowYAML

@Suite struct GraphTests {
  @Test(arguments: Language.allCases)
  func drawsAWorkflow(language: Language) throws {
    let workflow = try SmallAudit.workflow()
    let text = WorkflowGraph(workflow, language: language).text
    #expect(MermaidGraph(text).mistakes == [])
    try expectGolden(text, "graphs/small.\(language.rawValue).mmd")
  }

  /// Who reads a graph need not read expressions.
  @Test(arguments: Language.allCases)
  func putsConditionsIntoWords(language: Language) throws {
    let source = try SmallAudit.source("graphs/conditions.yaml")
    let (workflow, diagnostics) = WorkflowReader.read(source) { _ in nil }
    #expect(diagnostics.isEmpty)
    let text = WorkflowGraph(try #require(workflow).workflow, language: language).text
    #expect(MermaidGraph(text).mistakes == [])
    try expectGolden(text, "graphs/conditions.\(language.rawValue).mmd")
  }

  @Test(arguments: Language.allCases)
  func drawsTheTransitionsThatThereAre(language: Language) throws {
    let text = StateGraph.text(in: language)
    try expectGolden(text, "graphs/states.\(language.rawValue).mmd")
    let arrows = text.matches(of: #/([a-z_]+) --> ([a-z_]+) : /#).map { [String($0.1), String($0.2)] }
    let inTable = Set(
      StepState.allCases.flatMap { state in
        Happening.allCases.compactMap { happening in
          Transitions.state(after: happening, in: state).map { [state.rawValue, $0.rawValue] }
        }
      })
    #expect(Set(arrows) == inTable)
    #expect(arrows.count == inTable.count)
  }

  @Test func showsWhereAnAuditStands() throws {
    var audit = try SmallAudit()
    try audit.answerFromFile()
    try audit.compute()
    let text = WorkflowGraph(audit.state.workflow, language: .english, state: audit.state).text
    let graph = MermaidGraph(text)
    #expect(graph.mistakes == [])
    for step in audit.state.workflow.steps {
      let state = audit.state.state(step.id)
      #expect(graph.classes["s_\(step.id)"] == state.rawValue)
      let last = graph.lines(of: "s_\(step.id)").last?.components(separatedBy: " · ").last
      #expect(last == state.word(in: .english))
    }
    #expect(Set(graph.classes.values).count > 1)
  }

  @Test(arguments: Language.allCases)
  func drawsTheWorkflowThatShips(language: Language) throws {
    let workflow = try ShippedWorkflow.load()
    let graph = MermaidGraph(WorkflowGraph(workflow, language: language).text)
    #expect(graph.mistakes == [])
    for step in workflow.steps {
      let title = graph.lines(of: "s_\(step.id)").first?.components(separatedBy: " · ").first
      #expect(title == step.title[language])
      #expect(graph.boxes["s_\(step.id)"] == step.parent.map { "s_\($0)" } ?? "p_\(step.phase)")
      for need in step.needs {
        #expect(graph.edges.contains { $0.from == "s_\(need)" && $0.to == "s_\(step.id)" && !$0.isDashed })
      }
    }
    #expect(graph.edges.contains { $0.from == "s_ratings" && $0.to == "s_gaps" && $0.isDashed })
  }

  /// Whatever rests on something has a way to it through the arrows.
  @Test func leavesOutOnlyWhatFollows() throws {
    let workflow = try ShippedWorkflow.load()
    let edges = MermaidGraph(WorkflowGraph(workflow, language: .english).text).edges
    for step in workflow.steps where !step.isGroup {
      var reached: Set<StepID> = []
      var open = [step.id]
      while let here = open.popLast() {
        var around: StepID? = here
        while let one = around {
          for edge in edges where edge.to == "s_\(one)" {
            for before in workflow.steps(within: StepID(String(edge.from.dropFirst(2))))
            where reached.insert(before).inserted { open.append(before) }
          }
          around = workflow[one]?.parent
        }
      }
      for before in workflow.precedents(of: step.id) {
        #expect(reached.isSuperset(of: workflow.steps(within: before)), "\(before) before \(step.id)")
      }
    }
  }

  static let hostile = [
    "\"]; click s_a \"javascript:alert(1)\"", "<script>alert(1)</script>", "a & b; c # d", "`code` **bold**",
    "1. first", "- item", "%%{init: {}}%%", "fa:fa-car [x] {y} (z)", "end", "甲；乙“丙”＜丁＞", "a|b\\c$d^e@f",
    "#quot; &amp; &#35;", "+ item", "> quoted", "# heading", "[link](http://example.org)",
    "www.example.org a@b.org",
    "_a_ b_c _", "~~gone~~ $$x$$", "===", "1) first",
  ]

  @Test(arguments: hostile)
  func takesATextForNothingButText(title: String) throws {
    let quoted = String(decoding: Value.text(title).json, as: UTF8.self)
    let text = """
      kaudit: 1
      workflow: hostile
      version: 1
      title: \(quoted)
      roles: {boss: \(quoted)}
      phases:
        - phase: one
          title: \(quoted)
          steps:
            - {step: end, title: \(quoted), approve: boss, ask: {fields: {a: {type: boolean}}}}
            - {step: next, title: \(quoted), when: end.a, ask: {fields: {a: {type: text}}}}
      """
    let (loaded, _) = WorkflowReader.read(.init(name: "hostile.yaml", text: text)) { _ in nil }
    let graph = MermaidGraph(WorkflowGraph(try #require(loaded).workflow, language: .english).text)
    #expect(graph.mistakes == [])
    #expect(graph.lines(of: "p_one") == [title])
    #expect(graph.lines(of: "s_end") == [title, "form · end", "signed off by \(title)"])
    #expect(graph.lines(of: "s_next") == [title, "form · next", "only if “a” in “\(title)” is yes"])
  }
}

/// The workflow that ships, with the titles of its documents.
enum ShippedWorkflow {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func source(_ name: String) -> SourceFile? {
    let data = try? Data(contentsOf: root.appendingPathComponent(name))
    return data.map { SourceFile(name: name, bytes: Array($0)) }
  }

  static func load() throws -> Workflow {
    let file = try #require(source("Workflows/customer-knowledge-audit.yaml"))
    return try #require(WorkflowReader.read(file) { self.source("Workflows/\($0)") }.workflow).workflow
  }

  static func phrases() throws -> Vocabulary {
    let (vocabularies, _) = VocabularyFile.read(try #require(source("Templates/phrases.yaml")))
    return try #require(vocabularies.first { $0.name == "phrases" })
  }
}
