import AuditCore
import Diagnostics

/// How the entries of an audit file name each other: registers that the file gives must hold the entries that it names.
///
/// A key may be written with other characters than the entry has, e.g. 客戶 for 客户; the entry's own is taken then.
struct FileReferences {
  private let workflow: Workflow
  private(set) var steps: [StepID: FileStep]
  /// Registers of which entries could not be read: what names those is no second mistake.
  private let incomplete: Set<StepID>
  /// What entries are called by now, by what they were called, in plain characters.
  private let renamed: [EntryID: EntryKey]
  private var keys: [StepID: Set<String>] = [:]
  /// The written keys of a register under their plain spellings; made where a name is not there.
  private var plainKeys: [StepID: [String: [String]]] = [:]
  /// What was put right so far.
  private var names: OtherNames?

  /// `renamed` are entries that the file itself says to be called otherwise by now.
  init(
    _ workflow: Workflow, _ steps: [StepID: FileStep], incomplete: Set<StepID>, renamed: [EntryID: EntryKey]
  ) {
    self.renamed = Dictionary(
      renamed.map { (Self.plain($0), $1) }, uniquingKeysWith: { first, _ in first })
    self.workflow = workflow
    self.steps = steps
    self.incomplete = incomplete
  }

  /// Says which entries are named, but not given; what is only written otherwise is put right.
  mutating func settle(_ findings: Findings) {
    var unknown = unknown()
    // Keys may name keys: each round settles those of one more register.
    var rounds = workflow.steps.count
    while rounds > 0 {
      let renamed = single(unknown)
      guard !renamed.isEmpty else { break }
      rename(renamed, findings)
      keys = [:]
      plainKeys = [:]
      unknown = self.unknown()
      rounds -= 1
    }
    for (target, span) in unknown {
      findings.add(.unknownEntry(target, alike(target), candidates(target.step), at: span))
    }
  }

  private static func plain(_ id: EntryID) -> EntryID {
    EntryID(id.step, EntryKey(written: Spelling.plain(id.key.written)))
  }

  // MARK: Looking

  private mutating func unknown() -> [(target: EntryID, span: SourceSpan)] {
    var unknown: [(EntryID, SourceSpan)] = []
    for step in workflow.steps {
      guard let given = steps[step.id] else { continue }
      let naming = step.fields.filter(\.type.namesEntries)
      let cites = workflow.evidence(of: step.id) != nil
      guard !naming.isEmpty || cites else { continue }
      let asked = cites ? nil : Set(naming.map(\.id))
      for entry in given.entries {
        for (field, target) in workflow.keyReferences(entry.id) where isUnknown(target) {
          unknown.append((target, entry.span(of: field)))
        }
        for answer in entry.answers(to: asked) {
          for target in cited(answer, step) where isUnknown(target) {
            unknown.append((target, entry.span(of: answer.field)))
          }
          guard let field = naming.first(where: { $0.id == answer.field }) else { continue }
          let targets = Array(field.type.references(in: answer.answer.value))
          for (place, target) in targets.enumerated() where isUnknown(target) {
            unknown.append((target, entry.span(of: field, naming: place, among: targets.count)))
          }
        }
      }
    }
    return unknown
  }

  private func cited(_ answer: FieldAnswer, _ step: Step) -> [EntryID] {
    guard let evidence = workflow.evidence(of: step.id) else { return [] }
    return answer.answer.evidence.map { EntryID(evidence, EntryKey([$0])) }
  }

  private mutating func isUnknown(_ target: EntryID) -> Bool {
    guard let given = steps[target.step], !incomplete.contains(target.step) else { return false }
    let known = keys[target.step] ?? Set(given.entries.map(\.key.written))
    keys[target.step] = known
    return !known.contains(target.key.written)
  }

  /// Names that may be meant, no more than are looked through for a near one.
  private func candidates(_ step: StepID) -> [String] {
    (steps[step]?.entries ?? []).prefix(2000).map(\.key.written)
  }

