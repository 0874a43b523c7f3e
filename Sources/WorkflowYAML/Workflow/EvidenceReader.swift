import AuditCore
import Diagnostics
import YAMLTree

/// Reads `evidence:` of steps and fields: what proof their answers must cite.
struct EvidenceReader {
  /// The register whose entries are cited, where the workflow has one.
  let register: StepID?
  /// The kinds that its entries can be of, where it has a field that says so.
  let kinds: Vocabulary?
  let rules: RuleReader
  let languages: [Language]
  private var findings: Findings { rules.findings }

  static let keys = ["when", "kinds", "at_least", "different_kinds", "message", "severity"]

  init(_ register: StepID?, _ steps: StepReader, _ rules: RuleReader) {
    self.register = register
    self.rules = rules
    languages = steps.languages
    let fields = register.flatMap { steps.outline(of: $0)?.all ?? steps.includedStep($0)?.fields } ?? []
    let kind = fields.first { $0.id == EvidenceRule.kind }
    kinds = if case .choice(let vocabulary)? = kind?.type { vocabulary } else { nil }
  }

  /// One rule, or a list of them.
  func rules(_ node: YAMLNode?, on stand: Stand) -> [EvidenceRule] {
    guard let node else { return [] }
    guard register != nil else {
      findings.add(
        Diagnostic(
          "no-evidence-register", "evidence is asked for, but the workflow has no register of it",
          at: node.useSpan, help: "name the register whose entries are cited at the top: `evidence: records`")
      )
      return []
    }
    let items = node.kind == .sequence ? Array(node.items) : [node]
    return items.compactMap { rule($0, stand) }
  }

  private func rule(_ node: YAMLNode, _ stand: Stand) -> EvidenceRule? {
    guard let reader = MappingReader(node, as: "a rule of evidence", keys: Self.keys, findings) else {
      return nil
    }
    let different = findings.whole(reader["different_kinds"], atLeast: 2)
    let counted = findings.whole(reader["at_least"], atLeast: 1)
    let errors = findings.errorCount
    let kinds = kinds(reader)
    let given = findings.errorCount == errors ? kinds.count : 0
    if let different, given > 0, different > given, let node = reader["different_kinds"] {
      findings.add(
        Diagnostic(
          "empty-range", "\(different) different kinds are asked for, but only \(given) count",
          at: node.useSpan))
    }
    return EvidenceRule(
      condition: reader["when"].flatMap { rules.rule($0, on: stand) }, kinds: kinds,
      atLeast: counted ?? different ?? 1, differentKinds: different ?? 0,
      message: findings.localized(reader["message"], languages: languages),
      isWarning: findings.isWarning(reader["severity"]))
  }

  private func kinds(_ reader: MappingReader) -> [Vocabulary.Item] {
    for key in ["kinds", "different_kinds"] where kinds == nil {
      guard let node = reader.key(key), let register else { continue }
      findings.add(
        Diagnostic(
          "evidence-without-kinds", "the entries of `\(register)` do not say of which kind they are",
          at: node.span, help: "give `\(register)` a field `kind` with `type: choice`"))
      return []
    }
    guard let kinds else { return [] }
    return findings.texts(reader["kinds"], "a kind of evidence").compactMap { key, node in
      if let item = kinds[key] { return item }
      findings.add(
        Diagnostic(
          "wrong-value", "`\(key)` is not in `\(kinds.name)`, which has \(listed(kinds.keys))",
          at: node.useSpan, help: didYouMean(key, kinds.keys)))
      return nil
    }
  }
}
