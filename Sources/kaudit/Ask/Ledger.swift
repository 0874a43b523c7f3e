import AuditCore
import AuditStore
import WorkflowYAML

/// The record as a dialogue uses it: opened for a moment to look or to record, never while somebody thinks.
final class Ledger {
  /// What became of something that was to be recorded.
  enum Outcome {
    case recorded([String])
    /// Nothing was recorded: the place says something else by now.
    case overtaken(by: Cell)
    /// Changing this answer needs a reason.
    case reasonNeeded(was: Cell?)
    case incomplete
    case refused(String, help: String?)
  }

  private let place: AuditPlace
  private let who: Who
  private let voice: Voice
  /// The workflow stays the same while the files are that it was made from.
  private var known: (files: [Opening.PinnedFile], workflow: Workflow)?

  init(_ place: AuditPlace, _ who: Who, _ voice: Voice) {
    self.place = place
    self.who = who
    self.voice = voice
  }

  private func workflow(_ pinned: PinnedFiles) throws -> Workflow {
    if let known, known.files == pinned.all { return known.workflow }
    let workflow = try OpenAudit.workflow(pinned)
    known = (pinned.all, workflow)
    return workflow
  }

  /// Looks at the record as it stands now.
  func look(_ body: (OpenAudit) throws -> Void) throws {
    try OpenAudit.reading(place, workflow: workflow, quietly: true, body)
  }

  /// Records one command, or tells why not.
  func record(_ command: (OpenAudit) throws -> Command) throws -> Outcome {
    try writing { audit in
      try self.perform(try command(audit), audit)
    }
  }

  /// Records an answer at a place, unless the place says something else than what the person was shown.
  func answer(_ spot: Spot, _ value: Value, shown: FieldSheet, because reason: String?) throws -> Outcome {
    try writing { audit in
      try audit.session.load(spot.entry)
      if audit.workflow[spot.entry.step]?.register != nil, audit.state.entry(spot.entry) == nil {
        throw Refusal.unknownEntry(spot.entry)
      }
      let cell = audit.workflow[spot.entry.step].flatMap {
        audit.state.entry(spot.entry)?.cell(spot.field, of: $0)
      }
      let whole = cell?.answer.value ?? .none
      var spot = spot
      if let row = spot.row, row >= shown.cell?.answer.value.list?.count ?? 0 {
        // A new row comes after those that came meanwhile.
        spot.row = max(row, whole.list?.count ?? 0)
      }
      let now = spot.value(in: whole)
      if let cell, now != spot.value(in: shown.cell?.answer.value ?? .none), now != value, reason == nil {
        return .overtaken(by: cell)
      }
      let new = spot.value(value, in: whole.isAbsent ? .none : whole)
      // The same again, or a part more or less, does not change what the whole rests on; another answer does.
      let proof = spot.part == nil && new != whole ? nil : cell?.answer
      let answer = Answer(
        new, evidence: proof?.evidence ?? [], source: proof?.source, confidence: proof?.confidence)
      return try self.give(answer, at: spot, over: cell, because: reason, audit)
    }
  }

  /// Records which evidence an answer cites, unless the answer is another one than the person was shown.
  func cite(_ evidence: [String], for spot: Spot, shown: FieldSheet, because reason: String?) throws
    -> Outcome
  {
    try writing { audit in
      try audit.session.load(spot.entry)
      let cell = audit.workflow[spot.entry.step].flatMap {
        audit.state.entry(spot.entry)?.cell(spot.field, of: $0)
      }
      guard let cell else { throw Refusal.unknownEntry(spot.entry) }
      if cell.answer != shown.cell?.answer, reason == nil { return .overtaken(by: cell) }
      var answer = cell.answer
      answer.evidence = evidence.map { EntryKey(written: $0).parts.joined(separator: ",") }
      return try self.give(answer, at: spot, over: cell, because: reason, audit)
    }
  }

  private func give(
    _ answer: Answer, at spot: Spot, over cell: Cell?, because reason: String?, _ audit: OpenAudit
  ) throws -> Outcome {
    let answers = [FieldAnswer(spot.field, answer)]
    do {
      return try perform(.answer(spot.entry, answers, because: reason), audit)
    } catch Refusal
      .answeredBefore(_, _, let was, let stamp)
    {
      // What was put off waits for an answer; that it comes is reason enough.
      if case .nonAnswer(.later, let why) = was.value, reason == nil {
        let because = voice.language(of: audit).words(
          "answered what was put off (\(why))", "补答此前暂缓的问题（\(why)）")
        return try perform(.answer(spot.entry, answers, because: because), audit)
      }
      return .reasonNeeded(was: Cell(answer: was, stamp: stamp, origin: cell?.origin ?? .person))
    }
  }

  private func perform(_ command: Command, _ audit: OpenAudit) throws -> Outcome {
    let words = ChangeWords(audit, voice)
    let entries = try audit.perform([command], as: who)
    guard let last = entries.last else {
      return .recorded([voice.language(of: audit).words("recorded so already", "已有相同记录")])
    }
    try audit.session.load(audit.workflow.roleSteps)
    let first = voice.language(of: audit).words(
      "✓ recorded (event \(last.sequence))", "✓ 已记录（事件 \(last.sequence)）")
    let isHandingIn = if case .submit = command { true } else { false }
    return .recorded([first] + words.consequences(of: entries) + (isHandingIn ? words.awaited : []))
  }

  private func writing(_ body: (OpenAudit) throws -> Outcome) throws -> Outcome {
    var outcome = Outcome.incomplete
    do {
      try OpenAudit.writing(place, workflow: workflow) { audit in
        do { outcome = try body(audit) } catch Refusal.incomplete { outcome = .incomplete } catch let refusal
          as Refusal
        {
          let (message, help) = refusal.words(in: audit.state)
          outcome = .refused(message, help: help)
        }
      }
    } catch let stop as Stop where stop.code == .refused {
      // Somebody else writes all the time, and has not come to an end.
      outcome = .refused(stop.message, help: stop.help)
    }
    return outcome
  }
}
