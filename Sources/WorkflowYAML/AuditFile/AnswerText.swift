public import AuditCore
public import Diagnostics
import YAMLTree

/// Answers as they are typed on a command line or stand in a table that is imported.
public enum AnswerText {
  /// The value that a typed text gives a field.
  ///
  /// One word or text stands as it is. Lists are typed with commas; lists, groups and tables may be typed as YAML too.
  public static func value(_ text: String, of field: Field) throws(Mismatch) -> Value {
    if field.type.isScalar { return try field.type.value(typed: text) }
    let isYAML = text.hasPrefix("[") || text.hasPrefix("{") || text.hasPrefix("- ")
    switch field.type {
    case .group where !isYAML, .table where !isYAML:
      throw Mismatch(
        "\(field.type.expectation) is expected, but this is one text",
        help: "write it as `\(field.type.innerForm)`")
    default: break
    }
    if let element = field.type.element, !isYAML {
      var items: [Value] = []
      for text in element.items(written: text, atCommas: true) {
        items.append(try value(text, of: Field(id: field.id, title: field.title, type: element)))
      }
      if let mismatch = field.mismatch(with: .list(items)) { throw mismatch }
      return .list(items)
    }
    let document = YAMLTree.parse(SourceFile(name: field.id.name, text: text))
    let findings = Findings()
    findings.add(document.diagnostics)
    let value = document.root.flatMap { AnswerReader(findings).value($0, field) }
    if let wrong = findings.diagnostics.first(where: { $0.severity == .error }) {
      // Who asked knows which field it is.
      let prefix = "`\(field.id)`: "
      let length = wrong.message.hasPrefix(prefix) ? prefix.count : 0
      throw Mismatch(String(wrong.message.dropFirst(length)), help: wrong.help)
    }
    guard let value else { throw Mismatch("\(field.type.expectation) is expected") }
    return value
  }

  /// The entries of a register as a table gives them, CSV or a sheet of a workbook, with everything that is wrong in the table.
  public static func entries(
    _ table: SourceFile, sheet: String? = nil, of step: StepID, in workflow: Workflow,
    columns: [(field: String, column: String)], separator: String?
  ) -> (entries: [FileEntry], diagnostics: [Diagnostic]) {
    guard let step = workflow[step] else { return ([], []) }
    let findings = Findings()
    let reader = TableReader(workflow, step, findings) { _ in nil }
    let named = columns.map {
      TableReader.Column(field: $0.field, column: $0.column, fieldSpan: nil, span: nil)
    }
    let entries = reader.entries(
      TableSource(file: table, sheet: sheet.map { ($0, nil) }), columns: named.isEmpty ? nil : named,
      separator: separator ?? TableReader.usualSeparator)
    return (findings.once(entries.entries, step), findings.diagnostics.inOrder())
  }
}

extension FieldType {
  /// The value of a text for one answer, which may be the key of an entry.
  func value(typed text: String) throws(Mismatch) -> Value {
    if case .reference = self { return .text(AnswerReader.reference(text).written) }
    return try value(of: text)
  }
}
