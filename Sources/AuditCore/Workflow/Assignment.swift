/// Whose turn a step is, and by when. It changes nobody's rights: whoever may answer, may.
public struct Assignment: Sendable {
  /// Who is meant.
  public enum Assignee: Sendable {
    /// Everybody who holds the role.
    case role(String)
    /// The person whose name an expression gives.
    case person(Rule)
  }

  /// A day, as it stands or as an expression gives it.
  public enum Due: Sendable {
    case day(String)
    case rule(Rule)
  }

  /// Somebody, by some day; nothing where that is said elsewhere, or not at all.
  public struct Charge: Sendable {
    public let assignee: Assignee?
    public let due: Due?

    public init(assignee: Assignee? = nil, due: Due? = nil) {
      self.assignee = assignee
      self.due = due
    }

    /// The expressions that it looks at.
    var rules: [Rule] {
      var rules: [Rule] = []
      if case .person(let rule)? = assignee { rules.append(rule) }
      if case .rule(let rule)? = due { rules.append(rule) }
      return rules
    }
  }

  public let whole: Charge
  /// That of each entry, which is `this` in its expressions.
  public let entries: Charge?

  public init(_ whole: Charge, entries: Charge? = nil) {
    self.whole = whole
    self.entries = entries
  }

  /// The roles that it names.
  public var roles: [String] {
    [whole.assignee, entries?.assignee].compactMap { if case .role(let role)? = $0 { role } else { nil } }
  }

  var rules: [Rule] { whole.rules + (entries?.rules ?? []) }
}
