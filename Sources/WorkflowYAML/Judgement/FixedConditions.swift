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
  }

  /// Names the settled conditions, and gives the places of the steps' conditions that are never true.
  func fixedConditions() -> Set<Position> {
    let uses = uses()
    var never: Set<Position> = []
    for entry in rules.entries where entry.checked.problems.isEmpty {
      guard !nameUnknownChoices(entry) else { continue }
      let certainty = entry.checked.certainty { shape, name in
        field(name, ofShape: shape).flatMap(\.domain)
      }
      let place = entry.node.useSpan.start
      let use = entry.node.span.file.name == root.node.span.file.name ? uses[place] : nil
      for (number, part) in certainty.parts.enumerated() {
        let consequence = number == 0 ? certainty.whole : nil
        findings.add(
          diagnostic(part, whole: consequence, use, at: entry.node.span(ofScalars: part.range)))
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
      for field in outline.fields {
        note(field.node["required"], .requirement)
        note(field.node["when"], .condition(field.id.name))
        noteChecks(field.node["checks"])
      }
    }
    return uses
  }

  /// Names texts that a field can never be, because its vocabulary has no such key.
  private func nameUnknownChoices(_ entry: ReadRules.Entry) -> Bool {
    var isAny = false
    for compared in entry.checked.comparedTexts {
      guard let field = field(compared.field, ofShape: compared.shape),
        let vocabulary = field.type.vocabulary, !vocabulary.items.isEmpty, vocabulary[compared.text] == nil
      else { continue }
      isAny = true
      let label = vocabulary.key(written: compared.text)
      findings.add(
        Diagnostic(
          "unknown-choice",
          "`\(compared.field)` is never `\(compared.text)`: `\(vocabulary.name)` has \(listed(vocabulary.keys))",
          at: entry.node.span(ofScalars: compared.range),
          help: label.map { "expressions compare keys, not labels: write `\($0)`" }
            ?? didYouMean(compared.text, vocabulary.keys)))
    }
    return isAny
  }

  private func diagnostic(
    _ part: FixedPart, whole: Bool?, _ use: Use?, at span: SourceSpan
  ) -> Diagnostic {
    let text = part.text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let claim = "`\(text.count > 60 ? text.prefix(59) + "…" : text)` is always \(part.isTrue)"
    let reason = reasons(part)
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
    return part.isTrue
      ? Diagnostic("always-true", claim + consequence, at: span, severity: .warning, help: reason ?? help)
      : Diagnostic("always-false", claim + consequence, at: span, severity: .warning, help: reason ?? help)
  }

  /// What is known of the fields of a settled part.
  private func reasons(_ part: FixedPart) -> String? {
    let known = part.fields.compactMap { mention -> String? in
      guard case .field(let shape, let name) = mention, let field = field(name, ofShape: shape) else {
        return nil
      }
      guard case .numbers? = field.domain else { return nil }
      if case .scale(let scale) = field.type {
        return "`\(name)` runs from \(field.least ?? "\(scale.min)") to \(field.greatest ?? "\(scale.max)")"
      }
      switch (field.least, field.greatest) {
      case (let least?, let greatest?): return "`\(name)` runs from \(least) to \(greatest)"
      case (let least?, nil): return "`\(name)` is at least \(least)"
      case (nil, let greatest?): return "`\(name)` is at most \(greatest)"
      case (nil, nil): return nil
      }
    }
    return known.isEmpty ? nil : known.joined(separator: ", ")
  }
}

extension Field {
  /// Which values the field may have, as far as expressions can be compared with them.
  fileprivate var domain: FieldDomain? {
    // What is computed is held to no limits.
    guard !isComputed else { return nil }
    switch type {
    case .choice(let vocabulary) where !vocabulary.items.isEmpty: return .texts(Set(vocabulary.keys))
    case .scale(let scale):
      let (low, high) = (
        max(Double(scale.min), min ?? -.infinity), Swift.min(Double(scale.max), self.max ?? .infinity)
      )
      return low <= high ? .numbers(low...high) : nil
    case .integer, .number, .percent, .money:
      guard min != nil || self.max != nil else { return nil }
      let (low, high) = (min ?? -.infinity, self.max ?? .infinity)
      return low <= high ? .numbers(low...high) : nil
    default: return nil
    }
  }

  private func max(_ a: Double, _ b: Double) -> Double { Swift.max(a, b) }
}
