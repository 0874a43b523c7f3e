import AuditCore
import AuditStore

/// What a command has recorded, and what that has made stale.
struct ChangeWords {
  private let audit: OpenAudit
  private let voice: Voice
  private let language: Language

  /// The sign-offs that stood before.
  private let signed: [StepID]

  /// Made before the command is carried out, so that sign-offs that lapse by it can be told.
  init(_ audit: OpenAudit, _ voice: Voice) {
    self.audit = audit
    self.voice = voice
    language = voice.language(of: audit)
    signed = audit.workflow.steps.map(\.id).filter { audit.state.row($0)?.signOff != nil }
  }

  func say(_ entries: [LogEntry]) {
    let console = Console.standard
    guard voice.format == .text else { return console.printJSON(value(entries).jsonText) }
    guard let last = entries.last else {
      return console.print(language.words("nothing changes: it is recorded so already", "没有变化：已有相同记录"))
    }
    for entry in entries {
      console.print("\(entry.sequence)  \(entry.event?.words(in: language) ?? entry.kind)")
    }
    for case .stepSubmitted(let step) in entries.compactMap(\.event) {
      for warning in Completeness(audit.state).warnings(of: step) {
        console.print(language.words("note: ", "提示：") + warning.words(in: language))
      }
    }
    for step in lapsed {
      console.print(
        language.words(
          "the sign-off of \(step) has lapsed: what was signed has changed", "\(step) 的批准已失效：所批准的内容已变更"))
    }
    for place in overtaken(by: Set(entries.map(\.sequence))) {
      console.print(language.words("stale: \(place)", "需复核：\(place)"))
    }
    if audit.state.sequence == last.sequence { sayNext(console) }
  }

  private var lapsed: [StepID] { signed.filter { audit.state.row($0)?.signOff == nil } }

  private func value(_ entries: [LogEntry]) -> Value {
    let events = entries.map { entry in
      Value.record([
        "sequence": .integer(entry.sequence), "kind": .text(entry.kind), "body": entry.event?.body ?? .none,
      ])
    }
    return .record([
      "events": .list(events), "lapsed": .list(lapsed.map { .text($0.name) }),
      "stale": .list(overtaken(by: Set(entries.map(\.sequence))).map(Value.text)),
    ])
  }

  /// The steps and entries that rest on what these events have changed.
  private func overtaken(by sequences: Set<Int>) -> [String] {
    audit.workflow.steps.flatMap { step -> [String] in
      guard let row = audit.state.row(step.id), row.state == .stale || row.staleCount > 0 else { return [] }
      let whole = row.causes.contains { sequences.contains($0.sequence) } ? [step.id.name] : []
      let entries = audit.state.knownEntries(of: step.id).filter { entry in
        entry.causes.contains { sequences.contains($0.sequence) }
      }
      return whole + entries.map { EntryID(step.id, $0.key).description }
    }
  }

  private func sayNext(_ console: Console) {
    for step in audit.workflow.steps where audit.state.state(step.id) == .submitted {
      let role = step.approver.flatMap { audit.workflow.roles[$0]?.label[language] } ?? ""
      console.print(language.words("\(step.id) awaits the sign-off of \(role)", "\(step.id) 等待\(role)批准"))
    }
  }
}
