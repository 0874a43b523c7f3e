import AuditCompare
import AuditCore
import Diagnostics
import TestSupport
import WorkflowYAML

/// A small workflow and audits of it that happen at random, the same for the same seed.
struct RandomAudit {
  private(set) var state: AuditState
  private(set) var log: [LoggedEvent] = []
  private var random: SplitMix64

  static let workflow = make(text)

  static func make(_ text: String) -> Workflow {
    let (loaded, diagnostics) = WorkflowReader.read(SourceFile(name: "small.yaml", text: text)) { _ in nil }
    precondition(
      loaded != nil, diagnostics.map { DiagnosticPrinter(colour: false).text($0) }.joined(separator: "\n"))
    return loaded?.workflow ?? Workflow(id: "", version: "", title: Text(""), phases: [], steps: [])
  }

  static let text = """
    kaudit: 1
    workflow: small
    version: 1.0.0
    title: Small
    languages: [en]
    roles: {sponsor: Sponsor}
    vocabularies:
      kind: {general: General, leader: Leader}
    scales:
      maturity: {min: 0, max: 5, labels: {0: none, 1: a, 2: b, 3: c, 4: d, 5: all}}
    phases:
      - phase: only
        title: Only
        steps:
          - step: mandate
            title: Mandate
            ask:
              fields:
                access: {type: long_text}
                budget: {type: number, required: false}
          - step: assets
            title: Assets
            collect:
              key: id
              fields:
                id: {type: text}
                kind: {type: choice, of: kind}
                level: {type: scale, of: maturity}
                weight: {type: integer}
                users: {type: list, of: text, required: false}
                risk: {type: integer, value: this.weight * 2}
          - step: ratings
            title: Ratings
            rate: {subjects: assets, scale: maturity, raters: 2, blind: true}
    """

  init(seed: UInt64, workflow: Workflow = RandomAudit.workflow) {
    random = SplitMix64(seed: seed)
    state = AuditState(workflow: workflow)
    let opening = Opening(
      audit: "test", workflow: "small", version: "1.0.0", description: Description(language: .english),
      files: [])
    take(.auditStarted(opening))
  }

  mutating func take(_ event: Event, by person: String = "Ada") {
    let stamp = Stamp(sequence: log.count + 1, at: "2026-02-01T10:00:00Z", by: person)
    log.append(LoggedEvent(event, stamp))
    state.evolve(by: event, stamp)
  }

  mutating func answer(_ entry: EntryID, _ field: FieldID, _ answer: Answer, because: String? = nil) {
    var answers = [FieldAnswer(field, answer)]
    if entry.key != .only, state.entry(entry) == nil {
      answers.insert(FieldAnswer("id", Answer(.text(entry.key.written))), at: 0)
    }
    take(.entryAnswered(entry, answers, because: because, origin: .person))
  }

  /// So many things happen.
  mutating func live(_ count: Int) {
    for _ in 0..<count {
      let key = EntryKey(["A\(Int.random(in: 0..<12, using: &random))"])
      switch Int.random(in: 0..<10, using: &random) {
      case 0: take(.entryRemoved(EntryID("assets", key), because: "gone", origin: .person))
      case 1: answer(EntryID("mandate"), "access", Answer(.text(text())), because: "asked again")
      case 2: answer(EntryID("assets", key), "weight", .withdrawn)
      default:
        let (field, value) = someAnswer()
        answer(EntryID("assets", key), field, value, because: "looked again")
      }
    }
  }

  private mutating func someAnswer() -> (FieldID, Answer) {
    let evidence = Bool.random(using: &random) ? ["E1"] : []
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      return ("kind", Answer(.text(Bool.random(using: &random) ? "general" : "leader"), evidence: evidence))
    case 1: return ("level", Answer(.integer(Int.random(in: 0...5, using: &random)), evidence: evidence))
    case 2: return ("users", Answer(.list([.text(text()), .text(text())])))
    default:
      return Bool.random(using: &random)
        ? ("weight", Answer(.integer(Int.random(in: 0...3, using: &random))))
        : ("weight", Answer(.nonAnswer(.later, because: text())))
    }
  }

  private mutating func text() -> String {
    ["sales", "sales ", "客户档案，", "客户档案", "é", "e\u{301}"].randomElement(using: &random) ?? ""
  }
}
