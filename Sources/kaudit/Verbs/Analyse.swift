import ArgumentParser
import AuditCore
import Diagnostics
import WorkflowYAML

/// `kaudit analyse METHOD FILE [--ARGUMENT VALUE …]`
struct Analyse: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse",
    abstract: "Compute a method on a table, without an audit.",
    discussion: """
      The table is a CSV file or a workbook (.xlsx) with a header, or a list of records in JSON. Columns are found by the names of the method's arguments, or \
      named with `--ARGUMENT COLUMN`; numbers and words are given the same way. Methods over raters or questions take every column \
      that holds numbers, unless `--columns` says which. Rows are told apart by the column `id`, else by the first. A method that \
      takes further tables is given them by name: `--people FILE`; one that counts from settings alone needs no table.

        kaudit analyse krippendorff ratings.csv --level ordinal
        kaudit analyse cronbach survey.xlsx --columns q1,q2,q3 --reversed q2 --minimum 1 --maximum 5
        kaudit analyse customer_classification customers.csv --horizon 3 --format markdown
        kaudit analyse sample_size --population 1200

      Figures are rounded for reading; `--format json` holds every digit. \
      `kaudit methods` lists the methods, `kaudit explain METHOD` says what each takes and gives. Exit code 1: the table has \
      errors, which are told with row and column, and nothing is computed.
      """)

  @Argument(
    parsing: .allUnrecognized,
    help: ArgumentHelp("METHOD, FILE, and arguments of the method as --NAME VALUE.", valueName: "argument"))
  var arguments: [String] = []

  @Option(
    help: ArgumentHelp("The columns that tell the rows apart, with commas between.", valueName: "columns"))
  var key: String?

  @Option(help: "The sheet of a workbook.")
  var sheet: String?

  @Option(help: ArgumentHelp("The day that counts as today, as 2026-01-31.", valueName: "day"))
  var asOf: String?

  @Option(help: "Language of the result: en or zh.")
  var language: LanguageOption = .en

  /// How a result is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  @Option(help: "How to print: text, json or markdown.")
  var format: Format = .text

  func run() throws {
    let (names, settings) = try sorted()
    let help = "e.g. `kaudit analyse krippendorff ratings.csv`"
    guard let name = names.first else { throw Stop(.usage, "name a method and a file", help: help) }
    try refuseFurther(Array(names.dropFirst(2)))
    guard let method = AnalysisMethod.named(name) else { throw Stop.unknownMethod(name) }
    guard names.count > 1 || !method.needsRows else {
      throw Stop(.usage, "name a method and a file", help: help)
    }
    if let asOf, !FieldType.isDay(asOf) {
      throw Stop(.usage, "`--as-of` is a day, as 2026-01-31, but this is `\(asOf)`")
    }
    guard !method.usesDay || asOf != nil else {
      throw Stop(
        .usage, "`\(method.name)` counts from a day that is not given",
        help: "say which with `--as-of 2026-01-31`")
    }
    var request = MethodTable.Request(method)
    for (name, value) in settings {
      if case .result? = method.parameters.first(where: { $0.name == name })?.kind {
        request.results.append((name, try Files.source(value)))
      } else if method.tables.contains(name) {
        request.tables.append((name, try Files.source(value)))
      } else if name == "weights" {
        request.settings.append((name, try axes(value, &request)))
      } else {
        request.settings.append((name, value))
      }
    }
    request.key = key.map { [$0] } ?? []
    request.sheet = sheet
    request.asOf = asOf
    let (table, diagnostics) = MethodTable.read(
      try names.dropFirst().first.map { try Files.source($0) }, for: request)
    let console = Console.standard
    console.say(diagnostics)
    if diagnostics.contains(where: { $0.code == "duplicate-entry" }), key == nil {
      console.remark("`--key COLUMN,COLUMN` names the columns that tell the rows apart")
    }
    guard let table, !diagnostics.containsError else { exitProcess(.faulty) }
    if !table.leftOut.isEmpty {
      console.remark("no numbers in \(listed(table.leftOut)), so left out; `--columns` says which are meant")
    }
    if !table.assumed.isEmpty {
      console.remark("taken: the columns \(listed(table.assumed)); `--columns` says which are meant")
    }
    let audit = try TrialAudit(of: table.file, table.workflow, by: "")
    guard let computation = audit.state.computation(of: MethodTable.result) else { return }
    switch computation.outcome {
    case .failed:
      console.say(table.diagnostics(audit.state.faults(of: MethodTable.result)))
      exitProcess(.faulty)
    case .result(let result): print(table.named(result), method, table.workflow)
    }
  }

  /// The axes of `class=classes.csv,stage`, those with a file of weights noted.
  private func axes(_ text: String, _ request: inout MethodTable.Request) throws(Stop) -> String {
    var names: [Substring] = []
    for part in text.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1)
      names.append(sides[0])
      if sides.count > 1 { request.weights.append((String(sides[0]), try Files.source(String(sides[1])))) }
    }
    return names.joined(separator: ",")
  }

  private func print(_ result: Value, _ method: AnalysisMethod, _ workflow: Workflow) {
    guard let step = workflow[MethodTable.result] else { return }
    let spoken = language.language
    let words = ResultWords(step, in: workflow, spoken)
    switch format {
    case .json: Console.standard.printJSON(result.withNulls.jsonText)
    case .text: for line in ResultOutline(words, spoken).lines(result) { Console.standard.print(line) }
    case .markdown:
      for line in ResultMarkdown(words, spoken).lines(method.name, result) { Console.standard.print(line) }
    }
  }

  /// What is named, and what is set: `--level ordinal` or `--level=ordinal`.
  private func sorted() throws(Stop) -> (names: [String], settings: [(name: String, value: String)]) {
    var names: [String] = []
    var settings: [(name: String, value: String)] = []
    var rest = arguments[...]
    while let next = rest.popFirst() {
      guard next.hasPrefix("--") else {
        names.append(next)
        continue
      }
      let parts = next.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0].replacing("-", with: "_")
      guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
        throw Stop(.usage, "`\(next)` has no value", help: "write `\(next) VALUE`")
      }
      guard !settings.contains(where: { $0.name == name }) else {
        throw Stop(
          .usage, "`--\(parts[0])` is given twice", help: "several columns stand in one, with commas between")
      }
      settings.append((String(name), value))
    }
    return (names, settings)
  }
}

extension Stop {
  static func unknownMethod(_ name: String) -> Stop {
    let known = AnalysisMethod.names
    return Stop(
      .usage, "there is no method `\(name)`", help: didYouMean(name, known) ?? "`kaudit methods` lists them")
  }
}
