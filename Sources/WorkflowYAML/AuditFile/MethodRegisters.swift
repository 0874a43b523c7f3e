import AuditCore
import Diagnostics
import Formats
import YAMLTree

/// The tables of a method as the registers of a workflow that does nothing but compute it, and of an audit that reads them.
struct MethodRegisters {
  let rows: MethodColumns
  /// The files beside the main table, by the names that the audit reads them under.
  private(set) var files: [String: SourceFile] = [:]
  private let request: MethodTable.Request
  private var further: [MethodColumns] = []
  private var axes: [(step: String, register: Value, entries: Value)] = []
  /// Where the weights of axes stand.
  private var weights: [FaultPlaces.Register] = []
  private var results: [(String, Value)] = []

  private static let main = "table"

  /// Nothing where a table cannot be read.
  init?(_ table: Table, _ request: MethodTable.Request, _ findings: Findings) {
    self.request = request
    let parameters = request.method.parameters
    let names = parameters.map(\.name)
    let known = names + request.method.tables.filter { !names.contains($0) }
    for (name, _) in request.settings where !known.contains(name) {
      findings.add(
        Diagnostic(
          "unknown-key", "`\(request.method.name)` takes no `\(name)`; it takes \(listed(known))", at: nil,
          help: didYouMean(name, known)))
    }
    rows = MethodColumns(table, request, findings)
    for (name, file) in request.tables {
      guard let table = TableSource(file: file).table(findings) else { return nil }
      files[name] = file
      further.append(MethodColumns(table, named: name, request, findings))
    }
    for (name, file) in request.results {
      let document = YAMLTree.parse(file)
      findings.add(document.diagnostics)
      guard case .result(let method)? = parameters.first(where: { $0.name == name })?.kind,
        let root = document.root, let result = ResultReader.result(of: method, root, findings)
      else { return nil }
      results.append((name, result))
    }
    for parameter in parameters {
      guard case .table(let table) = parameter.home, !request.tables.contains(where: { $0.name == table })
      else {
        continue
      }
      if parameter.isRequired || request.settings.contains(where: { $0.name == parameter.name }) {
        findings.add(
          Diagnostic(
            "missing-file", "`\(parameter.name)` stands in a table of its own, which is not given", at: nil,
            help: "name it with `--\(table) FILE`"))
      }
    }
    for parameter in parameters
    where parameter.isRequired && !request.settings.contains(where: { $0.name == parameter.name }) {
      let value: String
      switch parameter.kind {
      case .number, .within, .whole: value = "NUMBER"
      case .word(let words): value = words.joined(separator: "|")
      case .column, .columns, .scores, .axes, .list, .mask, .result: continue
      }
      findings.add(
        Diagnostic(
          "missing-key", "`\(request.method.name)` needs `\(parameter.name)`", at: nil,
          help: "give it as `--\(parameter.name.replacing("_", with: "-")) \(value)`"))
    }
    for (heading, step, register) in rows.axisRegisters {
      guard let file = request.weights.first(where: { $0.column == heading })?.file else {
        axes.append((step, register, rows.equalWeights(heading)))
        continue
      }
      guard let table = TableSource(file: file).table(findings) else { return nil }
      files[step] = file
      guard let columns = rows.weights(heading, table) else { return nil }
      axes.append((step, register, columns.entries(from: step)))
      weights.append(columns.places)
    }
  }

  var places: FaultPlaces { FaultPlaces(registers: ([rows] + further).map(\.places) + weights) }

  var headings: [(field: String, heading: String)] { ([rows] + further).flatMap(\.headings) }

  var workflow: Value {
    let known = Set(further.map(\.step) + axes.map(\.step))
    let analysis =
      [("method", Value.text(request.method.name))] + rows.analysis + further.flatMap(\.analysis) + results
    let result = MethodTable.result.name
    let steps =
      axes.map(\.register) + further.map { $0.register(beside: known) }
      + (rows.header.isEmpty ? [] : [rows.register(beside: known)])
      + [.record(["step": .text(result), "title": .text(result), "analyse": .record(Record(analysis))])]
    let vocabularies = ([rows] + further).flatMap(\.vocabularies)
    return .record(
      Record(
        [
          ("kaudit", .integer(1)), ("workflow", .text(Self.main)), ("version", .text("1.0.0")),
          ("languages", .list([.text("en")])), ("title", .text(Self.main)),
          (
            "phases",
            .list([
              .record(["phase": .text(Self.main), "title": .text(Self.main), "steps": .list(steps)])
            ])
          ),
        ] + (vocabularies.isEmpty ? [] : [("vocabularies", .record(Record(vocabularies)))])))
  }

  var audit: Value {
    var members: [(String, Value)] = [
      ("audit", .text(Self.main)), ("workflow", .text(Self.main)), ("language", .text("en")),
    ]
    if !rows.header.isEmpty {
      members.append((rows.step, rows.entries(from: Self.main, sheet: request.sheet)))
    }
    members += further.map { ($0.step, $0.entries(from: $0.step, sheet: nil)) }
    members += axes.map { ($0.step, $0.entries) }
    if let day = request.asOf { members.append(("as_of", .text(day))) }
    return .record(Record(members))
  }
}
