import ArgumentParser
import AuditCore
import CEL
import Diagnostics

/// `kaudit eval [AUDIT[@MOMENT]] EXPRESSION`
struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Try an expression on an audit: what it gives, or why it gives nothing.",
    discussion: """
      Expressions are those of workflows (`when`, `checks`, `value`…) and see what those see: the steps by their names, \
      the vocabularies, `audit`. AUDIT is a record, also at a moment (`acme.kaudit@120`), an audit file, also before its \
      audit has begun, or a workflow, whose audit is then empty.

        kaudit eval acme.yaml 'members.filter(m, m.kind == "leader").map(m, m.person)'
        kaudit eval acme.yaml --this assets/A07 'this.criticality * this.vulnerability'
        kaudit eval customer-knowledge-audit.yaml --type 'members'

      Exit codes: 0 there is a value, 1 the expression is wrong, 3 undecided, because an answer is missing.
      """)

  @Argument(help: ArgumentHelp("AUDIT (optional) and EXPRESSION.", valueName: "argument"))
  var arguments: [String]

  @Option(
    help: ArgumentHelp(
      "The entry that `this` stands for, as STEP/ENTRY; a form as STEP.", valueName: "entry"))
  var this: String?

  @Flag(help: "Print the type of what the expression gives instead of the value.")
  var type = false

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  func run() throws {
    guard let text = arguments.last, arguments.count > 1 || !Files.exists(text) else {
      throw Stop(.usage, "name an expression", help: "e.g. `kaudit eval acme.yaml 'size(members)'`")
    }
    try refuseFurther(Array(arguments.dropFirst(2)))
    var code = Stop.Code.done
    try EvaluatedAudit.reading(arguments.count > 1 ? arguments[0] : nil) { audit in
      let trial = try Trial(audit, this, reader: who.known, voice)
      code = try trial.run(text, onlyType: type)
    }
    if code != .done { exitProcess(code) }
  }
}
