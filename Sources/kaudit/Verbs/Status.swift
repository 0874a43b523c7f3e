import ArgumentParser
import AuditCore

/// `kaudit status [AUDIT]`
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say where an audit stands, what is next, and whose turn it is.",
    discussion: """
        kaudit status acme.yaml
        kaudit status acme-2026.kaudit --language zh
      """)

  @Argument(help: ArgumentHelp("The audit file or record.", valueName: "audit"))
  var arguments: [String] = []

  @OptionGroup var voice: Voice

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    try refuseFurther(arguments)
    try OpenAudit.reading(place) { audit in
      let spoken = voice.language(of: audit)
      guard voice.format == .text else {
        return Console.standard.printJSON(StatusReport(audit, try audit.turns()).value(spoken).jsonText)
      }
      let words = StatusWords(audit, spoken)
      let next = try words.next(asking: audit.turns)
      for line in words.summary + words.steps + next { Console.standard.print(line) }
    }
  }
}
