import AuditCore
import Diagnostics
import Formats

/// Which columns of a table a method takes, and what they hold.
struct MethodColumns {
  /// The step that holds the rows of the table.
  let step: String
  let home: AnalysisMethod.Parameter.Home
  let table: Table
  let request: MethodTable.Request
  let findings: Findings
  /// The columns that are taken, by their place.
  private(set) var contents: [Int: AnalysisMethod.Parameter.Content] = [:]
  private(set) var arguments: [(name: String, value: Argument)] = []
  private(set) var key: [Int] = []
  /// The columns that span the cells.
  private(set) var axes: [Int] = []
  private(set) var leftOut: [String] = []
  /// The columns that were taken because nobody said which.
  private(set) var assumed: [String] = []

  enum Argument {
    case column(Int)
    case columns([Int])
    case written(String)
    case words([String])
  }

  /// The columns of the main table.
  init(_ table: Table, _ request: MethodTable.Request, _ findings: Findings) {
    self.init(table, step: MethodTable.rows, .rows, request, findings)
    for parameter in request.method.parameters(in: .rows) { take(parameter) }
    for parameter in request.method.parameters(in: .free) { take(parameter) }
    for parameter in request.method.parameters(in: .anywhere) { refuse(parameter) }
    takeKey()
    takeRemaining()
    tellMissing()
    tellUnused()
  }

  /// The columns of a further table.
  init(_ table: Table, named name: String, _ request: MethodTable.Request, _ findings: Findings) {
    self.init(table, step: name, .table(name), request, findings)
    for parameter in request.method.parameters(in: home) { take(parameter) }
    takeKey()
    for parameter in request.method.parameters(in: home)
    where parameter.isKey && !isGiven(parameter.name) && key.count == 1 {
      take(key[0], as: .text, for: parameter.name)
    }
    tellMissing()
  }

  private init(
    _ table: Table, step: String, _ home: AnalysisMethod.Parameter.Home, _ request: MethodTable.Request,
    _ findings: Findings
  ) {
    self.table = table
    self.step = step
    self.home = home
    self.request = request
    self.findings = findings
    if header.count > 1, header.allSatisfy({ (try? FieldType.percent.value(of: $0)) != nil }) {
      findings.add(
        Diagnostic(
          "missing-column", "the first row names the columns, but here it holds numbers",
          at: table.header.first?.span, help: "put a row with names above"))
    }
  }

  private func refuse(_ parameter: AnalysisMethod.Parameter) {
    guard setting(parameter.name) != nil else { return }
    findings.add(
      Diagnostic("wrong-value", "`\(parameter.name)` can be given in a workflow only", at: nil))
  }

  private func tellMissing() {
    let missing = request.method.parameters.filter { parameter in
      let isHere = parameter.home == home || home == .rows && parameter.home == .free
      return parameter.isRequired && isHere && parameter.kind.isOfTable && !isGiven(parameter.name)
    }.map(\.name)
    guard let first = missing.first else { return }
    findings.add(
      Diagnostic(
        "missing-column", "no column is called \(listed(missing)), which `\(request.method.name)` needs",
        at: table.header.first?.span,
        help: first == "weights"
          ? "name the columns of the axes, and files of weights where they differ: `--weights class=FILE,stage`"
          : "name one of \(listed(header)), as `--\(first.replacing("_", with: "-")) COLUMN`"))
  }

  /// A table of which a method takes nothing was not meant so.
  private func tellUnused() {
    let isUsed =
      !axes.isEmpty
      || arguments.contains { argument in
        switch argument.value {
        case .column, .columns: true
        case .written, .words: false
        }
      }
    let usual = request.method.parameters(in: .rows).filter(\.kind.isOfTable)
    guard !header.isEmpty, !isUsed, let first = usual.first, !usual.contains(where: \.isRequired) else {
      return
    }
    findings.add(
      Diagnostic(
        "missing-column",
        "no column is called \(listed(usual.map(\.name))), of which `\(request.method.name)` takes some",
        at: table.header.first?.span,
        help: "name one of \(listed(header)), as `--\(first.name.replacing("_", with: "-")) COLUMN`"))
  }

  var header: [String] { table.header.map(\.text) }

  func setting(_ name: String) -> String? { request.settings.last { $0.name == name }?.value }

  private func isGiven(_ name: String) -> Bool {
    arguments.contains { $0.name == name } || name == "weights" && !axes.isEmpty
  }

