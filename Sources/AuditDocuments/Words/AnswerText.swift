import AuditCore

/// Answers as a reader meets them: labels instead of keys, numbers with separators, names behind references.
final class AnswerText {
  let state: AuditState
  let wording: Wording
  let language: Language
  /// The titles of entries that references have named, so that each is made once.
  private var titles: [StepID: [EntryKey: String]] = [:]
  private var namings: [StepID: Naming] = [:]

  /// Keys of entries may be references themselves; this deep they are followed.
  private static let deepest = 8

  init(_ state: AuditState, _ language: Language) {
    self.state = state
    self.language = language
    wording = Wording(language: language)
  }

  /// The text of an answered field with what it rests on; empty where there is no answer.
  func text(_ answer: Answer, _ field: Field, given: Value? = nil) -> String {
    let text = text(answer.value, field, given: given)
    let proof = proof(of: answer)
    return proof.isEmpty ? text : text + wording.bracketed(proof)
  }

  /// The text of what an unanswered field holds.
  func text(byDefault value: Value, _ field: Field) -> String {
    text(value, field) + wording.bracketed(wording.byDefault)
  }

  /// The text of a value of a field; of what is inside it, what is not in `given` stands there by default.
  func text(_ value: Value, _ field: Field, given: Value? = nil) -> String {
    let text = text(value, field.type, isComputed: field.isComputed, given: given)
    guard let unit = field.unit?[language], field.type.isNumeric, !value.isAbsent, !text.isEmpty else {
      return text
    }
    return unit == "%" ? text + unit : "\(text) \(unit)"
  }

  private func proof(of answer: Answer) -> String {
    if answer.evidence.isEmpty, answer.source == nil, answer.confidence == nil { return "" }
    var parts = answer.evidence.isEmpty ? [] : [answer.evidence.joined(separator: wording.comma)]
    if let source = answer.source { parts.append(wording.source + wording.colon + source) }
    if let confidence = answer.confidence {
      parts.append(wording.confidence + wording.colon + wording.word(for: confidence))
    }
    return parts.joined(separator: wording.semicolon)
  }

  private func text(
    _ value: Value, _ type: FieldType, isComputed: Bool = false, given: Value? = nil, depth: Int = 0
  ) -> String {
    switch (type, value) {
    case (_, .none): return ""
    case (_, .nonAnswer(let kind, let reason)):
      let word = wording.word(for: kind)
      return reason.isEmpty ? word : word + wording.colon + reason
    case (.choice(let vocabulary), .text(let key)): return label(key, vocabulary)
    case (.choices(let vocabulary), .list(let items)):
      return items.map { label($0.text ?? "", vocabulary) }.joined(separator: wording.comma)
    case (.scale(let scale), .integer(let level)): return self.level(level, scale)
    case (.reference(let step), .text(let key)):
      return title(of: EntryKey(written: key), in: step, depth: depth + 1)
    case (.percent, _): return percent(value, isComputed)
    case (.list(let element), .list(let items)):
      let texts = items.enumerated().map { number, item in
        text(item, element, isComputed: isComputed, given: given?.item(number), depth: depth)
      }
      let holdsCommas = texts.contains { $0.contains(",") || $0.contains("，") || $0.contains("、") }
      return texts.joined(separator: holdsCommas ? wording.semicolon : wording.comma)
    case (.group(let fields), .record(let record)):
      return named(record, fields, given: given, separator: wording.semicolon)
    case (.table(let fields, _), .list(let rows)):
      return rows.enumerated().map { number, row in
        wording.numbered(number + 1)
          + (row.record.map { named($0, fields, given: given?.item(number), separator: wording.pause) } ?? "")
      }.joined(separator: wording.semicolon)
    case (_, .text(let text)): return text
    case (_, .boolean(let yes)): return yes ? wording.yes : wording.no
    case (_, .integer(let whole)): return DecimalText.whole(whole)
    case (_, .number(let number)): return self.number(number, isMoney: type.isMoney, isComputed)
    case (_, .list(let items)):
      return items.map { text($0, .text, depth: depth) }.joined(separator: wording.comma)
    case (_, .record): return ""
    }
  }

