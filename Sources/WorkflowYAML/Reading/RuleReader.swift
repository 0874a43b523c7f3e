import AuditCore
import CEL
import Diagnostics
import YAMLTree

/// Reads expressions, checks them against what the workflow declares, and marks mistakes inside the YAML text.
struct RuleReader {
  let scope: Scope
  let findings: Findings
  /// Fields whose type could not be read: what expressions make of them is not judged.
  let hasBrokenTypes: Bool
  /// Names whose definition is wrong: that they are not known is no second mistake.
  private let excuses: (String) -> Bool
  private let environments: Environments

  /// What expressions can name, made once for each kind of place they stand at.
  private final class Environments {
    private struct Place: Hashable {
      let step: StepID?
      let register: StepID?
      let name: FieldID?
    }

    private let scope: Scope
    private var made: [Place: Environment] = [:]

    init(_ scope: Scope) { self.scope = scope }

    func at(_ step: StepID?, _ each: Each?) -> Environment {
      let place = Place(step: step, register: each?.register, name: each?.name)
      if let known = made[place] { return known }
      let environment = scope.environment(this: step, each: each)
      made[place] = environment
      return environment
    }
  }

  init(scope: Scope, hasBrokenTypes: Bool, excuses: @escaping (String) -> Bool, _ findings: Findings) {
    self.scope = scope
    self.findings = findings
    self.hasBrokenTypes = hasBrokenTypes
    self.excuses = excuses
    environments = Environments(scope)
  }

  /// The rule that `node` holds, on an entry of `this` or on the audit as a whole, in a step that may be done for `each`
  /// entry of a register.
  func rule(
    _ node: YAMLNode, this: StepID? = nil, each: Each? = nil, expecting type: CELType? = .bool
  ) -> Rule? {
    guard node.kind == .scalar, !node.isNull else {
      findings.add(
        Diagnostic(
          "not-an-expression", "an expression is expected, but this is \(node.inWords)", at: node.useSpan,
          help: node.kind == .scalar
            ? nil : "put the expression in quotes: YAML reads `: `, `{` and `[` as its own"))
      return nil
    }
    let text = node.text
    do throws(SyntaxError) {
      let expression = try Expression(parsing: text)
      let checked = expression.check(in: environments.at(this, each), expecting: type)
      let problems = checked.problems.filter { !isFollowUp($0, in: text) }
      if problems.count > WorkflowLimits.problems {
        findings.add(.tooManyProblems(problems.count - WorkflowLimits.problems, at: node.useSpan))
      }
      for problem in problems.prefix(WorkflowLimits.problems) {
        findings.add(
          Diagnostic(
            problem.kind.rawValue, problem.message, at: span(problem.range, in: node), help: problem.help))
      }
      return checked.program.map { Rule(text: text, program: $0, mentions: checked.mentions) }
    } catch {
      findings.add(
        Diagnostic("bad-expression", error.message, at: span(error.range, in: node), help: error.help))
      return nil
    }
  }

  /// Whether the problem follows from a mistake that was told where something was declared.
  private func isFollowUp(_ problem: Problem, in text: String) -> Bool {
    switch problem.kind {
    case .wrongType: hasBrokenTypes
    // A name that is nearly another one is told in any case.
    case .unknownName: problem.help == nil && excuses(Self.part(problem.range, of: text))
    case .unknownField, .unknownFunction, .badPattern: false
    }
  }

  private static func part(_ range: Range<Int>, of text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(range.lowerBound).prefix(range.count)))
  }

  /// `[{that: …, message: …, severity: …}]`
  func checks(
    _ node: YAMLNode?, this: StepID? = nil, each: Each? = nil, languages: [Language]
  ) -> [Check] {
    guard let node else { return [] }
    guard node.kind == .sequence else {
      findings.expected("a list of checks", at: node)
      return []
    }
    guard findings.allows(node, atMost: WorkflowLimits.checks, "checks") else { return [] }
    return node.items.compactMap { item in
      guard let reader = MappingReader(item, as: "a check", keys: ["that", "message", "severity"], findings)
      else {
        return nil
      }
      let rule = reader.required("that").flatMap { self.rule($0, this: this, each: each) }
      let message = findings.localized(reader.required("message"), languages: languages)
      let isWarning = findings.isWarning(reader["severity"])
      guard let rule, let message else { return nil }
      return Check(that: rule, message: message, isWarning: isWarning)
    }
  }

  private func span(_ range: Range<Int>, in node: YAMLNode) -> SourceSpan {
    let start = node.position(ofScalar: range.lowerBound)
    let last = node.position(ofScalar: max(range.lowerBound, range.upperBound - 1))
    // What is missing at the end of a line stands nowhere: the mark does not go beyond.
    let file = node.span.file
    let end = file.position(ofByte: file.byteOffset(of: Position(line: last.line, column: last.column + 1)))
    return SourceSpan(file: file, start: start, end: end)
  }
}
