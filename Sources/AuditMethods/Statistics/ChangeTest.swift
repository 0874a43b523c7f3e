import Glibc

/// Whether something has changed: the same people before and after, or two shares.
///
/// Wilcoxon 1945, Cohen 1988, Holm 1979; method catalogue, section 5.5.
public enum ChangeTest {
  public static let version = "change/1"

  public struct Paired: Equatable, Sendable {
    /// How many went up or down.
    public var changed: Int
    public var basis: Basis
    /// The median of what each has changed.
    public var medianChange: Figure
    /// The smaller sum of ranks; those that have not changed do not count.
    public var signedRank: Figure
    /// Of a change this large or larger where there is none: exact for up to 25 that changed without ties, else by the normal
    /// distribution with the correction for ties and for continuity.
    public var chance: Figure
    public var isExact: Bool
    /// The mean change in standard deviations of the changes: Cohen's d.
    public var effect: Figure
  }

  /// What became of several values from before to after; pairs in which one is missing are left out and counted.
  public static func paired(
    _ pairs: [(id: String, before: Double?, after: Double?)]
  ) throws(MethodError) -> Paired {
    var faults = FaultList()
    faults.checkIDs(pairs.map(\.id))
    for pair in pairs {
      faults.check(pair.before, in: -.infinity ... .infinity, pair.id, "before")
      faults.check(pair.after, in: -.infinity ... .infinity, pair.id, "after")
    }
    try faults.throwIfAny()
    let changes = pairs.compactMap { pair in pair.before.flatMap { before in pair.after.map { $0 - before } }
    }
    let changed = changes.filter { $0 != 0 }
    let ranks = MiddleRanks(changed.map(abs))
    let up = zip(changed, ranks.means).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
    let n = Double(changed.count)
    let least = min(up, n * (n + 1) / 2 - up)
    let isExact = ranks.ties == 0 && changed.count <= 25
    let moments = Moments(changes)
    let deviation = moments.variance?.squareRoot() ?? 0
    func figure(_ value: Double?, _ reason: Reason) -> Figure {
      value.map { .value($0) } ?? .undefined(reason)
    }
    let chance = isExact ? exactChance(least, changed.count) : normalChance(least, n, ranks.ties)
    return Paired(
      changed: changed.count,
      basis: Basis(
        n: changes.count, missing: pairs.count - changes.count, notApplicable: 0,
        parameters: [NamedValue("changed", changed.count)], methodVersion: version),
      medianChange: figure(Quantiles(changes).median, .tooFewRows),
      signedRank: figure(changed.isEmpty ? nil : least, .oneValueOnly),
      chance: figure(changed.isEmpty ? nil : chance, .oneValueOnly), isExact: isExact,
      effect: deviation > 0 ? .value(moments.mean / deviation) : .undefined(.oneValueOnly))
  }

  /// The share of all signs of the ranks 1…n that give a sum as small, both ways.
  private static func exactChance(_ least: Double, _ n: Int) -> Double {
    var ways = [1.0]
    for rank in stride(from: 1, through: n, by: 1) {
      ways = (0..<ways.count + rank).map { sum in
        (sum < ways.count ? ways[sum] : 0) + (sum >= rank ? ways[sum - rank] : 0)
      }
    }
    let small = ways.prefix(Int(least) + 1).reduce(0, +)
    return min(1, 2 * small / ways.reduce(0, +))
  }

  private static func normalChance(_ least: Double, _ n: Double, _ ties: Double) -> Double {
    let variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48
    guard variance > 0 else { return 1 }
    let distance = max(0, n * (n + 1) / 4 - least - 0.5)
    return min(1, 2 * NormalDistribution().upper(distance / variance.squareRoot()))
  }

  /// How far one share lies above another, with the interval of Wald.
  public static func shares(
    before: (hits: Int, total: Int), after: (hits: Int, total: Int), level: Double = 0.95
  ) throws(MethodError) -> (difference: Double, interval: Interval) {
    var faults = FaultList()
    for (name, part) in [("before", before), ("after", after)] {
      if part.total < 1 || !(0...max(0, part.total)).contains(part.hits) {
        faults.add(nil, name, found: "\(part.hits) of \(part.total)", expected: "a part of at least one")
      }
    }
    faults.checkLevel(level)
    try faults.throwIfAny()
    let (p, q) = (Double(before.hits) / Double(before.total), Double(after.hits) / Double(after.total))
    let error = (p * (1 - p) / Double(before.total) + q * (1 - q) / Double(after.total)).squareRoot()
    let reach = NormalDistribution().quantile(1 - (1 - level) / 2) * error
    return (q - p, Interval(low: .value(q - p - reach), high: .value(q - p + reach), level: level))
  }

  /// Chances of several tests at once, raised so that all of them together err no more often than one: Holm's step down.
  public static func adjusted(_ chances: [Double]) -> [Double] {
    let order = chances.indices.sorted { chances[$0] == chances[$1] ? $0 < $1 : chances[$0] < chances[$1] }
    var adjusted = chances
    var most = 0.0
    for (step, place) in order.enumerated() {
      most = max(most, min(1, Double(chances.count - step) * chances[place]))
      adjusted[place] = most
    }
    return adjusted
  }
}
