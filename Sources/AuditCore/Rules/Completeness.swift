import CEL

/// What stands in the way of handing in a step, all of it at once.
public struct Completeness {
  let state: AuditState
  let bindings: AuditBindings
  private let byInstance = ByInstance()

  public init(_ state: AuditState) { self.init(AuditBindings(state)) }

  public init(_ bindings: AuditBindings) {
    self.bindings = bindings
    state = bindings.state
  }

  /// The obstacles in the order of entries and fields; none when the step may be handed in.
  ///
  /// Of a step with instances as a whole: those of all instances that are asked.
  public func obstacles(of instance: StepInstance, ignoringStale: Bool = false) -> [Obstacle] {
    guard let step = state.workflow.places[instance.step] else { return [] }
    let place = Place(step, instance.key)
    guard !state.workflow.steps[step].isGroup, state.workflow.steps[step].isAnswered else { return [] }
    return state.leaves(of: place).filter { state[$0].state != .notAsked }.flatMap {
      obstacles(of: $0, ignoringStale)
    }
  }

  private func obstacles(of place: Place, _ ignoringStale: Bool) -> [Obstacle] {
    let step = state.workflow.steps[place.step]
    let id = EntryID(step.id, place.key)
    let entries = entries(of: place)
    var obstacles = countObstacles(step, found: entries.count, at: id)
    var seen = Seen(step: step)
    for entry in entries { obstacles += self.obstacles(entry, step, place, &seen, ignoringStale) }
    if case .ask(let form) = step.kind, entries.isEmpty {
      let missing = form.fields.filter { $0.isAlwaysRequired && bindings.isAsked($0, at: id) }
      obstacles += missing.map { Obstacle(id, $0.id, .unanswered) }
    }
    if case .rate(let rating) = step.kind { obstacles += ratingObstacles(id, rating, entries) }
    let missing = Set(obstacles.compactMap(\.missingField))
    for check in step.checks where !check.isWarning {
      obstacles += obstacle(check, on: nil, at: id, nil, in: place, besides: missing).map { [$0] } ?? []
    }
    return obstacles
  }

  private func entries(of place: Place) -> [Entry] {
    guard place.key != .only else { return state.entries[place.step].inOrder }
    // A form has the key of its instance.
    if state.workflow.steps[place.step].register == nil, case .ask = state.workflow.steps[place.step].kind {
      return state.entries[place.step][place.key].map { [$0] } ?? []
    }
    return byInstance.entries(of: place, in: state)
  }

  /// The entries of steps by their instances, sorted once for all instances that are asked about.
  private final class ByInstance {
    private var sorted: [Int: [Place: [Entry]]] = [:]

    func entries(of place: Place, in state: AuditState) -> [Entry] {
      let entries =
        sorted[place.step]
        ?? Dictionary(grouping: state.entries[place.step].inOrder) {
          state.workflow.place(of: $0.key, in: place.step)
        }
      sorted[place.step] = entries
      return entries[place] ?? []
    }
  }

  /// Checks that only warn and do not hold.
  public func warnings(of instance: StepInstance) -> [Obstacle] {
    guard let step = state.workflow.places[instance.step], state.workflow.steps[step].isAnswered else {
      return []
    }
    return state.leaves(of: Place(step, instance.key)).filter { state[$0].state != .notAsked }.flatMap(
      warnings)
  }

  private func warnings(of place: Place) -> [Obstacle] {
    let step = state.workflow.steps[place.step]
    let id = step.id
    var warnings: [Obstacle] = []
    let perEntry = step.entryChecks.filter(\.isWarning)
    let perField = step.fields.flatMap { field in field.checks.filter(\.isWarning).map { (field, $0) } }
    let conditional = step.fields.filter { $0.condition != nil && !$0.isComputed }
    let ruledInside = step.fields.filter(\.hasRulesInside)
    if !perEntry.isEmpty || !perField.isEmpty || !conditional.isEmpty || !ruledInside.isEmpty
      || step.asksForEvidence
    {
      for entry in entries(of: place) {
        let at = EntryID(id, entry.key)
        warnings += conditional.filter { bindings.isSetAside($0, in: entry, of: step) }.map {
          Obstacle(at, $0.id, .setAside)
        }
        warnings += perEntry.compactMap { obstacle($0, on: at, at: at, nil, in: place, besides: []) }
        warnings += perField.filter { bindings.isAsked($0.0, at: at) }.compactMap {
          obstacle($1, on: at, at: at, $0.id, in: place, besides: [])
        }
        warnings += ruledInside.filter { bindings.isAsked($0, at: at) }.flatMap {
          self.warnings(inside: $0, at)
        }
        warnings += evidenceObstacles(entry, step, place, warnings: true)
      }
    }
    warnings += step.checks.filter(\.isWarning).compactMap {
      obstacle($0, on: nil, at: EntryID(id, place.key), nil, in: place, besides: [])
    }
    warnings += groupWarnings(with: place)
    // A warning that cannot be decided yet says nothing.
    return warnings.filter {
      switch $0.words {
      case .checkFailed, .setAside, .lacksEvidence, .lacksKindsOfEvidence: true
      default: false
      }
    }
  }

