import AuditCore
import WorkflowYAML

/// A question as it is put: all that is shown, and all that is needed to read the answer, apart from the record.
struct Sheet {
  let question: Question
  let heading: Heading
  let body: Body

  /// Where in the audit one is.
  struct Heading {
    let instance: StepInstance
    /// `3/50`: which of the steps is at work.
    let progress: String
    let path: [String]
    let guidance: String?
    /// Whose turn the step is, where that is said.
    let turn: String?
    /// What the reviewer wrote when the step was given back.
    let feedback: String?
  }

  enum Body {
    case field(FieldSheet)
    /// A question to be answered with yes or no.
    case decision(lines: [String], question: String)
    case closing(ClosingSheet)
  }
}

/// A step that may be handed in, or what stands in the way.
struct ClosingSheet {
  let step: Step
  let instance: StepInstance
  let obstacles: [Obstacle]
  /// For each obstacle, where it is.
  let places: [String]
  /// For each obstacle, the question after the evidence where that is what is lacking.
  let citations: [Question?]
  /// How many entries there are; nothing for a form.
  let count: Int?
}

/// A field as it is asked.
struct FieldSheet {
  /// The audit as it stood when the question was put.
  let state: AuditState
  /// What an empty line means.
  enum EmptyLine: Equatable {
    case nothing
    /// The question stays open for this run.
    case leaves
    /// The question is put off, though it holds the step back.
    case putsOff
    /// The answer stays as it is.
    case keeps
    case takesDefault
    /// No more entries, or rows.
    case ends
  }

  let step: Step
  let field: Field
  let choices: Choices?
  let title: String
  let progress: String?
  let guidance: String?
  /// What else must be known before answering, as how many entries there are.
  let notes: [String]
  /// The answer to the whole field as it stood, and who gave it.
  let cell: Cell?
  /// What stands at the place.
  let value: Value
  /// The same, and what stands there if nothing is typed, in words.
  let valueWords: String
  let initialWords: String?
  let emptyLine: EmptyLine
  /// Whether later, unknown and n/a can be said here.
  let takesNonAnswers: Bool
  /// Whether the answer can cite evidence.
  let citesEvidence: Bool
}

/// Draws up sheets from the state as it stands now.
struct SheetMaker {
  private let state: AuditState
  private let agenda: Agenda
  private let person: String
  private let language: Language
  private let names: EntryNames

  init(_ state: AuditState, _ agenda: Agenda, person: String, _ language: Language) {
    self.state = state
    self.agenda = agenda
    self.person = person
    self.language = language
    names = EntryNames(state, language)
  }

  func sheet(for question: Question) -> Sheet? {
    guard let step = state.workflow[question.step] else { return nil }
    let instance = question.instance(in: state.workflow)
    let body: Sheet.Body? =
      switch question {
      case .answer(let spot): fieldSheet(spot, step).map { .field($0) }
      case .cite(let spot): citingSheet(spot, step).map { .field($0) }
      case .newKey(_, let parts): keySheet(step, instance, parts).map { .field($0) }
      case .join: join(step)
      case .confirm(_, let key): confirmation(step, instance, key)
      case .submit: closing(step, instance)
      }
    return body.map { Sheet(question: question, heading: heading(step, instance), body: $0) }
  }

  // MARK: Where one is

  private func heading(_ step: Step, _ instance: StepInstance) -> Sheet.Heading {
    let leaves = state.workflow.steps.filter { !$0.isGroup }
    let place = leaves.firstIndex { $0.id == step.id } ?? 0
    var path = [step.title[language]]
    if instance.key != .only { path.append(name(of: instance, step)) }
    var feedback = state.row(of: instance)?.remark
    var parent = step.parent
    while let id = parent, let group = state.workflow[id] {
      path.insert(group.title[language], at: 0)
      feedback = feedback ?? state.row(id)?.remark
      parent = group.parent
    }
    if let phase = state.workflow.phases.first(where: { $0.id == step.phase }) {
      path.insert(phase.title[language], at: 0)
    }
    return Sheet.Heading(
      instance: instance, progress: "\(place + 1)/\(leaves.count)", path: path,
      guidance: step.guidance?[language], turn: turn(step, instance), feedback: feedback)
  }

  private func turn(_ step: Step, _ instance: StepInstance) -> String? {
    let words = TurnWords(language: language)
    let parts = [
      words.words(ofEntriesOf: step), Turns(state).turn(of: instance).map(words.words),
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: language.words("; ", "；"))
  }

