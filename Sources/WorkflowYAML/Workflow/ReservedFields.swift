import AuditCore
import Diagnostics
import YAMLTree

extension StepReader {
  /// Fields that a step has by its kind cannot be declared again.
  func refuseReserved(_ outline: Outline, _ node: YAMLNode?) {
    var own =
      outline.rating.map { [Rating.subject, Rating.rater, Rating.score] + $0.dimensions.map(\.name) } ?? []
    own += outline.standing.map(\.id)
    if let each = outline.each { own.append(each.name) }
    for (key, _) in node?.entries.map({ $0 }) ?? [] where own.contains(FieldID(key.text)) {
      findings.add(
        Diagnostic(
          "reserved-field", "`\(outline.id)` has a field `\(key.text)` already", at: key.span,
          help: "further fields are called otherwise than \(listed(own.map(\.name)))"))
    }
  }
}
