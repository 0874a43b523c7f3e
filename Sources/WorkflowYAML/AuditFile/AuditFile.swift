public import AuditCore
public import Diagnostics
import Formats
import YAMLTree

/// What an audit file says: which audit, by which workflow, and the answers already known.
public struct AuditFile: Sendable {
  public let source: SourceFile
  public let audit: String
  public let description: Description
  public let approvals: [Approval]
  public let renamings: [Renaming]
  /// The steps that the file speaks of, in the order of the workflow.
  public let steps: [FileStep]

  /// A sign-off that was given elsewhere.
  public struct Approval: Sendable {
    public let step: StepInstance
    public let statement: SignOff.Statement
    public let span: SourceSpan
  }
}

/// What an audit file says of one step.
public struct FileStep: Sendable {
  public let id: StepID
  public let entries: [FileEntry]
  public let span: SourceSpan
}

/// One entry as the file gives it, without the fields of its key.
public struct FileEntry: Sendable {
  public let id: EntryID
  public let answers: [FieldAnswer]
  let place: Place

  enum Place: Sendable {
    case node(YAMLNode)
    /// A row of a table; the columns by field.
    case row(Table, Int, [FieldID: Int])
  }

  /// Where the entry stands.
  public var span: SourceSpan {
    switch place {
    case .node(let node): node.useSpan
    case .row(let table, let row, _): table.span(row: row)
    }
  }

  /// Where the answer to a field stands, or the entry where it has no place of its own.
  public func span(of field: FieldID) -> SourceSpan {
    switch place {
    case .node(let node): node[field.name]?.useSpan ?? node.useSpan
    case .row(let table, let row, let columns):
      columns[field].map { table.span(row, $0) } ?? table.span(row: row)
    }
  }
}

extension FileEntry {
  /// Where one of several items of an answer stands.
  func span(of field: FieldID, item: Int, among count: Int) -> SourceSpan {
    if case .node(let node) = place, let answer = node[field.name] {
      let list = answer.kind == .mapping ? answer["value"] ?? answer : answer
      if list.kind == .sequence, list.count == count {
        return list.items.dropFirst(item).first { _ in true }?.useSpan ?? list.useSpan
      }
    }
    return span(of: field)
  }
}

/// The text of an audit file, of which so far only the workflow's name was read.
public struct AuditDocument {
  public let source: SourceFile
  public let workflow: (name: String, span: SourceSpan)?
  /// The name of the audit, which is that of its record.
  public let audit: String?
  public let diagnostics: [Diagnostic]
  /// What sort of file the text is.
  public let kind: FileKind
  let root: YAMLNode?

  public init(_ source: SourceFile) { self.init(MendedText(source)) }

  public init(_ document: MendedText) {
    let findings = Findings()
    findings.add(document.diagnostics)
    self.source = document.source
    var workflow: (String, SourceSpan)?
    if let root = document.root {
      if root.kind != .mapping {
        findings.expected("an audit file, written as keys,", at: root)
      } else if let node = root["workflow"] {
        workflow = findings.text(node, "the name of a workflow").map { ($0, node.useSpan) }
      } else {
        findings.add(
          Diagnostic(
            "missing-key", "an audit file needs `workflow`", at: root.entries.first { _ in true }?.key.span,
            help: "`kaudit workflows` lists those that ship"))
      }
    }
    kind = document.kind
    root = document.root?.kind == .mapping ? document.root : nil
    audit = root?["audit"].flatMap { $0.kind == .scalar && Spelling.isTitleName($0.text) ? $0.text : nil }
    self.workflow = workflow
    diagnostics = findings.diagnostics
  }

  /// Reads everything against the workflow; `find` gives the text of a table by the name under `from:`.
  ///
  /// What is wrong is left out of the file that is given, and told in the diagnostics.
  public func read(
    as workflow: Workflow, find: @escaping (String) -> SourceFile?
  ) -> (file: AuditFile?, diagnostics: [Diagnostic]) {
    let findings = Findings()
    findings.add(diagnostics)
    guard let root else { return (nil, findings.diagnostics.inOrder()) }
    let reader = AuditFileReader(workflow, findings, find)
    let file = reader.file(root, source)
    return (file, findings.diagnostics.inOrder())
  }
}
