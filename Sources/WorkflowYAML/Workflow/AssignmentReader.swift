import AuditCore
import CEL
import Diagnostics
import YAMLTree

/// Reads `assign: auditor`, `assign: {role: auditor, due: 2026-04-30}`, `assign: {person: group.owner.person}` and
/// `assign: {each: {person: this.owner.person}, due: schedule.end}`.
struct AssignmentReader {
  private let steps: StepReader
  private let rules: RuleReader
  private let findings: Findings

  static let keys = ["role", "person", "due", "each"]
  static let chargeKeys = ["role", "person", "due"]
  private static let ways = ["role", "person", "each"]

  init(_ steps: StepReader, _ rules: RuleReader) {
    self.steps = steps
    self.rules = rules
    findings = steps.findings
  }

  func assignment(_ outline: StepReader.Outline) -> Assignment? {
    guard let node = outline.reader["assign"], let key = outline.reader.key("assign") else { return nil }
    guard outline.kind != "analyse" else {
      findings.add(
        Diagnostic(
          "assigned-to-nobody", "`\(outline.id)` is computed and is nobody's turn", at: key.useSpan,
          help: "take `assign` out"))
      return nil
    }
    if node.kind == .scalar, !node.isNull {
      if refusesAssignee(outline, at: node) { return nil }
      return steps.role(node).map { Assignment(Assignment.Charge(assignee: .role($0))) }
    }
    guard let reader = MappingReader(node, as: "`assign`", keys: Self.keys, findings) else {
      return nil
    }
    requireOneWay(reader, of: Self.ways, at: key)
    for way in Self.ways { if let key = reader.key(way), refusesAssignee(outline, at: key) { return nil } }
    var entries: Assignment.Charge?
    if let each = reader["each"], let key = reader.key("each") {
      guard outline.isRegister else {
        findings.add(
          Diagnostic(
            "assigned-to-nobody", "`\(outline.id)` has no entries that could be assigned one by one",
            at: key.useSpan, help: "assign the step: `role` or `person` stands right under `assign`"))
        return nil
      }
      guard let inner = MappingReader(each, as: "`each`", keys: Self.chargeKeys, findings) else {
        return nil
      }
      requireOneWay(inner, of: ["role", "person"], at: key)
      entries = charge(inner, outline, this: outline.id)
    }
    return Assignment(charge(reader, outline, this: nil), entries: entries)
  }

  private func charge(
    _ reader: MappingReader, _ outline: StepReader.Outline, this: StepID?
  ) -> Assignment.Charge {
    let role = steps.role(reader["role"]).map { Assignment.Assignee.role($0) }
    let person = reader["person"].flatMap {
      rules.rule($0, on: Stand(this, each: outline.each), expecting: .string, help: helpForName($0)).map {
        Assignment.Assignee.person($0)
      }
    }
    return Assignment.Charge(
      assignee: role ?? person, due: reader["due"].flatMap { due($0, outline, this: this) })
  }

  /// The help for who has written a name where an expression gives it.
  private func helpForName(_ node: YAMLNode) -> String? {
    guard let name = node.word, !name.contains(where: { ".('\"[".contains($0) }) else { return nil }
    if steps.roles[name] != nil { return "`\(name)` is a role: write `role: \(name)`" }
    return
      "`person` is an expression: a role stands under `role`, and one person is written `person: \"'\(name)'\"`"
  }

  private func due(_ node: YAMLNode, _ outline: StepReader.Outline, this: StepID?) -> Assignment.Due? {
    if node.kind == .scalar, FieldType.isDay(node.text) { return .day(node.text) }
    // What begins as a day does is meant as one, and not as a subtraction.
    if node.kind == .scalar, node.text.prefix(5).wholeMatch(of: /[0-9]{4}[-\/.]/) != nil {
      findings.expected("a day such as 2026-01-31, or an expression that gives one,", at: node)
      return nil
    }
    return rules.rule(node, on: Stand(this, each: outline.each), expecting: .timestamp).map { .rule($0) }
  }

  /// Who signs a review is said under `by`.
  private func refusesAssignee(_ outline: StepReader.Outline, at node: YAMLNode) -> Bool {
    guard outline.kind == "review" else { return false }
    findings.add(
      Diagnostic(
        "assigned-to-nobody", "whose turn `\(outline.id)` is, `by` says already", at: node.useSpan,
        help: "a review takes `assign: {due: …}` only"))
    return true
  }

  private func requireOneWay(_ reader: MappingReader, of ways: [String], at key: YAMLNode) {
    let given = ways.filter { reader[$0] != nil }
    if given.count > 1, let second = reader.key(given[1]) {
      findings.add(
        Diagnostic(
          "two-assignees", "only one of \(listed(given)) can say whose turn it is", at: second.useSpan,
          help: "take one of the two out"))
    }
    guard given.isEmpty, reader["due"] == nil, reader.node.count == 0 else { return }
    findings.add(
      Diagnostic(
        "missing-key", "`\(key.text)` says neither whose turn it is nor by when", at: key.useSpan,
        help: "write a role, or `person`, or `due`"))
  }
}
