import AuditCore
import Diagnostics

/// The result of a method as Markdown, rounded for reading: its figures as one table, and each list of rows as a table of its own.
struct ResultMarkdown {
  private let words: ResultWords
  private let language: Language

  init(_ words: ResultWords, _ language: Language) {
    self.words = words
    self.language = language
  }

  func lines(_ title: String, _ result: Value) -> [String] {
    guard let record = result.roundedForReading.record else { return ["# \(title)"] }
    return ["# \(title)", ""] + section(record, level: 2)
  }

  private func section(_ record: Record, level: Int) -> [String] {
    var lines: [String] = []
    let members = words.members(of: record)
    let figures = members.filter { !isTable($0.value) && $0.value.record == nil }
    if !figures.isEmpty {
      lines += table(
        [language.words("figure", "指标"), language.words("value", "值")],
        figures.map { [words.name($0.name), words.plain($0.value, of: $0.name)] })
    }
    for (name, value) in members {
      let heading = String(repeating: "#", count: min(6, level)) + " " + words.name(name)
      if let inner = value.record {
        lines += [heading, ""] + section(inner, level: level + 1)
      } else if isTable(value) {
        lines += [heading, ""] + rows(value.list ?? [])
      }
    }
    return lines
  }

  private func isTable(_ value: Value) -> Bool { value.list?.first?.record != nil }

  private func rows(_ items: [Value]) -> [String] {
    let records = items.compactMap(\.record)
    let remarks = records.compactMap(words.remark)
    if remarks.count == records.count { return remarks.map { "- \(displayText($0))" } + [""] }
    let settings = records.compactMap(words.setting)
    if settings.count == records.count {
      return table(
        [language.words("name", "名称"), language.words("value", "值")], settings.map { [$0.name, $0.value] })
    }
    let rows = records.map { words.members(of: $0) }
    var columns: [String] = []
    for row in rows { for (name, _) in row where !columns.contains(name) { columns.append(name) } }
    return table(
      columns.map(words.name),
      rows.map { row in
        columns.map { name in row.first { $0.name == name }.map { words.plain($0.value, of: name) } ?? "" }
      })
  }

  private func table(_ header: [String], _ rows: [[String]]) -> [String] {
    [line(header), line(header.map { _ in "---" })] + rows.map(line) + [""]
  }

  private func line(_ cells: [String]) -> String {
    let safe = cells.map { displayText($0).replacing("\\", with: "\\\\").replacing("|", with: "\\|") }
    return "| " + safe.joined(separator: " | ") + " |"
  }
}
