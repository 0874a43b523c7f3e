import AuditCore
import Diagnostics
import YAMLTree

/// Reads fields: first their types, from which the scope of expressions is made, then everything else.
struct FieldReader {
  let vocabularies: VocabularyReader
  let roles: Vocabulary
  let languages: [Language]
  let findings: Findings
  /// Every step that a reference may name.
  let registers: Set<String>
  /// What the other steps do, in the words of workflow files.
  let others: [String: String]
  /// Whether a step of that name may well be there, because what was to give it is wrong itself.
  let excuses: (String) -> Bool

  static let keys = [
    "type", "of", "to", "fields", "key", "title", "guidance", "required", "default", "value", "min", "max",
    "pattern", "unique", "unit", "when", "checks", "evidence", "source",
  ]
  /// What a field inside a group or table may have: evidence is cited for the whole, and only entries have unique answers.
  static let innerKeys = keys.filter { !["evidence", "unique"].contains($0) }

  /// A field of which only the type is known.
  struct Outline {
    let id: FieldID
    let type: FieldType
    let node: YAMLNode
    let isBroken: Bool
    /// What is inside it, where it is a group, a table, or a list of such.
    var inner: [Outline] = []
    /// The field, and those inside it however deep.
    var whole: [Outline] { [self] + inner.flatMap(\.whole) }
    /// Stands in for the field while the scope of expressions is made.
    var bare: Field { Field(id: id, title: Text(id.name), type: type) }
  }

  /// The fields of a `fields:` mapping with their types.
  func outlines(_ node: YAMLNode?, isInner: Bool = false) -> [Outline] {
    guard let node else { return [] }
    guard node.kind == .mapping else {
      findings.expected("a group of fields, each under its name,", at: node, help: node.helpForFields)
      return []
    }
    guard node.count <= WorkflowLimits.fields else {
      findings.add(.tooManyFields(node))
      return []
    }
    return node.entries.map { outline($0.key, $0.value, isInner: isInner) }
  }

  /// A field with its type. One that is wrong stays a field, so that whatever names it is no mistake as well.
  func outline(_ key: YAMLNode, _ value: YAMLNode, isInner: Bool = false) -> Outline {
    let isNamed = findings.name(key, "a field") != nil
    let name = key.text
    if isInner, Self.answerWords.contains(name) {
      findings.add(
        Diagnostic(
          "reserved-field", "a field inside a group cannot be called `\(name)`", at: key.span,
          help: "answers use \(listed(Self.answerWords)) themselves"))
    }
    let broken = Outline(id: FieldID(name), type: .text, node: value, isBroken: true)
    guard value.kind != .scalar else {
      findings.expected("a field, written as keys,", at: value, help: Self.helpForWord(name, value))
      return broken
    }
    guard
      let reader = MappingReader(
        value, as: isInner ? "a field inside a group or table" : "a field",
        keys: isInner ? Self.innerKeys : Self.keys, findings,
        misplaced: { $0 == "optional" ? "write `required: false`" : nil })
    else { return broken }
    var inner: [Outline] = []
    let type = type(reader, &inner)
    return Outline(
      id: FieldID(name), type: type ?? .text, node: value, isBroken: type == nil || !isNamed, inner: inner)
  }

  /// The help for a field that is written as its type alone, or its title.
  private static func helpForWord(_ name: String, _ value: YAMLNode) -> String {
    guard let word = value.word else { return "write `\(name): {type: text}`, or another type" }
    return FieldType.words.contains(word)
      ? "write `\(name): {type: \(word)}`"
      : OtherWords.type(word).map { "write `\(name): {type: \($0)}`" }
        ?? "write `\(name): {type: text, title: \(word)}`, or another type"
  }

  /// Words that the writing of an answer uses itself.
  static let answerWords = ["value", "unknown", "not_applicable", "later"]

  private func type(_ reader: MappingReader, _ inner: inout [Outline]) -> FieldType? {
    guard let node = reader.required("type"), let word = findings.text(node, "a type of field") else {
      return nil
    }
    return type(word, at: node, reader, &inner)
  }

  /// The type that a word stands for; `inner` takes up the fields inside it.
  private func type(
    _ word: String, at node: YAMLNode, _ reader: MappingReader, _ inner: inout [Outline]
  ) -> FieldType? {
    switch word {
    case "text": return .text
    case "long_text": return .longText
    case "integer": return .integer
    case "number": return .number
    case "percent": return .percent
    case "money": return .money
    case "boolean": return .boolean
    case "date": return .date
    case "person": return .person
    case "file": return .file
    case "choice": return vocabulary(reader).map { .choice(of: $0) }
    case "choices": return vocabulary(reader).map { .choices(of: $0) }
    case "scale": return scale(reader).map { .scale($0) }
    case "reference": return target(reader).map { .reference(to: $0) }
    case "list": return element(reader, &inner).map { .list(of: $0) }
    case "group": return fields(reader, &inner).map { .group($0) }
    case "table": return fields(reader, &inner).map { .table($0) }
    default:
      findings.add(
        Diagnostic(
          "unknown-type", "there is no type `\(word)`; a field is one of \(listed(FieldType.words))",
          at: node.useSpan,
          help: OtherWords.type(word).map { "write `\($0)`" } ?? didYouMean(word, FieldType.words)))
      return nil
    }
  }