  /// The entry that a step is done for, as it is spoken of.
  private func name(of instance: StepInstance, _ step: Step) -> String {
    step.each.map { names.name(of: EntryID($0.register, instance.key)) } ?? ""
  }

  // MARK: Fields

  private func fieldSheet(_ spot: Spot, _ step: Step) -> FieldSheet? {
    guard let whole = step.field(spot.field), let field = step.field(at: spot), !field.isComputed,
      agenda.isAsked(field, at: spot)
    else { return nil }
    let cell = state.entry(spot.entry)?.cell(spot.field, of: step)
    // A group or table that was left open as a whole shows so at each of its parts.
    let isLeftOpen = cell?.answer.value.isNonAnswer ?? false
    let value = isLeftOpen ? cell?.answer.value ?? .none : spot.value(in: cell?.answer.value ?? .none)
    let rows = cell?.answer.value.list?.count ?? 0
    let isNewRow = spot.row.map { $0 >= rows } ?? false
    let asked = step.askedFields
    var title = [whole.title[language]]
    if let row = spot.row { title.append(language.words("row \(row + 1)", "第 \(row + 1) 行")) }
    if spot.part != nil { title.append(field.title[language]) }
    if let name = inEntry(spot.entry, step) { title.insert(name, at: 0) }
    var notes: [String] = []
    if isNewRow, rows > 0 {
      notes.append(language.words("\(counted(rows, "row", "rows")) so far", "已有 \(rows) 行"))
    }
    return FieldSheet(
      state: state, step: step, field: field, choices: Choices(field.type, state, language),
      title: title.joined(separator: " › "),
      progress: asked.firstIndex { $0.id == spot.field }.map { "\($0 + 1)/\(asked.count)" },
      guidance: guidance(whole, field), notes: notes, cell: cell, value: value,
      valueWords: names.words(value, field), initialWords: field.initial.map { names.words($0, field) },
      emptyLine: emptyLine(spot, whole, field, value, rows: rows, isNewRow: isNewRow),
      takesNonAnswers: !isNewRow || rows == 0,
      citesEvidence: state.workflow.evidence(of: step.id) != nil)
  }

  private func citingSheet(_ spot: Spot, _ step: Step) -> FieldSheet? {
    let title = [inEntry(spot.entry, step), step.field(spot.field)?.title[language]].compactMap(\.self)
    return CitingSheet(state: state, agenda: agenda, language: language, names: names)
      .sheet(spot, step, title: title)
  }

  /// The name of the entry, but of a form, of which the heading says for what it is.
  private func inEntry(_ entry: EntryID, _ step: Step) -> String? {
    entry.key == state.workflow.instance(of: entry).key ? nil : name(of: entry, step)
  }

  private func guidance(_ whole: Field, _ part: Field) -> String? {
    part.guidance?[language] ?? (part.id == whole.id ? nil : whole.guidance?[language])
  }

  /// Raters need no reminder of who they are.
  private func name(of entry: EntryID, _ step: Step) -> String {
    guard case .rate = step.kind else { return names.name(of: entry) }
    return names.key(of: EntryID(entry.step, entry.key)).components(droppingLastOf: " · ")
  }

  private func emptyLine(
    _ spot: Spot, _ whole: Field, _ field: Field, _ value: Value, rows: Int, isNewRow: Bool
  ) -> FieldSheet.EmptyLine {
    if value != .none { return .keeps }
    if isNewRow {
      let isRequired = agenda.isRequired(whole, at: Spot(spot.entry, spot.field))
      return rows > 0 ? .ends : isRequired ? .nothing : .leaves
    }
    if field.initial != nil, spot.part == nil { return .takesDefault }
    return agenda.isRequired(field, at: spot) ? .nothing : .leaves
  }

  // MARK: Keys

