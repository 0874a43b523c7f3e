import AuditCore
import Diagnostics
import Formats

/// Which columns of a table a method takes, and what they hold.
struct MethodColumns {
  private let table: Table
  private let request: MethodTable.Request
  private let findings: Findings
  /// The columns that are taken, by their place.
  private var contents: [Int: AnalysisMethod.Parameter.Content] = [:]
  private var arguments: [(name: String, value: Argument)] = []
  private var key: [Int] = []
  private(set) var leftOut: [String] = []
  /// The columns that were taken because nobody said which.
  private(set) var assumed: [String] = []

  private enum Argument {
    case column(Int)
    case columns([Int])
    case written(String)
  }

  init(_ table: Table, _ request: MethodTable.Request, _ findings: Findings) {
    self.table = table
    self.request = request
    self.findings = findings
    for (name, _) in request.settings where !request.method.parameters.contains(where: { $0.name == name }) {
      let known = request.method.parameters.map(\.name)
      findings.add(
        Diagnostic(
          "unknown-key", "`\(request.method.name)` takes no `\(name)`; it takes \(listed(known))", at: nil,
          help: didYouMean(name, known)))
    }
    if let other = request.method.parameters.first(where: { $0.isRequired && !$0.kind.fitsOneTable }) {
      findings.add(
        Diagnostic(
          "wrong-value", "`\(request.method.name)` needs `\(other.name)`, which one table cannot give",
          at: nil,
          help: "use it in a workflow, as `analyse: {method: \(request.method.name), …}`"))
      return
    }
    for parameter in request.method.parameters { take(parameter) }
    takeKey()
    takeRemaining()
    tellMissing()
  }

  private func tellMissing() {
    let missing = request.method.parameters.filter { $0.isRequired && !isGiven($0.name) }.map(\.name)
    guard let first = missing.first else { return }
    findings.add(
      Diagnostic(
        "missing-column", "no column is called \(listed(missing)), which `\(request.method.name)` needs",
        at: table.header.first?.span,
        help: "name one of \(listed(header)), as `--\(first.replacing("_", with: "-")) COLUMN`"))
  }

  private var header: [String] { table.header.map(\.text) }

  private func setting(_ name: String) -> String? { request.settings.last { $0.name == name }?.value }

  private func isGiven(_ name: String) -> Bool { arguments.contains { $0.name == name } }

  /// The column of a name, also one in other characters.
  private func column(called name: String) -> Int? {
    header.firstIndex(of: name)
      ?? Spelling.alike(name, among: header).first.flatMap { header.firstIndex(of: $0) }
  }

  private func column(named name: String, for what: String) -> Int? {
    if let column = column(called: name) { return column }
    findings.add(
      Diagnostic(
        "unknown-column",
        "the table has no column `\(name)`, which is named for `\(what)`; it has \(listed(header))",
        at: nil, help: didYouMean(name, header)))
    return nil
  }

  private static func names(_ text: String) -> [String] {
    text.split { ",，、".contains($0) }.map { String($0).trimmingSpaces }
  }

  // MARK: Arguments

  private mutating func take(_ parameter: AnalysisMethod.Parameter) {
    let setting = setting(parameter.name)
    switch parameter.kind {
    case .number, .word:
      if let setting { arguments.append((parameter.name, .written(setting))) }
    case .column(let content):
      let place =
        setting.map { column(named: $0, for: parameter.name) } ?? column(called: parameter.name)
      if let place { take(place, as: content, for: parameter.name) }
    case .scores:
      let place = setting.map { column(named: $0, for: parameter.name) } ?? usualScores
      if let place { take(place, as: said, for: parameter.name) }
    case .columns(let content):
      guard let setting else { return }
      let places = Self.names(setting).compactMap { column(named: $0, for: parameter.name) }
      for place in places { contents[place] = content }
      arguments.append((parameter.name, .columns(places)))
    case .axes, .mask:
      guard setting != nil else { return }
      findings.add(
        Diagnostic("wrong-value", "`\(parameter.name)` can be given in a workflow only", at: nil))
    }
  }

  /// What raters say: numbers, or words where the method takes such.
  private var said: AnalysisMethod.Parameter.Content {
    for case .columns(let content) in request.method.parameters.filter({ $0.name == "columns" }).map(\.kind) {
      return content
    }
    return .number
  }

  /// Scores with who gave them, where the table has both and nobody says otherwise.
  private var usualScores: Int? {
    guard setting("columns") == nil, column(called: setting("rater") ?? Rating.rater.name) != nil else {
      return nil
    }
    return column(called: Rating.score.name)
  }

  private mutating func take(_ place: Int, as content: AnalysisMethod.Parameter.Content, for name: String) {
    contents[place] = content
    arguments.append((name, .column(place)))
  }

  /// Rows are told apart by what is named, else by a column `id`, else by the first that nothing else takes; scores also by who gave
  /// them.
  private mutating func takeKey() {
    key = request.key.flatMap(Self.names).compactMap { column(named: $0, for: "key") }
    defer { addPeople() }
    guard request.key.flatMap(Self.names).isEmpty else { return }
    let free = header.indices.filter { contents[$0] == nil }
    // Where scores stand below each other, a running number is no unit.
    let isNumbered: (Int) -> Bool = { [header] in header[$0].lowercased() == "id" }
    let usual = isGiven("scores") ? free.first { !isNumbered($0) } : free.first(where: isNumbered)
    guard let first = usual ?? free.first else {
      findings.add(
        Diagnostic(
          "missing-column", "no column is left that tells the rows apart", at: table.header.first?.span,
          help: "name one with `--key COLUMN`, or leave the columns that are taken to fewer"))
      return
    }
    key = [first]
  }

