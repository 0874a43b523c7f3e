/// How far raters put things into the same categories, beyond what chance would give.
///
/// Cohen 1960 and 1968 for two raters, Fleiss 1971 for more; method catalogue, section 5.3.
public enum Kappa {
  public static let version = "kappa/1"

  /// How much it counts that two raters differ.
  public enum Weighting: String, CaseIterable, Sendable {
    case none
    /// By the number of categories between them.
    case linear
    /// By its square.
    case quadratic
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    /// 1 where all agree, 0 where they agree as by chance.
    public var kappa: Figure
    /// The share of agreement that was seen, and the one that chance would give; with weights, one minus the disagreement.
    public var observed: Figure
    public var expected: Figure
    /// Of two raters without weights, after Fleiss, Cohen & Everitt 1969.
    public var interval: Interval?
  }

  /// Two raters: pairs of categories, nothing where a rater gave none. `categories` are all there are, in their order, also
  /// those that nobody used.
  public static func cohen(
    _ pairs: [(id: String, first: String?, second: String?)], categories: [String],
    weighting: Weighting = .none,
    level: Double = 0.95
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    faults.checkIDs(pairs.map(\.id))
    let places = faults.places(of: categories)
    faults.checkLevel(level)
    for pair in pairs {
      faults.checkCategory(pair.first, places, pair.id, "first")
      faults.checkCategory(pair.second, places, pair.id, "second")
    }
    try faults.throwIfAny()
    let k = categories.count
    var table = Array(repeating: Array(repeating: 0.0, count: k), count: k)
    var complete = 0
    for pair in pairs {
      guard let first = pair.first.flatMap({ places[$0] }), let second = pair.second.flatMap({ places[$0] })
      else { continue }
      table[first][second] += 1
      complete += 1
    }
    let basis = Basis(
      n: complete, missing: pairs.count - complete, notApplicable: 0,
      parameters: [
        NamedValue("coefficient", "Cohen's kappa"), NamedValue("categories", k),
        NamedValue("weights", weighting.rawValue),
      ] + (weighting == .none ? [NamedValue("confidence", level)] : []), methodVersion: version)
    guard complete > 0 else { return .nothing(.nothingPaired, basis) }
    return cohen(
      table.map { row in row.map { $0 / Double(complete) } }, Double(complete), weighting, level, basis)
  }

  /// From the shares of a table, rows for the first rater.
  private static func cohen(
    _ shares: [[Double]], _ n: Double, _ weighting: Weighting, _ level: Double, _ basis: Basis
  ) -> Outcome {
    let k = shares.count
    let rows = shares.map { $0.reduce(0, +) }
    let columns = (0..<k).map { place in shares.reduce(0) { $0 + $1[place] } }
    func weight(_ one: Int, _ other: Int) -> Double {
      guard one != other else { return 0 }
      let distance = Double(abs(one - other)) / Double(max(1, k - 1))
      switch weighting {
      case .none: return 1
      case .linear: return distance
      case .quadratic: return distance * distance
      }
    }
    var (observed, expected) = (0.0, 0.0)
    for one in 0..<k {
      for other in 0..<k {
        observed += weight(one, other) * shares[one][other]
        expected += weight(one, other) * rows[one] * columns[other]
      }
    }
    guard expected > 1e-12 else { return .nothing(.oneValueOnly, basis, observed: 1 - observed) }
    let kappa = 1 - observed / expected
    let error =
      weighting == .none ? standardError(shares, rows, columns, 1 - observed, 1 - expected, n) : nil
    return Outcome(
      basis: basis, kappa: .value(kappa), observed: .value(1 - observed), expected: .value(1 - expected),
      interval: error.map { error in
        let reach = NormalDistribution().quantile(1 - (1 - level) / 2) * error
        // Nothing agrees more than fully, or less than not at all.
        return Interval(
          low: .value(max(-1, kappa - reach)), high: .value(min(1, kappa + reach)), level: level)
      })
  }

