import AuditCore
import AuditStore
import Diagnostics

/// What becomes of a line that was typed for a field, or for the key of a new entry.
extension Dialogue {
  mutating func take(_ line: String, _ word: Word?, _ question: Question, _ sheet: FieldSheet) throws -> Move
  {
    switch word {
    case .later? where question.isCiting: return try skip(question, sheet)
    case .evidence?: return askForEvidence(question, sheet)
    case .later?, .unknown?, .notApplicable?: return try leaveOpen(word?.nonAnswer ?? .later, question, sheet)
    case .skip?: return try skip(question, sheet)
    case .explain?, .back?, .quit?, nil: break
    }
    if line.isEmpty { return try empty(question, sheet) }
    if let choices = sheet.choices, line.hasPrefix("/"), line.count > 1 {
      let found = choices.holding(String(line.dropFirst()))
      say(found.isEmpty ? [language.words("nothing holds that text", "没有包含该文字的选项")] : words.list(found))
      return .again
    }
    var text = Word.unquoted(line)
    if case .longText = sheet.field.type {
      guard let whole = wholeText(text) else { return .leave(.interrupted) }
      text = whole
    }
    let value: Value
    do { value = try TypedAnswer(field: sheet.field, choices: sheet.choices).value(text) } catch {
      let expectation = Expectation(field: sheet.field, choices: sheet.choices, language: language)
      say(expectation.answer(to: text, error).flatMap { wrapped($0, to: words.width) })
      return .again
    }
    switch question {
    case .answer(let spot):
      if let (key, row) = sheet.twin(of: value, at: spot) {
        say(
          wrapped(
            language.words(
              "\(key) stands in row \(row) already; rows that are told apart by it come once.",
              "第 \(row) 行已为\(key)，各行不得重复。"), to: words.width))
        return .again
      }
      return try record(value, at: spot, question, sheet)
    case .cite(let spot): return try record(value, at: spot, question, sheet)
    case .newKey(let instance, let parts): return try enter(parts + [value], instance, sheet)
    case .join, .confirm, .submit: return .next
    }
  }

  /// A text of several lines, where each but the last ends with a backslash; nothing when it was broken off.
  private func wholeText(_ first: String) -> String? {
    var lines = [first]
    while let last = lines.last, last.hasSuffix("\\") {
      lines[lines.count - 1] = String(last.dropLast()).trimmed
      guard case .typed(let more) = prompt.line("… ") else { return nil }
      lines.append(more.trimmed)
    }
    return lines.joined(separator: "\n")
  }

  // MARK: Empty lines and words

  private mutating func empty(_ question: Question, _ sheet: FieldSheet) throws -> Move {
    switch (sheet.emptyLine, question) {
    case (.nothing, _):
      let words = Expectation(field: sheet.field, choices: sheet.choices, language: language).words
      say(wrapped(language.words("expected: \(words)", "应为：\(words)"), to: self.words.width))
      return .again
    case (.takesDefault, .answer(let spot)):
      guard let value = sheet.field.initial else { return .again }
      return try record(value, at: spot, question, sheet)
    case (.ends, .answer(let spot)): course.pass(.answer(Spot(spot.entry, spot.field)))
    case (.ends, .newKey(let instance, _)): course.pass(.newKey(instance, []))
    default:
      course.pass(question)
      if case .answer(let spot) = question, spot.part != nil,
        isNewRow(spot, sheet) || sheet.cell?.answer.value.isNonAnswer == true
      {
        course.pass(.answer(Spot(spot.entry, spot.field)))
      }
    }
    return .next
  }

  private mutating func skip(_ question: Question, _ sheet: FieldSheet) throws -> Move {
    switch sheet.emptyLine {
    case .nothing:
      say(
        wrapped(
          language.words(
            "this question is not optional; `later`, `unknown` or `n/a` leave it open with a reason",
            "本题必填；可输入「暂缓」「未知」或「不适用」并说明理由"), to: words.width))
      return .again
    case .takesDefault:
      course.pass(question)
      return .next
    case .leaves, .putsOff, .keeps, .ends: return try empty(question, sheet)
    }
  }

  /// Asks for the evidence of the answer: at once where it is there, else after it.
  private mutating func askForEvidence(_ question: Question, _ sheet: FieldSheet) -> Move {
    guard case .answer(let spot) = question else { return .again }
    let citing = Question.cite(Spot(spot.entry, spot.field))
    course.passed.remove(citing)
    guard sheet.cell?.answer.value.isAbsent == false else {
      course.queue.insert(contentsOf: [question, citing], at: 0)
      say([
        language.words("First the answer; its evidence is asked for next.", "请先作答，随后引用证据。")
      ])
      return .again
    }
    course.queue.insert(citing, at: 0)
    return .next
  }

  private func isNewRow(_ spot: Spot, _ sheet: FieldSheet) -> Bool {
    spot.row.map { $0 >= sheet.cell?.answer.value.list?.count ?? 0 } ?? false
  }