  private func countObstacles(_ step: Step, found: Int, at id: EntryID) -> [Obstacle] {
    guard let register = step.register else { return [] }
    if found < register.atLeast {
      return [Obstacle(id, nil, .tooFew(found: found, needed: register.atLeast))]
    }
    if let most = register.atMost, found > most {
      return [Obstacle(id, nil, .tooMany(found: found, allowed: most))]
    }
    return []
  }

  /// Answers of unique fields, with the entry that gave each first.
  private struct Seen {
    var answers: [[Value: EntryKey]]
    init(step: Step) { answers = step.fields.map { _ in [:] } }
  }

  private func obstacles(
    _ entry: Entry, _ step: Step, _ place: Place, _ seen: inout Seen, _ ignoringStale: Bool
  ) -> [Obstacle] {
    let id = EntryID(step.id, entry.key)
    var obstacles: [Obstacle] = []
    var inside: [(field: Field, records: [InnerRecord])] = []
    if entry.isStale, !ignoringStale {
      let causes = entry.causes.map(\.entry.description).joined(separator: ", ")
      obstacles.append(Obstacle(id, nil, .stale(causes)))
    }
    for (slot, field) in step.fields.enumerated() where bindings.isAsked(field, at: id) {
      let value = entry.cells[slot]?.answer.value ?? field.initial ?? .none
      switch value {
      case .none:
        if !field.isComputed, let words = unansweredWords(field, id, place) {
          obstacles.append(Obstacle(id, field.id, words))
        }
      case .nonAnswer(.later, let reason):
        obstacles.append(Obstacle(id, field.id, .deferred(because: reason)))
      case .nonAnswer: break
      default:
        obstacles += missing(field.type.references(in: bindings.counted(value, of: field, at: id)), field, id)
        if field.type.inner != nil {
          let records = bindings.innerRecords(of: field.id, at: id).flatMap(\.whole)
          inside.append((field, records))
          for record in records { obstacles += openObstacles(record, field, id) }
        }
        if let answer = entry.cells[slot]?.answer, !answer.evidence.isEmpty {
          obstacles += missing(state.workflow.cited(by: answer, of: step.id), field, id)
        }
        if field.isUnique, let first = seen.answers[slot].updateValue(entry.key, forKey: value),
          first != entry.key
        {
          obstacles.append(Obstacle(id, field.id, .notUnique(with: first)))
        }
      }
    }
    if step.asksForEvidence { obstacles += evidenceObstacles(entry, step, place, warnings: false) }
    let missing = Set(obstacles.compactMap(\.missingField))
    for (field, records) in inside where field.hasRulesInside {
      for record in records {
        obstacles += checkObstacles(record, field, id, warnings: false, besides: missing)
      }
    }
    for field in step.fields where !field.checks.isEmpty && bindings.isAsked(field, at: id) {
      for check in field.checks where !check.isWarning {
        obstacles +=
          obstacle(check, on: id, at: id, field.id, in: place, besides: missing)
          .map { [$0] } ?? []
      }
    }
    for check in step.entryChecks where !check.isWarning {
      obstacles +=
        obstacle(check, on: id, at: id, nil, in: place, besides: missing).map { [$0] }
        ?? []
    }
    return obstacles
  }

