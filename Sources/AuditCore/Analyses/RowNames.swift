import AuditMethods

extension AnalysisInputs {
  /// What a cell names: rows of another register by their keys, everything else as it is written.
  func names(_ entry: Entry, _ column: Column) -> [String] {
    let texts = texts(entry, column)
    guard state.workflow.steps[column.place].fields[column.field].type.target != nil else { return texts }
    return texts.map { written in
      let parts = EntryKey(written: written).parts
      return parts.count == 1 ? parts[0] : written
    }
  }

  /// What the field of a column is headed, in every language.
  func titles(of column: Column) -> [String] {
    let title = state.workflow.steps[column.place].fields[column.field].title
    return Language.allCases.map { title[$0] }
  }

  /// The one thing that a cell names.
  func name(_ entry: Entry, _ column: Column) -> String? { names(entry, column).first }
}
