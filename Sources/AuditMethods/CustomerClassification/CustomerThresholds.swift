/// A set of classes as bits: a hundred thousand of them are compared nine times.
struct ClassSet: Equatable {
  private(set) var bits = 0

  mutating func insert(_ customerClass: CustomerClass) { bits |= Self.bit(customerClass) }

  /// The lists that all sets stand for, in the order of the tests, to be shared by all customers.
  static func lists(in order: [CustomerClass]) -> [[CustomerClass]] {
    (0..<8).map { bits in order.filter { bits & bit($0) != 0 } }
  }

  private static func bit(_ customerClass: CustomerClass) -> Int {
    switch customerClass {
    case .belowZero: 1
    case .mostValuable: 2
    case .mostGrowable: 4
    }
  }
}

/// The figures of one customer that are held against the thresholds; NaN for those that are missing.
///
/// Plain numbers, because every threshold is tried at three values.
struct TestedFigures {
  let lifetimeValue: Double
  /// Two for customers outside the shares.
  let shareBefore: Double
  let growthPotential: Double
  /// Infinite where there is no revenue to grow from.
  let growthRatio: Double
  private(set) var untested = ClassSet()

  init(_ row: ClassifiedCustomer, _ measure: LifetimeMeasure) {
    lifetimeValue = row.lifetimeValues[measure].value ?? .nan
    shareBefore = row.place.map { $0.share > 0 ? $0.shareBefore : 2 } ?? .nan
    growthPotential = row.growthPotential.value ?? .nan
    growthRatio = row.growthRatio.value ?? .infinity
    if lifetimeValue.isNaN { untested.insert(.belowZero) }
    if shareBefore.isNaN { untested.insert(.mostValuable) }
    if growthPotential.isNaN { untested.insert(.mostGrowable) }
  }
}

/// The limits between the classes, and the tests against them.
struct Thresholds {
  var bands: BandLimits
  var growthMinimumRatio: Double
  var growthMinimumAmount: Double
  var belowZeroLimit: Double

  init(_ parameters: CustomerParameters) {
    bands = parameters.bands
    growthMinimumRatio = parameters.growthMinimumRatio
    growthMinimumAmount = parameters.growthMinimumAmount
    belowZeroLimit = parameters.belowZeroLimit
  }

  func classes(of figures: TestedFigures) -> ClassSet {
    var classes = ClassSet()
    if figures.lifetimeValue < belowZeroLimit - tieTolerance { classes.insert(.belowZero) }
    if figures.shareBefore <= 1, bands.band(after: figures.shareBefore) == .a {
      classes.insert(.mostValuable)
    }
    if figures.growthPotential >= growthMinimumAmount - tieTolerance,
      figures.growthRatio >= growthMinimumRatio - tieTolerance
    {
      classes.insert(.mostGrowable)
    }
    return classes
  }

  /// The same thresholds with one of them a tenth lower or higher; without those of zero, of which a tenth is nothing.
  static func moved(from parameters: CustomerParameters) -> [(
    name: String, from: Double, to: Double, Thresholds
  )] {
    let start = Thresholds(parameters)
    let movable: [(String, WritableKeyPath<Thresholds, Double>)] = [
      ("band_limits.a", \.bands.a), ("growth_minimum_ratio", \.growthMinimumRatio),
      ("growth_minimum_amount", \.growthMinimumAmount), ("below_zero_limit", \.belowZeroLimit),
    ]
    return movable.filter { start[keyPath: $0.1] != 0 }.flatMap { name, path in
      [0.9, 1.1].map { factor in
        var thresholds = start
        var value = start[keyPath: path] * factor
        if path == \.bands.a { value = min(value, 1) }
        thresholds[keyPath: path] = value
        return (name, start[keyPath: path], value, thresholds)
      }
    }
  }
}
