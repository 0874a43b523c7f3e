/// Whether anybody scores what is his or her own without a second, unrelated auditor scoring it too.
///
/// Method catalogue, step 1 (independence) and section 10.2.
public enum IndependenceCheck {
  public static let version = "independence/1"

  /// An auditor who scores something: an asset, a unit, a cell.
  public struct Scoring: Hashable, Sendable {
    public var auditor: String
    public var subject: String

    public init(auditor: String, subject: String) {
      self.auditor = auditor
      self.subject = subject
    }
  }

  /// What ties a person to a subject, such as `owner` or `member`.
  public struct Relation: Equatable, Sendable {
    public var person: String
    public var subject: String
    public var kind: String

    public init(person: String, subject: String, kind: String) {
      self.person = person
      self.subject = subject
      self.kind = kind
    }
  }

  /// A scoring by somebody who is not independent of it.
  public struct Conflict: Equatable, Sendable {
    public var auditor: String
    public var subject: String
    /// The kinds of relation, in byte order.
    public var relations: [String]
    /// Unrelated auditors who score the same, in byte order; empty: the conflict is open.
    public var secondedBy: [String]
    public var isOpen: Bool { secondedBy.isEmpty }
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// The open ones first, then by subject and auditor.
    public var conflicts: [Conflict]
    /// Scorings without any conflict.
    public var independent: Share
  }

  /// The conflicts, or everything that is wrong with the input. The same scoring given twice counts once.
  public static func run(_ scorings: [Scoring], relations: [Relation]) throws(MethodError) -> Outcome {
    var faults = FaultList()
    for (index, scoring) in scorings.enumerated() {
      faults.checkNamed(scoring.auditor, "#\(index + 1)", "auditor")
      faults.checkNamed(scoring.subject, "#\(index + 1)", "subject")
    }
    for (index, relation) in relations.enumerated() {
      faults.checkNamed(relation.person, "#\(index + 1)", "person")
      faults.checkNamed(relation.subject, "#\(index + 1)", "subject")
    }
    try faults.throwIfAny()
    var kinds: [Scoring: Set<String>] = [:]
    for relation in relations {
      kinds[Scoring(auditor: relation.person, subject: relation.subject), default: []].insert(relation.kind)
    }
    let distinct = Set(scorings)
    var unrelated: [String: [String]] = [:]
    for scoring in distinct where kinds[scoring] == nil {
      unrelated[scoring.subject, default: []].append(scoring.auditor)
    }
    let seconds = unrelated.mapValues { $0.inByteOrder() }
    let conflicts = distinct.compactMap { scoring in
      kinds[scoring].map {
        Conflict(
          auditor: scoring.auditor, subject: scoring.subject, relations: $0.inByteOrder(),
          secondedBy: seconds[scoring.subject] ?? [])
      }
    }.sorted {
      if $0.isOpen != $1.isOpen { return $0.isOpen }
      return precedes([$0.subject, $0.auditor], [$1.subject, $1.auditor])
    }
    return Outcome(
      basis: Basis(
        n: distinct.count, missing: 0, notApplicable: 0,
        parameters: [NamedValue("relations", relations.count)], methodVersion: version),
      conflicts: conflicts,
      independent: Share(distinct.count - conflicts.count, of: distinct.count, otherwise: .notGiven))
  }
}
