import AuditCompare
import AuditCore

/// What the parts of a comparison are called, and what they say, in the reader's language.
///
/// Terminal and document share it; only here is a change put into words.
struct CompareLabels {
  let compared: Compared
  let language: Language
  private var old: AuditState { compared.old.state }
  private var new: AuditState { compared.new.state }

  func words(_ english: String, _ chinese: String) -> String { language.words(english, chinese) }

  // MARK: Names

  var title: String {
    let state = compared.new.state
    return state.description.title ?? state.opening?.audit ?? ""
  }

  /// What a side is: its record, and how far its log is followed.
  func side(_ side: ComparedAudit) -> String {
    let day = side.at.prefix(10)
    return side.moment == .now
      ? words(
        "\(side.record), as it stands: event \(side.state.sequence), \(day)",
        "\(side.record)，当前状态：事件 \(side.state.sequence)，\(day)")
      : words(
        "\(side.name): after event \(side.state.sequence), \(day)",
        "\(side.name)：事件 \(side.state.sequence) 之后，\(day)")
  }

  private func definition(_ step: StepID) -> Step? { new.workflow[step] ?? old.workflow[step] }

  func step(_ id: StepID) -> String { definition(id)?.title[language] ?? id.name }

  /// The field as the new workflow has it, or else the old one.
  func declared(_ id: FieldID, of step: StepID) -> Field? {
    new.workflow[step]?.field(id) ?? old.workflow[step]?.field(id)
  }

  /// The field that is computed, in an entry or in a row of it.
  func declared(_ figure: FigureChange, of step: StepID) -> Field? {
    var field = figure.path.first.flatMap { declared(FieldID($0), of: step) }
    for name in figure.path.dropFirst() where Int(name) == nil {
      field = field?.type.inner?.first { $0.id.name == name }
    }
    return field
  }

  /// Where something is computed, by titles: `Costs, row 2, Sum`.
  func place(_ figure: FigureChange, of step: StepID) -> String {
    var field = figure.path.first.flatMap { declared(FieldID($0), of: step) }
    var title = field?.title[language] ?? figure.path.first ?? ""
    for name in figure.path.dropFirst() {
      if let row = Int(name) {
        title += [Inside.row(row)].words(in: language).withComma(language)
      } else {
        field = field?.type.inner?.first { $0.id.name == name }
        title += (field?.title[language] ?? name).withComma(language)
      }
    }
    return title
  }

  func field(_ id: FieldID, of step: StepID) -> String { declared(id, of: step)?.title[language] ?? id.name }

  /// What kind of change it is, in a word.
  func kind(_ change: FieldChange) -> String {
    if change.isCosmetic { return words("spelling only", "仅书写不同") }
    return switch change.kind {
    case .answered: words("answered", "新作答")
    case .takenBack: words("taken back", "撤回")
    case .changed: words("changed", "修改")
    case .rerated: words("re-rated", "改评")
    case .proof: words("evidence", "依据")
    }
  }

  /// An entry as a reader knows it: labels of its key, and its name.
  func entry(_ id: EntryID) -> String {
    let isNew = new.entry(id) != nil
    let state = isNew ? new : old
    guard let entry = state.entry(id), let step = state.workflow[id.step] else { return id.key.written }
    func text(_ field: FieldID) -> String? {
      guard let place = step.fields.firstIndex(where: { $0.id == field }),
        let value = entry.cells[place]?.answer.value, !value.isAbsent
      else { return nil }
      return value.words(as: step.fields[place].type, in: language)
    }
    let key = step.keyFields.compactMap(text)
    let label = key.count == step.keyFields.count ? key.joined(separator: " · ") : id.key.written
    let name = ["name", "label", "title"].first {
      !step.keyFields.contains(FieldID($0)) && text(FieldID($0)) != nil
    }
    .flatMap { text(FieldID($0)) }
    let shown =
      key == id.key.parts || label == id.key.written ? id.key.written : "\(id.key.written)  \(label)"
    return Self.onOneLine(name.map { "\(shown)  \($0)" } ?? shown)
  }

