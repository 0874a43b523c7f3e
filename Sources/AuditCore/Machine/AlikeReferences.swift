/// References to entries, written with other characters than the entries' keys.
extension AuditState {
  /// The answer with the keys of the entries it names as they are kept; as it stands where it names nothing that is alike.
  func namingWhatIsThere(_ given: FieldAnswer, _ field: Field) -> FieldAnswer {
    guard field.type.namesEntries else { return given }
    var answer = given.answer
    answer.value = field.type.renaming(in: answer.value) { named(by: $0).key }
    return FieldAnswer(given.field, answer)
  }

  /// The entry that a reference means: of this key, of the same words in other characters, or of the values whose labels
  /// they are.
  private func named(by written: EntryID) -> EntryID {
    let same = there(written)
    guard let place = workflow.places[written.step], entries[place].knows(same.key),
      entries[place][same.key] == nil,
      let spelled = workflow.spelledByLabels(written), entries[place].knows(spelled.key),
      entries[place][spelled.key] != nil
    else { return same }
    return spelled
  }
}

extension FieldType {
  /// A value of this type that names other entries where `key` gives them.
  public func renaming(in value: Value, _ key: (EntryID) -> EntryKey?) -> Value {
    switch (self, value) {
    case (.reference(let step), .text(let written)):
      key(EntryID(step, EntryKey(written: written))).map { .text($0.written) } ?? value
    case (.list(let element), .list(let items)): .list(items.map { element.renaming(in: $0, key) })
    case (.group(let fields), .record(let record)):
      .record(
        Record(
          record.members.map { member in
            let type = fields.first { $0.id.name == member.name }?.type
            return (member.name, type?.renaming(in: member.value, key) ?? member.value)
          }))
    case (.table(let fields, _), .list(let rows)):
      .list(rows.map { FieldType.group(fields).renaming(in: $0, key) })
    default: value
    }
  }
}
