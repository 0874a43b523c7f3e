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
    judgeMask(outline, analysis)
    judgeKappa(outline, analysis)
  }

  /// A mask speaks of classes and stages that can be there.
  private func judgeMask(_ outline: StepReader.Outline, _ analysis: Analysis) {
    guard let node = outline.kindNode["mask"], node.kind == .mapping else { return }
    let classes = keys(of: "classes", analysis)
    let stages = keys(of: "stages", analysis)
    func judge(_ name: String, _ known: [String]?, _ column: String, _ place: YAMLNode) {
      guard let known, !known.contains(name) else { return }
      tell(
        "`mask` names `\(name)`, but `\(column)` can be \(listed(known))", place,
        help: didYouMean(name, known) ?? "name one of these")
    }
    for (key, value) in node.entries {
      judge(key.text, classes, "classes", key)
      for item in value.kind == .sequence ? Array(value.items) : [value] {
        judge(item.text, stages, "stages", item)
      }
    }
  }

  /// The keys that the vocabulary of a column declares.
  private func keys(of argument: String, _ analysis: Analysis) -> [String]? {
    guard case .column(let step, let name)? = analysis[argument] else { return nil }
    return workflow[step]?.field(name)?.type.vocabulary?.keys
  }

  /// Fleiss' kappa knows no weights.
  private func judgeKappa(_ outline: StepReader.Outline, _ analysis: Analysis) {
    guard let node = outline.kindNode["weighting"], analysis.method == "kappa",
      case .literal(.text("fleiss"))? = analysis["coefficient"],
      case .literal(.text(let weighting))? = analysis["weighting"], weighting != "none"
    else { return }
    tell(
      "`weighting` is for Cohen's kappa, but `coefficient` is `fleiss`", node, help: "take one of the two out"
    )
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