  // MARK: Values

  /// What an answer says, with a unit where it has one.
  private func text(_ answer: Answer?, _ field: FieldID, _ step: StepID, in state: AuditState) -> String {
    guard let answer else { return words("(none)", "（无）") }
    let declared = state.workflow[step]?.field(field)
    let names = EntryNames(state, language)
    let text =
      declared.map { answer.value.words(as: $0.type, in: language) { names.key(of: $0) } }
      ?? answer.value.plainWords(in: language)
    guard let declared, declared.type.isNumeric, !answer.value.isAbsent, let unit = declared.unit?[language],
      !unit.isEmpty
    else { return Self.onOneLine(text) }
    return "\(text) \(unit)"
  }

  /// An answer before and now. A long text begins where the two differ.
  func values(_ change: FieldChange, of step: StepID) -> TextDifference {
    let before = text(change.old?.answer, change.field, step, in: old)
    let now = text(change.new?.answer, change.field, step, in: new)
    guard change.old != nil, change.new != nil else {
      return TextDifference(
        TextDifference.alone(before, language), change.old == nil ? TextDifference.alone(now, language) : now,
        language)
    }
    return TextDifference(before, now, language)
  }

  /// What an answer rests on, where that differs.
  func proof(_ change: FieldChange) -> String? {
    guard let before = change.old?.answer, let now = change.new?.answer else {
      return (change.new ?? change.old).flatMap { rests($0.answer) }
    }
    var parts: [String] = []
    func add(_ name: String, _ before: String, _ now: String) {
      let none = words("none", "无")
      if before != now {
        parts.append("\(name) \(before.isEmpty ? none : before) → \(now.isEmpty ? none : now)")
      }
    }
    let comma = words(", ", "、")
    add(
      words("evidence", "证据"), before.evidence.joined(separator: comma), now.evidence.joined(separator: comma)
    )
    add(words("source", "来源"), before.source ?? "", now.source ?? "")
    add(words("confidence", "可信度"), word(before.confidence), word(now.confidence))
    return parts.isEmpty ? nil : parts.joined(separator: words("; ", "；"))
  }

  private func rests(_ answer: Answer) -> String? {
    var parts: [String] = []
    if !answer.evidence.isEmpty {
      parts.append(words("evidence ", "证据 ") + answer.evidence.joined(separator: words(", ", "、")))
    }
    if let source = answer.source { parts.append(words("source ", "来源 ") + source) }
    if answer.confidence != nil { parts.append(words("confidence ", "可信度 ") + word(answer.confidence)) }
    return parts.isEmpty ? nil : parts.joined(separator: words("; ", "；"))
  }

  private func word(_ confidence: Answer.Confidence?) -> String {
    switch confidence {
    case .high: words("high", "高")
    case .medium: words("medium", "中")
    case .low: words("low", "低")
    case nil: ""
    }
  }

  /// A computed value before and now, rounded as far as the difference can still be seen.
  func figures(
    _ change: FigureChange, _ field: Field? = nil, in result: ResultWords? = nil
  ) -> (old: String, new: String) {
    func text(_ value: Value?, rounded: Bool) -> String {
      guard let value else { return words("(none)", "（无）") }
      let shown = rounded ? value.roundedForReading : value
      let text =
        field.map { shown.words(as: $0.type, in: language) }
        ?? (language == .chinese ? result?.plain(shown, of: change.path.last ?? "") : nil)
        ?? shown.plainWords(in: language)
      return TextDifference.alone(Self.onOneLine(text), language)
    }
    let rounded = (text(change.old, rounded: true), text(change.new, rounded: true))
    return rounded.0 == rounded.1
      ? (text(change.old, rounded: false), text(change.new, rounded: false)) : rounded
  }

  /// What the figures of a computed step are called.
  func results(of step: StepID) -> ResultWords? {
    let workflow = new.workflow[step] == nil ? old.workflow : new.workflow
    return workflow[step].map { ResultWords($0, in: workflow, language) }
  }

