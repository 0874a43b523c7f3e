import AuditCompare
import AuditCore

extension Tally {
  /// The counts of what there is any of, in words.
  func words(in language: Language) -> String {
    let parts: [(Int, String, String, String)] = [
      (added, "entry added", "entries added", "新增条目"), (removed, "entry removed", "entries removed", "移除条目"),
      (answered, "question answered", "questions answered", "新作答"),
      (takenBack, "answer taken back", "answers taken back", "撤回"),
      (changed, "answer changed", "answers changed", "修改"),
      (rerated, "score changed", "scores changed", "改评"),
      (proof, "answer with other evidence", "answers with other evidence", "依据变更"),
      (cosmetic, "change of spelling or rounding only", "changes of spelling or rounding only", "仅书写或尾数不同"),
      (figures, "computed figure", "computed figures", "计算结果"),
      (states, "state", "states", "状态变化"), (signOffs, "sign-off", "sign-offs", "批准变化"),
      (others, "other change", "other changes", "其他"),
    ]
    return parts.filter { $0.0 > 0 }
      .map { count, one, many, chinese in language.words(counted(count, one, many), "\(chinese) \(count)") }
      .joined(separator: language.words(", ", "，"))
  }

  /// The same in signs: `+1 -1 ~3`.
  var signs: String {
    let plus = added + answered
    let minus = removed + takenBack
    let other = total - plus - minus
    return [(plus, "+"), (minus, "-"), (other, "~")].filter { $0.0 > 0 }.map { "\($0.1)\($0.0)" }
      .joined(separator: " ")
  }
}

/// Figures of a result that differ, those of one row together.
struct FigureRow {
  /// The way to the row.
  let path: [String]
  let changes: [FigureChange]

  /// The plain figures first, then row by row, the highest ranks first; what differs in its last digits only is
  /// counted elsewhere.
  static func rows(_ figures: [FigureChange]) -> [FigureRow] {
    let grouped = Dictionary(grouping: figures.filter { !$0.isCosmetic }) { Array($0.path.dropLast()) }
    let rows = grouped.map {
      (row: FigureRow(path: $0.key, changes: $0.value), place: place($0.key, $0.value))
    }
    return rows.sorted { a, b in
      if a.place != b.place { return a.place.lexicographicallyPrecedes(b.place) }
      return a.row.path.lexicographicallyPrecedes(b.row.path)
    }.map(\.row)
  }

  /// Depth, then rank where the row has one that differs.
  private static func place(_ path: [String], _ changes: [FigureChange]) -> [Int] {
    let ranks = changes.filter { $0.path.last == "rank" }.flatMap { [$0.old, $0.new] }.compactMap {
      value -> Int? in
      if case .integer(let rank)? = value { rank } else { nil }
    }
    return [path.count, ranks.min() ?? .max]
  }
}