  /// The column of a name, also one in other characters.
  private func column(called name: String) -> Int? {
    header.firstIndex(of: name)
      ?? Spelling.alike(name, among: header).first.flatMap { header.firstIndex(of: $0) }
      ?? header.firstIndex { $0.lowercased() == name.lowercased() }
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

  /// The columns that a setting names, with commas between; a name may hold some itself.
  private func columns(named text: String, for what: String) -> [Int] {
    if let column = header.firstIndex(of: text) { return [column] }
    let parts = text.split { ",，、".contains($0) }
    var places: [Int] = []
    var next = parts.startIndex
    while next < parts.endIndex {
      let longer = (next + 1..<parts.endIndex).reversed().first { last in
        header.contains(String(text[parts[next].startIndex..<parts[last].endIndex]).trimmingSpaces)
      }
      let name = text[parts[next].startIndex..<parts[longer ?? next].endIndex]
      if let place = column(named: String(name).trimmingSpaces, for: what) { places.append(place) }
      next = (longer ?? next) + 1
    }
    return places
  }

  // MARK: Arguments

  private mutating func take(_ parameter: AnalysisMethod.Parameter) {
    let setting = setting(parameter.name)
    switch parameter.kind {
    case .number, .within, .whole, .word:
      if let setting { arguments.append((parameter.name, .written(setting))) }
    case .list:
      if let setting {
        let words = setting.split { ",，、".contains($0) }.map { String($0).trimmingSpaces }
        arguments.append((parameter.name, .words(words)))
      }
    case .column(let content):
      let place =
        setting.map { column(named: $0, for: parameter.name) } ?? usualColumn(parameter.name)
      if let place { take(place, as: content, for: parameter.name) }
    case .scores:
      let place = setting.map { column(named: $0, for: parameter.name) } ?? usualScores(parameter.name)
      if let place { take(place, as: self.content(said, of: parameter, place), for: parameter.name) }
    case .columns(let content):
      let called = column(called: parameter.name).map { [$0] }
      guard let places = setting.map({ columns(named: $0, for: parameter.name) }) ?? called else { return }
      for place in places { contents[place] = self.content(content, of: parameter, place) }
      arguments.append((parameter.name, .columns(places)))
    case .axes:
      for place in setting.map({ columns(named: $0, for: parameter.name) }) ?? [] {
        if (0..<table.rowCount).allSatisfy({
          (try? FieldType.percent.value(of: table.text($0, place))) != nil
        }) {
          findings.add(
            Diagnostic(
              "wrong-value",
              "`\(header[place])` holds numbers, but an axis is named by the column of its keys",
              at: table.header[place].span,
              help: "weights stand in a table for each axis: `--weights class=FILE,stage`"))
        }
        contents[place] = .row(of: Self.axisStep(field(place)))
        axes.append(place)
      }
    case .mask: refuse(parameter)
    case .result: break
    }
  }

  /// The column called as an argument is, in a further table also without the name of that table before it: `flow_topic`
  /// stands under `topic` in a table of flows, `class_weight` under `weight` in one of class weights.
  private func usualColumn(_ argument: String) -> Int? {
    if let column = column(called: argument) { return column }
    guard case .table(let table) = home else { return nil }
    if argument == table.dropLast() {
      return argument.split(separator: "_").last.flatMap { column(called: String($0)) }
    }
    return argument.hasPrefix("\(table.dropLast())_")
      ? column(called: String(argument.dropFirst(table.count))) : nil
  }

  /// What a column holds: words where it is not all numbers and the settings allow for words.
  private func content(
    _ usual: AnalysisMethod.Parameter.Content, of parameter: AnalysisMethod.Parameter, _ place: Int
  ) -> AnalysisMethod.Parameter.Content {
    allowsWords(parameter) && !holdsOnlyNumbers(place) ? .text : usual
  }

  private func allowsWords(_ parameter: AnalysisMethod.Parameter) -> Bool {
    parameter.words.map { setting($0.setting) == $0.value } ?? false
  }

  /// What raters say: numbers, or words where the method takes such.
  private var said: AnalysisMethod.Parameter.Content {
    for case .columns(let content) in request.method.parameters.filter({ $0.name == "columns" }).map(\.kind) {
      return content
    }
    return .number
  }

  /// Scores with who gave them, where the table has both and nobody says otherwise.
  private func usualScores(_ argument: String) -> Int? {
    guard argument == "scores" else { return column(called: argument) }
    guard setting("columns") == nil, column(called: setting("rater") ?? Rating.rater.name) != nil else {
      return nil
    }
    return column(called: Rating.score.name)
  }

  private mutating func take(_ place: Int, as content: AnalysisMethod.Parameter.Content, for name: String) {
    contents[place] = content
    arguments.append((name, .column(place)))
  }

  /// Rows are told apart by what is named, else by the arguments that do, else by a column `id`, else by the first that nothing
  /// else takes; scores also by who gave them.
  private mutating func takeKey() {
    let named = home == .rows ? request.key.flatMap { columns(named: $0, for: "key") } : []
    key = named.isEmpty ? usualKey : named
    guard home == .rows else { return }
    for case (let name, .column(let person)) in arguments
    where ["rater", "judge"].contains(name) && !key.contains(person) {
      key.append(person)
    }
  }

  private var usualKey: [Int] {
    guard !header.isEmpty else { return [] }
    let telling = Set(request.method.parameters(in: home).filter(\.isKey).map(\.name))
    let told = arguments.compactMap { argument -> Int? in
      if telling.contains(argument.name), case .column(let place) = argument.value { place } else { nil }
    }
    let free = header.indices.filter { contents[$0] == nil }
    let isNumbered: (Int) -> Bool = { [header] in header[$0].lowercased() == "id" }
    let number = free.first(where: isNumbered)
    // A running number tells apart what says the same again, which methods count as they say.
    func unlessRepeated(_ key: [Int]) -> [Int] { number.map { tellsApart(key) ? key : [$0] } ?? key }
    if !told.isEmpty { return unlessRepeated(told) }
    if !axes.isEmpty {
      let rater = column(called: Rating.rater.name)
      return unlessRepeated(axes + (rater.map { contents[$0] == nil ? [$0] : [] } ?? []))
    }
    // Where scores stand below each other, a running number is no unit.
    let usual = isGiven("scores") ? free.first { !isNumbered($0) } : number
    if let first = usual ?? free.first { return [first] }
    // Where everything is taken, a name tells rows apart as well.
    for case (_, .column(let place)) in arguments where contents[place] == .text { return [place] }
    findings.add(
      Diagnostic(
        "missing-column", "no column is left that tells the rows apart", at: table.header.first?.span,
        help: "name one with `--key COLUMN`, or leave the columns that are taken to fewer"))
    return []
  }

  /// Whether no two rows say the same in these columns, nor nothing.
  private func tellsApart(_ key: [Int]) -> Bool {
    var seen: Set<[String]> = []
    return (0..<table.rowCount).allSatisfy { row in
      let texts = key.map { table.text(row, $0).trimmingSpaces }
      return !texts.contains("") && seen.insert(texts).inserted
    }
  }

  /// Every other column in which there is a number is a rater or question, where a method wants such and nobody says otherwise.
  private mutating func takeRemaining() {
    guard !isGiven("columns"),
      let parameter = request.method.parameters.first(where: { $0.name == "columns" }),
      !parameter.alternatives.contains(where: isGiven), case .columns(let content) = parameter.kind
    else { return }
    var places: [Int] = []
    for place in header.indices where !key.contains(place) && (contents[place] == nil || isAlsoAsked(place)) {
      if content != .number || hasNumber(place) {
        places.append(place)
      } else {
        leftOut.append(header[place])
      }
    }
    if places.isEmpty, allowsWords(parameter) {
      places = leftOut.compactMap { column(called: $0) }
      leftOut = []
    }
    guard !places.isEmpty else {
      findings.add(
        Diagnostic(
          "missing-column", "no column holds numbers, which `\(request.method.name)` compares",
          at: table.header.first?.span,
          help: parameter.alternatives.contains("scores")
            ? "`kappa` and `krippendorff --level nominal` compare words; scores below each other are named with `--scores COLUMN --rater COLUMN`"
            : nil)
      )
      return
    }
    for place in places { contents[place] = self.content(content, of: parameter, place) }
    arguments.append(("columns", .columns(places)))
    assumed = places.map { header[$0] }
  }

  /// Questions that are turned round are questions.
  private func isAlsoAsked(_ place: Int) -> Bool {
    arguments.contains {
      guard ["reversed", "less_is_better"].contains($0.name), case .columns(let places) = $0.value else {
        return false
      }
      return places.contains(place)
    }
  }

  private func holdsOnlyNumbers(_ column: Int) -> Bool {
    (0..<table.rowCount).allSatisfy { row in
      table.isEmpty(row, column) || (try? FieldType.percent.value(of: table.text(row, column))) != nil
    }
  }

  private func hasNumber(_ column: Int) -> Bool {
    (0..<table.rowCount).contains { row in (try? FieldType.percent.value(of: table.text(row, column))) != nil
    }
  }
}
