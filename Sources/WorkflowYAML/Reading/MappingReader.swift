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
  /// `misplaced` tells where a key belongs that is known, but not here.
  init?(
    _ node: YAMLNode, as what: String, keys: [String], _ findings: Findings,
    misplaced: (String) -> String? = { _ in nil }
  ) {
    self.init(node, as: what, keys, nil, findings, misplaced)
  }

  /// The same for one of many mappings with the same keys, all of one document.
  init?(
    _ node: YAMLNode, as what: String, _ places: KeyPlaces, _ findings: Findings,
    misplaced: (String) -> String?
  ) {
    self.init(node, as: what, places.keys, places, findings, misplaced)
  }

  private init?(
    _ node: YAMLNode, as what: String, _ keys: [String], _ places: KeyPlaces?, _ findings: Findings,
    _ misplaced: (String) -> String?
  ) {
    guard node.kind == .mapping else {
      findings.expected("\(what), written as keys,", at: node)
      return nil
    }
    self.node = node
    self.what = what
    self.findings = findings
    self.keys = keys
    var values = [YAMLNode?](repeating: nil, count: keys.count)
    var position = 0
    var told = 0
    for (key, value) in node.entries {
      if let place = places.map({ $0.place(of: key, at: position) }) ?? keys.firstIndex(of: key.text) {
        if values[place] == nil { values[place] = value }
      } else if position < told {
        // Belongs to a text that was told to be cut.
        findings.dismiss("key-without-colon", at: key.useSpan.start)
        findings.dismiss("duplicate-key", at: key.useSpan.start)
      } else if key.kind != .scalar || key.isNull || key.textLength == 0
        || (key.isPlain && key.textEquals("<<"))
      {
        // What is no word was told not to be a key.
      } else if let split = SplitText(node, at: position) {
        findings.add(split)
        told = split.end
      } else {
        findings.add(
          .unknownKey(key.text, of: what, at: key.useSpan, allowed: keys, help: misplaced(key.text)))
      }
      position += 1
    }
    self.values = values
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
