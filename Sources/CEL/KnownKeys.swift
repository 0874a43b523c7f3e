/// All keys of a map that has no others, e.g. of a crosswalk, in the order in which they were written.
public enum KnownKeys: Hashable, Sendable {
  case texts([String])
  case numbers([Int64])

  /// The keys of a map, where all are texts, or all are whole numbers.
  init?(_ keys: [CELValue]) {
    let texts = keys.compactMap { if case .string(let text) = $0 { text } else { nil } }
    let numbers = keys.compactMap { if case .int(let number) = $0 { number } else { nil } }
    guard !keys.isEmpty else { return nil }
    if texts.count == keys.count {
      self = .texts(texts)
    } else if numbers.count == keys.count {
      self = .numbers(numbers)
    } else {
      return nil
    }
  }

  /// The type of every key.
  var type: CELType {
    switch self {
    case .texts: .string
    case .numbers: .int
    }
  }

  /// The keys as expressions write them after a dot, or between brackets where they are numbers.
  var written: [String] {
    switch self {
    case .texts(let texts): texts
    case .numbers(let numbers): numbers.map(String.init)
    }
  }

  /// Whether a value of the keys' type is one of them; any other is not judged.
  func lack(_ value: CELValue) -> Bool {
    switch (self, value) {
    case (.texts(let texts), .string(let text)): !texts.contains { ExactString($0) == ExactString(text) }
    case (.numbers(let numbers), .int(let number)): !numbers.contains(number)
    default: false
    }
  }
}

/// A field as the key of a map whose keys are known, e.g. `classes_of_item[this.item]`.
///
/// For the host, which knows what a field may hold, and can say so where the map lacks some of it.
public struct FieldAsKey: Hashable, Sendable {
  /// The map, as it is written.
  public let map: String
  public let keys: KnownKeys
  public let shape: String
  public let field: String
  /// Where the field stands, in Unicode scalars from the beginning of the expression.
  public let range: Range<Int>
}

extension Checker {
  /// Says where a map is asked for a key that is written out and that it has not, and notes fields as keys.
  mutating func checkKey(_ key: NodeID, of map: NodeID, isOptional: Bool) {
    guard case .keyed(let keys, _) = types[map] else { return }
    let name = expression.text(in: tree[map].range)
    if case .literal(let value) = tree[key].kind {
      if keys.lack(value) { report(.unknownKey(value.text ?? "", of: name, keys, at: tree[key].range)) }
    } else if case .field(let index, let shape)? = meanings[key], !isOptional {
      fieldsAsKeys.append(
        FieldAsKey(
          map: name, keys: keys, shape: shape.name, field: shape.fields[index].name, range: tree[key].range))
    }
  }

  /// Says where `in` looks for a text that is written out among constants that lack it.
  mutating func checkMember(_ value: NodeID, of collection: NodeID) {
    guard let keys = knownMembers(of: collection), case .literal(let literal) = tree[value].kind,
      keys.lack(literal)
    else { return }
    report(
      .unknownKey(
        literal.text ?? "", of: expression.text(in: tree[collection].range), keys, at: tree[value].range))
  }

  /// What walking a collection gives one after the other, where that is known: constants, or the keys of a map.
  func knownMembers(of collection: NodeID) -> KnownKeys? {
    if case .keyed(let keys, _) = types[collection] { return keys }
    guard case .constant(.list(let items))? = meanings[collection] else { return nil }
    return KnownKeys(items)
  }
}

extension CELValue {
  /// The type of a constant, with that of everything in it.
  var exactType: CELType {
    switch self {
    case .list(let items): .list(Self.joinedType(items))
    case .map(let map):
      if let keys = KnownKeys(map.keys) {
        .keyed(keys, Self.joinedType(map.values))
      } else {
        .map(Self.joinedType(map.keys), Self.joinedType(map.values))
      }
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
  /// A field is compared with a text that it never holds.
  static func neverText(_ text: String, _ field: Shape.Field, at range: Range<Int>) -> Problem {
    Problem(
      .unknownName, "`\(field.name)` is never `\(text)`; it is one of \(listed(field.values))", at: range,
      help: text.utf8.count > 2
        ? nearestName(to: text, among: field.values).map { "did you mean `\($0)`?" } : nil, isMissingKey: true
    )
  }

  static func unknownKey(_ key: String, of map: String, _ keys: KnownKeys, at range: Range<Int>) -> Problem {
    let known = keys.written
    return Problem(
      .unknownName, "`\(map)` has no key `\(key)`; it has \(known.isEmpty ? "none" : listed(known))",
      at: range,
      help: nearestName(to: key, among: known).map { "did you mean `\($0)`?" }, isMissingKey: true)
  }
}
