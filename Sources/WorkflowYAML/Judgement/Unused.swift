import AuditCore
import CEL
import Diagnostics
import YAMLTree

/// Vocabularies, scales and roles of the workflow's own that nothing uses.
///
/// Those of files under `uses:` are shared, so that they are not all used by everybody.
extension Judgement {
  func judgeUse() {
    guard !findings.hasErrors else { return }
    var used = Set(workflow.steps.flatMap { $0.fields.flatMap { Self.names(of: $0.type) } })
    for entry in rules.entries {
      for word in entry.expression.text.utf8.split(whereSeparator: { !Self.isOfName($0) }) {
        used.insert(String(Substring(word)))
      }
    }
    let own = [("vocabularies", "vocabulary"), ("scales", "scale")].flatMap { key, what in
      (root[key]?.entries.map(\.key) ?? []).map { (what: what, key: $0) }
    }
    let unused = own.filter { !used.contains($0.key.text) }
    // Who uses most of them has forgotten the others; who uses few has only just begun.
    if own.count >= 4, unused.count * 4 <= own.count {
      for (what, key) in unused {
        findings.add(
          Diagnostic(
            "unused-name", "nothing uses the \(what) `\(key.text)`", at: key.useSpan, severity: .warning,
            help: "take it out, or name it under `of:` of a field"))
      }
    }
    judgeRoles(used)
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private func judgeRoles(_ used: Set<String>) {
    let signing = Set(workflow.steps.compactMap(\.approver))
    guard !signing.isEmpty, !used.contains("roles") else { return }
    for (key, _) in root["roles"]?.entries.map({ $0 }) ?? [] where !signing.contains(key.text) {
      findings.add(
        Diagnostic(
          "unused-name", "nothing uses the role `\(key.text)`", at: key.useSpan, severity: .warning,
          help: "a role signs under `approve:` or `by:`, and is held where a field is `of: roles`"))
    }
  }

  private static func names(of type: FieldType) -> [String] {
    [type.vocabulary?.name, type.levels?.name].compactMap(\.self)
      + (type.inner ?? []).flatMap { names(of: $0.type) }
  }
}
