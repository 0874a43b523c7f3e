import AuditCore
import AuditDocuments
import Diagnostics
import Foundation
import TestSupport
import Testing
import WorkflowYAML

@Suite struct HandbookTests {
  @Test(arguments: Language.allCases)
  func tellsAWorkflow(language: Language) throws {
    let audit = try SmallAudit()
    let handbook = WorkflowHandbook(
      audit.state.workflow, language: language, documents: audit.set.documents, version: "1.0.0")
    try expectGolden(handbook.markdown, "handbooks/small.\(language.rawValue).md")
    try expectGolden(handbook.html(), "handbooks/small.\(language.rawValue).html")
  }

  @Test(arguments: Language.allCases)
  func leavesNothingOfTheShippedWorkflowOut(language: Language) throws {
    let workflow = try ShippedWorkflow.load()
    let phrases = try ShippedWorkflow.phrases()
    let documents = DocumentSet(workflow: workflow, templates: [:], phrases: phrases).documents
    let handbook = WorkflowHandbook(workflow, language: language, documents: documents, version: "1.0.0")
    let text = handbook.markdown
    for step in workflow.steps {
      #expect(text.contains(" \(step.title[language])\n"), "no chapter \(step.id)")
      for field in step.fields {
        #expect(text.contains("| \(field.title[language]) `\(field.id)` |"), "no row \(step.id).\(field.id)")
      }
      for check in step.checks + step.entryChecks + step.fields.flatMap(\.checks) {
        #expect(text.contains(check.message[language]), "no message: \(check.message[language])")
      }
    }
    for vocabulary in workflow.vocabularies {
      #expect(text.contains("### \(vocabulary.title[language])\n"), "no values of \(vocabulary.name)")
      for item in vocabulary.items { #expect(text.contains("| `\(item.key)` | \(item.label[language]) |")) }
    }
    for document in documents { #expect(text.contains(document.title[language])) }
    #expect(try handbook.html().hasPrefix("<!doctype html>"))
  }

  @Test func putsSimpleExpressionsIntoWords() throws {
    let workflow = try ShippedWorkflow.load()
    func text(_ language: Language) -> String {
      WorkflowHandbook(workflow, language: language, documents: [], version: "1.0.0").markdown
    }
    #expect(
      text(.english).contains(
        "Must be answered if “Relation” is “Owns or heads what is audited” (`this.relation == 'owns'`)."))
    #expect(text(.english).contains("Asked only if “Measurable” is yes (`this.measurable`)."))
    #expect(text(.chinese).contains("仅在以下情况填写：“是否可衡量”为“是”（`this.measurable`）。"))
  }

  @Test func putsTheWayToAPersonIntoWords() throws {
    let workflow = try ShippedWorkflow.load()
    func text(_ language: Language) -> String {
      WorkflowHandbook(workflow, language: language, documents: [], version: "1.0.0").markdown
    }
    #expect(text(.english).contains("- Assigned to: Auditor in charge\n"))
    #expect(
      text(.english).contains(
        "- Assigned to: “Person” of “Responsible” in “Schedule” where “Step” is “Determine the ideal state” (`schedule."
      ))
    #expect(text(.chinese).contains("为“确定理想状态”的一条的“责任人”的“姓名”（`schedule.filter("))
    #expect(text(.english).contains("| `customer_name` | Customer name |  |"))
    #expect(
      text(.english).contains("| Customer needs | Knowledge about customers; Knowledge from customers |"))
  }

  /// Whoever is sent to the annex finds it there, also from an included workflow, and nothing stands there twice.
  @Test func tellsTheValuesOfIncludedWorkflowsOnce() throws {
    let file = try #require(ShippedWorkflow.source("Workflows/ckm-implementation-path.yaml"))
    let (loaded, _) = WorkflowReader.read(file) { ShippedWorkflow.source("Workflows/\($0)") }
    let workflow = try #require(loaded).workflow
    let text = WorkflowHandbook(workflow, language: .english, documents: [], version: "1").markdown
    for match in text.matches(of: /“([^”]+)” \(see the annex\)/) {
      #expect(text.ranges(of: "\n### \(match.1)\n").count == 1, "\(match.1)")
    }
  }

  @Test(arguments: GraphTests.hostile)
  func takesATextForNothingButText(title: String) throws {
    let quoted = String(decoding: Value.text(title).json, as: UTF8.self)
    let text = """
      kaudit: 1
      workflow: hostile
      version: 1
      title: \(quoted)
      phases:
        - phase: one
          title: \(quoted)
          steps:
            - step: ask
              title: \(quoted)
              guidance: \(quoted)
              ask: {fields: {a: {type: text, title: \(quoted), guidance: \(quoted)}}}
              checks: [{that: "ask.a != 'a|b' && ask.a != '`'", message: \(quoted)}]
      """
    let (loaded, diagnostics) = WorkflowReader.read(.init(name: "hostile.yaml", text: text)) { _ in nil }
    let workflow = try #require(loaded, "\(diagnostics)").workflow
    let html = try WorkflowHandbook(workflow, language: .english, documents: [], version: "1").html()
    let shown = title.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
    #expect(html.contains("\n1.1 \(shown)\n"))
    #expect(html.contains("<p>\(shown)</p>"))
    #expect(html.contains("<code>ask.a != 'a|b' &amp;&amp; ask.a != '`'</code>"))
    #expect(!html.contains("<script") && !html.contains("<strong>bold"))
  }
}
