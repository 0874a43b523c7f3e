import AuditMethods

/// How a written text becomes a value of a field's type.
extension FieldType {
  /// Reads a text as this type says, never guessing: `NO` in a text field is that text.
  public func value(of text: String) throws(Mismatch) -> Value {
    switch self {
    case .text, .longText, .file: return .text(text)
    case .person:
      guard !text.allSatisfy(\.isWhitespace) else {
        throw Mismatch("a person's name is expected, but it is empty")
      }
      return .text(text)
    case .reference: return .text(EntryKey([text]).written)
    case .integer: return .integer(try whole(text))
    case .scale(let scale):
      guard let level = Int(Self.narrow(text)) else {
        let levels = scale.levels(written: text)
        if levels.count > 1 { throw .ambiguous(text, levels.map(\.description), in: scale.name) }
        if let level = levels.first { return .integer(level) }
        throw Mismatch(
          "a whole level from \(scale.min) to \(scale.max) is expected, but this is `\(shown(text))`",
          help: numberHelp(text), written: text,
          candidates: (scale.min...scale.max).flatMap { level in
            Language.allCases.compactMap { scale.labels[level]?[$0] }
          })
      }
      return .integer(level)
    case .number, .money: return .number(try number(text))
    case .percent:
      let narrow = Self.narrow(text)
      guard narrow.hasSuffix("%") else { return .number(try number(text)) }
      let share = try number(String(narrow.dropLast().trimmed))
      return .number(share / 100)
    case .boolean:
      switch Spelling.plain(text).lowercased() {
      case "true", "yes", "y", "是", "对", "有": return .boolean(true)
      case "false", "no", "n", "否", "不", "无", "没有": return .boolean(false)
      default:
        throw Mismatch(
          "`true` or `false` is expected, but this is `\(shown(text))`",
          help: "yes, no, 是 and 否 are understood too")
      }
    case .date:
      guard let day = Self.day(text) else {
        throw Mismatch(
          "a day is expected, but this is `\(shown(text))`", help: "days are written like 2026-01-31")
      }
      return .text(day)
    case .choice(let vocabulary): return .text(try key(text, in: vocabulary))
    case .choices, .list, .group, .table:
      throw Mismatch("\(expectation) is expected, but this is one text")
    }
  }

  /// Whether the text is a day, `2026-01-31`.
  public static func isDay(_ text: String) -> Bool { Day(text) != nil }

  /// What is expected, in words.
  public var expectation: String {
    switch self {
    case .text, .longText: "a text"
    case .integer: "a whole number"
    case .number: "a number"
    case .percent: "a share such as 25%"
    case .money: "an amount"
    case .boolean: "`true` or `false`"
    case .date: "a day such as 2026-01-31"
    case .choice(let vocabulary): "one of \(listed(vocabulary.keys))"
    case .choices(let vocabulary): "a list of \(listed(vocabulary.keys))"
    case .scale(let scale): "a level from \(scale.min) to \(scale.max)"
    case .person: "a person's name"
    case .reference(let step): "the key of an entry of `\(step)`"
    case .list: "a list"
    case .group: "a group of fields"
    case .table: "a list of rows"
    case .file: "the name of a file"
    }
  }

  /// With digits and signs of full width as those of half width, and nothing around them.
  private static func narrow(_ text: String) -> String { String(Spelling.plain(text).trimmed) }

  /// `2026/1/31` and `2026年1月31日` as 2026-01-31; nothing where it is no day.
  private static func day(_ text: String) -> String? {
    let text = narrow(text)
    if Day(text) != nil { return text }
    let parts = text.split { "-/.年月日号".contains($0) }
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1...].allSatisfy({ $0.utf8.count <= 2 }) else {
      return nil
    }
    let day = ([String(parts[0])] + parts[1...].map { $0.utf8.count == 1 ? "0\($0)" : String($0) })
      .joined(separator: "-")
    return Day(day) == nil ? nil : day
  }

  private func whole(_ text: String) throws(Mismatch) -> Int {
    guard let whole = Int(Self.narrow(text)) else {
      throw Mismatch(
        "a whole number is expected, but this is `\(shown(text))`", help: numberHelp(text))
    }
    return whole
  }

  private func number(_ text: String) throws(Mismatch) -> Double {
    let narrow = Self.narrow(text)
    let isPlain = narrow.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }
    guard isPlain, let number = Double(narrow), number.isFinite else {
      throw Mismatch("a number is expected, but this is `\(shown(text))`", help: numberHelp(text))
    }
    return number
  }

  /// How that is written which is often written otherwise.
  private func numberHelp(_ text: String) -> String? {
    if text.contains(where: { $0 == "," || $0 == "，" }) {
      return "write numbers without separators, as 12345.6"
    }
    let parts = Self.narrow(text).split(separator: "/", omittingEmptySubsequences: false).compactMap {
      Double($0)
    }
    if parts.count == 2, text.contains("/") || text.contains("／"), parts[1] != 0 {
      return "write a fraction as a decimal, as \((parts[0] / parts[1] * 10_000).rounded() / 10_000)"
    }
    let nothing = ["na", "n/a", "nan", "null", "nil", "none", "-", "–", "—", "?", "无", "缺失", "不详"]
    return nothing.contains(String(text.lowercased().trimmed))
      ? "where nothing was said, leave it empty" : nil
  }

  private func key(_ text: String, in vocabulary: Vocabulary) throws(Mismatch) -> String {
    let keys = vocabulary.keys(written: text)
    if keys.count > 1 { throw .ambiguous(text, keys, in: vocabulary.name) }
    if let key = keys.first { return key }
    throw Mismatch(
      "`\(shown(text))` is not in `\(vocabulary.name)`, which has \(listed(vocabulary.keys))",
      help: vocabulary.help(for: text), written: text, candidates: vocabulary.spellings)
  }
}

extension Double {
  /// As somebody would write it: whole numbers without `.0`.
  public var written: String { numeral(self) }
}

/// A text as a message quotes it: cut where it is long.
func shown(_ text: String) -> String { text.count > 60 ? text.prefix(57) + "…" : text }

/// Names in backticks, the first dozen of them.
func listed(_ names: [String]) -> String {
  let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
  return names.count > 12 ? "\(shown), … (\(names.count) in all)" : shown
}

extension StringProtocol {
  /// Without white space at either end.
  var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }
}

extension Mismatch {
  /// A text that could mean any of several values.
  static func ambiguous(_ text: String, _ candidates: [String], in name: String) -> Mismatch {
    let meant = candidates.map { "`\($0)`" }.joined(separator: " or ")
    return Mismatch("`\(shown(text))` may mean \(meant) of `\(name)`", help: "write the one that is meant")
  }
}
