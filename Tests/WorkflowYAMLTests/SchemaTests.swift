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
      #expect(try IndependentValidator.refused(schema, [file]) == [:], "\(file)")
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
    try expectRefusals(EditorSchema.workflow, "workflows/err", unseen: Self.unseenInWorkflows) {
      try Reading.workflow($0).diagnostics
    }
  }

  @Test func refusesFaultyAuditFilesWhereASchemaCanSeeIt() throws {
    let schema = EditorSchema.auditFile(of: try Reading.smallWorkflow(), language: .english)
    try expectRefusals(schema, "audits/err", unseen: Self.unseenInAuditFiles) {
      try Reading.audit($0).diagnostics
    }
  }

  private func expectRefusals(
    _ schema: String, _ folder: String, unseen: [String: String],
    _ diagnostics: (String) throws -> [Diagnostic]
  ) throws {
    let names = fixtures(folder, "yaml")
    func path(_ name: String) -> String { fixturePath("\(folder)/\(name).yaml") }
    let refused = try IndependentValidator.refused(schema, names.map(path))
    var raised: Set<String> = []
    for name in names {
      let errors = try diagnostics("\(folder)/\(name).yaml").filter { $0.severity == .error }
      let codes = Set(errors.map(\.code))
      raised.formUnion(codes)
      let isListed = Self.unseenFiles["\(folder)/\(name)"] != nil
      let areCodesUnseen = codes.isSubset(of: unseen.keys)
      #expect(!isListed || !areCodesUnseen, "\(folder)/\(name) need not be listed: its codes are")
      let isSeen = refused[path(name)] != nil
      #expect(
        isSeen == !(isListed || areCodesUnseen),
        """
        the schema \(isSeen ? "refuses" : "takes") \(folder)/\(name), which has \(codes.sorted()): either it can see \
        this, or the reason why not belongs under `unseen…`
        """)
    }
    #expect(Set(unseen.keys).subtracting(raised) == [], "no fixture has these codes")
    let listed = Self.unseenFiles.keys.filter { $0.hasPrefix(folder) }.map {
      String($0.dropFirst(folder.count + 1))
    }
    #expect(Set(listed).subtracting(names) == [], "these fixtures are no longer there")
  }

  private static let names = "it takes looking a name up, here or in another file"
  private static let order = "it takes following names from step to step"
  private static let values = "it takes comparing values, or counting"
  private static let expressions = "it takes reading an expression"
  private static let pairs = "each key is right by itself, only not beside the other"
  private static let tables = "it takes reading a table"

  /// Mistakes in workflows that no schema of their shape can see, by their codes, with the reason.
  private static let unseenInWorkflows = [
    "unknown-vocabulary": names, "unknown-scale": names, "unknown-register": names, "unknown-step": names,
    "unknown-role": names, "unknown-key-field": names, "unknown-field": names, "bad-key-field": names,
    "bad-evidence-register": names, "no-findings": names, "duplicate-name": names, "unused-criteria": names,
    "missing-file": names, "no-evidence-register": names, "evidence-without-kinds": names, "circle": order,
    "checks-never-tried": order, "each-inside-each": order,
    "empty-range": values, "empty-scale": values,
    "bad-expression": expressions, "unknown-name": expressions, "unknown-function": expressions,
    "wrong-type": expressions, "bad-pattern": expressions, "check-never-passes": expressions,
    "unknown-choice": expressions, "unknown-axis": names, "not-on-a-scale": names, "too-few-keys": values,
    "too-many-steps": values, "too-deep": order, "misplaced-limit": pairs, "default-of-computed": pairs,
  ]

  /// The same for audit files.
  private static let unseenInAuditFiles = [
    "unknown-entry": names, "unknown-person": names, "missing-file": names, "duplicate-entry": values,
    "entry-key-too-long": values, "role-not-held": names, "unknown-column": tables,
    "ambiguous-column": tables, "missing-column": tables,
  ]

  /// Files whose codes are seen elsewhere, but not here, with the reason.
  private static let unseenFiles = [
    "audits/err/names-with-a-comma-between": values,
    "workflows/err/cannot-be-for-each": order, "workflows/err/each-reserves-its-name": order,
    "workflows/err/used-file-with-mistakes": names, "workflows/err/include-of-a-faulty-workflow": names,
    "workflows/err/wrong-default": values, "workflows/err/crosswalks-in-expressions": names,
    "workflows/err/evidence-columns": order,
    "audits/err/workbook": tables, "audits/err/table-keys": tables, "audits/err/table-values": tables,
  ]
}
