public import AuditCore
import CEL

/// A document in the forms in which people read it.
public struct RenderedDocument: Equatable, Sendable {
  /// A file that belongs to a document.
  public struct File: Equatable, Sendable {
    public let name: String
    public let text: String
  }

  /// What its files are called, before their endings: `audit_report.en`; with a folder, where an included workflow names it.
  public let name: String
  /// Shows its charts from the files beside it.
  public let markdown: String
  /// One page that needs nothing beside it.
  public let html: String
  /// The charts that the Markdown shows, as SVG.
  public let charts: [File]

  /// The document as a file in a folder.
  func inside(_ folder: String) -> RenderedDocument {
    RenderedDocument(
      name: "\(folder)/\(name)", markdown: markdown, html: html,
      charts: charts.map { File(name: "\(folder)/\($0.name)", text: $0.text) })
  }

  /// Everything to be written, each under a name of its own.
  public var files: [File] {
    [File(name: "\(name).md", text: markdown), File(name: "\(name).html", text: html)] + charts
  }
}

/// Which record a document was made from: how many events it holds, the digest of the newest, and by which kaudit.
public struct RecordMark: Equatable, Sendable {
  public let size: Int
  /// In hexadecimal digits.
  public let digest: String
  public let version: String

  public init(size: Int, digest: String, version: String) {
    self.size = size
    self.digest = digest
    self.version = version
  }
}

/// A document that steps of a workflow name, and the steps it covers.
public struct WorkflowDocument: Equatable, Sendable {
  public let id: String
  public let title: Text
  /// The steps that name it, in published order.
  public let steps: [StepID]

  /// The file that says what the document looks like.
  public var templateName: String { "\(id).md" }

  /// The document as one of the workflow that includes its own under `step`.
  func inside(_ step: StepID, of workflow: Workflow) -> WorkflowDocument {
    WorkflowDocument(
      id: "\(step)/\(id)", title: title, steps: steps.map { workflow.step(step, around: $0) })
  }

  /// The steps that it stands on whose template mentions these; a group around a step that names it may be signed off
  /// later, for that signature may be given on the document itself.
  func ground(showing mentions: Set<Mention>, in workflow: Workflow) -> Set<StepID> {
    let shown = mentions.map { mention in
      switch mention {
      case .variable(let name), .field(SheetShape.name, let name): StepID(name)
      case .field(let shape, _): StepID(String(shape.prefix { $0 != "." }))
      }
    }
    return workflow.ground(of: Set(shown)).subtracting(steps.flatMap(workflow.groups(around:)))
  }

  /// The documents of a workflow; the phrase of a document's name is its title.
  static func all(of workflow: Workflow, _ phrases: Vocabulary) -> [WorkflowDocument] {
    var ids: [String] = []
    var steps: [String: [StepID]] = [:]
    for step in workflow.steps where step.part == nil {
      for id in step.documents.map(\.id) {
        if steps[id] == nil { ids.append(id) }
        steps[id, default: []].append(step.id)
      }
    }
    return ids.map { id in
      WorkflowDocument(id: id, title: phrases[id]?.label ?? Text(id), steps: steps[id] ?? [])
    }
  }
}
