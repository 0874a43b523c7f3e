/// A field as the key of a constant map, e.g. `classes_of_item[this.item]`.
///
/// For the host, which knows what a field may hold, and can say so where the map lacks some of it.
public struct FieldAsKey: Hashable, Sendable {
  /// The name of the constant.
  public let map: String
  public let shape: String
  public let field: String
  /// Where the field stands, in Unicode scalars from the beginning of the expression.
  public let range: Range<Int>
}

extension Checker {
  /// Says where a constant map is asked for a key that is written out and that it has not, and notes fields as keys.
  mutating func checkKey(_ key: NodeID, of map: NodeID) {
    guard case .constant(.map(let constant))? = meanings[map] else { return }
    let name = expression.text(in: tree[map].range)
    if case .literal(.string(let text)) = tree[key].kind {
      guard constant[text] == nil else { return }
      report(.unknownKey(text, of: name, constant, at: tree[key].range))
    } else if case .field(let index, let shape)? = meanings[key] {
      fieldsAsKeys.append(
        FieldAsKey(map: name, shape: shape.name, field: shape.fields[index].name, range: tree[key].range))
    }
  }
}

extension CELValue {
  /// The type of a constant, with that of everything in it.
  var exactType: CELType {
    switch self {
    case .list(let items): .list(Self.joinedType(items))
    case .map(let map): .map(Self.joinedType(map.keys), Self.joinedType(map.values))
    default: type
    }
  }

  /// An empty list among others is a list of what they hold.
  private static func joinedType(_ values: [CELValue]) -> CELType {
    var joined: CELType?
    for value in values {
      if case .list(let items) = value, items.isEmpty, case .list? = joined { continue }
      let type = value.exactType
      if joined == .list(.dyn), case .list = type {
        joined = type
      } else {
        joined = joined?.joined(with: type) ?? type
      }
    }
    return joined ?? .dyn
  }
}

extension Problem {
  fileprivate static func unknownKey(
    _ key: String, of map: String, _ constant: CELMap, at range: Range<Int>
  ) -> Problem {
    let keys = constant.keys.compactMap { if case .string(let text) = $0 { text } else { nil } }
    let shown = keys.prefix(12).map { "`\($0)`" }.joined(separator: ", ") + (keys.count > 12 ? ", …" : "")
    return Problem(
      .unknownName, "`\(map)` has no key `\(key)`; it has \(shown)", at: range,
      help: nearestName(to: key, among: keys).map { "did you mean `\($0)`?" })
  }
}
