import ArgumentParser
import AuditCore
import AuditStore

/// `kaudit return [AUDIT] STEP[/ENTRY] --because FEEDBACK`
struct ReturnVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "return",
    abstract: "Give a step back with feedback, or all that a sign-off is of.",
    discussion: """
      For whoever may sign the step off; where nobody holds the role, for anybody.

        kaudit return acme.yaml team --because 'the mandate lacks a date' --as 'Grace Hopper'
      """)

  @OptionGroup var named: NamedInstance

  @Option(help: "What is to be mended.")
  var because: String?

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    try Deed(named.arguments, voice).carryOut(as: who) { target, _ in
      .return(target.instance, feedback: because ?? "")
    }
  }
}

/// `kaudit skip [AUDIT] STEP[/ENTRY] --because REASON`
struct Skip: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip",
    abstract: "Leave out a step, or what is open of a group, with a reason that documents show.",
    discussion: """
        kaudit skip acme.yaml training --because 'the team has audited together before'
      """)

  @OptionGroup var named: NamedInstance

  @Option(help: "Why.")
  var because: String?

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    try Deed(named.arguments, voice).carryOut(as: who) { target, _ in
      .skip(target.instance, because: because ?? "")
    }
  }
}

/// `kaudit reopen [AUDIT] [STEP[/ENTRY]] --because REASON`
struct Reopen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: "Open a step again that was finished or skipped, or, without a step, a closed audit.",
    discussion: """
      For whoever handed the step in, answered it, or may sign it off; where nobody holds the role, for anybody.

        kaudit reopen acme.yaml assets --because 'a new system came'
        kaudit reopen acme.yaml --because 'the board asks for another look'
      """)

  @Argument(
    help: ArgumentHelp("AUDIT (optional), STEP or STEP/ENTRY; no step: the audit.", valueName: "argument"))
  var arguments: [String] = []

  @Option(help: "Why.")
  var because: String?

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    try WholeAudit.orStep(arguments, voice, as: who) { target in
      target.map { .reopen($0.instance, because: because ?? "") } ?? .reopenAudit(because: because ?? "")
    }
  }
}

/// `kaudit close [AUDIT]`
struct Close: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Close an audit whose steps are all finished; nothing changes any more unless it is reopened.",
    discussion: """
        kaudit close acme.yaml --because 'report delivered'
      """)

  @Argument(help: ArgumentHelp("The audit file or record.", valueName: "audit"))
  var arguments: [String] = []

  @Option(help: "A remark for the log.")
  var because: String?

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    try refuseFurther(arguments)
    try WholeAudit.carryOut(on: place, voice, as: who) { _ in .close(because: because) }
  }
}

/// A command about an audit as a whole, or about one of its steps.
private enum WholeAudit {
  static func orStep(
    _ arguments: [String], _ voice: Voice, as who: Who, _ command: (Target?) -> Command
  ) throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    try refuseFurther(Array(arguments.dropFirst()))
    let target = try arguments.first.map { try Target($0, withField: false) }
    try carryOut(on: place, voice, as: who) { audit in command(try target?.meant(in: audit)) }
  }

  static func carryOut(
    on place: AuditPlace, _ voice: Voice, as who: Who, _ command: (OpenAudit) throws -> Command
  ) throws {
    try OpenAudit.writing(place) { audit in
      let words = ChangeWords(audit, voice)
      words.say(try audit.perform([try command(audit)], as: who))
    }
  }
}
