import AuditCore
import CEL

/// How a method counts, for its reader: formula, special cases, source. What it takes and gives is said by the method itself.
struct MethodExplanation {
  let name: String
  /// The formula, line by line, in plain characters.
  let formula: String
  /// What happens at the edges: missing values, no spread, too few rows.
  let edges: String
  let source: String

  static subscript(name: String) -> MethodExplanation? { all.first { $0.name == name } }

  /// The explanation of a method as it is printed in a terminal.
  static func lines(of method: AnalysisMethod, width: Int) -> [String] {
    var lines = wrapped("\(method.name): \(method.summary)", to: width)
    if let explanation = Self[method.name] {
      lines += ["", "How it counts"] + explanation.formula.split(separator: "\n").map { "  \($0)" }
      lines += ["", "At the edges"] + wrapped("  \(explanation.edges)", to: width, indent: 2)
    }
    lines += ["", "What it takes"]
    let names = method.parameters.map(\.name.count).max() ?? 0
    for parameter in method.parameters {
      let what = parameter.meaning + parameter.words + (parameter.isRequired ? " Needed." : "")
      lines += wrapped("  \(parameter.name.padding(to: names))  \(what)", to: width, indent: names + 4)
    }
    lines += ["", "What it gives"] + wrapped("  \(members(of: method.result))", to: width, indent: 2)
    if let source = Self[method.name]?.source {
      lines += ["", "Source"] + wrapped("  \(source)", to: width, indent: 2)
    }
    return lines
  }

  private static func members(of type: CELType) -> String {
    guard case .object(let shape) = type else { return "" }
    return shape.fields.map { field in
      guard case .list(let element) = field.type, case .object = element else { return field.name }
      return "\(field.name) (\(members(of: element)))"
    }.joined(separator: ", ")
  }

  /// The same for machines.
  static func value(of method: AnalysisMethod) -> Value {
    let explanation = Self[method.name]
    return .record([
      "method": .text(method.name), "version": .text(method.version), "meaning": .text(method.summary),
      "formula": .text(explanation?.formula ?? ""), "edges": .text(explanation?.edges ?? ""),
      "source": .text(explanation?.source ?? ""),
      "arguments": .list(
        method.parameters.map { parameter in
          .record([
            "name": .text(parameter.name), "meaning": .text(parameter.meaning + parameter.words),
            "required": .boolean(parameter.isRequired),
          ])
        }),
    ])
  }
}

extension AnalysisMethod.Parameter {
  /// What is written for it, behind what it means.
  fileprivate var words: String {
    var words = kind.words
    if let range {
      words.replace("(numbers)", with: "(numbers from \(Int(range.lowerBound)) to \(Int(range.upperBound)))")
    }
    guard case .table(let table) = home else { return words }
    return "\(words.dropLast()) in the table `\(table)`."
  }
}

extension AnalysisMethod.Parameter.Kind {
  fileprivate var words: String {
    switch self {
    case .column(let content): " One column (\(content.words))."
    case .columns(let content): " Several columns (\(content.words))."
    case .scores: ""
    case .axes: " Columns by axis."
    case .number: " A number."
    case .within(let range):
      " A number from \(Value.number(range.lowerBound).plainWords(in: .english)) to \(Value.number(range.upperBound).plainWords(in: .english))."
    case .whole(let range): " A whole number from \(range.lowerBound) to \(range.upperBound)."
    case .word(let words): " One of \(words.joined(separator: ", "))."
    case .list(let words):
      words.isEmpty ? " Words in their order." : " Some of \(words.joined(separator: ", ")), in their order."
    case .mask: " Lists of keys by key."
    case .result(let method): " The step that computes \(method), or a file with its result in JSON."
    }
  }
}

extension AnalysisMethod.Parameter.Content {
  fileprivate var words: String {
    switch self {
    case .number: "numbers"
    case .text: "texts"
    case .texts: "texts, several in a cell with | between"
    case .day: "days"
    case .flag: "yes or no"
    case .word(let words): words.joined(separator: ", ")
    case .words(let words): "\(words.joined(separator: ", ")), several in a cell with | between"
    case .row(let table): "keys of \(table)"
    }
  }
}
