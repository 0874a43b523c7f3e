import AuditCore
import Diagnostics
import WorkflowYAML

/// A workflow with its file and the names under which it uses others.
struct WorkflowFile {
  let path: String
  let loaded: LoadedWorkflow
  let warnings: [Diagnostic]
  var workflow: Workflow { loaded.workflow }
}

extension Shelf {
  /// Reads a workflow file; stops with everything that is wrong in it.
  func load(workflow path: String) throws(Stop) -> WorkflowFile {
    try load(workflow: try Files.source(path))
  }

  func load(workflow source: SourceFile) throws(Stop) -> WorkflowFile {
    let path = source.name
    let (loaded, diagnostics) = WorkflowReader.read(source, known: workflowNames, find: used)
    guard let loaded else { throw .faulty(diagnostics) }
    return WorkflowFile(path: path, loaded: loaded, warnings: diagnostics)
  }

  /// Reads an audit file with its workflow. What is wrong is given back, not thrown, as far as reading can go on.
  func load(
    audit document: AuditDocument
  ) throws(Stop) -> (file: AuditFile?, workflow: WorkflowFile?, diagnostics: [Diagnostic]) {
    guard let (name, span) = document.workflow else { return (nil, nil, document.diagnostics) }
    let folder = Files.folder(of: document.source.name)
    guard let source = try workflowFile(name, from: folder) else {
      let unknown = Diagnostic(
        "unknown-workflow", "there is no workflow `\(name)`", at: span,
        help: helpForWorkflow(name, beside: document.source.name))
      return (nil, nil, document.diagnostics + [unknown])
    }
    let workflow: WorkflowFile
    do throws(Stop) { workflow = try load(workflow: source) } catch {
      // What is wrong with the audit file itself is told with what is wrong with its workflow.
      throw .faulty(document.diagnostics + error.diagnostics)
    }
    let (file, diagnostics) = try document.read(as: workflow.workflow)
    return (file, workflow, diagnostics)
  }
}

extension Shelf {
  /// So many files beside an audit file are looked into for the workflow that it may mean.
  private static let mostFiles = 50

  /// A workflow is named by its file: what it calls itself is not looked at, so somebody may have written just that.
  private func helpForWorkflow(_ name: String, beside audit: String) -> String {
    let folder = Files.folder(of: audit)
    let files = Files.names(in: folder).filter { $0.hasSuffix(".yaml") && $0 != Files.name(of: audit) }
    let named = files.prefix(Self.mostFiles).first { file in
      guard let source = try? Files.source(inside: folder, file) else { return false }
      let document = AuditDocument(source)
      return document.kind == .workflow && document.workflow?.0 == name
    }
    if let named {
      return
        "`\(named)` calls itself that; a workflow is named by its file, so write `workflow: \(named.dropLast(5))`"
    }
    return didYouMean(name, workflowNames + files.map { String($0.dropLast(5)) })
      ?? "`\(Self.fileName(of: name))` is looked for beside this file, then among those that ship: `kaudit workflows` lists them"
  }
}

extension AuditDocument {
  /// Reads everything against the workflow, tables from the folder of the audit file and nowhere else.
  ///
  /// A table that is there, but too large or not to be read, stops everything: it would seem to be missing.
  func read(as workflow: Workflow) throws(Stop) -> (file: AuditFile?, diagnostics: [Diagnostic]) {
    let folder = Files.folder(of: source.name)
    var stop: Stop?
    let result = read(as: workflow) { name in
      do throws(Stop) { return try Files.source(inside: folder, name) } catch {
        stop = stop ?? error
        return nil
      }
    }
    if let stop { throw stop }
    return result
  }
}
