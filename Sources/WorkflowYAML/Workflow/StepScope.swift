import AuditCore
import CEL
import Diagnostics
import YAMLTree

extension StepReader {
  /// What expressions can name.
  func scope() -> Scope {
    Scope(
      steps: outlines.flatMap { outline -> [(id: StepID, member: Scope.Member)] in
        switch outline.kind {
        case "ask", "collect", "rate", "write":
          [(outline.id, outline.isRegister ? .register(outline.all, key: outline.key) : .form(outline.all))]
        case "analyse": [(outline.id, .result(method(outline)?.result ?? .dyn))]
        default: Scope.members(outline.steps)
        }
      }, vocabularies: vocabularies.vocabularies + [roles], scales: vocabularies.scales,
      crosswalks: vocabularies.crosswalks)
  }
}

extension StepReader.Outline {
  /// The fields that tell the entries of a register apart.
  fileprivate var key: [FieldID] {
    (each.map { [$0.name] } ?? []) + Findings().texts(kindNode["key"], "a field").map { FieldID($0.text) }
  }
}
