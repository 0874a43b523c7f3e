/// What has happened. Never renamed, never removed: old records must load for ever.
public enum Event: Hashable, Sendable {
  case auditStarted(Opening)
  /// Title, language or day of reference changed.
  case auditDescribed(Description)
  /// Fields of one entry were answered; `Answer.withdrawn` takes one back.
  case entryAnswered(EntryID, [FieldAnswer], because: String?, origin: Origin)
  case entryRemoved(EntryID, because: String?, origin: Origin)
  /// Entries of a step are called otherwise from now on, by all that names them: all of them at once, so that two may
  /// change their keys.
  case entriesRenamed(StepID, [EntryKey: EntryKey], because: String?, origin: Origin)
  case stepSubmitted(StepInstance)
  case stepApproved(StepInstance, SignOff)
  case stepReturned(StepInstance, feedback: String)
  case stepSkipped(StepInstance, because: String)
  case stepReopened(StepInstance, because: String)
  /// Stale entries, or instances of the step, were looked at and stand; no keys means everything stale in the step.
  case staleConfirmed(StepID, [EntryKey], because: String?)
  case resultComputed(StepID, Computation)
  case conditionSettled(StepInstance, isAsked: Bool)
  case auditClosed(because: String?)
  case auditReopened(because: String)
}

/// One field with its answer.
public struct FieldAnswer: Hashable, Sendable {
  public let field: FieldID
  public let answer: Answer
  public init(_ field: FieldID, _ answer: Answer) {
    self.field = field
    self.answer = answer
  }
}

/// Where an answer came from.
public enum Origin: String, Hashable, Sendable {
  /// A person gave it to Kaudit.
  case person
  /// The audit file says so.
  case file
  /// It was imported from a table.
  case imported
}

/// What an audit is called, in which language it is held, and which day counts as today.
public struct Description: Hashable, Sendable {
  public var title: String?
  public var language: Language
  public var asOf: String?

  public init(title: String? = nil, language: Language, asOf: String? = nil) {
    self.title = title
    self.language = language
    self.asOf = asOf
  }
}

/// The beginning of an audit: pins the files that say how it is done.
public struct Opening: Hashable, Sendable {
  public struct PinnedFile: Hashable, Sendable {
    public let name: String
    /// SHA-256 of its bytes, in hexadecimal digits.
    public let digest: String
    public init(name: String, digest: String) {
      self.name = name
      self.digest = digest
    }
  }

  public let audit: String
  public let workflow: String
  public let version: String
  public let description: Description
  /// Workflow first, then vocabularies and templates.
  public let files: [PinnedFile]

  public init(
    audit: String, workflow: String, version: String, description: Description, files: [PinnedFile]
  ) {
    self.audit = audit
    self.workflow = workflow
    self.version = version
    self.description = description
    self.files = files
  }
}

/// A signature under a step: who, in which role, under exactly which content.
public struct SignOff: Hashable, Sendable {
  /// A sign-off given elsewhere and stated in the audit file: by whom and when, entered by whoever ran it.
  public struct Statement: Hashable, Sendable {
    public let by: String
    public let date: String
    public let evidence: String?
    public let note: String?
    public init(by: String, date: String, evidence: String? = nil, note: String? = nil) {
      self.by = by
      self.date = date
      self.evidence = evidence
      self.note = note
    }
  }

  public let role: String
  /// SHA-256 of the content that was shown, in hexadecimal digits.
  public let content: String
  public let stated: Statement?

  public init(role: String, content: String, stated: Statement? = nil) {
    self.role = role
    self.content = content
    self.stated = stated
  }
}

/// What a method made of its inputs.
public struct Computation: Hashable, Sendable {
  public let method: String
  public let version: String
  /// The result, or the reasons why there is none.
  public let outcome: Outcome

  public enum Outcome: Hashable, Sendable {
    case result(Value)
    case failed([String])
  }

  public init(method: String, version: String, outcome: Outcome) {
    self.method = method
    self.version = version
    self.outcome = outcome
  }
}

/// Who caused an event, when, and its place in the log.
public struct Stamp: Hashable, Sendable {
  public let sequence: Int
  /// `2026-01-31T09:30:00Z`.
  public let at: String
  public let by: String

  public init(sequence: Int, at: String, by: String) {
    self.sequence = sequence
    self.at = at
    self.by = by
  }
}
