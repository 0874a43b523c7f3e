import AuditCore
import Diagnostics
import YAMLTree

/// Vocabularies and scales, from files of their own or from a workflow.
final class VocabularyReader {
  private(set) var vocabularies: [Vocabulary] = []
  private(set) var scales: [Scale] = []
  private var places: [String: SourceSpan] = [:]
  private var isIncomplete = false
  private let findings: Findings
  private let languages: [Language]

  static let fileKeys = ["vocabularies", "scales", "about", "kaudit"]

  init(languages: [Language], _ findings: Findings) {
    self.languages = languages
    self.findings = findings
  }

  func vocabulary(_ name: String) -> Vocabulary? { vocabularies.first { $0.name == name } }
  func scale(_ name: String) -> Scale? { scales.first { $0.name == name } }

  /// Whether a name that is not known here may be right all the same, because what was to define it is wrong.
  func excuses(_ name: String) -> Bool {
    isIncomplete || (places[name] != nil && vocabulary(name) == nil && scale(name) == nil)
  }

  /// Remembers that a file of vocabularies could not be read.
  func missFile() { isIncomplete = true }

  /// Reads a whole vocabulary file.
  func read(file root: YAMLNode) {
    guard let reader = MappingReader(root, as: "a vocabulary file", keys: Self.fileKeys, findings) else {
      missFile()
      return
    }
    read(reader)
  }

  /// Reads `vocabularies:` and `scales:` of a file.
  func read(_ reader: MappingReader) {
    let titles = titles(reader["about"])
    for (key, node) in entries(reader["vocabularies"], "vocabularies") { readVocabulary(key, node, titles) }
    for (key, node) in entries(reader["scales"], "scales") { readScale(key, node, titles) }
  }

  private func entries(_ node: YAMLNode?, _ what: String) -> [(YAMLNode, YAMLNode)] {
    guard let node else { return [] }
    guard node.kind == .mapping else {
      findings.expected("a group of \(what), each under its name,", at: node)
      return []
    }
    return node.entries.map { ($0.key, $0.value) }
  }

  /// `about: {name: {title: …, source: […]}}`
  private func titles(_ node: YAMLNode?) -> [String: Text] {
    var titles: [String: Text] = [:]
    for (key, value) in entries(node, "descriptions") {
      guard let reader = MappingReader(value, as: "a description", keys: ["title", "source"], findings) else {
        continue
      }
      titles[key.text] = findings.localized(reader["title"], languages: languages)
    }
    return titles
  }

  private func claim(_ key: YAMLNode, _ what: String) -> String? {
    guard let name = findings.name(key, what) else { return nil }
    if let first = places[name] {
      findings.add(.duplicateName(name, at: key.span, first: first))
      return nil
    }
    places[name] = key.span
    return name
  }

  private func readVocabulary(_ key: YAMLNode, _ node: YAMLNode, _ titles: [String: Text]) {
    guard let name = claim(key, "a vocabulary") else { return }
    let items = entries(node, "values of the vocabulary").compactMap { itemKey, label -> Vocabulary.Item? in
      let spelling = itemKey.text
      guard Spelling.isKey(spelling) else {
        findings.add(
          Diagnostic(
            "bad-name", "`\(spelling)` cannot be a key of a vocabulary", at: itemKey.span,
            help:
              "keys are made of letters, digits and `_`, a letter first; what people read goes into the label"
          ))
        return nil
      }
      return findings.localized(label, languages: languages).map { Vocabulary.Item(key: spelling, label: $0) }
    }
    vocabularies.append(Vocabulary(name: name, title: titles[name], items: items))
  }

  private func readScale(_ key: YAMLNode, _ node: YAMLNode, _ titles: [String: Text]) {
    guard let name = claim(key, "a scale"),
      let reader = MappingReader(node, as: "a scale", keys: ["min", "max", "labels"], findings),
      let min = findings.whole(reader.required("min"), atLeast: -1000),
      let max = findings.whole(reader.required("max"), atLeast: -1000)
    else { return }
    guard min < max, max - min <= 1000 else {
      findings.add(
        Diagnostic(
          "empty-scale", "a scale runs from a lower to a higher level, but this one from \(min) to \(max)",
          at: key.span))
      return
    }
    var labels: [Int: Text] = [:]
    for (level, label) in entries(reader["labels"], "labels") {
      guard let number = Int(level.text), (min...max).contains(number) else {
        findings.add(
          Diagnostic("label-off-scale", "`\(level.text)` is no level from \(min) to \(max)", at: level.span))
        continue
      }
      labels[number] = findings.localized(label, languages: languages)
    }
    let bare = (min...max).filter { labels[$0] == nil }
    if !bare.isEmpty, let node = reader["labels"] {
      findings.add(
        Diagnostic(
          "missing-label", "level \(bare.map(String.init).joined(separator: ", ")) of `\(name)` has no label",
          at: node.span, severity: .warning))
    }
    scales.append(Scale(name: name, title: titles[name], min: min, max: max, labels: labels))
  }
}

extension Diagnostic {
  static func duplicateName(
    _ name: String, at span: SourceSpan, first: SourceSpan,
    help: String = "expressions and audit files use the name as it is, so each is used once"
  ) -> Diagnostic {
    Diagnostic(
      "duplicate-name", "`\(name)` is defined twice", at: span,
      notes: [Note("first defined here", at: first)],
      help: help)
  }
}
