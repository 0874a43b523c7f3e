import ArgumentParser
import AuditCore

/// `kaudit status [AUDIT] [STEP]`
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say where an audit stands, what is next, and whose turn it is.",
    discussion: """
        kaudit status acme.yaml
        kaudit status acme-2026.kaudit --language zh
        kaudit status acme.yaml interviews      # one step with all that is in it, entry by entry
      """)

  @Argument(
    help: ArgumentHelp(
      "AUDIT (optional): the audit file or record; STEP: only that step, whole.", valueName: "argument"))
  var arguments: [String] = []

  @OptionGroup var voice: Voice

  func run() throws {
    var arguments = arguments
    let place = try AuditPlace.take(from: &arguments)
    try refuseFurther(Array(arguments.dropFirst()))
    let step = arguments.first.map { StepID($0) }
    try OpenAudit.reading(place) { audit in
      if let step, audit.workflow[step] == nil {
        throw Refusal.unknownStep(step, candidates: audit.workflow.steps.map(\.id))
      }
      let spoken = voice.language(of: audit)
      guard voice.format == .text else {
        let report = StatusReport(audit, try audit.turns())
        return Console.standard.printJSON(report.value(spoken, within: step).jsonText)
      }
      let words = StatusWords(audit, spoken)
      let next = try words.next(within: step, asking: audit.turns)
      for line in words.summary + words.steps(within: step) + next { Console.standard.print(line) }
    }
  }
}
