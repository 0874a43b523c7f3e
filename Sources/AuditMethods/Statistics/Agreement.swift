/// How far the raters of a set of scores agree: by the coefficient that was planned, and beside it where they differ and who is
/// stricter. Method catalogue, sections 5.3 and 5.4.
public enum Agreement {
  public static let version = "agreement/1"

  public enum Coefficient: String, CaseIterable, Sendable {
    /// Absolute agreement of single raters, and of the mean of all; every rater scores every unit.
    case icc21, icc2k
    /// Any number of raters, values may be missing.
    case krippendorff
    /// Two raters.
    case cohen
    /// As many ratings for every unit.
    case fleiss

    /// As the field writes it.
    public var name: String {
      switch self {
      case .icc21: "ICC(2,1)"
      case .icc2k: "ICC(2,k)"
      case .krippendorff: "Krippendorff α"
      case .cohen: "Cohen κ"
      case .fleiss: "Fleiss κ"
      }
    }
  }

  public struct Parameters: Equatable, Sendable {
    public var coefficient = Coefficient.icc21
    /// The least value that was agreed upon beforehand, in [0, 1].
    public var target: Double?
    /// How values differ, for Krippendorff's alpha.
    public var level = Krippendorff.Level.ordinal
    /// How much differences count, for Cohen's kappa.
    public var weighting = Kappa.Weighting.none
    /// Draws the interval of Krippendorff's alpha.
    public var bootstrap: Bootstrap?
    /// The scale of the scores; its whole numbers are the categories of the kappas.
    public var scale: ClosedRange<Double>?
    /// Of the intervals that are not drawn by lot.
    public var confidence = 0.95

    public init() {}
  }

  /// What one rater gives, beside the others.
  public struct Rater: Equatable, Sendable {
    public var id: String
    /// How many units were rated.
    public var n: Int
    public var mean: Figure
    /// How far above what all gave to the same units; below 0 is stricter. Of units that others rated as well.
    public var leniency: Figure
  }

  /// A unit that at least two have rated.
  public struct Unit: Equatable, Sendable {
    public var id: String
    public var n: Int
    public var lowest: Double
    public var highest: Double
    public var range: Double { highest - lowest }
  }

  public struct Outcome: Equatable, Sendable {
    public var basis: Basis
    public var coefficient: Coefficient
    public var value: Figure
    public var interval: Interval?
    /// How many replicates gave no value; nothing where none were drawn.
    public var dropped: Int?
    public var target: Double?
    /// Whether the value is the target or above; nothing where either is not known.
    public var isReached: Bool?
    /// The share of units rated by two or more in which all gave the same: to be read beside the coefficient only.
    public var unanimous: Share
    public var raters: [Rater]
    /// The widest apart first.
    public var units: [Unit]
  }

  /// Agreement of raters (columns) over units (rows). Where the coefficient is not defined for such ratings, its value is a reason;
  /// scores off their scale are faults.
  public static func run(_ scores: Ratings, _ parameters: Parameters = Parameters()) throws(MethodError)
    -> Outcome
  {
    var faults = FaultList()
    scores.check(&faults, scale: parameters.scale)
    faults.check(parameters.target, in: 0...1, nil, "target")
    parameters.bootstrap?.check(&faults)
    try faults.throwIfAny()
    let units = units(of: scores)
    let measured = try measure(scores, parameters)
    var warnings = measured.warnings
    // One rating alone is no agreement to anybody but those who want all of them.
    let wantsAll = [.icc21, .icc2k, .cohen].contains(parameters.coefficient)
    let rated = wantsAll ? scores.units.indices.count { !scores.given($0).isEmpty } : units.count
    if measured.value.value != nil, measured.used < rated {
      warnings.append(
        .unitsLeftOut(
          rated - measured.used, parameters.coefficient, takenIn: max(0, units.count - measured.used)))
    }
    let excused = excused(scores, measured.used, parameters.coefficient)
    return Outcome(
      basis: Basis(
        n: measured.used, missing: scores.units.count - measured.used - excused, notApplicable: excused,
        parameters: settings(parameters), methodVersion: version, warnings: warnings,
        seed: parameters.bootstrap?.seed),
      coefficient: parameters.coefficient, value: measured.value, interval: measured.interval,
      dropped: parameters.coefficient == .krippendorff && parameters.bootstrap != nil
        ? measured.interval?.dropped : nil,
      target: parameters.target,
      isReached: parameters.target.flatMap { target in
        measured.value.value.map { $0 >= target - tieTolerance }
      },
      unanimous: Share(units.count { $0.range == 0 }, of: units.count, otherwise: .nothingPaired),
      raters: raters(of: scores), units: units)
  }