  private static func standardError(
    _ shares: [[Double]], _ rows: [Double], _ columns: [Double], _ observed: Double, _ expected: Double,
    _ n: Double
  ) -> Double {
    var (own, others) = (0.0, 0.0)
    for one in shares.indices {
      let term = (1 - expected) - (rows[one] + columns[one]) * (1 - observed)
      own += shares[one][one] * term * term
      for other in shares.indices where other != one {
        let sum = columns[one] + rows[other]
        others += shares[one][other] * sum * sum
      }
    }
    let last = observed * expected - 2 * expected + observed
    let variance = own + (1 - observed) * (1 - observed) * others - last * last
    return (max(0, variance) / n).squareRoot() / ((1 - expected) * (1 - expected))
  }

  /// Several raters, not always the same: for each item, how many chose each category; as many ratings for every item. One that nobody
  /// rated is missing.
  public static func fleiss(
    _ items: [(id: String, counts: [Int])], categories: [String]
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    faults.checkIDs(items.map(\.id))
    _ = faults.places(of: categories)
    let all = items.count
    func isRated(_ item: (id: String, counts: [Int])) -> Bool { item.counts.contains { $0 != 0 } }
    let items = items.allSatisfy(isRated) ? items : items.filter(isRated)
    let raters = items.first?.counts.reduce(0, +) ?? 0
    for item in items {
      if item.counts.count != categories.count || item.counts.contains(where: { $0 < 0 }) {
        faults.add(
          item.id, "counts", found: "\(item.counts)",
          expected: "a list of \(categories.count) counts from 0 up")
      } else if item.counts.reduce(0, +) != raters {
        faults.add(
          item.id, "counts", found: "\(item.counts.reduce(0, +)) ratings",
          expected: "\(raters), as many as of the other items (Krippendorff's alpha takes unequal numbers),")
      }
    }
    if !items.isEmpty, raters < 2 {
      faults.add(nil, "raters", found: "\(raters)", expected: "at least 2 ratings an item")
    }
    try faults.throwIfAny()
    let basis = Basis(
      n: items.count, missing: all - items.count, notApplicable: 0,
      parameters: [
        NamedValue("coefficient", "Fleiss' kappa"), NamedValue("categories", categories.count),
        NamedValue("ratings per item", raters),
      ], methodVersion: version)
    guard !items.isEmpty else { return .nothing(.nothingPaired, basis) }
    let r = Double(raters)
    let observed =
      items.reduce(0.0) { sum, item in
        sum + (item.counts.reduce(0.0) { $0 + Double($1) * Double($1) } - r) / (r * (r - 1))
      } / Double(items.count)
    let expected = categories.indices.reduce(0.0) { sum, place in
      let share = items.reduce(0.0) { $0 + Double($1.counts[place]) } / (r * Double(items.count))
      return sum + share * share
    }
    guard 1 - expected > 1e-12 else { return .nothing(.oneValueOnly, basis, observed: observed) }
    return Outcome(
      basis: basis, kappa: .value((observed - expected) / (1 - expected)), observed: .value(observed),
      expected: .value(expected), interval: nil)
  }
}

extension Kappa.Outcome {
  fileprivate static func nothing(_ reason: Reason, _ basis: Basis, observed: Double? = nil) -> Kappa.Outcome
  {
    Kappa.Outcome(
      basis: basis, kappa: .undefined(reason), observed: observed.map { .value($0) } ?? .undefined(reason),
      expected: observed == nil ? .undefined(reason) : .value(1), interval: nil)
  }
}

extension FaultList {
  /// The places of categories, which are named once each.
  fileprivate mutating func places(of categories: [String]) -> [String: Int] {
    var places: [String: Int] = [:]
    if categories.isEmpty { add(nil, "categories", found: "empty", expected: "at least one category") }
    for (place, category) in categories.enumerated() where places.updateValue(place, forKey: category) != nil
    {
      add(nil, "categories", found: "`\(category)` twice", expected: "each category once")
    }
    return places
  }

  fileprivate mutating func checkCategory(
    _ category: String?, _ places: [String: Int], _ row: String, _ field: String
  ) {
    guard let category, places[category] == nil else { return }
    add(
      row, field, found: "`\(category)`", expected: "one of \(places.keys.sorted().joined(separator: ", "))")
  }
}
