import AuditCore
import Diagnostics
import WorkflowYAML

extension Shelf {
  /// The workflow that somebody names: by its name among those that ship, by its file, or by one of its audit files.
  func workflow(_ name: String) throws(Stop) -> Workflow {
    guard Files.exists(name), !Files.isFolder(name) else {
      let isPath = name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
      if !isPath, let shipped = try workflowFile(name, from: workflows) {
        return try load(workflow: shipped).workflow
      }
      if Files.isFolder(name) { throw Stop(.faulty, "`\(name)` is a folder, but a workflow is expected") }
      throw Stop(
        .faulty, isPath ? "there is no file `\(name)`" : "there is no workflow `\(name)`",
        help: isPath ? nil : didYouMean(name, workflowNames) ?? "`kaudit workflows` lists those that ship")
    }
    let source = try Files.source(name)
    let document = AuditDocument(source)
    switch document.kind {
    case .workflow: return try load(workflow: source).workflow
    case .vocabulary:
      throw Stop(.faulty, "`\(name)` holds vocabularies, but a workflow is expected")
    case .audit:
      guard let (called, _) = document.workflow,
        let found = try workflowFile(called, from: Files.folder(of: name))
      else { return try refuse(document) }
      return try load(workflow: found).workflow
    }
  }

  private func refuse(_ document: AuditDocument) throws(Stop) -> Workflow {
    let diagnostics = try load(audit: document).diagnostics
    throw .faulty(diagnostics)
  }
}

extension Workflow {
  /// The language asked for, else the first that the workflow is held in.
  func language(_ asked: LanguageOption?) -> Language { asked?.language ?? languages.first ?? .english }
}
