import AuditCore
import Diagnostics
import Formats

/// What the cells of a column are read as, where their author may have meant something else. Told once for each column.
struct TableDoubts {
  /// The first share without `%` of each column, and how many more there are.
  private var shares: [Int: (field: FieldID, text: String, share: Double, span: SourceSpan, more: Int)] = [:]

  /// Takes notice of a cell: `80` in a column of shares is 8000 %, unless the sheet itself shows it as a percentage.
  mutating func consider(_ field: Field, _ table: Table, _ row: Int, _ column: Int) {
    guard case .percent = field.type, table.kind(row, column) != .percent else { return }
    let text = table.text(row, column)
    guard let share = field.shareWithoutSign(text) else { return }
    if shares[column] == nil {
      shares[column] = (field.id, text, share, table.span(row, column), 0)
    } else {
      shares[column]?.more += 1
    }
  }

  var diagnostics: [Diagnostic] {
    shares.sorted { $0.key < $1.key }.map { _, doubt in
      .percentWithoutSign(doubt.field, doubt.text, doubt.share, more: doubt.more, at: doubt.span)
    }
  }
}
