import YAMLTree

/// Where keys stand among those that are known, for many mappings of one document that are written alike.
///
/// Tells a key by its number in the document, without looking at its text.
struct KeyPlaces: Sendable {
  let keys: [String]
  private let numbers: [YAMLKeyID?]

  /// The places of `keys` in the document of a node.
  init(_ keys: [String], in node: YAMLNode) {
    self.keys = keys
    numbers = keys.map(node.keyID)
  }

  /// The place among `keys` of a key; nothing where it is not among them.
  ///
  /// Mostly it is the next one after the key before it, because entries are written in the order of their fields.
  func place(of key: YAMLNode, after last: Int?) -> Int? {
    key.keyID.map { place(of: $0, after: last) } ?? keys.firstIndex(of: key.text)
  }

  func place(of number: YAMLKeyID, after last: Int?) -> Int? {
    let start = last.map { $0 + 1 } ?? 0
    for place in start..<numbers.count where numbers[place] == number { return place }
    for place in 0..<min(start, numbers.count) where numbers[place] == number { return place }
    return nil
  }

  /// The value of the key at a place, in a mapping of the document.
  func value(_ place: Int, in mapping: YAMLNode) -> YAMLNode? { numbers[place].flatMap { mapping[$0] } }
}
