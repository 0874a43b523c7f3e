import AuditCore
import Diagnostics
import YAMLTree

/// A mapping whose keys are known beforehand: gives their values, and names the keys that do not belong there.
struct MappingReader {
  let node: YAMLNode
  let findings: Findings
  private let what: String
  private let keys: [String]
  /// The values by the places of their keys in `keys`.
  private let values: [YAMLNode?]

  /// Reads `node` as `what`, which may have `keys`; nothing where it is no mapping.
  ///
  /// `misplaced` tells where a key belongs that is known, but not here. Where keys are words of the workflow language, one
  /// that nearly is or means another is read as that, so that it is no second mistake that the other one is missing.
  init?(
    _ node: YAMLNode, as what: String, keys: [String], areOfTheLanguage: Bool = true, _ findings: Findings,
    misplaced: (String) -> String? = { _ in nil }
  ) {
    self.init(node, as: what, keys, nil, areOfTheLanguage, findings, misplaced)
  }

  /// The same for one of many mappings with the same keys, all of one document.
  init?(
    _ node: YAMLNode, as what: String, _ places: KeyPlaces, _ findings: Findings,
    misplaced: (String) -> String?
  ) {
    self.init(node, as: what, places.keys, places, false, findings, misplaced)
  }

  private init?(
    _ node: YAMLNode, as what: String, _ keys: [String], _ places: KeyPlaces?, _ areOfTheLanguage: Bool,
    _ findings: Findings, _ misplaced: (String) -> String?
  ) {
    guard node.kind == .mapping else {
      findings.expected(
        "\(what), written as keys,", at: node,
        help: areOfTheLanguage && !node.isNull
          ? "its keys are \(listed(keys.prefix(4)))\(keys.count > 4 ? ", …" : "")" : nil)
      return nil
    }
    self.node = node
    self.what = what
    self.findings = findings
    self.keys = keys
    var values = [YAMLNode?](repeating: nil, count: keys.count)
    var position = 0
    var last: Int?
    var told = 0
    var unknown: [(key: YAMLNode, value: YAMLNode)] = []
    lazy var entries = Array(node.entries)
    for (key, value) in node.entries {
      if let place = places.map({ $0.place(of: key, after: last) }) ?? keys.firstIndex(of: key.text) {
        if values[place] == nil { values[place] = value }
        last = place
      } else if position < told {
        // Belongs to a text that was told to be cut.
        findings.dismiss("key-without-colon", at: key.useSpan.start)
        findings.dismiss("duplicate-key", at: key.useSpan.start)
      } else if key.kind != .scalar || key.isNull || key.textLength == 0
        || (key.isPlain && key.textEquals("<<"))
      {
        // What is no word was told not to be a key.
      } else if node.style == .flow, !findings.isFull, let split = SplitText(entries, at: position) {
        findings.add(split)
        told = split.end
      } else {
        unknown.append((key, value))
      }
      position += 1
    }
    for (key, value) in unknown {
      let help = misplaced(key.text) ?? (areOfTheLanguage ? Self.helpForLanguage(key.text, keys) : nil)
      let meant =
        help == nil && areOfTheLanguage && !findings.isFull
        ? Self.meaning(of: key.text, among: keys) { values[$0] == nil } : nil
      findings.add(
        .unknownKey(
          key.text, of: what, at: key.useSpan, allowed: keys,
          help: help ?? meant.map { "did you mean `\(keys[$0])`?" }))
      if let meant, values[meant] == nil { values[meant] = value }
    }
    self.values = values
  }

  /// The help for `title_en`, which stands under `title`.
  private static func helpForLanguage(_ word: String, _ keys: [String]) -> String? {
    let parts = word.split { $0 == "_" || $0 == "-" }.map(String.init)
    guard parts.count == 2, keys.contains(parts[0]), Language(rawValue: parts[1]) != nil else { return nil }
    return "write `\(parts[0]): {\(Language.allCases.map { "\($0.rawValue): …" }.joined(separator: ", "))}`"
  }

  /// The place of the key that a word means, among those that are known; one that is not given yet before others.
  private static func meaning(of word: String, among keys: [String], isFree: (Int) -> Bool) -> Int? {
    let meant = OtherWords.keys(word, among: keys).compactMap(keys.firstIndex)
    return meant.first(where: isFree) ?? meant.first
      ?? nearest(to: word, among: keys).flatMap(keys.firstIndex)
  }

  /// The value of the key at a place among those that were given.
  subscript(place: Int) -> YAMLNode? { values[place] }

  subscript(key: String) -> YAMLNode? { keys.firstIndex(of: key).flatMap { values[$0] } }

  /// The key itself, for its place.
  func key(_ key: String) -> YAMLNode? { node.entries.first { $0.key.text == key }?.key }

  /// The value of a key that must be there.
  func required(_ key: String, help: String? = nil) -> YAMLNode? {
    if let value = self[key] { return value }
    findings.add(
      Diagnostic(
        "missing-key", "\(what) needs `\(key)`", at: node.entries.first { _ in true }?.key.span ?? node.span,
        help: help))
    return nil
  }
}

extension Diagnostic {
  static func unknownKey(
    _ name: String, of what: String, at span: SourceSpan, allowed: [String], help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      "unknown-key", "\(what) has no `\(name)`; it may have \(listed(allowed.sorted()))", at: span,
      help: help ?? didYouMean(name, allowed))
  }
}
