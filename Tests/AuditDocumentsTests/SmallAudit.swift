import AuditCore
import AuditDocuments
import Diagnostics
import Foundation
import TestSupport
import Testing
import WorkflowYAML

/// The small audit of the fixtures, and what happens to it.
struct SmallAudit {
  static let mark = RecordMark(size: 42, digest: "3fa2b1c0d4e5f60718293a4b5c6d7e8f", version: "1.0.0")

  let set: DocumentSet
  private(set) var state: AuditState
  private var sequence = 0

  init(templates: [String: SourceFile]? = nil) throws {
    let workflow = try Self.workflow()
    let templates = try templates ?? Self.templates()
    set = DocumentSet(workflow: workflow, templates: templates, phrases: try Self.phrases())
    state = AuditState(workflow: workflow)
    happen(
      .auditStarted(
        Opening(
          audit: "acme-2026", workflow: workflow.id, version: workflow.version,
          description: Description(language: .english), files: [])))
  }

  static func source(_ name: String) throws -> SourceFile {
    SourceFile(name: name, bytes: try fixtureBytes(name))
  }

  static func workflow() throws -> Workflow {
    let (loaded, diagnostics) = WorkflowReader.read(try source("workflow.yaml")) { _ in nil }
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    return try #require(loaded).workflow
  }

  static func templates(_ folder: String = "templates") throws -> [String: SourceFile] {
    var templates: [String: SourceFile] = [:]
    for name in fixtures(folder, "md") { templates["\(name).md"] = try source("\(folder)/\(name).md") }
    for name in fixtures("templates/parts", "md") {
      templates["parts/\(name).md"] = try source("templates/parts/\(name).md")
    }
    return templates
  }

  static func phrases() throws -> Vocabulary {
    let (vocabularies, diagnostics) = VocabularyFile.read(try source("phrases.yaml"))
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    return try #require(vocabularies.first)
  }

  /// Takes in an event; the first ones on the first of February, a day later each hundred.
  mutating func happen(_ event: Event, by person: String = "Ada") {
    sequence += 1
    state.evolve(by: event, Stamp(sequence: sequence, at: "2026-02-01T09:30:00Z", by: person))
  }

  /// Does what somebody asks for.
  mutating func run(_ command: Command, by person: String = "Ada") throws {
    for event in try decide(command, by: person, in: state) { happen(event, by: person) }
  }

  /// Answers what the audit file says, step by step, and hands in what is complete.
  mutating func answerFromFile() throws {
    let document = AuditDocument(try Self.source("audit.yaml"))
    let (file, diagnostics) = document.read(as: state.workflow) { _ in nil }
    #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message))")
    let audit = try #require(file)
    try run(.describe(audit.description))
    for step in audit.steps {
      for command in step.changes(in: state).commands { try run(command) }
      try? run(.submit(StepInstance(step.id)))
    }
  }

  mutating func compute() throws {
    while let step = state.pending {
      for command in state.consequences(for: step) { try run(command) }
    }
  }

  mutating func answer(_ step: StepID, _ key: [String], _ field: FieldID, _ value: Value) throws {
    try run(
      .answer(
        EntryID(step, key.isEmpty ? .only : EntryKey(key)), [FieldAnswer(field, Answer(value))],
        because: "corrected"))
  }

  func render(_ document: String, _ language: Language) throws -> RenderedDocument {
    let (rendered, diagnostics) = set.render(document, language: language, of: state, mark: Self.mark)
    let printer = DiagnosticPrinter(colour: false)
    for diagnostic in diagnostics { Issue.record("\(printer.text(diagnostic))") }
    return try #require(rendered)
  }
}
