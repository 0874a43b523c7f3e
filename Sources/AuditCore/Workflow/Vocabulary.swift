/// Named values to choose from, each with its text in every language.
public final class Vocabulary: Sendable {
  public struct Item: Sendable {
    public let key: String
    public let label: Text
    public init(key: String, label: Text) {
      self.key = key
      self.label = label
    }
  }

  public let name: String
  public let title: Text
  public let items: [Item]
  private let places: [String: Int]

  public init(name: String, title: Text? = nil, items: [Item]) {
    self.name = name
    self.title = title ?? Text(name)
    self.items = items
    places = Dictionary(items.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public var keys: [String] { items.map(\.key) }

  /// Everything that may be written for a value: the keys, then the labels in every language.
  public var spellings: [String] {
    keys + items.flatMap { item in Language.allCases.map { item.label[$0] } }
  }

  /// The help for somebody who wrote only the beginning of a label.
  func help(for text: String) -> String? {
    guard !text.isEmpty else { return nil }
    let meant = items.filter { item in Language.allCases.contains { item.label[$0].hasPrefix(text) } }
    return meant.count == 1 ? "did you mean `\(meant[0].key)`?" : nil
  }

  public subscript(key: String) -> Item? { places[key].map { items[$0] } }

  /// The key that a person means who writes a key or, word for word, a label of exactly one item.
  public func key(written text: String) -> String? {
    if places[text] != nil { return text }
    let meant = items.filter { item in Language.allCases.contains { item.label[$0] == text } }
    return meant.count == 1 ? meant[0].key : nil
  }
}

/// Whole levels from `min` to `max`, each with a label.
public final class Scale: Sendable {
  public let name: String
  public let title: Text
  public let min: Int
  public let max: Int
  public let labels: [Int: Text]

  public init(name: String, title: Text? = nil, min: Int, max: Int, labels: [Int: Text]) {
    self.name = name
    self.title = title ?? Text(name)
    self.min = min
    self.max = max
    self.labels = labels
  }
}
