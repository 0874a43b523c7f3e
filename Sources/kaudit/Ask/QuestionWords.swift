import AuditCore
import Diagnostics

/// How a question is put on the screen.
struct QuestionWords {
  let language: Language
  let width: Int

  /// The line of a step with where it stands, and its guidance.
  func heading(_ heading: Sheet.Heading) -> [String] {
    var lines = [""]
    lines += wrapped("━━ \(heading.progress)  \(heading.path.joined(separator: " › "))", to: width, indent: 3)
    if let guidance = heading.guidance { lines += wrapped(guidance, to: width) }
    if let turn = heading.turn { lines += wrapped(turn, to: width) }
    if let feedback = heading.feedback {
      lines += wrapped(language.words("Given back: \(feedback)", "退回意见：\(feedback)"), to: width)
    }
    return lines
  }

  /// The field with its choices; the guidance too where it is shown for the first time.
  func field(_ sheet: FieldSheet, withGuidance: Bool) -> [String] {
    var lines = [""]
    let progress = sheet.progress.map { language.words(" (\($0))", "（\($0)）") } ?? ""
    lines += wrapped(sheet.title + progress, to: width)
    if withGuidance, let guidance = sheet.guidance { lines += wrapped("  " + guidance, to: width, indent: 2) }
    for note in sheet.notes { lines += wrapped("  " + note, to: width, indent: 2) }
    if let choices = sheet.choices { lines += list(choices, most: Choices.most) }
    lines += wrapped("  " + expectation(sheet), to: width, indent: 2)
    if sheet.value != .none { lines += wrapped("  " + current(sheet), to: width, indent: 2) }
    return lines
  }

  /// The choices with what is typed for each; long lists are cut, and say how to see more.
  func list(_ choices: Choices, most: Int, withGuidance: Bool = false) -> [String] {
    var lines = list(Array(choices.items.prefix(most)), withGuidance: withGuidance)
    let more = choices.items.count - most
    if more > 0 {
      lines += wrapped(
        language.words(
          "  … and \(more) more; `/text` shows those that hold the text", "  ……另有 \(more) 项；输入 /文字 可查找"),
        to: width,
        indent: 2)
    }
    return lines
  }

  func list(_ items: [Choices.Item], withGuidance: Bool = false) -> [String] {
    let marks = items.map { displayWidth($0.mark) }.max() ?? 0
    let keys = items.filter { $0.key != $0.mark }.map { displayWidth($0.key) }.max() ?? 0
    return items.flatMap { item -> [String] in
      var line = "  " + padded(item.mark, to: marks, atEnd: false)
      let hasKey = item.key != item.mark
      if hasKey, item.label.isEmpty { line += (marks > 0 ? "  " : "") + item.key }
      if !item.label.isEmpty {
        // Keys are short names for those who know them; long ones would push the labels off the screen.
        if hasKey { line += "  " + padded(item.key, to: min(keys, 16), atEnd: true) }
        line += "  " + item.label
      }
      let lines = wrapped(line, to: width, indent: marks + 4)
      guard withGuidance, let guidance = item.guidance else { return lines }
      let indent = String(repeating: " ", count: marks + 6)
      return lines + wrapped(indent + guidance, to: width, indent: marks + 6)
    }
  }

  private func padded(_ text: String, to width: Int, atEnd: Bool) -> String {
    let gap = String(repeating: " ", count: max(0, width - displayWidth(text)))
    return atEnd ? text + gap : gap + text
  }

  private func expectation(_ sheet: FieldSheet) -> String {
    let words = Expectation(field: sheet.field, choices: sheet.choices, language: language).words
    let empty: String? =
      switch sheet.emptyLine {
      case .nothing, .keeps: nil
      case .leaves: language.words("optional, Enter leaves it", "选填，回车略过")
      case .putsOff: language.words("Enter puts it off", "回车暂缓")
      case .takesDefault:
        sheet.initialWords.map { language.words("Enter takes \($0)", "回车采用 \($0)") }
      case .ends: language.words("Enter ends", "回车结束")
      }
    return [words, empty].compactMap(\.self).joined(separator: language.words("; ", "；"))
  }

