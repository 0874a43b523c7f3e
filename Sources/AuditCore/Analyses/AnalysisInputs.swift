import AuditMethods

/// The arguments of an analysis, read from the answers.
struct AnalysisInputs {
  let analysis: Analysis
  let bindings: AuditBindings
  var state: AuditState { bindings.state }

  /// Notes what is read, where somebody wants to know.
  private let trace: InputTrace?

  init(_ analysis: Analysis, _ bindings: AuditBindings, _ trace: InputTrace? = nil) {
    self.analysis = analysis
    self.bindings = bindings
    self.trace = trace
  }

  /// A column that is given for every entry of one register.
  struct Column {
    let step: StepID
    let place: Int
    let field: Int
  }

  func has(_ name: String) -> Bool { analysis[name] != nil }

  func column(_ name: String) -> Column? {
    guard case .column(let step, let field)? = analysis[name] else { return nil }
    return column(step, field)
  }

  func column(_ step: StepID, _ field: FieldID) -> Column? {
    guard let place = state.workflow.places[step], let index = state.workflow.fieldPlaces[place][field] else {
      return nil
    }
    return Column(step: step, place: place, field: index)
  }

  func requiredColumn(_ name: String) throws(AnalysisFailure) -> Column {
    guard let column = column(name) else {
      throw AnalysisFailure("argument `\(name)` names no field of a register")
    }
    return column
  }

  func entries(_ column: Column) -> [Entry] { state.askedEntries(of: column.place) }

  func value(_ entry: Entry, _ column: Column?) -> Value? {
    guard let column else { return nil }
    let value = bindings.datum(column.place, entry, column.field)
    guard let trace else { return value }
    let field = state.workflow.steps[column.place].fields[column.field].id
    return trace.value(.answer(EntryID(column.step, entry.key), field), value)
  }

  func number(_ entry: Entry, _ column: Column?) -> Double? { value(entry, column)?.double }

  /// What a cell says as a text; a row of another register is called as its key reads, without quotes.
  func text(_ entry: Entry, _ column: Column?) -> String? {
    guard let column else { return nil }
    return value(entry, column).flatMap { text($0, column) }
  }

  func texts(_ entry: Entry, _ column: Column?) -> [String] {
    guard let column, let value = value(entry, column) else { return [] }
    return (value.list ?? [value]).compactMap { text($0, column) }
  }

  private func text(_ value: Value, _ column: Column) -> String? {
    guard let written = Self.written(value) else { return nil }
    let isKey = state.workflow.steps[column.place].fields[column.field].type.target != nil
    return isKey ? Self.key(EntryKey(written: written)) : written
  }

  /// A name, also one that is a number, such as that of a stage.
  private static func written(_ value: Value) -> String? {
    switch value {
    case .text(let text): text
    case .integer(let whole): whole.description
    case .number(let number): numeral(number)
    default: nil
    }
  }

  /// Whether somebody said that the question does not arise there.
  func isNotApplicable(_ entry: Entry, _ column: Column) -> Bool {
    if case .nonAnswer(.notApplicable, _)? = entry.cells[column.field]?.answer.value { true } else { false }
  }

  /// The rows to which these questions apply, and how many the others are.
  func concerned(_ columns: [Column]) -> (entries: [Entry], others: Int) {
    let all = columns.first.map(entries) ?? []
    let concerned = all.filter { entry in !columns.contains { isNotApplicable(entry, $0) } }
    return (concerned, all.count - concerned.count)
  }

  /// How many of the rows that a result leaves out say of one of these columns that it does not apply.
  func excused(_ leftOut: some Sequence<String>, _ columns: [Column?]) -> Int {
    let (leftOut, columns) = (Set(leftOut), columns.compactMap(\.self))
    return (columns.first.map(entries) ?? []).count { entry in
      columns.contains { isNotApplicable(entry, $0) } && leftOut.contains(Self.key(entry))
    }
  }

  /// What a cell names, also where several names stand in one text with strokes between, as in what tells rows apart.
  func parts(_ entry: Entry, _ column: Column?) -> [String] {
    texts(entry, column).flatMap { $0.split(separator: "|").map { String($0.trimmed) } }
  }

  func flag(_ entry: Entry, _ column: Column?) -> Bool? { value(entry, column)?.boolean }

  /// The keys that a column can hold, as they are declared by its vocabulary or by the register that it names; without such a
  /// declaration those that it holds, in the order of the rows.
  func keys(_ column: Column) -> [String] {
    if let declared = declaredKeys(column) { return declared }
    var seen: Set<String> = []
    return entries(column).flatMap { texts($0, column) }.filter { seen.insert($0).inserted }
  }

  /// The keys that a vocabulary or register declares; nil where the column holds plain texts.
  func declaredKeys(_ column: Column) -> [String]? {
    declaredKeys(state.workflow.steps[column.place].fields[column.field].type)
  }

  private func declaredKeys(_ type: FieldType) -> [String]? {
    switch type {
    case .choice(let vocabulary), .choices(let vocabulary): vocabulary.keys
    case .reference(let step): state.entries(of: step).map(Self.key)
    case .list(let element): declaredKeys(element)
    default: nil
    }
  }

  /// The entries of a further table: of the register in which its columns stand, or which a column of the main table names; nil
  /// where neither is given.
  func entries(ofTable table: String) -> [Entry]? {
    guard let method = AnalysisMethod.named(analysis.method) else { return nil }
    for parameter in method.parameters {
      guard let column = column(parameter.name) else { continue }
      if parameter.home == .table(table) { return entries(column) }
      if case .column(.row(of: table)) = parameter.kind,
        let target = state.workflow.steps[column.place].fields[column.field].type.target,
        let place = state.workflow.places[target]
      {
        return state.askedEntries(of: place)
      }
    }
    return nil
  }

