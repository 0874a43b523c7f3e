import AuditCore
import Diagnostics
import Formats

/// Reads the entries of one step that are rows of a table.
///
/// The first time it says everything that is wrong; what a row answers is read again whenever somebody asks.
final class RowReader: Sendable {
  let step: Step
  private let table: Table
  private let plan: TablePlan
  private let separator: String
  private let sight: FirstSight
  /// The registers whose keys have several parts.
  private let parted: Set<StepID>

  init(_ step: Step, _ table: Table, _ plan: TablePlan, separator: String, in workflow: Workflow) {
    self.step = step
    parted = Set(step.fields.compactMap(\.type.target).filter { workflow.keyLength(of: $0) > 1 })
    self.table = table
    self.plan = plan
    self.separator = separator
    sight = FirstSight(plan.answers.map(\.field))
  }

  // MARK: Again

  /// What a row answers, without the columns of its key; to some fields only, or to all.
  func answers(_ row: Int, to asked: Set<FieldID>?) -> [FieldAnswer] {
    let findings = Findings()
    var answers: [FieldAnswer] = []
    answers.reserveCapacity(plan.answers.count)
    for (field, column) in plan.answers where !table.isEmpty(row, column) {
      guard asked?.contains(field.id) ?? true else { continue }
      if let value = value(table.text(row, column), field, row, column, findings) {
        answers.append(FieldAnswer(field.id, Answer(value)))
      }
    }
    if let column = plan.evidence {
      answers.cite(items(table.text(row, column), .text).filter { !$0.isEmpty })
    }
    return answers
  }

  func span(_ row: Int) -> SourceSpan { table.span(row: row) }

  func span(_ row: Int, of field: FieldID) -> SourceSpan {
    plan.places[field].map { table.span(row, $0) } ?? table.span(row: row)
  }

  // MARK: For the first time

  /// The key of a row; nothing where there is none that could be used. Tells everything that is wrong with the row.
  func key(_ row: Int, _ findings: Findings, _ doubts: inout TableDoubts) -> EntryKey? {
    guard let key = key(row, findings) else { return nil }
    for (place, (field, column)) in plan.answers.enumerated() where !table.isEmpty(row, column) {
      if isRight(row, column, place) { continue }
      if value(table.text(row, column), field, row, column, findings) != nil {
        doubts.consider(field, table, row, column)
      }
    }
    return key
  }

  private func isRight(_ row: Int, _ column: Int, _ place: Int) -> Bool {
    switch table.kind(row, column) {
    case .error, .uncomputed: false
    case .text, .number, .percent, .date, .boolean:
      table.withText(row, column) { sight.isRight($0, place) } ?? false
    }
  }

  private func key(_ row: Int, _ findings: Findings) -> EntryKey? {
    var parts: [String] = []
    for (field, column) in plan.key {
      let text = table.text(row, column).trimmingSpaces
      guard !text.allSatisfy(\.isWhitespace) else {
        findings.add(
          Diagnostic(
            "missing-key-field", "`\(table.header[column].text)` is empty, but tells the entries apart",
            at: table.span(row, column)))
        return nil
      }
      guard
        let value = value(text, field, row, column, findings),
        let part = EntryKey.parts(of: value, isReference: field.type.target != nil)
      else { return nil }
      if let hidden = Diagnostic.hiddenInKey(part, field.id, at: table.span(row, column)) {
        findings.add(hidden)
        return nil
      }
      parts += part
    }
    let key = EntryKey(parts)
    guard key.written.utf8.count <= EntryKey.longest else {
      let column = plan.key.first?.column
      findings.add(
        .entryKeyTooLong(key, step.id, at: column.map { table.span(row, $0) } ?? table.span(row: row)))
      return nil
    }
    return key
  }

  // MARK: Cells

  private func value(
    _ text: String, _ field: Field, _ row: Int, _ column: Int, _ findings: Findings
  ) -> Value? {
    if let fault = table.fault(row, column) {
      findings.add(fault)
      return nil
    }
    do throws(Mismatch) {
      let value = try value(text, field.type)
      if let mismatch = field.mismatch(with: value) { throw mismatch }
      return value
    } catch {
      var wrong = Diagnostic.wrongValue(error, field.id, at: table.span(row, column))
      if case .date = field.type, table.kind(row, column) == .number {
        wrong.help = "the cell holds a number: format it as a date"
      }
      findings.add(wrong)
      return nil
    }
  }

  private func value(_ text: String, _ type: FieldType) throws(Mismatch) -> Value {
    switch type {
    case .group, .table: throw Mismatch("\(type.expectation) cannot stand in one cell of a table")
    // Tables of numbers say yes and no by 1 and 0.
    case .boolean where ["0", "1"].contains(text.trimmingSpaces): return .boolean(text.contains("1"))
    // A comma in the name of what has one name parts nothing.
    case .reference(let step) where !parted.contains(step) && !text.hasPrefix("\""):
      return .text(EntryKey([text.trimmingSpaces]).written)
    default:
      guard let element = type.element else { return try type.value(typed: text) }
      var items: [Value] = []
      for item in self.items(text, element) { items.append(try value(item, element)) }
      return .list(items)
    }
  }

  /// Apart by the separator; without one of that sort, as they are written everywhere.
  private func items(_ text: String, _ element: FieldType) -> [String] {
    guard separator != TableReader.usualSeparator || text.contains(separator) else {
      return element.items(written: text, atCommas: false).map(\.trimmingSpaces)
    }
    return text.split(separator: separator).map { String($0).trimmingSpaces }
  }
}

/// Which column of a table gives which field, and which columns give the key.
struct TablePlan: Sendable {
  var answers: [(field: Field, column: Int)] = []
  /// The columns of the key, and the fields that say what stands in them.
  var key: [(field: Field, column: Int)] = []
  var places: [FieldID: Int] = [:]
  /// The column of what each score cites.
  var evidence: Int?
  var isComplete = true
}

extension String {
  /// Without spaces at either end.
  var trimmingSpaces: String {
    if first != " ", last != " " { return self }
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
