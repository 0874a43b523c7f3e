import AuditCore
import Diagnostics
import YAMLTree

/// What a method would refuse of its ratings, whatever is answered.
extension Judgement {
  /// Ratings come as columns beside each other, or as scores with who gave them.
  func judgeRatings(_ outline: StepReader.Outline, _ analysis: Analysis, _ method: AnalysisMethod) {
    guard let parameter = method.parameters.first(where: { $0.name == "columns" }) else { return }
    let (columns, scores) = (outline.kindNode["columns"], outline.kindNode["scores"])
    // What stands in both has been told.
    if let columns, scores == nil, case .named(let named)? = analysis["columns"] {
      judgeColumns(columns, named.map(\.name), outline, analysis, parameter, method)
    } else if let scores, columns == nil {
      judgeScores(scores, outline, analysis)
    }
  }

  private func judgeColumns(
    _ node: YAMLNode, _ names: [String], _ outline: StepReader.Outline, _ analysis: Analysis,
    _ parameter: AnalysisMethod.Parameter, _ method: AnalysisMethod
  ) {
    // Columns that could not be read have been told.
    let written = node.kind == .sequence ? node.count : 1
    if written < parameter.least {
      findings.add(
        Diagnostic(
          "wrong-value",
          "`\(method.name)` compares at least \(parameter.least) columns, but here \(written == 1 ? "is 1" : "are \(written)")",
          at: node.useSpan))
    }
    guard case .named(let reversed)? = analysis["reversed"], let place = outline.kindNode["reversed"] else {
      return
    }
    for (name, _) in reversed where !names.contains(name) {
      findings.add(
        Diagnostic(
          "wrong-value", "`reversed` names `\(name)`, which `columns` does not", at: place.useSpan,
          help: didYouMean(name, names)))
    }
  }

  private func judgeScores(_ node: YAMLNode, _ outline: StepReader.Outline, _ analysis: Analysis) {
    let step: StepID
    switch analysis["scores"] {
    case .register(let register): step = register
    case .column(let register, _): step = register
    default: return
    }
    guard let register = workflow[step], !register.fields.isEmpty else { return }
    if case .register = analysis["scores"], register.field(Rating.score) == nil {
      findings.add(
        Diagnostic(
          "unknown-field", "`\(step)` has no field `\(Rating.score)`", at: node.useSpan,
          help: "name the field of the scores, as `\(step).FIELD`"))
    }
    if analysis["rater"] == nil, register.field(Rating.rater) == nil {
      findings.add(
        Diagnostic(
          "unknown-field", "`\(step)` has no field `\(Rating.rater)`, which says who gave a score",
          at: node.useSpan,
          help: "name the field under `rater:`, as `\(step).FIELD`"))
    }
  }
}
