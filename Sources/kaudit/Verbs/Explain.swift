import ArgumentParser
import AuditCore
import Diagnostics

/// `kaudit explain [CODE|METHOD]`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the code of a diagnostic, or how a method counts.",
    discussion: """
      Every diagnostic has a code: `error[unknown-step]: …`. Without a code, all are listed by what they are about.

        kaudit explain
        kaudit explain unknown-step
        kaudit explain krippendorff     # a method: formula, edges, what it takes and gives, source
      """)

  @Argument(help: ArgumentHelp("The code in the brackets, or a method.", valueName: "code"))
  var code: String?

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func run() throws {
    guard let code else { return list() }
    if let method = AnalysisMethod.named(code) { return explain(method) }
    guard let explanation = Explanation[code] else {
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
