import AuditCore

/// What a field expects, in the words of the person who is asked.
struct Expectation {
  let field: Field
  let choices: Choices?
  let language: Language

  /// `a whole number from 1 to 5, in days`
  var words: String {
    let comma = if case .date = field.type { "," } else { "" }
    var parts = [range.map { language.words("\(kind)\(comma) \($0)", "\(kind)，\($0)") } ?? kind]
    if let unit = field.unit?[language], field.type.isNumeric, unit != "%" {
      parts.append(language.words("in \(unit)", "单位：\(unit)"))
    }
    if let pattern = field.pattern {
      parts.append(language.words("matching \(pattern.text)", "格式 \(pattern.text)"))
    }
    if field.isUnique { parts.append(language.words("different in each entry", "各条不得重复")) }
    return parts.joined(separator: language.words(", ", "，"))
  }

  private var kind: String {
    if let element = field.type.element {
      if choices != nil { return language.words("one or several, such as 1,3", "可选多个，如 1,3") }
      return Self.kind(element, language) + language.words("; several with commas", "；多个用逗号隔开")
    }
    if case .scale = field.type { return Self.kind(field.type, language) }
    if let choices, !choices.isOpen, !choices.items.isEmpty {
      return language.words("one of these, by number or name", "任选其一，填编号或名称")
    }
    return Self.kind(field.type, language)
  }

  private static func kind(_ type: FieldType, _ language: Language) -> String {
    switch type {
    case .text: language.words("a text", "一行文字")
    case .longText: language.words("a text; end a line with \\ to go on in the next", "一段文字；行末加 \\ 可换行续写")
    case .integer: language.words("a whole number", "整数")
    case .number: language.words("a number", "数字")
    case .percent: language.words("a share such as 25%", "比例，如 25%")
    case .money: language.words("an amount, as 12345.60", "金额，如 12345.60")
    case .boolean: language.words("yes or no", "是或否")
    case .date: language.words("a day such as 2026-01-31", "日期，如 2026-01-31")
    case .choice, .choices: language.words("one of these, by number or name", "任选其一，填编号或名称")
    case .scale(let scale):
      language.words("a level from \(scale.min) to \(scale.max)", "\(scale.min) 至 \(scale.max) 级")
    case .person: language.words("a person's name", "姓名")
    case .reference(let step): language.words("the key of an entry of \(step)", "\(step) 中某条的编号")
    case .list: language.words("a list", "列表")
    case .group(let parts):
      language.words("fields, written ", "各项，写作 ") + "{"
        + parts.filter { !$0.isComputed }.map { "\($0.id): …" }.joined(separator: ", ")
        + "}"
    case .table(let parts, _):
      language.words("rows, written ", "各行，写作 ") + "[{"
        + parts.filter { !$0.isComputed }.map { "\($0.id): …" }.joined(separator: ", ")
        + "}]"
    case .file: language.words("the name of a file", "文件名")
    }
  }

  private var range: String? {
    let (least, greatest) = (field.least, field.greatest)
    let what: (english: String, chinese: String) =
      switch field.type {
      case .text, .longText, .person, .file: (" characters", " 个字")
      case .list, .choices, .table: (" of them", " 项")
      default: ("", "")
      }
    if case .date = field.type, (least == nil) != (greatest == nil) {
      return least.map { language.words("from \($0) on", "不早于 \($0)") }
        ?? greatest.map { language.words("up to \($0)", "不晚于 \($0)") }
    }
    switch (least, greatest) {
    case (let least?, let greatest?) where least == greatest:
      return language.words("exactly \(least)\(what.english)", "恰为 \(least)\(what.chinese)")
    case (let least?, let greatest?):
      return language.words(
        "from \(least) to \(greatest)\(what.english)", "\(least) 至 \(greatest)\(what.chinese)")
    case (let least?, nil):
      return language.words("at least \(least)\(what.english)", "不少于 \(least)\(what.chinese)")
    case (nil, let greatest?):
      return language.words("at most \(greatest)\(what.english)", "不超过 \(greatest)\(what.chinese)")
    case (nil, nil): return nil
    }
  }

  /// What to say to a text that does not fit.
  func answer(to line: String, _ mismatch: Mismatch) -> [String] {
    let written = mismatch.written ?? line
    let shown = written.count > 60 ? written.prefix(57) + "…" : written
    var lines = [
      language.words(
        "`\(shown)` does not fit; expected: \(words)", "「\(shown)」不符合要求，应为：\(words)")
    ]
    let meant = choices?.meant(by: written) ?? []
    if meant.count > 1 {
      let names = meant.map { $0.mark.isEmpty ? $0.key : "\($0.mark) \($0.key)" }
      lines.append(
        language.words(
          "it may mean \(names.joined(separator: " or "))", "可能是指 \(names.joined(separator: "或"))"))
    } else if let (near, spelling) = choices?.near(written) {
      let mark =
        near.mark.isEmpty || near.mark == spelling ? "" : language.words(" (\(near.mark))", "（\(near.mark)）")
      lines.append(language.words("did you mean `\(spelling)`\(mark)?", "是否想填「\(spelling)」\(mark)？"))
    }
    return lines
  }
}
