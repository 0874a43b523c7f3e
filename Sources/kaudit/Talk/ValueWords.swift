import AuditCore

/// Values as people read them: labels instead of keys.
extension Value {
  /// The value of a field, on one line; `naming` tells what entries are called that it names.
  func words(
    as type: FieldType, in language: Language, naming: (EntryID) -> String = { $0.key.written }
  ) -> String {
    let comma = language.words(", ", "、")
    switch (type, self) {
    case (_, .nonAnswer(let kind, let reason)):
      return kind.word(in: language) + language.words(" (\(reason))", "（\(reason)）")
    case (.choice(let vocabulary), .text(let key)): return vocabulary[key]?.label[language] ?? key
    case (.choices(let vocabulary), .list(let items)):
      return items.map { $0.words(as: .choice(of: vocabulary), in: language) }.joined(separator: comma)
    case (.reference(let step), .text(let key)): return naming(EntryID(step, EntryKey(written: key)))
    case (.list(let element), .list(let items)):
      return items.map { $0.words(as: element, in: language, naming: naming) }.joined(separator: comma)
    case (.scale(let scale), .integer(let level)):
      return scale.labels[level].map { "\(level) \($0[language])" } ?? "\(level)"
    case (.percent, _):
      guard let share = double else { return plainWords(in: language) }
      return Value.number((share * 1e10).rounded() / 1e8).plainWords(in: language) + "%"
    case (.group(let fields), .record(let record)): return Self.words(of: record, fields, language, naming)
    case (.table(let fields, _), .list(let rows)):
      return rows.enumerated().map { number, row in
        language.words("(\(number + 1)) ", "（\(number + 1)）")
          + (row.record.map { Self.words(of: $0, fields, language, naming) } ?? row.plainWords(in: language))
      }.joined(separator: language.words("; ", "；"))
    default: return plainWords(in: language)
    }
  }

  private static func words(
    of record: Record, _ fields: [Field], _ language: Language, _ naming: (EntryID) -> String
  ) -> String {
    fields.compactMap { field in
      record[field.id.name].map { value in
        field.title[language] + language.words(": ", "：")
          + value.words(as: field.type, in: language, naming: naming)
      }
    }.joined(separator: language.words("; ", "；"))
  }

  /// The value where no field says what it means.
  func plainWords(in language: Language) -> String {
    switch self {
    case .none: language.words("nothing", "空")
    case .text(let text): text
    case .boolean(let yes): yes ? language.words("yes", "是") : language.words("no", "否")
    case .number(let number) where number == number.rounded() && abs(number) < 1e15: "\(Int(number))"
    case .list(let items):
      items.map { $0.plainWords(in: language) }.joined(separator: language.words(", ", "、"))
    case .record(let record):
      record.members.map { "\($0.name) \($0.value.plainWords(in: language))" }
        .joined(separator: language.words(", ", "，"))
    case .number(let number): Self.digits(number)
    case .integer, .nonAnswer: jsonText
    }
  }

  /// A number written out, without the `e` that small ones have in data.
  private static func digits(_ number: Double) -> String {
    let parts = number.description.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]), exponent < 0, exponent > -20 else {
      return number.description
    }
    let digits = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
    return (number < 0 ? "-0." : "0.") + String(repeating: "0", count: -exponent - 1)
      + digits.filter { $0 != "-" && $0 != "." }
  }

  /// A result as machines read it: a figure without a value is null, beside its reason.
  var withNulls: Value {
    switch self {
    case .record(let record):
      let missing = record.members.compactMap { member -> (String, Value)? in
        guard member.name.hasSuffix("_reason") else { return nil }
        let stem = String(member.name.dropLast("_reason".count))
        return record[stem] == nil ? (stem, .none) : nil
      }
      return .record(Record(record.members.map { ($0.name, $0.value.withNulls) } + missing))
    case .list(let items): return .list(items.map(\.withNulls))
    case .none, .boolean, .integer, .number, .text, .nonAnswer: return self
    }
  }

  /// A computed number with four digits after the point, a small one with three that say something; rows likewise.
  var roundedForReading: Value {
    switch self {
    case .number(let number) where number.isFinite && abs(number) < 1e11:
      var scale = 1e4
      var rest = abs(number)
      while rest > 0, rest < 0.1, scale < 1e15 {
        rest *= 10
        scale *= 10
      }
      return .number((number * scale).rounded() / scale)
    case .record(let record):
      return .record(Record(record.members.map { ($0.name, $0.value.roundedForReading) }))
    case .list(let items): return .list(items.map(\.roundedForReading))
    case .none, .boolean, .integer, .number, .text, .nonAnswer: return self
    }
  }
}
