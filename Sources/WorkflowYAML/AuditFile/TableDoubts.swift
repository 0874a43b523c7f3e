import AuditCore
import Diagnostics
import Formats

/// What the cells of a column are read as, where their author may have meant something else. Told once for each column.
struct TableDoubts {
  private var percentages: [Int: (field: FieldID, text: String, span: SourceSpan, count: Int)] = [:]

  /// Takes notice of a cell: `80` in a column of shares is 8000 %, unless the sheet itself shows it as a percentage.
  mutating func consider(_ field: Field, _ value: Value, _ table: Table, _ row: Int, _ column: Int) {
    guard case .percent = field.type, case .number(let share) = value, abs(share) > 1,
      table.kind(row, column) != .percent
    else { return }
    let text = table.text(row, column)
    guard !text.hasSuffix("%") else { return }
    if percentages[column] == nil {
      percentages[column] = (field.id, text, table.span(row, column), 1)
    } else {
      percentages[column]?.count += 1
    }
  }

  var diagnostics: [Diagnostic] {
    percentages.sorted { $0.key < $1.key }.map { _, doubt in
      let more = doubt.count - 1
      let others =
        more == 0
        ? "" : more == 1 ? ", and so is 1 more of the column" : ", and so are \(more) more of the column"
      return Diagnostic(
        "doubtful-share",
        "`\(doubt.field)`: `\(doubt.text)` is read as \(doubt.text) times the whole, not as \(doubt.text)%\(others)",
        at: doubt.span, severity: .warning,
        help: "write \(doubt.text)% if that is meant; in a spreadsheet, format the cells as percentages")
    }
  }
}
