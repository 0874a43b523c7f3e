import AuditCore
import Diagnostics
import Formats
import YAMLTree

/// Reads the entries of a register from a table, as `{from: file.csv, columns: {field: column}, separator: "|"}` says, or
/// `{from: file.xlsx, sheet: name}`.
struct TableReader {
  private let workflow: Workflow
  private let step: Step
  private let findings: Findings
  private let find: (String) -> SourceFile?

  init(_ workflow: Workflow, _ step: Step, _ findings: Findings, _ find: @escaping (String) -> SourceFile?) {
    self.workflow = workflow
    self.step = step
    self.findings = findings
    self.find = find
  }

  static let usualSeparator = "|"
  /// The column that holds what a score cites, separated as other lists are.
  private static let evidence = "evidence"

  /// Which column gives a field, and where that is said.
  struct Column {
    let field: String
    let column: String
    /// Where the field and its column are named.
    let fieldSpan: SourceSpan?
    let span: SourceSpan?
  }

  /// The entries, and whether every row has become one.
  func entries(_ node: YAMLNode) -> (entries: [FileEntry], isWhole: Bool) {
    guard
      let reader = MappingReader(
        node, as: "a table to read from", keys: ["from", "sheet", "columns", "separator"], findings),
      let from = reader["from"], let name = findings.text(from, "the name of a file")
    else { return ([], false) }
    guard let file = find(name) else {
      findings.add(
        Diagnostic(
          "missing-file", "the file `\(name)` cannot be found", at: from.useSpan,
          help: "it is looked for beside the audit file, and not outside its folder"))
      return ([], false)
    }
    let columns = columns(reader["columns"])
    // Without the columns that were meant, everything would be found to be missing.
    if columns == nil, reader["columns"] != nil { return ([], false) }
    let sheet = reader["sheet"].flatMap { node in
      findings.text(node, "the name of a sheet").map { (name: $0, span: node.useSpan) }
    }
    if sheet == nil, reader["sheet"] != nil { return ([], false) }
    return entries(
      TableSource(file: file, sheet: sheet, namedAt: from.useSpan), columns: columns,
      separator: findings.text(reader["separator"]) ?? Self.usualSeparator)
  }

  private func columns(_ node: YAMLNode?) -> [Column]? {
    guard let node else { return nil }
    guard node.kind == .mapping else {
      findings.expected("a group of columns by field, as `{revenue: revenue_usd}`,", at: node)
      return nil
    }
    return node.entries.compactMap { key, value in
      findings.text(value, "the name of a column").map {
        Column(field: key.text, column: $0, fieldSpan: key.useSpan, span: value.useSpan)
      }
    }
  }

  /// Reads a whole table. Columns are found by the names of fields, unless `columns` says otherwise.
  func entries(
    _ source: TableSource, columns: [Column]? = nil,
    separator: String = usualSeparator
  ) -> (entries: [FileEntry], isWhole: Bool) {
    guard let table = source.table(findings) else { return ([], false) }
    let plan = plan(table, columns)
    guard plan.isComplete else { return ([], false) }
    let reader = RowReader(step, table, plan, separator: separator, in: workflow)
    var doubts = TableDoubts()
    let entries = (0..<table.rowCount).compactMap { row in
      reader.key(row, findings, &doubts).map { FileEntry($0, at: .row(row, reader)) }
    }
    findings.add(doubts.diagnostics)
    return (entries, entries.count == table.rowCount)
  }

  private func plan(_ table: Table, _ columns: [Column]?) -> TablePlan {
    let header = table.header.map(\.text)
    var columnOf: [String: Int] = [:]
    /// Fields whose columns were named, but are not there: that they are missing is no second mistake.
    var misnamed: Set<String> = []
    var used: Set<Int> = []
    for (index, name) in header.enumerated() where columnOf[name] == nil { columnOf[name] = index }
    let columns = columns.map(fieldsThatAreThere)
    var plan = TablePlan()
    for given in columns ?? [] {
      let alike = header.contains(given.column) ? [given.column] : Spelling.alike(given.column, among: header)
      if alike.count > 1 {
        findings.add(.ambiguousColumn(given.column, alike, at: given.span))
        plan.isComplete = false
        continue
      }
      guard let index = alike.first.flatMap(header.firstIndex) else {
        findings.add(
          Diagnostic(
            "unknown-column", "the table has no column `\(given.column)`; it has \(listed(header))",
            at: given.span,
            help: didYouMean(given.column, header)))
        misnamed.insert(given.field)
        continue
      }
      columnOf[given.field] = index
    }
    // A column may also be headed by the title of its field, in any language and in other characters.
    for field in step.fields where columnOf[field.id.name] == nil {
      let titles = Language.allCases.map { field.title[$0] }
      if let titled = titles.lazy.compactMap({ columnOf[$0] }).first {
        columnOf[field.id.name] = titled
        continue
      }
      let found = Set(titles.flatMap { Spelling.alike($0, among: header) })
      let alike = header.filter(found.contains)
      if alike.count > 1 {
        findings.add(
          .ambiguousColumn(field.id.name, alike, at: columnOf[alike[0]].map { table.header[$0].span }))
        plan.isComplete = false
      }
      columnOf[field.id.name] = alike.first.flatMap { columnOf[$0] }
    }
    var missing: [String] = []
    var keyColumns: [FieldID: [(field: Field, column: Int)]] = [:]
    for field in step.fields where !field.isComputed {
      if step.keyFields.contains(field.id) {
        let parts = self.keyColumns(field, given: columnOf)
        let found = parts.compactMap { part in columnOf[part.id.name].map { (field: part, column: $0) } }
        guard found.count == parts.count else {
          missing += parts.map(\.id.name).filter { columnOf[$0] == nil && !misnamed.contains($0) }
          plan.isComplete = false
          continue
        }
        keyColumns[field.id] = found
        plan.places[field.id] = found.first?.column
        used.formUnion(found.map(\.column))
      } else if let column = columnOf[field.id.name] {
        plan.answers.append((field, column))
        plan.places[field.id] = column
        used.insert(column)
      }
    }
    // The parts of a key stand in the order of `key`, whatever the order of the fields is.
    plan.key = step.keyFields.flatMap { keyColumns[$0] ?? [] }
    if workflow.citesByEntry(step), let column = columnOf[Self.evidence] {
      plan.evidence = column
      used.insert(column)
    }
    guard missing.isEmpty else {
      findings.add(.missingColumn(missing, in: table, header))
      return plan
    }
    if columns == nil { warnOfUnused(table, used) }
    return plan
  }

