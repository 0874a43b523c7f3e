import ArgumentParser
import AuditCore
import AuditDocuments
import AuditStore
import Diagnostics
import WorkflowYAML

/// `kaudit run [AUDIT]`
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Start an audit, or go on with it, as far as its file goes.",
    discussion: """
      Records what the audit file says and what has changed in it, hands in every step that is complete, enters the \
      sign-offs the file states, computes the analyses, and says what is missing and from whom.

        kaudit run acme.yaml --as 'Ada Lovelace'

      In a terminal it then asks what is missing, question by question; `?` explains each. Every answer is recorded at \
      once: whoever leaves, and however, loses nothing, and the next run goes on from there. Without a terminal, with \
      --no-ask or with --format json it asks nothing.

      Exit code 3 when it waits for people, 2 when the file says something else than people answered elsewhere; 130 \
      after Ctrl-C.
      """)

  @Argument(help: ArgumentHelp("The audit file or record.", valueName: "audit"))
  var arguments: [String] = []

  @Flag(help: "Ask nothing, also in a terminal.") var noAsk = false

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    try refuseFurther(arguments)
    let person = try who.name()
    let begin = try who.time()
    if !Files.exists(place.record) {
      try start(place, person, begin)
    }
    var code = Stop.Code.done
    let asks = !noAsk && voice.format == .text && Terminal.isThere
    var language = Language.english
    try OpenAudit.writing(place) { audit in
      let time = try who.time(after: audit.session.lastTime)
      let file = try readFile(place, audit)
      let report = try UnattendedRun(audit: audit, file: file, person: person, time: time).go()
      let spoken = voice.language(of: audit)
      switch voice.format {
      case .text: try RunWords(audit: audit, report: report, language: spoken).say(asksNext: asks)
      case .json:
        Console.standard.printJSON(StatusReport(audit, try audit.turns()).value(spoken, run: report).jsonText)
      }
      code = Self.code(report, audit.state)
      language = spoken
    }
    if asks, code != .done { code = try ask(place, person, language, code) }
    if code != .done { exitProcess(code) }
  }

  /// Asks a person what is missing; gives how the run ends, `before` where it would have ended badly anyway.
  private func ask(
    _ place: AuditPlace, _ person: String, _ language: Language, _ before: Stop.Code
  ) throws -> Stop.Code {
    let ledger = Ledger(place, who, voice)
    var dialogue = Dialogue(ledger, person: person, language: language)
    let end = try dialogue.hold()
    var code = before
    try ledger.look { audit in
      let words = DialogueEnd(audit, language, name: place.file ?? place.workflow ?? place.record)
      code = try words.say(end, before)
    }
    return code
  }

  private static func code(_ report: UnattendedRun.Report, _ state: AuditState) -> Stop.Code {
    if !report.clashes.isEmpty || !report.ambiguous.isEmpty || !report.refusals.isEmpty { return .refused }
    let isOver = state.workflow.steps.allSatisfy { state.state($0.id).opensTheWay }
    return isOver ? .done : .waits
  }

  /// Creates the record, with the workflow, its vocabularies and the templates in it.
  private func start(_ place: AuditPlace, _ person: String, _ time: String) throws {
    let shelf = try Shelf.find()
    let (name, description, workflow) = try beginning(place, shelf)
    let templates = try shelf.templateFiles(with: place.folder)
    // Once they are pinned, mistakes in templates could not be mended any more.
    let unfit = Templates.documents(workflow.workflow, templates, areChecked: true).diagnostics
    guard !unfit.containsError else { throw Stop.faulty(unfit) }
    let opening = Opening(
      audit: name, workflow: workflow.workflow.id, version: workflow.workflow.version,
      description: description,
      files: [])
    let pinned =
      workflow.loaded.files.map { PinnedContent(name: $0.name, bytes: $0.source.bytes) } + templates
    do {
      let session = try AuditSession.create(
        at: place.record, opening: opening, files: pinned, workflow: workflow.workflow, by: person, at: time,
        salts: try Salts.generator())
      try session.close()
    } catch StoreError.exists {
      // Another first run was faster: this one goes on with what it began.
    }
  }

  /// What the audit is called and how it is done, from its file or from a workflow by itself.
  private func beginning(
    _ place: AuditPlace, _ shelf: Shelf
  ) throws -> (name: String, description: Description, workflow: WorkflowFile) {
    if let path = place.workflow {
      let workflow = try shelf.load(workflow: path)
      let language = voice.language?.language ?? workflow.workflow.languages.first ?? .english
      let description = Description(title: workflow.workflow.title[language], language: language)
      return (workflow.workflow.id, description, workflow)
    }
    guard let document = place.document else { throw Stop(.faulty, "there is no record `\(place.record)`") }
    let (file, workflow, diagnostics) = try shelf.load(audit: document)
    guard let file, let workflow, !diagnostics.containsError else { throw Stop.faulty(diagnostics) }
    Console.standard.say(diagnostics)
    return (file.audit, file.description, workflow)
  }

  /// The audit file, read against the workflow that the record pins.
  private func readFile(_ place: AuditPlace, _ audit: OpenAudit) throws -> AuditFile? {
    guard let document = place.document else { return nil }
    let (file, diagnostics) = try document.read(as: audit.workflow)
    guard let file, !diagnostics.containsError else { throw Stop.faulty(diagnostics) }
    warnOfOtherWorkflow(document, place.folder, audit)
    return file
  }

  /// A running audit keeps the files it began with; that others lie on the shelf is said.
  private func warnOfOtherWorkflow(_ document: AuditDocument, _ folder: String, _ audit: OpenAudit) {
    guard let name = document.workflow?.name, let shelf = try? Shelf.find(),
      let source = try? shelf.workflowFile(name, from: folder), let pinned = audit.state.opening?.files,
      case let changed = shelf.changed(pinned, workflow: source, folder: folder), !changed.isEmpty
    else { return }
    let more = changed.count > 6 ? " and \(changed.count - 6) more" : ""
    let verb = changed.count == 1 ? "has" : "have"
    Console.standard.remark(
      "note: \(listed(changed.prefix(6)))\(more) \(verb) changed since this audit began; the audit keeps the workflow "
        + "\(audit.workflow.version) that its record holds")
  }
}

/// Stops when something is left on the command line that nobody asked for.
func refuseFurther(_ arguments: [String]) throws(Stop) {
  if let extra = arguments.first {
    throw Stop(.usage, "`\(extra)` is too much here", help: "`--help` shows how the verb is used")
  }
}
