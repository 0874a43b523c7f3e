public import AuditCore
public import CEL
public import Diagnostics

/// Looks at single expressions, of workflows and of templates: what of them is settled whatever is answered, and what they
/// compare with words that no vocabulary has.
public struct ExpressionJudgement {
  private let workflow: Workflow

  public init(_ workflow: Workflow) { self.workflow = workflow }

  /// What is said of an expression of a template that is right by itself; `span` gives the place of a piece of it, counted
  /// in Unicode scalars, and `isCondition` tells whether something is only written where it holds.
  public func diagnostics(
    on checked: CheckResult, isCondition: Bool, at span: (Range<Int>) -> SourceSpan
  ) -> [Diagnostic] {
    let unknown = unknownKeys(checked, at: span)
    guard unknown.isEmpty else { return unknown }
    let certainty = certainty(of: checked)
    return certainty.parts.enumerated().map { number, part in
      let whole = number == 0 && isCondition ? certainty.whole : nil
      let consequence =
        whole.map { $0 ? ", so the condition changes nothing" : ", so what stands under it is never written" }
        ?? ""
      return settled(part, consequence, at: span(part.range), help: whole == nil ? nil : "take it out")
    }
  }

  /// What of an expression is settled.
  func certainty(of checked: CheckResult) -> Certainty {
    checked.certainty { shape, name in field(name, ofShape: shape).flatMap(\.domain) }
  }

  /// Keys that are not in the vocabulary that is asked for them.
  func unknownKeys(_ checked: CheckResult, at span: (Range<Int>) -> SourceSpan) -> [Diagnostic] {
    unknownChoices(checked, at: span) + foreignKeys(checked, at: span)
  }

  /// Crosswalks and labels that are asked for a field which is chosen from another vocabulary than theirs.
  private func foreignKeys(_ checked: CheckResult, at span: (Range<Int>) -> SourceSpan) -> [Diagnostic] {
    checked.fieldsAsKeys.compactMap { key in
      guard case .texts(let texts) = key.keys, let field = field(key.field, ofShape: key.shape),
        let vocabulary = field.type.vocabulary, !Set(texts).isSuperset(of: vocabulary.keys)
      else { return nil }
      guard let crosswalk = workflow.crosswalks.first(where: { $0.name == key.map }) else {
        return Diagnostic(
          "unknown-choice",
          "field `\(key.field)` is chosen from `\(vocabulary.name)`, whose keys `\(key.map)` does not have",
          at: span(key.range),
          help: key.map.hasPrefix("label.") ? "write `label.\(vocabulary.name)[…]`" : nil)
      }
      return Diagnostic(
        "wrong-crosswalk",
        "`\(crosswalk.name)` leads from `\(crosswalk.from.name)`, but `\(key.field)` is chosen from `\(vocabulary.name)`",
        at: span(key.range),
        help: crosswalk.to === vocabulary ? "it leads the other way, to `\(vocabulary.name)`" : nil)
    }
  }

  /// Texts that a field can never be, because its vocabulary has no such key.
  private func unknownChoices(_ checked: CheckResult, at span: (Range<Int>) -> SourceSpan) -> [Diagnostic] {
    checked.comparedTexts.compactMap { compared in
      guard let field = field(compared.field, ofShape: compared.shape),
        let vocabulary = field.type.vocabulary, !vocabulary.items.isEmpty, vocabulary[compared.text] == nil
      else { return nil }
      return .unknownChoice(
        "`\(compared.field)` is never `\(compared.text)`", compared.text, vocabulary, at: span(compared.range)
      )
    }
  }

  /// Texts that a computed field would become, though its vocabulary has no such key.
  func unknownResults(
    _ checked: CheckResult, of field: FieldID, _ vocabulary: Vocabulary, at span: (Range<Int>) -> SourceSpan
  ) -> [Diagnostic] {
    guard !vocabulary.items.isEmpty else { return [] }
    return checked.resultTexts.filter { vocabulary[$0.text] == nil }.map {
      .unknownChoice("`\(field)` cannot become `\($0.text)`", $0.text, vocabulary, at: span($0.range))
    }
  }

  // MARK: Words

  func claim(_ part: FixedPart) -> String {
    let text = part.text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "`\(text.count > 60 ? text.prefix(59) + "…" : text)` is always \(part.isTrue)"
  }

  func settled(
    _ part: FixedPart, _ consequence: String, at span: SourceSpan, help: String?
  ) -> Diagnostic {
    let (claim, help) = (claim(part) + consequence, reasons(part) ?? help)
    return part.isTrue
      ? Diagnostic("always-true", claim, at: span, severity: .warning, help: help)
      : Diagnostic("always-false", claim, at: span, severity: .warning, help: help)
  }

  /// What is known of the fields of a settled part.
  func reasons(_ part: FixedPart) -> String? {
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

  /// A field that a shape of the expressions stands for: of a step, or of a group or table inside one.
  private func field(_ name: String, ofShape shape: String) -> Field? {
    let path = shape.split(separator: ".").map(String.init)
    guard let step = path.first, var fields = workflow[StepID(step)]?.fields else { return nil }
    for part in path.dropFirst() {
      guard let inner = fields.first(where: { $0.id.name == part })?.type.inner else { return nil }
      fields = inner
    }
    return fields.first { $0.id.name == name }
  }
}

extension Diagnostic {
  /// Of a vocabulary, a word is meant that it does not have.
  fileprivate static func unknownChoice(
    _ claim: String, _ word: String, _ vocabulary: Vocabulary, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "unknown-choice", "\(claim): `\(vocabulary.name)` has \(listed(vocabulary.keys))", at: span,
      help: vocabulary.key(written: word).map { "expressions name keys, not labels: write `\($0)`" }
        ?? didYouMean(word, vocabulary.keys))
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
