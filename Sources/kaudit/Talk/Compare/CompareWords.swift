import AuditCompare
import AuditCore
import Diagnostics

/// A comparison as a reviewer reads it in a terminal: step by step, `+` what came, `-` what went, `~` what changed.
struct CompareWords {
  private let compared: Compared
  private let labels: CompareLabels
  private let language: Language
  /// Whether one step is looked at, so that nothing of it is left out.
  private let showsAll: Bool
  private var console: Console { .standard }
  private var comparison: Comparison { compared.comparison }

  /// So many rows of a result are shown, where nobody asked for that step.
  private static let mostRows = 12

  init(_ compared: Compared, _ language: Language, showsAll: Bool) {
    self.compared = compared
    self.language = language
    self.showsAll = showsAll
    labels = CompareLabels(compared: compared, language: language)
  }

  func say() {
    console.print(labels.title)
    console.print(labels.words("  old  ", "  旧  ") + labels.side(compared.old))
    console.print(labels.words("  new  ", "  新  ") + labels.side(compared.new))
    console.print("")
    if comparison.isEmpty { console.print(labels.words("nothing differs", "没有差异")) } else { sayAll() }
    if !comparison.hidden.isEmpty { console.print("") }
    for line in labels.hidden { console.print(line) }
  }

  private func sayAll() {
    console.print(Tally(comparison).words(in: language))
    if comparison.steps.count > 1 { saySummary() }
    if !comparison.heads.isEmpty {
      console.print("")
      console.print(labels.words("The audit", "审计整体"))
      for head in comparison.heads {
        let (old, new) = labels.head(head)
        say("~", 1, "\(labels.head(head.what))\(colon)\(old) → \(new)")
        if let reason = compared.reasons.of(head.what) { because(labels.words(reason), 2) }
      }
    }
    for step in comparison.steps { say(step) }
  }

  /// One line a step, the counts below each other.
  private func saySummary() {
    let width = comparison.steps.map { displayWidth(labels.step($0.step)) }.max() ?? 0
    for step in comparison.steps {
      let name = labels.step(step.step)
      let gap = String(repeating: " ", count: width - displayWidth(name) + 2)
      console.print("  \(name)\(gap)\(Tally(step).signs)")
    }
  }

  private var colon: String { labels.words(": ", "：") }

  private func say(_ step: StepChange) {
    console.print("")
    console.print(
      labels.words("\(labels.step(step.step)) (\(step.step))", "\(labels.step(step.step))（\(step.step)）"))
    for line in labels.standing(step) {
      say(line.sign, 1, line.words)
      if let reason = line.reason { because(labels.words(reason, naming: true), 2) }
    }
    for entry in step.entries { say(entry) }
    say(step.figures, of: step.step)
  }

  // MARK: Entries

  private func say(_ entry: EntryChange) {
    let isForm = entry.id.key == .only
    let depth = isForm ? 1 : 2
    if !isForm { say(Self.sign(entry.kind), 1, labels.entry(entry.id)) }
    let common = labels.commonReason(entry)
    if let common, !isForm { because(common, 2) }
    for field in labels.fields(entry) {
      say(field, entry.id.step, depth)
      if common == nil || isForm, let reason = labels.reason(field, entry) { because(reason, depth + 1) }
    }
    for figure in entry.figures {
      let (old, new) = labels.figures(figure, labels.declared(figure, of: entry.id.step))
      let place = labels.place(figure, of: entry.id.step)
      let id = figure.path.filter { Int($0) == nil }.joined(separator: ".")
      let text = figure.old == nil ? new : figure.new == nil ? old : "\(old) → \(new)"
      say(
        Self.sign(figure), depth,
        "\(labels.words("\(place) (\(id))", "\(place)（\(id)）"))\(colon)\(text)\(labels.words("  [computed]", "〔计算〕"))"
      )
    }
  }

  private func name(_ field: FieldID, _ step: StepID) -> String {
    labels.words("\(labels.field(field, of: step)) (\(field))", "\(labels.field(field, of: step))（\(field)）")
  }

