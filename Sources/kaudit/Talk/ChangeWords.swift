import AuditCore
import AuditStore

/// What a command has recorded, and what that has made stale.
struct ChangeWords {
  private let audit: OpenAudit
  private let voice: Voice
  private let language: Language

  /// The sign-offs that stood before.
  private let signed: [StepInstance]

  /// Made before the command is carried out, so that sign-offs that lapse by it can be told.
  init(_ audit: OpenAudit, _ voice: Voice) {
    self.audit = audit
    self.voice = voice
    language = voice.language(of: audit)
    signed = audit.signedSteps
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
    for line in consequences(of: entries) + (audit.state.sequence == last.sequence ? awaited : []) {
      console.print(line)
    }
  }

  /// What has followed from it: notes of what was handed in, sign-offs that have lapsed, what has become stale.
  func consequences(of entries: [LogEntry]) -> [String] {
    var lines: [String] = []
    for case .stepSubmitted(let step) in entries.compactMap(\.event) {
      lines += Completeness(audit.state).warnings(of: step).map {
        language.words("note: ", "提示：") + $0.words(in: language)
      }
    }
    lines += lapsed.map { step in
      language.words(
        "the sign-off of \(step) has lapsed: what was signed has changed", "\(step) 的批准已失效：所批准的内容已变更")
    }
    lines += overtaken(by: Set(entries.map(\.sequence))).map { place in
      language.words("stale: \(place)", "需复核：\(place)")
    }
    return lines
  }

  private var lapsed: [StepInstance] { signed.filter { audit.state.row(of: $0)?.signOff == nil } }

  private func value(_ entries: [LogEntry]) -> Value {
    let events = entries.map { entry in
      Value.record([
        "sequence": .integer(entry.sequence), "kind": .text(entry.kind), "body": entry.event?.body ?? .none,
      ])
    }
    return .record([
      "events": .list(events), "lapsed": .list(lapsed.map { .text($0.description) }),
      "stale": .list(overtaken(by: Set(entries.map(\.sequence))).map(Value.text)),
    ])
  }

  /// The steps and entries that rest on what these events have changed.
  private func overtaken(by sequences: Set<Int>) -> [String] {
    audit.workflow.steps.flatMap { step -> [String] in
      guard let row = audit.state.row(step.id), row.state != .locked else { return [] }
      let whole = audit.state.instances(of: step.id).filter { instance in
        audit.state.row(of: instance)?.causes.contains { sequences.contains($0.sequence) } ?? false
      }.map(\.description)
      let entries = audit.state.knownEntries(of: step.id).filter { entry in
        entry.causes.contains { sequences.contains($0.sequence) }
      }
      return whole + entries.map { EntryID(step.id, $0.key).description }
    }
  }

  /// The steps and instances that wait for a sign-off, with the role, and with its holders where those are known.
  var awaited: [String] {
    let isKnown = audit.workflow.roleSteps.allSatisfy(audit.state.isWhole)
    let words = TurnWords(language: language)
    return audit.workflow.steps.filter { $0.approver != nil }.flatMap { step in
      let role = step.approver.map { audit.workflow.title(ofRole: $0, at: step.id)[language] } ?? ""
      return audit.state.instances(of: step.id).filter {
        audit.state.state(of: $0) == .submitted && audit.state.blockers(ofSigning: $0).isEmpty
      }.map { instance in
        let who = isKnown ? audit.state.signing(of: instance).map(words.who) ?? role : role
        return language.words("\(instance) awaits the sign-off of \(who)", "\(instance) 等待\(who)批准")
      }
    }
  }
}
