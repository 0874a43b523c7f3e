/// Keys of entries as people write them, with labels of values or in other characters, and the keys that they mean.
extension AuditState {
  /// The entry that a person means who writes its key so: the one that is there, or the one that would come to be.
  ///
  /// Keys that are the same words in other characters are found in steps that are known whole.
  public func meant(by written: EntryID) -> EntryID { there(spelled(written)) }

  /// The same entry with its key as it would be kept: values by their own keys, other entries as they are called.
  public func spelled(_ written: EntryID) -> EntryID { workflow.spelled(written, there: there) }

  /// The one entry whose key is the same words in other characters, where there is none of this key.
  func there(_ id: EntryID) -> EntryID {
    guard let place = workflow.places[id.step], entries[place].isWhole, entries[place][id.key] == nil else {
      return id
    }
    let alike = Spelling.alike(id.key.written, among: entries[place].knownKeys.lazy.map(\.written))
    return alike.count == 1 ? EntryID(id.step, EntryKey(written: alike[0])) : id
  }

  /// A key holds its values in one way only, so that no two entries are of the same ones.
  func requireSpelled(_ id: EntryID, _ answers: [FieldAnswer], _ step: Step) throws(Refusal) {
    var given = id.key.parts[...]
    for answer in answers {
      let isReference = step.field(answer.field)?.type.target != nil
      let parts = EntryKey.parts(of: answer.answer.value, isReference: isReference) ?? []
      let mine = Array(given.prefix(parts.count))
      given = given.dropFirst(parts.count)
      guard mine != parts else { continue }
      throw .badValue(
        id, answer.field, Mismatch("in a key it is written `\(EntryKey(parts))`, not `\(EntryKey(mine))`"))
    }
  }
}

extension Workflow {
  /// An entry with its key as it would be kept: values by their own keys, other entries as `there` says that they are
  /// called.
  public func spelled(_ written: EntryID, there: (EntryID) -> EntryID) -> EntryID {
    guard let step = self[written.step] else { return written }
    func meant(_ other: EntryID) -> EntryID { there(self.spelled(other, there: there)) }
    var parts = written.key.parts[...]
    if let each = step.each, !parts.isEmpty, parts.count <= keyLength(of: each.register) {
      return EntryID(step.id, meant(EntryID(each.register, written.key)).key)
    }
    var spelled: [String] = []
    for name in step.keyFields {
      guard let field = step.field(name) else { continue }
      let mine = Array(parts.prefix(keyPartCount(field, of: step)))
      parts = parts.dropFirst(mine.count)
      guard let target = field.type.target else {
        spelled += mine.map { field.type.keyPart(written: $0) }
        continue
      }
      let named = EntryID(target, EntryKey(mine))
      spelled += target == step.id ? there(named).key.parts : meant(named).key.parts
    }
    return EntryID(step.id, EntryKey(spelled + parts))
  }

  /// An entry whose key is written with labels, with its values by their own keys; nothing where that is the same.
  public func spelledByLabels(_ written: EntryID) -> EntryID? {
    guard let step = self[written.step],
      step.each != nil || step.keyFields.contains(where: { step.field($0)?.type.hasOtherWords ?? false })
    else { return nil }
    let spelled = spelled(written) { $0 }
    return spelled == written ? nil : spelled
  }

  /// How many parts of a key a field of it gives.
  func keyPartCount(_ field: Field, of step: Step) -> Int {
    guard let target = field.type.target, target != step.id else { return 1 }
    return max(1, keyLength(of: target))
  }
}

extension FieldType {
  /// Whether a value of it can be written with other words than a key holds.
  fileprivate var hasOtherWords: Bool {
    switch self {
    case .text, .longText, .person, .file: false
    default: true
    }
  }

  /// A value as a key holds it, of what a person wrote; as it stands where it is no value of this type.
  fileprivate func keyPart(written text: String) -> String {
    guard let value = try? value(of: text) else { return text }
    return EntryKey.parts(of: value, isReference: false)?.first ?? text
  }
}

extension EntryKey {
  /// The parts that an answer contributes to a key: those of the entry it names, or the answer itself.
  public static func parts(of value: Value, isReference: Bool) -> [String]? {
    switch value {
    case .text(let text): isReference ? EntryKey(written: text).parts : [text]
    case .integer(let whole): [whole.description]
    case .number(let number): [number.description]
    case .boolean(let yes): [yes.description]
    case .none, .list, .record, .nonAnswer: nil
    }
  }
}
