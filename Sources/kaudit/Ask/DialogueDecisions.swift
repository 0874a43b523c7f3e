import AuditCore
import Diagnostics

/// What becomes of a line that was typed where a decision was asked for: yes, no, or where to go.
extension Dialogue {
  mutating func decide(_ line: String, _ word: Word?, _ question: Question) throws -> Move {
    switch word {
    case .later?, .skip?:
      course.pass(question)
      return .next
    case .unknown?, .notApplicable?, .explain?, .back?, .quit?, nil: break
    }
    guard let isYes = isYes(line) else { return sayYesOrNo() }
    switch question {
    case .join(let instance):
      if isYes { course.joined.insert(instance) } else { course.pass(question) }
    case .confirm(let instance, let key):
      course.pass(question)
      if isYes { return try confirm(instance, key) }
      if let key { try lookThrough(EntryID(instance.step, key)) } else { say(mendByHand) }
    case .answer, .newKey, .submit: break
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

  private mutating func lookThrough(_ entry: EntryID) throws {
    var step: Step?
    try ledger.look { step = $0.workflow[entry.step] }
    if let step { look(through: entry, step) }
  }

  // MARK: Handing in

  mutating func close(_ line: String, _ word: Word?, _ sheet: ClosingSheet) throws -> Move {
    let step = sheet.instance
    if word == .skip || word == .later {
      course.pass(.submit(step))
      return .next
    }
    guard sheet.obstacles.isEmpty else { return go(to: line, sheet) }
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
  private mutating func go(to line: String, _ sheet: ClosingSheet) -> Move {
    if line.isEmpty {
      course.pass(.submit(sheet.instance))
      return .next
    }
    guard let number = Int(TypedAnswer.halfWidth(line)), sheet.obstacles.indices.contains(number - 1) else {
      say([
        language.words(
          "expected: a number from 1 to \(sheet.obstacles.count), or Enter",
          "应为：1 至 \(sheet.obstacles.count) 的编号，或回车")
      ])
      return .again
    }
    let obstacle = sheet.obstacles[number - 1]
    guard let field = obstacle.field else {
      if obstacle.entry.key != sheet.instance.key || !sheet.step.isRegister {
        look(through: obstacle.entry, sheet.step)
      } else {
        course.passed.remove(.newKey(sheet.instance, []))
        say(mendByHand)
      }
      return .next
    }
    let place = Spot(obstacle.entry, field)
    course.passed = course.passed.filter { question in
      if case .answer(let spot) = question { spot.entry != place.entry || spot.field != field } else { true }
    }
    if sheet.step.field(field)?.type.parts == nil { course.queue.insert(.answer(place), at: 0) }
    return .next
  }
}
