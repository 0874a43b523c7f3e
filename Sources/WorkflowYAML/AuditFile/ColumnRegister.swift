import AuditCore
import Diagnostics
import Formats

extension MethodColumns {
  /// The field that a column becomes.
  func field(_ place: Int) -> String {
    let name = header[place]
    if Spelling.isName(name), header.firstIndex(of: name) == place { return name }
    return home == .rows ? "column_\(place + 1)_" : "\(step)_\(place + 1)_column_"
  }

  /// The fields that could not be called as their columns, and those columns.
  var headings: [(field: String, heading: String)] {
    taken.filter { contents[$0]?.words != nil }.map { (words(field($0)), header[$0]) }
      + axes.map { (Self.axisStep(field($0)), header[$0]) }
      + taken.map { (field($0), header[$0]) }.filter { $0.field != $0.heading }
  }

  private var taken: [Int] { header.indices.filter { contents[$0] != nil || key.contains($0) } }

  /// The register as a workflow declares it. Columns that name rows of registers which are not there hold texts.
  func register(beside registers: Set<String>) -> Value {
    let fields = taken.map { place -> (String, Value) in
      let optional: [(String, Value)] = key.contains(place) ? [] : [("required", .boolean(false))]
      return (
        field(place),
        .record(
          Record(type(contents[place], place, registers) + [("title", .text(header[place]))] + optional))
      )
    }
    let collect = Record([("key", .list(key.map { .text(field($0)) })), ("fields", .record(Record(fields)))])
    return .record(["step": .text(step), "title": .text(step), "collect": .record(collect)])
  }

  private func type(
    _ content: AnalysisMethod.Parameter.Content?, _ place: Int, _ registers: Set<String>
  ) -> [(String, Value)] {
    switch content {
    case .number where key.contains(place), .texts where key.contains(place): return [("type", .text("text"))]
    case .number:
      let isShare = (0..<table.rowCount).contains { row in
        table.kind(row, place) == .percent || table.text(row, place).contains { $0 == "%" || $0 == "％" }
      }
      return [("type", .text(isShare ? "percent" : "number"))] + bounds(place)
    case .text, nil: return [("type", .text("text"))]
    case .texts: return [("type", .text("list")), ("of", .text("text"))]
    case .day: return [("type", .text("date"))]
    case .flag: return [("type", .text("boolean"))]
    case .word: return [("type", .text("choice")), ("of", .text(words(field(place))))]
    case .words: return [("type", .text("choices")), ("of", .text(words(field(place))))]
    case .row(let register):
      guard registers.contains(register) else { return [("type", .text("text"))] }
      return [("type", .text("reference")), ("to", .text(register))]
    }
  }

  private func words(_ field: String) -> String { home == .rows ? field : "\(step)_\(field)" }

  /// The words that columns hold, by the names of their vocabularies.
  var vocabularies: [(String, Value)] {
    taken.compactMap { place in
      guard let words = contents[place]?.words else { return nil }
      return (
        self.words(field(place)),
        .record(Record(words.map { ($0, .text(AnalysisMethod.chinese(ofWord: $0) ?? $0)) }))
      )
    }
  }

  /// Whether a column holds what was given on the scale.
  private func isRated(_ place: Int) -> Bool {
    arguments.contains { name, argument in
      switch argument {
      case .column(place):
        if case .scores? = request.method.parameters.first(where: { $0.name == name })?.kind {
          true
        } else {
          name == "ideal"
        }
      case .columns(let places): places.contains(place)
      default: false
      }
    }
  }

  /// The ends of what a column can hold: of the argument that takes it, or of the scale.
  private func bounds(_ place: Int) -> [(String, Value)] {
    if let range = range(place) {
      return [("min", .number(range.lowerBound)), ("max", .number(range.upperBound))]
    }
    return isRated(place) ? scale : []
  }

  private func range(_ place: Int) -> ClosedRange<Double>? {
    for (name, argument) in arguments {
      switch argument {
      case .column(place): break
      case .columns(let places) where places.contains(place): break
      default: continue
      }
      if let range = request.method.parameters.first(where: { $0.name == name })?.range { return range }
    }
    return nil
  }