  /// How many of the units that are left out lack only what is not wanted of them.
  private static func excused(_ scores: Ratings, _ used: Int, _ coefficient: Coefficient) -> Int {
    guard used > 0 else { return 0 }
    return scores.leftOut { unit in
      switch coefficient {
      case .icc21, .icc2k, .cohen: scores.isComplete(unit)
      case .krippendorff, .fleiss: scores.given(unit).count > 1
      }
    }.notApplicable
  }

  private static func settings(_ parameters: Parameters) -> [NamedValue] {
    var settings = [NamedValue("coefficient", parameters.coefficient.name)]
    switch parameters.coefficient {
    case .krippendorff:
      settings.append(NamedValue("level", parameters.level.rawValue))
      settings += parameters.bootstrap?.settings ?? []
    case .cohen:
      settings.append(NamedValue("weights", parameters.weighting.rawValue))
      if parameters.weighting == .none { settings.append(NamedValue("confidence", parameters.confidence)) }
    case .icc21, .icc2k: settings.append(NamedValue("confidence", parameters.confidence))
    case .fleiss: break
    }
    if let target = parameters.target { settings.append(NamedValue("target", target)) }
    return settings
  }

  // MARK: The coefficients

  private struct Measured {
    var value: Figure
    var interval: Interval?
    /// How many units went in.
    var used: Int
    var warnings: [Remark] = []

    static func nothing(_ reason: Reason) -> Measured { Measured(value: .undefined(reason), used: 0) }
  }

  private static func measure(
    _ scores: Ratings, _ parameters: Parameters
  ) throws(MethodError) -> Measured {
    guard scores.columns.count > 1 else { return .nothing(.nothingPaired) }
    switch parameters.coefficient {
    case .icc21, .icc2k:
      return try correlation(scores, ofMean: parameters.coefficient == .icc2k, parameters.confidence)
    case .krippendorff:
      let outcome = try Krippendorff.run(
        scores, level: parameters.level, scale: parameters.scale, bootstrap: parameters.bootstrap)
      return Measured(
        value: outcome.alpha, interval: outcome.interval, used: outcome.pairableUnits,
        warnings: outcome.basis.warnings)
    case .cohen: return try cohen(scores, parameters)
    case .fleiss: return try fleiss(scores, parameters)
    }
  }

  private static func correlation(_ scores: Ratings, ofMean isOfMean: Bool, _ level: Double)
    throws(MethodError) -> Measured
  {
    guard scores.complete.count > 1 else {
      return .nothing(scores.complete.count == scores.units.count ? .tooFewRows : .notEveryRater)
    }
    let outcome = try IntraclassCorrelation.run(scores, level: level)
    guard let coefficient = outcome[.agreement, ofMean: isOfMean] else { return .nothing(.notEveryRater) }
    return Measured(
      value: coefficient.value, interval: coefficient.interval, used: outcome.basis.n,
      warnings: outcome.basis.warnings.filter { $0.code == Remark.strictnessCode })
  }

