public import AuditCore
public import CEL
import Diagnostics

/// What the author of an expression may have meant, as far as steps and entries tell.
public struct ExpressionHelp {
  /// The steps that an author most likely means where no entry is meant.
  public enum Steps {
    case all
    /// Those before a step, whose condition it is.
    case before(StepID)
    /// First a step itself.
    case from(StepID)
  }

  private let scope: Scope

  public init(_ scope: Scope) { self.scope = scope }

  /// The help for a problem for which the language itself knows none.
  public func help(
    _ problem: Problem, in text: String, on stand: Stand = Stand(), of steps: Steps = .all
  ) -> String? {
    let name = Self.part(problem.range, of: text)
    switch problem.kind {
    case .unknownName where name == "this": return helpForThis(Self.member(after: problem, in: text), steps)
    case .unknownName where name == "entry":
      return stand.step == nil ? nil : "the entry itself is `this`; inside a group or table it is `entry`"
    case .unknownName: return helpForStep(name, Self.member(after: problem, in: text))
    case .unknownField
    where stand.isInside && Self.part(0..<problem.range.lowerBound, of: text).hasSuffix("this."):
      guard let step = stand.step, scope.type(of: FieldID(name), in: Stand(step)) != nil else { return nil }
      return "`\(name)` is a field of the entry around it: write `entry.\(name)`"
    default: return nil
    }
  }

  /// Where no entry is meant, the step is named.
  private func helpForThis(_ field: String?, _ steps: Steps) -> String {
    let lead = "`this` is one entry, and here none is meant"
    guard let field else { return "\(lead): name the step" }
    for variable in variables(of: steps) {
      switch variable.type {
      case .object(let shape) where shape.index(of: field) != nil:
        return "\(lead): write `\(variable.name).\(field)`"
      case .list(.object(let shape)) where shape.index(of: field) != nil:
        return "\(lead): look into the register, as in `\(variable.name).exists(e, e.\(field) …)`"
      default: break
      }
    }
    return "\(lead): name the step that has `\(field)`"
  }

  private func variables(of steps: Steps) -> [CEL.Environment.Variable] {
    let all = scope.environment().variables.filter { $0.name != "audit" }
    switch steps {
    case .all: return all
    case .before(let step): return Array(all.prefix { $0.name != step.name })
    case .from(let step): return all.filter { $0.name == step.name } + all.filter { $0.name != step.name }
    }
  }

  /// A step inside a group, or one of an included workflow, is named by itself.
  private func helpForStep(_ name: String, _ member: String?) -> String? {
    let names = scope.environment().variables.map(\.name)
    if let member, names.contains("\(name)_\(member)") {
      return "steps of an included workflow are called with its name before theirs: write `\(name)_\(member)`"
    }
    if let member, names.contains(member) {
      return "a step is named without what it stands in: write `\(member)`"
    }
    let inner = names.filter { $0.hasPrefix("\(name)_") }
    return inner.isEmpty
      ? nil : "steps of an included workflow are called with its name before theirs, as \(listed(inner))"
  }

  /// The name behind the dot that follows a name.
  private static func member(after problem: Problem, in text: String) -> String? {
    let rest = text.unicodeScalars.dropFirst(problem.range.upperBound)
    guard rest.first == "." else { return nil }
    let name = rest.dropFirst().prefix { $0 == "_" || ("a"..."z").contains($0) || ("0"..."9").contains($0) }
    return name.isEmpty ? nil : String(String.UnicodeScalarView(name))
  }

  static func part(_ range: Range<Int>, of text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(range.lowerBound).prefix(range.count)))
  }
}
