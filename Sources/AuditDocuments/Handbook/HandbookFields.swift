import AuditCore

/// The questions of a step, and what answers they take.
extension WorkflowHandbook {
  func fieldTable(_ step: Step) -> [String] {
    MarkdownPieces.table(
      [say("Question", "问题"), say("Answer", "答案")],
      step.fields.map { field in
        let how = how(field, isKey: step.keyFields.contains(field.id), in: step)
        let answer = Self.capitalised(answer(field, Stand(step.id))) + say(".", "。")
        return [
          "\(title(field.title)) \(MarkdownPieces.code(field.id.name))",
          how.isEmpty ? answer : answer + say(" ", "") + how,
        ]
      })
  }

  private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  private func answer(_ field: Field, _ stand: Stand) -> String {
    var text = words(field.type, stand.inside(field.id))
    if let unit = field.unit { text += say(", in \(title(unit))", "，单位：\(title(unit))") }
    return text + limits(field)
  }

  private func limits(_ field: Field) -> String {
    // What is counted, in Chinese with its measure word; a value is compared by itself.
    let (counted, measure) =
      switch field.type {
      case .text, .longText, .person, .file: ("length ", "字")
      case .list, .choices: ("number ", "项")
      case .table: ("number ", "行")
      default: ("", "")
      }
    let isValue = measure.isEmpty
    return switch (field.least, field.greatest) {
    case (nil, nil): ""
    case (let least?, nil):
      say(", \(counted)at least \(least)", isValue ? "，不小于 \(least)" : "，至少 \(least) \(measure)")
    case (nil, let greatest?):
      say(", \(counted)at most \(greatest)", isValue ? "，不大于 \(greatest)" : "，至多 \(greatest) \(measure)")
    case (let least?, let greatest?):
      say(", \(counted)\(least) to \(greatest)", "，\(least) 至 \(greatest)" + (isValue ? "" : " \(measure)"))
    }
  }

  private func how(_ field: Field, isKey: Bool, in step: Step) -> String {
    var parts: [String] = []
    if let guidance = field.guidance { parts.append(title(guidance)) }
    if let value = field.value {
      parts.append(
        say("Computed: ", "自动计算：") + explained(value, on: Stand(step.id), inCell: true) + say(".", "。"))
    }
    if let condition = field.condition {
      parts.append(
        say("Asked only if ", "仅在以下情况填写：") + explained(condition, on: Stand(step.id), inCell: true)
          + say(".", "。")
      )
    }
    switch field.required {
    case .always: break
    case .never where field.isComputed: break
    case .never: parts.append(say("May be left out.", "可不填。"))
    case .when(let rule):
      parts.append(
        say("Must be answered if ", "必填条件：") + explained(rule, on: Stand(step.id), inCell: true)
          + say(".", "。"))
    }
    if isKey, step.keyFields.count == 1 { parts.append(say("Tells the entries apart.", "用于区分各条。")) }
    if isKey, step.keyFields.count > 1 {
      parts.append(say("Tells the entries apart, with the other keys.", "与其他关键字段一起区分各条。"))
    }
    if field.isUnique { parts.append(say("No two entries have the same.", "各条不得重复。")) }
    if let pattern = field.pattern {
      parts.append(
        say("Looks like ", "格式：") + MarkdownPieces.code(pattern.text, inCell: true) + say(".", "。"))
    }
    if let initial = field.initial {
      parts.append(
        say("Unless answered: ", "未填时取：") + MarkdownPieces.line(written(initial, field.type)) + say(".", "。"))
    }
    return parts.joined(separator: say(" ", ""))
  }

  private func written(_ value: Value, _ type: FieldType) -> String {
    switch (type, value) {
    case (.choice(let vocabulary), .text(let key)): vocabulary[key]?.label[language] ?? key
    case (.scale(let scale), .integer(let level)):
      [String(level), scale.labels[level]?[language]].compactMap(\.self).joined(separator: " ")
    case (.percent, _):
      value.double.flatMap { DecimalText($0)?.shifted(by: 2).text() }.map { $0 + "%" } ?? "–"
    case (_, .text(let text)): text
    case (_, .boolean(let yes)): yes ? wording.yes : wording.no
    default: String(decoding: value.json, as: UTF8.self)
    }
  }

  /// More values than these are not listed beside the question.
  private static let mostValues = 6

  private func words(_ type: FieldType, _ inside: Stand) -> String {
    switch type {
    case .text: return say("a text", "文字")
    case .longText: return say("a longer text", "长文字")
    case .integer: return say("a whole number", "整数")
    case .number: return say("a number", "数值")
    case .percent: return say("a share, such as 25%", "百分比，如 25%")
    case .money: return say("an amount", "金额")
    case .boolean: return say("yes or no", "是或否")
    case .date: return say("a day", "日期")
    case .person: return say("a person", "人员姓名")
    case .file: return say("a file", "文件")
    case .choice(let vocabulary): return say("one of ", "选一：") + values(vocabulary)
    case .choices(let vocabulary): return say("any of ", "可多选：") + values(vocabulary)
    case .scale(let scale):
      let name = quoted(scale.title[language])
      return say("a level of \(name), \(scale.min) to \(scale.max)", "\(name)，\(scale.min) 至 \(scale.max) 级")
    case .reference(let step): return say("an entry of \(named(step))", "\(named(step))中的一条")
    case .list(let element): return say("several: ", "可填多项：") + words(element, inside)
    case .group(let fields): return say("together: ", "一组：") + inner(fields, inside)
    case .table(let fields, let key):
      let rows = say("rows of ", "若干行，每行：") + inner(fields, inside)
      guard !key.isEmpty else { return rows }
      let names = listed(fields.filter { key.contains($0.id) }.map { quoted($0.title[language]) })
      return rows + say("; the rows are told apart by \(names)", "；以\(names)区分各行")
    }
  }

  private func values(_ vocabulary: Vocabulary) -> String {
    guard !vocabulary.items.isEmpty, vocabulary.items.count <= Self.mostValues else {
      return say(
        "\(quoted(vocabulary.title[language])) (see the annex)", "\(quoted(vocabulary.title[language]))（见附录）")
    }
    return vocabulary.items.map { title($0.label) }.joined(separator: say(" / ", "／"))
  }

  private func inner(_ fields: [Field], _ stand: Stand) -> String {
    fields.map { field in
      let facts = ([answer(field, stand)] + how(inside: field, stand)).joined(separator: say(", ", "，"))
      return say("\(title(field.title)) (\(facts))", "\(title(field.title))（\(facts)）")
    }.joined(separator: wording.semicolon)
  }

  private func how(inside field: Field, _ stand: Stand) -> [String] {
    var parts: [String] = []
    if let value = field.value {
      parts.append(say("computed: ", "自动计算：") + explained(value, on: stand, inCell: true))
    }
    if let condition = field.condition {
      parts.append(say("asked only if ", "填写条件：") + explained(condition, on: stand, inCell: true))
    }
    switch field.required {
    case .always: break
    case .never where field.isComputed: break
    case .never: parts.append(say("may be left out", "可不填"))
    case .when(let rule):
      parts.append(say("must be answered if ", "必填条件：") + explained(rule, on: stand, inCell: true))
    }
    return parts
  }
}
