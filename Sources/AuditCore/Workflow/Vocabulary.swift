/// Named values to choose from, each with its text in every language.
public final class Vocabulary: Sendable {
  public struct Item: Sendable {
    public let key: String
    public let label: Text
    /// What helps to choose it, or not to.
    public let guidance: Text?
    public init(key: String, label: Text, guidance: Text? = nil) {
      self.key = key
      self.label = label
      self.guidance = guidance
    }
  }

  public let name: String
  public let title: Text
  /// The rows of the sources that it renders.
  public let source: [String]
  public let items: [Item]
  private let places: [String: Int]
  private let alike: AlikeSpellings<String>

  public init(name: String, title: Text? = nil, source: [String] = [], items: [Item]) {
    self.name = name
    self.title = title ?? Text(name)
    self.source = source
    self.items = items
    alike = AlikeSpellings {
      items.flatMap { item in ([item.key] + item.label.spellings).map { ($0, item.key) } }
    }
    places = Dictionary(items.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public var keys: [String] { items.map(\.key) }

  /// Everything that may be written for a value: the keys, then the labels in every language.
  public var spellings: [String] {
    keys + items.flatMap(\.label.spellings)
  }

  /// The help for somebody who wrote several values as one, or only the beginning of a label.
  func help(for text: String) -> String? {
    guard !text.isEmpty else { return nil }
    if let help = Spelling.helpForSeveral(text, isKnown: { !keys(written: $0).isEmpty }) { return help }
    let meant = items.filter { $0.label.spellings.contains { $0.hasPrefix(text) } }
    return meant.count == 1 ? "did you mean `\(meant[0].key)`?" : nil
  }

  public subscript(key: String) -> Item? { places[key].map { items[$0] } }

  /// The keys that a person may mean who writes a key or, word for word, a label: those that are written so, or else
  /// those that are the same words in other characters.
  public func keys(written text: String) -> [String] {
    if places[text] != nil { return [text] }
    let exact = items.filter { $0.label.spellings.contains(text) }.map(\.key)
    return exact.isEmpty ? alike[text] : exact
  }

  /// The key that a text means, where it can only mean one.
  public func key(written text: String) -> String? {
    let keys = keys(written: text)
    return keys.count == 1 ? keys[0] : nil
  }
}

/// Whole levels from `min` to `max`, each with a label.
public final class Scale: Sendable {
  public let name: String
  public let title: Text
  /// The rows of the sources that it renders.
  public let source: [String]
  public let min: Int
  public let max: Int
  public let labels: [Int: Text]
  private let alike: AlikeSpellings<Int>

  public init(
    name: String, title: Text? = nil, source: [String] = [], min: Int, max: Int, labels: [Int: Text]
  ) {
    self.name = name
    self.title = title ?? Text(name)
    self.source = source
    self.min = min
    self.max = max
    self.labels = labels
    alike = AlikeSpellings {
      labels.sorted { $0.key < $1.key }.flatMap { level, label in label.spellings.map { ($0, level) } }
    }
  }

  /// The levels that a person may mean who writes a label word for word, if need be in other characters.
  func levels(written text: String) -> [Int] {
    let exact = labels.filter { $0.value.spellings.contains(text) }.map(\.key).sorted()
    return exact.isEmpty ? alike[text] : exact
  }
}

extension Text {
  /// The text in every language.
  var spellings: [String] { Language.allCases.map { self[$0] } }
}
