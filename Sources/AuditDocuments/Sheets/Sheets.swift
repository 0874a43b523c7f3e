import AuditCore
import CEL

/// The sheets of an audit in one language, each made when a template asks for it.
struct Sheets {
  private let words: AnswerText
  private let bindings: AuditBindings
  private let shape: Shape
  private let mentions: Set<Mention>

  private var state: AuditState { words.state }
  private var workflow: Workflow { words.state.workflow }
  private var language: Language { words.language }

  init(_ words: AnswerText, _ bindings: AuditBindings, _ shape: Shape, mentions: Set<Mention>) {
    self.words = words
    self.bindings = bindings
    self.shape = shape
    self.mentions = mentions
  }

  private func reads(_ shape: Shape, _ field: String) -> Bool {
    mentions.contains(.field(shape: shape.name, field: field))
  }

  /// `sheet`: the sheets that are mentioned, the others absent.
  func value() -> CELValue {
    let sheets = workflow.steps.map { reads(shape, $0.id.name) ? CELValue.object(sheet(of: $0)) : nil }
    return .object(Object(shape, sheets))
  }

  private func sheet(of step: Step) -> Object {
    let row = state.row(step.id) ?? StepRow(state: .locked)
    let counts = counts(of: step)
    var values: [String: CELValue] = [
      "id": .string(step.id.name), "title": .string(step.title[language]),
      "guidance": .string(step.guidance?[language] ?? ""), "kind": .string(step.kind.word),
      "is_form": .bool(step.isAnswered && !step.isRegister),
      "state": .string(row.state.rawValue), "state_label": .string(row.state.word(in: words.language)),
      "is_open": .bool(isOpen(step)), "entry_count": .int(Int64(counts.entries)),
      "stale_count": .int(Int64(counts.stale)), "columns": .list([]), "rows": .list([]),
      "has_long": .bool(false),
    ]
    values["remark"] = row.remark.map(CELValue.string)
    values["role"] = step.approver.map { .string(workflow.title(ofRole: $0, at: step.id)[language]) }
    if let submitted = row.submitted {
      values["submitted_by"] = .string(submitted.by)
      values["submitted_on"] = .string(String(submitted.at.prefix(10)))
    }
    if let signOff = row.signOff { values.merge(signature(signOff, row.signed)) { _, new in new } }
    fillTable(&values, step)
    let object = Object(SheetShape.sheet)
    for (slot, field) in SheetShape.sheet.fields.enumerated() { object.set(values[field.name], at: slot) }
    object.freeze()
    return object
  }

  private func signature(_ signOff: SignOff, _ stamp: Stamp?) -> [String: CELValue] {
    var values: [String: CELValue] = ["content_digest": .string(signOff.content)]
    let stated = signOff.stated
    values["signed_how"] = .string(stated == nil ? "own" : "stated")
    values["signed_by"] = (stated?.by ?? stamp?.by).map(CELValue.string)
    values["signed_on"] = (stated?.date ?? stamp.map { String($0.at.prefix(10)) }).map(CELValue.string)
    values["signed_note"] = stated?.note.map(CELValue.string)
    values["signed_evidence"] = stated?.evidence.map(CELValue.string)
    if stated != nil { values["entered_by"] = stamp.map { .string($0.by) } }
    return values
  }

  private func fillTable(_ values: inout [String: CELValue], _ step: Step) {
    let (columns, rows) = (reads(SheetShape.sheet, "columns"), reads(SheetShape.sheet, "rows"))
    guard !step.fields.isEmpty, columns || rows || reads(SheetShape.sheet, "has_long") else { return }
    let table = SheetTable(step, words, bindings)
    values["columns"] = table.columnValues
    values["has_long"] = .bool(table.hasLong)
    guard rows else { return }
    values["rows"] = table.rowValues(
      words,
      RowParts(
        title: reads(SheetShape.row, "title"), cells: reads(SheetShape.row, "cells"),
        answers: reads(SheetShape.row, "answers"), open: reads(SheetShape.row, "open")))
  }

  /// Of a group, what its steps have together.
  private func counts(of step: Step) -> (entries: Int, stale: Int) {
    guard step.isGroup else {
      let row = state.row(step.id)
      return (row?.entryCount ?? 0, row?.staleCount ?? 0)
    }
    return workflow.children(of: step.id).compactMap { workflow[$0] }.reduce((0, 0)) { sum, child in
      let more = counts(of: child)
      return (sum.0 + more.entries, sum.1 + more.stale)
    }
  }

  /// Whether nothing is answered or computed yet.
  private func isOpen(_ step: Step) -> Bool {
    switch step.kind {
    case .group: return workflow.children(of: step.id).compactMap { workflow[$0] }.allSatisfy(isOpen)
    case .analyse:
      if case .result = state.row(step.id)?.result?.outcome { return false }
      return true
    case .review: return state.row(step.id)?.signOff == nil
    case .ask, .collect, .rate, .write:
      return state.askedEntries(of: step.id).allSatisfy { $0.cells.allSatisfy { $0 == nil } }
    }
  }
}
