import AuditCore
import WorkflowYAML

/// What is to be asked next: a state, a person and what was done in this run → a question.
///
/// Everything that may be asked of somebody is listed here, and nothing is stored: another answer, also somebody else's,
/// and the next question follows from it. The steps asked about must be loaded, with what they read.
struct Agenda {
  private let state: AuditState
  private let person: String
  private let course: Course
  private let bindings: AuditBindings

  init(_ state: AuditState, person: String, course: Course) {
    self.state = state
    self.person = person
    self.course = course
    bindings = AuditBindings(state)
  }

  /// The steps, or instances of them, that take answers now, in published order.
  static func open(in state: AuditState) -> [StepInstance] {
    guard !state.isClosed else { return [] }
    return state.workflow.steps.filter(\.isAnswered).flatMap { state.instances(of: $0.id) }.filter {
      switch state.state(of: $0) {
      case .ready, .started, .returned, .stale: true
      case .locked, .submitted, .done, .skipped, .notAsked: false
      }
    }
  }

  /// What is to be asked in a step or instance; nothing when all of it is settled for this run.
  func next(in instance: StepInstance) -> Question? {
    guard let step = state.workflow[instance.step] else { return nil }
    let question: Question? =
      switch step.kind {
      case .ask: open(in: EntryID(step.id, instance.key), step, wholly: true)
      case .collect(let register): next(in: instance, step, register)
      case .write(let writing): next(in: instance, step, writing.register)
      case .rate(let rating): next(in: instance, step, rating)
      case .analyse, .review, .group: nil
      }
    return question ?? stale(in: instance) ?? unless(passed: .submit(instance))
  }

  private func unless(passed question: Question) -> Question? {
    course.passed.contains(question) ? nil : question
  }

  // MARK: Registers

  /// What is there is completed first; then new entries are asked for.
  private func next(in instance: StepInstance, _ step: Step, _ register: Register) -> Question? {
    let entries = state.entries(in: instance)
    for entry in entries {
      let id = EntryID(step.id, entry.key)
      if let question = open(in: id, step, wholly: course.begun.contains(id)) { return question }
    }
    if let question = stale(in: instance) { return question }
    // In a step that was given back, the key of an entry that is there can still be typed.
    if let most = register.atMost, entries.count >= most, !course.givenBack.contains(instance) { return nil }
    guard !course.passed.contains(.newKey(instance, [])) else { return nil }
    return .newKey(instance, course.drafts[instance] ?? [])
  }

  private func stale(in instance: StepInstance) -> Question? {
    for entry in state.entries(in: instance) where entry.isStale {
      if let question = unless(passed: .confirm(instance, entry.key)) { return question }
    }
    let causes = state.row(of: instance)?.causes ?? []
    return causes.isEmpty ? nil : unless(passed: .confirm(instance, nil))
  }

  // MARK: Ratings

  /// The cells that need a score and that the person has not scored; those of others are not looked at.
  private func next(in instance: StepInstance, _ step: Step, _ rating: Rating) -> Question? {
    let own = state.entries(in: instance).filter { $0.key.parts.last == person }
    for entry in own {
      if let question = open(in: EntryID(step.id, entry.key), step, wholly: false) { return question }
    }
    let scored = Set(own.map(\.key))
    for obstacle in Completeness(bindings).obstacles(of: instance) {
      guard case .tooFewRaters = obstacle.words else { continue }
      let cell = EntryID(step.id, EntryKey(obstacle.entry.key.parts + [person]))
      let question = Question.answer(Spot(cell, Rating.score))
      guard !scored.contains(cell.key), !course.passed.contains(question), mayScore(cell, rating) else {
        continue
      }
      guard !own.isEmpty || course.joined.contains(instance) else { return unless(passed: .join(instance)) }
      return question
    }
    return nil
  }

  /// Whether the rules let the person give this score: nobody rates what he or she owns.
  private func mayScore(_ cell: EntryID, _ rating: Rating) -> Bool {
    let score = FieldAnswer(Rating.score, Answer(.integer(rating.scale.min)))
    return (try? decide(.answer(cell, [score]), by: person, in: state)) != nil
  }

  // MARK: Entries

  /// The first question of an entry that is open; `wholly` asks what is optional too.
  private func open(in id: EntryID, _ step: Step, wholly: Bool) -> Question? {
    let entry = state.entry(id)
    let citations = citations(for: id, wholly: wholly)
    for field in step.askedFields where bindings.isAsked(field, at: id) {
      let value = entry?.cell(field.id, of: step)?.answer.value ?? .none
      if let spot = open(Spot(id, field.id), field, value, wholly: wholly) { return .answer(spot) }
      if let question = citations.first(where: { $0.field == field.id })?.question { return question }
    }
    return citations.first?.question
  }

  /// The evidence to be asked for in an entry, with the field whose rule asks for it; what is only warned of counts as
  /// optional.
  private func citations(for id: EntryID, wholly: Bool) -> [(field: FieldID?, question: Question)] {
    let completeness = Completeness(bindings)
    let lacking =
      completeness.evidenceLacking(in: id)
      + (wholly ? completeness.evidenceLacking(in: id, warnings: true) : [])
    // Where there is no evidence to choose from yet, the step tells at its end what it lacks.
    guard !lacking.isEmpty, let register = state.workflow.evidence(of: id.step),
      !state.entries(of: register).isEmpty
    else { return [] }
    return lacking.compactMap { obstacle in
      question(after: obstacle).flatMap(unless).map { (obstacle.field, $0) }
    }
  }

