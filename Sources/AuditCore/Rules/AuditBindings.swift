import AuditMethods
public import CEL

/// The answers of an audit as expressions read them: registers as lists of entries, references as the entries they name.
///
/// Built step by step, as expressions ask for them. Unanswered fields and non-answers are absent.
public final class AuditBindings {
  let state: AuditState
  let scope: Scope
  /// Entries that are not to be seen, as if they were not there.
  private let isHidden: ((EntryID) -> Bool)?
  private var objects: [Int: [EntryKey: Object]] = [:]
  private var values: [Int: CELValue] = [:]
  /// The answers of included workflows, as their own expressions read them.
  private var insides: [StepID: AuditBindings] = [:]

  public convenience init(_ state: AuditState) { self.init(state, hiding: nil) }

  /// The answers as somebody reads them who must not see some of the entries.
  public init(_ state: AuditState, hiding isHidden: ((EntryID) -> Bool)?) {
    self.state = state
    self.isHidden = isHidden
    scope = state.workflow.scope
  }

  /// Entries may name each other in circles.
  deinit { for object in objects.values.flatMap(\.values) { object.unlink() } }

  /// Evaluates a rule on an entry, or on a step or the audit as a whole; `place` tells which instance of a step it is.
  ///
  /// A rule of an included workflow is evaluated as if that stood alone.
  func evaluate(_ rule: Rule, on entry: EntryID? = nil, at place: Place? = nil) throws(EvaluationError)
    -> CELValue
  {
    guard let step = rule.part else {
      return try evaluateOwn(rule, this: entry.flatMap(object), at: place)
    }
    let part = part(step)
    let inside = inside(part)
    let entry = entry.map { EntryID(StepID($0.step.name(inside: step)), $0.key) }
    let offset = state.workflow.offset(of: part) ?? 0
    // What is evaluated at the step that stands for the whole is evaluated at no step inside.
    let local = place.flatMap { $0.step < offset ? nil : Place($0.step - offset, $0.key) }
    return try inside.evaluateOwn(rule, this: entry.flatMap(inside.object), at: local)
  }

  /// The part that a step stands for, which a rule of it has named.
  func part(_ step: StepID) -> Workflow.Part {
    guard let part = state.workflow.part(at: step) else {
      preconditionFailure("a rule is evaluated in an audit that includes its workflow")
    }
    return part
  }

  func inside(_ part: Workflow.Part) -> AuditBindings {
    if let known = insides[part.step] { return known }
    let made = AuditBindings(state.part(part))
    insides[part.step] = made
    return made
  }

  /// Evaluates a rule that is not one of an included workflow, on an entry or on what is inside `entry`.
  func evaluateOwn(
    _ rule: Rule, this: Object?, in entry: Object? = nil, at place: Place?
  ) throws(EvaluationError) -> CELValue {
    let each = place.flatMap { place in
      state.workflow.steps[place.step].each.flatMap { each in
        rule.ownMentions.contains(.variable(each.name.name)) ? object(EntryID(each.register, place.key)) : nil
      }
    }
    return try rule.program.evaluate(bindings(for: rule.ownMentions, this: this, in: entry, each: each))
  }

  /// Whether a step or instance is asked: all its conditions hold, or cannot be decided, and so is the register that it
  /// is done for each entry of.
  func isAsked(_ place: Place) -> Bool {
    if let each = state.workflow.steps[place.step].each, state.state(each.register).isLeftOut { return false }
    return state.workflow.conditions[place.step].allSatisfy { (try? evaluate($0, at: place)) != .bool(false) }
  }

  /// What a rule gives on the audit as a whole, as plain data; nothing where it cannot be decided.
  public func outcome(of rule: Rule) -> Value {
    (try? evaluate(rule)).flatMap(Value.init) ?? .none
  }

  /// Whether a document is made: a step that names it says so, or lays down no condition that is known to fail.
  public func isMade(_ document: String) -> Bool {
    state.workflow.steps.filter { $0.part == nil }.flatMap(\.documents).contains { named in
      named.id == document && named.condition.map { (try? evaluate($0)) != .bool(false) } ?? true
    }
  }

  /// What to bind, in the order of `Scope.environment`: only what is mentioned is built.
  public func bindings(
    for mentions: [Mention], this: Object? = nil, in entry: Object? = nil, each: Object? = nil
  ) -> [CELValue?] {
    let first = Scope.firstVariables
    var bindings = [CELValue?](repeating: nil, count: state.workflow.variableSteps.count + first + 1)
    bindings[0] = this.map(CELValue.object)
    bindings[1] = entry.map(CELValue.object)
    bindings[2] = each.map(CELValue.object)
    for case .variable(let name) in mentions {
      if name == "audit" {
        bindings[first] = audit
      } else if let step = state.workflow.places[StepID(name)], let slot = state.workflow.variableSlots[step]
      {
        bindings[slot + first + 1] = value(of: step)
      }
    }
    return bindings
  }

