import AuditCore
import Diagnostics
import YAMLTree

/// Reads an audit file step by step, as its workflow declares them.
final class AuditFileReader {
  let workflow: Workflow
  let findings: Findings
  private let find: (String) -> SourceFile?
  private(set) var steps: [StepID: FileStep] = [:]
  /// Registers of which entries could not be read: what names those is no second mistake.
  private(set) var incomplete: Set<StepID> = []

  static let headerKeys = [
    "audit", "workflow", "version", "title", "language", "as_of", "approvals", "renamed",
  ]

  init(_ workflow: Workflow, _ findings: Findings, _ find: @escaping (String) -> SourceFile?) {
    self.workflow = workflow
    self.findings = findings
    self.find = find
  }

  func file(_ root: YAMLNode, _ source: SourceFile) -> AuditFile? {
    let top = workflow.steps.filter { $0.parent == nil }
    guard
      let reader = MappingReader(
        root, as: "an audit file", keys: Self.headerKeys + top.map(\.name), findings,
        misplaced: { self.misplaced($0) })
    else { return nil }
    let audit = findings.text(reader.required("audit"), "the name of the audit")
    if let audit, !Spelling.isTitleName(audit), let node = reader["audit"] {
      findings.add(
        Diagnostic(
          "bad-name", "`\(audit)` cannot be the name of an audit", at: node.useSpan,
          help: "it becomes the name of the record: letters, digits, `-`, `_`"))
    }
    let description = Description(
      title: findings.text(reader["title"]), language: language(reader["language"]),
      asOf: day(reader["as_of"], of: "as_of"))
    return file(
      top, reader, approvals: reader["approvals"], renamed: reader["renamed"], audit ?? "", description,
      source)
  }

  /// The answers of a test, which say nothing of an audit.
  func file(
    trying node: YAMLNode?, _ description: Description, approvals: YAMLNode?, _ source: SourceFile
  ) -> AuditFile {
    let top = workflow.steps.filter { $0.parent == nil }
    let reader = node.flatMap {
      MappingReader(
        $0, as: "`answers`", keys: top.map(\.name), findings, misplaced: { self.misplaced($0) })
    }
    return file(top, reader, approvals: approvals, renamed: nil, "trial", description, source)
  }

  private func file(
    _ top: [Step], _ reader: MappingReader?, approvals: YAMLNode?, renamed: YAMLNode?, _ audit: String,
    _ description: Description, _ source: SourceFile
  ) -> AuditFile {
    for step in top {
      if let node = reader?[step.name] { read(step, node) }
    }
    let renamings = renamings(renamed)
    var references = FileReferences(
      workflow, steps, incomplete: incomplete,
      renamed: Dictionary(renamings.map { ($0.entry, $0.key) }, uniquingKeysWith: { first, _ in first }))
    references.settle(findings)
    steps = references.steps
    return AuditFile(
      source: source, audit: audit, description: description,
      approvals: self.approvals(approvals, until: description.asOf), renamings: renamings,
      steps: workflow.steps.compactMap { steps[$0.id] })
  }

  private func misplaced(_ name: String) -> String? {
    // A step of an included workflow may be meant by its own name or by the one that it has around it.
    let meant = workflow.steps.filter { $0.id.name == name || $0.name == name }
    let parents = meant.compactMap { $0.parent.flatMap { workflow[$0] } }
    guard let step = meant.first, !parents.isEmpty else { return nil }
    let places = listed(parents.map(\.name))
    return step.name == name
      ? "`\(name)` belongs under \(places)" : "it belongs under \(places), where it is called `\(step.name)`"
  }

  private func language(_ node: YAMLNode?) -> Language {
    let usual = workflow.languages.first ?? .english
    guard let node, let word = findings.text(node, "a language") else { return usual }
    if let language = Language(rawValue: word), workflow.languages.contains(language) { return language }
    let words = workflow.languages.map(\.rawValue)
    findings.add(
      Diagnostic(
        "unknown-language", "the workflow speaks \(listed(words)), but this is `\(word)`", at: node.useSpan))
    return usual
  }

  func day(_ node: YAMLNode?, of key: FieldID) -> String? {
    guard let node, let text = findings.text(node, "a day such as 2026-01-31") else { return nil }
    do throws(Mismatch) { return try FieldType.date.value(of: text).text } catch {
      findings.add(.wrongValue(error, key, at: node.useSpan))
      return nil
    }
  }

  // MARK: Steps

  private func read(_ step: Step, _ node: YAMLNode) {
    switch step.kind {
    case .group(let children):
      if node.isNull { return }
      let children = children.compactMap { workflow[$0] }
      guard
        let reader = MappingReader(
          node, as: "`\(step.id)`", keys: children.map(\.name), findings, misplaced: misplaced)
      else { return }
      for child in children { if let node = reader[child.name] { read(child, node) } }
    case .analyse:
      findings.add(
        Diagnostic(
          "computed-step", "`\(step.id)` is computed and takes no answers", at: node.useSpan,
          help: "leave it out; `kaudit run` computes it"))
    case .review:
      findings.add(
        Diagnostic(
          "computed-step", "`\(step.id)` is a sign-off and takes no answers", at: node.useSpan,
          help: "`kaudit approve \(step.id)` signs, or `approvals:` states a sign-off given elsewhere"))
    case .ask where !step.isRegister:
      let reader = EntryReader(step, in: node)
      if !node.isNull { guard reader.key(node, findings) != nil else { return } }
      steps[step.id] = FileStep(
        id: step.id, entries: [FileEntry(.only, at: .keys(node, reader))], node: node)
    case .ask, .collect, .rate, .write:
      let entries: [FileEntry]
      if node.kind == .mapping, node["from"] != nil {
        let table = TableReader(workflow, step, findings, find).entries(node)
        entries = table.entries
        if !table.isWhole { incomplete.insert(step.id) }
      } else {
        entries = items(of: step, node)
        if !node.isNull, node.kind != .sequence || entries.count < node.count { incomplete.insert(step.id) }
      }
      steps[step.id] = FileStep(id: step.id, entries: findings.once(entries, step), node: node)
    }
  }

  /// Entries as a list of mappings.
  private func items(of step: Step, _ node: YAMLNode) -> [FileEntry] {
    guard node.kind == .sequence else {
      if !node.isNull {
        findings.expected("a list of entries, or `{from: table.csv}`,", at: node)
      }
      return []
    }
    let reader = EntryReader(step, in: node, cites: workflow.citesByEntry(step))
    return node.items.compactMap { item in
      reader.key(item, findings).map { FileEntry($0, at: .keys(item, reader)) }
    }
  }
}
