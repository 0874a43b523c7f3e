import AuditCore
import Diagnostics
import Formats
import YAMLTree

/// Reads the entries of a register from a table, as `{from: file.csv, columns: {field: column}, separator: "|"}` says.
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

  /// Which column gives a field, and where that is said.
  struct Column {
    let field: String
    let column: String
    let span: SourceSpan?
  }

  func entries(_ node: YAMLNode) -> [FileEntry] {
    guard
      let reader = MappingReader(
        node, as: "a table to read from", keys: ["from", "columns", "separator"], findings),
      let from = reader["from"], let name = findings.text(from, "the name of a file")
    else { return [] }
    guard let source = find(name) else {
      findings.add(
        Diagnostic(
          "missing-file", "the file `\(name)` cannot be found", at: from.useSpan,
          help: "it is looked for beside the audit file, and not outside its folder"))
      return []
    }
    let columns = columns(reader["columns"])
    return entries(
      source, columns: columns, separator: findings.text(reader["separator"]) ?? Self.usualSeparator)
  }

  private func columns(_ node: YAMLNode?) -> [Column]? {
    guard let node else { return nil }
    guard node.kind == .mapping else {
      findings.expected("columns by field, as `{revenue: revenue_usd}`,", at: node)
      return nil
    }
    return node.entries.compactMap { key, value in
      findings.text(value, "the name of a column").map {
        Column(field: key.text, column: $0, span: value.useSpan)
      }
    }
  }

  /// Reads a whole table. Columns are found by the names of fields, unless `columns` says otherwise.
  func entries(
    _ source: SourceFile, columns: [Column]? = nil,
    separator: String = usualSeparator
  ) -> [FileEntry] {
    let (table, diagnostics) = CSV.read(source)
    findings.add(diagnostics)
    guard let table else { return [] }
    let plan = plan(table, columns)
    guard plan.isComplete else { return [] }
    return (0..<table.rowCount).compactMap { entry(table, $0, plan, separator) }
  }

  /// Which column gives which field, and which columns give the key.
  private struct Plan {
    var answers: [(field: Field, column: Int)] = []
    /// For each key field, the columns of its parts.
    var key: [(field: Field, columns: [Int])] = []
    var places: [FieldID: Int] = [:]
    var isComplete = true
  }

  private func plan(_ table: Table, _ columns: [Column]?) -> Plan {
    let header = table.header.map(\.text)
    var columnOf: [String: Int] = [:]
    var used: Set<Int> = []
    for (index, name) in header.enumerated() where columnOf[name] == nil { columnOf[name] = index }
    for given in columns ?? [] {
      guard let index = header.firstIndex(of: given.column) else {
        findings.add(
          Diagnostic(
            "unknown-column", "the table has no column `\(given.column)`; it has \(listed(header))",
            at: given.span,
            help: didYouMean(given.column, header)))
        continue
      }
      columnOf[given.field] = index
    }
    // A column may also be headed by the title of its field, in any language.
    for field in step.fields where columnOf[field.id.name] == nil {
      let titled = Language.allCases.lazy.compactMap { columnOf[field.title[$0]] }.first
      if let titled { columnOf[field.id.name] = titled }
    }
    var plan = Plan()
    for field in step.fields where !field.isComputed {
      if step.keyFields.contains(field.id) {
        let names = keyColumns(field, given: columnOf)
        let found = names.compactMap { columnOf[$0] }
        guard found.count == names.count else {
          plan.isComplete = false
          let missing = names.filter { columnOf[$0] == nil }
          findings.add(
            Diagnostic(
              "missing-column", "the table has no column \(listed(missing)), which tells the entries apart",
              at: table.header.first?.span,
              help: missing.first.flatMap { didYouMean($0, header) } ?? "name it under `columns:`"))
          continue
        }
        plan.key.append((field, found))
        plan.places[field.id] = found.first
        used.formUnion(found)
      } else if let column = columnOf[field.id.name] {
        plan.answers.append((field, column))
        plan.places[field.id] = column
        used.insert(column)
      }
    }
    warnOfUnused(table, used, hasColumns: columns != nil)
    checkFields(columns)
    return plan
  }

  /// A reference in a key may be spread over columns that are called as the key fields it refers to.
  private func keyColumns(_ field: Field, given columns: [String: Int]) -> [String] {
    guard columns[field.id.name] == nil, let target = field.type.target.flatMap({ workflow[$0] }),
      target.keyFields.count > 1 || columns[target.keyFields.first?.name ?? ""] != nil
    else { return [field.id.name] }
    return target.keyFields.flatMap { name in
      target.field(name).map { keyColumns($0, given: columns) } ?? [name.name]
    }
  }

  private func warnOfUnused(_ table: Table, _ used: Set<Int>, hasColumns: Bool) {
    let unused = table.header.indices.filter { !used.contains($0) }
    guard !hasColumns, let first = unused.first else { return }
    let names = unused.map { table.header[$0].text }
    let fields = step.fields.filter { !$0.isComputed }.map(\.id.name)
    findings.add(
      Diagnostic(
        "unused-column", "\(listed(names)): `\(step.id)` has no such field, so it is not read",
        at: table.header[first].span, severity: .warning,
        help: didYouMean(names[0], fields)
          ?? "map columns under `columns:` to say that the others are not meant"))
  }

  private func checkFields(_ columns: [Column]?) {
    let fields = step.fields.filter { !$0.isComputed }.map(\.id.name)
    let parts = step.fields.compactMap(\.type.target).flatMap { workflow[$0]?.keyFields.map(\.name) ?? [] }
    for given in columns ?? [] where !fields.contains(given.field) && !parts.contains(given.field) {
      findings.add(
        Diagnostic(
          "unknown-field", "`\(step.id)` has no field `\(given.field)` that could be read", at: given.span,
          help: didYouMean(given.field, fields)))
    }
  }

  private func entry(_ table: Table, _ row: Int, _ plan: Plan, _ separator: String) -> FileEntry? {
    var parts: [String] = []
    for (field, columns) in plan.key {
      for column in columns {
        guard !table.isEmpty(row, column) else {
          findings.add(
            Diagnostic(
              "missing-key-field", "`\(table.header[column].text)` is empty, but tells the entries apart",
              at: table.span(row, column)))
          return nil
        }
        let text = table.text(row, column).trimmingSpaces
        guard columns.count == 1 else {
          parts.append(text)
          continue
        }
        guard let value = value(text, field, table.span(row, column), separator),
          let part = EntryKey.parts(of: value, isReference: field.type.target != nil)
        else { return nil }
        parts += part
      }
    }
    var answers: [FieldAnswer] = []
    answers.reserveCapacity(plan.answers.count)
    for (field, column) in plan.answers where !table.isEmpty(row, column) {
      if let value = value(table.text(row, column), field, table.span(row, column), separator) {
        answers.append(FieldAnswer(field.id, Answer(value)))
      }
    }
    return FileEntry(
      id: EntryID(step.id, EntryKey(parts)), answers: answers, place: .row(table, row, plan.places))
  }

  private func value(
    _ text: String, _ field: Field, _ span: @autoclosure () -> SourceSpan, _ separator: String
  ) -> Value? {
    do throws(Mismatch) {
      let value = try value(text, field.type, separator)
      if let mismatch = field.mismatch(with: value) { throw mismatch }
      return value
    } catch {
      findings.add(.wrongValue(error, field.id, at: span()))
      return nil
    }
  }

  private func value(_ text: String, _ type: FieldType, _ separator: String) throws(Mismatch) -> Value {
    switch type {
    case .choices(let vocabulary): return .list(try items(text, .choice(of: vocabulary), separator))
    case .list(let element): return .list(try items(text, element, separator))
    case .reference: return .text(AnswerReader.reference(text).written)
    case .group, .table: throw Mismatch("\(type.expectation) cannot stand in one cell of a table")
    default: return try type.value(of: text)
    }
  }

  private func items(_ text: String, _ element: FieldType, _ separator: String) throws(Mismatch) -> [Value] {
    var items: [Value] = []
    for part in text.split(separator: separator) {
      items.append(try value(String(part).trimmingSpaces, element, separator))
    }
    return items
  }
}

extension String {
  /// Without spaces at either end.
  fileprivate var trimmingSpaces: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension EntryKey {
  /// The parts that an answer contributes to a key: those of the entry it names, or the answer itself.
  static func parts(of value: Value, isReference: Bool) -> [String]? {
    switch value {
    case .text(let text): isReference ? EntryKey(written: text).parts : [text]
    case .integer(let whole): [whole.description]
    case .number(let number): [number.description]
    case .boolean(let yes): [yes.description]
    case .none, .list, .record, .nonAnswer: nil
    }
  }
}
