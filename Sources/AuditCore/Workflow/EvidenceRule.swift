/// What evidence an entry of a step, or the answer to a field, must cite: how much, and of which kinds.
///
/// Evidence is cited by the keys of entries of the workflow's register of evidence; its `kind` says what sort it is. An
/// entry cites what its answers cite, and what their fields name in that register.
public struct EvidenceRule: Sendable {
  /// When the rule holds, on the entry; always where nothing is said.
  public internal(set) var condition: Rule?
  /// The kinds that count; every kind where none is given.
  public let kinds: [Vocabulary.Item]
  public let atLeast: Int
  /// How many different kinds there must be among what counts: triangulation.
  public let differentKinds: Int
  /// What to say where it is lacking, instead of the count.
  public let message: Text?
  /// A warning is shown, but holds nothing back.
  public let isWarning: Bool

  public init(
    condition: Rule? = nil, kinds: [Vocabulary.Item] = [], atLeast: Int = 1, differentKinds: Int = 0,
    message: Text? = nil, isWarning: Bool = false
  ) {
    self.condition = condition
    self.kinds = kinds
    self.atLeast = atLeast
    self.differentKinds = differentKinds
    self.message = message
    self.isWarning = isWarning
  }

  /// The field of the register of evidence that says what sort an entry is.
  public static let kind: FieldID = "kind"
}