  private mutating func leaveOpen(_ kind: NonAnswer, _ question: Question, _ sheet: FieldSheet) throws -> Move
  {
    guard case .answer(let spot) = question, sheet.takesNonAnswers else {
      say([
        language.words("an answer is needed here, or Enter to end", "此处需要答案，或按回车结束")
      ])
      return .again
    }
    say([language.words("Why? (Enter goes back to the question)", "请说明理由（回车返回本题）")])
    let (why, end) = reason()
    if let end { return .leave(end) }
    guard let why else { return .again }
    // Before there are rows, the table as a whole is meant.
    let place = isNewRow(spot, sheet) ? Spot(spot.entry, spot.field) : spot
    if kind == .later { course.passed.insert(.answer(place)) }
    return try record(.nonAnswer(kind, because: why), at: place, question, sheet)
  }

  // MARK: Recording

  private mutating func record(
    _ value: Value, at spot: Spot, _ question: Question, _ sheet: FieldSheet, because: String? = nil
  ) throws -> Move {
    let outcome =
      question.isCiting
      ? try ledger.cite(value.list?.compactMap(\.text) ?? [], for: spot, shown: sheet, because: because)
      : try ledger.answer(spot, value, shown: sheet, because: because)
    switch outcome {
    case .recorded(let lines):
      say(lines.flatMap { wrapped($0, to: words.width) })
      if spot.row != nil { course.begunRows.insert(spot.wholeRow) }
      if !value.isAbsent { course.passed.remove(question) }
      course.settle(question)
      return .next
    case .overtaken(let cell):
      return try change(value, at: spot, question, sheet, told(by: cell, question, spot, sheet))
    case .reasonNeeded(let was):
      let line = was.map {
        language.words(
          "\($0.stamp.by) answered on \($0.stamp.at.prefix(10)): \(shown($0, question, spot, sheet)).",
          "\($0.stamp.by) 于 \($0.stamp.at.prefix(10)) 答为：\(shown($0, question, spot, sheet))。")
      }
      return try change(value, at: spot, question, sheet, line ?? "")
    case .refused(let message, let help):
      say(([message] + [help].compactMap(\.self)).flatMap { wrapped($0, to: words.width) })
      return .next
    case .incomplete: return .next
    }
  }

  /// Changes what somebody has answered, if there is a reason.
  private mutating func change(
    _ value: Value, at spot: Spot, _ question: Question, _ sheet: FieldSheet, _ line: String
  ) throws -> Move {
    say(
      wrapped(
        line + language.words(" Why is it changed? (Enter leaves it)", "如需改为您的答案，请说明理由（回车则保留）"),
        to: words.width))
    let (why, end) = reason()
    if let end { return .leave(end) }
    guard let why else {
      course.settle(question)
      return .next
    }
    return try record(value, at: spot, question, sheet, because: why)
  }

  private func told(by cell: Cell, _ question: Question, _ spot: Spot, _ sheet: FieldSheet) -> String {
    let shown = shown(cell, question, spot, sheet)
    return language.words(
      "Meanwhile \(cell.stamp.by) was faster (\(cell.stamp.at)): \(shown). Nothing was overwritten.",
      "\(cell.stamp.by) 已先作答（\(cell.stamp.at)）：\(shown)。未作覆盖。")
  }

  private func shown(_ cell: Cell, _ question: Question, _ spot: Spot, _ sheet: FieldSheet) -> String {
    if question.isCiting {
      let evidence = cell.answer.evidence
      return evidence.isEmpty
        ? language.words("no evidence cited", "未引用证据")
        : evidence.joined(separator: language.words(", ", "、"))
    }
    let value = spot.value(in: cell.answer.value)
    guard value != .none else { return language.words("the other parts", "其他部分") }
    return EntryNames(sheet.state, language).words(value, sheet.field)
  }

  // MARK: New entries

  /// Takes in a part of the key; with the last one the entry is there.
  private mutating func enter(_ parts: [Value], _ instance: StepInstance, _ sheet: FieldSheet) throws -> Move
  {
    let fields = sheet.step.register?.key.compactMap { sheet.step.field($0) } ?? []
    guard parts.count == fields.count else {
      course.drafts[instance] = parts
      return .next
    }
    course.drafts[instance] = nil
    let key = zip(fields, parts).flatMap { field, value in
      field.type.target == nil ? [value.keyText] : EntryKey(written: value.keyText).parts
    }
    var entry = EntryID(instance.step, EntryKey(instance.key.parts + key))
    var isNew = true
    let outcome = try ledger.record { audit in
      entry = try audit.meant(by: entry)
      try audit.session.load(entry)
      isNew = audit.state.entry(entry) == nil
      return .answer(entry, [])
    }
    switch outcome {
    case .recorded(let lines):
      course.begin(entry)
      if isNew {
        say(lines.flatMap { wrapped($0, to: words.width) })
      } else {
        say(
          wrapped(
            language.words(
              "\(entry.key) is there already; its questions follow, and Enter keeps what stands.",
              "\(entry.key) 已登记；以下逐项核对，回车保留原答案。"), to: words.width))
        try lookThrough(entry)
      }
    case .refused(let message, let help):
      say(([message] + [help].compactMap(\.self)).flatMap { wrapped($0, to: words.width) })
    case .overtaken, .reasonNeeded, .incomplete: break
    }
    return .next
  }
}
