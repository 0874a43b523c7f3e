import AuditCore
import CEL
import Diagnostics
import YAMLTree

extension RuleReader {
  /// Says where a crosswalk is asked for what it does not lead from.
  func check(_ keys: [FieldAsKey], in node: YAMLNode) {
    for key in keys {
      guard let crosswalk = scope.crosswalk(key.map),
        let vocabulary = scope.vocabulary(of: key.field, in: key.shape),
        vocabulary.keys.contains(where: { crosswalk.from[$0] == nil })
      else { continue }
      findings.add(
        Diagnostic(
          "wrong-crosswalk",
          "`\(crosswalk.name)` leads from `\(crosswalk.from.name)`, but `\(key.field)` is chosen from `\(vocabulary.name)`",
          at: node.span(ofScalars: key.range),
          help: crosswalk.to === vocabulary ? "it leads the other way, to `\(vocabulary.name)`" : nil))
    }
  }
}
