import AuditCore
import Diagnostics

/// What made a figure of a computed step, as a person reads it in a terminal.
struct GroundWords {
  private let audit: OpenAudit
  private let step: Step
  private let language: Language
  private let words: ResultWords
  private let reader: String?
  private var console: Console { .standard }
  private var names: EntryNames { EntryNames(audit.state, language) }
  private func words(_ english: String, _ chinese: String) -> String { language.words(english, chinese) }

  /// No more grounds than these are told, unless all are asked for.
  static let most = 20

  init(_ audit: OpenAudit, _ step: Step, _ language: Language, reader: String?) {
    self.audit = audit
    self.step = step
    self.language = language
    self.reader = reader
    words = ResultWords(step, in: audit.workflow, language)
  }

  // MARK: What can be named

  /// The part that is meant: called as in the data, or as it is shown.
  func meant(_ written: [String], in result: Value) throws(Stop) -> [String] {
    let chinese = ResultWords(step, in: audit.workflow, .chinese)
    var path: [String] = []
    var here = result
    for part in written {
      let parts = here.resultParts.map(\.name)
      let place =
        parts.firstIndex(of: part)
        ?? parts.firstIndex {
          chinese.path(path + [$0]) == (path.isEmpty ? "" : chinese.path(path) + " ") + part
        }
      guard let place, let next = here.figure(at: [parts[place]]) else {
        let whole = path.isEmpty ? "`\(step.id)`" : "`\(path.joined(separator: " "))`"
        throw Stop(
          .usage, "\(whole) has no `\(part)`",
          help: didYouMean(part, parts) ?? (parts.isEmpty ? nil : "it has \(listed(Array(parts.prefix(12))))")
        )
      }
      path.append(parts[place])
      here = next
    }
    return path
  }

  /// What a part of the result holds: its figures, and where more of them are.
  func overview(_ part: Value, at path: [String]) {
    let parts = part.resultParts.filter { !$0.name.hasSuffix("_reason") }
    guard !parts.isEmpty else { return }
    let command =
      (["kaudit explain", audit.place.file ?? audit.place.record, step.id.name] + path.map(Self.quoted))
      .joined(
        separator: " ")
    console.print(words("Name a figure: \(command) …", "请指明一项数值：\(command) ……"))
    let width = min(40, parts.map { displayWidth($0.name) }.max() ?? 0)
    for (name, value) in parts.prefix(40) {
      let label = words.path(path + [name])
      let own = words.path(path)
      let said =
        language == .chinese && label != name ? String(label.dropFirst(own.isEmpty ? 0 : own.count + 1)) : ""
      let shown = Self.quoted(name)
      let gap = String(repeating: " ", count: max(0, width - displayWidth(shown)))
      console.print("  \(shown)\(gap)  \(summary(value, name))\(said.isEmpty ? "" : "  \(said)")".trimmingEnd)
    }
    if parts.count > 40 {
      console.print(words("  … \(parts.count - 40) more", "  ……另有 \(parts.count - 40) 项"))
    }
  }

  /// Why nothing made the figure.
  func tell(_ error: NoGrounds, _ part: Value, at path: [String]) throws(Stop) {
    switch error {
    case .failed(let reasons): for reason in reasons { console.print(displayText(reason)) }
    case .noFigure(_, let reason?):
      let why = AnalysisMethod.words(forReason: reason, in: language) ?? reason
      console.print(words("\(words.path(path)) has no value: \(why)", "\(words.path(path)) 无值：\(why)"))
    case .noFigure, .unknownPart: overview(part, at: path)
    case .tooMany(let count):
      throw Stop(
        .refused,
        "\(count) inputs stand behind this figure, more than the \(AuditState.mostGrounds) that are tried",
        help: "name a figure of one row, whose own inputs are tried")
    }
  }

  private func summary(_ value: Value, _ name: String) -> String {
    switch value {
    case .list(let items): words(counted(items.count, "row", "rows"), "\(items.count) 行")
    case .record(let record):
      words(counted(record.members.count, "figure", "figures"), "\(record.members.count) 项")
    default: displayText(words.plain(value.roundedForReading, of: name))
    }
  }

  private static func quoted(_ name: String) -> String {
    name.contains { $0 == " " || $0 == "×" || $0 == "'" } ? "\"\(name)\"" : name
  }

  // MARK: Grounds

  func grounds(_ found: FigureGrounds, at path: [String], all: Bool) {
    let figure = displayText(figure(found.figure, path))
    console.print("\(step.title[language])\(words(": ", "："))\(words.path(path)) = \(figure)")
    let seen = found.grounds.filter { !isHidden($0) }
    if found.tried < found.read {
      console.print(
        words(
          "Only settings, forms and what is said of this row were tried: \(found.tried) of \(found.read) inputs",
          "仅试算了设置、表单和该行的输入：共 \(found.read) 项，试算 \(found.tried) 项"))
    }
    guard !seen.isEmpty else {
      return console.print(
        words(
          "None of the \(found.tried) inputs moves it by itself", "\(found.tried) 项输入中，没有一项单独改变该数值"))
    }
    console.print(
      words(
        "Moved by \(seen.count) of \(counted(found.tried, "input", "inputs")), each by itself; what would change it most comes first",
        "\(found.tried) 项输入中，\(seen.count) 项可单独改变该数值，影响最大者在前"))
    for (number, ground) in seen.prefix(all ? .max : Self.most).enumerated() {
      console.print(
        "\(number + 1). \(name(of: ground))\(words(": ", "："))\(value(ground.value, of: ground))\(said(of: ground))"
      )
      console.print(
        "   " + ground.trials.map { trial($0, of: ground, path) }.joined(separator: words("; ", "；")))
    }
    if !all, seen.count > Self.most {
      console.print(
        words(
          "… \(seen.count - Self.most) more; --all shows them",
          "……另有 \(seen.count - Self.most) 项，--all 可全部显示"))
    }
    if seen.count < found.grounds.count {
      console.print(
        words(
          "\(found.grounds.count - seen.count) scores of others are hidden until the step is handed in",
          "其他评分人的 \(found.grounds.count - seen.count) 个评分在提交前不显示"))
    }
    if case .analyse(let analysis) = step.kind {
      console.print(
        words(
          "How it is counted: kaudit explain \(analysis.method)", "计算方法：kaudit explain \(analysis.method)"))
    }
  }

