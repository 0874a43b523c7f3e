import AuditCompare
import AuditCore
import AuditStore

/// One side of a comparison: a record as it stands, or as it was at a moment.
struct ComparedAudit {
  /// As it was named.
  let name: String
  let record: String
  let moment: Moment
  let state: AuditState
  /// The time of the last event taken in.
  let at: String
  private let session: AuditSession

  /// Whether a score is hidden from other raters by now; what was hidden then may be free since.
  func isHidden(_ entry: EntryID, from reader: String?) -> Bool {
    session.state.isHidden(entry, from: reader)
  }

  private init(_ audit: OpenAudit, _ name: String, _ moment: Moment) throws {
    self.name = name
    self.moment = moment
    record = audit.place.record
    session = audit.session
    if let sequence = try moment.sequence(in: audit.session, called: name) {
      state = try audit.session.state(at: sequence)
    } else {
      try audit.session.loadAll()
      state = audit.session.state
    }
    at = try session.history(from: state.sequence, count: 1).first?.at ?? ""
  }

  /// Opens both sides, hands them on, and closes them.
  static func reading(
    _ old: (place: AuditPlace, name: String, moment: Moment),
    _ new: (place: AuditPlace, name: String, moment: Moment),
    _ body: (ComparedAudit, ComparedAudit) throws -> Void
  ) throws {
    try OpenAudit.reading(old.place) { audit in
      let before = try ComparedAudit(audit, old.name, old.moment)
      if old.place.record == new.place.record {
        return try body(before, ComparedAudit(audit, new.name, new.moment))
      }
      try OpenAudit.reading(new.place) { try body(before, ComparedAudit($0, new.name, new.moment)) }
    }
  }

  // MARK: Histories

  /// How many first events two records have in common; none where they are different audits.
  func shared(with other: ComparedAudit) throws -> Int {
    let most = min(state.sequence, other.state.sequence)
    func isShared(_ sequence: Int) throws -> Bool {
      guard let digest = try session.history(from: sequence, count: 1).first?.digest else { return false }
      return try other.session.history(from: sequence, count: 1).first?.digest == digest
    }
    guard most > 0, try isShared(1) else { return 0 }
    // Each event holds the digest of the one before, so where one is the same, all before it are.
    var (same, different) = (1, most + 1)
    if try isShared(most) { same = most }
    while same + 1 < different, same < most {
      let middle = (same + different) / 2
      if try isShared(middle) { same = middle } else { different = middle }
    }
    return same
  }

  /// What happened after so many events, up to the moment.
  func events(after sequence: Int) throws -> [LoggedEvent] {
    guard sequence < state.sequence else { return [] }
    return try session.history(from: sequence + 1, count: state.sequence - sequence).compactMap { entry in
      entry.event.map { LoggedEvent($0, entry.stamp) }
    }
  }
}
