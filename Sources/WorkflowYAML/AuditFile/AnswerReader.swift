import AuditCore
import Diagnostics
import YAMLTree

/// Reads answers: what a YAML text says becomes a value of the field's type, or a diagnostic at its place.
struct AnswerReader {
  private let findings: Findings

  init(_ findings: Findings) { self.findings = findings }

  static let provenanceKeys = ["value", "evidence", "source", "confidence"]

  /// The answer to a field, with what it rests on; nil where it is no answer, which has been said then.
  func answer(_ node: YAMLNode, _ field: Field) -> Answer? {
    if node.kind == .mapping, let value = node["value"], !isGroup(field.type) {
      guard let reader = MappingReader(node, as: "an answer", keys: Self.provenanceKeys, findings),
        let value = self.value(value, field)
      else { return nil }
      return Answer(
        value, evidence: findings.texts(reader["evidence"], "the id of evidence").map(\.text),
        source: findings.text(reader["source"]), confidence: confidence(reader["confidence"]))
    }
    return value(node, field).map { Answer($0) }
  }

  private func isGroup(_ type: FieldType) -> Bool { if case .group = type { true } else { false } }

  private func confidence(_ node: YAMLNode?) -> Answer.Confidence? {
    guard let node, let word = findings.text(node) else { return nil }
    if let confidence = Answer.Confidence(rawValue: word) { return confidence }
    let words = Answer.Confidence.allCases.map(\.rawValue)
    findings.add(
      Diagnostic(
        "wrong-value", "one of \(listed(words)) is expected, but this is `\(word)`", at: node.useSpan,
        help: didYouMean(word, words)))
    return nil
  }

  /// The value of a field, within its limits; empty where nothing is said.
  func value(_ node: YAMLNode, _ field: Field) -> Value? {
    if node.isNull { return Value.none }
    if let nonAnswer = nonAnswer(node) { return nonAnswer }
    let errors = findings.errorCount
    guard let value = value(node, field.type, of: field.id) else { return nil }
    // What is wrong inside it was told where it stands.
    if findings.errorCount == errors, let mismatch = field.mismatch(with: value) {
      findings.add(.wrongValue(mismatch, field.id, at: node.useSpan))
      return nil
    }
    if case .percent = field.type, node.kind == .scalar, let share = field.shareWithoutSign(node.text) {
      findings.add(.percentWithoutSign(field.id, node.text, share, at: node.useSpan))
    }
    return value
  }

  /// `{unknown: why}`, `{not_applicable: why}`, `{later: why}`
  private func nonAnswer(_ node: YAMLNode) -> Value? {
    guard node.kind == .mapping, node.count == 1,
      let (key, reason) = node.entries.first(where: { _ in true }),
      let kind = NonAnswer(rawValue: key.text)
    else { return nil }
    guard reason.kind == .scalar, !reason.isNull, !reason.text.allSatisfy(\.isWhitespace) else {
      findings.add(
        Diagnostic(
          "missing-reason", "`\(key.text)` needs a reason", at: key.span,
          help: "write `{\(key.text): why}`, so that whoever goes on knows"))
      return Value.none
    }
    return .nonAnswer(kind, because: reason.text)
  }

  /// A value of a type, without the limits of a field.
  func value(_ node: YAMLNode, _ type: FieldType, of field: FieldID) -> Value? {
    switch type {
    case .choices, .list: return list(node, type, field)
    case .group(let fields): return record(node, fields, "`\(field)`").map { .record($0) }
    case .table(let fields, _):
      guard node.kind == .sequence else {
        findings.expected("`\(field)`: a list of rows", at: node)
        return nil
      }
      let rows = node.items.map { (node: $0, record: record($0, fields, "a row of `\(field)`")) }
      judgeKeys(of: rows, RowKeys(type), field)
      return .list(rows.compactMap(\.record).map { .record($0) })
    case .reference where node.kind == .sequence:
      return .text(EntryKey(node.items.compactMap { findings.text($0, "a part of the key") }).written)
    default: return scalar(node, type, field)
    }
  }

  /// A key as people write it: as it stands, or `"quoted",parts`.
  static func reference(_ text: String) -> EntryKey {
    // Without a comma it is one part, and quotes inside it are its own.
    if !text.utf8.contains(UInt8(ascii: ",")), !(text.hasPrefix("\"") && text.hasSuffix("\"")) {
      return EntryKey([text])
    }
    let written = EntryKey(written: text)
    let parts = written.parts
    // What was written apart already is put together in the one canonical way.
    return EntryKey(parts)
  }