  /// Scores are told apart by who gave them as well.
  private mutating func addPeople() {
    for case (let name, .column(let person)) in arguments
    where ["rater", "judge"].contains(name) && !key.contains(person) {
      key.append(person)
    }
  }

  /// Every other column in which there is a number is a rater or question, where a method wants such and nobody says otherwise.
  private mutating func takeRemaining() {
    guard !isGiven("columns"), !isGiven("scores"),
      case .columns(let content)? = request.method.parameters.first(where: { $0.name == "columns" })?.kind
    else { return }
    var places: [Int] = []
    for place in header.indices where !key.contains(place) && (contents[place] == nil || isAlsoAsked(place)) {
      if content == .text || hasNumber(place) { places.append(place) } else { leftOut.append(header[place]) }
    }
    guard !places.isEmpty else {
      findings.add(
        Diagnostic(
          "missing-column", "no column holds numbers, which `\(request.method.name)` compares",
          at: table.header.first?.span,
          help:
            "`kappa` compares words; scores below each other are named with `--scores COLUMN --rater COLUMN`")
      )
      return
    }
    for place in places { contents[place] = content }
    arguments.append(("columns", .columns(places)))
    if content == .text { assumed = places.map { header[$0] } }
  }

  /// Questions that are turned round are questions.
  private func isAlsoAsked(_ place: Int) -> Bool {
    arguments.contains {
      if case ("reversed", .columns(let places)) = $0 { places.contains(place) } else { false }
    }
  }

  private func hasNumber(_ column: Int) -> Bool {
    (0..<table.rowCount).contains { row in (try? FieldType.percent.value(of: table.text(row, column))) != nil
    }
  }

  // MARK: The workflow that says the same

  private func field(_ place: Int) -> String {
    let name = header[place]
    guard Spelling.isName(name), header.firstIndex(of: name) == place else { return "column_\(place + 1)_" }
    return name
  }

  private func type(_ content: AnalysisMethod.Parameter.Content?, _ place: Int) -> [(String, Value)] {
    switch content {
    case .number:
      let isShare = (0..<table.rowCount).contains { row in
        table.kind(row, place) == .percent || table.text(row, place).contains { $0 == "%" || $0 == "％" }
      }
      return [("type", .text(isShare ? "percent" : "number"))] + (isRated(place) ? bounds : [])
    case .text, nil: return [("type", .text("text"))]
    case .texts: return [("type", .text("list")), ("of", .text("text"))]
    case .day: return [("type", .text("date"))]
    }
  }

  /// Whether a column holds what was given on the scale.
  private func isRated(_ place: Int) -> Bool {
    arguments.contains { argument in
      switch argument {
      case ("scores", .column(place)): true
      case (_, .columns(let places)): places.contains(place)
      default: false
      }
    }
  }

  /// The ends of the scale; one that is no number is told when the workflow is read.
  private var bounds: [(String, Value)] {
    [("min", "minimum"), ("max", "maximum")].compactMap { name, argument in
      setting(argument).flatMap { text in
        (try? FieldType.number.value(of: text)).map { (name, $0) }
      }
    }
  }

  /// The fields that could not be called as their columns, and those columns.
  var headings: [(field: String, heading: String)] {
    taken.map { (field($0), header[$0]) }.filter { $0.field != $0.heading }
  }

  private var taken: [Int] { header.indices.filter { contents[$0] != nil || key.contains($0) } }

  func workflow(rows: String, result: String) -> Value {
    let fields = taken.map { place -> (String, Value) in
      let optional: [(String, Value)] = key.contains(place) ? [] : [("required", .boolean(false))]
      let content = key.contains(place) ? nil : contents[place]
      return (
        field(place), .record(Record(type(content, place) + [("title", .text(header[place]))] + optional))
      )
    }
    let analysis =
      [("method", Value.text(request.method.name))]
      + arguments.map { name, argument -> (String, Value) in
        switch argument {
        case .column(let place): (name, .text("\(rows).\(field(place))"))
        case .columns(let places): (name, .list(places.map { .text("\(rows).\(field($0))") }))
        case .written(let text): (name, .text(text))
        }
      }
    let collect = Record([("key", .list(key.map { .text(field($0)) })), ("fields", .record(Record(fields)))])
    let steps: [Value] = [
      .record(["step": .text(rows), "title": .text(rows), "collect": .record(collect)]),
      .record(["step": .text(result), "title": .text(result), "analyse": .record(Record(analysis))]),
    ]
    return .record([
      "kaudit": .integer(1), "workflow": .text("table"), "version": .text("1.0.0"),
      "languages": .list([.text("en")]),
      "title": .text("table"),
      "phases": .list([.record(["phase": .text("table"), "title": .text("table"), "steps": .list(steps)])]),
    ])
  }

  func audit(rows: String) -> Value {
    let columns = Record(taken.map { (field($0), Value.text(header[$0])) })
    var from: [(String, Value)] = [("from", .text("table")), ("columns", .record(columns))]
    if let sheet = request.sheet { from.append(("sheet", .text(sheet))) }
    var members: [(String, Value)] = [
      ("audit", .text("table")), ("workflow", .text("table")), ("language", .text("en")),
      (rows, .record(Record(from))),
    ]
    if let day = request.asOf { members.append(("as_of", .text(day))) }
    return .record(Record(members))
  }
}

extension AnalysisMethod.Parameter.Kind {
  /// Whether it can be given beside or by the columns of one table.
  fileprivate var fitsOneTable: Bool {
    switch self {
    case .column, .columns, .scores, .number, .word: true
    case .axes, .mask: false
    }
  }
}
