/// Whether every activity has one person accountable and somebody responsible, and nobody too much or nothing.
///
/// R responsible, A accountable, C consulted, I informed. Method catalogue, section 10.2.
public enum RaciCheck {
  public static let version = "raci/1"

  /// One activity with the letters of each person.
  public struct Activity: Equatable, Sendable {
    public var id: String
    public var roles: [Role]

    public init(id: String, roles: [Role]) {
      self.id = id
      self.roles = roles
    }
  }

  /// A field of the matrix.
  public struct Role: Equatable, Sendable {
    public var person: String
    /// `R`, `A`, `C`, `I` or `A/R`; empty for nothing.
    public var letters: String

    public init(_ person: String, _ letters: String) {
      self.person = person
      self.letters = letters
    }
  }

  public enum Rule: String, CaseIterable, Sendable {
    /// Exactly one A for each activity.
    case accountable
    /// At least one R for each activity.
    case responsible
    /// Only R, A, C, I and A/R are written.
    case letters
    /// Nobody has more A and R than the set number.
    case overload
    /// Everybody has something.
    case idle
  }

  /// One rule that is not kept.
  public struct Issue: Equatable, Sendable {
    public var rule: Rule
    /// Nil where a person's load is meant.
    public var activity: String?
    /// Who it is about: those accountable, whose field it is, whose load it is; in byte order.
    public var people: [String]
    /// How many there are of what the rule counts.
    public var count: Int
    public var english: String
    public var chinese: String
  }

  /// One activity with its people by role, in byte order.
  public struct Row: Equatable, Sendable {
    public var activity: String
    public var accountable: [String]
    public var responsible: [String]
    public var consulted: [String]
    public var informed: [String]
  }

  /// In how many activities a person has which role.
  public struct Load: Equatable, Sendable {
    public var person: String
    public var accountable: Int
    public var responsible: Int
    public var consulted: Int
    public var informed: Int
    /// Activities with A or R; both in one activity count once.
    public var load: Int
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// By activity, then those about people.
    public var issues: [Issue]
    /// In byte order.
    public var activities: [Row]
    public var loads: [Load]
  }

  /// The issues, or everything that is wrong with the input. `maximumLoad` is the number of activities with A or R that
  /// nobody should exceed; nil: loads are shown, not judged.
  public static func run(
    _ activities: [Activity], people: [String], maximumLoad: Int? = nil
  ) throws(MethodError) -> Outcome {
    try check(activities, people, maximumLoad)
    var loads: [String: Load] = [:]
    for person in people {
      loads[person] = Load(
        person: person, accountable: 0, responsible: 0, consulted: 0, informed: 0, load: 0)
    }
    var issues: [Issue] = []
    var rows: [Row] = []
    var mentioned: Set<String> = []
    for activity in activities.sorted(by: { precedes($0.id, $1.id) }) {
      var row = Row(activity: activity.id, accountable: [], responsible: [], consulted: [], informed: [])
      var unreadable: [Issue] = []
      for role in activity.roles.sorted(by: { precedes($0.person, $1.person) }) {
        let letters = Letters(role.letters)
        if letters.isEmpty { continue }
        mentioned.insert(role.person)
        if !letters.isLegal { unreadable.append(.letters(activity.id, role)) }
        if letters.contains("A") { row.accountable.append(role.person) }
        if letters.contains("R") { row.responsible.append(role.person) }
        if letters.contains("C") { row.consulted.append(role.person) }
        if letters.contains("I") { row.informed.append(role.person) }
        loads[role.person]?.add(letters)
      }
      if row.accountable.count != 1 { issues.append(.accountable(activity.id, row.accountable)) }
      if row.responsible.isEmpty { issues.append(.responsible(activity.id)) }
      issues += unreadable
      rows.append(row)
    }
    let sorted = people.inByteOrder().compactMap { loads[$0] }
    for load in sorted {
      if let maximumLoad, load.load > maximumLoad { issues.append(.overload(load, maximumLoad)) }
      if !mentioned.contains(load.person) { issues.append(.idle(load.person)) }
    }
    return Outcome(
      basis: Basis(
        n: activities.count, missing: 0, notApplicable: 0,
        parameters: [NamedValue("people", people.count), NamedValue("maximum_load", maximumLoad)],
        methodVersion: version),
      issues: issues, activities: rows, loads: sorted)
  }