  private func keySheet(_ step: Step, _ instance: StepInstance, _ parts: [Value]) -> FieldSheet? {
    guard let register = step.register, register.key.indices.contains(parts.count),
      let field = step.field(register.key[parts.count])
    else { return nil }
    let count = state.row(of: instance)?.entryCount ?? 0
    var note = language.words("\(counted(count, "entry", "entries")) so far", "已有 \(count) 条")
    if register.atLeast > 0 {
      note += language.words("; at least \(register.atLeast) needed", "，至少需要 \(register.atLeast) 条")
    }
    if let most = register.atMost { note += language.words("; at most \(most)", "，最多 \(most) 条") }
    var notes = [note]
    if state.state(of: instance) == .returned, count > 0 {
      notes.append(language.words("the key of an entry that is there goes through it", "输入已有条目的编号可逐项修改"))
    }
    let isSingle = register.key.count == 1
    let taken =
      isSingle && instance.key == .only
      ? Set(state.entries(of: step.id).flatMap { [$0.key.written, $0.key.parts.first ?? ""] }) : []
    var title = [language.words("New entry", "新增一条"), field.title[language]]
    title.insert(contentsOf: parts.map { $0.keyText }, at: 1)
    return FieldSheet(
      state: state, step: step, field: field, choices: Choices(field.type, state, language, taken: taken),
      title: title.joined(separator: " › "),
      progress: isSingle ? nil : "\(parts.count + 1)/\(register.key.count)",
      guidance: field.guidance?[language], notes: parts.isEmpty ? notes : [], cell: nil, value: .none,
      valueWords: "", initialWords: nil, emptyLine: parts.isEmpty ? .ends : .nothing, takesNonAnswers: false,
      citesEvidence: false)
  }

  // MARK: Decisions

  private func join(_ step: Step) -> Sheet.Body? {
    guard case .rate(let rating) = step.kind else { return nil }
    let raters = language.words(
      counted(rating.raters, "rater", "raters"), "\(rating.raters) 名评分人")
    let line =
      rating.isBlind
      ? language.words(
        "\(raters) for each; nobody sees the scores of others before all are in", "每项由 \(raters)背对背评分，提交前互不可见"
      )
      : language.words("\(raters) for each", "每项由 \(raters)评分")
    return .decision(lines: [line], question: language.words("Do you score here?", "您是否参加评分？"))
  }

  private func confirmation(_ step: Step, _ instance: StepInstance, _ key: EntryKey?) -> Sheet.Body? {
    let causes =
      key.map { state.entry(EntryID(step.id, $0))?.causes ?? [] } ?? state.row(of: instance)?.causes ?? []
    guard !causes.isEmpty else { return nil }
    let lines = causes.map { cause in
      let fields = cause.fields.map {
        state.workflow[cause.entry.step]?.field($0)?.title[language] ?? $0.name
      }
      let what =
        fields.isEmpty
        ? "" : language.words(" (\(fields.joined(separator: ", ")))", "（\(fields.joined(separator: "、"))）")
      let name = [
        state.workflow[cause.entry.step]?.title[language] ?? cause.entry.step.name,
        names.name(of: cause.entry),
      ]
      .filter { !$0.isEmpty }.joined(separator: " › ")
      return language.words(
        "\(name) has changed\(what), event \(cause.sequence)", "\(name) 已变更\(what)，事件 \(cause.sequence)")
    }
    let subject = key.map { names.name(of: EntryID(step.id, $0)) } ?? step.title[language]
    return .decision(
      lines: lines, question: language.words("Does \(subject) still stand as it is?", "「\(subject)」是否仍然成立？"))
  }

  private func closing(_ step: Step, _ instance: StepInstance) -> Sheet.Body {
    let obstacles = Completeness(state).obstacles(of: instance).filter {
      !$0.isHidden(from: person, in: state)
    }
    let places = obstacles.map { obstacle -> String in
      var parts = [names.name(of: obstacle.entry)]
      if let field = obstacle.field { parts.append(step.field(field)?.title[language] ?? field.name) }
      let place = parts.filter { !$0.isEmpty }.joined(separator: " › ")
      return place.isEmpty ? step.title[language] : place
    }
    return .closing(
      ClosingSheet(
        step: step, instance: instance, obstacles: obstacles, places: places,
        citations: obstacles.map(agenda.citation),
        count: step.keyFields.count > (step.each == nil ? 0 : 1) ? state.row(of: instance)?.entryCount : nil))
  }
}

extension Value {
  var isNonAnswer: Bool { if case .nonAnswer = self { true } else { false } }

  /// As a part of a key is written.
  var keyText: String {
    switch self {
    case .text(let text): text
    case .integer(let whole): "\(whole)"
    default: jsonText
    }
  }
}

extension String {
  /// Without the last of its parts.
  fileprivate func components(droppingLastOf separator: String) -> String {
    guard let last = ranges(of: separator).last else { return self }
    return String(self[..<last.lowerBound])
  }
}
