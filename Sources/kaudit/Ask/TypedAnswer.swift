import AuditCore
import WorkflowYAML

/// Reads what was typed as an answer to a field: choices by number, key or label, the rest as answers are written
/// everywhere.
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
    if let whole = choices?[typed: Spelling.plain(line)] { return .list([whole.value]) }
    var values: [Value] = []
    for text in element.items(written: line, atCommas: true) {
      let value = try one(text, element)
      if !values.contains(value) || choices == nil { values.append(value) }
    }
    return .list(values)
  }

  private func one(_ text: String, _ type: FieldType) throws(Mismatch) -> Value {
    if let choices {
      if let item = choices[typed: text] ?? choices[typed: Spelling.plain(text)] { return item.value }
      let meant = choices.meant(by: text)
      if meant.count > 1 { throw Mismatch("", written: text, candidates: meant.map(\.key)) }
      if !choices.isOpen {
        throw Mismatch("", written: text, candidates: choices.items.flatMap(\.spellings))
      }
    }
    return try AnswerText.value(text, of: Field(id: field.id, title: field.title, type: type))
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
