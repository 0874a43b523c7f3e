import AuditCore
import Diagnostics
import WorkflowYAML

/// What becomes of a line that was typed where a decision was asked for: yes, no, or where to go.
extension Dialogue {
  mutating func decide(_ line: String, _ word: Word?, _ question: Question) throws -> Move {
    switch word {
    case .later?, .skip?:
      course.pass(question)
      return .next
    case .unknown?, .notApplicable?, .evidence?, .explain?, .back?, .quit?, nil: break
    }
    guard let isYes = isYes(line) else { return sayYesOrNo() }
    switch question {
    case .join(let instance):
      if isYes { course.joined.insert(instance) } else { course.pass(question) }
    case .confirm(let instance, let key):
      course.pass(question)
      if isYes { return try confirm(instance, key) }
      if let key { try lookThrough(EntryID(instance.step, key)) } else { say(mendByHand) }
    case .answer, .cite, .newKey, .submit: break
    }
    return .next
  }

  private func sayYesOrNo() -> Move {
    say([language.words("expected: yes or no", "应为：是或否")])
    return .again
  }

  private var mendByHand: [String] {
    [
      language.words(
        "Type the key of an entry to go through it, or hand the step in when it is right.",
        "可输入某条的编号逐项修改，改好后再提交。")
    ]
  }

  private mutating func confirm(_ instance: StepInstance, _ key: EntryKey?) throws -> Move {
    let keys = [key, instance.key == .only ? nil : instance.key].compactMap(\.self).prefix(1)
    switch try ledger.record({ _ in .confirm(instance.step, Array(keys)) }) {
    case .recorded(let lines): say(lines.flatMap { wrapped($0, to: words.width) })
    case .incomplete:
      say([language.words("not confirmed: the step has open questions", "未能确认：本步骤尚有未答问题")])
    case .refused(let message, let help): say([message] + [help].compactMap(\.self))
    case .overtaken, .reasonNeeded: break
    }
    return .next
  }

  /// Goes through all questions of an entry again, answered or not.
  mutating func lookThrough(_ entry: EntryID) throws {
    try ledger.look { audit in
      guard let step = audit.workflow[entry.step] else { return }
      try self.load(step, audit)
      self.look(through: entry, step, audit.state)
    }
  }

  /// What is answered in a step that was given back is gone through again; of a register, what the person picks.
  mutating func mend(_ instance: StepInstance, _ step: Step, _ state: AuditState) {
    switch step.kind {
    case .ask: look(through: EntryID(step.id, instance.key), step, state)
    case .rate:
      let own = state.entries(of: step.id).map { EntryID(step.id, $0.key) }.filter {
        state.workflow.instance(of: $0) == instance && $0.key.parts.last == person
      }
      for entry in own.reversed() { look(through: entry, step, state) }
    case .collect, .write, .analyse, .review, .group: break
    }
  }

  private mutating func look(through entry: EntryID, _ step: Step, _ state: AuditState) {
    course.begin(entry)
    let known = state.entry(entry)
    let spots = step.askedFields.flatMap { field in
      Spot(entry, field.id).parts(of: field, known?.cell(field.id, of: step)?.answer.value ?? .none)
    }
    course.queue = spots.map(Question.answer) + course.queue
  }

  // MARK: Handing in

  mutating func close(_ line: String, _ word: Word?, _ sheet: ClosingSheet) throws -> Move {
    let step = sheet.instance
    if word == .skip || word == .later {
      course.pass(.submit(step))
      return .next
    }
    guard sheet.obstacles.isEmpty else { return try go(to: line, sheet) }
    guard let isYes = isYes(line) else { return sayYesOrNo() }
    guard isYes else {
      course.pass(.submit(step))
      return .next
    }
    switch try ledger.record({ _ in .submit(step) }) {
    case .recorded(let lines): say(lines.flatMap { wrapped($0, to: words.width) })
    case .incomplete: say([language.words("not handed in: something has changed meanwhile", "未能提交：其间内容已变更")])
    case .refused(let message, let help):
      course.pass(.submit(step))
      say([message] + [help].compactMap(\.self))
    case .overtaken, .reasonNeeded: break
    }
    return .next
  }

  /// Goes to the obstacle with that number.
  private mutating func go(to line: String, _ sheet: ClosingSheet) throws -> Move {
    if line.isEmpty {
      course.pass(.submit(sheet.instance))
      return .next
    }
    guard let number = Int(Spelling.plain(line)), sheet.obstacles.indices.contains(number - 1) else {
      say([
        language.words(
          "expected: a number from 1 to \(sheet.obstacles.count), or Enter",
          "应为：1 至 \(sheet.obstacles.count) 的编号，或回车")
      ])
      return .again
    }
    if let question = sheet.citations[number - 1] {
      course.passed.remove(question)
      course.queue.insert(question, at: 0)
      return .next
    }
    let obstacle = sheet.obstacles[number - 1]
    guard let field = obstacle.field else {
      if obstacle.entry.key != sheet.instance.key || !sheet.step.isRegister {
        try lookThrough(obstacle.entry)
      } else {
        course.passed.remove(.newKey(sheet.instance, []))
        say(mendByHand)
      }
      return .next
    }
    let place = Spot(obstacle.entry, field)
    let parts = sheet.step.field(field)?.type.parts
    if parts != nil, let part = place.part(obstacle.inside) {
      course.passed.remove(.answer(part))
      course.queue.insert(.answer(part), at: 0)
      return .next
    }
    course.passed = course.passed.filter { question in
      if case .answer(let spot) = question { spot.entry != place.entry || spot.field != field } else { true }
    }
    if parts == nil { course.queue.insert(.answer(place), at: 0) }
    return .next
  }
}

extension Spot {
  /// The part of a group or of a row, of a field that is asked part by part.
  fileprivate func part(_ inside: [Inside]) -> Spot? {
    switch inside.first {
    case .field(let part, _): return Spot(entry, field, part: part)
    case .row(let number):
      guard case .field(let part, _)? = inside.dropFirst().first else { return nil }
      return Spot(entry, field, row: number - 1, part: part)
    case nil: return nil
    }
  }

  /// The places at which a field is asked again: part by part what is there of a group or table.
  ///
  /// What is open in those is asked anyway.
  fileprivate func parts(of field: Field, _ value: Value) -> [Spot] {
    guard let parts = field.type.parts else { return [self] }
    switch value {
    case .record: return parts.map { Spot(entry, self.field, part: $0.id) }
    case .list(let rows):
      return rows.indices.flatMap { row in parts.map { Spot(entry, self.field, row: row, part: $0.id) } }
    default: return []
    }
  }
}
