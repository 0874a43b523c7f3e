/// Krippendorff's α: how far raters agree, beyond what chance would give; any number of raters, values may be missing.
///
/// Krippendorff 2011, *Computing Krippendorff's Alpha-Reliability*; method catalogue, section 5.3.
public enum Krippendorff {
  public static let version = "krippendorff/1"

  /// How values differ from each other.
  public enum Level: String, CaseIterable, Sendable {
    /// The same or not.
    case nominal
    /// By the ranks between them.
    case ordinal
    /// By the square of their distance.
    case interval
    /// By the square of their distance in proportion to their size; values are 0 or more.
    case ratio
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    public var level: Level
    /// 1 where all agree, 0 where they agree as by chance, below 0 where they agree less.
    public var alpha: Figure
    /// Of a bootstrap over the units; only where one was asked for.
    public var interval: Interval?
    /// The units that at least two raters have rated, and their ratings.
    public var pairableUnits: Int
    public var pairableRatings: Int
  }

  /// The coefficient of raters (columns) over units (rows). Linear in the ratings, but for `ratio`, which takes the square of
  /// the number of different values.
  public static func run(
    _ ratings: Ratings, level: Level, scale: ClosedRange<Double>? = nil, bootstrap: Bootstrap? = nil
  ) throws(MethodError) -> Outcome {
    var faults = FaultList()
    ratings.check(&faults, scale: level == .ratio ? scale ?? 0 ... .infinity : scale)
    faults.require(ratings.columns.count, atLeast: 2, "columns", "raters")
    bootstrap?.check(&faults)
    let coded = CodedRatings(ratings)
    if level == .ratio, coded.values.count > 5000 {
      faults.add(
        nil, "level", found: "ratio with \(coded.values.count) different values",
        expected: "at most 5000 of them, or the level interval")
    }
    try faults.throwIfAny()
    let units = Array(0..<coded.units)
    var warnings: [Remark] = []
    if bootstrap != nil, units.count < 10 { warnings.append(.fewRows(units.count)) }
    return Outcome(
      basis: Basis(
        n: coded.codes.count, missing: ratings.missing, notApplicable: ratings.notApplicable,
        parameters: [NamedValue("level", level.rawValue)] + (bootstrap?.settings ?? []),
        methodVersion: version, warnings: warnings, seed: bootstrap?.seed),
      level: level, alpha: coded.alpha(of: units, level).map { .value($0) } ?? .undefined(coded.reason),
      interval: bootstrap.map { bootstrap in
        units.isEmpty
          ? .undefined(coded.reason, level: bootstrap.level)
          : bootstrap.interval(of: units.count) { coded.alpha(of: $0, level) }
      },
      pairableUnits: units.count, pairableRatings: coded.codes.count)
  }
}

/// The ratings of units that at least two have rated, each value by its place among the different ones.
private struct CodedRatings {
  /// Rising.
  let values: [Double]
  /// Unit after unit.
  let codes: [Int]
  /// Where each unit begins, and the end of the last.
  private let starts: [Int]

  init(_ ratings: Ratings) {
    var given: [Double] = []
    var starts = [0]
    given.reserveCapacity(ratings.units.count * ratings.columns.count)
    starts.reserveCapacity(ratings.units.count + 1)
    for unit in ratings.units.indices {
      for column in ratings.columns.indices { if let value = ratings[unit, column] { given.append(value) } }
      if given.count - starts[starts.count - 1] > 1 {
        starts.append(given.count)
      } else {
        given.removeSubrange(starts[starts.count - 1]...)
      }
    }
    self.starts = starts
    (values, codes) = Self.code(given)
  }

  /// The different values, rising, and the place of each value among them.
  private static func code(_ given: [Double]) -> (values: [Double], codes: [Int]) {
    // First by order of appearance, so that each value is looked up once.
    var places: [Double: Int] = [:]
    var codes = given.map { value in
      if let place = places[value] { return place }
      let next = places.count
      places[value] = next
      return next
    }
    let values = places.keys.sorted()
    var sorted = Array(repeating: 0, count: values.count)
    for (place, value) in values.enumerated() { sorted[places[value] ?? 0] = place }
    for place in codes.indices { codes[place] = sorted[codes[place]] }
    return (values, codes)
  }

