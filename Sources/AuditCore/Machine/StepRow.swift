/// What is kept for each step, and for each instance of one, beside its entries.
public struct StepRow: Hashable, Sendable {
  public internal(set) var state: StepState
  public internal(set) var entryCount = 0
  public internal(set) var staleCount = 0
  /// What made the step as a whole stale: changes in fields that its checks or its method read.
  public internal(set) var causes: [Cause] = []
  public internal(set) var submitted: Stamp?
  public internal(set) var signOff: SignOff?
  public internal(set) var signed: Stamp?
  /// Every sign-off that audit files have stated, also those that have lapsed, so that none counts twice.
  public internal(set) var statements: [SignOff.Statement] = []
  /// What the reviewer wrote, why it was skipped, or why the method gave no result.
  public internal(set) var remark: String?
  /// What the method gave; absent too where `isResultKnown` is false.
  public internal(set) var result: Computation?
  /// What entries are called by now, by what the result calls them, until it is worked out again.
  var names: [String: String] = [:]
  /// Whether its condition must be looked at before anything else is done.
  public internal(set) var isUnsettled = false
  /// Of an instance, its place among the others: the sequence of the event with which its entry came.
  public internal(set) var position = 0
  /// Whether the entry that it is done for was removed.
  public internal(set) var isGone = false
  /// Whether `result` is all there is: results are large, so they are loaded only where something reads them.
  public internal(set) var isResultKnown = true

  public init(state: StepState) { self.state = state }
}

/// A change that something rests on.
public struct Cause: Hashable, Sendable {
  /// How many entries of one step are named before the step as a whole is.
  static let mostOfOneStep = 50

  /// The entry that changed; one with an empty key stands for the step as a whole.
  public let entry: EntryID
  /// The fields that changed; none where the entry came or went.
  public let fields: [FieldID]
  /// The event that changed them.
  public let sequence: Int

  public init(entry: EntryID, fields: [FieldID], sequence: Int) {
    self.entry = entry
    self.fields = fields
    self.sequence = sequence
  }
}

/// One answered field: the answer, and who gave it when.
///
/// An object, because most cells of a large register are empty, and what is there is handed on and kept side by side.
public final class Cell: Hashable, Sendable {
  public let answer: Answer
  public let stamp: Stamp
  public let origin: Origin

  public init(answer: Answer, stamp: Stamp, origin: Origin) {
    self.answer = answer
    self.stamp = stamp
    self.origin = origin
  }

  public static func == (a: Cell, b: Cell) -> Bool {
    a === b || (a.stamp == b.stamp && a.origin == b.origin && a.answer == b.answer)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(answer)
    hasher.combine(stamp)
    hasher.combine(origin)
  }
}

/// An entry of a step: a cell for each field, in the order of the step's fields.
public struct Entry: Hashable, Sendable {
  public let key: EntryKey
  /// Its place among the entries: the sequence of the event with which it came.
  public let position: Int
  public internal(set) var cells: [Cell?]
  public internal(set) var causes: [Cause]

  public init(key: EntryKey, position: Int, cells: [Cell?], causes: [Cause] = []) {
    self.key = key
    self.position = position
    self.cells = cells
    self.causes = causes
  }

  public var isStale: Bool { !causes.isEmpty }
}
