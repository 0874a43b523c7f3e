/// What a person, or the audit file on a person's behalf, asks for.
public enum Command: Hashable, Sendable {
  case start(Opening)
  case describe(Description)
  case answer(EntryID, [FieldAnswer], because: String? = nil, origin: Origin = .person)
  case remove(EntryID, because: String? = nil, origin: Origin = .person)
  /// Gives entries of a step other keys, all at once, and lets everything follow that names them.
  case rename(StepID, [EntryKey: EntryKey], because: String? = nil, origin: Origin = .person)
  case submit(StepInstance)
  /// `content` is the digest of what the signer was shown.
  case approve(StepInstance, content: String, stated: SignOff.Statement? = nil)
  case `return`(StepInstance, feedback: String)
  case skip(StepInstance, because: String)
  case reopen(StepInstance, because: String)
  /// Entries, or instances of the step, by their keys; no keys: everything stale in the step.
  case confirm(StepID, [EntryKey], because: String? = nil)
  case compute(StepID, Computation)
  case settle(StepInstance, isAsked: Bool)
  case close(because: String? = nil)
  case reopenAudit(because: String)
}