  private func vocabulary(_ reader: MappingReader) -> Vocabulary? {
    reader.required("of", help: "name the vocabulary to choose from").flatMap(vocabulary)
  }

  func vocabulary(_ node: YAMLNode) -> Vocabulary? {
    guard node.kind == .scalar else {
      findings.expected(
        "the name of a vocabulary", at: node,
        help: "define the values under `vocabularies:` at the top, and name them here")
      return nil
    }
    guard let name = findings.text(node, "the name of a vocabulary") else { return nil }
    if name == roles.name { return roles }
    if let vocabulary = vocabularies.vocabulary(name) { return vocabulary }
    guard !vocabularies.excuses(name) else { return nil }
    let names = vocabularies.vocabularies.map(\.name)
    findings.add(
      Diagnostic(
        "unknown-vocabulary", "there is no vocabulary `\(name)`", at: node.useSpan,
        help: vocabularies.scale(name).map { _ in "`\(name)` is a scale: write `type: scale`" }
          ?? didYouMean(name, names)
          ?? (names.isEmpty
            ? "name the file with vocabularies under `uses:`" : "those defined here: \(listed(names))"))
    )
    return nil
  }

  private func scale(_ reader: MappingReader) -> Scale? {
    guard let node = reader.required("of", help: "name the scale"),
      let name = findings.text(node, "the name of a scale")
    else {
      return nil
    }
    return scale(name, at: node)
  }

  func scale(_ name: String, at node: YAMLNode) -> Scale? {
    if let scale = vocabularies.scale(name) { return scale }
    guard !vocabularies.excuses(name) else { return nil }
    findings.add(
      Diagnostic(
        "unknown-scale", "there is no scale `\(name)`", at: node.useSpan,
        help: vocabularies.vocabulary(name).map { _ in "`\(name)` is a vocabulary: write `type: choice`" }
          ?? didYouMean(name, vocabularies.scales.map(\.name))
          ?? "define it under `scales:` at the top, as `{min: 0, max: 5, labels: {0: …}}`"))
    return nil
  }

  private func target(_ reader: MappingReader) -> StepID? {
    let of = reader["of"].flatMap(\.word).map { "write `to: \($0)`: `of` names vocabularies and types" }
    guard let node = reader.required("to", help: of ?? "name the register whose entries are meant"),
      let name = findings.text(node, "the name of a register")
    else {
      return nil
    }
    return register(name, at: node)
  }

  /// A step with entries to name.
  func register(_ name: String, at node: YAMLNode, _ findings: Findings? = nil) -> StepID? {
    if registers.contains(name) || excuses(name) { return StepID(name) }
    (findings ?? self.findings).add(
      others[name].map { .noRegister(name, doing: $0, registers.sorted(), at: node.useSpan) }
        ?? Diagnostic(
          "unknown-register", "no step called `\(name)` collects entries", at: node.useSpan,
          help: didYouMean(String(name.prefix { $0 != "." }), registers.sorted())
            ?? (registers.contains(String(name.prefix { $0 != "." }))
              ? "name the step alone: `\(name.prefix { $0 != "." })`"
              : registers.isEmpty
                ? "a register is a step that collects: `collect: {key: …, fields: …}`"
                : "steps with entries are \(listed(registers.sorted().prefix(6)))")))
    return nil
  }

  private func element(_ reader: MappingReader, _ inner: inout [Outline]) -> FieldType? {
    guard let node = reader.required("of", help: "name the type of the items") else { return nil }
    if node.kind == .scalar {
      guard let word = findings.text(node, "a type") else { return nil }
      return type(word, at: node, reader, &inner)
    }
    guard
      let reader = MappingReader(
        node, as: "the type of a list's items", keys: ["type", "of", "to", "fields"], findings)
    else { return nil }
    return type(reader, &inner)
  }

  private func fields(_ reader: MappingReader, _ inner: inout [Outline]) -> [Field]? {
    guard let node = reader.required("fields", help: "declare what stands inside") else { return nil }
    inner = outlines(node, isInner: true)
    return inner.map(\.bare)
  }

  // MARK: Everything else

