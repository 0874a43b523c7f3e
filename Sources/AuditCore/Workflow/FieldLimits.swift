import AuditMethods

/// Whether a value may be the answer of a field.
extension Field {
  /// What is wrong with the value, if anything: its type first, then the field's limits.
  ///
  /// A non-answer is always right here; whether it is enough is asked when the step is handed in.
  public func mismatch(with value: Value) -> Mismatch? {
    if value.isAbsent { return nil }
    return type.mismatch(with: value) ?? limitMismatch(with: value)
  }

  /// A day as the number that `min` and `max` of a date field hold.
  public static func dayNumber(_ day: String) -> Double? { Day(day).map { Double($0.number) } }

  private func limitMismatch(with value: Value) -> Mismatch? {
    if let min, let size = size(of: value), size < min {
      return Mismatch("\(sizeWord) at least \(bound(min)) is expected, but this is \(bound(size))")
    }
    if let max, let size = size(of: value), size > max {
      return Mismatch("\(sizeWord) at most \(bound(max)) is expected, but this is \(bound(size))")
    }
    if let pattern, let text = value.text, !pattern.accepts(text) {
      return Mismatch(
        "a text that matches `\(pattern.text)` as a whole is expected, but this is `\(shown(text))`")
    }
    return nil
  }

  /// What `min` and `max` bound: the number itself, a day, or the length of a text or list.
  private func size(of value: Value) -> Double? {
    switch (type, value) {
    case (.date, .text(let day)): Day(day).map { Double($0.number) }
    case (_, .text(let text)): Double(text.unicodeScalars.count)
    case (_, .list(let items)): Double(items.count)
    default: value.double
    }
  }

  private var sizeWord: String {
    switch type {
    case .date: "a day"
    case .text, .longText, .person, .file: "a length of"
    case .list, .choices, .table: "a number of items of"
    default: "a value of"
    }
  }

  private func bound(_ size: Double) -> String {
    if case .date = type { return Day(number: Int(size)).description }
    return size == size.rounded() && abs(size) < 1e15 ? "\(Int(size))" : "\(size)"
  }
}

extension FieldType {
  /// What is wrong with a value that should be of this type, if anything.
  func mismatch(with value: Value) -> Mismatch? {
    switch (self, value) {
    case (.text, .text), (.longText, .text), (.person, .text), (.file, .text), (.reference, .text),
      (.integer, .integer), (.boolean, .boolean):
      return nil
    case (.number, .number), (.number, .integer), (.percent, .number), (.percent, .integer),
      (.money, .number),
      (.money, .integer):
      return nil
    case (.date, .text(let day)):
      return Day(day) == nil ? Mismatch("a day is expected, but this is `\(shown(day))`") : nil
    case (.choice(let vocabulary), .text(let key)):
      return vocabulary[key] == nil ? Self.notIn(vocabulary, key) : nil
    case (.choices(let vocabulary), .list(let items)):
      var seen: Set<String> = []
      for item in items {
        guard let key = item.text else { return Mismatch("\(expectation) is expected") }
        if vocabulary[key] == nil { return Self.notIn(vocabulary, key) }
        if !seen.insert(key).inserted { return Mismatch("`\(key)` is given twice") }
      }
      return nil
    case (.scale(let scale), .integer(let level)):
      guard level < scale.min || level > scale.max else { return nil }
      return Mismatch("a level from \(scale.min) to \(scale.max) is expected, but this is \(level)")
    case (.list(let element), .list(let items)):
      return items.lazy.compactMap { element.mismatch(with: $0) }.first
    case (.group(let fields), .record(let record)): return Self.mismatch(of: record, fields)
    case (.table(let fields, _), .list(let rows)):
      for row in rows {
        guard let record = row.record else { return Mismatch("a row of fields is expected") }
        if let mismatch = Self.mismatch(of: record, fields) { return mismatch }
      }
      return RowKeys.mismatch(of: rows.compactMap(\.record), self)
    default: return Mismatch("\(expectation) is expected")
    }
  }

  private static func mismatch(of record: Record, _ fields: [Field]) -> Mismatch? {
    for member in record.members {
      guard let field = fields.first(where: { $0.id.name == member.name }) else {
        return Mismatch(
          "there is no field `\(member.name)`", written: member.name, candidates: fields.map(\.id.name))
      }
      if field.isComputed { return Mismatch("`\(field.id)` is computed and takes no answer") }
      if let mismatch = field.mismatch(with: member.value) {
        return Mismatch("\(field.id): \(mismatch.message)", help: mismatch.help)
      }
    }
    return nil
  }

  private static func notIn(_ vocabulary: Vocabulary, _ key: String) -> Mismatch {
    Mismatch(
      "`\(shown(key))` is not in `\(vocabulary.name)`, which has \(listed(vocabulary.keys))",
      help: vocabulary.help(for: key), written: key,
      candidates: vocabulary.spellings)
  }
}
