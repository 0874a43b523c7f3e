import AuditCore
import WorkflowYAML

/// What entries are called when they are spoken of: their key in words, and the text that names them.
struct EntryNames {
  private let state: AuditState
  private let language: Language

  init(_ state: AuditState, _ language: Language) {
    self.state = state
    self.language = language
  }

  /// Keys may name entries whose keys name entries; this deep they are followed.
  private static let deepest = 8

  /// `A07 安装故障库`, or the parts of the key in words; empty for a form.
  func name(of id: EntryID) -> String {
    guard id.key != .only else { return "" }
    let key = key(of: id)
    return title(of: id).map { "\(key) \($0)" } ?? key
  }

  /// An answer as the person who is asked reads it, with the names of what it names.
  func words(_ value: Value, _ field: Field) -> String {
    value.words(as: field.type, in: language, naming: name)
  }

  /// The key with the labels of what its parts name.
  func key(of id: EntryID, depth: Int = 0) -> String {
    guard let step = state.workflow[id.step], depth < Self.deepest else { return id.key.written }
    let references = Dictionary(
      state.workflow.keyReferences(id).map { ($0.field, $0.target) }, uniquingKeysWith: { first, _ in first })
    var parts = id.key.parts[...]
    var words: [String] = []
    for name in step.keyFields {
      guard let field = step.field(name) else { continue }
      if let target = references[name] {
        parts = parts.dropFirst(max(1, target.key.parts.count))
        words.append(key(of: target, depth: depth + 1))
      } else if let part = parts.popFirst() {
        words.append(label(part, field.type))
      }
    }
    return words.joined(separator: " · ")
  }

  private func label(_ part: String, _ type: FieldType) -> String {
    guard case .choice(let vocabulary) = type else { return part }
    return vocabulary[part]?.label[language] ?? part
  }

  /// The first text of the entry that is not part of its key.
  func title(of id: EntryID) -> String? {
    guard let step = state.workflow[id.step], state.isWhole(id.step), let entry = state.entry(id),
      let field = step.askedFields.first(where: { if case .text = $0.type { true } else { false } }),
      let text = entry.cell(field.id, of: step)?.answer.value.text
    else { return nil }
    return text.count > 40 ? text.prefix(39) + "…" : text
  }
}
