public import AuditCore
public import Diagnostics
import YAMLTree

/// A test that a workflow brings along: answers, and what must become of them.
public struct WorkflowTest: Sendable {
  public let name: String
  /// What is answered, as an audit file says it.
  public let file: AuditFile
  /// Steps that are skipped once they can be.
  public let skipped: [(step: StepInstance, reason: String)]
  public let expected: [Expectation]
  public let span: SourceSpan

  /// One thing that must hold in the end.
  public struct Expectation: Sendable {
    public let kind: Kind
    public let span: SourceSpan

    public enum Kind: Sendable {
      case state(StepInstance, StepState)
      /// What the checks and rules of evidence of a step, a group or the audit say: exactly these, in any language.
      case findings(StepID, [String])
      /// What an expression gives: a number, a text, a truth; nothing where it cannot be decided.
      case value(Rule, Value)
      /// Whether a document is made.
      case document(String, isMade: Bool)
    }
  }
}

extension WorkflowReader {
  /// The tests of a workflow that is right itself, with everything that is wrong with them.
  public static func tests(
    _ document: MendedText, of workflow: Workflow, find: @escaping (String) -> SourceFile?
  ) -> (tests: [WorkflowTest], diagnostics: [Diagnostic]) {
    let findings = Findings()
    guard let node = document.root?["tests"] else { return ([], []) }
    guard node.kind == .sequence else {
      findings.expected("a list of tests", at: node)
      return ([], findings.diagnostics)
    }
    var reader = TestReader(workflow, document.source, findings, find)
    let tests = node.items.compactMap { reader.test($0) }
    return (tests, findings.diagnostics.inOrder())
  }
}

/// Reads the tests of a workflow.
private struct TestReader {
  private let workflow: Workflow
  private let source: SourceFile
  private let findings: Findings
  private let find: (String) -> SourceFile?
  private let rules: RuleReader
  private var names: [String: SourceSpan] = [:]

  init(
    _ workflow: Workflow, _ source: SourceFile, _ findings: Findings,
    _ find: @escaping (String) -> SourceFile?
  ) {
    self.workflow = workflow
    self.source = source
    self.findings = findings
    self.find = find
    rules = RuleReader(scope: workflow.scope, isBroken: { _ in false }, excuses: { _, _ in false }, findings)
  }

  mutating func test(_ node: YAMLNode) -> WorkflowTest? {
    guard
      let reader = MappingReader(
        node, as: "a test", keys: ["test", "as_of", "answers", "approvals", "skip", "expect"], findings),
      let nameNode = reader.required("test"), let name = findings.text(nameNode, "the name of the test")
    else { return nil }
    if let first = names[name] {
      findings.add(
        .duplicateName(
          name, at: nameNode.span, first: first, help: "what fails is told by the name of its test"))
    }
    names[name] = nameNode.span
    let answers = AuditFileReader(workflow, findings, find)
    let description = Description(
      language: workflow.languages.first ?? .english, asOf: answers.day(reader["as_of"], of: "as_of"))
    let file = answers.file(
      trying: reader["answers"], description, approvals: reader["approvals"], source)
    guard let expect = reader.required("expect", help: "say what must become of the answers") else {
      return nil
    }
    return WorkflowTest(
      name: name, file: file, skipped: skipped(reader["skip"]), expected: expectations(expect),
      span: nameNode.span)
  }

  private func pairs(_ node: YAMLNode?, _ what: String) -> [(key: YAMLNode, value: YAMLNode)] {
    guard let node else { return [] }
    guard node.kind == .mapping else {
      findings.expected(what, at: node)
      return []
    }
    return node.entries.map { ($0.key, $0.value) }
  }

  private func skipped(_ node: YAMLNode?) -> [(step: StepInstance, reason: String)] {
    pairs(node, "a group of reasons by step").compactMap { key, value in
      guard let step = instance(key), let reason = findings.text(value, "why it is skipped") else {
        return nil
      }
      return (step, reason)
    }
  }

  private func expectations(_ node: YAMLNode) -> [WorkflowTest.Expectation] {
    guard
      let reader = MappingReader(
        node, as: "`expect`", keys: ["states", "findings", "values", "documents"], findings)
    else { return [] }
    return states(reader["states"]) + self.findings(reader["findings"]) + values(reader["values"])
      + documents(reader["documents"])
  }

  private func states(_ node: YAMLNode?) -> [WorkflowTest.Expectation] {
    let words = StepState.allCases.map(\.rawValue)
    return pairs(node, "a group of states by step").compactMap { key, value in
      guard let step = instance(key), let word = findings.text(value, "a state") else { return nil }
      guard let state = StepState(rawValue: word) else {
        findings.add(
          Diagnostic(
            "unknown-state", "`\(word)` is no state of a step; there are \(listed(words))", at: value.useSpan,
            help: didYouMean(word, words)))
        return nil
      }
      return .init(kind: .state(step, state), span: value.useSpan)
    }
  }

  private func findings(_ node: YAMLNode?) -> [WorkflowTest.Expectation] {
    pairs(node, "a group of messages by step").compactMap { key, value in
      guard let step = key.text == "audit" ? StepID("audit") : instance(key)?.step else { return nil }
      let messages = value.kind == .sequence && value.count == 0 ? [] : findings.texts(value, "a message")
      return .init(kind: .findings(step, messages.map(\.text)), span: value.useSpan)
    }
  }

  private func values(_ node: YAMLNode?) -> [WorkflowTest.Expectation] {
    pairs(node, "a group of values by expression").compactMap { key, value in
      guard let rule = rules.rule(key, expecting: nil) else { return nil }
      guard value.kind == .scalar else {
        findings.expected("a number, a text, `true` or `false`, or nothing", at: value)
        return nil
      }
      return .init(kind: .value(rule, Self.value(value)), span: value.useSpan)
    }
  }

  private func documents(_ node: YAMLNode?) -> [WorkflowTest.Expectation] {
    let known = workflow.steps.flatMap { $0.documents.map(\.id) }
    return pairs(node, "a group of `true` and `false` by document").compactMap { key, value in
      guard let isMade = findings.boolean(value) else { return nil }
      guard known.contains(key.text) else {
        findings.add(
          Diagnostic(
            "unknown-document", "no step names a document `\(key.text)`", at: key.useSpan,
            help: didYouMean(key.text, known)))
        return nil
      }
      return .init(kind: .document(key.text, isMade: isMade), span: value.useSpan)
    }
  }

  /// A value as it is written: a number, a truth, a text; quoted it is a text.
  private static func value(_ node: YAMLNode) -> Value {
    if node.isNull { return .none }
    guard node.isPlain else { return .text(node.text) }
    if let yes = ["true": true, "false": false][node.text] { return .boolean(yes) }
    if let whole = Int(node.text) { return .integer(whole) }
    if let number = try? FieldType.percent.value(of: node.text) { return number }
    return .text(node.text)
  }

  /// `STEP` or `STEP/ENTRY`
  private func instance(_ node: YAMLNode) -> StepInstance? {
    let parts = node.text.split(separator: "/", maxSplits: 1).map(String.init)
    guard let name = parts.first, workflow[StepID(name)] != nil else {
      findings.add(
        Diagnostic(
          "unknown-step", "no step is called `\(node.text)`", at: node.useSpan,
          help: didYouMean(node.text, workflow.steps.map(\.id.name))))
      return nil
    }
    return StepInstance(StepID(name), parts.count > 1 ? EntryKey(EntryKey(written: parts[1]).parts) : .only)
  }
}
