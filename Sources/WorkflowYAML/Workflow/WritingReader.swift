import AuditCore
import Diagnostics
import YAMLTree

/// Reads `write:`: findings with their parts, or, with `for:`, the actions that answer findings.
struct WritingReader {
  private let steps: StepReader
  private let fields: FieldReader
  private var findings: Findings { steps.findings }

  init(_ steps: StepReader, _ fields: FieldReader) {
    self.steps = steps
    self.fields = fields
  }

  private static let ofFindings = ["about", "parts", "criteria", "severity", "confidence", "evidence"]
  static let keys = ["for"] + ofFindings + ["at_least", "at_most", "fields", "checks"]

  /// The fields that what is written has by itself.
  func fields(_ reader: MappingReader) -> [Field] {
    guard let node = reader["for"] else { return findingFields(reader) }
    for key in Self.ofFindings {
      guard let misplaced = reader.key(key) else { continue }
      findings.add(
        Diagnostic(
          "unknown-key", "actions have no `\(key)`, findings have", at: misplaced.span,
          help: "with `for:`, actions are written that answer the findings of another step"))
    }
    let name = findings.text(node, "the name of a step that writes findings")
    guard let name else { return [] }
    guard let answered = steps.outline(of: StepID(name)) else {
      if let included = steps.includedStep(StepID(name)), !included.writesFindings {
        findings.add(.noFindings(name, at: node.useSpan))
      }
      return fields.register(name, at: node).map { Writing.actionFields(for: $0) } ?? []
    }
    if answered.kind != "write" || answered.kindNode["for"] != nil {
      findings.add(.noFindings(name, at: node.useSpan))
    }
    return Writing.actionFields(for: answered.id)
  }

  private func findingFields(_ reader: MappingReader) -> [Field] {
    var sources = Writing.Sources(
      severity: vocabulary("severity", reader), confidence: vocabulary("confidence", reader))
    if let parts = reader["parts"] {
      let errors = findings.errorCount
      sources.parts = self.parts(parts)
      if let criteria = reader.key("criteria"), !sources.parts.contains(.criterion),
        findings.errorCount == errors
      {
        findings.add(
          Diagnostic(
            "unused-criteria", "`criteria` would not be used: these findings have no `criterion`",
            at: criteria.span, help: "add `criterion` to `parts`, or take `criteria` out"))
      }
    }
    sources.criteria = register(reader["criteria"])
    sources.evidence = register(reader["evidence"])
    let about = findings.texts(reader["about"], "a step").map(\.text)
    if !about.isEmpty {
      let items = about.map { Vocabulary.Item(key: $0, label: steps.title(of: StepID($0))) }
      sources.about = Vocabulary(name: "about", items: items)
    }
    return Writing.findingFields(sources)
  }

  private func register(_ node: YAMLNode?) -> StepID? {
    guard let node, let name = findings.text(node, "the name of a register") else { return nil }
    return fields.register(name, at: node)
  }

  /// The vocabulary that is named, or the one of the usual name; an empty one stands in for what is wrong.
  private func vocabulary(_ usual: String, _ reader: MappingReader) -> Vocabulary {
    let standIn = Vocabulary(name: usual, items: [])
    if let node = reader[usual] { return fields.vocabulary(node) ?? standIn }
    if let vocabulary = fields.vocabularies.vocabulary(usual) { return vocabulary }
    if !fields.vocabularies.excuses(usual) {
      findings.add(
        Diagnostic(
          "unknown-vocabulary", "findings have a `\(usual)`, but there is no vocabulary `\(usual)`",
          at: reader.node.useSpan, help: "name another under `\(usual):`, or define it"))
    }
    return standIn
  }

  private func parts(_ node: YAMLNode) -> [Writing.Part] {
    let known = Writing.Part.allCases.map(\.rawValue)
    var parts: [Writing.Part] = []
    for (word, node) in findings.texts(node, "a part of a finding") {
      guard let part = Writing.Part(rawValue: word) else {
        findings.add(
          Diagnostic(
            "unknown-part", "`\(word)` is no part of a finding; there are \(listed(known))", at: node.useSpan,
            help: didYouMean(word, known) ?? "further fields are declared under `fields:`"))
        continue
      }
      guard !parts.contains(part) else {
        findings.add(Diagnostic("duplicate-name", "`\(word)` stands twice", at: node.useSpan))
        continue
      }
      parts.append(part)
    }
    return parts
  }

  /// The whole step, in the second round.
  func writing(
    _ outline: StepReader.Outline, _ reader: MappingReader?, _ fields: [Field], _ checks: [Check]
  ) -> Writing {
    let (atLeast, atMost) = steps.counts(reader)
    let register = Register(
      key: [Writing.id], fields: fields, atLeast: atLeast, atMost: atMost, checks: checks)
    return Writing(about: steps.others(than: outline.id, reader?["about"]).map(\.step), register: register)
  }
}

extension Step {
  /// Whether it writes findings, not the actions that answer them.
  fileprivate var writesFindings: Bool {
    if case .write = kind { field(Writing.severity) != nil } else { false }
  }
}

extension Diagnostic {
  fileprivate static func noFindings(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "no-findings", "`\(name)` writes no findings that actions could answer", at: span,
      help: "name a step with `write:` that has no `for:` itself")
  }
}
