/// What is open or wrong inside groups and tables; their rules stand on the group or the row.
extension Completeness {
  /// What must be answered in a group or row, and is not.
  func openObstacles(_ record: InnerRecord, _ field: Field, _ id: EntryID) -> [Obstacle] {
    record.fields.compactMap { part in
      guard !part.isComputed, record.isAsked(part) else { return nil }
      let words: Obstacle.Words?
      switch record.record[part.id.name] ?? part.initial ?? .none {
      case .none: words = unansweredWords(part, id, nil, in: record)
      case .nonAnswer(.later, let reason): words = .deferred(because: reason)
      default: words = nil
      }
      return words.map { Obstacle(id, field.id, inside: record.place(of: part), $0) }
    }
  }

  /// What the checks of the fields in a group or row say: those that warn, or those that hold back.
  func checkObstacles(
    _ record: InnerRecord, _ field: Field, _ id: EntryID, warnings: Bool, besides missing: Set<String>
  ) -> [Obstacle] {
    record.fields.filter { !$0.checks.isEmpty && record.isAsked($0) }.flatMap { part in
      part.checks.filter { $0.isWarning == warnings }.compactMap { check in
        obstacle(
          check, on: nil, at: id, field.id, in: nil, besides: missing, record: record,
          inside: record.place(of: part))
      }
    }
  }

  /// What the checks inside a field warn of, and the answers inside it that do not count.
  func warnings(inside field: Field, _ id: EntryID) -> [Obstacle] {
    bindings.innerRecords(of: field.id, at: id).flatMap(\.whole).flatMap { record in
      record.setAside.map { Obstacle(id, field.id, inside: record.place(of: $0), .setAside) }
        + checkObstacles(record, field, id, warnings: true, besides: [])
    }
  }
}
