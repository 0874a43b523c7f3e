import Diagnostics
import YAMLTree

// Fields that stand right under `ask:` or `collect:`, and not under its `fields:`.
extension Findings {
  /// Tells of fields that are written so; false where there are none.
  func addBareFields(_ node: YAMLNode, of kind: String) -> Bool {
    guard ["ask", "collect"].contains(kind), node.kind == .mapping, node["fields"] == nil,
      let first = FieldReader.bareFields(of: node).first
    else { return false }
    add(
      Diagnostic(
        "missing-key", "`\(kind)` needs `fields`", at: first.key.useSpan,
        help: "write the fields below it: `fields: {\(first.key.text): …}`"))
    return true
  }
}

extension FieldReader {
  /// The fields under `ask:` or `collect:` itself.
  static func bareFields(of node: YAMLNode) -> [(key: YAMLNode, value: YAMLNode)] {
    node.entries.filter { $0.value["type"] != nil }.map { ($0.key, $0.value) }
  }

  /// The same as they are meant.
  static func bareFields(of node: YAMLNode, _ fields: FieldReader) -> [Outline] {
    bareFields(of: node).map { fields.outline($0.key, $0.value) }
  }
}
