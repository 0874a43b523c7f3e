import ArgumentParser
import AuditCore
import AuditStore
import Diagnostics
import WorkflowYAML

/// `kaudit import [AUDIT] STEP TABLE`
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take the entries of a register from a table: CSV or XLSX.",
    discussion: """
      Columns are found by the names of fields; --column maps others. Everything that is wrong in the table is named \
      with its place, and then nothing is recorded. Entries that are there already are changed only with --because.

        kaudit import acme.yaml customers customers.csv --column revenue=revenue_usd
        kaudit import acme.yaml assets assets.xlsx --sheet Assets
      """)

  @Argument(help: ArgumentHelp("AUDIT (optional), STEP, TABLE.", valueName: "argument"))
  var arguments: [String]

  @Option(
    name: .customLong("column"),
    help: ArgumentHelp("Which column gives a field; may be repeated.", valueName: "field=column"))
  var columns: [String] = []

  @Option(help: "Which sheet of a workbook holds the table; not needed where it has only one.")
  var sheet: String?

  @Option(help: "What stands between several values in one cell (usually |).")
  var separator: String?

  @Option(help: "Why earlier answers are changed.")
  var because: String?

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  /// How many rows are made durable together.
  private static let batch = 5000

  func run() throws {
    var arguments = arguments
    // A table is no audit: only take the first argument for one when two others follow.
    let place = try arguments.count > 2 ? AuditPlace.take(from: &arguments) : AuditPlace.here()
    guard arguments.count == 2 else {
      throw Stop(.usage, "name a step and a table", help: "kaudit import AUDIT STEP TABLE")
    }
    let table = try Files.source(arguments[1])
    let mapped = try columns.map(Self.column)
    try OpenAudit.writing(place) { audit in
      let step = try Target(arguments[0], withField: false).step
      guard audit.workflow[step]?.isRegister == true else {
        throw audit.workflow[step] == nil
          ? Refusal.unknownStep(step, candidates: audit.workflow.steps.map(\.id))
          : Stop(.usage, "`\(step)` has no entries that a table could give")
      }
      let (entries, diagnostics) = AnswerText.entries(
        table, sheet: sheet, of: step, in: audit.workflow, columns: mapped, separator: separator)
      guard !diagnostics.containsError else { throw Stop.faulty(diagnostics) }
      Console.standard.say(diagnostics)
      try record(entries, step, audit)
    }
  }

  private func record(_ entries: [FileEntry], _ step: StepID, _ audit: OpenAudit) throws {
    let commands = entries.map { Command.answer($0.id, $0.answers, because: because, origin: .imported) }
    // With the registers that its references name, so that a wrong name is found before the first batch is recorded.
    try audit.session.load(readBy: step)
    let person = try who.name()
    try refuseTogether(zip(entries, commands), person, audit)
    var recorded = 0
    for start in stride(from: 0, to: commands.count, by: Self.batch) {
      let batch = Array(commands[start..<min(start + Self.batch, commands.count)])
      recorded += try audit.perform(batch, as: who).count
    }
    let spoken = voice.language(of: audit)
    switch voice.format {
    case .json:
      Console.standard.printJSON(
        Value.record(["rows": .integer(entries.count), "events": .integer(recorded)]).jsonText)
    case .text:
      Console.standard.print(
        spoken.words(
          "\(counted(entries.count, "row", "rows")) read, \(counted(recorded, "event", "events")) recorded",
          "读取 \(entries.count) 行，记录事件 \(recorded) 条"))
    }
  }

  /// No more refused rows than anybody reads are named: to offer a near name, each looks through a whole register.
  private static let most = 200

  /// Names the rows that would be refused, before anything is recorded.
  private func refuseTogether(
    _ rows: some Sequence<(FileEntry, Command)>, _ person: String, _ audit: OpenAudit
  ) throws {
    var diagnostics: [Diagnostic] = []
    for (entry, command) in rows where diagnostics.count < Self.most {
      do throws(Refusal) { _ = try decide(command, by: person, in: audit.state) } catch {
        if case .locked = error { throw error }
        let (message, help) = error.words(in: audit.state)
        diagnostics.append(Diagnostic("refused-row", message, at: entry.span, help: help))
      }
    }
    guard diagnostics.isEmpty else {
      let others = diagnostics.count < Self.most ? "" : "; only the first \(Self.most) refused rows are named"
      throw Stop(.refused, "nothing was recorded\(others)", diagnostics: diagnostics)
    }
  }

  private static func column(_ text: String) throws -> (field: String, column: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw Stop(.usage, "`\(text)` maps no column", help: "write --column FIELD=COLUMN")
    }
    return (parts[0], parts[1])
  }
}

/// `kaudit rename [AUDIT] STEP/ENTRY KEY …`
struct Rename: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give entries other keys; what was done for them, and all that names them, follows.",
    discussion: """
      Answers keep who gave them, and no step goes back. Sign-offs of what shows an old key lapse. A key that somebody \
      else gave, or of a step that was handed in, is changed only with --because. Several are renamed at once, so that \
      two can change their keys.

        kaudit rename acme.yaml assets/A07 CRM-07 --because 'numbers of the new inventory'
        kaudit rename acme.yaml assets/A07 A08 assets/A08 A07 --because 'listed the wrong way round'
      """)

  @Argument(
    help: ArgumentHelp("AUDIT (optional), then STEP/ENTRY and its new KEY.", valueName: "argument"))
  var arguments: [String]

  @Option(help: "Why.")
  var because: String?

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    guard !arguments.isEmpty, arguments.count % 2 == 0 else {
      throw Stop(.usage, "name an entry and its new key", help: "kaudit rename AUDIT STEP/ENTRY KEY …")
    }
    let pairs = try stride(from: 0, to: arguments.count, by: 2).map { place in
      guard !arguments[place + 1].isEmpty else { throw Stop(.usage, "the new key says nothing") }
      return (
        target: try Target(arguments[place], withField: false), key: try Target.key(arguments[place + 1])
      )
    }
    try OpenAudit.writing(place) { audit in
      let words = ChangeWords(audit, voice)
      words.say(try audit.perform(try commands(pairs, audit), as: who))
    }
  }

  /// One command a step, in the order in which they were named.
  private func commands(_ pairs: [(target: Target, key: EntryKey)], _ audit: OpenAudit) throws -> [Command] {
    var steps: [StepID] = []
    var keys: [StepID: [EntryKey: EntryKey]] = [:]
    for (target, key) in pairs {
      let entry = try target.meant(in: audit).entry
      if keys[entry.step] == nil { steps.append(entry.step) }
      guard keys[entry.step]?[entry.key] == nil else { throw Stop(.usage, "`\(entry)` is renamed twice") }
      keys[entry.step, default: [:]][entry.key] = try audit.key(meant: key, for: entry)
    }
    return steps.map { .rename($0, keys[$0] ?? [:], because: because) }
  }
}

/// `kaudit remove [AUDIT] STEP/ENTRY`
struct Remove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take an entry out of a register; the log keeps it.",
    discussion: "  kaudit remove acme.yaml assets/A07 --because 'the same as A03'")

  @Argument(help: ArgumentHelp("AUDIT (optional), STEP/ENTRY.", valueName: "argument"))
  var arguments: [String]

  @Option(help: "Why.")
  var because: String?

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    try Deed(arguments, voice).carryOut(as: who) { target, _ in .remove(target.entry, because: because) }
  }
}
