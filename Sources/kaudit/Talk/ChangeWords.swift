import AuditCore
import AuditStore

/// What a command has recorded, and what that has made stale.
struct ChangeWords {
  private let audit: OpenAudit
  private let language: Language

  /// The sign-offs that stood before.
  private let signed: [StepID]

  /// Made before the command is carried out, so that sign-offs that lapse by it can be told.
  init(_ audit: OpenAudit, _ language: Language) {
    self.audit = audit
    self.language = language
    signed = audit.workflow.steps.map(\.id).filter { audit.state.row($0)?.signOff != nil }
  }

  func say(_ entries: [LogEntry]) {
    let console = Console.standard
    guard let last = entries.last else {
      return console.print(language.words("nothing changes: it is recorded so already", "没有变化：已有相同记录"))
    }
    for entry in entries {
      console.print("\(entry.sequence)  \(entry.event?.words(in: language) ?? entry.kind)")
    }
    for step in signed where audit.state.row(step)?.signOff == nil {
      console.print(
        language.words(
          "the sign-off of \(step) has lapsed: what was signed has changed", "\(step) 的批准已失效：所批准的内容已变更"))
    }
    for line in overtaken(by: Set(entries.map(\.sequence))) { console.print(line) }
    if audit.state.sequence == last.sequence { sayNext(console) }
  }

  /// What rests on what these events have changed.
  private func overtaken(by sequences: Set<Int>) -> [String] {
    audit.workflow.steps.flatMap { step -> [String] in
      guard let row = audit.state.row(step.id), row.state == .stale || row.staleCount > 0 else { return [] }
      var lines: [String] = []
      if row.causes.contains(where: { sequences.contains($0.sequence) }) {
        lines.append(language.words("stale: \(step.id)", "需复核：\(step.id)"))
      }
      for entry in audit.state.knownEntries(of: step.id)
      where entry.causes.contains(where: { sequences.contains($0.sequence) }) {
        lines.append(
          language.words("stale: \(EntryID(step.id, entry.key))", "需复核：\(EntryID(step.id, entry.key))"))
      }
      return lines
    }
  }

  private func sayNext(_ console: Console) {
    for step in audit.workflow.steps where audit.state.state(step.id) == .submitted {
      let role = step.approver.flatMap { audit.workflow.roles[$0]?.label[language] } ?? ""
      console.print(language.words("\(step.id) awaits the sign-off of \(role)", "\(step.id) 等待\(role)批准"))
    }
  }
}
