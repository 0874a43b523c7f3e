import AuditCore
import Diagnostics
import YAMLTree

/// What a file says about a vocabulary, scale or crosswalk: what it is called, where it is from, and what helps to choose.
struct About {
  var title: Text?
  var source: [String] = []
  /// What helps to choose single values, by their keys.
  var guidance: [(key: YAMLNode, text: Text)] = []

  func guidance(of key: String) -> Text? { guidance.first { $0.key.text == key }?.text }
}

extension VocabularyReader {
  /// `about: {name: {title: …, source: […], guidance: {key: …}}}`
  func abouts(_ node: YAMLNode?, of file: MappingReader) -> [String: About] {
    let vocabularies = names(file["vocabularies"])
    let others = names(file["scales"]) + names(file["crosswalks"])
    var abouts: [String: About] = [:]
    for (key, value) in entries(node, "descriptions") {
      let isVocabulary = vocabularies.contains(key.text)
      if !isVocabulary, !others.contains(key.text) {
        findings.add(.describesNothing(key, vocabularies + others))
      }
      let keys = ["title", "source"] + (isVocabulary ? ["guidance"] : [])
      guard let reader = MappingReader(value, as: "a description", keys: keys, findings) else { continue }
      abouts[key.text] = About(
        title: findings.localized(reader["title"], languages: languages),
        source: findings.texts(reader["source"], "a source").map(\.text),
        guidance: entries(reader["guidance"], "sentences that help to choose").compactMap { key, text in
          findings.localized(text, languages: languages).map { (key, $0) }
        })
    }
    return abouts
  }

  private func names(_ node: YAMLNode?) -> [String] {
    guard let node, node.kind == .mapping else { return [] }
    return node.entries.map(\.key.text)
  }
}

extension Diagnostic {
  fileprivate static func describesNothing(_ key: YAMLNode, _ names: [String]) -> Diagnostic {
    Diagnostic(
      "describes-nothing", "this file defines no `\(key.text)` that could be described", at: key.useSpan,
      help: didYouMean(key.text, names)
        ?? "a vocabulary, scale or crosswalk is described in the file that defines it")
  }
}