  /// The whole field; inside groups and tables there is no `evidence`.
  func field(
    _ outline: Outline, _ rules: RuleReader, on stand: Stand, _ evidence: EvidenceReader? = nil
  ) -> Field {
    // The keys were judged with the type; judging them again would say everything twice.
    let quiet = Findings()
    guard let reader = MappingReader(outline.node, as: "a field", keys: Self.keys, quiet) else {
      return outline.bare
    }
    let pattern = findings.text(reader["pattern"], "a pattern").flatMap { text -> Pattern? in
      let pattern = Pattern(text)
      if pattern == nil, let node = reader["pattern"] {
        findings.add(Diagnostic("bad-pattern", "`\(text)` is no regular expression", at: node.useSpan))
      }
      return pattern
    }
    let value = reader["value"].flatMap {
      rules.rule(
        $0, on: stand, expecting: outline.isBroken ? nil : rules.scope.type(of: outline.id, in: stand))
    }
    let type = type(outline, key: reader["key"], rules, stand)
    let (min, max) = (bound(reader["min"], outline.type), bound(reader["max"], outline.type))
    if let min, let max, min > max, let node = reader["max"] {
      findings.add(
        Diagnostic("empty-range", "`max` lies below `min`, so that no answer fits", at: node.useSpan))
    }
    return Field(
      id: outline.id,
      title: findings.localized(reader["title"], languages: languages) ?? Text(outline.id.name),
      guidance: findings.localized(reader["guidance"], languages: languages), type: type,
      required: requirement(reader["required"], rules, stand), min: min, max: max, pattern: pattern,
      isUnique: findings.boolean(reader["unique"]) ?? false,
      unit: findings.localized(reader["unit"], languages: languages),
      initial: initial(reader["default"], outline, type, min, max, pattern), value: value,
      condition: reader["when"].flatMap { rules.rule($0, on: stand) },
      checks: rules.checks(reader["checks"], on: stand, languages: languages),
      evidence: evidence?.rules(reader["evidence"], on: stand) ?? [],
      source: findings.texts(reader["source"], "a source").map(\.text))
  }

  /// The type with the fields inside it, and with what tells the rows of a table apart.
  private func type(
    _ outline: Outline, key: YAMLNode?, _ rules: RuleReader, _ stand: Stand
  ) -> FieldType {
    let fields = outline.inner.map { field($0, rules, on: stand.inside(outline.id)) }
    guard case .table = outline.type else { return outline.type.holding(fields) }
    return .table(fields, key: KeyReader(findings).key(key, of: .rows, fields))
  }

  private func requirement(_ node: YAMLNode?, _ rules: RuleReader, _ stand: Stand) -> Requirement {
    guard let node else { return .always }
    switch node.kind == .scalar ? node.text : "" {
    case "true": return .always
    case "false": return .never
    default: return rules.rule(node, on: stand).map { .when($0) } ?? .never
    }
  }

  /// A limit of a number, of a day, or of a length.
  private func bound(_ node: YAMLNode?, _ type: FieldType) -> Double? {
    guard let node, let text = findings.text(node, "a limit") else { return nil }
    if case .date = type {
      if let day = Field.dayNumber(text) { return day }
      findings.expected("a day such as 2026-01-31", at: node)
      return nil
    }
    let number: FieldType = if case .percent = type { .percent } else { .number }
    guard let limit = (try? number.value(of: text))?.double else {
      findings.expected("a number", at: node)
      return nil
    }
    return limit
  }

  /// The value of `default:`, which must be one that the field takes.
  private func initial(
    _ node: YAMLNode?, _ outline: Outline, _ type: FieldType, _ min: Double?, _ max: Double?,
    _ pattern: Pattern?
  ) -> Value? {
    guard let node, !outline.isBroken,
      let value = AnswerReader(findings).value(node, type, of: outline.id)
    else { return nil }
    let field = Field(
      id: outline.id, title: Text(outline.id.name), type: type, min: min, max: max, pattern: pattern)
    guard let mismatch = field.mismatch(with: value) else { return value }
    findings.add(.wrongValue(mismatch, outline.id, at: node.useSpan))
    return nil
  }
}

extension Diagnostic {
  /// A step is named for its entries, but does something else than to collect them.
  fileprivate static func noRegister(
    _ name: String, doing kind: String, _ registers: [String], at span: SourceSpan
  ) -> Diagnostic {
    let what =
      switch kind {
      case "ask": "is one form, answered once"
      case "analyse": "is computed"
      case "review": "is a sign-off"
      case "steps": "is a group of steps"
      default: "includes a workflow"
      }
    let needed =
      kind == "ask" ? "give `\(name)` entries with `collect: {key: …, fields: …}` instead of `ask`" : nil
    let known =
      registers.isEmpty
      ? nil : "name a step that has entries: \(registers.prefix(6).map { "`\($0)`" }.joined(separator: ", "))"
    return Diagnostic(
      "unknown-register", "`\(name)` \(what), so it has no entries", at: span,
      help: [needed, known].compactMap(\.self).joined(separator: ", or "))
  }
}

extension FieldType {
  /// The same type with other fields inside, where it has any.
  fileprivate func holding(_ fields: [Field]) -> FieldType {
    switch self {
    case .group: .group(fields)
    case .table(_, let key): .table(fields, key: key)
    case .list(let element): .list(of: element.holding(fields))
    default: self
    }
  }
}
