/// Tells the rows of a table apart by the fields under its `key:`, as keys tell the entries of a register apart.
public struct RowKeys {
  private let fields: [Field]
  private var rows: [EntryKey: Int] = [:]

  /// Nothing where rows may be alike.
  public init?(_ type: FieldType) {
    guard case .table(let fields, let key) = type, !key.isEmpty else { return nil }
    self.fields = key.compactMap { name in fields.first { $0.id == name } }
  }

  /// The names of the fields.
  public var names: [FieldID] { fields.map(\.id) }

  /// The key of a row; nothing while a part of it is missing.
  public func key(of row: Record) -> EntryKey? {
    var parts: [String] = []
    for field in fields {
      guard let value = row[field.id.name],
        let part = EntryKey.parts(of: value, isReference: field.type.target != nil)
      else { return nil }
      parts += part
    }
    return EntryKey(parts)
  }

  /// Takes in the next row of the table; gives its key and the number of an earlier row, from 1 on, that has the same.
  public mutating func take(_ row: Record, number: Int) -> (key: EntryKey, earlier: Int)? {
    guard let key = key(of: row) else { return nil }
    if let earlier = rows[key] { return (key, earlier) }
    rows[key] = number
    return nil
  }

  /// What is wrong with the keys of rows, if anything; a part that is missing is still to be answered.
  static func mismatch(of rows: [Record], _ type: FieldType) -> Mismatch? {
    guard var keys = RowKeys(type) else { return nil }
    for (place, row) in rows.enumerated() {
      if let open = keys.names.first(where: { row[$0.name].map(\.isNonAnswer) ?? false }) {
        return Mismatch("`\(open)` tells the rows apart, so it cannot be left open")
      }
      if let (key, earlier) = keys.take(row, number: place + 1) {
        return Mismatch("`\(key)` stands twice, in rows \(earlier) and \(place + 1)")
      }
    }
    return nil
  }
}

extension Value {
  fileprivate var isNonAnswer: Bool { if case .nonAnswer = self { true } else { false } }
}