  /// An answer that differs; where both texts are long, the old and the new have a line each.
  private func say(_ change: FieldChange, _ step: StepID, _ depth: Int) {
    let values = labels.values(change, of: step)
    var remarks = labels.proof(change).map { [$0] } ?? []
    if change.isCosmetic { remarks.append(labels.words("spelling only", "仅书写不同")) }
    let remark =
      remarks.isEmpty
      ? "" : labels.words("  [\(remarks.joined(separator: "; "))]", "〔\(remarks.joined(separator: "；"))〕")
    let name = name(change.field, step) + colon
    if change.old == nil || change.kind == .proof {
      say(Self.sign(change), depth, name + values.new + remark)
    } else if change.new == nil {
      say(Self.sign(change), depth, name + values.old + remark)
    } else if displayWidth(values.old) + displayWidth(values.new) <= Self.lineWidth {
      say(Self.sign(change), depth, "\(name)\(values.old) → \(values.new)\(remark)")
    } else {
      say(Self.sign(change), depth, name.trimmingEnd + remark)
      say("-", depth + 2, values.old)
      say("+", depth + 2, values.new)
    }
    if let note = values.note { because(note, depth + 1) }
  }

  /// Two values that are wider together stand below each other.
  private static let lineWidth = 90

  private static func sign(_ kind: EntryChange.Kind) -> String {
    switch kind {
    case .added: "+"
    case .removed: "-"
    case .changed: "~"
    }
  }

  private static func sign(_ field: FieldChange) -> String {
    field.old == nil ? "+" : field.new == nil ? "-" : "~"
  }

  private static func sign(_ figure: FigureChange) -> String {
    figure.old == nil ? "+" : figure.new == nil ? "-" : "~"
  }

  // MARK: Figures

  private func say(_ figures: [FigureChange], of step: StepID) {
    if let whole = figures.first, whole.path.isEmpty {
      return say(
        Self.sign(whole), 1,
        whole.new == nil
          ? labels.words("there is no result any more", "不再有结果")
          : labels.words(
            "computed now; `kaudit show \(step)` shows the result", "已计算，结果见 kaudit show \(step)"))
    }
    let rows = FigureRow.rows(figures)
    let shown = showsAll ? rows[...] : rows.prefix(Self.mostRows)
    let words = labels.results(of: step)
    for row in shown { say(row, words) }
    if let note = labels.rounding(figures) { console.print("  " + note) }
    if shown.count < rows.count {
      let left = rows[shown.count...]
      let count = left.reduce(0) { $0 + $1.changes.count }
      console.print(
        labels.words(
          "  … \(count) more figures in \(counted(left.count, "row", "rows")) differ; --step \(step) shows them, --format json has all",
          "  ……另有 \(left.count) 行共 \(count) 个数字不同，--step \(step) 可全部显示，--format json 含全部"))
    }
  }

  private func say(_ row: FigureRow, _ words: ResultWords?) {
    // Where whole rows or plain figures came or went, each has its own line.
    if row.path.isEmpty || row.changes.contains(where: { $0.old == nil || $0.new == nil }) {
      for figure in row.changes {
        let (old, new) = labels.figures(figure, in: words)
        let text = figure.old == nil ? new : figure.new == nil ? old : "\(old) → \(new)"
        say(Self.sign(figure), 1, "\(Self.path(figure.path, words))\(colon)\(text)")
      }
      return
    }
    let parts = row.changes.map { figure in
      let (old, new) = labels.figures(figure, in: words)
      let name = figure.path.last ?? ""
      return "\(words?.name(name) ?? name) \(old) → \(new)"
    }
    say("~", 1, "\(Self.path(row.path, words))\(colon)\(parts.joined(separator: labels.words(", ", "，")))")
  }

  private static func path(_ path: [String], _ words: ResultWords?) -> String {
    words?.path(path) ?? path.joined(separator: " ")
  }

  // MARK: Lines

  private func say(_ sign: String, _ depth: Int, _ text: String) {
    let colour = sign == "+" ? "32" : sign == "-" ? "31" : "33"
    console.print("\(String(repeating: "  ", count: depth))\(sign) \(text)", colour: colour)
  }

  private func because(_ text: String, _ depth: Int) {
    console.print("\(String(repeating: "  ", count: depth + 1))\(text)", colour: "2")
  }
}
