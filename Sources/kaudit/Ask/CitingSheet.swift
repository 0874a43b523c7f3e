import AuditCore

/// The question after the evidence of an answer: the entries of the workflow's register of evidence to choose from.
struct CitingSheet {
  let state: AuditState
  let agenda: Agenda
  let language: Language
  let names: EntryNames

  /// Nothing where there is no answer, or no register of evidence.
  func sheet(_ spot: Spot, _ step: Step, title: [String]) -> FieldSheet? {
    guard let register = state.workflow.evidence(of: step.id), state.workflow[register] != nil,
      let cell = state.entry(spot.entry)?.cell(spot.field, of: step), !cell.answer.value.isAbsent
    else { return nil }
    let field = Field(
      id: "evidence", title: Text([.english: "Evidence", .chinese: "证据"]),
      type: .list(of: .reference(to: register)), required: .never)
    let cited = Value.list(cell.answer.evidence.map { .text(EntryKey([$0]).written) })
    let value = cell.answer.evidence.isEmpty ? Value.none : cited
    return FieldSheet(
      state: state, step: step, field: field, choices: Choices(field.type, state, language),
      title: (title + [field.title[language]]).joined(separator: " › "), progress: nil, guidance: nil,
      notes: notes(spot, register), cell: cell, value: value, valueWords: names.words(value, field),
      initialWords: nil, emptyLine: value == .none ? .leaves : .keeps, takesNonAnswers: false,
      citesEvidence: false)
  }

  /// What a rule asks for, and where evidence comes from that is not there yet.
  private func notes(_ spot: Spot, _ register: StepID) -> [String] {
    let completeness = Completeness(state)
    let lacking = [false, true].flatMap { completeness.evidenceLacking(in: spot.entry, warnings: $0) }
      .filter { agenda.citation(for: $0) == .cite(spot) }
    let isEmpty = state.entries(of: register).isEmpty
    let title = state.workflow[register]?.title[language] ?? register.name
    return lacking.map { $0.reason(in: language) }
      + (isEmpty
        ? [language.words("“\(title)” has no entries yet to cite", "「\(title)」尚无可引用的条目")] : [])
  }
}
