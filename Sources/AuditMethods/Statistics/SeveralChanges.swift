extension ChangeTest {
  /// What is compared of one indicator.
  public enum Measured: Sendable {
    /// A value of the same people before and after.
    case pairs([(id: String, before: Double?, after: Double?)])
    /// How many of how many before and after; nothing where one is missing.
    case shares(before: (hits: Int, total: Int), after: (hits: Int, total: Int))
    case open
  }

  /// One indicator whose change is a test of pairs.
  public struct Tested: Equatable, Sendable {
    public var indicator: String
    public var paired: Paired
    /// The chance with regard to all that are tested at once.
    public var adjusted: Figure
    /// Whether that is below what is left of the level; nothing without a chance.
    public var isProven: Bool?
  }

  /// One indicator that is a share.
  public struct Shifted: Equatable, Sendable {
    public var indicator: String
    public var before: Double
    public var after: Double
    public var difference: Double
    public var interval: Interval
    /// Whether the interval leaves out zero.
    public var isProven: Bool
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    public var tests: [Tested]
    public var shares: [Shifted]
  }

  /// The changes of several indicators, in their order; chances are adjusted over all of them. Method catalogue, section 5.5.
  public static func run(
    _ indicators: [(id: String, measured: Measured)], level: Double = 0.95
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    faults.checkLevel(level)
    var tests: [Tested] = []
    var shares: [Shifted] = []
    var missing = 0
    for (id, measured) in indicators {
      do throws(MethodError) {
        switch measured {
        case .pairs(let pairs):
          let paired = try paired(pairs)
          missing += paired.basis.missing
          tests.append(Tested(indicator: id, paired: paired, adjusted: paired.chance))
        case .shares(let before, let after):
          shares.append(try shifted(id, before, after, level))
        case .open: missing += 1
        }
      } catch {
        for fault in error.faults where fault.field != "level" {
          faults.add(fault.row ?? id, fault.field, found: fault.found, expected: fault.expected)
        }
      }
    }
    try faults.throwIfAny()
    adjust(&tests, level)
    return Outcome(
      basis: Basis(
        n: tests.reduce(shares.count) { $0 + $1.paired.basis.n }, missing: missing, notApplicable: 0,
        parameters: [
          NamedValue("confidence", level), NamedValue("adjusted_over", tests.count { $0.isProven != nil }),
        ],
        methodVersion: version, warnings: tests.isEmpty && shares.isEmpty ? [] : [.changeIsNoCause]),
      tests: tests, shares: shares)
  }

  private static func shifted(
    _ id: String, _ before: (hits: Int, total: Int), _ after: (hits: Int, total: Int), _ level: Double
  ) throws(MethodError) -> Shifted {
    let change = try shares(before: before, after: after, level: level)
    let (low, high) = (change.interval.low.value ?? 0, change.interval.high.value ?? 0)
    return Shifted(
      indicator: id, before: Double(before.hits) / Double(before.total),
      after: Double(after.hits) / Double(after.total), difference: change.difference,
      interval: change.interval, isProven: low > 0 || high < 0)
  }

  private static func adjust(_ tests: inout [Tested], _ level: Double) {
    let places = tests.indices.filter { tests[$0].paired.chance.value != nil }
    let chances = adjusted(places.compactMap { tests[$0].paired.chance.value })
    for (place, chance) in zip(places, chances) {
      tests[place].adjusted = .value(chance)
      tests[place].isProven = chance < 1 - level
    }
  }
}
