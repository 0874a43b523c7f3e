import AuditCore

/// A place that takes an answer: a field of an entry, or a part inside it.
struct Spot: Hashable {
  let entry: EntryID
  let field: FieldID
  /// Which row of a table; the one after the last is a new one.
  var row: Int?
  /// The part of a group or of a row.
  var part: FieldID?

  init(_ entry: EntryID, _ field: FieldID, row: Int? = nil, part: FieldID? = nil) {
    self.entry = entry
    self.field = field
    self.row = row
    self.part = part
  }

  /// The row as a whole.
  var wholeRow: Spot { Spot(entry, field, row: row) }
}

/// One thing to ask of a person.
enum Question: Hashable {
  /// What stands at a place.
  case answer(Spot)
  /// Which evidence the answer to a field cites.
  case cite(Spot)
  /// The next part of the key of a new entry, after those that are known.
  case newKey(StepInstance, [Value])
  /// Whether the person scores in a step at all.
  case join(StepInstance)
  /// Whether what rests on something that has changed still stands: one entry, or the step as a whole.
  case confirm(StepInstance, EntryKey?)
  /// Whether the step is handed in.
  case submit(StepInstance)

  var step: StepID {
    switch self {
    case .answer(let spot), .cite(let spot): spot.entry.step
    case .newKey(let instance, _), .join(let instance), .confirm(let instance, _), .submit(let instance):
      instance.step
    }
  }

  var isCiting: Bool { if case .cite = self { true } else { false } }

  /// The instance of its step that it belongs to.
  func instance(in workflow: Workflow) -> StepInstance {
    switch self {
    case .answer(let spot), .cite(let spot): workflow.instance(of: spot.entry)
    case .newKey(let instance, _), .join(let instance), .confirm(let instance, _), .submit(let instance):
      instance
    }
  }

  /// The same for all entries, so that guidance is shown once: for a field, a part of one, or a part of a key.
  var guidanceName: String {
    switch self {
    case .answer(let spot): "\(spot.entry.step).\(spot.field).\(spot.part?.name ?? "")"
    case .cite(let spot): "\(spot.entry.step).\(spot.field)/evidence"
    case .newKey(let instance, let parts): "\(instance.step).key.\(parts.count)"
    case .join, .confirm, .submit: step.name
    }
  }
}

extension Spot {
  /// What the answer to the field says at this place.
  func value(in whole: Value) -> Value {
    guard let part else { return whole }
    guard let row else { return whole.record?[part.name] ?? .none }
    let rows = whole.list ?? []
    return rows.indices.contains(row) ? rows[row].record?[part.name] ?? .none : .none
  }

  /// The answer to the field with another value at this place; a row that is not there yet comes last.
  func value(_ value: Value, in whole: Value) -> Value {
    guard let part else { return value }
    guard let row else { return .record((whole.record ?? [:]).setting(part.name, value)) }
    var rows = whole.list ?? []
    if rows.indices.contains(row) {
      rows[row] = .record((rows[row].record ?? [:]).setting(part.name, value))
    } else {
      rows.append(.record([part.name: value]))
    }
    return .list(rows)
  }
}

extension FieldSheet {
  /// The key that a row would have with a value, and the number of another row that has it already.
  func twin(of value: Value, at spot: Spot) -> (key: EntryKey, row: Int)? {
    guard let own = spot.row, let type = step.field(spot.field)?.type, let keys = RowKeys(type),
      let part = spot.part, keys.names.contains(part)
    else { return nil }
    let rows = spot.value(value, in: cell?.answer.value ?? .none).list ?? []
    guard rows.indices.contains(own), let key = rows[own].record.flatMap(keys.key) else { return nil }
    return rows.indices.first { $0 != own && rows[$0].record.flatMap(keys.key) == key }
      .map { (key, $0 + 1) }
  }
}

extension Record {
  fileprivate func setting(_ name: String, _ value: Value) -> Record {
    var pairs = members.filter { $0.name != name }.map { ($0.name, $0.value) }
    if value != .none { pairs.append((name, value)) }
    return Record(pairs)
  }
}

extension FieldType {
  /// The parts that are asked one by one, where it is made of parts.
  var parts: [Field]? {
    switch self {
    case .group(let parts), .table(let parts, _): parts
    default: nil
    }
  }

  var isTable: Bool { if case .table = self { true } else { false } }
}

extension Step {
  /// The field that a place is about: the part, where it names one.
  func field(at spot: Spot) -> Field? {
    guard let field = field(spot.field) else { return nil }
    guard let part = spot.part else { return field }
    return field.type.parts?.first { $0.id == part }
  }

  /// The fields that people answer, without those that make the key.
  var askedFields: [Field] {
    let keys = Set(keyFields)
    return fields.filter { !$0.isComputed && !keys.contains($0.id) }
  }
}
