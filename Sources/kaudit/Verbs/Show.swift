import ArgumentParser
import AuditCore
import AuditStore
import Diagnostics

/// `kaudit show [AUDIT] STEP[/ENTRY[.FIELD]]`
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the answers of a step or entry, who gave them, or a computed result.",
    discussion: """
        kaudit show acme.yaml members
        kaudit show acme.yaml assets/A07
        kaudit show acme.yaml gaps --format json
      """)

  @Argument(
    help: ArgumentHelp("AUDIT (optional), STEP, STEP/ENTRY or STEP/ENTRY.FIELD.", valueName: "argument"))
  var arguments: [String]

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    guard let first = arguments.first else { throw Stop(.usage, "name a step, as STEP or STEP/ENTRY") }
    try refuseFurther(Array(arguments.dropFirst()))
    let written = try Target(first, withField: true)
    try OpenAudit.reading(place) { audit in
      guard let step = audit.workflow[written.step] else {
        throw Refusal.unknownStep(written.step, candidates: audit.workflow.steps.map(\.id))
      }
      try audit.session.load(readBy: step.id)
      let target = try written.meant(in: audit)
      let words = ShowWords(audit, step, voice.language(of: audit), reader: who.known)
      if step.isGroup { return words.group() }
      if case .review(let review) = step.kind, voice.format == .text { return words.review(review) }
      if step.isComputed { return voice.format == .json ? words.resultJSON() : words.result() }
      if let key = target.key ?? (step.isRegister ? nil : .only) {
        guard let entry = audit.state.entry(EntryID(step.id, key)) else {
          if !step.isRegister { return words.empty() }
          let instance = StepInstance(step.id, key)
          if audit.state.row(of: instance) != nil {
            let entries = audit.state.entries(in: instance)
            return voice.format == .json ? words.entriesJSON(entries) : words.register(entries)
          }
          throw Refusal.unknownEntry(EntryID(step.id, key))
        }
        return voice.format == .json ? words.entriesJSON([entry]) : words.entry(entry, only: target.field)
      }
      let entries = audit.state.entries(of: step.id)
      voice.format == .json ? words.entriesJSON(entries) : words.register(entries)
    }
  }
}
