import AuditCore

/// The schema of choices and scales: keys with their labels first, as editors offer them, then the labels themselves, which
/// kaudit takes as well.
extension AnswerSchema {
  /// The values of a vocabulary; those of the workflow stand under `$defs`.
  func choice(_ vocabulary: Vocabulary) -> SchemaNode {
    workflow.vocabulary(vocabulary.name) === vocabulary
      ? .definition(Self.name(of: vocabulary)) : values(vocabulary)
  }

  static func name(of vocabulary: Vocabulary) -> String { "vocabulary.\(vocabulary.name)" }
  static func name(of scale: Scale) -> String { "scale.\(scale.name)" }

  func values(_ vocabulary: Vocabulary) -> SchemaNode {
    let items = vocabulary.items.flatMap { item in
      Self.spellings(of: item.key).map { value(["const": $0], item.label) }
    }
    return offered(
      items, labels(vocabulary.items.map(\.label), but: Set(vocabulary.keys)), alike: vocabulary.spellings)
  }

  /// The labels that mean one thing only, in every language, each once.
  private func labels(_ labels: [Text], but keys: Set<String> = []) -> [SchemaNode] {
    let written = labels.map { label in languages.map { label[$0] } }
    var owners: [String: Int] = [:]
    for texts in written { for text in Set(texts) { owners[text, default: 0] += 1 } }
    var seen = keys
    return written.flatMap(\.self).filter { owners[$0] == 1 && seen.insert($0).inserted }
      .flatMap(Self.spellings)
  }

  /// Scales with more levels than these are offered as a range.
  private static let mostLevels = 50

  func levels(_ scale: Scale) -> SchemaNode {
    let levels = Array(scale.min...scale.max)
    guard levels.count <= Self.mostLevels else {
      let range: SchemaNode = [
        "type": ["integer", "string"], "minimum": .whole(scale.min), "maximum": .whole(scale.max),
        "pattern": #"^[+-]?[0-9]+$"#,
      ]
      return ["anyOf": [range, .definition(AlikeSchema.fullWidthName)]]
    }
    let items = levels.map { level in
      value(["const": .whole(level)], scale.labels[level] ?? Text(String(level)))
    }
    let digits: SchemaNode = ["type": "string", "pattern": .text(Self.digits(levels))]
    let named = levels.compactMap { scale.labels[$0] }
    return offered(
      items + [digits], labels(named), alike: named.flatMap { label in languages.map { label[$0] } })
  }

  /// A level as a text of digits.
  private static func digits(_ levels: [Int]) -> String {
    let below = levels.filter { $0 <= 0 }.map { String(-$0) }.joined(separator: "|")
    let above = levels.filter { $0 >= 0 }.map(String.init).joined(separator: "|")
    let parts = [above.isEmpty ? nil : #"\+?0*(?:\#(above))"#, below.isEmpty ? nil : "-0*(?:\(below))"]
    return "^(?:\(parts.compactMap(\.self).joined(separator: "|")))$"
  }

  /// The language asked for first.
  private var languages: [Language] { [language] + Language.allCases.filter { $0 != language } }

  private func value(_ value: SchemaNode, _ label: Text) -> SchemaNode {
    value.with(titled(label)).with(["description": .text(label[language])])
  }

  private func offered(_ items: [SchemaNode], _ labels: [SchemaNode], alike texts: [String]) -> SchemaNode {
    // A vocabulary without values takes none.
    if items.isEmpty { return ["not": [:]] }
    let written: [SchemaNode] = labels.isEmpty ? [] : [["enum": .list(labels)]]
    return ["anyOf": .list(items + written + AlikeSchema.node(for: texts))]
  }

  /// How a text arrives from YAML tools, which guess what a scalar is.
  static func spellings(of text: String) -> [SchemaNode] {
    if text == "true" || text == "false" { return [.flag(text == "true"), .text(text)] }
    if let whole = Int(text) { return [.whole(whole), .text(text)] }
    if let number = Double(text), number.isFinite { return [.number(number), .text(text)] }
    return [.text(text)]
  }
}
