public import AuditCore

/// Something that happened, as the log keeps it.
public struct LoggedEvent: Sendable {
  public let event: Event
  public let stamp: Stamp

  public init(_ event: Event, _ stamp: Stamp) {
    self.event = event
    self.stamp = stamp
  }
}

/// Who made a difference, when and why.
public struct Reason: Hashable, Sendable {
  /// The side on which it happened: the old one where it was undone, or went on by itself.
  public enum Side: String, Hashable, Sendable { case old, new }

  public let side: Side
  public let stamp: Stamp
  public let because: String?
  public let origin: Origin?
  /// What it happened to.
  public let subject: EntryID?

  init(
    _ side: Side, _ stamp: Stamp, because: String? = nil, origin: Origin? = nil, subject: EntryID? = nil
  ) {
    self.side = side
    self.stamp = stamp
    self.because = because
    self.origin = origin
    self.subject = subject
  }
}

/// What happened on each side since the two were one, to say why they differ.
///
/// Where they never were one, the stamps of the answers tell who and when.
public struct Reasons: Sendable {
  private let events: [(side: Reason.Side, logged: LoggedEvent)]
  /// For each entry, the events about it, in order.
  private let ofEntry: [EntryID: [Int]]

  public init(old: [LoggedEvent] = [], new: [LoggedEvent] = []) {
    events = old.map { (.old, $0) } + new.map { (.new, $0) }
    var ofEntry: [EntryID: [Int]] = [:]
    for (place, (_, logged)) in events.enumerated() {
      switch logged.event {
      case .entryAnswered(let id, _, _, _), .entryRemoved(let id, _, _):
        ofEntry[id, default: []].append(place)
      case .entriesRenamed(let step, let keys, _, _):
        // From here on, an old name is that of another entry.
        let before = keys.map { old, new in
          (EntryID(step, new), ofEntry.removeValue(forKey: EntryID(step, old)) ?? [])
        }
        for (id, places) in before { ofEntry[id] = places + [place] }
      default: break
      }
    }
    self.ofEntry = ofEntry
  }

  /// Why an answer differs, the decisive event last; those of the new side where both have touched it.
  public func of(_ change: FieldChange, in entry: EntryID) -> [Reason] {
    let places = (ofEntry[entry] ?? []).filter { place in
      guard case .entriesRenamed = events[place].logged.event else { return true }
      return events[place].logged.stamp.sequence == change.new?.stamp.sequence
    }
    let found = reasons(places) { event in
      switch event {
      case .entryAnswered(_, let answers, _, _): answers.contains { $0.field == change.field }
      default: true
      }
    }
    if !found.isEmpty { return found }
    return change.new.map { [Reason(.new, $0.stamp, origin: $0.origin)] } ?? []
  }

  /// Why an entry went.
  public func ofRemoval(of entry: EntryID) -> [Reason] {
    let places = ofEntry[entry] ?? []
    let removals = reasons(places.filter { events[$0].side == .new }) { event in
      if case .entryRemoved = event { true } else { false }
    }
    // Where the new side did not take it away, the old one has added it.
    return removals.isEmpty ? reasons(places) { _ in true } : Array(removals.suffix(1))
  }

  /// What brought a step into a state; nothing where other steps did.
  public func of(_ state: StepState, of instance: StepInstance) -> Reason? {
    lastReason { event in
      guard event.instance == instance else { return false }
      switch (state, event) {
      case (.submitted, .stepSubmitted), (.submitted, .staleConfirmed), (.submitted, .resultComputed),
        (.done, .stepSubmitted), (.done, .stepApproved), (.done, .staleConfirmed), (.done, .resultComputed),
        (.returned, .stepReturned), (.returned, .resultComputed), (.skipped, .stepSkipped),
        (.started, .stepReopened), (.ready, .stepReopened), (.ready, .conditionSettled),
        (.notAsked, .conditionSettled):
        return true
      default: return false
      }
    }
  }

  /// The first that happened to the content of these steps, which made a sign-off lapse.
  public func ofLapse(of steps: Set<StepID>) -> Reason? {
    events.first { _, logged in
      guard let step = logged.event.step, steps.contains(step) else { return false }
      switch logged.event {
      case .entryAnswered, .entryRemoved, .entriesRenamed, .stepReturned, .stepSkipped, .stepReopened,
        .resultComputed,
        .conditionSettled:
        return true
      case .auditStarted, .auditDescribed, .stepSubmitted, .stepApproved, .staleConfirmed, .auditClosed,
        .auditReopened:
        return false
      }
    }.map(reason)
  }

  /// Who described the audit anew, or closed or reopened it.
  public func of(_ head: HeadChange.Head) -> Reason? {
    lastReason { event in
      switch (head, event) {
      case (.title, .auditDescribed), (.language, .auditDescribed), (.asOf, .auditDescribed),
        (.closed, .auditClosed), (.closed, .auditReopened):
        true
      default: false
      }
    }
  }

  private func lastReason(where concerns: (Event) -> Bool) -> Reason? {
    guard let place = events.lastIndex(where: { concerns($0.logged.event) }) else { return nil }
    return reason(events[place])
  }

  private func reasons(_ places: [Int], where concerns: (Event) -> Bool) -> [Reason] {
    let found = places.map { events[$0] }.filter { concerns($0.logged.event) }
    let new = found.filter { $0.side == .new }
    return (new.isEmpty ? found : new).map(reason)
  }

  private func reason(_ found: (side: Reason.Side, logged: LoggedEvent)) -> Reason {
    let stamp = found.logged.stamp
    switch found.logged.event {
    case .entryAnswered(let id, _, let because, let origin), .entryRemoved(let id, let because, let origin):
      return Reason(found.side, stamp, because: because, origin: origin, subject: id)
    case .entriesRenamed(let step, let keys, let because, let origin):
      let subject = keys.count == 1 ? keys.first.map { EntryID(step, $0.key) } : EntryID(step)
      return Reason(found.side, stamp, because: because, origin: origin, subject: subject)
    case .stepSkipped(_, let because), .stepReopened(_, let because), .auditReopened(let because):
      return Reason(found.side, stamp, because: because)
    case .stepReturned(_, let feedback): return Reason(found.side, stamp, because: feedback)
    case .staleConfirmed(_, _, let because), .auditClosed(let because):
      return Reason(found.side, stamp, because: because)
    case .auditStarted, .auditDescribed, .stepSubmitted, .stepApproved, .resultComputed, .conditionSettled:
      return Reason(found.side, stamp, subject: found.logged.event.step.map { EntryID($0) })
    }
  }
}