  /// What stands in one field.
  fileprivate struct Letters {
    private let parts: [Substring]

    init(_ text: String) {
      parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
        let start = part.drop { $0.isWhitespace }
        return start.dropLast(start.reversed().prefix { $0.isWhitespace }.count)
      }
    }

    var isEmpty: Bool { parts.count == 1 && parts[0].isEmpty }
    var isLegal: Bool {
      parts.count == 1
        ? ["R", "A", "C", "I"].contains(parts[0]) : parts == ["A", "R"] || parts == ["R", "A"]
    }
    func contains(_ letter: Substring) -> Bool { parts.contains(letter) }
  }

  private static func check(
    _ activities: [Activity], _ people: [String], _ maximumLoad: Int?
  ) throws(MethodError) {
    var faults = FaultList()
    faults.checkDeclared(people, "people")
    faults.checkIDs(activities.lazy.map(\.id))
    if let maximumLoad, maximumLoad < 1 {
      faults.add(nil, "maximum_load", found: "\(maximumLoad)", expected: "a number from 1 up")
    }
    let declared = Set(people)
    for activity in activities {
      var seen: Set<String> = []
      for role in activity.roles {
        faults.check(role.person, among: declared, activity.id, "person")
        if !seen.insert(role.person).inserted {
          faults.add(
            activity.id, "person", found: "`\(role.person)` twice", expected: "each person once an activity")
        }
      }
    }
    try faults.throwIfAny()
  }
}

extension RaciCheck.Load {
  fileprivate mutating func add(_ letters: RaciCheck.Letters) {
    if letters.contains("A") { accountable += 1 }
    if letters.contains("R") { responsible += 1 }
    if letters.contains("C") { consulted += 1 }
    if letters.contains("I") { informed += 1 }
    if letters.contains("A") || letters.contains("R") { load += 1 }
  }
}

extension RaciCheck.Issue {
  fileprivate static func accountable(_ activity: String, _ people: [String]) -> Self {
    let names = people.joined(separator: ", ")
    return Self(
      rule: .accountable, activity: activity, people: people, count: people.count,
      english: people.isEmpty
        ? "nobody is accountable for “\(activity)”" : "“\(activity)” has several accountable: \(names)",
      chinese: people.isEmpty
        ? "“\(activity)”没有最终负责人（A）" : "“\(activity)”有多名最终负责人（A）：\(people.joined(separator: "、"))")
  }

  fileprivate static func responsible(_ activity: String) -> Self {
    Self(
      rule: .responsible, activity: activity, people: [], count: 0,
      english: "nobody is responsible for carrying out “\(activity)”", chinese: "“\(activity)”没有执行人（R）")
  }

  fileprivate static func letters(_ activity: String, _ role: RaciCheck.Role) -> Self {
    Self(
      rule: .letters, activity: activity, people: [role.person], count: 1,
      english: "“\(role.letters)” of \(role.person) in “\(activity)” is none of R, A, C, I and A/R",
      chinese: "“\(activity)”中 \(role.person) 的“\(role.letters)”不属于 R、A、C、I 或 A/R")
  }

  fileprivate static func overload(_ load: RaciCheck.Load, _ maximum: Int) -> Self {
    Self(
      rule: .overload, activity: nil, people: [load.person], count: load.load,
      english: "\(load.person) has A or R in \(load.load) activities, more than \(maximum)",
      chinese: "\(load.person) 在 \(load.load) 项活动中承担 A 或 R，超过 \(maximum) 项")
  }

  fileprivate static func idle(_ person: String) -> Self {
    Self(
      rule: .idle, activity: nil, people: [person], count: 0,
      english: "\(person) has no role in any activity",
      chinese: "\(person) 在所有活动中都没有角色")
  }
}
