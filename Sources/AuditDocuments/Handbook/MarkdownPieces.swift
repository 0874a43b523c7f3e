import Template

/// Pieces of Markdown made of texts that may hold anything.
enum MarkdownPieces {
  /// The text on one line.
  static func line(_ text: String) -> String {
    OutputKind.markdown.escaped(text.split(whereSeparator: \.isNewline).joined(separator: " "))
  }

  /// The text with its paragraphs.
  static func paragraphs(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { OutputKind.markdown.escaped(String($0)) }
      .joined(separator: "\n\n")
  }

  /// The text as code; in a cell of a table, a bar would end the cell.
  static func code(_ text: String, inCell: Bool = false) -> String {
    var oneLine = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    if inCell { oneLine = oneLine.replacing("|", with: "\\|") }
    var fence = "`"
    while oneLine.contains(fence) { fence += "`" }
    let space = oneLine.hasPrefix("`") || oneLine.hasSuffix("`") ? " " : ""
    return fence + space + oneLine + space + fence
  }

  /// A table; nothing where it has no rows. Heads and cells are Markdown already.
  static func table(_ head: [String], _ rows: [[String]]) -> [String] {
    guard !rows.isEmpty else { return [] }
    func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    return [([row(head), row(head.map { _ in "---" })] + rows.map(row)).joined(separator: "\n")]
  }

  static func list(_ items: [String]) -> [String] {
    items.isEmpty ? [] : [items.map { "- \($0)" }.joined(separator: "\n")]
  }
}
