/// What a person, or the audit file on a person's behalf, asks for.
public enum Command: Hashable, Sendable {
  case start(Opening)
  case describe(Description)
  case answer(EntryID, [FieldAnswer], because: String? = nil, origin: Origin = .person)
  case remove(EntryID, because: String? = nil, origin: Origin = .person)
  case submit(StepID)
  /// `content` is the digest of what the signer was shown.
  case approve(StepID, content: String, stated: SignOff.Statement? = nil)
  case `return`(StepID, feedback: String)
  case skip(StepID, because: String)
  case reopen(StepID, because: String)
  /// No keys: everything stale in the step.
  case confirm(StepID, [EntryKey], because: String? = nil)
  case compute(StepID, Computation)
  case settle(StepID, isAsked: Bool)
  case close(because: String? = nil)
  case reopenAudit(because: String)
}
