import AuditCompare
import AuditCore

/// A comparison as a Markdown document that can be mailed: what is compared, counts for each step, then every change.
struct CompareDocument {
  private let compared: Compared
  private let labels: CompareLabels
  private let language: Language
  private let showsAll: Bool
  private var comparison: Comparison { compared.comparison }
  private var console: Console { .standard }

  /// So many rows of a result are shown, where nobody asked for that step.
  private static let mostRows = 40

  init(_ compared: Compared, _ language: Language, showsAll: Bool) {
    self.compared = compared
    self.language = language
    self.showsAll = showsAll
    labels = CompareLabels(compared: compared, language: language)
  }

  func say() {
    console.print("# " + labels.words("What has changed: ", "变更对照：") + Self.cell(labels.title))
    table(["", labels.words("Old", "旧"), labels.words("New", "新")], sides)
    guard !comparison.isEmpty else {
      paragraph(labels.words("Nothing differs.", "没有差异。"))
      return sayHidden()
    }
    paragraph(Tally(comparison).words(in: language) + labels.words(".", "。"))
    sayHidden()
    if !comparison.steps.isEmpty { saySummary() }
    if !comparison.heads.isEmpty { sayHeads() }
    for step in comparison.steps { say(step) }
  }

  private var sides: [[String]] {
    func row(_ name: String, _ text: (ComparedAudit) -> String) -> [String] {
      [name, text(compared.old), text(compared.new)]
    }
    return [
      row(labels.words("Audit", "审计")) { $0.state.opening?.audit ?? "" },
      row(labels.words("Record", "记录")) { $0.record },
      row(labels.words("As of event", "截至事件")) { "\($0.state.sequence)" },
      row(labels.words("Time", "时间")) { $0.at },
      row(labels.words("Workflow", "流程")) { "\($0.state.workflow.id) \($0.state.workflow.version)" },
    ]
  }

  private func sayHidden() {
    for line in labels.hidden { paragraph(Self.cell(line) + labels.words(".", "。")) }
  }

  /// The counts of each step; a kind of change that there is none of has no column.
  private func saySummary() {
    heading(labels.words("Summary", "汇总"))
    let tallies = comparison.steps.map { Tally($0) }
    let shown = Self.columns.filter { column in tallies.contains { $0[keyPath: column.count] > 0 } }
    let hasStates = comparison.steps.contains { $0.state != nil }
    let names = [labels.words("Step", "步骤")] + shown.map { labels.words($0.english, $0.chinese) }
    let rows = zip(comparison.steps, tallies).map { step, tally -> [String] in
      let state = step.state.map { "\($0.old.word(in: language)) → \($0.new.word(in: language))" } ?? ""
      return [labels.step(step.step)] + shown.map { Self.count(tally[keyPath: $0.count]) }
        + (hasStates ? [state] : [])
    }
    let sums = shown.map { column in Self.count(tallies.reduce(0) { $0 + $1[keyPath: column.count] }) }
    let all = [labels.words("All", "合计")] + sums + (hasStates ? [""] : [])
    table(names + (hasStates ? [labels.words("State", "状态")] : []), rows + (rows.count > 1 ? [all] : []))
  }

  private static var columns: [(english: String, chinese: String, count: KeyPath<Tally, Int>)] {
    [
      ("Added", "新增", \.added), ("Removed", "移除", \.removed), ("Answered", "新作答", \.answered),
      ("Taken back", "撤回", \.takenBack), ("Changed", "修改", \.changed), ("Re-rated", "改评", \.rerated),
      ("Evidence", "依据", \.proof), ("Spelling or rounding only", "仅书写或尾数", \.cosmetic),
      ("Computed", "计算", \.figures), ("Sign-offs", "批准", \.signOffs), ("Other", "其他", \.others),
    ]
  }

  private static func count(_ count: Int) -> String { count == 0 ? "" : "\(count)" }

  private var why: String { labels.words("Who, when, why", "何人何时何故") }

  private func sayHeads() {
    heading(labels.words("The audit", "审计整体"))
    table(
      [labels.words("What", "项目"), labels.words("Old", "旧"), labels.words("New", "新"), why],
      comparison.heads.map { head in
        let (old, new) = labels.head(head)
        return [
          labels.head(head.what), old, new, compared.reasons.of(head.what).map { labels.words($0) } ?? "",
        ]
      })
  }

  private func say(_ step: StepChange) {
    heading(
      labels.words("\(labels.step(step.step)) (\(step.step))", "\(labels.step(step.step))（\(step.step)）"))
    let standing = labels.standing(step)
    if !standing.isEmpty {
      console.print("")
      for line in standing {
        let reason =
          line.reason.map {
            labels.words(" (\(labels.words($0, naming: true)))", "（\(labels.words($0, naming: true))）")
          } ?? ""
        console.print("- \(Self.cell(line.words + reason))")
      }
    }
    let isForm = step.entries.allSatisfy { $0.id.key == .only }
    let rows = step.entries.flatMap(rows)
    if !rows.isEmpty {
      let names = [
        labels.words("Change", "变更"), labels.words("Entry", "条目"), labels.words("Field", "字段"),
        labels.words("Old", "旧"),
        labels.words("New", "新"), why,
      ]
      table(isForm ? Self.without(1, names) : names, isForm ? rows.map { Self.without(1, $0) } : rows)
    }
    say(step.figures, step.step)
  }

