import AuditCore
import CEL

/// The result of a method as people read it: what its figures and rows are called, and what its keys stand for.
///
/// In English everything keeps the name by which expressions know it.
struct ResultWords {
  private let language: Language
  private let type: CELType?
  /// The labels of the keys that rows are named by: classes, stages, groups.
  private let labels: [String: String]
  /// The orders in which the members of rows are declared.
  private let orders: [[String]]

  init(_ step: Step, in workflow: Workflow, _ language: Language) {
    self.language = language
    guard case .analyse(let analysis) = step.kind else {
      (type, labels, orders) = (nil, [:], [])
      return
    }
    let type = AnalysisMethod.named(analysis.method)?.result
    self.type = type
    orders = type.map(Self.orders) ?? []
    guard language == .chinese else {
      labels = [:]
      return
    }
    let read = analysis.arguments.flatMap { $0.argument.columns }
    let fields = read.flatMap { column -> [Field] in
      guard let step = workflow[column.step] else { return [] }
      return step.fields.filter { $0.id == column.field || step.keyFields.contains($0.id) }
    }
    // Where two vocabularies have a key, the one that the method works on is meant.
    let vocabularies = fields.flatMap { Self.vocabularies(of: $0.type, in: workflow) } + workflow.vocabularies
    labels = Dictionary(
      vocabularies.flatMap(\.items).map { ($0.key, $0.label[language]) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The vocabularies whose keys a field can hold, also as keys of the entries that it names.
  private static func vocabularies(of type: FieldType, in workflow: Workflow, depth: Int = 0) -> [Vocabulary]
  {
    switch type {
    case .choice(let vocabulary), .choices(let vocabulary): return [vocabulary]
    case .list(let element): return vocabularies(of: element, in: workflow, depth: depth)
    case .reference(let target):
      guard depth < 4, let step = workflow[target] else { return [] }
      return step.keyFields.compactMap { step.field($0)?.type }.flatMap {
        vocabularies(of: $0, in: workflow, depth: depth + 1)
      }
    default: return []
    }
  }

  // MARK: Names

  /// What a figure of the result is called.
  func name(_ member: String) -> String {
    guard language == .chinese else { return member }
    if let name = Self.names[member] { return name }
    guard member.hasSuffix(Self.reason) else { return member }
    return name(String(member.dropLast(Self.reason.count))) + "（无值原因）"
  }

  private static let reason = "_reason"

  /// The way to a figure: names of members, and between them those of rows.
  func path(_ path: [String]) -> String {
    var here = type
    return path.map { part in
      switch here {
      case .object(let shape):
        here = shape.fields.first { $0.name == part }?.type
        return name(part)
      case .list(let element):
        here = element
        return row(part, isKeyed: Self.isKeyed(element))
      default: return part
      }
    }.joined(separator: " ")
  }

  /// What a row is called: `about,apply` by the labels of its keys, or by what such keys usually stand for.
  private func row(_ name: String, isKeyed: Bool = true) -> String {
    guard language == .chinese else { return name }
    func known(_ key: String) -> String? { labels[key] ?? (isKeyed ? Self.usualKeys[key] : nil) }
    if let label = known(name) { return label }
    for separator in [",", " × "] where name.contains(separator) {
      let parts = name.split(separator: separator).map(String.init)
      let found = parts.compactMap { known($0) }
      if found.count == parts.count { return found.joined(separator: " × ") }
    }
    return name
  }

  /// Whether rows are told apart by keys, not by names that people gave.
  private static func isKeyed(_ row: CELType) -> Bool {
    guard case .object(let shape) = row else { return false }
    return shape.fields.contains { keyed.contains($0.name) }
  }

  // MARK: Values

  /// A value on one line.
  func plain(_ value: Value, of member: String) -> String {
    switch value {
    case .text(let text): self.text(text, of: member)
    case .list([]): language.words("none", "无")
    case .list(let items):
      items.map { plain($0, of: member) }.joined(separator: language.words("; ", "、"))
    case .record(let record) where setting(record) != nil:
      setting(record).map { "\($0.name)\(language.words(": ", "："))\($0.value)" } ?? ""
    case .record(let record) where remark(record) != nil: remark(record) ?? ""
    case .record(let record):
      members(of: record).map { "\(name($0.name)) \(plain($0.value, of: $0.name))" }
        .joined(separator: language.words(", ", "，"))
    case .none, .boolean, .nonAnswer, .integer, .number: value.plainWords(in: language)
    }
  }

  /// What a reader must know, without the code that machines tell it by.
  func remark(_ record: Record) -> String? {
    guard record.members.map(\.name) == ["code", "en", "zh"] else { return nil }
    return record[language.rawValue]?.text
  }

  /// A setting of the method, as it is read.
  func setting(_ record: Record) -> (name: String, value: String)? {
    guard record.members.map(\.name) == ["name", "value"], let name = record["name"]?.text,
      let value = record["value"]?.text
    else { return nil }
    guard language == .chinese else { return (name, value) }
    func label(_ key: String) -> String { row(key) }
    return (
      SettingNames.chinese(name, label: label), SettingNames.chineseValue(value, of: name, label: label)
    )
  }

  /// The members of a row as they are declared, without those that say the same in the other language; a figure without a value
  /// says why.
  func members(of record: Record) -> [(name: String, value: Value)] {
    let other: Language = language == .chinese ? .english : .chinese
    let shown = record.members.filter { $0.name != other.rawValue || record[language.rawValue] == nil }
    let names = Set(record.members.map(\.name))
    let fitting = orders.filter { names.isSubset(of: $0) }.min { $0.count < $1.count }
    let ordered =
      fitting.map { order in order.compactMap { name in shown.first { $0.name == name } } } ?? shown
    return ordered.map { member in
      guard member.name.hasSuffix(Self.reason), let key = member.value.text else {
        return (member.name, member.value)
      }
      let why = AnalysisMethod.words(forReason: key, in: language) ?? key
      return (
        String(member.name.dropLast(Self.reason.count)), .text(language.words("– (\(why))", "–（\(why)）"))
      )
    }
  }

  private static func orders(_ type: CELType) -> [[String]] {
    switch type {
    case .list(let element): orders(element)
    case .object(let shape): [shape.fields.map(\.name)] + shape.fields.flatMap { orders($0.type) }
    default: []
    }
  }

  /// A text of the result: a key by its label, a state in words.
  func text(_ text: String, of member: String) -> String {
    guard language == .chinese else { return text }
    if member.hasSuffix(Self.reason) { return AnalysisMethod.words(forReason: text, in: language) ?? text }
    if Self.keyed.contains(member) {
      let row = self.row(text)
      return row == text && Self.worded.contains(member) ? Self.states[text] ?? text : row
    }
    if member == "threshold" { return SettingNames.chinese(text) { row($0) } }
    if Self.own.contains(member) { return text }
    return Self.states[text] ?? text
  }

  /// Members that hold names which people gave, whatever word of ours they may happen to be.
  private static let own: Set<String> = [
    "id", "name", "rater", "judge", "person", "holder", "department", "giver", "receiver", "partner", "first",
    "second", "members", "leading", "left", "joined", "silent", "isolated", "topic", "topics", "held",
    "element",
    "sources", "entries", "en",
    "zh", "who", "accountable", "responsible", "consulted", "informed", "auditor", "seconded_by",
  ]

  private static let keyed: Set<String> = [
    "key", "keys", "unit", "class", "stage", "group", "slice_key", "column_keys", "primary_class", "labels",
    "unused_classes", "unused_stages", "not_required", "untested",
    "maturity_stage", "phase", "reached_stage", "next_stage", "item", "activity", "technology",
    "best_technologies",
    "supports", "supports_alone", "unsupported", "undecided", "responding_unit", "aspect", "weakest_aspects",
    "open_aspects", "open", "proofs", "asset", "decision", "owner", "subject", "label", "first_alone",
    "second_alone", "knowledge_class", "knowledge_classes", "by_dictionary", "by_answers", "open_questions",
  ]

  /// Those among them whose keys may be words of ours, where no vocabulary has them.
  private static let worded: Set<String> = [
    "maturity_stage", "phase", "reached_stage", "next_stage", "aspect", "weakest_aspects", "open_aspects",
    "knowledge_class", "knowledge_classes", "by_dictionary", "by_answers", "open_questions",
  ]
}