  /// What stands there, and who said so.
  private func current(_ sheet: FieldSheet) -> String {
    let value = sheet.valueWords
    let by = sheet.cell.map { "\($0.stamp.by), \($0.stamp.at.prefix(10))" } ?? ""
    let keeps = sheet.emptyLine == .keeps ? language.words("; Enter keeps it", "；回车保留") : ""
    return language.words("now: \(value) [\(by)]\(keeps)", "现为：\(value) [\(by)]\(keeps)")
  }

  /// Everything that may help: guidance, choices, words.
  func explanation(_ sheet: Sheet) -> [String] {
    var lines = [""]
    if let guidance = sheet.heading.guidance { lines += wrapped(guidance, to: width) }
    if case .field(let field) = sheet.body {
      if let guidance = field.guidance { lines += wrapped(guidance, to: width) }
      if let choices = field.choices { lines += list(choices, most: 60, withGuidance: true) }
      lines += wrapped(expectation(field), to: width)
    }
    lines.append("")
    let citesEvidence = if case .field(let field) = sheet.body { field.citesEvidence } else { false }
    let offered = Word.offered(citingEvidence: citesEvidence)
    let columns = offered.map { displayWidth($0.word(in: language)) }.max() ?? 0
    for word in offered {
      lines += wrapped(
        "  \(padded(word.word(in: language), to: columns, atEnd: true))  \(word.meaning(in: language))",
        to: width,
        indent: columns + 4)
    }
    return lines
      + wrapped(
        language.words(
          "  An answer that is one of these words is given in quotes.", "  答案本身恰为上述词语时，请加引号。"), to: width,
        indent: 2)
  }

  /// What can be said besides an answer, for the beginning.
  func introduction(citingEvidence: Bool) -> [String] {
    let words = Word.offered(citingEvidence: citingEvidence).map { $0.word(in: language) }.joined(
      separator: language.words(", ", "、"))
    return [""]
      + wrapped(language.words("Every answer is recorded at once.", "每个答案都立即记录。"), to: width)
      + wrapped(language.words("At every question: \(words)", "随时可输入：\(words)"), to: width, indent: 2)
  }

  func decision(_ details: [String], _ question: String) -> [String] {
    [""] + details.flatMap { wrapped($0, to: width) }
      + wrapped(question + language.words(" (yes or no)", "（是或否）"), to: width)
  }

  /// What stands in the way of handing in a step, numbered; or that nothing does.
  func closing(_ sheet: ClosingSheet) -> [String] {
    let obstacles = sheet.obstacles
    guard !obstacles.isEmpty else {
      let entries =
        sheet.count.map { language.words(" with \(counted($0, "entry", "entries"))", "（共 \($0) 条）") } ?? ""
      return [""]
        + wrapped(
          language.words(
            "This step is complete\(entries). Hand it in? (yes or no)", "本步骤已完整\(entries)，是否提交？（是或否）"),
          to: width)
    }
    var lines =
      [""] + wrapped(language.words("This step is not complete yet:", "本步骤尚不完整："), to: width)
    for (number, (obstacle, place)) in zip(obstacles, sheet.places).enumerated().prefix(Self.mostObstacles) {
      let separator = language.words(": ", "：")
      lines += wrapped(
        "  \(number + 1)  \(place)\(separator)\(obstacle.located(in: language))", to: width, indent: 5)
    }
    if obstacles.count > Self.mostObstacles {
      let more = obstacles.count - Self.mostObstacles
      lines.append(language.words("  … and \(more) more", "  ……另有 \(more) 项"))
    }
    return lines
      + wrapped(
        language.words("A number goes there; Enter goes on.", "输入编号可前往该处，回车继续下一步。"), to: width)
  }

  static let mostObstacles = 20
}