  private static func cohen(_ scores: Ratings, _ parameters: Parameters) throws(MethodError) -> Measured {
    guard scores.columns.count == 2 else { return .nothing(.notTwoRaters) }
    let outcome = try Kappa.cohen(
      scores.units.indices.map { unit in
        (scores.units[unit], scores[unit, 0].map(numeral), scores[unit, 1].map(numeral))
      }, categories: categories(of: scores, parameters.scale), weighting: parameters.weighting,
      level: parameters.confidence)
    return Measured(value: outcome.kappa, interval: outcome.interval, used: outcome.basis.n)
  }

  private static func fleiss(_ scores: Ratings, _ parameters: Parameters) throws(MethodError) -> Measured {
    let categories = categories(of: scores, parameters.scale)
    let places = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($1, $0) })
    var items: [(id: String, counts: [Int])] = []
    for unit in scores.units.indices {
      let given = scores.given(unit).map(numeral)
      guard given.count > 1 else { continue }
      var counts = Array(repeating: 0, count: categories.count)
      for category in given { if let place = places[category] { counts[place] += 1 } }
      items.append((scores.units[unit], counts))
    }
    guard let first = items.first else { return .nothing(.nothingPaired) }
    let size = first.counts.reduce(0, +)
    guard items.allSatisfy({ $0.counts.reduce(0, +) == size }) else { return .nothing(.unequalRatings) }
    let outcome = try Kappa.fleiss(items, categories: categories)
    return Measured(value: outcome.kappa, interval: outcome.interval, used: outcome.basis.n)
  }

  /// All levels of the scale, also those nobody used; without one, or between its whole numbers, what was given.
  private static func categories(of scores: Ratings, _ scale: ClosedRange<Double>?) -> [String] {
    let given = Set(scores.units.indices.lazy.flatMap(scores.given))
    var all = given
    if let scale, scale.upperBound - scale.lowerBound <= 100 {
      all.formUnion(stride(from: scale.lowerBound.rounded(.up), through: scale.upperBound, by: 1))
    }
    return all.sorted().map(numeral)
  }

  // MARK: Beside the coefficient

  private static func units(of scores: Ratings) -> [Unit] {
    scores.units.indices.compactMap { unit in
      let given = scores.given(unit)
      guard given.count > 1, let lowest = given.min(), let highest = given.max() else { return nil }
      return Unit(id: scores.units[unit], n: given.count, lowest: lowest, highest: highest)
    }.sorted { ($1.range, $0.id) < ($0.range, $1.id) }
  }

  private static func raters(of scores: Ratings) -> [Rater] {
    let means = scores.units.indices.map { unit -> Double? in
      let given = scores.given(unit)
      return given.count > 1 ? Moments(given).mean : nil
    }
    return scores.columns.indices.map { column in
      let own = scores.column(column)
      let given = own.compactMap { $0 }
      let apart = scores.units.indices.compactMap { unit in
        own[unit].flatMap { score in means[unit].map { score - $0 } }
      }
      return Rater(
        id: scores.columns[column], n: given.count,
        mean: given.isEmpty ? .undefined(.nothingScored) : .value(Moments(given).mean),
        leniency: apart.isEmpty ? .undefined(.nothingPaired) : .value(Moments(apart).mean))
    }.sorted { $0.id < $1.id }
  }
}

extension Remark {
  /// Units that two or more have rated, but that the coefficient cannot take.
  fileprivate static func unitsLeftOut(
    _ count: Int, _ coefficient: Agreement.Coefficient, takenIn: Int
  ) -> Remark {
    Remark(
      "units-left-out",
      english: "\(coefficient.name) leaves out \(count) that not every rater has scored"
        + (takenIn > 0 ? "; Krippendorff α takes in \(takenIn) of them" : ""),
      chinese: "\(coefficient.name) 未计入 \(count) 项并非人人评分的内容"
        + (takenIn > 0 ? "；Krippendorff α 可以计入其中 \(takenIn) 项" : ""))
  }
}
