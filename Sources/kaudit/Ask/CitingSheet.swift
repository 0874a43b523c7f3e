import AuditCore

/// The question after the evidence of an answer: the entries of the workflow's register of evidence to choose from.
struct CitingSheet {
  let state: AuditState
  let agenda: Agenda
  let language: Language
  let names: EntryNames

  /// Nothing where there is no answer, or no register of evidence.
  func sheet(_ spot: Spot, _ step: Step, title: [String]) -> FieldSheet? {
    guard let register = state.workflow.evidence(of: step.id),
      let cell = state.entry(spot.entry)?.cell(spot.field, of: step), !cell.answer.value.isAbsent
    else { return nil }
    let field = Field(
      id: "evidence", title: Text([.english: "Evidence", .chinese: "证据"]),
      type: .list(of: .reference(to: register)), required: .never)
    let cited = Value.list(cell.answer.evidence.map { .text(EntryKey([$0]).written) })
    let value = cell.answer.evidence.isEmpty ? Value.none : cited
    let (needed, warned) = (lacking(spot, warnings: false), lacking(spot, warnings: true))
    return FieldSheet(
      state: state, step: step, field: field, choices: Choices(field.type, state, language),
      title: (title + [field.title[language]]).joined(separator: " › "), progress: nil, guidance: nil,
      notes: (needed + warned).map { $0.reason(in: language) } + emptiness(of: register), cell: cell,
      value: value, valueWords: names.words(value, field), initialWords: nil,
      emptyLine: value != .none ? .keeps : needed.isEmpty ? .leaves : .putsOff, takesNonAnswers: false,
      citesEvidence: false)
  }

  /// What rules find lacking in the answer: those that warn, or those that hold back.
  private func lacking(_ spot: Spot, warnings: Bool) -> [Obstacle] {
    Completeness(state).evidenceLacking(in: spot.entry, warnings: warnings).filter {
      agenda.question(after: $0) == .cite(spot)
    }
  }

  private func emptiness(of register: StepID) -> [String] {
    guard state.entries(of: register).isEmpty else { return [] }
    let title = state.workflow[register]?.title[language] ?? register.name
    return [language.words("“\(title)” has no entries yet to cite", "「\(title)」尚无可引用的条目")]
  }
}
