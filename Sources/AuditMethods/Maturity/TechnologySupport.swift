/// Which activities with customer knowledge are supported by technology: per activity the best that any technology does.
///
/// Method catalogue, section 7.
public enum TechnologySupport {
  public static let version = "technology-support/1"

  /// How well one technology supports one activity.
  public struct Cell: Equatable, Sendable {
    public var technology: String
    public var activity: String
    /// 0 not at all, 1 hardly, 2 well, 3 fully; nil, like a cell that is not given: not assessed.
    public var level: Double?
    /// Whether the tool is there for the activity at all.
    public var isApplicable: Bool

    public init(_ technology: String, _ activity: String, _ level: Double?, isApplicable: Bool = true) {
      self.isApplicable = isApplicable
      self.technology = technology
      self.activity = activity
      self.level = level
    }
  }

  public enum Standing: String, CaseIterable, Sendable {
    case supported, unsupported
    /// Nothing assessed suffices, but not all is assessed.
    case undecided
  }

  /// One activity with the technologies that do best for it.
  public struct Activity: Equatable, Sendable {
    public var activity: String
    public var standing: Standing
    /// The highest level of those assessed.
    public var best: Figure
    /// The technologies with that level, in byte order; none at level 0.
    public var bestTechnologies: [String]
    /// How many technologies reach the least level: with one only, its failure stops the support.
    public var supporters: Int
    public var n: Int
    public var missing: Int
  }

  /// One technology with the activities it serves.
  public struct Technology: Equatable, Sendable {
    public var technology: String
    /// Activities with at least the least level, in the order of the activities.
    public var supports: [String]
    /// Those of them that no other technology supports.
    public var alone: [String]
    public var n: Int
    public var missing: Int
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    public var activities: [Activity]
    public var technologies: [Technology]
    public var unsupported: [String]
    /// Supported activities of those decided.
    public var support: Share
  }

  /// The most fields of technology × activity.
  public static let largestTable = 1_000_000

  /// The support of each activity. `sufficient` is the least level that counts, 0 to 3. Every field of the table is looked
  /// at, also those not given: at most a million.
  public static func run(
    _ cells: [Cell], technologies: [String], activities: [String], sufficient: Double = 2
  ) throws(MethodError) -> Outcome {
    let levels = try table(cells, technologies, activities, sufficient)
    let excused = Set(
      cells.filter { $0.level == nil && !$0.isApplicable }.map { Place($0.technology, $0.activity) })
    func suffices(_ level: Double?) -> Bool { level.map { $0 >= sufficient - tieTolerance } ?? false }
    let rows = activities.map { activity in
      let column = technologies.map { (name: $0, level: levels[Place($0, activity)]) }
      let best = column.compactMap(\.level).max()
      let assessed = column.count { $0.level != nil }
      let open = technologies.count {
        levels[Place($0, activity)] == nil && !excused.contains(Place($0, activity))
      }
      return Activity(
        activity: activity, standing: suffices(best) ? .supported : open > 0 ? .undecided : .unsupported,
        best: best.map { .value($0) } ?? .undefined(open > 0 ? .notAllAssessed : .notApplicable),
        bestTechnologies: (best ?? 0) > 0
          ? column.filter { $0.level == best }.map(\.name).inByteOrder() : [],
        supporters: column.count { suffices($0.level) }, n: assessed, missing: open)
    }
    let supporters = Dictionary(uniqueKeysWithValues: rows.map { ($0.activity, $0.supporters) })
    let tools = technologies.map { technology in
      let supports = activities.filter { suffices(levels[Place(technology, $0)]) }
      let assessed = activities.count { levels[Place(technology, $0)] != nil }
      return Technology(
        technology: technology, supports: supports, alone: supports.filter { supporters[$0] == 1 },
        n: assessed,
        missing: activities.count - assessed - activities.count { excused.contains(Place(technology, $0)) })
    }
    let missing = technologies.count * activities.count - levels.count - excused.count
    let decided = rows.count { $0.standing != .undecided }
    return Outcome(
      basis: Basis(
        n: levels.count, missing: missing, notApplicable: excused.count,
        parameters: [NamedValue("sufficient", sufficient), NamedValue("scale", "0 to 3")],
        methodVersion: version, warnings: missing > 0 ? [.openItems(missing)] : []),
      activities: rows, technologies: tools,
      unsupported: rows.filter { $0.standing == .unsupported }.map(\.activity),
      support: Share(rows.count { $0.standing == .supported }, of: decided, otherwise: .notAllAssessed))
  }

  private struct Place: Hashable {
    let technology: String
    let activity: String
    init(_ technology: String, _ activity: String) {
      self.technology = technology
      self.activity = activity
    }
  }

  private static func table(
    _ cells: [Cell], _ technologies: [String], _ activities: [String], _ sufficient: Double
  ) throws(MethodError) -> [Place: Double] {
    var faults = FaultList()
    faults.checkDeclared(technologies, "technologies")
    faults.checkDeclared(activities, "activities")
    faults.check(sufficient, in: 0...3, nil, "sufficient")
    if technologies.count * activities.count > largestTable {
      faults.add(
        nil, "activities", found: "\(technologies.count) × \(activities.count) fields",
        expected: "at most \(largestTable)")
    }
    let (tools, tasks) = (Set(technologies), Set(activities))
    var levels: [Place: Double] = [:]
    var seen: Set<Place> = []
    for cell in cells {
      let row = "\(cell.technology) × \(cell.activity)"
      faults.check(cell.technology, among: tools, row, "technology")
      faults.check(cell.activity, among: tasks, row, "activity")
      faults.check(cell.level, in: 0...3, row, "level")
      let place = Place(cell.technology, cell.activity)
      if !seen.insert(place).inserted {
        faults.add(row, "level", found: "given twice", expected: "one level")
      }
      levels[place] = cell.level
    }
    try faults.throwIfAny()
    return levels
  }
}
