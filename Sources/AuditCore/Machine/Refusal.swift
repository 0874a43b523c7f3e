/// Why the state of the audit does not allow a command, and what would help.
public enum Refusal: Error, Hashable, Sendable {
  case alreadyStarted
  case notStarted
  case closed
  case notClosed
  case unknownStep(StepID, candidates: [StepID])
  case unknownField(FieldID, StepID, candidates: [FieldID])
  case unknownEntry(EntryID)
  case notAnswerable(StepID, StepKind)
  /// An instance is named of a step that is done once.
  case notDoneForEach(StepID)
  /// A step is meant that is done for each entry of a register, but not for which of them.
  case namesNoInstance(StepID)
  case locked(StepInstance, waitsFor: [StepID])
  case cannot(String, StepInstance, StepState)
  case computedField(FieldID, StepID)
  /// The entries of the step are called after what they are about.
  case noKeyOfItsOwn(StepID)
  /// An entry, or what was done for one that is gone, is called so already.
  case nameTaken(EntryID)
  /// Several entries would be called so.
  case nameShared(EntryID)
  /// With this key, the entry would be one of another instance of its step, told apart by the field.
  case movedByKey(EntryID, to: EntryKey, FieldID)
  /// The log knows the person whom the entry is about by that name.
  case knownByName(EntryID)
  /// The answer for a key field says something else than the key.
  case keyMismatch(EntryID, FieldID)
  case badKey(EntryID, expected: [FieldID], KeyFault)
  case badValue(EntryID, FieldID, Mismatch)
  case unknownReference(EntryID, FieldID, to: EntryID, candidates: [EntryKey])
  case answeredBefore(EntryID, FieldID, was: Answer, Stamp)
  case ratedByAnother(EntryID, rater: String)
  case ownRating(EntryID, rater: String)
  case reasonMissing(String)
  case incomplete(StepInstance, [Obstacle])
  /// Checks of groups or of the whole do not hold, so that the audit cannot be closed.
  case auditIncomplete([Obstacle])
  case notInRole(person: String, role: String, holders: [String])
  case samePerson(String, StepInstance)
  /// Somebody else's work: these may open it again.
  case notOpenedBy(String, StepInstance, allowed: [String])
  /// Others may give the step back, who sign it, what is around it, or a review of it.
  case notReturnedBy(String, StepInstance, allowed: [String])
  case noSignOffNeeded(StepID)
  case nothingStale(StepID)
  /// Nothing that a review is of can be given back.
  case nothingToReturn(StepID)
  case openSteps([StepID])

  /// What sort of step it is, in words.
  public enum StepKind: String, Hashable, Sendable {
    case group = "a group of steps"
    case analysis = "computed"
    case review = "a sign-off"
  }
}

/// One thing that stands in the way of handing in a step.
public struct Obstacle: Hashable, Sendable {
  public let entry: EntryID
  public let field: FieldID?
  /// Where inside the answer to the field, where not the whole of it is meant.
  public let inside: [Inside]
  public let words: Words

  public enum Words: Hashable, Sendable {
    case unanswered
    case deferred(because: String)
    case tooFew(found: Int, needed: Int)
    case tooMany(found: Int, allowed: Int)
    case notUnique(with: EntryKey)
    case dangling(EntryID)
    case stale(String)
    case checkFailed(Text)
    /// A check could not be decided, for want of the named field.
    case undecided(Text?, missing: String)
    case checkBroken(Text?, why: String)
    case mismatch(Mismatch)
    case tooFewRaters(found: Int, needed: Int)
    case childOpen(StepInstance, StepState)
    /// It is answered, but not asked as its entry stands: the answer is kept and does not count.
    case setAside
    /// Evidence is cited too little, of the kinds that count.
    case lacksEvidence(found: Int, needed: Int, of: [Text])
    /// The evidence that is cited is of too few different kinds.
    case lacksKindsOfEvidence(found: Int, needed: Int)
  }

  public init(_ entry: EntryID, _ field: FieldID? = nil, inside: [Inside] = [], _ words: Words) {
    self.entry = entry
    self.field = field
    self.inside = inside
    self.words = words
  }
}

/// A text that is not what its field asks for: what was expected, and what would help.
public struct Mismatch: Error, Hashable, Sendable {
  public let message: String
  public let help: String?
  /// What was written, where names to choose from are known; whoever prints it can offer the nearest.
  public let written: String?
  public let candidates: [String]

  public init(_ message: String, help: String? = nil, written: String? = nil, candidates: [String] = []) {
    self.message = message
    self.help = help
    self.written = written
    self.candidates = candidates
  }
}
