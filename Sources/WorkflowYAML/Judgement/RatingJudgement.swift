import AuditCore
import Diagnostics
import YAMLTree

/// What a method would refuse of its columns, whatever is answered.
extension Judgement {
  /// Whether columns that are computed with hold numbers.
  func judgeContents(_ outline: StepReader.Outline, _ analysis: Analysis, _ method: AnalysisMethod) {
    for parameter in method.parameters {
      // Of levels that are wanted, more is told elsewhere: they stand on a scale.
      guard parameter.kind.isOfNumbers, !["ideal", "refinements"].contains(parameter.name),
        let argument = analysis[parameter.name]
      else { continue }
      for case (let step, let name?) in argument.columns {
        guard let field = workflow[step]?.field(name), !field.type.holdsNumbers, !isBroken(name, step),
          let node = outline.kindNode[parameter.name]
        else { continue }
        findings.add(
          Diagnostic(
            "wrong-value",
            "`\(step).\(name)` is of type `\(field.type.word)`, but `\(method.name)` computes with numbers",
            at: node.useSpan, help: "name a field of numbers or levels"))
      }
    }
  }

  /// Ratings come as columns beside each other, or as scores with who gave them.
  func judgeRatings(_ outline: StepReader.Outline, _ analysis: Analysis, _ method: AnalysisMethod) {
    guard let parameter = method.parameters.first(where: { $0.name == "columns" }) else { return }
    let (columns, scores) = (outline.kindNode["columns"], outline.kindNode["scores"])
    if let columns, scores != nil, method.parameters.contains(where: { $0.name == "scores" }) {
      findings.add(
        Diagnostic(
          "wrong-value", "`columns` and `scores` say the same in two ways", at: columns.useSpan,
          help: "take one of the two out"))
    } else if let columns, case .named(let named)? = analysis["columns"] {
      judgeColumns(columns, named.map(\.name), outline, analysis, parameter, method)
    } else if let scores {
      judgeScores(scores, outline, analysis)
    } else if !parameter.isRequired {
      findings.add(
        Diagnostic(
          "missing-key", "`\(method.name)` needs `columns` or `scores`",
          at: outline.kindNode["method"]?.useSpan,
          help:
            "`columns: [register.field, …]`, one for each rater or question, or `scores: register` of a step that rates"
        ))
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

extension AnalysisMethod.Parameter.Kind {
  fileprivate var isOfNumbers: Bool {
    switch self {
    case .column(.number), .columns(.number): true
    case .column, .columns, .scores, .axes, .number, .within, .whole, .word, .mask: false
    }
  }
}

extension FieldType {
  /// Whether its values are numbers, or levels that are counted as such.
  fileprivate var holdsNumbers: Bool {
    switch self {
    case .integer, .number, .percent, .money, .scale: true
    case .text, .longText, .boolean, .date, .choice, .choices, .person, .reference, .list, .group, .table,
      .file:
      false
    }
  }
}
