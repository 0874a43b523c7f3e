import AuditCore
import Diagnostics

/// The answers of one step, as a person reads them in a terminal.
struct ShowWords {
  private let audit: OpenAudit
  private let step: Step
  private let language: Language
  /// Who reads; raters do not see each other's scores while a blind rating goes on.
  private let reader: String?
  /// Built once: computed fields of a large register are asked for entry by entry.
  private let bindings: AuditBindings
  private var console: Console { .standard }
  private var names: EntryNames { EntryNames(audit.state, language) }

  init(_ audit: OpenAudit, _ step: Step, _ language: Language, reader: String?) {
    self.audit = audit
    self.step = step
    self.language = language
    self.reader = reader
    bindings = AuditBindings(audit.state)
  }

  func empty() { console.print(language.words("nothing is answered yet", "尚无答案")) }

  func group() {
    for child in audit.workflow.children(of: step.id) {
      let state = audit.state.state(child)
      console.print(
        "\(state.sign) \(child)  \(audit.workflow[child]?.title[language] ?? "")  \(state.word(in: language))"
      )
    }
  }

  /// A sign-off: what it is of, and who has signed.
  func review(_ review: Review) {
    let what = review.of.map { id in
      language.words(id.name, "\(audit.workflow[id]?.title[language] ?? "")（\(id)）")
    }
    console.print(
      step.title[language] + language.words(": ", "：") + what.joined(separator: language.words(", ", "、")))
    let row = audit.state.row(step.id)
    if let signOff = row?.signOff {
      let by = signOff.stated?.by ?? row?.signed?.by ?? ""
      let day = signOff.stated?.date ?? String(row?.signed?.at.prefix(10) ?? "")
      console.print(
        language.words(
          "signed by \(by) on \(day), content \(signOff.content)", "\(by) 于 \(day) 批准，内容摘要 \(signOff.content)"
        ))
    } else {
      console.print(
        (row?.state ?? .locked).word(in: language)
          + (row?.remark.map { language.words(": ", "：") + $0 } ?? ""))
    }
  }

  // MARK: Results

  private var outcome: Computation.Outcome? { audit.state.row(step.id)?.result?.outcome }

  func resultJSON() {
    switch outcome {
    case .result(let result): console.printJSON(result.withNulls.jsonText)
    case .failed(let reasons):
      console.print(Value.record(["failed": .list(reasons.map(Value.text))]).jsonText)
    case nil: console.printJSON("null")
    }
  }

  func result() {
    switch outcome {
    case .result(let result):
      for line in ResultOutline(ResultWords(step, in: audit.workflow, language), language).lines(result) {
        console.print(line)
      }
    case .failed(let reasons): for reason in reasons { console.print(displayText(reason)) }
    case nil: console.print(language.words("not computed yet", "尚未计算"))
    }
  }

  // MARK: Entries

  func entriesJSON(_ entries: [Entry]) {
    console.print(Value.list(visible(entries).map(json)).jsonText)
  }

  private func json(_ entry: Entry) -> Value {
    let fields = zip(step.fields, entry.cells).compactMap { field, cell -> (String, Value)? in
      guard let cell else {
        let initial = bindings.initial(of: field, in: entry, of: step)
        return (computed(field, entry) ?? initial.map { .record(["default": $0]) }).map {
          (field.id.name, $0)
        }
      }
      var members: [(String, Value)] = [
        ("answer", cell.answer.plain), ("by", .text(cell.stamp.by)), ("at", .text(cell.stamp.at)),
        ("sequence", .integer(cell.stamp.sequence)), ("origin", .text(cell.origin.rawValue)),
      ]
      if field.hasRulesInside {
        let id = EntryID(step.id, entry.key)
        members.append(("counted", bindings.counted(cell.answer.value, of: field, at: id)))
      }
      return (field.id.name, .record(Record(members)))
    }
    return .record([
      "key": .text(entry.key.written), "counts": .boolean(leftOut(entry) == nil),
      "stale": .list(entry.causes.map { .text($0.entry.description) }),
      "fields": .record(Record(fields)),
    ])
  }

  private func computed(_ field: Field, _ entry: Entry) -> Value? {
    guard field.isComputed else { return nil }
    return bindings.datum(EntryID(step.id, entry.key), field.id)
  }

  /// Why the answers of an entry do not count, where they do not: the step or instance, and what became of it.
  private func leftOut(_ entry: Entry) -> String? {
    let instance = audit.workflow.instance(of: EntryID(step.id, entry.key))
    guard let row = audit.state.row(of: instance) else { return nil }
    if row.isGone, let each = step.each {
      let gone = EntryID(each.register, instance.key)
      return language.words("\(gone) was removed", "\(gone) 已移除")
    }
    guard row.state.isLeftOut else { return nil }
    return language.words(
      "\(instance) \(row.state.predicate)", "\(instance) \(row.state.word(in: .chinese))")
  }

  /// While a blind rating goes on, only one's own scores.
  private func visible(_ entries: [Entry]) -> [Entry] {
    let own = entries.filter {
      !audit.state.isHidden(EntryID(step.id, $0.key), from: reader)
    }
    if own.count < entries.count {
      console.remark(
        language.words(
          "\(entries.count - own.count) scores of others are hidden until the step is handed in",
          "其他评分人的 \(entries.count - own.count) 个评分在提交前不显示"))
    }
    return own
  }

