import AuditCore
import Diagnostics
import YAMLTree

/// Whether the arguments of a method fit what it says of them, whatever is answered.
extension Judgement {
  func judgeArguments(_ outline: StepReader.Outline, _ analysis: Analysis, _ method: AnalysisMethod) {
    let others = Set(method.parameters.flatMap(\.alternatives))
    for parameter in method.parameters {
      if !parameter.alternatives.isEmpty {
        judgeAlternatives(of: parameter, isFirst: !others.contains(parameter.name), outline, method)
      }
      guard let node = outline.kindNode[parameter.name] else { continue }
      judgeContent(of: parameter, node, analysis, method)
      let missing = parameter.companions.filter { outline.kindNode[$0] == nil }
      if !missing.isEmpty {
        findings.add(
          Diagnostic(
            "missing-key", "`\(parameter.name)` needs \(listed(missing)) beside it", at: node.useSpan))
      }
    }
  }

  /// What can be said in several ways is said in one of them.
  private func judgeAlternatives(
    of parameter: AnalysisMethod.Parameter, isFirst: Bool, _ outline: StepReader.Outline,
    _ method: AnalysisMethod
  ) {
    let others = parameter.alternatives.filter { outline.kindNode[$0] != nil }
    if let node = outline.kindNode[parameter.name] {
      guard let other = others.first else { return }
      findings.add(
        Diagnostic(
          "wrong-value", "`\(parameter.name)` and `\(other)` say the same in two ways", at: node.useSpan,
          help: "take one of the two out"))
    } else if others.isEmpty, isFirst, !parameter.isRequired {
      let help =
        "`columns: [register.field, …]`, one for each rater or question, or `scores: register` of a step that rates"
      findings.add(
        Diagnostic(
          "missing-key",
          "`\(method.name)` needs \(either([parameter.name] + parameter.alternatives))",
          at: outline.kindNode["method"]?.useSpan, help: parameter.alternatives == ["scores"] ? help : nil))
    }
  }

  private func either(_ names: [String]) -> String {
    let marked = names.map { "`\($0)`" }
    return marked.dropLast().joined(separator: ", ") + " or " + (marked.last ?? "")
  }

  /// Whether columns hold what is computed with.
  private func judgeContent(
    of parameter: AnalysisMethod.Parameter, _ node: YAMLNode, _ analysis: Analysis, _ method: AnalysisMethod
  ) {
    guard let content = parameter.content(in: analysis), let argument = analysis[parameter.name] else {
      return
    }
    // Of levels that are wanted, more is told elsewhere: they stand on a scale.
    guard !["ideal", "refinements"].contains(parameter.name) else { return }
    for case (let step, let name?) in argument.columns {
      guard let field = workflow[step]?.field(name), !isBroken(name, step),
        let (problem, help) = problem(of: field.type, as: content, method)
          ?? problem(of: field, within: parameter.range, method)
      else { continue }
      findings.add(Diagnostic("wrong-value", "`\(step).\(name)` \(problem)", at: node.useSpan, help: help))
    }
  }

  private func problem(
    of field: Field, within range: ClosedRange<Double>?, _ method: AnalysisMethod
  ) -> (problem: String, help: String)? {
    guard let range, let levels = field.levels,
      levels.lowerBound < range.lowerBound || levels.upperBound > range.upperBound
    else { return nil }
    return (
      "goes from \(levels.lowerBound.written) to \(levels.upperBound.written), but `\(method.name)` counts from \(range.lowerBound.written) to \(range.upperBound.written)",
      "`kaudit explain \(method.name)` says what its levels mean"
    )
  }

  private func problem(
    of type: FieldType, as content: AnalysisMethod.Parameter.Content, _ method: AnalysisMethod
  ) -> (problem: String, help: String)? {
    switch (content, type) {
    case (.number, .integer), (.number, .number), (.number, .percent), (.number, .money), (.number, .scale),
      (.flag, .boolean), (.word, .text), (.words, .text), (.text, _), (.day, _):
      return nil
    case (.texts, _), (.row, _):
      guard !type.holdsNames else { return nil }
      return (
        "is of type `\(type.word)`, but `\(method.name)` wants names there",
        "name a field of texts, choices, people or references"
      )
    case (.number, _):
      return (
        "is of type `\(type.word)`, but `\(method.name)` computes with numbers",
        "name a field of numbers or levels"
      )
    case (.flag, _):
      return (
        "is of type `\(type.word)`, but `\(method.name)` wants yes or no there",
        "name a field of type `boolean`"
      )
    case (.word(let words), .choice(let vocabulary)), (.words(let words), .choice(let vocabulary)),
      (.words(let words), .choices(let vocabulary)):
      let strange = vocabulary.keys.filter { !words.contains($0) }
      guard !strange.isEmpty else { return nil }
      return (
        "can be \(listed(strange)), which `\(method.name)` does not know", "it knows \(listed(words))"
      )
    case (.word(let words), _), (.words(let words), _):
      return (
        "is of type `\(type.word)`, but `\(method.name)` wants a word there",
        "name a choice of \(listed(words))"
      )
    }
  }
}

extension Field {
  /// From its lowest to its highest level, where both are declared.
  fileprivate var levels: ClosedRange<Double>? {
    if case .scale(let scale) = type { return Double(scale.min)...Double(scale.max) }
    guard let min, let max, min <= max else { return nil }
    return min...max
  }
}

extension AnalysisMethod.Parameter {
  /// What its columns hold with the settings that stand beside it.
  fileprivate func content(in analysis: Analysis) -> Content? {
    if let words, case .literal(.text(words.value))? = analysis[words.setting], kind.content != nil {
      return .text
    }
    return kind.content
  }
}

extension AnalysisMethod.Parameter.Kind {
  /// What its columns hold; nothing where it has none, or where more is told elsewhere.
  fileprivate var content: AnalysisMethod.Parameter.Content? {
    switch self {
    case .column(let content), .columns(let content): content
    case .scores, .axes, .number, .within, .whole, .word, .list, .mask, .result: nil
    }
  }
}

extension FieldType {
  /// Whether its values name something, one or several; numbers do as well, such as those of stages.
  fileprivate var holdsNames: Bool {
    switch self {
    case .text, .longText, .choice, .choices, .person, .reference, .integer, .number, .scale, .file: true
    case .list(let element): element.holdsNames
    case .percent, .money, .boolean, .date, .group, .table: false
    }
  }
}