  private static func without(_ place: Int, _ row: [String]) -> [String] {
    var row = row
    row.remove(at: place)
    return row
  }

  private func rows(_ entry: EntryChange) -> [[String]] {
    let name = labels.entry(entry.id)
    if entry.id.key != .only, entry.kind != .changed { return [whole(entry, name)] }
    let fields = labels.fields(entry).map { field -> [String] in
      let values = labels.values(field, of: entry.id.step)
      let notes = [labels.proof(field), values.note].compactMap(\.self)
      let remark = notes.map { labels.words(" [\($0)]", "〔\($0)〕") }.joined()
      return [
        labels.kind(field), name, labels.field(field.field, of: entry.id.step),
        field.old == nil ? "" : values.old,
        (field.new == nil ? "" : values.new) + remark, labels.reason(field, entry) ?? "",
      ]
    }
    let figures = entry.figures.map { figure -> [String] in
      let (old, new) = labels.figures(figure, labels.declared(figure, of: entry.id.step))
      return [
        labels.words("computed", "计算"), name, labels.place(figure, of: entry.id.step),
        figure.old == nil ? "" : old,
        figure.new == nil ? "" : new, "",
      ]
    }
    return fields + figures
  }

  /// An entry that came or went, in one row with all that it says.
  private func whole(_ entry: EntryChange, _ name: String) -> [String] {
    let step = entry.id.step
    let said = labels.fields(entry).map { field -> String in
      let values = labels.values(field, of: step)
      let text = field.old == nil ? values.new : values.old
      let proof = labels.proof(field).map { labels.words(" [\($0)]", "〔\($0)〕") } ?? ""
      return labels.field(field.field, of: step) + labels.words(": ", "：") + text + proof
    }
    let figures = entry.figures.map { figure -> String in
      let (old, new) = labels.figures(figure, labels.declared(figure, of: step))
      return labels.place(figure, of: step) + labels.words(": ", "：") + (figure.old == nil ? new : old)
        + labels.words(" [computed]", "〔计算〕")
    }
    let all = (said + figures).joined(separator: labels.words("; ", "；"))
    let isNew = entry.kind == .added
    let reasons = Set(entry.fields.compactMap { labels.reason($0, entry) }).sorted()
    return [
      isNew ? labels.words("added", "新增") : labels.words("removed", "移除"), name, "", isNew ? "" : all,
      isNew ? all : "",
      labels.commonReason(entry) ?? reasons.joined(separator: labels.words("; ", "；")),
    ]
  }

  private func row(_ figure: FigureChange, _ name: String, _ old: String, _ new: String) -> [String] {
    [name, figure.old == nil ? "" : old, figure.new == nil ? "" : new]
  }

  private func say(_ figures: [FigureChange], _ step: StepID) {
    guard !figures.isEmpty else { return }
    if let whole = figures.first, whole.path.isEmpty {
      return paragraph(
        whole.new == nil
          ? labels.words("There is no result any more.", "不再有结果。") : labels.words("Computed now.", "已计算。"))
    }
    let words = labels.results(of: step)
    let rows = FigureRow.rows(figures)
    let shown = showsAll ? rows[...] : rows.prefix(Self.mostRows)
    if !shown.isEmpty {
      table(
        [labels.words("Figure", "数字"), labels.words("Old", "旧"), labels.words("New", "新")],
        shown.flatMap(\.changes).map { figure in
          let (old, new) = labels.figures(figure, in: words)
          return row(figure, words?.path(figure.path) ?? figure.path.joined(separator: " "), old, new)
        })
    }
    if let note = labels.rounding(figures) { paragraph(note + labels.words(".", "。")) }
    guard shown.count < rows.count else { return }
    let count = rows[shown.count...].reduce(0) { $0 + $1.changes.count }
    paragraph(
      labels.words(
        "\(count) more figures differ; `--step \(step)` shows them.",
        "另有 \(count) 个数字不同，用 `--step \(step)` 可全部显示。"))
  }

  // MARK: Markdown

  private func heading(_ text: String) {
    console.print("")
    console.print("## \(Self.cell(text))")
  }

  private func paragraph(_ text: String) {
    console.print("")
    console.print(text)
  }

  private func table(_ names: [String], _ rows: [[String]]) {
    console.print("")
    console.print("| \(names.map(Self.cell).joined(separator: " | ")) |")
    console.print("|\(String(repeating: " --- |", count: names.count))")
    for row in rows { console.print("| \(row.map(Self.cell).joined(separator: " | ")) |") }
  }

  /// A text that no reader of Markdown takes for markup, on one line.
  static func cell(_ text: String) -> String {
    var escaped = ""
    let line = CompareLabels.onOneLine(text)
    for character in line {
      if character.isASCII, "\\`*_[]<>|~#&!$".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    // At the beginning of a line these would begin a list.
    if line.count > 1, let first = line.first, "+-".contains(first), line.dropFirst().first == " " {
      return "\\" + escaped
    }
    return escaped
  }
}