  /// The ends of the scale; one that is no number is told when the workflow is read.
  private var scale: [(String, Value)] {
    [("min", "minimum"), ("max", "maximum")].compactMap { name, argument in
      setting(argument).flatMap { text in
        (try? FieldType.number.value(of: text)).map { (name, $0) }
      }
    }
  }

  /// The arguments of the method as a workflow writes them.
  var analysis: [(String, Value)] {
    let weights = axes.map { (field($0), Value.text("\(Self.axisStep(field($0))).\(Self.weight)")) }
    return arguments.map { name, argument -> (String, Value) in
      switch argument {
      case .column(let place): (name, .text("\(step).\(field(place))"))
      case .columns(let places): (name, .list(places.map { .text("\(step).\(field($0))") }))
      case .written(let text): (name, .text(text))
      case .words(let words): (name, .list(words.map(Value.text)))
      }
    } + (weights.isEmpty ? [] : [("weights", .record(Record(weights)))])
  }

  /// The entries as an audit file reads them from the table.
  func entries(from file: String, sheet: String?) -> Value {
    let columns = Record(taken.map { (field($0), Value.text(header[$0])) })
    var from: [(String, Value)] = [("from", .text(file)), ("columns", .record(columns))]
    if let sheet { from.append(("sheet", .text(sheet))) }
    return .record(Record(from))
  }

  // MARK: Axes

  static let weight = "weight"

  /// The register of an axis.
  static func axisStep(_ field: String) -> String { "axis_\(field)" }

  /// The heading of an axis, with the register that holds its keys and weights.
  var axisRegisters: [(heading: String, step: String, register: Value)] {
    axes.map { place in
      let step = Self.axisStep(field(place))
      func typed(_ type: String, _ title: String) -> Value {
        .record(["type": .text(type), "title": .text(title)])
      }
      let name = field(place)
      let fields = Record([(name, typed("text", header[place])), (Self.weight, typed("number", Self.weight))])
      let collect: Value = .record(["key": .list([.text(name)]), "fields": .record(fields)])
      return (
        header[place], step, .record(["step": .text(step), "title": .text(step), "collect": collect])
      )
    }
  }

  /// The keys of an axis in the order of the rows, each with the weight 1.
  func equalWeights(_ heading: String) -> Value {
    guard let place = axes.first(where: { header[$0] == heading }) else { return .list([]) }
    var seen: Set<String> = []
    let keys = (0..<table.rowCount).map { table.text($0, place).trimmingSpaces }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
    return .list(keys.map { .record(Record([(field(place), .text($0)), (Self.weight, .integer(1))])) })
  }

  /// The columns of a table with the keys and weights of an axis.
  func weights(_ heading: String, _ table: Table) -> AxisWeights? {
    guard let place = axes.first(where: { header[$0] == heading }) else { return nil }
    let names = table.header.map(\.text)
    let key = names.firstIndex(of: heading) ?? 0
    guard let weight = names.firstIndex(of: Self.weight) ?? names.indices.first(where: { $0 != key }) else {
      findings.add(
        Diagnostic(
          "missing-column", "the weights of `\(heading)` stand in two columns: `\(heading)` and `weight`",
          at: table.header.first?.span))
      return nil
    }
    return AxisWeights(axis: field(place), table: table, key: key, weight: weight)
  }
}

/// The keys of an axis with their weights, in a table of their own.
struct AxisWeights {
  let axis: String
  let table: Table
  let key: Int
  let weight: Int

  /// The entries as an audit file reads them.
  func entries(from file: String) -> Value {
    let columns = [(axis, key), (MethodColumns.weight, weight)].map {
      ($0, Value.text(table.header[$1].text))
    }
    return .record(["from": .text(file), "columns": .record(Record(columns))])
  }

  var places: FaultPlaces.Register {
    FaultPlaces.Register(table: table, key: [key], columns: [:], weights: [axis: weight])
  }
}

extension AnalysisMethod.Parameter.Kind {
  /// Whether a table gives it.
  var isOfTable: Bool {
    switch self {
    case .column, .columns, .scores, .axes: true
    case .number, .within, .whole, .word, .list, .mask, .result: false
    }
  }
}
