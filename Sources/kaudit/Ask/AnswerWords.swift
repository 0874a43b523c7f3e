import AuditCore

/// Answers as the person who is asked reads them: labels for keys, shares as percent, yes and no.
struct AnswerWords {
  let state: AuditState
  let language: Language

  func words(_ value: Value, _ field: Field) -> String { words(value, field.type) }

  private func words(_ value: Value, _ type: FieldType) -> String {
    switch (type, value) {
    case (_, .nonAnswer(let kind, let reason)):
      return language.words("\(kind.word(in: .english)) (\(reason))", "\(kind.word(in: .chinese))（\(reason)）")
    case (.percent, _):
      guard let share = value.double else { break }
      let percent = share * 100
      // 0.07 × 100 is 7.000000000000001.
      let rounded = (percent * 1e9).rounded() / 1e9
      return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))%" : "\(rounded)%"
    case (.boolean, .boolean(let isYes)):
      return isYes ? language.words("yes", "是") : language.words("no", "否")
    case (.reference(let step), .text(let key)):
      return EntryNames(state, language).name(of: EntryID(step, EntryKey(written: key)))
    case (.list(let element), .list(let items)):
      return items.map { words($0, element) }.joined(separator: language.words(", ", "、"))
    case (.group(let parts), .record(let record)):
      return parts.compactMap { part in
        record[part.id.name].map { "\(part.title[language]) \(words($0, part.type))" }
      }.joined(separator: language.words("; ", "；"))
    default: break
    }
    return ShowWords.text(value, type, language)
  }
}