  private func isHidden(_ ground: FigureGrounds.Ground) -> Bool {
    guard case .answer(let entry, _) = ground.input else { return false }
    return audit.state.isHidden(entry, from: reader)
  }

  private func field(of ground: FigureGrounds.Ground) -> Field? {
    guard case .answer(let entry, let field) = ground.input else { return nil }
    return audit.workflow[entry.step]?.field(field)
  }

  private func cell(of ground: FigureGrounds.Ground) -> Cell? {
    guard case .answer(let entry, let field) = ground.input else { return nil }
    let place = audit.workflow[entry.step]?.fields.firstIndex { $0.id == field }
    return place.flatMap { audit.state.entry(entry)?.cells[$0] }
  }

  private func name(of ground: FigureGrounds.Ground) -> String {
    switch ground.input {
    case .setting(let name):
      return words("setting `\(name)`", "设置“\(SettingNames.chinese(name) { $0 })”")
    case .answer(let entry, let field):
      guard language == .chinese, let step = audit.workflow[entry.step] else { return "\(entry).\(field)" }
      let title = step.field(field)?.title[language] ?? field.name
      let name = names.name(of: entry)
      return step.title[language] + (name.isEmpty ? "" : "“\(name)”") + "的\(title)"
    }
  }

  /// A level of a scale has a label; where several follow each other, its number says enough.
  private func value(_ value: Value, of ground: FigureGrounds.Ground, isBrief: Bool = false) -> String {
    let shown = value.roundedForReading
    if isBrief, case .scale? = field(of: ground)?.type { return shown.plainWords(in: language) }
    return displayText(
      field(of: ground).map { shown.words(as: $0.type, in: language, naming: { names.name(of: $0) }) }
        ?? shown.plainWords(in: language))
  }

  /// Who said it, when, and on which evidence.
  private func said(of ground: FigureGrounds.Ground) -> String {
    guard case .answer = ground.input else { return words("  [of the workflow]", "  [流程规定]") }
    guard let cell = cell(of: ground) else {
      return field(of: ground)?.isComputed == true
        ? words("  [computed]", "  [计算]") : words("  [default]", "  [默认值]")
    }
    var parts = [cell.stamp.by, String(cell.stamp.at.prefix(10))]
    if !cell.answer.evidence.isEmpty {
      parts.append(words("evidence ", "证据 ") + cell.answer.evidence.joined(separator: words(", ", "、")))
    }
    if let source = cell.answer.source { parts.append(words("source ", "来源 ") + displayText(source)) }
    return "  [\(parts.joined(separator: words(", ", "，")))]"
  }

  private func trial(_ trial: FigureGrounds.Trial, of ground: FigureGrounds.Ground, _ path: [String])
    -> String
  {
    let change = trial.change.map { value($0, of: ground, isBrief: true) } ?? words("without it", "缺少时")
    guard let shown = trial.figure.map({ displayText(figure($0, path)) }) else {
      return "\(change) → " + words("no value", "无值")
    }
    guard let difference = trial.difference else { return "\(change) → \(shown)" }
    let step = Value.number(abs(difference)).roundedForReading.plainWords(in: language)
    let sign = difference == 0 ? "±" : difference > 0 ? "+" : "−"
    return "\(change) → \(shown)" + words(" (\(sign)\(step))", "（\(sign)\(step)）")
  }

  private func figure(_ value: Value, _ path: [String]) -> String {
    words.plain(value.roundedForReading, of: path.last ?? "")
  }

  // MARK: For machines

  func json(_ found: FigureGrounds, at path: [String]) {
    let grounds = found.grounds.filter { !isHidden($0) }.map { ground -> Value in
      var members: [(String, Value)] = [("value", ground.value), ("influence", .number(ground.influence))]
      switch ground.input {
      case .setting(let name): members.append(("setting", .text(name)))
      case .answer(let entry, let field):
        members += [("entry", .text(entry.description)), ("field", .text(field.name))]
        if let cell = cell(of: ground) {
          members += [
            ("by", .text(cell.stamp.by)), ("at", .text(cell.stamp.at)),
            ("sequence", .integer(cell.stamp.sequence)),
            ("evidence", .list(cell.answer.evidence.map(Value.text))),
          ]
        }
      }
      members.append(
        (
          "trials",
          .list(
            ground.trials.map { trial in
              .record(
                Record([
                  ("value", trial.change ?? .none), ("figure", trial.figure ?? .none),
                  ("difference", trial.difference.map(Value.number) ?? .none),
                ]))
            })
        ))
      return .record(Record(members))
    }
    console.printJSON(
      Value.record([
        "figure": found.figure, "path": .list(path.map(Value.text)), "inputs": .integer(found.read),
        "tried": .integer(found.tried), "grounds": .list(grounds),
      ]).jsonText)
  }
}
