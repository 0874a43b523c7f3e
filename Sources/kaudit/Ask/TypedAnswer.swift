import AuditCore
import WorkflowYAML

/// Reads what was typed as an answer to a field: choices by number, key or label, several with commas, days as people
/// write them, digits of full width.
struct TypedAnswer {
  let field: Field
  let choices: Choices?

  /// The value, within the limits of the field.
  func value(_ line: String) throws(Mismatch) -> Value {
    let value = try read(line)
    if let mismatch = field.mismatch(with: value) { throw mismatch }
    return value
  }

  private func read(_ line: String) throws(Mismatch) -> Value {
    guard let element = field.type.element else { return try one(line, field.type) }
    if line.hasPrefix("[") { return try AnswerText.value(line, of: field) }
    // A label may hold a comma itself.
    if let whole = choices?[typed: Self.halfWidth(line)] { return .list([whole.value]) }
    var values: [Value] = []
    for text in Self.split(line) {
      let value = try one(text, element)
      if !values.contains(value) || choices == nil { values.append(value) }
    }
    return .list(values)
  }

  private func one(_ text: String, _ type: FieldType) throws(Mismatch) -> Value {
    if let choices {
      if let item = choices[typed: text] ?? choices[typed: Self.halfWidth(text)] { return item.value }
      let meant = choices.meant(by: text)
      if meant.count > 1 { throw Mismatch("", written: text, candidates: meant.map(\.key)) }
      if !choices.isOpen {
        throw Mismatch("", written: text, candidates: choices.items.map(\.key))
      }
    }
    switch type {
    case .integer, .number, .percent, .money, .scale: return try type.value(of: Self.halfWidth(text))
    case .boolean: return try type.value(of: Self.yesOrNo(text))
    case .date: return try type.value(of: Self.day(Self.halfWidth(text)))
    case .reference, .group, .table, .list, .choices:
      return try AnswerText.value(text, of: Field(id: field.id, title: field.title, type: type))
    case .text, .longText, .person, .file, .choice: return try type.value(of: text)
    }
  }

  /// Several answers in one line: apart by commas, or by semicolons where there are some; quotes hold one together.
  static func split(_ line: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    let separators: Set<Character> =
      line.contains(where: { $0 == ";" || $0 == "；" }) ? [";", "；"] : [",", "，", "、"]
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if separators.contains(character), !isQuoted {
        parts.append(part)
        part = ""
      } else {
        part.append(character)
      }
    }
    return (parts + [part]).map { $0.trimmed }.filter { !$0.isEmpty }
  }

  private static func yesOrNo(_ text: String) -> String {
    switch Spelling.plain(text).lowercased() {
    case "y", "yes", "true", "是", "对", "有": "yes"
    case "n", "no", "false", "否", "不", "无", "没有": "no"
    default: text
    }
  }

  /// `2026/1/31` and `2026年1月31日` as 2026-01-31.
  private static func day(_ text: String) -> String {
    let parts = text.split { "-/.年月日".contains($0) }.map(String.init)
    guard parts.count == 3, parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2,
      parts.allSatisfy({ part in part.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return text }
    return parts[0] + parts[1...].map { "-" + ($0.count == 1 ? "0\($0)" : $0) }.joined()
  }

  /// Letters, digits and signs of full width as those of half width.
  static func halfWidth(_ text: String) -> String {
    var narrow = ""
    for scalar in text.unicodeScalars {
      let isWide = (0xFF01...0xFF5E).contains(scalar.value)
      narrow.unicodeScalars.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return narrow
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
