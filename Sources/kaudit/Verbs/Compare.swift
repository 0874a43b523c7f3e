import ArgumentParser
import AuditCompare
import AuditCore
import Glibc

/// `kaudit compare A[@MOMENT] [B[@MOMENT]]`
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say what differs between two records, or two moments of one: what, who, when and why.",
    discussion: """
      A and B are records or audit files that have one; `@` names a moment: an event (`@120`), the end of a day \
      (`@2026-02-01`), or a time in UTC (`@2026-02-01T09:30:00Z`). A moment alone is compared with the record as it \
      stands. Entries are matched by step and key, answers by field.

        kaudit compare acme.kaudit@120
        kaudit compare acme.kaudit@2026-02-01 acme.kaudit@2026-03-01 --step assets
        kaudit compare 2025.kaudit 2026.kaudit --format markdown > changes.md
        kaudit compare @120 --no-cosmetic

      Exit codes, as of diff: 0 the same, 1 different, 2 trouble.
      """)

  @Argument(
    help: ArgumentHelp("A and B: records or audit files, each with a moment or without.", valueName: "audit"))
  var arguments: [String] = []

  @Option(help: ArgumentHelp("Look at one STEP or STEP/ENTRY only.", valueName: "step"))
  var step: String?

  @Flag(
    help: "Leave out what differs in spelling only: white space, width, closing punctuation, Unicode form.")
  var noCosmetic = false

  @OptionGroup var who: Who

  @Option(help: "Language to speak: en or zh (else the newer audit's).")
  var language: LanguageOption?

  @Option(help: "How to print: text, markdown or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  /// How a comparison ends.
  enum Verdict: Int32 {
    case same = 0
    case different = 1
    /// Whatever is wrong, also with the arguments.
    case trouble = 2
  }

  func run() throws {
    let (old, new) = try sides()
    var verdict = Verdict.same
    try ComparedAudit.reading(old, new) { before, now in verdict = try compare(before, now) }
    Console.standard.requireWritten(else: Verdict.trouble.rawValue)
    if verdict != .same { Glibc.exit(verdict.rawValue) }
  }

  private typealias Side = (place: AuditPlace, name: String, moment: Moment)

  private func sides() throws -> (Side, Side) {
    guard let first = arguments.first else {
      throw Stop(
        .usage, "name two records, or a moment of one", help: "e.g. `kaudit compare acme.kaudit@120`")
    }
    try refuseFurther(Array(arguments.dropFirst(2)))
    let old = try Self.side(first, beside: nil)
    if arguments.count == 2 { return (old, try Self.side(arguments[1], beside: old)) }
    guard old.moment != .now else {
      throw Stop(
        .usage, "`\(first)` is compared with nothing",
        help: "name another record, or a moment: \(Moment.forms)")
    }
    return (old, (old.place, old.place.record, .now))
  }

  /// A moment without a record is one of the first record, or of the audit in the folder.
  private static func side(_ argument: String, beside first: Side?) throws -> Side {
    let (audit, moment) = try Moment.split(argument)
    let place =
      if !audit.isEmpty { try AuditPlace(audit) } else { try first?.place ?? AuditPlace.here() }
    return (place, audit.isEmpty ? place.record + argument : argument, moment)
  }

  private func compare(_ old: ComparedAudit, _ new: ComparedAudit) throws -> Verdict {
    let shared = try old.shared(with: new)
    let reader = who.known
    let isHidden = { (entry: EntryID) in
      old.isHidden(entry, from: reader) || new.isHidden(entry, from: reader)
    }
    var comparison = Comparison(from: old.state, to: new.state, shared: shared, isHidden: isHidden)
    if let target = try wanted(old, new) { comparison = comparison.only(target.steps, key: target.key) }
    if noCosmetic { comparison = comparison.withoutCosmetic }
    let reasons =
      shared > 0
      ? try Reasons(old: old.events(after: shared), new: new.events(after: shared)) : Reasons()
    let compared = Compared(
      old: old, new: new, shared: shared, comparison: comparison, reasons: reasons, isHidden: isHidden)
    let spoken = language?.language ?? new.state.description.language
    switch format {
    case .text: CompareWords(compared, spoken, showsAll: step != nil).say()
    case .markdown: CompareDocument(compared, spoken, showsAll: step != nil).say()
    case .json: Console.standard.printJSON(CompareReport(compared).value.jsonText)
    }
    return comparison.isEmpty ? .same : .different
  }

  /// The step that is looked at, with the steps in it, and the entry.
  private func wanted(_ old: ComparedAudit, _ new: ComparedAudit) throws -> (
    steps: Set<StepID>, key: EntryKey?
  )? {
    guard let step else { return nil }
    let written = try Target(step, withField: false)
    let target =
      written.key == nil
      ? written : Target(written.step, new.state.meant(by: written.entry).key, written.field)
    let workflows = [new.state.workflow, old.state.workflow]
    guard workflows.contains(where: { $0[target.step] != nil }) else {
      throw Stop(
        .unknownStep(target.step, candidates: workflows.flatMap { $0.steps.map(\.id) }), in: new.state)
    }
    let instance = StepInstance(target.step, target.entry.key)
    guard
      target.key == nil
        || [old.state, new.state].contains(where: {
          $0.entry(target.entry) != nil || $0.row(of: instance) != nil
        })
    else {
      throw Stop(.unknownEntry(target.entry), in: new.state)
    }
    return (Set(workflows.flatMap { $0.steps(within: target.step) }), target.key)
  }
}

/// A comparison with all that is said about it.
struct Compared {
  let old: ComparedAudit
  let new: ComparedAudit
  /// How many first events both have in common; none where they are different audits.
  let shared: Int
  let comparison: Comparison
  let reasons: Reasons
  /// Whether an entry is a score that the reader may not see yet.
  let isHidden: (EntryID) -> Bool

  /// What made the sign-off of a step lapse, where it did.
  func lapse(_ change: StepChange) -> Reason? {
    guard let shift = change.signature, shift.old != nil, shift.new == nil else { return nil }
    let reason = reasons.ofLapse(
      of: Set([old, new].flatMap { $0.state.workflow.steps(within: change.step) }))
    return reason?.subject.map(isHidden) == true ? nil : reason
  }
}
