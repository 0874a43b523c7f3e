import AuditCore
import CEL

/// The entries of a step as a table that is ready for print: columns that anybody answered, and a text for each cell.
struct SheetTable {
  struct Column {
    let place: Int
    let field: Field
    let title: CELValue
    var isLong: Bool
  }

  let columns: [Column]
  let hasLong: Bool
  /// Rows of texts, one for each column; empty where there is no answer and none is missing.
  private let cells: [[String]]
  /// For each entry, the places of the fields that must be answered and are not.
  private let open: [[Int]]
  private let entries: [Entry]
  private let step: Step

  /// A text of more characters than this is printed below a table rather than in it.
  static let longest = 80

  init(_ step: Step, _ words: AnswerText, _ bindings: AuditBindings) {
    self.step = step
    let entries = words.state.askedEntries(of: step.id)
    self.entries = entries
    let computed = step.fields.map { field -> [Value?]? in
      field.isComputed ? bindings.column(step.id, field.id) : nil
    }
    func counts(_ entry: Entry, _ place: Int) -> Bool {
      (entry.cells[place] != nil || step.fields[place].initial != nil)
        && bindings.isAsked(step.fields[place], at: EntryID(step.id, entry.key))
    }
    func answered(_ entry: Entry, _ place: Int) -> String {
      let field = step.fields[place]
      guard let cell = entry.cells[place] else {
        return bindings.initial(of: field, in: entry, of: step).map { words.text(byDefault: $0, field) } ?? ""
      }
      guard bindings.isAsked(field, at: EntryID(step.id, entry.key)) else { return "" }
      guard field.hasRulesInside else { return words.text(cell.answer, field) }
      var answer = cell.answer
      answer.value = bindings.counted(answer.value, of: field, at: EntryID(step.id, entry.key))
      return words.text(answer, field, given: cell.answer.value)
    }
    let key = step.keyFields.compactMap { id in step.fields.firstIndex { $0.id == id } }
    // What raters must not see of each other yet, no document shows anybody.
    let isBlind = entries.map { words.state.isBlind(EntryID(step.id, $0.key)) }
    // Nothing is open in a step that is finished.
    let isFinished = words.state.state(step.id).opensTheWay
    open = entries.enumerated().map { number, entry in
      if isFinished || isBlind[number] { return [] }
      return step.fields.indices.filter { place in
        let field = step.fields[place]
        return entry.cells[place] == nil && field.initial == nil && !field.isComputed
          && bindings.requires(field, at: EntryID(step.id, entry.key))
      }
    }
    let order = key + step.fields.indices.filter { !key.contains($0) }
    var columns = order.filter { place in
      computed[place]?.contains { $0 != nil } ?? entries.contains { counts($0, place) }
    }.map { place in
      let field = step.fields[place]
      return Column(
        place: place, field: field, title: .string(field.title[words.language]), isLong: field.type.isLong)
    }
    var cells: [[String]] = []
    cells.reserveCapacity(entries.count)
    for (number, entry) in entries.enumerated() {
      var row: [String] = []
      row.reserveCapacity(columns.count)
      for index in columns.indices {
        let (place, field) = (columns[index].place, columns[index].field)
        let text =
          if isBlind[number], !key.contains(place) {
            words.wording.withheld
          } else if let values = computed[place] {
            values[number].map { words.text($0, field) } ?? ""
          } else {
            open[number].contains(place) ? words.wording.open : answered(entry, place)
          }
        if !columns[index].isLong, Self.isLong(text) { columns[index].isLong = true }
        row.append(text)
      }
      cells.append(row)
    }
    self.columns = columns
    self.cells = cells
    hasLong = columns.contains(where: \.isLong)
  }

  /// Whether a text needs a paragraph of its own.
  static func isLong(_ text: String) -> Bool {
    // A character has at least one byte, so most texts are settled by their size.
    if text.utf8.contains(0x0A) { return true }
    return text.utf8.count > longest && text.unicodeScalars.count > longest
  }

  var columnValues: CELValue {
    .list(
      columns.map { column in
        .object(
          Object(
            SheetShape.column,
            [
              .string(column.field.id.name), column.title,
              .string(column.field.type.isRightAligned ? "right" : "left"),
              .bool(column.isLong),
            ]))
      })
  }

  /// The rows for a template; only the parts that it mentions are made.
  func rowValues(_ words: AnswerText, _ parts: RowParts) -> CELValue {
    var rows: [CELValue] = []
    rows.reserveCapacity(entries.count)
    for (number, entry) in entries.enumerated() {
      let texts = cells[number]
      let title = parts.title ? CELValue.string(words.title(of: entry, step)) : nil
      let values = parts.cells ? CELValue.list(texts.map(CELValue.string)) : nil
      let answers = parts.answers ? answers(texts, but: open[number]) : nil
      let titles =
        parts.open ? open[number].map { CELValue.string(step.fields[$0].title[words.language]) } : nil
      rows.append(
        .object(
          Object(
            SheetShape.row,
            [
              .string(entry.key.written), title, values, answers, titles.map(CELValue.list),
              .bool(entry.isStale),
            ])))
    }
    return .list(rows)
  }

  private func answers(_ texts: [String], but open: [Int]) -> CELValue {
    var answers: [CELValue] = []
    for (column, text) in zip(columns, texts) where !text.isEmpty && !open.contains(column.place) {
      let isLong = column.field.type.isLong || Self.isLong(text)
      let id = CELValue.string(column.field.id.name)
      answers.append(.object(Object(SheetShape.answer, [id, column.title, .string(text), .bool(isLong)])))
    }
    return .list(answers)
  }
}

/// Which parts of rows somebody reads.
struct RowParts {
  let title: Bool
  let cells: Bool
  let answers: Bool
  let open: Bool
}

extension FieldType {
  /// Whether answers are paragraphs by nature.
  var isLong: Bool {
    switch self {
    case .longText, .group, .table: true
    default: false
    }
  }

  /// Whether cells are figures that are compared digit by digit.
  var isRightAligned: Bool {
    switch self {
    case .integer, .number, .percent, .money: true
    case .scale(let scale): scale.labels.isEmpty
    default: false
    }
  }
}
