import AuditCore
import Diagnostics
import YAMLTree

/// Reads `key:`: the field, or the list of fields, that tells the entries of a register or the rows of a table apart.
struct KeyReader {
  private let findings: Findings

  init(_ findings: Findings) { self.findings = findings }

  /// What has the key.
  enum Owner {
    case entries(StepID)
    case rows

    fileprivate var word: String { if case .rows = self { "table" } else { "register" } }
  }

  /// The fields that can be a key, each once; what is wrong with the others has been said.
  func key(_ node: YAMLNode?, of owner: Owner, _ fields: [Field]) -> [FieldID] {
    var key: [FieldID] = []
    for (name, node) in findings.texts(node, "a key field") {
      guard let field = fields.first(where: { $0.id.name == name }) else {
        findings.add(
          Diagnostic(
            "unknown-key-field", "the key `\(name)` is no field of this \(owner.word)", at: node.useSpan,
            help: asList(name) { part in fields.contains { $0.id.name == part } }
              ?? didYouMean(name, fields.map(\.id.name))))
        continue
      }
      if let (reason, help) = fault(of: field, owner) {
        findings.add(
          Diagnostic("bad-key-field", "`\(name)` cannot be a key: \(reason)", at: node.useSpan, help: help))
      } else if key.contains(field.id) {
        findings.add(
          Diagnostic(
            "duplicate-name", "`\(name)` stands twice", at: node.useSpan, help: "take one of the two out"))
      } else {
        key.append(field.id)
      }
    }
    return key
  }

  private func fault(of field: Field, _ owner: Owner) -> (reason: String, help: String?)? {
    if field.isComputed { return ("it is computed", nil) }
    if field.condition != nil { return ("it is not always asked", nil) }
    guard field.type.isScalar else { return ("its answers are no single words", nil) }
    switch owner {
    case .rows:
      if case .always = field.required { return nil }
      return ("it may be left out", "take its `required` out")
    case .entries(let step):
      guard field.type.target == step else { return nil }
      return (
        "it names an entry of `\(step)`, so none could be the first",
        "tell the entries apart by other fields; `\(field.id)` may stand beside them with `required: false`"
      )
    }
  }
}