  /// The question after the evidence, where that is what an obstacle says is lacking.
  func citation(for obstacle: Obstacle) -> Question? {
    let isOfEvidence = [false, true].contains {
      Completeness(bindings).evidenceLacking(in: obstacle.entry, warnings: $0).contains(obstacle)
    }
    return isOfEvidence ? question(after: obstacle) : nil
  }

  /// The question after evidence that an obstacle says is lacking.
  func question(after lacking: Obstacle) -> Question? {
    guard let step = state.workflow[lacking.entry.step], let entry = state.entry(lacking.entry),
      let field = lacking.field ?? step.citing(in: entry)
    else { return nil }
    return .cite(Spot(lacking.entry, field))
  }

  private func open(_ spot: Spot, _ field: Field, _ value: Value, wholly: Bool) -> Spot? {
    switch value {
    case .nonAnswer(let kind, _) where kind != .later: return nil
    case .none:
      guard isAsked(field, wholly: wholly, isRequired: { bindings.requires(field, at: spot.entry) }) else {
        return nil
      }
    default: break
    }
    guard field.type.parts != nil else {
      return value.isAbsent && !course.passed.contains(.answer(spot)) ? spot : nil
    }
    guard !course.passed.contains(.answer(spot)) else { return nil }
    let records = value.isAbsent ? [] : bindings.innerRecords(of: spot.field, at: spot.entry)
    guard field.type.isTable else {
      guard let group = records.first ?? bindings.newInnerRecord(of: spot.field, at: spot.entry) else {
        return nil
      }
      return open(group, wholly: wholly) { Spot(spot.entry, spot.field, part: $0) }
    }
    for (number, row) in records.enumerated() {
      let isBegun = course.begunRows.contains(Spot(spot.entry, spot.field, row: number))
      let question = open(row, wholly: isBegun) { Spot(spot.entry, spot.field, row: number, part: $0) }
      if let question { return question }
    }
    let mayHaveMore =
      value.isAbsent || course.begun.contains(spot.entry) || course.begunRows.contains { $0.isRow(of: spot) }
    guard mayHaveMore, let row = bindings.newInnerRecord(of: spot.field, at: spot.entry),
      let first = row.askedFields.first
    else { return nil }
    return Spot(spot.entry, spot.field, row: records.count, part: first.id)
  }

  /// The first part of a group or row that is open.
  private func open(_ inner: InnerRecord, wholly: Bool, at spot: (FieldID) -> Spot) -> Spot? {
    for part in inner.askedFields {
      let value = inner.record[part.id.name] ?? .none
      if case .nonAnswer(let kind, _) = value, kind != .later { continue }
      guard value.isAbsent, !course.passed.contains(.answer(spot(part.id))) else { continue }
      let isAsked = isAsked(part, wholly: wholly, isRequired: { inner.requires(part) })
      if value != .none || isAsked { return spot(part.id) }
    }
    return nil
  }

  /// Whether a field without an answer is asked: always where it is required; else only where everything is.
  private func isAsked(_ field: Field, wholly: Bool, isRequired: () -> Bool) -> Bool {
    switch field.required {
    case .always: field.initial == nil || wholly
    case .never: wholly
    case .when: isRequired()
    }
  }

  /// Whether what stands at a place must be answered, as the entry stands.
  func isRequired(_ field: Field, at spot: Spot) -> Bool {
    isAsked(field, wholly: false) {
      spot.part == nil
        ? bindings.requires(field, at: spot.entry) : innerRecord(at: spot)?.requires(field) ?? false
    }
  }

  /// Whether what stands at a place is asked at all, as the entry stands.
  func isAsked(_ field: Field, at spot: Spot) -> Bool {
    guard field.condition != nil else { return true }
    return spot.part == nil
      ? bindings.isAsked(field, at: spot.entry) : innerRecord(at: spot)?.isAsked(field) ?? false
  }

  /// The group or row that a place is in; a new one where it is not there yet.
  private func innerRecord(at spot: Spot) -> InnerRecord? {
    let records = bindings.innerRecords(of: spot.field, at: spot.entry)
    let number = spot.row ?? 0
    return records.indices.contains(number)
      ? records[number] : bindings.newInnerRecord(of: spot.field, at: spot.entry)
  }
}

extension Step {
  /// The field whose answer cites what an entry as a whole must cite.
  fileprivate func citing(in entry: Entry) -> FieldID? {
    if case .rate = kind { return Rating.score }
    return askedFields.first { entry.cell($0.id, of: self)?.answer.value.isAbsent == false }?.id
  }
}

extension InnerRecord {
  /// The fields that people are asked for here.
  fileprivate var askedFields: [Field] { fields.filter { !$0.isComputed && isAsked($0) } }
}

extension Spot {
  fileprivate func isRow(of other: Spot) -> Bool {
    entry == other.entry && field == other.field && row != nil
  }
}
