/// The classes that apply to one customer, as a set of bits: a hundred thousand of them are compared nine times.
struct LabelSet: Equatable {
  private var bits: UInt8 = 0

  mutating func insert(_ label: CustomerClass) { bits |= Self.bit(label) }
  func contains(_ label: CustomerClass) -> Bool { bits & Self.bit(label) != 0 }
  func first(of order: [CustomerClass]) -> CustomerClass? { order.first { contains($0) } }

  private static func bit(_ label: CustomerClass) -> UInt8 {
    switch label {
    case .belowZero: 1
    case .mostValuable: 2
    case .mostGrowable: 4
    }
  }
}

/// The limits between the classes, and the tests against them.
struct Thresholds {
  var bands: BandLimits
  var growthMinimumRatio: Double
  var growthMinimumAmount: Double
  var belowZeroLimit: Double
  let measure: LifetimeMeasure

  init(_ parameters: CustomerParameters) {
    bands = parameters.bands
    growthMinimumRatio = parameters.growthMinimumRatio
    growthMinimumAmount = parameters.growthMinimumAmount
    belowZeroLimit = parameters.belowZeroLimit
    measure = parameters.lifetimeMeasure
  }

  func labels(of row: ClassifiedCustomer) -> LabelSet {
    var labels = LabelSet()
    if let value = row.lifetimeValues[measure].value, value < belowZeroLimit - tieTolerance {
      labels.insert(.belowZero)
    }
    if let place = row.place, place.share > 0, bands.band(after: place.shareBefore) == .a {
      labels.insert(.mostValuable)
    }
    if let potential = row.growthPotential.value, potential >= growthMinimumAmount - tieTolerance,
      row.growthRatio.value.map({ $0 >= growthMinimumRatio - tieTolerance }) ?? true
    {
      labels.insert(.mostGrowable)
    }
    return labels
  }

  func canTest(_ label: CustomerClass, _ row: ClassifiedCustomer) -> Bool {
    switch label {
    case .belowZero: row.lifetimeValues[measure].value != nil
    case .mostValuable: row.place != nil
    case .mostGrowable: row.growthPotential.value != nil
    }
  }

  /// The same thresholds with one of them a tenth lower or higher. A limit of zero stays where it is.
  static func moved(from parameters: CustomerParameters) -> [(
    name: String, from: Double, to: Double, Thresholds
  )] {
    let start = Thresholds(parameters)
    let movable: [(String, WritableKeyPath<Thresholds, Double>)] = [
      ("band_limits.a", \.bands.a), ("growth_minimum_ratio", \.growthMinimumRatio),
      ("growth_minimum_amount", \.growthMinimumAmount), ("below_zero_limit", \.belowZeroLimit),
    ]
    return movable.flatMap { name, path in
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

/// Takes what is given, else what is assumed, and counts the assumptions.
struct AssumptionCount {
  private(set) var directCosts = 0
  private(set) var costsToServe = 0
  private(set) var retentions = 0

  mutating func directCost(_ customer: Customer, _ parameters: CustomerParameters) -> Double? {
    if let given = customer.directCost { return given }
    guard let ratio = parameters.assumedDirectCostRatio, let revenue = customer.revenue else { return nil }
    directCosts += 1
    return revenue * ratio
  }

  mutating func costToServe(_ customer: Customer, _ parameters: CustomerParameters) -> Double? {
    if let given = customer.costToServe { return given }
    guard let assumed = parameters.assumedCostToServe else { return nil }
    costsToServe += 1
    return assumed
  }

  mutating func retention(_ customer: Customer, _ parameters: CustomerParameters) -> Double? {
    if let given = customer.retention { return given }
    guard let assumed = parameters.assumedRetention else { return nil }
    retentions += 1
    return assumed
  }

  func remarks(of total: Int) -> [Remark] {
    [
      (directCosts, "direct_cost", "直接成本"), (costsToServe, "cost_to_serve", "服务成本"),
      (retentions, "retention", "保留率"),
    ].filter { $0.0 > 0 }.map { count, field, chinese in
      Remark(
        "assumed-\(field)", english: "`\(field)` is assumed for \(count) of \(total) customers",
        chinese: "\(total) 名客户中有 \(count) 名的\(chinese)为假设值")
    }
  }
}