  func entry(_ entry: Entry, only field: FieldID?) {
    guard !visible([entry]).isEmpty else { return }
    for (declared, cell) in zip(step.fields, entry.cells) where field == nil || declared.id == field {
      let title = declared.title[language]
      guard let cell else {
        if let value = computed(declared, entry) {
          console.print(
            "\(title) (\(declared.id)): \(text(value, declared))  [\(language.words("computed", "计算"))]")
        } else if let value = bindings.initial(of: declared, in: entry, of: step) {
          console.print("\(title) (\(declared.id)): \(text(byDefault: value, declared))")
        }
        continue
      }
      let origin = cell.origin == .person ? "" : ", \(cell.origin.words(in: language))"
      console.print(
        "\(title) (\(declared.id)): \(text(cell.answer.value, declared))  [\(cell.stamp.by), \(cell.stamp.at.prefix(10))\(origin)]"
          + (bindings.isSetAside(declared, in: entry, of: step)
            ? language.words("  not asked any more, does not count", "  已不再询问，不计入") : "")
      )
      inside(declared, EntryID(step.id, entry.key))
      if !cell.answer.evidence.isEmpty {
        console.print(
          "    \(language.words("evidence", "证据")): \(cell.answer.evidence.joined(separator: ", "))")
      }
    }
    if let why = leftOut(entry) {
      console.print(language.words("does not count: \(why)", "不计入：\(why)"))
    }
    for cause in entry.causes {
      console.print(
        language.words(
          "stale: \(cause.entry) has changed (event \(cause.sequence))",
          "需复核：\(cause.entry) 已变更（事件 \(cause.sequence)）"))
    }
  }

  /// What the rules inside a group or table make of it: what is computed there, and what does not count.
  private func inside(_ field: Field, _ id: EntryID) {
    guard field.hasRulesInside, bindings.isAsked(field, at: id) else { return }
    for record in bindings.innerRecords(of: field.id, at: id).flatMap(\.whole) {
      for part in record.fields where part.isComputed {
        guard let value = record.computed(part) else { continue }
        let place = record.place(of: part).words(in: language)
        console.print(
          "    \(place) (\(part.id)): \(text(value, part))  [\(language.words("computed", "计算"))]")
      }
      for part in record.fields {
        guard let value = record.initial(of: part) else { continue }
        let place = record.place(of: part).words(in: language)
        console.print("    \(place) (\(part.id)): \(text(byDefault: value, part))")
      }
      for part in record.setAside {
        let place = record.place(of: part).words(in: language)
        console.print(
          "    \(place) (\(part.id)): "
            + language.words("not asked any more, does not count", "已不再询问，不计入"))
      }
    }
  }

  /// No more reasons than these are told below a table.
  private static let mostReasons = 8

  /// The register as a table, columns cut to a width that can be read.
  func register(_ all: [Entry]) {
    let entries = visible(all)
    guard !entries.isEmpty else { return empty() }
    let shown = step.fields.indices.filter { place in
      entries.contains { $0.cells[place] != nil }
        || entries.contains { bindings.initial(of: step.fields[place], in: $0, of: step) != nil }
    }
    var rows = [shown.map { step.fields[$0].title[language] }]
    var reasons: [String] = []
    for entry in entries {
      let why = leftOut(entry)
      if let why, !reasons.contains(why) { reasons.append(why) }
      let mark = why != nil ? "(–) " : entry.isStale ? "! " : ""
      rows.append(
        shown.map { place in
          let field = step.fields[place]
          let cell =
            entry.cells[place].map { text($0.answer.value, field) }
            ?? bindings.initial(of: field, in: entry, of: step).map { text(byDefault: $0, field) } ?? "–"
          return place == shown.first ? mark + cell : cell
        })
    }
    let widths = shown.indices.map { column in min(28, rows.map { displayWidth($0[column]) }.max() ?? 0) }
    for row in rows {
      console.print(zip(row, widths).map { Self.fitted($0, to: $1) }.joined(separator: "  ").trimmingEnd)
    }
    guard !reasons.isEmpty else { return }
    let why =
      reasons.prefix(Self.mostReasons).joined(separator: language.words(", ", "，"))
      + (reasons.count > Self.mostReasons ? " …" : "")
    console.print(language.words("(–) does not count: \(why)", "(–) 不计入：\(why)"))
  }

  private static func fitted(_ text: String, to width: Int) -> String {
    let space = displayWidth(text)
    if space <= width { return text + String(repeating: " ", count: width - space) }
    var cut = ""
    var used = 0
    for character in text {
      let step = displayWidth(String(character))
      guard used + step < width else { break }
      cut.append(character)
      used += step
    }
    return cut + "…" + String(repeating: " ", count: max(0, width - used - 1))
  }

  private func text(_ value: Value, _ field: Field) -> String {
    value.words(as: field.type, in: language) { names.key(of: $0) }
  }

  private func text(byDefault value: Value, _ field: Field) -> String {
    "\(text(value, field))  [\(language.words("default", "默认值"))]"
  }
}

extension Origin {
  fileprivate func words(in language: Language) -> String {
    switch self {
    case .person: language.words("person", "本人")
    case .file: language.words("file", "据审计文件")
    case .imported: language.words("imported", "导入")
    }
  }
}

extension NonAnswer {
  func word(in language: Language) -> String {
    switch self {
    case .unknown: language.words("unknown", "未知")
    case .notApplicable: language.words("not applicable", "不适用")
    case .later: language.words("later", "暂缓")
    }
  }
}

extension Value {
  /// Whether it has parts that need lines of their own.
  var isNested: Bool {
    switch self {
    case .record: true
    case .list(let items): items.contains { $0.record != nil || $0.list != nil }
    default: false
    }
  }
}

extension String {
  var trimmingEnd: String {
    var text = Substring(self)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
