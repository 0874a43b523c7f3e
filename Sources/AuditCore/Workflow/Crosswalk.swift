import CEL

/// For every key of one vocabulary, the keys of another that mean the same: one, several, or none.
///
/// So an item may belong to several classes, and answers in one taxonomy can be read in another.
public final class Crosswalk: Sendable {
  public let name: String
  public let title: Text
  /// The rows of the sources that it renders.
  public let source: [String]
  public let from: Vocabulary
  public let to: Vocabulary
  private let counterparts: [String: [String]]

  public init(
    name: String, title: Text? = nil, source: [String] = [], from: Vocabulary, to: Vocabulary,
    counterparts: [String: [String]]
  ) {
    self.name = name
    self.title = title ?? Text(name)
    self.source = source
    self.from = from
    self.to = to
    self.counterparts = counterparts
  }

  /// The counterparts of a key, in the order of the file; none where it has none.
  public subscript(key: String) -> [String] { counterparts[key] ?? [] }

  /// What expressions read: a map from each key to the list of its counterparts.
  var constant: CELValue? {
    CELMap(
      from.keys.map { key in
        (key: CELValue.string(key), value: CELValue.list(self[key].map(CELValue.string)))
      }
    ).map(CELValue.map)
  }
}