  private var audit: CELValue {
    let title = state.description.title ?? state.opening?.audit ?? ""
    return .object(
      Object(
        Scope.auditShape,
        [
          .string(state.opening?.audit ?? ""), .string(title), Self.timestamp(state.asOf),
          .string(state.description.language.rawValue),
        ]))
  }

  /// The list of a register's entries, the object of a form, or a result; nil where there is none.
  public func value(of step: StepID) -> CELValue? { state.workflow.places[step].flatMap { value(of: $0) } }

  /// The entry as an object.
  public func object(_ id: EntryID) -> Object? {
    guard let step = state.workflow.places[id.step] else { return nil }
    _ = value(of: step)
    return objects[step]?[id.key]
  }

  private func value(of step: Int) -> CELValue? {
    if let value = values[step] { return value }
    let kind = state.workflow.steps[step].kind
    if case .analyse(let analysis) = kind {
      guard !state.rows[step].state.isLeftOut, case .result(let result) = state.result(step)?.outcome,
        let type = AnalysisMethod.named(analysis.method)?.result
      else { return nil }
      values[step] = CELValue(result, as: type)
      return values[step]
    }
    guard let shape = scope.shape(state.workflow.steps[step].id) else { return nil }
    var entries = state.askedEntries(of: step)
    if let isHidden { entries.removeAll { isHidden(EntryID(state.workflow.steps[step].id, $0.key)) } }
    let made = entries.map { ($0, Object(shape)) }
    objects[step] = Dictionary(made.map { ($0.0.key, $0.1) }, uniquingKeysWith: { first, _ in first })
    if !state.workflow.steps[step].isRegister {
      // A form that nobody has begun is an object without answers, so that `has(form.field)` is false.
      let form = made.first?.1 ?? Object(shape)
      values[step] = .object(form)
    } else {
      values[step] = .list(made.map { .object($0.1) })
    }
    for (entry, object) in made { fill(object, from: entry, step) }
    // What is answered is known of every entry before anything is computed from it.
    for slot in state.workflow.ruledFields[step] {
      for (entry, object) in made { settle(slot, of: object, from: entry, step) }
    }
    for (_, object) in made { object.freeze() }
    return values[step]
  }

  private func fill(_ object: Object, from entry: Entry, _ step: Int) {
    let place = state.workflow.steps[step].id.name
    let fields = state.workflow.steps[step].fields
    for (slot, cell) in entry.cells.enumerated() {
      guard !fields[slot].isRuled, let value = cell?.answer.value ?? fields[slot].initial else { continue }
      object.set(self.value(value, fields[slot].type, "\(place).\(fields[slot].id)"), at: slot)
    }
  }

  private func settle(_ slot: Int, of object: Object, from entry: Entry, _ step: Int) {
    let field = state.workflow.steps[step].fields[slot]
    let place = "\(state.workflow.steps[step].id).\(field.id)"
    if state.workflow.steps[step].part != nil {
      // Decided inside its own workflow; what that gives is read here as an answer is.
      object.set(datum(step, entry, slot).flatMap { value($0, field.type, place) }, at: slot)
    } else {
      let around = Around(entry: object, instance: state.workflow.place(of: entry.key, in: step))
      object.set(settled(field, entry.cells[slot]?.answer.value, place, this: object, around), at: slot)
    }
  }

  /// An entry while what is inside it is decided.
  struct Around {
    let entry: Object
    let instance: Place
  }

  /// What a field holds whose value follows from expressions; nil where it is not asked or cannot be told.
  private func settled(
    _ field: Field, _ answer: Value?, _ place: String, this: Object, _ around: Around
  ) -> CELValue? {
    func outcome(_ rule: Rule) -> CELValue? {
      try? evaluateOwn(rule, this: this, in: around.entry, at: around.instance)
    }
    if let condition = field.condition, outcome(condition) != .bool(true) { return nil }
    if let rule = field.value { return outcome(rule) }
    return (answer ?? field.initial).flatMap { value($0, field.type, place, around) }
  }

  /// A value as expressions read it; the rules inside are looked at where it stands in an entry, and not where it comes as
  /// they left it.
  private func value(_ value: Value, _ type: FieldType, _ place: String, _ around: Around? = nil) -> CELValue?
  {
    switch (type, value) {
    case (_, .none), (_, .nonAnswer): nil
    case (.reference(let step), .text(let key)):
      object(EntryID(step, EntryKey(written: key))).map(CELValue.object)
    case (.date, .text(let day)): Self.timestamp(day)
    case (.number, _), (.percent, _), (.money, _): value.double.map(CELValue.double)
    case (.list(let element), .list(let items)):
      .list(items.compactMap { self.value($0, element, place, around) })
    case (.choices, .list(let items)): .list(items.compactMap { $0.text.map(CELValue.string) })
    case (.group(let fields), .record(let record)):
      nested(record, fields, place, around).map(CELValue.object)
    case (.table(let fields, _), .list(let rows)):
      .list(rows.compactMap { $0.record.flatMap { nested($0, fields, place, around) }.map(CELValue.object) })
    case (_, .text(let text)): .string(text)
    case (_, .integer(let whole)): .int(Int64(whole))
    case (_, .boolean(let yes)): .bool(yes)
    default: nil
    }
  }