  func unansweredWords(
    _ field: Field, _ id: EntryID, _ place: Place?, in record: InnerRecord? = nil
  ) -> Obstacle.Words? {
    switch field.required {
    case .always: return .unanswered
    case .never: return nil
    case .when(let rule):
      do throws(EvaluationError) {
        return try evaluate(rule, on: id, at: place, in: record) == .bool(true)
          ? .unanswered : nil
      } catch {
        // Whether it is required hangs on something that is unanswered itself, and named there.
        return error.isAbsent ? nil : .checkBroken(nil, why: error.description)
      }
    }
  }

  /// On what is inside an entry where that is given, else on the entry.
  private func evaluate(
    _ rule: Rule, on entry: EntryID?, at place: Place?, in record: InnerRecord?
  ) throws(EvaluationError) -> CELValue {
    if let record { return try record.evaluate(rule) }
    return try bindings.evaluate(rule, on: entry, at: place)
  }

  /// Those of the named entries that are not there.
  private func missing(_ named: [EntryID], _ field: Field, _ id: EntryID) -> [Obstacle] {
    named.filter { state.entry($0) == nil }.map { Obstacle(id, field.id, .dangling($0)) }
  }

  func obstacle(
    _ check: Check, on entry: EntryID?, at id: EntryID, _ field: FieldID?, in place: Place?,
    besides missing: Set<String>, record: InnerRecord? = nil, inside: [Inside] = []
  ) -> Obstacle? {
    do throws(EvaluationError) {
      return try evaluate(check.that, on: entry, at: place, in: record) == .bool(true)
        ? nil : Obstacle(id, field, inside: inside, .checkFailed(check.message))
    } catch {
      guard case .absent(let path, let name, _) = error.kind else {
        return Obstacle(id, field, inside: inside, .checkBroken(check.message, why: error.description))
      }
      return missing.contains(name)
        ? nil : Obstacle(id, field, inside: inside, .undecided(check.message, missing: path))
    }
  }

  /// Whether an entry belongs to what an instance is done for; any does, where its register is not done so.
  private func isOf(_ id: EntryID, _ entry: Entry, _ register: StepID) -> Bool {
    guard let each = state.workflow[id.step]?.each, each.register == state.workflow[register]?.each?.register
    else { return true }
    return state.workflow.instance(of: EntryID(register, entry.key)).key == id.key
  }

  /// Every subject, in every dimension, needs so many raters.
  private func ratingObstacles(_ id: EntryID, _ rating: Rating, _ entries: [Entry]) -> [Obstacle] {
    var counts: [EntryKey: Int] = [:]
    for entry in entries { counts[EntryKey(entry.key.parts.dropLast()), default: 0] += 1 }
    var cells: [[String]] = []
    for subject in state.askedEntries(of: rating.subjects) where isOf(id, subject, rating.subjects) {
      if let rule = rating.whichSubjects {
        let subject = EntryID(rating.subjects, subject.key)
        guard (try? bindings.evaluate(rule, on: subject)) == .bool(true) else { continue }
      }
      cells.append(id.key.parts + subject.key.parts)
    }
    for dimension in rating.dimensions {
      let keys: [[String]] =
        switch dimension.over {
        case .vocabulary(let vocabulary): vocabulary.keys.map { [$0] }
        case .register(let step): state.askedEntries(of: step).filter { isOf(id, $0, step) }.map(\.key.parts)
        }
      cells = cells.flatMap { cell in keys.map { cell + $0 } }
    }
    return cells.compactMap { cell in
      let found = counts[EntryKey(cell)] ?? 0
      return found < rating.raters
        ? Obstacle(
          EntryID(id.step, EntryKey(cell)), Rating.score, .tooFewRaters(found: found, needed: rating.raters))
        : nil
    }
  }
}

extension EntryKey {
  fileprivate init(_ parts: ArraySlice<String>) { self.init(Array(parts)) }
}

extension Field {
  /// To be answered wherever it is asked.
  fileprivate var isAlwaysRequired: Bool {
    guard !isComputed, initial == nil, case .always = required else { return false }
    return true
  }
}

extension Obstacle {
  /// The field that is not answered, so that a check which needs it says nothing more.
  fileprivate var missingField: String? {
    switch words {
    case .unanswered, .deferred:
      if case .field(let field, _)? = inside.last { field.name } else { field?.name }
    default: nil
    }
  }
}
