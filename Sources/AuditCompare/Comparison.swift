public import AuditCore

/// What differs between two audits, or between two moments of one: from `old` to `new`.
///
/// A pure function of the two states; who changed what and why is for `Reasons`.
public struct Comparison: Hashable, Sendable {
  /// What differs in how the audit is called and by which workflow it is done.
  public internal(set) var heads: [HeadChange] = []
  /// The steps in which something differs: in the order of the new workflow, then those that only the old one has.
  public internal(set) var steps: [StepChange] = []
  /// Scores that were not compared, because the reader may not see them yet.
  public internal(set) var hidden: [HiddenScores] = []

  public var isEmpty: Bool { heads.isEmpty && steps.isEmpty }

  /// The same, read from `new` to `old`.
  public var inverse: Comparison {
    var inverse = self
    inverse.heads = heads.map { HeadChange(what: $0.what, shift: $0.shift.inverse) }
    inverse.steps = steps.map(\.inverse)
    return inverse
  }

  /// Without what differs only in its spelling: white space, full or half width, closing punctuation, Unicode form,
  /// rounding.
  public var withoutCosmetic: Comparison {
    var kept = self
    kept.steps = steps.map(\.withoutCosmetic).filter { !$0.isEmpty }
    return kept
  }

  /// Of some steps only, or of one entry or instance of them.
  public func only(_ wanted: Set<StepID>, key: EntryKey? = nil) -> Comparison {
    var kept = Comparison()
    kept.hidden = hidden.filter { wanted.contains($0.step) }
    kept.steps = steps.filter { wanted.contains($0.step) }
    guard let key else { return kept }
    kept.steps = kept.steps.compactMap { change in
      // What is answered in an instance has its key before its own.
      let entries = change.entries.filter { $0.id.key.parts.starts(with: key.parts) }
      var kept = StepChange(step: change.step, presence: change.presence, entries: entries)
      kept.instances = change.instances.filter { $0.instance.key == key }
      return kept.entries.isEmpty && kept.instances.isEmpty ? nil : kept
    }
    return kept
  }
}

/// What something was, and what it is now.
public struct Shift<Content: Hashable & Sendable>: Hashable, Sendable {
  public let old: Content
  public let new: Content

  public init(_ old: Content, _ new: Content) {
    self.old = old
    self.new = new
  }

  /// Nothing where both are the same.
  init?(from old: Content, to new: Content) {
    guard old != new else { return nil }
    self.init(old, new)
  }

  public var inverse: Shift { Shift(new, old) }
}

/// Something about the audit as a whole that differs.
public struct HeadChange: Hashable, Sendable {
  public enum Head: String, Hashable, Sendable, CaseIterable {
    case audit, title, language
    case asOf = "as_of"
    case workflow, version, closed
  }

  public let what: Head
  public let shift: Shift<String?>
}

/// Scores of a blind rating that stayed out of a comparison.
public struct HiddenScores: Hashable, Sendable {
  public let step: StepID
  public let count: Int
}
