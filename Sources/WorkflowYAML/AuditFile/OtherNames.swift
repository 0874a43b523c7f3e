import AuditCore

/// What entries are called that a file calls otherwise: with other characters, as 客戶 for 客户, or by an earlier name.
final class OtherNames: Sendable {
  private let workflow: Workflow
  private let keys: [EntryID: EntryKey]
  /// What was settled before: keys may name keys, which were put right first.
  private let earlier: OtherNames?

  init(_ workflow: Workflow, _ keys: [EntryID: EntryKey], after earlier: OtherNames?) {
    self.workflow = workflow
    self.keys = keys
    self.earlier = earlier
  }

  /// The entry under its own name, which it did not have before.
  func entry(_ entry: FileEntry) -> FileEntry {
    FileEntry(workflow.key(of: entry.id) { keys[$0] }, at: entry.place, names: self)
  }

  /// Answers that call entries by their own names.
  func answers(_ given: [FieldAnswer], of step: Step) -> [FieldAnswer] {
    let given = earlier.map { $0.answers(given, of: step) } ?? given
    return given.map { given in
      step.field(given.field).map { field in
        FieldAnswer(given.field, workflow.renaming(given.answer, of: field, in: step.id) { keys[$0] })
      } ?? given
    }
  }
}