  /// How many there are.
  var units: Int { starts.count - 1 }

  private func places(_ unit: Int) -> Range<Int> { starts[unit]..<starts[unit + 1] }

  /// Why there is no coefficient.
  var reason: Reason { units == 0 ? .nothingPaired : .oneValueOnly }

  /// `1 − (n − 1) · observed / expected` over some units, each as often as it is named; nothing where all values are one.
  func alpha(of drawn: [Int], _ level: Krippendorff.Level) -> Double? {
    var counts = Array(repeating: 0.0, count: values.count)
    for unit in drawn { for place in places(unit) { counts[codes[place]] += 1 } }
    let total = counts.reduce(0, +)
    guard counts.count(where: { $0 > 0 }) > 1 else { return nil }
    let disagreement: (observed: Double, expected: Double) =
      switch level {
      case .nominal: nominal(drawn, counts, total)
      case .ordinal: squares(drawn, counts, total, at: Self.middleRanks(counts))
      case .interval: squares(drawn, counts, total, at: values)
      case .ratio: ratio(drawn, counts)
      }
    guard disagreement.expected > 0 else { return nil }
    return 1 - (total - 1) * disagreement.observed / disagreement.expected
  }

  /// Where the values stand among all ratings: with these, the distance of ranks is a plain difference.
  private static func middleRanks(_ counts: [Double]) -> [Double] {
    var before = 0.0
    return counts.map { count in
      defer { before += count }
      return before + count / 2
    }
  }

  private func nominal(_ drawn: [Int], _ counts: [Double], _ total: Double) -> (Double, Double) {
    var own = Array(repeating: 0.0, count: values.count)
    var observed = 0.0
    for unit in drawn {
      let size = Double(places(unit).count)
      var same = 0.0
      // Each value counted up adds as many pairs with those before it, both ways, and itself.
      for place in places(unit) {
        same += 2 * own[codes[place]] + 1
        own[codes[place]] += 1
      }
      for place in places(unit) { own[codes[place]] = 0 }
      observed += (size * size - same) / (size - 1)
    }
    return (observed, total * total - counts.reduce(0) { $0 + $1 * $1 })
  }

  /// The sums of squared distances, from the spread about the mean: all pairs of `n` numbers differ by `2n` times it.
  private func squares(
    _ drawn: [Int], _ counts: [Double], _ total: Double, at positions: [Double]
  ) -> (Double, Double) {
    var observed = 0.0
    for unit in drawn {
      let size = Double(places(unit).count)
      var sum = 0.0
      for place in places(unit) { sum += positions[codes[place]] }
      let mean = sum / size
      var spread = 0.0
      for place in places(unit) {
        let distance = positions[codes[place]] - mean
        spread += distance * distance
      }
      observed += 2 * size * spread / (size - 1)
    }
    let mean = zip(positions, counts).reduce(0) { $0 + $1.0 * $1.1 } / total
    let spread = zip(positions, counts).reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    return (observed, 2 * total * spread)
  }

  private func ratio(_ drawn: [Int], _ counts: [Double]) -> (Double, Double) {
    func distance(_ one: Int, _ other: Int) -> Double {
      let sum = values[one] + values[other]
      guard sum > 0 else { return 0 }
      let share = (values[one] - values[other]) / sum
      return share * share
    }
    var observed = 0.0
    for unit in drawn {
      var apart = 0.0
      for place in places(unit) {
        for later in (place + 1)..<max(place + 1, starts[unit + 1]) {
          apart += 2 * distance(codes[place], codes[later])
        }
      }
      observed += apart / Double(places(unit).count - 1)
    }
    var expected = 0.0
    for one in values.indices where counts[one] > 0 {
      for other in (one + 1)..<max(one + 1, values.count) where counts[other] > 0 {
        expected += 2 * counts[one] * counts[other] * distance(one, other)
      }
    }
    return (observed, expected)
  }
}
