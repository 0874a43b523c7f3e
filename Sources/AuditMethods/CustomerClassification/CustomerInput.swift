/// One customer with what is known of the money, over one period and in one currency for all.
public struct Customer: Equatable, Sendable {
  public var id: String
  public var revenue: Double?
  public var directCost: Double?
  /// What serving the customer costs beyond the goods: visits, complaints, credit.
  public var costToServe: Double?
  /// The revenue reachable with the right strategy.
  public var potentialRevenue: Double?
  /// The probability of staying for another period.
  public var retention: Double?
  /// Overrides the discount rate of the parameters.
  public var discountRate: Double?
  /// Overrides the horizon of the parameters, in periods.
  public var horizon: Int?
  /// Only for customers still to be won.
  public var acquisitionCost: Double?
  /// Days since the last purchase; read for RFM only, as are the next two.
  public var daysSincePurchase: Double?
  public var purchases: Double?
  public var spending: Double?

  public init(
    id: String, revenue: Double?, directCost: Double?, costToServe: Double?, potentialRevenue: Double? = nil,
    retention: Double? = nil, discountRate: Double? = nil, horizon: Int? = nil,
    acquisitionCost: Double? = nil,
    daysSincePurchase: Double? = nil, purchases: Double? = nil, spending: Double? = nil
  ) {
    self.id = id
    self.revenue = revenue
    self.directCost = directCost
    self.costToServe = costToServe
    self.potentialRevenue = potentialRevenue
    self.retention = retention
    self.discountRate = discountRate
    self.horizon = horizon
    self.acquisitionCost = acquisitionCost
    self.daysSincePurchase = daysSincePurchase
    self.purchases = purchases
    self.spending = spending
  }
}

/// The classes of customers by value and by potential.
public enum CustomerClass: String, CaseIterable, Sendable {
  /// Costs more over the lifetime than it brings.
  case belowZero
  /// Among those who bring most of the value today.
  case mostValuable
  /// Could bring much more than today.
  case mostGrowable
}

/// The settings of the customer classification; every threshold is one.
public struct CustomerParameters: Equatable, Sendable {
  /// What ABC ranks by; default: the contribution.
  public var ranking: RankingMeasure
  /// Which lifetime value decides on `belowZero`; default: no horizon, first margin at the end of the period.
  public var lifetimeMeasure: LifetimeMeasure
  /// A lifetime value below this is `belowZero`; default 0.
  public var belowZeroLimit: Double
  /// Where classes A and B end; default 80 % and 95 %.
  public var bands: BandLimits
  /// The least growth ratio of `mostGrowable`; default 0.5. A customer without revenue passes.
  public var growthMinimumRatio: Double
  /// The least growth potential of `mostGrowable`, in the currency of the table.
  public var growthMinimumAmount: Double
  /// For customers without their own; default 10 % a period.
  public var discountRate: Double
  /// Growth of the margin per period, above −1; default 0.
  public var marginGrowth: Double
  /// Periods, for customers without their own; needed by the measures with a horizon.
  public var horizon: Int?
  /// Direct cost as a part of revenue where it is not given; nil: nothing is assumed.
  public var assumedDirectCostRatio: Double?
  /// Cost to serve where it is not given; nil: nothing is assumed.
  public var assumedCostToServe: Double?
  /// Retention where it is not given; nil: nothing is assumed.
  public var assumedRetention: Double?
  /// The order of the tests: the first label that applies is the primary class.
  public var order: [CustomerClass]
  /// Whether recency, frequency and spending are scored as well.
  public var includesRFM: Bool

  public enum RankingMeasure: String, CaseIterable, Sendable { case contribution, lifetimeValue }

  public init(
    growthMinimumAmount: Double, growthMinimumRatio: Double = 0.5, ranking: RankingMeasure = .contribution,
    lifetimeMeasure: LifetimeMeasure = LifetimeMeasure(), belowZeroLimit: Double = 0,
    bands: BandLimits = BandLimits(), discountRate: Double = 0.1, marginGrowth: Double = 0,
    horizon: Int? = nil,
    assumedDirectCostRatio: Double? = nil, assumedCostToServe: Double? = nil, assumedRetention: Double? = nil,
    order: [CustomerClass] = CustomerClass.allCases, includesRFM: Bool = false
  ) {
    self.growthMinimumAmount = growthMinimumAmount
    self.growthMinimumRatio = growthMinimumRatio
    self.ranking = ranking
    self.lifetimeMeasure = lifetimeMeasure
    self.belowZeroLimit = belowZeroLimit
    self.bands = bands
    self.discountRate = discountRate
    self.marginGrowth = marginGrowth
    self.horizon = horizon
    self.assumedDirectCostRatio = assumedDirectCostRatio
    self.assumedCostToServe = assumedCostToServe
    self.assumedRetention = assumedRetention
    self.order = order
    self.includesRFM = includesRFM
  }
}

