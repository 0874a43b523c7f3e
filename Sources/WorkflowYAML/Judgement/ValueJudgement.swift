import AuditCore
import Diagnostics
import YAMLTree

/// What a method would refuse of the values that it is given, whatever is answered.
extension Judgement {
  /// Numbers that are written lie in their range, and columns hold days, truths and words where a method reads such.
  func judgeValues(_ outline: StepReader.Outline, _ analysis: Analysis, _ method: AnalysisMethod) {
    for parameter in method.parameters {
      guard let node = outline.kindNode[parameter.name] else { continue }
      if let range = parameter.range, case .literal(let value)? = analysis[parameter.name],
        let number = value.double, !range.contains(number)
      {
        findings.add(
          Diagnostic(
            "wrong-value",
            "`\(parameter.name)` is \(node.text), but a number from \(written(range.lowerBound)) to \(written(range.upperBound)) is expected",
            at: node.useSpan))
      }
      guard case .column(let content) = parameter.kind,
        case .column(let step, let name)? = analysis[parameter.name],
        let field = workflow[step]?.field(name), !isBroken(name, step)
      else { continue }
      if let problem = problem(field, content, analysis, method) {
        findings.add(
          Diagnostic(
            "wrong-value", "`\(step).\(name)` \(problem.what)", at: node.useSpan, help: problem.help))
      }
    }
  }

  private func written(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  /// Why a field cannot hold what a method reads from it.
  private func problem(
    _ field: Field, _ content: AnalysisMethod.Parameter.Content, _ analysis: Analysis,
    _ method: AnalysisMethod
  ) -> (what: String, help: String)? {
    let type = "is of type `\(field.type.word)`"
    switch (content, field.type) {
    case (.day, .date), (.flag, .boolean), (.word, .text), (.number, _), (.text, _), (.texts, _): return nil
    case (.day, _): return ("\(type), but `\(method.name)` counts days", "name a field of type `date`")
    case (.flag, _):
      return ("\(type), but `\(method.name)` reads yes or no there", "name a field of type `boolean`")
    case (.word(let words), .choice(let vocabulary)):
      let others = vocabulary.keys.filter { !words.contains($0) }
      guard let first = others.first else { return nil }
      return (
        "can be \(listed(others)), which `\(method.name)` does not know",
        didYouMean(first, words) ?? "it reads \(listed(words))"
      )
    case (.word(let words), _):
      return ("\(type), but `\(method.name)` reads words there", "name a field with \(listed(words))")
    case (.row(let table), .reference(let target)):
      guard let (argument, register) = register(of: table, analysis, method), register != target else {
        return nil
      }
      return (
        "names entries of `\(target)`, but `\(argument)` is of `\(register)`", "both are of one register"
      )
    case (.row, _): return nil
    }
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

  /// Arguments that make sense with others only, or instead of them.
  func judgeTogether(_ outline: StepReader.Outline, _ analysis: Analysis, _ method: AnalysisMethod) {
    let node = outline.kindNode
    switch method.name {
    case "finding_confidence":
      if let evidence = node["evidence"], node["finding"] != nil {
        tell("`finding` and `evidence` say the same in two ways", evidence, help: "take one of the two out")
      } else if node["evidence"] == nil, node["finding"] == nil {
        lack("`finding` or `evidence`", outline, method)
      }
    case "knowledge_map":
      let flows = ["flow_from", "flow_to", "flow_topic"]
      let missing = flows.filter { node[$0] == nil }
      if missing.count < flows.count, let first = missing.first { lack("`\(first)`, too", outline, method) }
    case "change_test":
      guard case .named(let before)? = analysis["before"], case .named(let after)? = analysis["after"],
        let place = node["after"]
      else { return }
      if before.count != after.count {
        tell(
          "`before` names \(before.count) columns and `after` \(after.count)", place,
          help: "each value before has one after, in the same order")
      }
      if (node["before_of"] == nil) != (node["after_of"] == nil) {
        lack("both `before_of` and `after_of`, or neither", outline, method)
      }
    case "sample_size":
      if node["size"] == nil, node["invited"] != nil || node["answered"] != nil {
        lack("`size`, how many there are of a stratum", outline, method)
      }
    default: break
    }
  }

  private func tell(_ message: String, _ node: YAMLNode, help: String) {
    findings.add(Diagnostic("wrong-value", message, at: node.useSpan, help: help))
  }

  private func lack(_ what: String, _ outline: StepReader.Outline, _ method: AnalysisMethod) {
    findings.add(
      Diagnostic(
        "missing-key", "`\(method.name)` needs \(what)", at: outline.kindNode["method"]?.useSpan,
        help: "`kaudit explain \(method.name)` says what it takes"))
  }
}
