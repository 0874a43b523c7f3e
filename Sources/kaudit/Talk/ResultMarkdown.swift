import AuditCore
import Diagnostics

/// The result of a method as Markdown, rounded for reading: its figures as one table, and each list of rows as a table of its own; rows
/// inside rows stand in a further table, each behind the row that it belongs to.
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
    let figures = members.filter { !isTable($0.value) && !isMatrix($0.value) && $0.value.record == nil }
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
        lines += [heading, ""] + rows(value.list ?? [], level: level + 1)
      } else if isMatrix(value) {
        lines += [heading, ""] + matrix(value.list?.compactMap(\.list) ?? [], of: name)
      }
    }
    return lines
  }

  private func isMatrix(_ value: Value) -> Bool { value.list?.first?.list != nil }

  /// Counts by two scales, each from 1 up: a row for each level of the first.
  private func matrix(_ rows: [[Value]], of name: String) -> [String] {
    table(
      [""] + (rows.first ?? []).indices.map { "\($0 + 1)" },
      rows.enumerated().map { place, row in ["\(place + 1)"] + row.map { words.plain($0, of: name) } })
  }

  private func isTable(_ value: Value) -> Bool { value.list?.first?.record != nil }

  private func rows(_ items: [Value], level: Int) -> [String] {
    let records = items.compactMap(\.record)
    let remarks = records.compactMap(words.remark)
    if remarks.count == records.count { return remarks.map { "- \(displayText($0))" } + [""] }
    let settings = records.compactMap(words.setting)
    if settings.count == records.count {
      return table(
        [language.words("name", "名称"), language.words("value", "值")], settings.map { [$0.name, $0.value] })
    }
    return tables(
      of: records.map { Row(outer: [], members: words.members(of: $0)) }, behind: [], level: level)
  }

  /// A row with what it is called and what the rows are called that it stands in.
  private struct Row {
    let outer: [String]
    let members: [(name: String, value: Value)]
  }

  private func tables(of rows: [Row], behind outer: [String], level: Int) -> [String] {
    var columns: [String] = []
    var inner: [String] = []
    for (name, value) in rows.lazy.flatMap(\.members) {
      if !columns.contains(name) { columns.append(name) }
      if isTable(value) || value.record != nil, !inner.contains(name) { inner.append(name) }
    }
    columns.removeAll(where: inner.contains)
    func shown(_ row: Row, _ name: String) -> String {
      row.members.first { $0.name == name }.map { words.plain($0.value, of: name) } ?? ""
    }
    var lines =
      columns.isEmpty
        || columns.count == 1 && rows.allSatisfy({ row in row.members.contains { isTable($0.value) } })
      ? []
      : table(outer + columns.map(words.name), rows.map { row in row.outer + columns.map { shown(row, $0) } })
    let behind = outer + (columns.first.map { [words.name($0)] } ?? [])
    for name in inner {
      let further = rows.flatMap { row -> [Row] in
        let value = row.members.first { $0.name == name }?.value
        let records = value?.record.map { [$0] } ?? value?.list?.compactMap(\.record) ?? []
        let called = row.outer + (columns.first.map { [shown(row, $0)] } ?? [])
        return records.map { Row(outer: called, members: words.members(of: $0)) }
      }
      lines += [String(repeating: "#", count: min(6, level)) + " " + words.name(name), ""]
      lines += tables(of: further, behind: behind, level: level + 1)
    }
    return lines
  }

  private func table(_ header: [String], _ rows: [[String]]) -> [String] {
    [line(header), line(header.map { _ in "---" })] + rows.map(line) + [""]
  }

  private func line(_ cells: [String]) -> String {
    let safe = cells.map { displayText($0).replacing("\\", with: "\\\\").replacing("|", with: "\\|") }
    return "| " + safe.joined(separator: " | ") + " |"
  }
}
