import AuditCore
import CEL
import Diagnostics
import YAMLTree

/// Conditions that come out the same whatever is answered.
extension Judgement {
  /// What an expression is for, where that gives a settled condition a consequence.
  private enum Use {
    case condition(String)
    case check(isWarning: Bool)
    case requirement
    case subjects(StepID)
    /// The value of a field that is chosen from a vocabulary.
    case choice(FieldID, Vocabulary)
  }

  /// Names the settled conditions, and gives the places of the steps' conditions that are never true.
  func fixedConditions() -> Set<Position> {
    let uses = uses()
    var never: Set<Position> = []
    let expressions = ExpressionJudgement(workflow)
    for entry in rules.entries where entry.checked.problems.isEmpty {
      let place = entry.node.useSpan.start
      let use = entry.node.span.file.name == root.node.span.file.name ? uses[place] : nil
      var unknown = expressions.unknownKeys(entry.checked) { entry.node.span(ofScalars: $0) }
      if case .choice(let field, let vocabulary)? = use {
        unknown += expressions.unknownResults(entry.checked, of: field, vocabulary) {
          entry.node.span(ofScalars: $0)
        }
      }
      guard unknown.isEmpty else {
        for diagnostic in unknown { findings.add(diagnostic) }
        continue
      }
      let certainty = expressions.certainty(of: entry.checked)
      for (number, part) in certainty.parts.enumerated() {
        let consequence = number == 0 ? certainty.whole : nil
        findings.add(
          diagnostic(
            part, whole: consequence, use, expressions, at: entry.node.span(ofScalars: part.range)))
      }
      if certainty.whole == false, case .condition? = use { never.insert(place) }
      if certainty.whole == false, case .subjects? = use { never.insert(place) }
    }
    return never
  }

  private func uses() -> [Position: Use] {
    var uses: [Position: Use] = [:]
    func note(_ node: YAMLNode?, _ use: Use) { if let node { uses[node.useSpan.start] = use } }
    func noteChecks(_ node: YAMLNode?) {
      for item in node?.items.map({ $0 }) ?? [] {
        note(item["that"], .check(isWarning: item["severity"]?.text == "warning"))
      }
    }
    noteChecks(root["checks"])
    for phase in root["phases"]?.items.map({ $0 }) ?? [] {
      note(phase["when"], .condition(phase["phase"]?.text ?? "phase"))
    }
    for outline in steps.outlines {
      note(outline.reader["when"], .condition(outline.id.name))
      noteChecks(outline.reader["checks"])
      noteChecks(outline.kindNode["checks"])
      if outline.kind == "rate" { note(outline.kindNode["where"], .subjects(outline.id)) }
      for field in outline.fields.flatMap(\.whole) {
        note(field.node["required"], .requirement)
        note(field.node["when"], .condition(field.id.name))
        if let vocabulary = field.type.vocabulary {
          note(field.node["value"], .choice(field.id, vocabulary))
        }
        noteChecks(field.node["checks"])
      }
    }
    return uses
  }

  private func diagnostic(
    _ part: FixedPart, whole: Bool?, _ use: Use?, _ expressions: ExpressionJudgement, at span: SourceSpan
  ) -> Diagnostic {
    let claim = expressions.claim(part)
    let reason = expressions.reasons(part)
    switch (use, whole) {
    case (.check?, true?):
      return Diagnostic(
        "check-never-fails", claim + ", so the check never fails", at: span, severity: .warning,
        help: reason ?? "take it out, or compare with what may differ")
    case (.check(let isWarning)?, false?):
      return Diagnostic(
        "check-never-passes",
        claim + (isWarning ? ", so the warning is always shown" : ", so the step can never be handed in"),
        at: span, severity: isWarning ? .warning : .error, help: reason)
    default: break
    }
    let (consequence, help): (String, String?) =
      switch (use, whole) {
      case (.condition(let name)?, false?): (", so `\(name)` is never asked", nil)
      case (.condition?, true?): (", so `when` changes nothing", "take it out")
      case (.requirement?, true?): ("", "write `required: true`")
      case (.requirement?, false?): ("", "write `required: false`")
      case (.subjects?, false?): (", so nothing is rated", nil)
      default: ("", nil)
      }
    return expressions.settled(part, consequence, at: span, help: help)
  }
}