  // MARK: Putting right

  /// For names that are not there, the entry that was called so before, or the one that is the same words in other
  /// characters.
  private mutating func single(_ unknown: [(target: EntryID, span: SourceSpan)]) -> [EntryID: EntryKey] {
    var single: [EntryID: EntryKey] = [:]
    for (target, _) in unknown where single[target] == nil {
      if let key = renamed[Self.plain(target)] {
        single[target] = key
        continue
      }
      if let spelled = workflow.spelledByLabels(target), !isUnknown(spelled) {
        single[target] = spelled.key
        continue
      }
      // A comma in the name of what has one name parts nothing.
      let whole = EntryID(target.step, EntryKey([target.key.parts.joined(separator: ",")]))
      if workflow.keyLength(of: target.step) == 1, !isUnknown(whole) {
        single[target] = whole.key
        continue
      }
      let same = alike(target)
      if same.count == 1 { single[target] = EntryKey(written: same[0]) }
    }
    return single
  }

  /// The keys of a register that are the same words.
  private mutating func alike(_ target: EntryID) -> [String] {
    let known =
      plainKeys[target.step]
      ?? Dictionary(grouping: (steps[target.step]?.entries ?? []).map(\.key.written), by: Spelling.plain)
    plainKeys[target.step] = known
    return known[Spelling.plain(target.key.written)] ?? []
  }

  private mutating func rename(_ alike: [EntryID: EntryKey], _ findings: Findings) {
    let names = OtherNames(workflow, alike, after: names)
    self.names = names
    for step in workflow.steps {
      guard let given = steps[step.id] else { continue }
      let entries = given.entries.map(names.entry)
      // Two entries may have become one.
      steps[step.id] = FileStep(id: step.id, entries: findings.once(entries, step), node: given.node)
    }
  }
}

extension Findings {
  /// Each key once; a second entry of the same key is named with the first.
  func once(_ entries: [FileEntry], _ step: Step) -> [FileEntry] {
    // Swift's texts are equal where a letter is composed otherwise; keys are not.
    var looks: [String: Int] = [:]
    looks.reserveCapacity(entries.count)
    /// The first entries of keys that look like a later one.
    var first: [EntryKey: Int] = [:]
    var repeated: Set<Int> = []
    for (place, entry) in entries.enumerated() {
      guard let twin = looks.updateValue(place, forKey: entry.key.written) else { continue }
      let other = entries[twin]
      if first[other.key] == nil { first[other.key] = twin }
      if other.key != entry.key { add(.lookalikeKeys(entry, other, step)) }
      guard let earlier = first.updateValue(place, forKey: entry.key) else { continue }
      first[entry.key] = earlier
      repeated.insert(place)
      add(.duplicateEntry(entry.key, "`\(step.id)`", at: entry.span, first: entries[earlier].span))
    }
    return repeated.isEmpty
      ? entries : entries.indices.filter { !repeated.contains($0) }.map { entries[$0] }
  }
}

extension Diagnostic {
  fileprivate static func lookalikeKeys(_ entry: FileEntry, _ twin: FileEntry, _ step: Step) -> Diagnostic {
    Diagnostic(
      "lookalike-keys",
      "`\(entry.key)` looks like another key of `\(step.id)`, but is made of other characters",
      at: entry.span, severity: .warning, notes: [Diagnostic.Note("the other one", at: twin.span)],
      help: "an accent is one character or two here; write both alike if one entry is meant")
  }

  static func unknownEntry(
    _ target: EntryID, _ alike: [String], _ candidates: [String], at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "unknown-entry", "`\(target.step)` has no entry `\(target.key)`", at: span,
      help: alike.count > 1
        ? "it may mean \(alike.map { "`\($0)`" }.joined(separator: " or ")): write the one that is meant"
        : Spelling.helpForSeveral(target.key.parts.joined(separator: "、"), isKnown: candidates.contains)
          ?? didYouMean(target.key.written, candidates))
  }
}
