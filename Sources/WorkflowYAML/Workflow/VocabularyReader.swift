import AuditCore
import Diagnostics
import YAMLTree

/// Vocabularies, scales and the crosswalks between vocabularies, from files of their own or from a workflow.
final class VocabularyReader {
  private(set) var vocabularies: [Vocabulary] = []
  private(set) var scales: [Scale] = []
  private(set) var crosswalks: [Crosswalk] = []
  /// Crosswalks are read when all vocabularies are known.
  private var awaited: [(name: String, node: YAMLNode, about: About)] = []
  private var places: [String: SourceSpan] = [:]
  private var isIncomplete = false
  let findings: Findings
  let languages: [Language]

  static let fileKeys = ["vocabularies", "scales", "crosswalks", "about", "kaudit"]

  init(languages: [Language], _ findings: Findings) {
    self.languages = languages
    self.findings = findings
  }

  func vocabulary(_ name: String) -> Vocabulary? { vocabularies.first { $0.name == name } }
  func scale(_ name: String) -> Scale? { scales.first { $0.name == name } }

  /// Whether a name means something that expressions can name.
  func defines(_ name: String) -> Bool {
    vocabulary(name) != nil || scale(name) != nil || crosswalks.contains { $0.name == name }
  }

  /// Whether a name that is not known here may be right all the same, because what was to define it is wrong.
  func excuses(_ name: String) -> Bool { isIncomplete || (places[name] != nil && !defines(name)) }

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

  /// Reads `vocabularies:`, `scales:` and `about:` of a file, and keeps its `crosswalks:` for the end.
  func read(_ reader: MappingReader) {
    let abouts = abouts(reader["about"], of: reader)
    func about(_ key: YAMLNode) -> About { abouts[key.text] ?? About() }
    for (key, node) in entries(reader["vocabularies"], "vocabularies") {
      readVocabulary(key, node, about(key))
    }
    for (key, node) in entries(reader["scales"], "scales") { readScale(key, node, about(key)) }
    for (key, node) in entries(reader["crosswalks"], "crosswalks") {
      if let name = claim(key, "a crosswalk") { awaited.append((name, node, about(key))) }
    }
  }

  /// Reads the crosswalks of all files; one of a file that stands `isAlone` may lead to vocabularies of others.
  func readCrosswalks(isAlone: Bool = false) {
    for (name, node, about) in awaited {
      let reader = CrosswalkReader(self, isAlone: isAlone)
      if let crosswalk = reader.crosswalk(name, node, about) { crosswalks.append(crosswalk) }
    }
    awaited = []
  }

  func entries(_ node: YAMLNode?, _ what: String) -> [(YAMLNode, YAMLNode)] {
    guard let node else { return [] }
    guard node.kind == .mapping else {
      findings.expected(
        "a group of \(what), each under its name,", at: node,
        help: what == "labels"
          ? node.items.first { _ in true }?.word.map { "write each under its level: `0: \($0)`" }
          : node.helpForLabels)
      return []
    }
    return node.entries.map { ($0.key, $0.value) }
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

  private func readVocabulary(_ key: YAMLNode, _ node: YAMLNode, _ about: About) {
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
      return findings.localized(label, languages: languages).map {
        Vocabulary.Item(key: spelling, label: $0, guidance: about.guidance(of: spelling))
      }
    }
    let vocabulary = Vocabulary(
      name: name, title: about.title, source: about.source, items: items)
    for (key, _) in about.guidance where vocabulary[key.text] == nil && items.count == node.count {
      findings.add(.notInVocabulary(key, vocabulary))
    }
    vocabularies.append(vocabulary)
  }

  private func readScale(_ key: YAMLNode, _ node: YAMLNode, _ about: About) {
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
    if !bare.isEmpty, let node = reader["labels"], node.kind == .mapping {
      findings.add(
        Diagnostic(
          "missing-label", "level \(bare.map(String.init).joined(separator: ", ")) of `\(name)` has no label",
          at: node.span, severity: .warning))
    }
    scales.append(
      Scale(
        name: name, title: about.title, source: about.source, min: min, max: max, labels: labels))
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

  static func notInVocabulary(_ key: YAMLNode, _ vocabulary: Vocabulary) -> Diagnostic {
    Diagnostic(
      "not-in-vocabulary", "`\(key.text)` is no key of `\(vocabulary.name)`", at: key.useSpan,
      help: vocabulary.key(written: key.text).map { "write its key, `\($0)`" }
        ?? didYouMean(key.text, vocabulary.keys) ?? "its keys are \(listed(vocabulary.keys))")
  }
}
