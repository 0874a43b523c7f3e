import Glibc

/// How many to ask, so that a share is known to within a margin; and how many of each group.
///
/// Cochran 1977 with the correction for finite populations; method catalogue, section 5.6.
public enum SampleSize {
  public static let version = "sample-size/1"

  public struct Outcome: Equatable, Sendable {
    /// Without regard to the population.
    public var unlimited: Double
    /// With it; the same where none is given.
    public var exact: Double
    /// Rounded up; never more than there are.
    public var needed: Int
    /// To write to, where not all answer; never more than there are.
    public var invited: Int
  }

  /// The size for a share that is about `share`, to within `margin` (both from 0 to 1), in a population, of whom a part
  /// `response` is expected to answer.
  public static func run(
    population: Int? = nil, margin: Double = 0.05, share: Double = 0.5, level: Double = 0.95,
    response: Double = 1
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    faults.checkLevel(level)
    if let population, population < 1 {
      faults.add(nil, "population", found: "\(population)", expected: "a number from 1 up")
    }
    for (name, value) in [("margin", margin), ("share", share)] where !(value > 0 && value < 1) {
      faults.add(nil, name, found: numeral(value), expected: "a number above 0 and below 1")
    }
    if !(response > 0 && response <= 1) {
      faults.add(nil, "response", found: numeral(response), expected: "a number above 0, at most 1")
    }
    try faults.throwIfAny()
    let reach = NormalDistribution().quantile(1 - (1 - level) / 2)
    let unlimited = reach * reach * share * (1 - share) / (margin * margin)
    guard unlimited / response < 1e15 else {
      faults.add(
        nil, "margin", found: numeral(margin), expected: "a margin that fewer than 10^15 answers can reach")
      throw MethodError(faults: faults.faults)
    }
    let exact = population.map { unlimited / (1 + (unlimited - 1) / Double($0)) } ?? unlimited
    // A size that is whole but for the last digits is whole.
    func roundedUp(_ size: Double) -> Int { min(population ?? .max, Int((size - 1e-9).rounded(.up))) }
    let needed = max(1, roundedUp(exact))
    return Outcome(
      unlimited: unlimited, exact: exact, needed: needed, invited: roundedUp(Double(needed) / response))
  }

  /// How far a share found among `answers` of a population may be off, at a level of confidence.
  public static func margin(answers: Int, population: Int?, share: Double = 0.5, level: Double = 0.95)
    -> Figure
  {
    guard answers > 0, share >= 0, share <= 1, level > 0, level < 1 else { return .undefined(.tooFewRows) }
    let reach = NormalDistribution().quantile(1 - (1 - level) / 2)
    let rest = population.map { $0 > 1 ? max(0, Double($0 - answers) / Double($0 - 1)) : 0 } ?? 1
    return .value(reach * (share * (1 - share) / Double(answers) * rest).squareRoot())
  }

  /// A total over groups in proportion to their sizes, by the largest remainders; groups that have anybody get at least
  /// `least`, as far as they have as many.
  public static func allocation(
    _ total: Int, over groups: [(id: String, size: Int)], least: Int = 1
  ) throws(MethodError) -> [(id: String, size: Int)] {
    var faults = FaultList()
    faults.checkIDs(groups.map(\.id))
    for group in groups where group.size < 0 {
      faults.add(group.id, "size", found: "\(group.size)", expected: "a number from 0 up")
    }
    let population = groups.reduce(0) { $0 + max(0, $1.size) }
    if !(0...population).contains(total) {
      faults.add(
        nil, "total", found: "\(total)", expected: "a number from 0 to \(population), as many as there are")
    }
    let floors = groups.map { min(max(0, least), max(0, $0.size)) }
    if floors.reduce(0, +) > total {
      faults.add(
        nil, "least", found: "\(least)",
        expected: "a smaller number, as all groups need \(floors.reduce(0, +)) of \(total) then,")
    }
    try faults.throwIfAny()
    var shares = remainders(total, groups.map { Double($0.size) })
    // Those below their floor are lifted to it; the others share what is left.
    var isLifted = groups.map { _ in false }
    while let low = shares.indices.first(where: { !isLifted[$0] && shares[$0] < floors[$0] }) {
      isLifted[low] = true
      let left = total - shares.indices.filter { isLifted[$0] }.reduce(0) { $0 + floors[$1] }
      let open = shares.indices.filter { !isLifted[$0] }
      let parts = remainders(left, open.map { Double(groups[$0].size) })
      for place in shares.indices where isLifted[place] { shares[place] = floors[place] }
      for (place, part) in zip(open, parts) { shares[place] = part }
    }
    return zip(groups, shares).map { ($0.id, $1) }
  }

  /// Whole numbers in proportion to weights, which add up to the total.
  private static func remainders(_ total: Int, _ weights: [Double]) -> [Int] {
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.map { _ in 0 } }
    let quotas = weights.map { Double(total) * $0 / sum }
    var parts = quotas.map { Int($0.rounded(.down)) }
    let order = quotas.indices.sorted {
      let (one, other) = (quotas[$0] - quotas[$0].rounded(.down), quotas[$1] - quotas[$1].rounded(.down))
      return one == other ? $0 < $1 : one > other
    }
    for place in order.prefix(max(0, total - parts.reduce(0, +))) { parts[place] += 1 }
    return parts
  }
}
