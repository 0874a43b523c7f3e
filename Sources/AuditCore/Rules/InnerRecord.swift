import CEL

/// Where something stands inside the answer to a field: from the outside inwards.
public enum Inside: Hashable, Sendable {
  /// A row of a table, or an item of a list, from 1 on.
  case row(Int)
  case field(FieldID, Text)
}

/// A group inside an answer, or a row of a table: what `this` is in the rules of the fields inside it.
public struct InnerRecord {
  public let fields: [Field]
  /// The answers as they were given.
  public let record: Record
  public let place: [Inside]
  /// The answers as expressions read them; nil where no rule inside reads any.
  fileprivate let object: Object?
  fileprivate let entry: Object?
  fileprivate let instance: Place?
  fileprivate let bindings: AuditBindings

  /// Evaluates a rule of one of its fields.
  func evaluate(_ rule: Rule) throws(EvaluationError) -> CELValue {
    try bindings.evaluateOwn(rule, this: object, in: entry, at: instance)
  }

  private func holds(_ rule: Rule) -> Bool { (try? evaluate(rule)) == .bool(true) }

  /// Whether a field is asked here; no, where that hangs on something unanswered itself.
  public func isAsked(_ field: Field) -> Bool { field.condition.map(holds) ?? true }

  /// Whether a field must be answered here; no, where that hangs on something unanswered itself.
  public func requires(_ field: Field) -> Bool {
    guard !field.isComputed, isAsked(field) else { return false }
    return switch field.required {
    case .always: true
    case .never: false
    case .when(let rule): holds(rule)
    }
  }

  /// The fields with answers that are kept, but do not count, because they are not asked here.
  public var setAside: [Field] {
    fields.filter { $0.condition != nil && record[$0.id.name]?.isAbsent == false && !isAsked($0) }
  }

  /// What a field holds that nobody has answered here: its default, where it is asked.
  public func initial(of field: Field) -> Value? {
    record[field.id.name] == nil && isAsked(field) ? field.initial : nil
  }

  /// Where one of its fields stands.
  public func place(of field: Field) -> [Inside] { place + [.field(field.id, field.title)] }

  /// What is computed in a field; nil where it cannot be told.
  public func computed(_ field: Field) -> Value? { object?[field.id.name].flatMap(Value.init) }

  /// The answers that count, with what is computed and what stands unless answered.
  var counted: Value {
    .record(
      Record(
        fields.enumerated().compactMap { slot, field -> (String, Value)? in
          if field.isComputed { return computed(field).map { (field.id.name, $0) } }
          guard let value = record[field.id.name] ?? field.initial, isAsked(field) else { return nil }
          return (field.id.name, field.hasRulesInside ? mapped(value, slot, \.counted) : value)
        }))
  }

  /// This, and the groups and rows inside it as far as they are asked.
  public var whole: [InnerRecord] {
    var found = [self]
    for (slot, field) in fields.enumerated() where field.type.inner != nil {
      guard let value = record[field.id.name], isAsked(field) else { continue }
      _ = mapped(value, slot) { inner in
        found += inner.whole
        return .none
      }
    }
    return found
  }

  // MARK: Going inwards

  /// The value of a field with what `body` makes of the groups and rows right inside it.
  fileprivate func mapped(
    _ value: Value, _ slot: Int, at place: [Inside]? = nil, _ body: (InnerRecord) -> Value
  )
    -> Value
  {
    let field = fields[slot]
    return mapped(value, field.type, object?[slot], place ?? self.place(of: field), body)
  }

  private func mapped(
    _ value: Value, _ type: FieldType, _ held: CELValue?, _ place: [Inside], _ body: (InnerRecord) -> Value
  ) -> Value {
    switch (type, value) {
    case (.group(let fields), .record(let record)):
      let object: Object? = if case .object(let object)? = held { object } else { nil }
      return body(inner(fields, record, object, place))
    case (.table(let fields, _), .list(let rows)): return mapped(all: rows, .group(fields), held, place, body)
    case (.list(let element), .list(let items)) where element.inner != nil:
      return mapped(all: items, element, held, place, body)
    default: return value
    }
  }

  private func mapped(
    all values: [Value], _ type: FieldType, _ held: CELValue?, _ place: [Inside],
    _ body: (InnerRecord) -> Value
  ) -> Value {
    let held: [CELValue] = if case .list(let items)? = held { items } else { [] }
    return .list(
      values.enumerated().map { number, value in
        mapped(
          value, type, held.indices.contains(number) ? held[number] : nil, place + [.row(number + 1)], body)
      })
  }

  fileprivate func inner(_ fields: [Field], _ record: Record, _ object: Object?, _ place: [Inside])
    -> InnerRecord
  {
    InnerRecord(
      fields: fields, record: record, place: place, object: object, entry: entry, instance: instance,
      bindings: bindings)
  }
}

extension AuditBindings {
  /// The group, or the rows, right inside the answer to a field.
  public func innerRecords(of field: FieldID, at id: EntryID) -> [InnerRecord] {
    guard let (entry, slot, _) = entry(id, field), let value = entry.record[field.name] else { return [] }
    var found: [InnerRecord] = []
    _ = entry.mapped(value, slot, at: []) { inner in
      found.append(inner)
      return .none
    }
    return found
  }

  /// A group, or a row of a table, in which nothing is answered yet.
  public func newInnerRecord(of field: FieldID, at id: EntryID) -> InnerRecord? {
    guard let (entry, slot, step) = entry(id, field), let fields = entry.fields[slot].type.inner else {
      return nil
    }
    let around = entry.entry.flatMap { object in
      entry.instance.map { Around(entry: object, instance: $0) }
    }
    let object = entry.bindings.nested([:], fields, "\(step).\(field)", around)
    return entry.inner(fields, [:], object, [])
  }

  /// A value of a field as it counts: what is not asked inside is left out, and what is computed is there.
  public func counted(_ value: Value, of field: Field, at id: EntryID) -> Value {
    guard field.hasRulesInside, let (entry, slot, _) = entry(id, field.id) else { return value }
    return entry.mapped(value, slot, at: [], \.counted)
  }

  /// An entry as what its fields stand in, in the workflow that their rules were written in, with the place of a field.
  private func entry(_ id: EntryID, _ field: FieldID) -> (entry: InnerRecord, slot: Int, step: StepID)? {
    guard let place = state.workflow.places[id.step], let slot = state.workflow.fieldPlaces[place][field]
    else { return nil }
    let step = state.workflow.steps[place]
    if let part = step.part {
      return inside(self.part(part)).entry(EntryID(StepID(id.step.name(inside: part)), id.key), field)
    }
    let object = step.fields[slot].hasRulesInside ? object(id) : nil
    let answer = state.entry(id)?.cells[slot]?.answer.value ?? step.fields[slot].initial
    let entry = InnerRecord(
      fields: step.fields, record: Record(answer.map { [(field.name, $0)] } ?? []), place: [], object: object,
      entry: object, instance: state.workflow.place(of: id), bindings: self)
    return (entry, slot, step.id)
  }
}
