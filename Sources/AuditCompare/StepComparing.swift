import AuditCore

/// Compares one step of two states.
struct StepComparing {
  let old: (state: AuditState, step: Step)?
  let new: (state: AuditState, step: Step)?
  /// So many first events are the same on both sides.
  let shared: Int
  let names: NewNames
  let isHidden: ((EntryID) -> Bool)?
  private let id: StepID
  private let fields: [Pair]
  /// Of each field that people answer, its place in `fields` and among the cells of each side.
  private let answered: [(place: Int, slots: Slots)]

  private struct Slots {
    let old: Int?
    let new: Int?
  }

  /// A field in the order of the new step, then those that only the old one has.
  private struct Pair {
    let field: Field
    let old: Int?
    let new: Int?
    let isComputed: Bool

    /// Whether values are computed inside its answers, on both sides.
    var hasComputedInside: Bool {
      old != nil && new != nil && field.hasRulesInside && field.holdsComputed
    }

    var isScore: Bool { if case .scale = field.type { true } else { false } }
  }

  init(
    _ id: StepID, old: (AuditState, Step)?, new: (AuditState, Step)?, shared: Int,
    names: NewNames, isHidden: ((EntryID) -> Bool)?
  ) {
    self.id = id
    self.old = old
    self.new = new
    self.shared = shared
    self.names = names
    self.isHidden = isHidden
    fields = Self.pairs(old?.1.fields ?? [], new?.1.fields ?? [])
    answered = fields.enumerated().filter { !$0.element.isComputed }.map { place, pair in
      (place, Slots(old: pair.old, new: pair.new))
    }
  }