  private func named(_ record: Record, _ fields: [Field], given: Value?, separator: String) -> String {
    fields.compactMap { field in
      record[field.id.name].map { value in
        let answered = given?.record?[field.id.name]
        let isInitial = given != nil && answered == nil && !field.isComputed
        let text = isInitial ? text(byDefault: value, field) : text(value, field, given: answered)
        return field.title[language] + wording.colon + text
      }
    }.joined(separator: separator)
  }

  private func label(_ key: String, _ vocabulary: Vocabulary) -> String {
    vocabulary[key]?.label[language] ?? key
  }

  private func level(_ level: Int, _ scale: Scale) -> String {
    guard let label = scale.labels[level]?[language], !label.isEmpty else { return String(level) }
    return "\(level) \(label)"
  }

  /// A computed number ends where its digits stop saying anything; an answered one is shown as it was given.
  private static let computedPlaces = 4

  private func number(_ number: Double, isMoney: Bool, _ isComputed: Bool) -> String {
    guard var decimal = DecimalText(number) else { return "–" }
    if isComputed { decimal = decimal.rounded(to: isMoney ? 2 : Self.computedPlaces) }
    return decimal.text(atLeast: isMoney && number != number.rounded() ? 2 : 0)
  }

  private func percent(_ value: Value, _ isComputed: Bool) -> String {
    guard let share = value.double, let decimal = DecimalText(share)?.shifted(by: 2) else { return "–" }
    return (isComputed ? decimal.rounded(to: Self.computedPlaces) : decimal).text() + "%"
  }

  // MARK: Entries

  /// How a reader knows an entry: its key, with labels for keys of vocabularies, and its name.
  func title(of key: EntryKey, in step: StepID, depth: Int = 0) -> String {
    if let title = titles[step]?[key] { return title }
    let title = makeTitle(key, step, depth)
    titles[step, default: [:]][key] = title
    return title
  }

  private func makeTitle(_ key: EntryKey, _ id: StepID, _ depth: Int) -> String {
    guard depth < Self.deepest, let step = state.workflow[id], let entry = state.entry(EntryID(id, key))
    else {
      return key.parts.joined(separator: wording.comma)
    }
    return title(of: entry, step, depth: depth)
  }

  func title(of entry: Entry, _ step: Step, depth: Int = 0) -> String {
    if step.keyFields.isEmpty { return step.title[language] }
    let naming = naming(of: step)
    let parts = naming.key.compactMap { place -> String? in
      guard let value = entry.cells[place]?.answer.value, !value.isAbsent else { return nil }
      return text(value, step.fields[place].type, depth: depth)
    }
    let key = parts.isEmpty ? entry.key.written : parts.joined(separator: " · ")
    guard let place = naming.name, let name = entry.cells[place]?.answer.value.text, name != key else {
      return key
    }
    return "\(key) \(name)"
  }

  private struct Naming {
    let key: [Int]
    let name: Int?
  }

  private func naming(of step: Step) -> Naming {
    if let known = namings[step.id] { return known }
    let naming = Naming(
      key: step.keyFields.compactMap { id in step.fields.firstIndex { $0.id == id } },
      name: step.fields.firstIndex {
        Self.names.contains($0.id) && !step.keyFields.contains($0.id) && $0.type.isPlainText
      })
    namings[step.id] = naming
    return naming
  }

  /// Fields that tell what an entry is called, beside its key.
  private static let names: Set<FieldID> = ["name", "label", "title"]
}

extension Value {
  fileprivate func item(_ number: Int) -> Value? {
    list.flatMap { $0.indices.contains(number) ? $0[number] : nil }
  }
}

extension FieldType {
  fileprivate var isPlainText: Bool {
    switch self {
    case .text, .longText: true
    default: false
    }
  }

  fileprivate var isMoney: Bool { if case .money = self { true } else { false } }
}
