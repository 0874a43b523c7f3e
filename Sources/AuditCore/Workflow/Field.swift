/// When a field must be answered.
public enum Requirement: Sendable {
  case always
  case never
  /// Whenever the rule holds on the entry.
  case when(Rule)
}

/// One question of a step.
///
/// A class, for it is looked at again and again, and has much that would be copied each time.
public final class Field: Sendable {
  public let id: FieldID
  public let title: Text
  public let guidance: Text?
  public let type: FieldType
  public let required: Requirement
  /// Bounds of a number, of a day (as days), or of the length of a text or list; both belong to the range.
  public let min: Double?
  public let max: Double?
  /// What a text must look like, from `pattern:`.
  public let pattern: Pattern?
  /// Whether no two entries may give the same answer.
  public let isUnique: Bool
  /// What a number counts, as people read it.
  public let unit: Text?
  /// What an unanswered field holds, from `default:`; recorded nowhere, since the record pins the workflow, and shown
  /// wherever answers are, marked as the default.
  public let initial: Value?
  /// Computes the answer, instead of asking for it.
  public let value: Rule?
  /// Whether the field is asked, on the entry, from `when:`; where it does not hold, an answer is kept but does not count.
  public let condition: Rule?
  public let checks: [Check]
  /// What evidence an answer must cite.
  public let evidence: [EvidenceRule]
  public let source: [String]
  /// Whether fields inside it, of a group or of rows, hold what is not answered: they have rules or defaults of their own.
  public let hasRulesInside: Bool

  public init(
    id: FieldID, title: Text, guidance: Text? = nil, type: FieldType, required: Requirement = .always,
    min: Double? = nil, max: Double? = nil, pattern: Pattern? = nil, isUnique: Bool = false,
    unit: Text? = nil,
    initial: Value? = nil, value: Rule? = nil, condition: Rule? = nil, checks: [Check] = [],
    evidence: [EvidenceRule] = [],
    source: [String] = []
  ) {
    self.id = id
    self.title = title
    self.guidance = guidance
    self.type = type
    self.required = required
    self.min = min
    self.max = max
    self.pattern = pattern
    self.isUnique = isUnique
    self.unit = unit
    self.initial = initial
    self.value = value
    self.condition = condition
    self.checks = checks
    self.evidence = evidence
    self.source = source
    hasRulesInside = type.inner?.contains { $0.hasRules || $0.hasRulesInside } ?? false
  }

  public var isComputed: Bool { value != nil }

  /// Whether what it holds follows from expressions: it is computed, asked on a condition, or has such fields inside.
  var isRuled: Bool { value != nil || condition != nil || hasRulesInside }

  private var hasRules: Bool {
    if case .when = required { return true }
    return value != nil || condition != nil || !checks.isEmpty || initial != nil
  }

  /// The field, and those inside it however deep.
  var whole: [Field] { [self] + (type.inner ?? []).flatMap(\.whole) }
}
