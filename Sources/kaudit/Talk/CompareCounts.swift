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
      (cosmetic, "change of spelling only", "changes of spelling only", "仅书写不同"),
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

  /// The plain figures first, then row by row.
  static func rows(_ figures: [FigureChange]) -> [FigureRow] {
    let grouped = Dictionary(grouping: figures) { Array($0.path.dropLast()) }
    return grouped.sorted { a, b in
      a.key.count == b.key.count ? a.key.lexicographicallyPrecedes(b.key) : a.key.count < b.key.count
    }.map { FigureRow(path: $0.key, changes: $0.value) }
  }
}
