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
    var references = FileReferences(workflow, steps, incomplete: incomplete)
    references.settle(findings)
    steps = references.steps
    return AuditFile(
      source: source, audit: audit, description: description,
      approvals: self.approvals(approvals, until: description.asOf), renamings: renamings(renamed),
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
      let fields = step.fields.filter { !$0.isComputed }
      if node.isNull {
        let entry = FileEntry(id: EntryID(step.id), answers: [], place: .node(node))
        steps[step.id] = FileStep(id: step.id, entries: [entry], span: node.useSpan)
        return
      }
      guard
        let reader = MappingReader(
          node, as: "`\(step.id)`", keys: fields.map(\.id.name), findings,
          misplaced: step.fields.helpForComputed)
      else { return }
      let answers = answers(reader, fields)
      steps[step.id] = FileStep(
        id: step.id, entries: [FileEntry(id: EntryID(step.id), answers: answers, place: .node(node))],
        span: node.useSpan)
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
      steps[step.id] = FileStep(id: step.id, entries: findings.once(entries, step), span: node.useSpan)
    }
  }

  /// The answers to fields, whose names are the keys of `reader`, in this order.
  private func answers(_ reader: MappingReader, _ fields: [Field]) -> [FieldAnswer] {
    let reading = AnswerReader(findings)
    var answers: [FieldAnswer] = []
    answers.reserveCapacity(fields.count)
    for place in fields.indices {
      guard let node = reader[place], let answer = reading.answer(node, fields[place]), !answer.isWithdrawal
      else { continue }
      answers.append(FieldAnswer(fields[place].id, answer))
    }
    return answers
  }

  /// Entries as a list of mappings.
  private func items(of step: Step, _ node: YAMLNode) -> [FileEntry] {
    guard node.kind == .sequence else {
      if !node.isNull {
        findings.expected("a list of entries, or `{from: table.csv}`,", at: node)
      }
      return []
    }
    let fields = step.fields.filter { !$0.isComputed }
    let citing = workflow.citesByEntry(step) ? ["evidence"] : []
    let places = KeyPlaces(fields.map(\.id.name) + citing)
    let what = "an entry of `\(step.id)`"
    let keyFields = step.keyFields
    let references = Set(keyFields.filter { step.field($0)?.type.target != nil })
    return node.items.compactMap { item in
      guard
        let reader = MappingReader(item, as: what, places, findings, misplaced: step.fields.helpForComputed)
      else {
        return nil
      }
      let errors = findings.errorCount
      var answers = answers(reader, fields)
      let isSound = findings.errorCount == errors
      guard let key = key(of: answers, keyFields, references, step.id, at: item, isSound) else { return nil }
      answers.removeAll { keyFields.contains($0.field) }
      if !citing.isEmpty {
        answers.cite(findings.texts(reader[fields.count], "the id of evidence").map(\.text))
      }
      return FileEntry(id: EntryID(step.id, key), answers: answers, place: .node(item))
    }
  }

  private func key(
    of answers: [FieldAnswer], _ fields: [FieldID], _ references: Set<FieldID>, _ step: StepID,
    at node: YAMLNode, _ isSound: Bool
  ) -> EntryKey? {
    var parts: [String] = []
    for field in fields {
      let value = answers.first { $0.field == field }?.answer.value ?? .none
      let part = EntryKey.parts(of: value, isReference: references.contains(field)) ?? []
      guard !part.isEmpty, !part.contains(where: { $0.allSatisfy(\.isWhitespace) }) else {
        // A key that could not be read was told already.
        let given = node[field.name]
        if given?.isNull ?? true || value != .none || isSound {
          findings.add(
            Diagnostic(
              "missing-key-field", "an entry of `\(step)` needs `\(field)`",
              at: given.flatMap { $0.isNull ? nil : $0.useSpan } ?? node.useSpan,
              help: "it tells the entries apart"))
        }
        return nil
      }
      if let hidden = Diagnostic.hiddenInKey(part, field, at: (node[field.name] ?? node).useSpan) {
        findings.add(hidden)
        return nil
      }
      parts += part
    }
    let key = EntryKey(parts)
    guard key.written.utf8.count <= EntryKey.longest else {
      findings.add(.entryKeyTooLong(key, step, at: (fields.first.flatMap { node[$0.name] } ?? node).useSpan))
      return nil
    }
    return key
  }
}

extension [FieldAnswer] {
  /// The evidence of a score stands beside it.
  mutating func cite(_ evidence: [String]) {
    guard !evidence.isEmpty, let place = firstIndex(where: { $0.field == Rating.score }) else { return }
    let answer = self[place].answer
    self[place] = FieldAnswer(
      Rating.score,
      Answer(
        answer.value, evidence: answer.evidence + evidence.filter { !answer.evidence.contains($0) },
        source: answer.source, confidence: answer.confidence))
  }
}

extension Workflow {
  /// Whether an entry of the step says itself what evidence it cites, since it is one score.
  func citesByEntry(_ step: Step) -> Bool {
    guard case .rate = step.kind, evidence(of: step.id) != nil else { return false }
    return step.field("evidence") == nil
  }
}
