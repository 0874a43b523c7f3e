import AuditCore
import Diagnostics
import YAMLTree

/// What a method would refuse of its arguments as they stand beside each other, whatever is answered.
extension Judgement {
  func judgeTogether(_ outline: StepReader.Outline, _ analysis: Analysis, _ method: AnalysisMethod) {
    for parameter in method.parameters {
      guard case .column(let content) = parameter.kind, let node = outline.kindNode[parameter.name],
        case .column(let step, let name)? = analysis[parameter.name],
        let type = workflow[step]?.field(name)?.type, !isBroken(name, step)
      else { continue }
      switch (content, type) {
      case (.day, .date), (.day, .text): break
      case (.day, _):
        tell(
          "`\(step).\(name)` is of type `\(type.word)`, but `\(method.name)` wants a day there", node,
          help: "name a field of type `date`")
      case (.row(let table), .reference(let target)):
        guard let (argument, register) = register(of: table, analysis, method), register != target else {
          break
        }
        tell(
          "`\(step).\(name)` names entries of `\(target)`, but `\(argument)` is of `\(register)`", node,
          help: "both are of one register")
      default: break
      }
    }
    judgePairs(outline, analysis)
  }

  /// The register in which the columns of a further table stand, with the argument that says so.
  private func register(
    of table: String, _ analysis: Analysis, _ method: AnalysisMethod
  ) -> (argument: String, register: StepID)? {
    for parameter in method.parameters where parameter.home == .table(table) {
      if let step = analysis[parameter.name]?.columns.first?.step { return (parameter.name, step) }
    }
    return nil
  }

  /// Columns before and after go in pairs.
  private func judgePairs(_ outline: StepReader.Outline, _ analysis: Analysis) {
    guard case .named(let before)? = analysis["before"], case .named(let after)? = analysis["after"],
      let node = outline.kindNode["after"]
    else { return }
    if before.count != after.count {
      tell(
        "`before` names \(before.count == 1 ? "1 column" : "\(before.count) columns") and `after` \(after.count)",
        node,
        help: "each value before has one after, in the same order")
    }
  }

  private func tell(_ message: String, _ node: YAMLNode, help: String) {
    findings.add(Diagnostic("wrong-value", message, at: node.useSpan, help: help))
  }
}
