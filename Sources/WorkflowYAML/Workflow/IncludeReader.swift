import AuditCore
import Diagnostics
import YAMLTree

/// Reads the files that workflows name, vocabularies and whole workflows, and keeps them for the record.
final class IncludeReader {
  private let findings: Findings
  private let find: (String, SourceFile) -> SourceFile?
  /// The workflows that ship, by name, for finding the nearest.
  private let known: [String]
  private(set) var files: [LoadedWorkflow.File]
  /// The workflow that is being read, after those that include it.
  private var chain: [LoadedWorkflow.File]
  /// What was read already, so that a workflow that is included twice is read once; nothing where it is faulty.
  private var workflows: [String: Workflow?] = [:]

  /// Whether a record keeps the files, so that they were judged when they were taken in.
  let isKept: Bool

  /// Workflows may include others this deep.
  static let deepest = 8

  init(
    _ main: LoadedWorkflow.File, known: [String], isKept: Bool, _ findings: Findings,
    find: @escaping (String, SourceFile) -> SourceFile?
  ) {
    self.findings = findings
    self.find = find
    self.known = known
    self.isKept = isKept
    files = [main]
    chain = [main]
  }

  /// A file as the workflow that is being read names it.
  private func file(_ name: String) -> LoadedWorkflow.File? {
    guard let user = chain.last, let source = find(name, user.source) else { return nil }
    let isMain = chain.count == 1
    return LoadedWorkflow.File(
      name: isMain ? name : LoadedWorkflow.name(of: name, usedBy: user.name), source: source)
  }

  private func read(_ file: LoadedWorkflow.File) -> MendedText {
    let document = isKept ? MendedText(kept: file.source) : MendedText(file.source)
    findings.add(document.diagnostics)
    if !files.contains(where: { $0.name == file.name }) {
      files.append(LoadedWorkflow.File(name: file.name, source: document.source))
    }
    return document
  }

  /// A file of vocabularies, named under `uses:`; nothing where it cannot be read.
  func vocabularies(_ name: String, at node: YAMLNode) -> YAMLNode? {
    guard let file = file(name) else {
      findings.add(
        Diagnostic(
          "missing-file", "the file `\(name)` cannot be found", at: node.useSpan,
          help: "it is looked for beside the workflow, then among the shipped ones"))
      return nil
    }
    return read(file).root
  }

  /// The workflow named under `include:`, which must speak what the one around it speaks; nothing where it is faulty.
  func workflow(_ node: YAMLNode, speaking languages: [Language]) -> Workflow? {
    guard let text = findings.text(node, "the name of a workflow") else { return nil }
    guard let file = file(text.hasSuffix(".yaml") || text.hasSuffix(".yml") ? text : "\(text).yaml") else {
      findings.add(.unknownWorkflow(text, known: known, at: node.useSpan))
      return nil
    }
    if let place = chain.firstIndex(where: { $0.source.bytes == file.source.bytes }) {
      findings.add(
        .includeCircle(chain[place...].map { $0.source.name } + [file.source.name], at: node.useSpan))
      return nil
    }
    guard chain.count <= Self.deepest else {
      findings.add(
        Diagnostic(
          "too-deep", "workflows include each other more than \(Self.deepest) deep", at: node.useSpan,
          help: "include what is needed from higher up"))
      return nil
    }
    let workflow = workflows[file.name] ?? workflow(file, at: node)
    workflows[file.name] = .some(workflow)
    guard let workflow else { return nil }
    let missing = languages.filter { !workflow.languages.contains($0) }
    if !missing.isEmpty {
      findings.add(
        Diagnostic(
          "missing-language", "`\(text)` does not speak \(listed(missing.map(\.rawValue)))", at: node.useSpan,
          help: "an included workflow is translated into every language of the one that includes it"))
    }
    return workflow
  }

  private func workflow(_ file: LoadedWorkflow.File, at node: YAMLNode) -> Workflow? {
    let errors = findings.errorCount
    let document = read(file)
    guard let root = document.root else { return nil }
    let kind = FileKind(root: root)
    guard kind == .workflow, root.kind == .mapping else {
      findings.add(.notAWorkflow(file.source.name, kind, at: node.useSpan))
      return nil
    }
    chain.append(file)
    defer { chain.removeLast() }
    let workflow = WorkflowReader.workflow(root, findings, self)
    return findings.errorCount == errors ? workflow : nil
  }
}

extension Diagnostic {
  fileprivate static func unknownWorkflow(
    _ name: String, known: [String], at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "unknown-workflow", "there is no workflow `\(name)`", at: span,
      help: didYouMean(name, known)
        ?? "it is looked for beside this file, then among those that ship: `kaudit workflows` lists them")
  }

  fileprivate static func includeCircle(_ files: [String], at span: SourceSpan) -> Diagnostic {
    let path = files.map { "`\($0)`" }.joined(separator: " → ")
    return Diagnostic(
      "circle",
      files.count == 2 ? "the workflow includes itself" : "these workflows include each other: \(path)",
      at: span, help: "take out one of the steps that close the circle")
  }

  fileprivate static func notAWorkflow(_ name: String, _ kind: FileKind, at span: SourceSpan) -> Diagnostic {
    let what = kind == .vocabulary ? "a file of vocabularies" : "an audit file"
    return Diagnostic(
      "not-a-workflow", "`\(name)` is \(what), not a workflow", at: span,
      help: kind == .vocabulary
        ? "vocabularies are named under `uses:`" : "an audit file names a workflow itself")
  }

  /// A step of an included workflow that would be called as something else here.
  static func includedNameClash(
    _ step: Step, under including: StepID, at span: SourceSpan, first: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      "name-clash",
      first == nil
        ? "`\(step.id)` is a vocabulary, scale or crosswalk, and the name of the step `\(step.name)` that is included here"
        : "`\(step.id)` is a step, and the name of the step `\(step.name)` that is included here",
      at: span, notes: first.map { [Note("called so here", at: $0)] } ?? [],
      help:
        "steps of an included workflow are called `\(including)_…`: rename `\(including)` or the other one")
  }

  static func tooManySteps(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "too-many-steps",
      "the workflow would have more than \(WorkflowLimits.steps) steps, with all that it includes",
      at: span,
      help: "let audits of their own stand beside each other instead")
  }
}
