import AuditCore

/// Names of entries that are written with other characters than the entries' keys, e.g. 客戶 for 客户, and what they mean.
final class AlikeNames: Sendable {
  private let workflow: Workflow
  private let keys: [EntryID: EntryKey]
  /// What was settled before: keys may name keys, which were put right first.
  private let earlier: AlikeNames?

  init(_ workflow: Workflow, _ keys: [EntryID: EntryKey], after earlier: AlikeNames?) {
    self.workflow = workflow
    self.keys = keys
    self.earlier = earlier
  }

  /// Answers with the keys of the entries they name as those are written.
  func renamed(_ answers: [FieldAnswer], of step: Step) -> [FieldAnswer] {
    let answers = earlier.map { $0.renamed(answers, of: step) } ?? answers
    return answers.map { given in
      var answer = given.answer
      if let evidence = workflow.evidence(of: step.id) {
        answer.evidence = answer.evidence.map { cited in
          keys[EntryID(evidence, EntryKey([cited]))]?.parts.first ?? cited
        }
      }
      if let type = step.field(given.field)?.type, type.namesEntries {
        answer.value = type.renaming(in: answer.value) { keys[$0] }
      }
      return FieldAnswer(given.field, answer)
    }
  }

  /// An entry under its key as it is written, naming others as they are written.
  func renamed(_ entry: FileEntry, of step: Step) -> FileEntry {
    var parts = entry.key.parts
    var place = 0
    for name in step.keyFields {
      guard let target = workflow.keyReferences(entry.id).first(where: { $0.field == name })?.target else {
        place += 1
        continue
      }
      if let key = keys[target], place + target.key.parts.count <= parts.count {
        parts.replaceSubrange(place..<(place + target.key.parts.count), with: key.parts)
      }
      place += target.key.parts.count
    }
    return FileEntry(EntryKey(parts), at: entry.place, alike: self)
  }
}
