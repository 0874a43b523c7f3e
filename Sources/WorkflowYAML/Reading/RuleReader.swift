import AuditCore
import CEL
import Diagnostics
import YAMLTree

/// Reads expressions, checks them against what the workflow declares, and marks mistakes inside the YAML text.
struct RuleReader {
  let scope: Scope
  let findings: Findings
  /// Whether it could not be read what something is: what expressions make of it is not judged.
  private let isBroken: (Mention) -> Bool
  /// Names whose definition is wrong: that they are not known is no second mistake.
  private let excuses: (_ name: String, _ isNear: Bool) -> Bool
  /// Whether the workflow is one that a record keeps: older kaudits let keys pass that a map lacks.
  private let isKept: Bool
  private let environments: Environments
  /// Every expression that was read, to be judged when the whole workflow is known.
  let read = ReadRules()

  /// What expressions can name, made once for each kind of place they stand at.
  private final class Environments {
    private let scope: Scope
    private var made: [Stand: Environment] = [:]

    init(_ scope: Scope) { self.scope = scope }

    func at(_ stand: Stand) -> Environment {
      if let known = made[stand] { return known }
      let environment = scope.environment(stand)
      made[stand] = environment
      return environment
    }
  }

  init(
    scope: Scope, isBroken: @escaping (Mention) -> Bool,
    excuses: @escaping (_ name: String, _ isNear: Bool) -> Bool,
    isKept: Bool = false, _ findings: Findings
  ) {
    self.scope = scope
    self.isKept = isKept
    self.findings = findings
    self.isBroken = isBroken
    self.excuses = excuses
    environments = Environments(scope)
  }

  /// The rule that `node` holds, on what it stands on; `help` is for a text that is no expression at all.
  ///
  /// Of steps without an entry to stand on, `steps` tells those that the author most likely means.
  func rule(
    _ node: YAMLNode, on stand: Stand = Stand(), of steps: ExpressionHelp.Steps = .all,
    expecting type: CELType? = .bool, help: String? = nil
  ) -> Rule? {
    guard node.kind == .scalar, !node.isNull else {
      if let (first, _) = node.entries.first(where: { _ in true }) {
        findings.dismiss("key-without-colon", at: first.useSpan.start)
      }
      if let slip = findings.slip(explaining: node) {
        findings.blame(slip)
        return nil
      }
      findings.add(
        Diagnostic(
          "not-an-expression", "an expression is expected, but this is \(node.inWords)", at: node.useSpan,
          help: node.kind == .scalar
            ? nil : "put the expression in quotes: YAML reads `: `, `{` and `[` as its own"))
      return nil
    }
    let text = node.text
    // What YAML has cut off says nothing about the expression.
    if findings.cutTexts.contains(node.useSpan.start) { return nil }
    if type == .bool, let meant = Self.yamlWords[text] {
      findings.expected("`true`, `false` or a condition", at: node, help: "write `\(meant)`")
      return nil
    }
    do throws(SyntaxError) {
      let expression = try Expression(parsing: text)
      let environment = environments.at(stand)
      let checked = expression.check(in: environment, expecting: type)
      read.add(expression, checked, node)
      let isOld = isKept && checked.problems.allSatisfy(\.isMissingKey)
      let problems =
        isOld ? [] : checked.problems.filter { !isFollowUp($0, checked.mentions, in: text) }
      if problems.count > WorkflowLimits.problems {
        findings.add(.tooManyProblems(problems.count - WorkflowLimits.problems, at: node.useSpan))
      }
      for problem in problems.prefix(WorkflowLimits.problems) {
        findings.add(
          Diagnostic(
            problem.kind.rawValue, problem.message, at: node.span(ofScalars: problem.range),
            help: help ?? Self.helpForDay(text) ?? problem.help
              ?? ExpressionHelp(scope).help(problem, in: text, on: stand, of: steps)))
      }
      let program = checked.program ?? (isOld ? expression.unchecked(in: environment) : nil)
      return program.map { Rule(text: text, program: $0, mentions: checked.mentions) }
    } catch {
      if findings.addCut(node) { return nil }
      let remark = node.remarkBehind
      findings.dismiss("text-cut-at-hash", at: remark?.start)
      findings.add(
        Diagnostic(
          "bad-expression", error.message, at: node.span(ofScalars: error.range),
          notes: remark.map { [Diagnostic.Note("YAML takes what follows ` #` for a remark", at: $0)] } ?? [],
          help: remark == nil
            ? help ?? error.help : "put the whole expression in quotes, if the remark belongs to it"
        ))
      return nil
    }
  }

  /// The help for a day that stands where an expression does.
  private static func helpForDay(_ text: String) -> String? {
    guard FieldType.isDay(text) else { return nil }
    return
      "an expression gives a day as `timestamp('\(text)T00:00:00Z')`; a day that is not computed is a `default`"
  }

  /// Words that some readers of YAML take for conditions.
  static let yamlWords = [
    "yes": "true", "Yes": "true", "YES": "true", "on": "true", "On": "true", "True": "true", "TRUE": "true",
    "no": "false", "No": "false", "NO": "false", "off": "false", "Off": "false", "False": "false",
    "FALSE": "false",
  ]

  /// Whether the problem follows from a mistake that was told where something was declared.
  private func isFollowUp(_ problem: Problem, _ mentions: [Mention], in text: String) -> Bool {
    switch problem.kind {
    case .wrongType, .unknownField: mentions.contains(where: isBroken)
    case .unknownName: excuses(ExpressionHelp.part(problem.range, of: text), problem.help != nil)
    case .unknownFunction, .badPattern: false
    }
  }

  /// `[{that: …, message: …, severity: …}]`
  func checks(
    _ node: YAMLNode?, on stand: Stand = Stand(), of steps: ExpressionHelp.Steps = .all, languages: [Language]
  ) -> [Check] {
    guard let node else { return [] }
    guard node.kind == .sequence else {
      findings.expected("a list of checks", at: node, help: node.helpForItems("that"))
      return []
    }
    guard node.count <= WorkflowLimits.checks else {
      findings.add(.tooManyChecks(node))
      return []
    }
    return node.items.compactMap { item in
      if let text = item.word {
        findings.expected("a check, written as keys,", at: item, help: "write `{that: \(text), message: …}`")
        return nil
      }
      guard let reader = MappingReader(item, as: "a check", keys: ["that", "message", "severity"], findings)
      else {
        return nil
      }
      let rule = reader.required("that").flatMap { self.rule($0, on: stand, of: steps) }
      let message = findings.localized(reader.required("message"), languages: languages)
      let isWarning = findings.isWarning(reader["severity"])
      guard let rule, let message else { return nil }
      return Check(that: rule, message: message, isWarning: isWarning)
    }
  }
}
