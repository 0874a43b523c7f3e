import ArgumentParser
import AuditCore
import AuditStore
import Diagnostics

/// `kaudit explain [CODE|METHOD]`, `kaudit explain [AUDIT] STEP [FIGURE …]`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the code of a diagnostic, how a method counts, or what made a figure.",
    discussion: """
      Every diagnostic has a code: `error[unknown-step]: …`. Without a code, all are listed by what they are about.

        kaudit explain
        kaudit explain unknown-step
        kaudit explain krippendorff     # a method: formula, edges, what it takes and gives, source

      A figure of a computed step is explained by the answers, weights and evidence behind it, and by what would change it most: \
      each input is left out, and made a little larger and smaller.

        kaudit explain acme.yaml gaps                                # what can be explained
        kaudit explain acme.yaml gaps overall_index
        kaudit explain acme.yaml gaps cells about,apply weighted_gap
      """)

  @Argument(
    help: ArgumentHelp(
      "A code, a method, or AUDIT (optional), STEP and the way to a figure.", valueName: "argument"))
  var arguments: [String] = []

  @Flag(help: "Show all that a figure rests on, not only what moves it most.")
  var all = false

  @OptionGroup var who: Who

  @OptionGroup var voice: Voice

  private var format: OutputFormat { voice.format }

  func run() throws {
    guard let code = arguments.first else { return list() }
    var arguments = arguments
    guard arguments.count == 1, !AuditPlace.isAudit(code) else { return try explainFigure(&arguments) }
    if let method = AnalysisMethod.named(code) { return explain(method) }
    guard let explanation = Explanation[code] else {
      // A step of the audit in this folder may be meant.
      if (try? AuditPlace.here()) != nil { return try explainFigure(&arguments) }
      let known = Explanation.all.flatMap { $0.explanations.map(\.code) } + AnalysisMethod.names
      throw Stop(
        .usage, "there is no code or method `\(code)`",
        help: didYouMean(code, known) ?? "`kaudit explain` lists the codes, `kaudit methods` the methods")
    }
    switch format {
    case .text: for line in explanation.lines(width: 80) { Console.standard.print(line) }
    case .json: Console.standard.printJSON(explanation.value(topic(of: explanation)).jsonText)
    }
  }

  private func explainFigure(_ arguments: inout [String]) throws {
    let place = try AuditPlace.take(from: &arguments)
    guard let name = arguments.first else {
      throw Stop(.usage, "name a computed step", help: "as `kaudit explain AUDIT STEP`")
    }
    try OpenAudit.reading(place) { audit in
      guard let step = audit.workflow[StepID(name)] else {
        throw Refusal.unknownStep(StepID(name), candidates: audit.workflow.steps.map(\.id))
      }
      guard step.isComputed else {
        throw Stop(
          .usage, "`\(name)` is not computed, so its answers explain themselves",
          help: "`kaudit show \(name)` shows who gave them")
      }
      try audit.session.load(readBy: step.id)
      let words = GroundWords(audit, step, voice.language(of: audit), reader: who.known)
      guard case .result(let result)? = audit.state.row(step.id)?.result?.outcome else {
        return ShowWords(audit, step, voice.language(of: audit), reader: who.known).result()
      }
      let path = try words.meant(Array(arguments.dropFirst()), in: result)
      do throws(NoGrounds) {
        let found = try audit.state.grounds(of: step.id, at: path)
        format == .json ? words.json(found, at: path) : words.grounds(found, at: path, all: all)
      } catch {
        try words.tell(error, result.figure(at: path) ?? result, at: path)
      }
    }
  }

  private func explain(_ method: AnalysisMethod) {
    switch format {
    case .text: for line in MethodExplanation.lines(of: method, width: 80) { Console.standard.print(line) }
    case .json: Console.standard.printJSON(MethodExplanation.value(of: method).jsonText)
    }
  }

  private func topic(of explanation: Explanation) -> Explanation.Topic {
    Explanation.all.first { $0.explanations.contains { $0.code == explanation.code } }?.topic ?? .names
  }

  private func list() {
    switch format {
    case .text:
      let width = Explanation.all.flatMap { $0.explanations.map(\.code.count) }.max() ?? 0
      for (number, (topic, explanations)) in Explanation.all.enumerated() {
        if number > 0 { Console.standard.print("") }
        Console.standard.print(topic.rawValue)
        for explanation in explanations {
          let code = explanation.code.padding(to: width)
          for line in wrapped("  \(code)  \(explanation.meaning)", to: 80, indent: width + 4) {
            Console.standard.print(line)
          }
        }
      }
    case .json:
      let values = Explanation.all.flatMap { topic, explanations in explanations.map { $0.value(topic) } }
      Console.standard.printJSON(Value.list(values).jsonText)
    }
  }
}

extension Explanation {
  /// The explanation as it is printed in a terminal.
  fileprivate func lines(width: Int) -> [String] {
    var lines = wrapped("\(code): \(meaning)", to: width)
    lines += ["", "Why it matters"] + wrapped("  \(why)", to: width, indent: 2)
    lines += ["", "Wrong, as \(frame.place)"] + block(wrong)
    lines += ["", "Right"] + block(right)
    lines += ["", "What helps"] + wrapped("  \(help)", to: width, indent: 2)
    return lines
  }

  private func block(_ text: String) -> [String] {
    let lines = text.isEmpty ? ["(nothing)"] : text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { $0.isEmpty ? "" : "    \($0)" }
  }

  fileprivate func value(_ topic: Topic) -> Value {
    .record([
      "code": .text(code), "topic": .text(topic.rawValue), "meaning": .text(meaning), "why": .text(why),
      "place": .text(frame.place), "wrong": .text(wrong), "right": .text(right), "help": .text(help),
    ])
  }
}

extension Explanation.Frame {
  /// Where an example stands, for its reader.
  fileprivate var place: String {
    switch self {
    case .workflow: "keys of a workflow"
    case .steps: "steps of a workflow"
    case .fields: "fields of a step"
    case .audit: "keys of an audit file"
    case .table: "a table in CSV"
    case .template: "a template"
    case .file: "a whole file or command"
    }
  }
}

extension String {
  /// With spaces after it, up to a width.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }
}
