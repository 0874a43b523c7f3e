/// Prose with a shape: findings, or the actions that answer them.
public struct Writing: Sendable {
  /// The parts of a finding, in the words of audit practice (ISO 19011, 6.4.8 and 6.5.1; IIA Standards 2410).
  public enum Part: String, Sendable, CaseIterable {
    /// What is.
    case condition
    /// What should be.
    case criterion
    /// Why it is so.
    case cause
    /// What comes of it.
    case effect
    /// What should be done.
    case recommendation

    /// As readers of either language call it.
    public var title: Text {
      switch self {
      case .condition: Text([.english: "Condition", .chinese: "现状"])
      case .criterion: Text([.english: "Criterion", .chinese: "准则"])
      case .cause: Text([.english: "Cause", .chinese: "原因"])
      case .effect: Text([.english: "Effect", .chinese: "影响"])
      case .recommendation: Text([.english: "Recommendation", .chinese: "建议"])
      }
    }
  }

  /// The results and registers that the findings are drawn from; none for actions.
  public let about: [StepID]
  /// The register of what is written.
  public let register: Register

  public init(about: [StepID] = [], register: Register) {
    self.about = about
    self.register = register
  }

  public static let id: FieldID = "id"
  public static let title: FieldID = "title"
  public static let severity: FieldID = "severity"
  public static let confidence: FieldID = "confidence"
  public static let evidence: FieldID = "evidence"
  public static let about: FieldID = "about"
  public static let findings: FieldID = "findings"

  /// Where the fields of a finding take their values from.
  public struct Sources: Sendable {
    public var parts: [Part] = Part.allCases
    /// The register of criteria; where there is none, a criterion is a text.
    public var criteria: StepID?
    public var severity: Vocabulary
    public var confidence: Vocabulary
    /// The register of evidence that findings cite.
    public var evidence: StepID?
    /// The steps that a finding may be drawn from, by name.
    public var about: Vocabulary?

    public init(severity: Vocabulary, confidence: Vocabulary) {
      self.severity = severity
      self.confidence = confidence
    }
  }

  /// The fields of a finding: what it is called, its parts, how grave and how sure it is, what it rests on.
  public static func findingFields(_ sources: Sources) -> [Field] {
    var fields = [
      idField, Field(id: title, title: Text([.english: "Title", .chinese: "标题"]), type: .text),
    ]
    fields += sources.parts.map { part in
      let type: FieldType =
        if part == .criterion, let criteria = sources.criteria { .reference(to: criteria) } else { .longText }
      return Field(id: FieldID(part.rawValue), title: part.title, type: type)
    }
    fields += [
      Field(
        id: severity, title: Text([.english: "Severity", .chinese: "等级"]), type: .choice(of: sources.severity)
      ),
      Field(
        id: confidence, title: Text([.english: "Confidence", .chinese: "可信度"]),
        type: .choice(of: sources.confidence)),
    ]
    if let about = sources.about {
      fields.append(
        Field(
          id: Self.about, title: Text([.english: "Drawn from", .chinese: "得自"]), type: .choices(of: about),
          required: .never))
    }
    if let evidence = sources.evidence {
      fields.append(
        Field(
          id: Self.evidence, title: Text([.english: "Evidence", .chinese: "证据"]),
          type: .list(of: .reference(to: evidence))))
    }
    return fields
  }

  /// The fields of an action: which findings it answers, what is done, by whom, until when.
  public static func actionFields(for register: StepID) -> [Field] {
    [
      idField,
      Field(
        id: findings, title: Text([.english: "Findings", .chinese: "对应发现"]),
        type: .list(of: .reference(to: register))),
      Field(id: "action", title: Text([.english: "Action", .chinese: "整改措施"]), type: .longText),
      Field(id: "owner", title: Text([.english: "Owner", .chinese: "责任人"]), type: .person),
      Field(id: "due", title: Text([.english: "Due", .chinese: "完成期限"]), type: .date),
    ]
  }

  private static let idField = Field(
    id: id, title: Text([.english: "No.", .chinese: "编号"]), type: .text, pattern: Pattern("^[A-Z]+[0-9]+$"))
}

/// A sign-off of other steps by a role.
public struct Review: Sendable {
  /// What is signed, as the author wrote it; groups stand for all that is in them.
  public let of: [StepID]
  public init(of: [StepID]) { self.of = of }
}
