import AuditCore
import Diagnostics
import Formats
import YAMLTree

/// A table as a list of records in JSON: `[{"unit": "A", "score": 3}, …]`.
///
/// The columns are the names of the members, in the order in which they first appear; a member that is absent or `null` is an empty
/// cell, a list is several values in one.
enum JSONTable {
  /// Whether a file is meant as JSON. No table of CSV begins with a bracket before a brace.
  static func isJSON(_ file: SourceFile) -> Bool {
    let start = file.bytes.lazy.filter { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }.prefix(2)
    return file.name.lowercased().hasSuffix(".json") || Array(start) == Array("[{".utf8)
  }

  static func read(_ file: SourceFile) -> (Table?, [Diagnostic]) {
    let document = YAMLTree.parse(file)
    let findings = Findings()
    findings.add(document.diagnostics)
    guard !findings.diagnostics.containsError, let root = document.root else {
      return (nil, findings.diagnostics)
    }
    guard root.kind == .sequence, root.count > 0 else {
      findings.expected("a list of records, as `[{\"unit\": \"A\", \"score\": 3}]`,", at: root)
      return (nil, findings.diagnostics)
    }
    var header: [Table.Cell] = []
    var places: [String: Int] = [:]
    for record in root.items {
      guard record.kind == .mapping else {
        findings.expected("a record, as `{\"unit\": \"A\", \"score\": 3}`,", at: record)
        continue
      }
      for (key, _) in record.entries where places[key.text] == nil {
        places[key.text] = header.count
        header.append(Table.Cell(text: key.text, span: key.useSpan))
      }
    }
    findings.add(Table.mistakes(inHeader: header))
    guard !findings.diagnostics.containsError else { return (nil, findings.diagnostics) }
    var cells: [(cell: Table.Cell, kind: Table.Kind)] = []
    cells.reserveCapacity(root.count * header.count)
    for record in root.items {
      let start = cells.count
      let empty = Table.Cell(text: "", span: record.useSpan)
      cells += header.map { _ in (empty, .text) }
      for (key, value) in record.entries {
        guard let place = places[key.text] else { continue }
        cells[start + place] = cell(value, findings)
      }
    }
    guard !findings.diagnostics.containsError else { return (nil, findings.diagnostics) }
    return (Table(header: header, cells: cells, of: file), findings.diagnostics)
  }

  private static func cell(_ node: YAMLNode, _ findings: Findings) -> (Table.Cell, Table.Kind) {
    switch node.kind {
    case .sequence:
      let texts = node.items.map { cell($0, findings).0.text }
      return (
        Table.Cell(text: texts.joined(separator: TableReader.usualSeparator), span: node.useSpan), .text
      )
    case .mapping:
      findings.expected("a number, a text, a list or null", at: node)
      return (Table.Cell(text: "", span: node.useSpan), .text)
    case .scalar:
      guard node.isPlain else { return (Table.Cell(text: node.text, span: node.useSpan), .text) }
      let isEmpty = ["null", ""].contains(node.text)
      let kind: Table.Kind =
        ["true", "false"].contains(node.text) ? .boolean : Double(node.text) == nil ? .text : .number
      return (Table.Cell(text: isEmpty ? "" : node.text, span: node.useSpan), kind)
    }
  }
}