  /// A reference in a key may be spread over columns that are called as the key fields it refers to.
  private func keyColumns(_ field: Field, given columns: [String: Int]) -> [Field] {
    guard columns[field.id.name] == nil, let target = field.type.target.flatMap({ workflow[$0] }),
      target.keyFields.count > 1 || columns[target.keyFields.first?.name ?? ""] != nil
    else { return [field] }
    return target.keyFields.compactMap(target.field).flatMap { keyColumns($0, given: columns) }
  }

  private func warnOfUnused(_ table: Table, _ used: Set<Int>) {
    let unused = table.header.indices.filter { !used.contains($0) }
    guard let first = unused.first else { return }
    let names = unused.map { table.header[$0].text }
    let fields = step.fields.filter { !$0.isComputed }.map(\.id.name)
    findings.add(
      Diagnostic(
        "unused-column", "\(listed(names)): `\(step.id)` has no such field, so it is not read",
        at: table.header[first].span, severity: .warning,
        help: helpInside(names[0]) ?? didYouMean(names[0], fields)
          ?? "map columns under `columns:` to say that the others are not meant"))
  }

  /// A group has no cell of a table: its fields are answered in the audit file.
  private func helpInside(_ name: String) -> String? {
    step.fields.around(name).map { outer in
      "it is a part of `\(outer.id)`, which a table cannot hold: list the entries in the audit file, each with `\(outer.id): \(outer.type.innerForm)`"
    }
  }

  /// Columns for fields that are none are told and left out.
  private func fieldsThatAreThere(_ columns: [Column]) -> [Column] {
    var fields = step.fields.filter { !$0.isComputed }.map(\.id.name)
    if workflow.citesByEntry(step) { fields.append(Self.evidence) }
    let parts = step.fields.compactMap(\.type.target).flatMap { workflow[$0]?.keyFields.map(\.name) ?? [] }
    return columns.filter { given in
      if fields.contains(given.field) || parts.contains(given.field) { return true }
      findings.add(
        Diagnostic(
          "unknown-field", "`\(step.id)` has no field `\(given.field)` that could be read",
          at: given.fieldSpan, help: helpInside(given.field) ?? didYouMean(given.field, fields + parts)))
      return false
    }
  }

}

extension Diagnostic {
  /// What is wrong with parts of a key in which a character hides, if one does.
  static func hiddenInKey(
    _ parts: [String], _ field: FieldID, at span: @autoclosure () -> SourceSpan
  ) -> Diagnostic? {
    for part in parts {
      guard let character = EntryKey.hiddenCharacter(in: part) else { continue }
      return Diagnostic(
        "hidden-in-key",
        "`\(field)`: the key `\(displayText(part))` holds the character \(character.codePoint), which cannot be seen",
        at: span(), help: "take it out: a key shows what tells the entries apart")
    }
    return nil
  }

  fileprivate static func ambiguousColumn(
    _ name: String, _ columns: [String], at span: SourceSpan?
  ) -> Diagnostic {
    Diagnostic(
      "ambiguous-column", "\(listed(columns)): each of these columns may be meant by `\(name)`", at: span,
      help: "say which under `columns:`, spelt as it is headed")
  }

  fileprivate static func missingColumn(
    _ names: [String], in table: Table, _ header: [String]
  ) -> Diagnostic {
    let alike = names.first.flatMap { nearest(to: $0, among: header) }
    return Diagnostic(
      "missing-column",
      names.count == 1
        ? "the table has no column \(listed(names)), which tells the entries apart"
        : "the table has no columns \(listed(names)), which tell the entries apart",
      at: table.header.first { $0.text == alike }?.span ?? table.header.first?.span,
      help: alike.map { "`\($0)` looks like it: rename it, or map it under `columns:`" }
        ?? "columns that are called otherwise are mapped under `columns:`")
  }
}
