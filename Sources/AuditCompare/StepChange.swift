public import AuditCore

/// What differs in one step.
public struct StepChange: Hashable, Sendable {
  public enum Presence: String, Hashable, Sendable {
    case both
    case onlyOld = "only_old"
    case onlyNew = "only_new"
  }

  public let step: StepID
  /// Which of the two workflows has the step.
  public let presence: Presence
  public internal(set) var fieldsOnlyOld: [FieldID] = []
  public internal(set) var fieldsOnlyNew: [FieldID] = []
  public internal(set) var state: Shift<StepState>?
  /// How many entries rest on what has changed.
  public internal(set) var staleCount: Shift<Int>?
  /// What the reviewer wrote, why it was skipped, or why the method gave no result.
  public internal(set) var remark: Shift<String?>?
  public internal(set) var signature: Shift<Signature?>?
  /// What differs in the instances of a step that is done for each entry, in the order of their keys.
  public internal(set) var instances: [InstanceChange] = []
  /// In the order of their keys.
  public internal(set) var entries: [EntryChange] = []
  /// By which method and version the step is computed.
  public internal(set) var method: Shift<String?>?
  /// What differs in the result, figure by figure.
  public internal(set) var figures: [FigureChange] = []

  init(step: StepID, presence: Presence, entries: [EntryChange] = []) {
    self.step = step
    self.presence = presence
    self.entries = entries
  }

  public var isEmpty: Bool {
    presence == .both && fieldsOnlyOld.isEmpty && fieldsOnlyNew.isEmpty && state == nil && staleCount == nil
      && remark == nil && signature == nil && instances.isEmpty && entries.isEmpty && method == nil
      && figures.isEmpty
  }

  var inverse: StepChange {
    let turned: Presence =
      switch presence {
      case .both: .both
      case .onlyOld: .onlyNew
      case .onlyNew: .onlyOld
      }
    var inverse = StepChange(step: step, presence: turned, entries: entries.map(\.inverse))
    inverse.fieldsOnlyOld = fieldsOnlyNew
    inverse.fieldsOnlyNew = fieldsOnlyOld
    inverse.state = state?.inverse
    inverse.staleCount = staleCount?.inverse
    inverse.remark = remark?.inverse
    inverse.signature = signature?.inverse
    inverse.instances = instances.map(\.inverse)
    inverse.method = method?.inverse
    inverse.figures = figures.map(\.inverse)
    return inverse
  }

  var withoutCosmetic: StepChange {
    var kept = self
    kept.figures.removeAll(where: \.isCosmetic)
    kept.entries = entries.compactMap(\.withoutCosmetic)
    return kept
  }
}

/// What differs in one instance of a step that is done for each entry of a register.
public struct InstanceChange: Hashable, Sendable {
  public let instance: StepInstance
  /// Nothing on the side that does not have the entry.
  public let state: Shift<StepState?>?
  public let remark: Shift<String?>?
  public let signature: Shift<Signature?>?

  var isEmpty: Bool { state == nil && remark == nil && signature == nil }

  var inverse: InstanceChange {
    InstanceChange(
      instance: instance, state: state?.inverse, remark: remark?.inverse, signature: signature?.inverse)
  }
}

/// Who signed a step off, in which role, when, and under which content.
public struct Signature: Hashable, Sendable {
  public let by: String
  /// A time, or the day that an audit file states.
  public let at: String
  public let role: String
  /// SHA-256 of the content that was signed.
  public let content: String
  /// Whether it was given elsewhere, and an audit file states it.
  public let isStated: Bool

  init?(_ row: StepRow) {
    guard let signOff = row.signOff else { return nil }
    by = signOff.stated?.by ?? row.signed?.by ?? ""
    at = signOff.stated?.date ?? row.signed?.at ?? ""
    role = signOff.role
    content = signOff.content
    isStated = signOff.stated != nil
  }
}

/// An entry that came, went, or says something else.
public struct EntryChange: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable { case added, removed, changed }

  public let id: EntryID
  public let kind: Kind
  /// The answers that differ, in the order of the step's fields; all of them where the entry came or went.
  public internal(set) var fields: [FieldChange]
  /// Computed fields that differ.
  public internal(set) var figures: [FigureChange]

  var inverse: EntryChange {
    let turned: Kind =
      switch kind {
      case .added: .removed
      case .removed: .added
      case .changed: .changed
      }
    return EntryChange(
      id: id, kind: turned, fields: fields.map(\.inverse), figures: figures.map(\.inverse))
  }

  fileprivate var withoutCosmetic: EntryChange? {
    var kept = self
    kept.fields.removeAll(where: \.isCosmetic)
    kept.figures.removeAll(where: \.isCosmetic)
    return kind == .changed && kept.fields.isEmpty && kept.figures.isEmpty ? nil : kept
  }
}

/// An answer that differs.
public struct FieldChange: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// There was no answer that can be worked with.
    case answered
    case takenBack = "taken_back"
    case changed
    /// Another level of a scale.
    case rerated = "re_rated"
    /// The same value with other evidence, source or confidence.
    case proof
  }

  public let field: FieldID
  public let old: Cell?
  public let new: Cell?
  /// Whether the field holds a level of a scale.
  public let isScore: Bool
  /// Whether the two differ in spelling only.
  public let isCosmetic: Bool

  public var kind: Kind {
    guard let old else { return .answered }
    guard let new else { return .takenBack }
    if old.answer.value.isAbsent, !new.answer.value.isAbsent { return .answered }
    if old.answer.value.isSame(as: new.answer.value) { return .proof }
    return isScore && !old.answer.value.isAbsent && !new.answer.value.isAbsent ? .rerated : .changed
  }

  var inverse: FieldChange {
    FieldChange(field: field, old: new, new: old, isScore: isScore, isCosmetic: isCosmetic)
  }
}

/// A computed value that differs.
public struct FigureChange: Hashable, Sendable {
  /// The way to it: names of members, and the names of rows.
  public let path: [String]
  /// Nothing where only the other result has it.
  public let old: Value?
  public let new: Value?

  public init(path: [String], old: Value?, new: Value?) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// Whether it is the same number but for the last digits, which follow the order of summing.
  public var isCosmetic: Bool {
    guard let old = old?.double, let new = new?.double else { return false }
    return abs(old - new) <= 1e-12 * max(abs(old), abs(new))
  }

  var inverse: FigureChange { FigureChange(path: path, old: new, new: old) }
}
