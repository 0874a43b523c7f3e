import AuditCore
import Diagnostics
import Foundation
import TestSupport
import Testing
import WorkflowYAML

/// What an editor makes of our schemas, as a validator sees it that knows nothing of kaudit.
@Suite struct SchemaTests {
  // MARK: What is right

  @Test func takesEveryWorkflow() throws {
    let files = try ValidatedFiles.sound(.workflow)
    #expect(files.count > 60)
    #expect(try IndependentValidator.refused(EditorSchema.workflow, files) == [:])
  }

  @Test func takesEveryVocabularyFile() throws {
    let files = try ValidatedFiles.sound(.vocabulary)
    #expect(files.count > 2)
    #expect(try IndependentValidator.refused(EditorSchema.vocabulary, files) == [:])
  }

  @Test(arguments: Language.allCases)
  func takesEveryAuditFileOfTheFixtures(language: Language) throws {
    let files = fixtures("audits/ok", "yaml").map { fixturePath("audits/ok/\($0).yaml") }
    let schema = EditorSchema.auditFile(of: try Reading.smallWorkflow(), language: language)
    #expect(try IndependentValidator.refused(schema, files) == [:])
  }

  @Test func takesEveryOtherAuditFile() throws {
    let files = try ValidatedFiles.sound(.audit).filter { !$0.contains("/Fixtures/audits/") }
    #expect(files.count >= 6)
    for file in files {
      let schema = EditorSchema.auditFile(of: try ValidatedFiles.workflow(of: file), language: .chinese)
      #expect(try IndependentValidator.refused(schema, [file]) == [:])
    }
  }

  @Test func areSchemasOfTheirDraft() throws {
    let small = try Reading.smallWorkflow()
    let schemas =
      [EditorSchema.workflow, EditorSchema.vocabulary]
      + Language.allCases.map { EditorSchema.auditFile(of: small, language: $0) }
    for schema in schemas {
      #expect(schema.contains("https://json-schema.org/draft/2020-12/schema"))
      #expect(try IndependentValidator.isSchema(schema).hasPrefix("ok"))
    }
  }

  @Test func areWhatTheGoldenFilesSay() throws {
    try expectGolden(EditorSchema.workflow, "schema/workflow.schema.json")
    try expectGolden(EditorSchema.vocabulary, "schema/vocabulary.schema.json")
    let small = try Reading.smallWorkflow()
    for language in Language.allCases {
      let schema = EditorSchema.auditFile(of: small, language: language)
      try expectGolden(schema, "schema/audit.\(language.rawValue).schema.json")
    }
  }

  // MARK: What is wrong

  @Test func refusesFaultyWorkflowsWhereASchemaCanSeeIt() throws {
    try expectRefusals(EditorSchema.workflow, "workflows/err") { try Reading.workflow($0).diagnostics }
  }

  @Test func refusesFaultyAuditFilesWhereASchemaCanSeeIt() throws {
    let schema = EditorSchema.auditFile(of: try Reading.smallWorkflow(), language: .english)
    try expectRefusals(schema, "audits/err") { try Reading.audit($0).diagnostics }
  }

  private func expectRefusals(
    _ schema: String, _ folder: String, _ diagnostics: (String) throws -> [Diagnostic]
  ) throws {
    let names = fixtures(folder, "yaml").map { "\(folder)/\($0)" }
    let refused = try IndependentValidator.refused(schema, names.map { fixturePath("\($0).yaml") })
    for name in names {
      let errors = try diagnostics("\(name).yaml").filter { $0.severity == .error }
      let isSeen = refused[fixturePath("\(name).yaml")] != nil
      let isUnseen =
        Self.unseenFiles[name] != nil || errors.allSatisfy { Self.unseenCodes[$0.code] != nil }
      #expect(
        isSeen != isUnseen,
        "\(name): the schema \(isSeen ? "refuses" : "takes") it: \(Set(errors.map(\.code)).sorted())")
    }
    let listed = Self.unseenFiles.keys.filter { $0.hasPrefix(folder) }
    #expect(Set(listed).subtracting(names) == [], "no longer there")
    // A reason that no file needs is wrong as well.
    for name in listed {
      let errors = try diagnostics("\(name).yaml").filter { $0.severity == .error }
      #expect(
        errors.contains { Self.unseenCodes[$0.code] == nil }, "\(name) need not be listed: its codes are")
    }
  }

  /// Mistakes that no schema of the shape of a file can see, by their codes, with the reason.
  private static let unseenCodes: [String: String] = {
    let names = "it takes looking a name up in this file or another"
    let values = "it takes comparing values, or counting"
    let expressions = "it takes reading an expression"
    let tables = "it takes reading a table"
    return [
      "unknown-vocabulary": names, "unknown-scale": names, "unknown-register": names, "unknown-step": names,
      "unknown-role": names, "unknown-key-field": names, "unknown-field": names, "bad-key-field": names,
      "bad-evidence-register": names, "no-findings": names, "name-clash": names, "duplicate-name": names,
      "circle": names, "unused-criteria": names, "unknown-entry": names, "unknown-person": names,
      "missing-file": names, "checks-never-tried": names, "each-inside-each": names,
      "empty-range": values, "empty-scale": values, "label-off-scale": values, "duplicate-entry": values,
      "bad-expression": expressions, "unknown-name": expressions, "unknown-function": expressions,
      "wrong-type": expressions, "bad-pattern": expressions,
      "unknown-column": tables, "missing-column": tables,
    ]
  }()

  /// Files of which the codes are seen elsewhere, but not here, with the reason.
  private static let unseenFiles: [String: String] = [:]
}