/// Amounts beyond this are slips of the keyboard, and their sums would lose the small ones.
private let largestAmount = 1e18

extension CustomerParameters {
  var settings: [NamedValue] {
    [
      NamedValue("ranking", ranking.rawValue),
      NamedValue("lifetime_measure", lifetimeMeasure.description),
      NamedValue("below_zero_limit", belowZeroLimit),
      NamedValue("band_limits.a", bands.a), NamedValue("band_limits.b", bands.b),
      NamedValue("growth_minimum_ratio", growthMinimumRatio),
      NamedValue("growth_minimum_amount", growthMinimumAmount),
      NamedValue("discount_rate", discountRate), NamedValue("margin_growth", marginGrowth),
      NamedValue("horizon", horizon),
      NamedValue("assumed_direct_cost_ratio", assumedDirectCostRatio),
      NamedValue("assumed_cost_to_serve", assumedCostToServe),
      NamedValue("assumed_retention", assumedRetention),
      NamedValue("order", order.map(\.rawValue).joined(separator: ", ")),
    ]
  }

  func check(_ faults: inout FaultList) {
    bands.check(&faults)
    faults.check(growthMinimumRatio, in: -1...largestAmount, nil, "growth_minimum_ratio")
    faults.check(growthMinimumAmount, in: 0...largestAmount, nil, "growth_minimum_amount")
    faults.check(belowZeroLimit, in: -largestAmount...largestAmount, nil, "below_zero_limit")
    faults.check(discountRate, in: 0...largestAmount, nil, "discount_rate")
    faults.check(assumedDirectCostRatio, in: 0...largestAmount, nil, "assumed_direct_cost_ratio")
    faults.check(assumedCostToServe, in: 0...largestAmount, nil, "assumed_cost_to_serve")
    faults.check(assumedRetention, in: 0...1, nil, "assumed_retention")
    if !(marginGrowth.isFinite && marginGrowth > -1) {
      faults.add(nil, "margin_growth", found: numeral(marginGrowth), expected: "a number above -1")
    }
    checkHorizon(horizon, nil, &faults)
    if order.count != CustomerClass.allCases.count || Set(order).count != order.count {
      let all = CustomerClass.allCases.map(\.rawValue).joined(separator: ", ")
      faults.add(
        nil, "order", found: order.map(\.rawValue).joined(separator: ", "), expected: "each of \(all) once")
    }
  }

  func checkHorizon(_ horizon: Int?, _ row: String?, _ faults: inout FaultList) {
    guard let horizon, !(1...LifetimeMeasure.longestHorizon).contains(horizon) else { return }
    faults.add(
      row, "horizon", found: "\(horizon)", expected: "1 to \(LifetimeMeasure.longestHorizon) periods")
  }

  func check(_ customers: [Customer], _ faults: inout FaultList) {
    faults.checkIDs(customers.lazy.map(\.id))
    let amount = 0...largestAmount
    for customer in customers {
      let id = customer.id
      faults.check(customer.revenue, in: amount, id, "revenue")
      faults.check(customer.directCost, in: amount, id, "direct_cost")
      faults.check(customer.costToServe, in: amount, id, "cost_to_serve")
      faults.check(customer.potentialRevenue, in: amount, id, "potential_revenue")
      faults.check(customer.retention, in: 0...1, id, "retention")
      faults.check(customer.discountRate, in: amount, id, "discount_rate")
      faults.check(customer.acquisitionCost, in: amount, id, "acquisition_cost")
      checkHorizon(customer.horizon, id, &faults)
      guard includesRFM else { continue }
      faults.check(customer.daysSincePurchase, in: amount, id, "days_since_purchase")
      faults.check(customer.purchases, in: amount, id, "purchases")
      faults.check(customer.spending, in: amount, id, "spending")
    }
  }
}