  private static func pairs(_ old: [Field], _ new: [Field]) -> [Pair] {
    let places = Dictionary(old.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(new.map(\.id))
    return new.enumerated().map { place, field in
      let other = places[field.id]
      return Pair(
        field: field, old: other, new: place,
        isComputed: field.isComputed || (other.map { old[$0].isComputed } ?? false))
    }
      + old.enumerated().filter { !known.contains($1.id) }.map { place, field in
        Pair(field: field, old: place, new: nil, isComputed: field.isComputed)
      }
  }

  /// What differs, and how many scores were passed over.
  func change() -> (StepChange, hidden: Int) {
    var change = StepChange(
      step: id, presence: old == nil ? .onlyNew : new == nil ? .onlyOld : .both)
    if let before = old?.state.row(id), let now = new?.state.row(id) {
      change.fieldsOnlyOld = fields.filter { $0.new == nil }.map(\.field.id)
      change.fieldsOnlyNew = fields.filter { $0.old == nil }.map(\.field.id)
      change.state = Shift(from: before.state, to: now.state)
      change.staleCount = Shift(from: before.staleCount, to: now.staleCount)
      change.remark = Shift(from: before.remark, to: now.remark)
      change.signature = Shift(from: Signature(before), to: Signature(now))
      change.instances = instanceChanges()
    }
    compareResults(&change)
    let hidden = compareEntries(&change)
    return (change, hidden)
  }

  /// Of a step that is done once, what differs in it stands with the step itself.
  private func instanceChanges() -> [InstanceChange] {
    let (olds, news) = (instances(old?.state), instances(new?.state))
    // What was done for an entry stays the same, whatever the entry is called now.
    let ofEntry = Dictionary(
      olds.filter { $0.row.position <= shared }.map { ($0.row.position, $0.instance) },
      uniquingKeysWith: { first, _ in first })
    var matched = Set(news.compactMap { ofEntry[$0.row.position] })
    var pairs = news.map { here -> (old: StepInstance?, new: StepInstance) in
      if let same = ofEntry[here.row.position] { return (same, here.instance) }
      return (matched.insert(here.instance).inserted ? here.instance : nil, here.instance)
    }
    pairs += olds.filter { !matched.contains($0.instance) }.map { ($0.instance, $0.instance) }
    return pairs.sorted { $0.new < $1.new }.map { former, instance in
      let (before, now) = (former.flatMap { old?.state.row(of: $0) }, new?.state.row(of: instance))
      return InstanceChange(
        instance: instance, state: Shift(from: before?.state, to: now?.state),
        remark: Shift(from: before?.remark, to: now?.remark),
        signature: Shift(from: before.flatMap { Signature($0) }, to: now.flatMap { Signature($0) }))
    }.filter { !$0.isEmpty }
  }

  private func instances(_ state: AuditState?) -> [(instance: StepInstance, row: StepRow)] {
    guard let state else { return [] }
    return state.instances(of: id).filter { $0.key != .only }.compactMap { instance in
      state.row(of: instance).map { (instance, $0) }
    }
  }

  private func compareResults(_ change: inout StepChange) {
    let before = old?.state.row(id)?.result
    let now = new?.state.row(id)?.result
    guard before != nil || now != nil else { return }
    change.method = Shift(
      from: before.map { "\($0.method) \($0.version)" }, to: now.map { "\($0.method) \($0.version)" })
    if before == nil || now == nil { change.method = nil }
    change.figures = FigureWalk.changes(
      from: before?.outcome.figures, to: now?.outcome.figures, names)
  }

  // MARK: Entries

  private func compareEntries(_ change: inout StepChange) -> Int {
    guard !fields.isEmpty else { return 0 }
    let matching = EntryMatching(
      old: old?.state.entries(of: id) ?? [], new: new?.state.entries(of: id) ?? [], shared: shared)
    let computed =
      fields.contains { $0.isComputed || $0.hasComputedInside }
      ? Computed(old: old?.state, new: new?.state) : nil
    var hidden = 0
    var changes: [EntryChange] = []
    func entry(_ before: Int?, _ now: Int?) -> EntryID {
      EntryID(id, (now.map { matching.new[$0] } ?? before.map { matching.old[$0] })?.key ?? .only)
    }
    matching.each { before, now in
      if let isHidden, isHidden(entry(before, now)) {
        hidden += 1
        return
      }
      let fields = fieldChanges(
        before.map { matching.old[$0].cells } ?? [], now.map { matching.new[$0].cells } ?? [])
      let (was, isNow) = (
        before.map { EntryID(id, matching.old[$0].key) }, now.map { EntryID(id, matching.new[$0].key) }
      )
      let figures = computed.map { figureChanges(was, isNow, $0) } ?? []
      guard before == nil || now == nil || !fields.isEmpty || !figures.isEmpty else { return }
      let kind: EntryChange.Kind = before == nil ? .added : now == nil ? .removed : .changed
      changes.append(EntryChange(id: entry(before, now), kind: kind, fields: fields, figures: figures))
    }
    changes.sort { $0.id.key < $1.id.key }
    change.entries = changes
    return hidden
  }

  /// The answers that differ; no cells stand for an entry that is not there.
  private func fieldChanges(_ old: [Cell?], _ new: [Cell?]) -> [FieldChange] {
    var changes: [FieldChange] = []
    for (place, slots) in answered where !isSame(old, new, slots) {
      let pair = fields[place]
      let old = old.isEmpty ? nil : slots.old.flatMap { old[$0] }
      let new = new.isEmpty ? nil : slots.new.flatMap { new[$0] }
      var isCosmetic = false
      if let old, let new {
        isCosmetic =
          old.answer.hasSameProof(as: new.answer)
          && old.answer.value.isCosmetic(against: new.answer.value, pair.field.type)
      }
      changes.append(
        FieldChange(field: pair.field.id, old: old, new: new, isScore: pair.isScore, isCosmetic: isCosmetic))
    }
    return changes
  }

  /// Whether two entries say the same in a field. Nearly all do, so only values are taken out of the arrays for it.
  private func isSame(_ old: [Cell?], _ new: [Cell?], _ slots: Slots) -> Bool {
    old.withUnsafeBufferPointer { old in
      new.withUnsafeBufferPointer { new in
        let before = old.isEmpty ? nil : slots.old
        let now = new.isEmpty ? nil : slots.new
        guard let before, let value = old[before]?.answer.value else {
          return now.map { new[$0] == nil } ?? true
        }
        guard let now, let other = new[now]?.answer.value else { return false }
        if let sequence = old[before]?.stamp.sequence, sequence <= shared,
          sequence == new[now]?.stamp.sequence
        {
          return true
        }
        guard value.isSame(as: other) else { return false }
        if old[before]?.answer.isUnproven == true, new[now]?.answer.isUnproven == true { return true }
        guard let was = old[before], let says = new[now] else { return false }
        return was.answer.hasSameProof(as: says.answer)
      }
    }
  }

  /// What the computed fields of both sides say.
  private struct Computed {
    let old: AuditBindings?
    let new: AuditBindings?

    init(old: AuditState?, new: AuditState?) {
      self.old = old.map(AuditBindings.init)
      self.new = new.map(AuditBindings.init)
    }
  }

  private func figureChanges(_ was: EntryID?, _ isNow: EntryID?, _ computed: Computed) -> [FigureChange] {
    var changes: [FigureChange] = []
    for pair in fields {
      if pair.isComputed {
        let old = pair.old.flatMap { _ in was.flatMap { computed.old?.datum($0, pair.field.id) } }
        let new = pair.new.flatMap { _ in isNow.flatMap { computed.new?.datum($0, pair.field.id) } }
        changes += change([pair.field.id.name], old, new).map { [$0] } ?? []
      } else if pair.hasComputedInside, let was, let isNow, let old = computed.old, let new = computed.new {
        changes += changesInside(pair.field, (old, was), (new, isNow))
      }
    }
    return changes
  }

  private func change(_ path: [String], _ old: Value?, _ new: Value?) -> FigureChange? {
    guard old != nil || new != nil else { return nil }
    if let old, let new, names.areSame(old, new) { return nil }
    return FigureChange(path: path, old: old, new: new)
  }

  /// What is computed in groups and rows of an answer, row by row.
  private func changesInside(
    _ field: Field, _ old: (AuditBindings, EntryID), _ new: (AuditBindings, EntryID)
  ) -> [FigureChange] {
    let (before, now) = (Self.computed(in: field, old), Self.computed(in: field, new))
    let olds = Dictionary(before, uniquingKeysWith: { first, _ in first })
    let news = Dictionary(now, uniquingKeysWith: { first, _ in first })
    let paths = now.map(\.0) + before.map(\.0).filter { news[$0] == nil }
    return paths.compactMap { change($0, olds[$0], news[$0]) }
  }

  private static func computed(
    in field: Field, _ place: (bindings: AuditBindings, id: EntryID)
  ) -> [([String], Value)] {
    place.bindings.innerRecords(of: field.id, at: place.id).flatMap(\.whole).flatMap { inner in
      inner.fields.filter(\.isComputed).compactMap { computed in
        inner.computed(computed).map { value in
          let path = inner.place(of: computed).map { step in
            switch step {
            case .row(let number): String(number)
            case .field(let name, _): name.name
            }
          }
          return ([field.id.name] + path, value)
        }
      }
    }
  }
}

extension Field {
  /// Whether a value is computed in a group or row inside it, however deep.
  fileprivate var holdsComputed: Bool {
    type.inner?.contains { $0.isComputed || $0.holdsComputed } ?? false
  }
}

extension Computation.Outcome {
  /// The result; reasons why there is none as a member `failed`.
  fileprivate var figures: Value {
    switch self {
    case .result(let value): value
    case .failed(let reasons): .record(["failed": .list(reasons.map(Value.text))])
    }
  }
}
