public import AuditCore

/// JSON Schemas (draft 2020-12) that let an editor complete and explain the keys of kaudit's files, and mark what is wrong
/// with their shape.
///
/// A schema cannot look names up, evaluate expressions or read tables: `kaudit check` tells the rest.
public enum EditorSchema {
  /// For workflow files.
  public static var workflow: String { WorkflowSchema.node.json }

  /// For files of vocabularies and scales.
  public static var vocabulary: String { VocabularySchema.node.json }

  /// For the audit files of a workflow, with its titles and guidance in `language`.
  public static func auditFile(of workflow: Workflow, language: Language) -> String {
    AuditFileSchema(workflow, language).node.json
  }
}
