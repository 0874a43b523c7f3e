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
    try carryOutAll(as: who) { target, audit in [try command(target, audit)] }
  }

  func carryOutAll(as who: Who, _ commands: (Target, OpenAudit) throws -> [Command]) throws {
    try OpenAudit.writing(place) { audit in
      let words = ChangeWords(audit, voice)
      words.say(try audit.perform(try commands(try target.meant(in: audit), audit), as: who))
    }
  }
}

/// What the verbs that move a step along are about.
struct NamedInstance: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "AUDIT (optional), STEP, or STEP/ENTRY where a step is done for each entry.", valueName: "argument"))
  var arguments: [String]
}

/// `kaudit submit [AUDIT] STEP[/ENTRY]`
struct Submit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Hand in a step, or all that is open in a group; what is missing is named.",
    discussion: """
        kaudit submit acme.yaml team
        kaudit submit acme.yaml interviews/mostValuable
      """)

  @OptionGroup var named: NamedInstance

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    try Deed(named.arguments, voice).carryOut(as: who) { target, _ in .submit(target.instance) }
  }
}

/// `kaudit approve [AUDIT] STEP[/ENTRY]`
struct Approve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Sign off a step that was handed in.",
    discussion: """
      The signature stands under exactly what `kaudit show STEP` shows; it lapses when that changes. Whoever handed a \
      step in cannot sign it off.

        kaudit approve acme.yaml team --as 'Grace Hopper'
      """)

  @OptionGroup var named: NamedInstance

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    try Deed(named.arguments, voice).carryOutAll(as: who) { target, audit in
      guard audit.workflow[target.step] != nil else {
        throw Refusal.unknownStep(target.step, candidates: audit.workflow.steps.map(\.id))
      }
      // A step that is done for each entry, named as a whole: all that awaits a signature.
      let waiting = audit.state.instances(of: target.step).filter {
        target.key == nil && $0.key != .only && audit.state.state(of: $0) == .submitted
      }
      return try (waiting.isEmpty ? [target.instance] : waiting).map {
        .approve($0, content: try audit.session.content(of: $0))
      }
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
