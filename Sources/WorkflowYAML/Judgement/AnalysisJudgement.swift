import AuditCore
import Diagnostics
import YAMLTree

/// What a method would find missing only when it runs.
extension Judgement {
  func judgeAnalysis(_ outline: StepReader.Outline) {
    guard case .analyse(let analysis)? = workflow[outline.id]?.kind,
      let method = AnalysisMethod.named(analysis.method)
    else { return }
    for parameter in method.parameters {
      guard let node = outline.kindNode[parameter.name] else { continue }
      if case .axes = parameter.kind { judgeAxes(node, analysis, outline.id) }
    }
    if let node = outline.kindNode["ideal"], case .column(let step, let name)? = analysis["ideal"],
      let field = workflow[step]?.field(name), field.type.levels == nil, !isBroken(name, step)
    {
      findings.add(
        Diagnostic(
          "not-on-a-scale",
          "`\(step).\(name)` is of type `\(field.type.word)`, but an ideal is a level of a scale",
          at: node.useSpan, help: "declare it as `{type: scale, of: …}`"))
    }
  }

  /// Every axis must be told by the scores themselves, or by the subjects that they score.
  private func judgeAxes(_ node: YAMLNode, _ analysis: Analysis, _ step: StepID) {
    let source: StepID
    switch analysis["current"] {
    case .register(let step)?, .column(let step, _)?: source = step
    default: return
    }
    guard let scores = workflow[source], !scores.fields.isEmpty else { return }
    var names = scores.fields.map(\.id.name)
    if case .rate(let rating) = scores.kind {
      guard let subjects = workflow[rating.subjects] else { return }
      names = rating.dimensions.map(\.name.name) + subjects.fields.map(\.id.name) + names
    }
    for (key, _) in node.entries where !names.contains(key.text) {
      findings.add(
        Diagnostic(
          "unknown-axis",
          "neither `\(source)` nor what it rates has a field `\(key.text)`, so no score would have a weight",
          at: key.useSpan,
          help: didYouMean(key.text, names) ?? "axes are called as the fields that tell the scores apart"))
    }
  }

  private func isBroken(_ field: FieldID, _ step: StepID) -> Bool {
    steps.outline(of: step)?.fields.first { $0.id == field }?.isBroken ?? false
  }

  /// Findings are written after what they are drawn from, and actions after the findings.
  func judgeWriting(_ outline: StepReader.Outline) {
    guard outline.kind == "write" else { return }
    let places = Dictionary(
      workflow.steps.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    guard let own = places[outline.id] else { return }
    for node in [outline.kindNode["about"], outline.kindNode["for"]] {
      for (name, node) in Findings().texts(node, "a step") {
        guard let place = places[StepID(name)], place > own else { continue }
        findings.add(
          Diagnostic(
            "later-step", "`\(outline.id)` stands before `\(name)`, which it is drawn from", at: node.useSpan,
            severity: .warning,
            help: "it waits for `\(name)` in any case; put it below, where it is read in order"))
      }
    }
  }
}
