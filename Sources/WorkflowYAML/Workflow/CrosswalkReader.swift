import AuditCore
import Diagnostics
import YAMLTree

/// Reads `{from: gebert_class, to: knowledge_class, map: {owned: [from], …}}`.
struct CrosswalkReader {
  private let vocabularies: VocabularyReader
  private let findings: Findings
  private let isAlone: Bool

  init(_ vocabularies: VocabularyReader, isAlone: Bool) {
    self.vocabularies = vocabularies
    findings = vocabularies.findings
    self.isAlone = isAlone
  }

  func crosswalk(_ name: String, _ node: YAMLNode, _ about: About) -> Crosswalk? {
    guard let reader = MappingReader(node, as: "a crosswalk", keys: ["from", "to", "map"], findings)
    else { return nil }
    let from = reader.required("from").flatMap(vocabulary)
    let to = reader.required("to").flatMap(vocabulary)
    let map = reader.required("map", help: "write which keys stand for which, as `{owned: [from]}`")
    guard let from, let to, let map else { return nil }
    guard map.kind == .mapping else {
      findings.expected("a group of keys of `\(from.name)`, each with its counterparts,", at: map)
      return nil
    }
    var counterparts: [String: [String]] = [:]
    for (key, value) in map.entries {
      let targets = self.counterparts(value, key, in: to)
      if from[key.text] == nil { findings.add(.notInVocabulary(key, from)) }
      counterparts[key.text] = targets
    }
    let unmapped = from.keys.filter { counterparts[$0] == nil }
    if !unmapped.isEmpty { findings.add(.unmapped(unmapped, of: from, at: reader.key("map") ?? map)) }
    return Crosswalk(
      name: name, title: about.title, source: about.source, from: from, to: to,
      counterparts: counterparts)
  }

  private func counterparts(_ node: YAMLNode, _ key: YAMLNode, in to: Vocabulary) -> [String] {
    guard !node.isNull else {
      findings.expected(
        "a list of keys of `\(to.name)`", at: node,
        help: "write `\(key.text): []` to say that it has no counterpart")
      return []
    }
    var targets: [String] = []
    for (target, node) in findings.texts(node, "a key of `\(to.name)`") {
      if to[target] == nil {
        findings.add(.notInVocabulary(node, to))
      } else if targets.contains(target) {
        findings.add(
          Diagnostic(
            "duplicate-name", "`\(target)` stands twice", at: node.useSpan, help: "take one of the two out"))
      } else {
        targets.append(target)
      }
    }
    return targets
  }

  private func vocabulary(_ node: YAMLNode) -> Vocabulary? {
    guard let name = findings.text(node, "the name of a vocabulary") else { return nil }
    if let vocabulary = vocabularies.vocabulary(name) { return vocabulary }
    guard !vocabularies.excuses(name) else { return nil }
    let help =
      vocabularies.scale(name).map { _ in "`\(name)` is a scale; crosswalks join vocabularies" }
      ?? didYouMean(name, vocabularies.vocabularies.map(\.name))
    // What stands in another file is known only together with the workflow that uses both.
    if isAlone, help == nil { return nil }
    findings.add(
      Diagnostic("unknown-vocabulary", "there is no vocabulary `\(name)`", at: node.useSpan, help: help))
    return nil
  }
}

extension Diagnostic {
  fileprivate static func unmapped(_ keys: [String], of from: Vocabulary, at node: YAMLNode) -> Diagnostic {
    Diagnostic(
      "unmapped-key",
      "\(listed(keys)) of `\(from.name)` \(keys.count == 1 ? "is" : "are") not mapped", at: node.useSpan,
      help: "every key is; `\(keys[0]): []` says plainly that it has no counterpart")
  }
}