  /// A number as written, or the answer of a form's field; nil where neither is given.
  func number(_ name: String) -> Double? { setting(name)?.double }

  /// A whole number; nothing where none is given.
  func whole(_ name: String) throws(AnalysisFailure) -> Int? {
    guard let number = number(name) else { return nil }
    guard number == number.rounded(), abs(number) < 1e15 else {
      throw AnalysisFailure("`\(name)` is \(number), but a whole number is expected")
    }
    return Int(number)
  }

  /// Bands of a score, with those limits that are given: that of `lookAhead` is `look_ahead_from`.
  func bands(_ usual: [RiskBand]) -> [RiskBand] {
    usual.map { band in
      let name = band.name.map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined() + "_from"
      return RiskBand(band.name, from: has(name) ? number(name) ?? band.from : band.from)
    }
  }

  func word(_ name: String) -> String? { setting(name)?.text }

  /// Words in their order; nothing where none are given.
  func words(_ name: String) -> [String]? {
    guard case .literal(.list(let items))? = analysis[name] else { return nil }
    return items.compactMap(\.text)
  }

  private func setting(_ name: String) -> Value? {
    let value = written(name)
    guard let trace else { return value }
    // What a form says was answered by somebody.
    if case .column(let step, let field)? = analysis[name] {
      return trace.value(.answer(EntryID(step), field), value)
    }
    return trace.value(.setting(name), value)
  }

  private func written(_ name: String) -> Value? {
    switch analysis[name] {
    case .literal(let value): value
    case .column(let step, let field): bindings.datum(EntryID(step), field)
    case .register, .named, nil: nil
    }
  }

  /// Weights by axis: each a column of a register whose key holds the values of the axis.
  func axes(_ name: String) throws(AnalysisFailure) -> [Axis] {
    guard case .named(let named)? = analysis[name] else {
      throw AnalysisFailure("argument `\(name)` is missing")
    }
    var axes: [Axis] = []
    for (axis, argument) in named {
      guard case .column(let step, let field) = argument, let column = column(step, field) else {
        throw AnalysisFailure("weights of `\(axis)` name no field of a register")
      }
      let entries = entries(column)
      let weights = entries.compactMap { entry in
        number(entry, column).map { KeyWeight(Self.key(entry), $0) }
      }
      axes.append(Axis(axis, keys: entries.map(Self.key), weights: weights))
    }
    return axes
  }

  /// The column of scores: of a register of ratings, or the field that is named.
  func scores(_ name: String) throws(AnalysisFailure) -> Column {
    let (step, field): (StepID, FieldID)
    switch analysis[name] {
    case .register(let register): (step, field) = (register, Rating.score)
    case .column(let register, let column): (step, field) = (register, column)
    case .literal, .named, nil: throw AnalysisFailure("argument `\(name)` is missing")
    }
    guard let column = column(step, field) else {
      throw AnalysisFailure("`\(step)` has no field `\(field)`")
    }
    return column
  }

  /// The choice that is named; a form may hold one that the method does not know.
  func choice<Choice: RawRepresentable & CaseIterable>(
    _ name: String, or usual: Choice
  ) throws(AnalysisFailure) -> Choice where Choice.RawValue == String {
    guard let word = word(name) else { return usual }
    guard let choice = Choice(rawValue: word) else {
      let known = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      throw AnalysisFailure("argument `\(name)` is `\(word)`, but one of \(known) is expected")
    }
    return choice
  }

  /// What a column says in each of these rows, as one of the words that the method knows.
  func choices<Choice: RawRepresentable & CaseIterable>(
    _ column: Column, of entries: [Entry], as argument: String
  ) throws(AnalysisFailure) -> [Choice] where Choice.RawValue == String {
    var choices: [Choice] = []
    var faults = CellFaults()
    for entry in entries {
      let word = text(entry, column) ?? ""
      if let choice = Choice(rawValue: word) {
        choices.append(choice)
      } else {
        let known = Choice.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        faults.add(Self.key(entry), argument, found: "`\(word)`", expected: "one of \(known)")
      }
    }
    try faults.throwIfAny()
    return choices
  }

  /// The result as data; what is wrong with the inputs, in words.
  func outcome<Outcome>(
    _ layout: Layout<Outcome>, _ run: () throws(MethodError) -> Outcome
  ) throws(AnalysisFailure) -> Value {
    do throws(MethodError) { return layout.value(try run()) } catch { throw AnalysisFailure(error) }
  }

  /// The day that counts as today.
  func today() throws(AnalysisFailure) -> Day {
    guard let today = Day(state.asOf) else {
      throw AnalysisFailure("no day counts as today; give `as_of`")
    }
    return today
  }

  /// Several columns, as questions or raters; nothing where none are given.
  func columns(_ name: String) -> [Column]? {
    guard case .named(let named)? = analysis[name] else { return nil }
    return named.compactMap { item in
      if case .column(let step, let field) = item.argument { column(step, field) } else { nil }
    }
  }

  /// What the field of a column is called.
  func name(of column: Column) -> String { state.workflow.steps[column.place].fields[column.field].id.name }

  /// Whether a column is called so: by its field, or by the title of that.
  func isCalled(_ column: Column, _ name: String) -> Bool {
    self.name(of: column) == name || titles(of: column).contains(name)
  }

  /// What the field of a column is headed, in every language.
  func titles(of column: Column) -> [String] {
    let title = state.workflow.steps[column.place].fields[column.field].title
    return Language.allCases.map { title[$0] }
  }

  /// The key of an entry as its one value.
  static func key(_ entry: Entry) -> String { key(entry.key) }

  static func key(_ key: EntryKey) -> String {
    let parts = key.parts
    return parts.count == 1 ? parts[0] : key.written
  }
}
