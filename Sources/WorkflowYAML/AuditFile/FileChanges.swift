public import AuditCore

/// What an audit file asks to be changed in an audit as it stands.
public struct FileChanges: Sendable {
  /// Commands that make the step say what the file says.
  public fileprivate(set) var commands: [Command] = []
  /// Where the file says something else than somebody answered elsewhere. Nothing is overwritten there.
  public fileprivate(set) var clashes: [Clash] = []

  /// A difference between the file and an answer that was given elsewhere.
  public struct Clash: Sendable {
    public let entry: FileEntry?
    public let id: EntryID
    /// Nothing where the whole entry is meant.
    public let field: FieldID?
    /// What the file says; nothing where the whole entry is meant.
    public let inFile: Answer?
    /// What was answered elsewhere; nothing where the entry was removed.
    public let known: Answer?
    /// Who answered or removed it.
    public let stamp: Stamp
  }
}

extension FileStep {
  /// Compares the file with the audit, entry by entry. Needs the step loaded.
  ///
  /// What came from the file follows the file, its removal too; what a person answered elsewhere stays, and what one
  /// `removed` stays away.
  public func changes(in state: AuditState, removed: [EntryID: Stamp] = [:]) -> FileChanges {
    var all = changes(of: entries.indices, in: state, removed: removed)
    let rest = removals(in: state)
    all.commands += rest.commands
    all.clashes += rest.clashes
    return all
  }

  /// The same for some of the entries of the file, by their places; what the file has no more is not looked for.
  public func changes(
    of places: Range<Int>, in state: AuditState, removed: [EntryID: Stamp] = [:]
  ) -> FileChanges {
    var changes = FileChanges()
    guard let step = state.workflow[id] else { return changes }
    let keyFields = Set(step.keyFields)
    for entry in entries[places] {
      let known = state.entry(entry.id)
      if known == nil, let stamp = removed[entry.id] {
        changes.clashes.append(
          .init(entry: entry, id: entry.id, field: nil, inFile: nil, known: nil, stamp: stamp))
        continue
      }
      let inFile = entry.answers
      var answers: [FieldAnswer] = []
      for given in inFile {
        guard let cell = known?.cell(given.field, of: step) else {
          answers.append(given)
          continue
        }
        if cell.answer == given.answer { continue }
        if cell.origin == .file {
          answers.append(given)
        } else if case .nonAnswer(.later, _) = given.answer.value {
          // The file only put it off, and somebody has answered it meanwhile.
        } else {
          changes.clashes.append(
            .init(
              entry: entry, id: entry.id, field: given.field, inFile: given.answer, known: cell.answer,
              stamp: cell.stamp))
        }
      }
      if let known {
        let told = Set(inFile.map(\.field))
        for field in step.fields where !told.contains(field.id) && !keyFields.contains(field.id) {
          if known.cell(field.id, of: step)?.origin == .file {
            answers.append(FieldAnswer(field.id, .withdrawn))
          }
        }
      }
      guard !answers.isEmpty || known == nil else { continue }
      // A form about which the file says nothing yet has not been begun.
      if known == nil, answers.isEmpty, entry.id.key == .only { continue }
      changes.commands.append(.answer(entry.id, answers, origin: .file))
    }
    return changes
  }

  /// What becomes of the entries that the file has no more.
  public func removals(in state: AuditState) -> FileChanges {
    var changes = FileChanges()
    guard let step = state.workflow[id], step.isRegister else { return changes }
    let inFile = Set(entries.map(\.id.key))
    for known in state.entries(of: id) where !inFile.contains(known.key) {
      let cells = known.cells.compactMap(\.self)
      guard cells.contains(where: { $0.origin == .file }) else { continue }
      let entry = EntryID(id, known.key)
      if let other = cells.first(where: { $0.origin != .file }) {
        changes.clashes.append(
          .init(entry: nil, id: entry, field: nil, inFile: nil, known: other.answer, stamp: other.stamp))
      } else {
        changes.commands.append(.remove(entry, origin: .file))
      }
    }
    return changes
  }
}