  /// Says how many figures differ in their last digits only, which follow the order of summing.
  func rounding(_ figures: [FigureChange]) -> String? {
    let count = figures.count(where: \.isCosmetic)
    guard count > 0 else { return nil }
    return words(
      "\(counted(count, "figure differs", "figures differ")) in the last digits only; --format json has all",
      "\(count) 个数字仅尾数不同，全部见 --format json")
  }

  /// Says which scores stayed out, because the reader may not see them yet.
  var hidden: [String] {
    compared.comparison.hidden.map { scores in
      words(
        "Not compared in \(step(scores.step)): \(counted(scores.count, "score", "scores")) of others, hidden until handed in",
        "\(step(scores.step))：其他评分人的 \(scores.count) 个评分未比较，提交前不显示")
    }
  }

  static func onOneLine(_ text: String) -> String {
    guard text.contains(where: \.isNewline) else { return text }
    return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: " ⏎ ")
  }

  // MARK: What else differs

  func head(_ what: HeadChange.Head) -> String {
    switch what {
    case .audit: words("audit", "审计")
    case .title: words("title", "标题")
    case .language: words("language", "语言")
    case .asOf: words("day of reference", "基准日")
    case .workflow: words("workflow", "流程")
    case .version: words("version of the workflow", "流程版本")
    case .closed: words("closed", "已结束")
    }
  }

  func head(_ change: HeadChange) -> (old: String, new: String) {
    func text(_ value: String?) -> String {
      guard let value else { return words("(none)", "（无）") }
      guard change.what == .closed else { return Self.onOneLine(value) }
      return value == "true" ? words("yes", "是") : words("no", "否")
    }
    return (text(change.shift.old), text(change.shift.new))
  }

  /// What differs in a step beside its entries and figures: each with a sign, and why where that is known.
  func standing(_ change: StepChange) -> [(sign: String, words: String, reason: Reason?)] {
    var lines: [(String, String, Reason?)] = []
    func list(_ fields: [FieldID]) -> String {
      fields.map { "\(field($0, of: change.step)) (\($0))" }.joined(separator: words(", ", "、"))
    }
    switch change.presence {
    case .both: break
    case .onlyOld: lines.append(("-", words("only the old workflow has this step", "仅旧流程有此步骤"), nil))
    case .onlyNew: lines.append(("+", words("only the new workflow has this step", "仅新流程有此步骤"), nil))
    }
    if !change.fieldsOnlyOld.isEmpty {
      lines.append(
        ("-", words("fields of the old workflow only: ", "仅旧流程有的字段：") + list(change.fieldsOnlyOld), nil))
    }
    if !change.fieldsOnlyNew.isEmpty {
      lines.append(
        ("+", words("fields of the new workflow only: ", "仅新流程有的字段：") + list(change.fieldsOnlyNew), nil))
    }
    if let state = change.state {
      lines.append(
        (
          "~", words("state: ", "状态：") + "\(state.old.word(in: language)) → \(state.new.word(in: language))",
          compared.reasons.of(state.new, of: StepInstance(change.step))
        ))
    }
    for instance in change.instances { lines += standing(instance) }
    if let shift = change.signature { lines.append(signOff(shift, change.step, compared.lapse(change))) }
    if let shift = change.staleCount {
      lines.append(("~", words("stale entries: ", "需复核条目：") + "\(shift.old) → \(shift.new)", nil))
    }
    if let shift = change.remark {
      let none = words("(none)", "（无）")
      lines.append(
        (
          "~", words("remark: ", "备注：") + Self.onOneLine("\(shift.old ?? none) → \(shift.new ?? none)"), nil
        ))
    }
    if let shift = change.method {
      lines.append(("~", words("method: ", "方法：") + "\(shift.old ?? "") → \(shift.new ?? "")", nil))
    }
    return lines
  }

  /// What differs in the instance of a step that is done for each entry.
  private func standing(_ change: InstanceChange) -> [(sign: String, words: String, reason: Reason?)] {
    var lines: [(String, String, Reason?)] = []
    let none = words("(none)", "（无）")
    let name = "\(change.instance)" + words(": ", "：")
    if let state = change.state {
      let states = [state.old, state.new].map { $0?.word(in: language) ?? none }
      lines.append(
        (
          "~", name + "\(states[0]) → \(states[1])",
          state.new.flatMap { compared.reasons.of($0, of: change.instance) }
        ))
    }
    if let shift = change.signature {
      let (sign, words, reason) = signOff(shift, change.instance.step, nil)
      lines.append((sign, name + words, reason))
    }
    if let shift = change.remark {
      lines.append(("~", name + Self.onOneLine("\(shift.old ?? none) → \(shift.new ?? none)"), nil))
    }
    return lines
  }

  private func signOff(
    _ shift: Shift<Signature?>, _ step: StepID, _ lapse: Reason?
  ) -> (String, String, Reason?) {
    func text(_ signature: Signature) -> String {
      let role = new.workflow.title(ofRole: signature.role, at: step)[language]
      let stated = signature.isStated ? words(", as the file states", "，据文件记载") : ""
      return words(
        "\(signature.by) (\(role)), \(signature.at.prefix(10))\(stated)",
        "\(signature.by)（\(role)），\(signature.at.prefix(10))\(stated)")
    }
    switch (shift.old, shift.new) {
    case (nil, let new?): return ("+", words("signed off: ", "已批准：") + text(new), nil)
    case (let old?, nil): return ("-", words("sign-off has lapsed: ", "批准已失效：") + text(old), lapse)
    case (let old?, let new?):
      return (
        "~",
        words("signed off anew: ", "重新批准：") + "\(text(old)) → \(text(new))"
          + (old.content == new.content ? "" : words("; what was signed differs", "；所批准的内容不同")), nil
      )
    case (nil, nil): return ("~", "", nil)
    }
  }

  /// The answers of an entry that are worth a line: where it came or went, its key is said already.
  func fields(_ entry: EntryChange) -> [FieldChange] {
    guard entry.kind != .changed, let step = definition(entry.id.step) else { return entry.fields }
    return entry.fields.filter { !step.keyFields.contains($0.field) }
  }

  // MARK: Reasons

  /// Who, when, which event, and why.
  func words(_ reason: Reason, of count: Int = 1, naming: Bool = false) -> String {
    let comma = words(", ", "，")
    var parts = [reason.stamp.by, String(reason.stamp.at.prefix(10))]
    parts.append(words("event \(reason.stamp.sequence)", "事件 \(reason.stamp.sequence)"))
    if naming, let subject = reason.subject { parts.append(subject.description) }
    switch reason.origin {
    case .file: parts.append(words("from the file", "据审计文件"))
    case .imported: parts.append(words("by import", "导入"))
    case .person, nil: break
    }
    if reason.side == .old { parts.append(words("on the old side", "旧方")) }
    if count > 1 { parts.append(words("the last of \(count) changes", "共 \(count) 次变更的最后一次")) }
    return parts.joined(separator: comma)
      + (reason.because.map { words(": ", "：") + Self.onOneLine($0) } ?? "")
  }

  /// Why an answer differs, in words; nothing where nobody knows.
  func reason(_ field: FieldChange, _ entry: EntryChange) -> String? {
    let reasons =
      entry.kind == .removed
      ? compared.reasons.ofRemoval(of: entry.id) : compared.reasons.of(field, in: entry.id)
    return reasons.last.map { words($0, of: reasons.count) }
  }

  /// The one reason for all that differs in an entry, where there is one.
  func commonReason(_ entry: EntryChange) -> String? {
    if entry.kind == .removed {
      return compared.reasons.ofRemoval(of: entry.id).last.map { words($0) }
    }
    let reasons = Set(entry.fields.map { reason($0, entry) })
    return reasons.count == 1 ? reasons.first ?? nil : nil
  }
}

extension String {
  fileprivate func withComma(_ language: Language) -> String { language.words(", ", "，") + self }
}
