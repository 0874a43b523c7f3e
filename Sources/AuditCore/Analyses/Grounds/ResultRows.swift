/// How the rows of a result are called, so that one of them can be named.
public enum ResultRows {
  /// Members that name a row, the best first.
  public static let naming: [[String]] = [
    ["id"], ["keys"], ["row_axis", "column_axis", "slice_axis", "slice_key"], ["key"], ["axis"], ["name"],
    ["code"],
  ]

  /// The names of rows by some of their members; nothing where those do not tell them apart.
  public static func names(
    _ rows: [Value], by members: [String], _ name: (String) -> String = { $0 }
  ) -> [String]? {
    var names: [String] = []
    names.reserveCapacity(rows.count)
    for row in rows {
      let parts = members.compactMap { member -> String? in
        switch row.record?[member] {
        case .text(let text): name(text)
        case .list(let items): items.compactMap(\.text).map(name).joined(separator: ",")
        case .integer(let whole): "\(whole)"
        default: nil
        }
      }
      guard let first = parts.first else { return nil }
      names.append(parts.count == 1 ? first : parts.joined(separator: " × "))
    }
    return Set(names).count == names.count ? names : nil
  }

  /// The names of the rows of one list: by what names them, by the columns that they stand under, else by number.
  public static func names(_ rows: [Value], under columns: [String] = []) -> [String] {
    guard rows.allSatisfy({ $0.record != nil }) else { return numbers(rows) }
    for members in naming {
      if let names = names(rows, by: members) { return names }
    }
    return rows.count == columns.count ? columns : numbers(rows)
  }

  public static func numbers(_ rows: [Value]) -> [String] { rows.indices.map { "\($0 + 1)" } }
}

extension Value {
  /// What can be named next in a result: members of a record, rows of a list.
  public var resultParts: [(name: String, value: Value)] {
    switch self {
    case .record(let record):
      let columns = record["column_keys"]?.list?.compactMap(\.text) ?? []
      return record.members.flatMap { member -> [(name: String, value: Value)] in
        guard !columns.isEmpty, case .list(let rows) = member.value else {
          return [(member.name, member.value)]
        }
        return [(member.name, .list(rows.map { $0.naming(columns) }))]
      }
    case .list(let rows): return Array(zip(ResultRows.names(rows), rows)).map { ($0, $1) }
    case .none, .boolean, .integer, .number, .text, .nonAnswer: return []
    }
  }

  /// A row of a grid whose cells are called as the columns.
  private func naming(_ columns: [String]) -> Value {
    guard let record, case .list(let cells)? = record["cells"], cells.count == columns.count else {
      return self
    }
    let named = zip(columns, cells).map { column, cell -> Value in
      guard let inner = cell.record, inner["key"] == nil else { return cell }
      return .record(Record(inner.members.map { ($0.name, $0.value) } + [("key", .text(column))]))
    }
    return .record(Record(record.members.map { ($0.name, $0.name == "cells" ? .list(named) : $0.value) }))
  }

  /// What stands at a place of a result; nil where it has no such place.
  public func figure(at path: [String]) -> Value? {
    guard let first = path.first else { return self }
    return resultParts.first { $0.name == first }?.value.figure(at: Array(path.dropFirst()))
  }
}
