import AuditCore
import Diagnostics
import YAMLTree

/// What a method could not read in the columns that are named for it, whatever is answered.
extension Judgement {
  func judgeContents(_ outline: StepReader.Outline, _ analysis: Analysis, _ method: AnalysisMethod) {
    for parameter in method.parameters {
      // Of levels that are wanted, more is told elsewhere: they stand on a scale.
      guard let content = parameter.kind.content, !["ideal", "refinements"].contains(parameter.name),
        let argument = analysis[parameter.name], let node = outline.kindNode[parameter.name]
      else { continue }
      for case (let step, let name?) in argument.columns {
        guard let field = workflow[step]?.field(name), !isBroken(name, step) else { continue }
        let column = "`\(step).\(name)`"
        guard content.isHeld(by: field.type) else {
          findings.add(
            Diagnostic(
              "wrong-value", "\(column) is of type `\(field.type.word)`, but \(content.need(of: method.name))",
              at: node.useSpan, help: content.help))
          continue
        }
        guard let words = content.words, let vocabulary = field.type.vocabulary else { continue }
        let others = vocabulary.keys.filter { !words.contains($0) }
        guard !others.isEmpty else { continue }
        findings.add(
          Diagnostic(
            "wrong-value",
            "\(column) can be \(listed(others)), but for `\(method.name)` it is one of \(listed(words))",
            at: node.useSpan, help: "keep to these keys in `\(vocabulary.name)`"))
      }
    }
  }
}

extension AnalysisMethod.Parameter.Kind {
  /// What the cells hold, where columns of any type cannot be meant.
  fileprivate var content: AnalysisMethod.Parameter.Content? {
    switch self {
    // What raters say may be numbers or words.
    case .columns(.text): nil
    case .column(let content), .columns(let content): content
    case .scores, .axes, .number, .word, .mask: nil
    }
  }
}

extension AnalysisMethod.Parameter.Content {
  fileprivate func isHeld(by type: FieldType) -> Bool {
    switch self {
    case .number: type.holdsNumbers
    case .flag: if case .boolean = type { true } else { false }
    case .day: if case .date = type { true } else { false }
    case .text, .texts, .word, .words, .row: type.holdsTexts
    }
  }

  fileprivate func need(of method: String) -> String {
    switch self {
    case .number: "`\(method)` computes with numbers"
    case .flag: "`\(method)` asks yes or no there"
    case .day: "`\(method)` counts from days"
    case .text, .texts, .row: "`\(method)` takes names or words there"
    case .word(let words), .words(let words): "`\(method)` takes one of \(listed(words)) there"
    }
  }

  fileprivate var help: String {
    switch self {
    case .number: "name a field of numbers or levels"
    case .flag: "name a field of type `boolean`"
    case .day: "name a field of type `date`"
    case .text, .texts, .word, .words, .row: "name a field of texts, choices, people or references"
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

  /// Whether its values are names or words, one or several.
  fileprivate var holdsTexts: Bool {
    switch self {
    case .text, .longText, .choice, .choices, .person, .reference, .file: true
    case .list(let element): element.holdsTexts
    case .integer, .number, .percent, .money, .scale, .boolean, .date, .group, .table: false
    }
  }
}
