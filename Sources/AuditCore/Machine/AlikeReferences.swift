/// References to entries, written with other characters than the entries' keys.
extension AuditState {
  /// The answer with the keys of the entries it names as they are kept; as it stands where it names nothing that is alike.
  func namingWhatIsThere(_ given: FieldAnswer, _ field: Field) -> FieldAnswer {
    guard field.type.namesEntries else { return given }
    var answer = given.answer
    answer.value = field.type.renaming(in: answer.value) { there($0).key }
    return FieldAnswer(given.field, answer)
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