  /// A group or a row as expressions read it; where nothing around it is given, it comes as its rules left it, and what is
  /// absent was not asked.
  func nested(_ record: Record, _ fields: [Field], _ place: String, _ around: Around?) -> Object? {
    guard let shape = scope.shape(nested: place) else { return nil }
    let object = Object(shape)
    for (slot, field) in fields.enumerated() where around == nil || !field.isRuled {
      let initial = field.condition == nil ? field.initial : nil
      guard let value = record[field.id.name] ?? initial else { continue }
      object.set(self.value(value, field.type, "\(place).\(field.id)"), at: slot)
    }
    if let around {
      for slot in state.workflow.ruledInside[place] ?? [] {
        let field = fields[slot]
        let held = settled(field, record[field.id.name], "\(place).\(field.id)", this: object, around)
        object.set(held, at: slot)
      }
    }
    object.freeze()
    return object
  }

  private static func timestamp(_ day: String) -> CELValue? {
    guard let day = Day(day) else { return nil }
    return CELTimestamp(seconds: Int64(day.number) * 86_400).map(CELValue.timestamp)
  }

  /// The value of a field as data, computed fields included; nil where it is absent or not asked.
  func datum(_ step: Int, _ entry: Entry, _ field: Int) -> Value? {
    let declared = state.workflow.steps[step].fields[field]
    var held: CELValue?
    if declared.isRuled {
      if let part = state.workflow.steps[step].part.map(part), let offset = state.workflow.offset(of: part) {
        return inside(part).datum(step - offset, entry, field)
      }
      _ = value(of: step)
      guard let value = objects[step]?[entry.key]?[field] else { return nil }
      held = value
    }
    guard !declared.isComputed else { return held.flatMap(Value.init) }
    guard let value = entry.cells[field]?.answer.value ?? declared.initial, !value.isAbsent else {
      return nil
    }
    return counted(value, of: declared, at: EntryID(state.workflow.steps[step].id, entry.key))
  }

  /// The values of a field in the order of the entries that are asked, computed fields included; nil where one is absent.
  ///
  /// For whoever shows whole registers: it looks nothing up for each entry.
  public func column(_ id: StepID, _ field: FieldID) -> [Value?] {
    guard let step = state.workflow.places[id], let place = state.workflow.fieldPlaces[step][field] else {
      return []
    }
    return state.askedEntries(of: step).map { datum(step, $0, place) }
  }

  /// The value of a field of an entry, computed fields included; nil where it is absent.
  public func datum(_ id: EntryID, _ field: FieldID) -> Value? {
    guard let step = state.workflow.places[id.step], let place = state.workflow.fieldPlaces[step][field],
      let entry = state.entries[step][id.key]
    else { return nil }
    return datum(step, entry, place)
  }
}

extension Value {
  /// Plain data of a computed value.
  init?(_ value: CELValue) {
    switch value {
    case .bool(let yes): self = .boolean(yes)
    case .int(let whole): self = .integer(Int(whole))
    case .uint(let whole): self = .integer(Int(clamping: whole))
    case .double(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .timestamp(let time): self = .text(String(time.description.prefix(10)))
    case .list(let items): self = .list(items.compactMap(Value.init))
    case .null, .bytes, .map, .object, .duration, .type, .optional: return nil
    }
  }
}

extension CELValue {
  /// Plain data as a declared type reads it; nil where it is absent.
  public init?(_ value: Value, as type: CELType) {
    switch (type, value) {
    case (_, .none), (_, .nonAnswer): return nil
    case (.double, _):
      guard let number = value.double else { return nil }
      self = .double(number)
    case (.timestamp, .text(let day)):
      guard let day = Day(day), let time = CELTimestamp(seconds: Int64(day.number) * 86_400) else {
        return nil
      }
      self = .timestamp(time)
    case (.list(let element), .list(let items)): self = .list(items.compactMap { CELValue($0, as: element) })
    case (.object(let shape), .record(let record)):
      self = .object(
        Object(
          shape, shape.fields.map { field in record[field.name].flatMap { CELValue($0, as: field.type) } }))
    case (.map(_, let element), .record(let record)):
      let entries = record.members.compactMap { member in
        CELValue(member.value, as: element).map { (key: CELValue.string(member.name), value: $0) }
      }
      guard let map = CELMap(entries) else { return nil }
      self = .map(map)
    case (_, .text(let text)): self = .string(text)
    case (_, .integer(let whole)): self = .int(Int64(whole))
    case (_, .number(let number)): self = .double(number)
    case (_, .boolean(let yes)): self = .bool(yes)
    default: return nil
    }
  }
}