  private func scalar(_ node: YAMLNode, _ type: FieldType, _ field: FieldID) -> Value? {
    guard node.kind == .scalar, !node.isNull else {
      findings.expected("`\(field)`: \(type.expectation)", at: node)
      return nil
    }
    do throws(Mismatch) { return try type.value(typed: node.text) } catch {
      var wrong = Diagnostic.wrongValue(error, field, at: node.useSpan)
      if ["unknown", "not_applicable", "later"].contains(node.text) {
        wrong.help = "that nobody answers stands with its reason: `{\(node.text): why}`"
      }
      findings.add(wrong)
      return nil
    }
  }

  private func list(_ node: YAMLNode, _ type: FieldType, _ field: FieldID) -> Value? {
    let element = type.element ?? .text
    // Values may stand without brackets.
    if node.kind == .scalar {
      let items = element.items(written: node.text, atCommas: false)
      if items.count < 2 { return value(node, element, of: field).map { .list([$0]) } }
      do throws(Mismatch) {
        var values: [Value] = []
        for text in items { values.append(try element.value(typed: text)) }
        return .list(values)
      } catch {
        findings.add(.wrongValue(error, field, at: node.useSpan))
        return nil
      }
    }
    guard node.kind == .sequence else {
      findings.expected("`\(field)`: a list", at: node)
      return nil
    }
    var values: [Value] = []
    var isWhole = true
    for item in node.items {
      if let value = value(item, element, of: field) { values.append(value) } else { isWhole = false }
    }
    return isWhole ? .list(values) : nil
  }

  /// Says which rows have no key, or that of another one.
  private func judgeKeys(
    of rows: [(node: YAMLNode, record: Record?)], _ keys: RowKeys?, _ field: FieldID
  ) {
    guard var keys else { return }
    for (place, row) in rows.enumerated() {
      guard let record = row.record else { continue }
      for name in keys.names {
        let given = row.node[name.name]
        let isOpen = if case .nonAnswer? = record[name.name] { true } else { given?.isNull ?? true }
        guard isOpen else { continue }
        findings.add(
          .missingKeyField(name, of: "a row of `\(field)`", at: (given ?? row.node).useSpan, "rows"))
      }
      if let (key, earlier) = keys.take(record, number: place + 1) {
        findings.add(
          .duplicateEntry(
            key, "`\(field)`, in rows \(earlier) and \(place + 1)", at: row.node.useSpan,
            first: rows[earlier - 1].node.useSpan))
      }
    }
  }

  private func record(_ node: YAMLNode, _ fields: [Field], _ what: String) -> Record? {
    let asked = fields.filter { !$0.isComputed }
    guard
      let reader = MappingReader(
        node, as: what, keys: asked.map(\.id.name), areOfTheLanguage: false, findings,
        misplaced: fields.helpForMisplaced)
    else { return nil }
    var pairs: [(String, Value)] = []
    for field in asked {
      guard let node = reader[field.id.name], let value = value(node, field), value != .none else { continue }
      pairs.append((field.id.name, value))
    }
    return Record(pairs)
  }
}

extension [Field] {
  /// The help for an answer to a field that is computed, or that stands inside another.
  func helpForMisplaced(_ name: String) -> String? {
    contains { $0.id.name == name && $0.isComputed }
      ? "`\(name)` is computed: leave it out" : helpInside(name, mark: ": ")
  }
}

extension Diagnostic {
  /// An entry, or a row of a table, whose key is another's already.
  static func duplicateEntry(
    _ key: EntryKey, _ place: String, at span: SourceSpan, first: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      "duplicate-entry", "`\(key)` stands twice in \(place)", at: span,
      notes: [Diagnostic.Note("first given here", at: first)])
  }

  /// `what` is an entry or row without a part of its key, by which the `others` are told apart.
  static func missingKeyField(
    _ field: FieldID, of what: String, at span: SourceSpan, _ others: String = "entries"
  ) -> Diagnostic {
    Diagnostic(
      "missing-key-field", "\(what) needs `\(field)`", at: span, help: "it tells the \(others) apart")
  }

  static func wrongValue(_ mismatch: Mismatch, _ field: FieldID, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "wrong-value", "`\(field)`: \(mismatch.message)", at: span,
      help: mismatch.written.flatMap { didYouMean($0, mismatch.candidates) } ?? mismatch.help)
  }
}
