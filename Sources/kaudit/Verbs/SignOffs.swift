import ArgumentParser
import AuditCore
import AuditStore

/// One command about one step or entry: opens the audit, does it, says what was recorded.
struct Deed {
  private let place: AuditPlace
  private let target: Target
  private let voice: Voice

  init(_ arguments: [String], _ voice: Voice) throws {
    var arguments = arguments
    place = try AuditPlace.take(from: &arguments)
    guard let first = arguments.first else { throw Stop(.usage, "name a step, as STEP or STEP/ENTRY") }
    try refuseFurther(Array(arguments.dropFirst()))
    target = try Target(first, withField: false)
    self.voice = voice
  }

  func carryOut(as who: Who, _ command: (Target, OpenAudit) throws -> Command) throws {
    try OpenAudit.writing(place) { audit in
      let words = ChangeWords(audit, voice)
      words.say(try audit.perform([try command(target, audit)], as: who))
    }
  }
}

/// `kaudit submit [AUDIT] STEP`
struct Submit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Hand in a step, or all that is open in a group; what is missing is named.",
    discussion: "  kaudit submit acme.yaml team")

  @Argument(help: ArgumentHelp("AUDIT (optional), STEP.", valueName: "argument"))
  var arguments: [String]

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    try Deed(arguments, voice).carryOut(as: who) { target, _ in .submit(try target.wholeStep()) }
  }
}

/// `kaudit approve [AUDIT] STEP`
struct Approve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Sign off a step that was handed in.",
    discussion: """
      The signature stands under exactly what `kaudit show STEP` shows; it lapses when that changes. Whoever handed a \
      step in cannot sign it off.

        kaudit approve acme.yaml team --as 'Grace Hopper'
      """)

  @Argument(help: ArgumentHelp("AUDIT (optional), STEP.", valueName: "argument"))
  var arguments: [String]

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    try Deed(arguments, voice).carryOut(as: who) { target, audit in
      let step = try target.wholeStep()
      guard audit.workflow[step] != nil else {
        throw Refusal.unknownStep(step, candidates: audit.workflow.steps.map(\.id))
      }
      return .approve(step, content: try audit.session.content(of: step))
    }
  }
}

/// `kaudit confirm [AUDIT] STEP[/ENTRY]`
struct Confirm: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Say that stale entries were looked at and stand.",
    discussion: """
        kaudit confirm acme.yaml assets/A07
        kaudit confirm acme.yaml assets --because 'the new owner knows them all'
      """)

  @Argument(
    help: ArgumentHelp("AUDIT (optional), STEP for all that is stale, or STEP/ENTRY.", valueName: "argument"))
  var arguments: [String]

  @Option(help: "What was looked at.")
  var because: String?

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    try Deed(arguments, voice).carryOut(as: who) { target, _ in
      .confirm(target.step, target.key.map { [$0] } ?? [], because: because)
    }
  }
}
