/// Groups customers by what they bring, what they could bring, and what they cost.
///
/// Peppers & Rogers describe the three classes: most profit now; profitable with room to grow; unprofitable. Revenue
/// alone puts costly customers on top, so contribution and lifetime value decide. Definitions: method catalogue,
/// section 2.
public enum CustomerClassification {
  public static let version = "customer-classification/1"

  /// The classes, or everything that is wrong with the input.
  public static func run(
    _ customers: [Customer], _ parameters: CustomerParameters
  ) throws(MethodError) -> CustomerResult {
    var faults = FaultList()
    parameters.check(&faults)
    parameters.check(customers, &faults)
    try faults.throwIfAny()

    var assumptions = AssumptionCount()
    var rows = customers.map { evaluate($0, parameters, &assumptions) }
    checkLifetimes(rows, customers, parameters, &faults)
    try faults.throwIfAny()

    let rankingOrder = rank(&rows, parameters)
    let thresholds = Thresholds(parameters)
    let figures = rows.map { TestedFigures($0, parameters.lifetimeMeasure) }
    let lists = ClassSet.lists(in: parameters.order)
    for index in rows.indices {
      rows[index].labels = lists[thresholds.classes(of: figures[index]).bits]
      rows[index].untested = lists[figures[index].untested.bits]
    }
    if parameters.includesRFM { scoreRFM(&rows, customers) }
    return summary(
      rankingOrder.map { rows[$0] }, parameters, assumptions,
      sensitivity: sensitivity(figures, lists, parameters))
  }

  /// A row with all its own figures; place and labels come later.
  private static func evaluate(
    _ customer: Customer, _ parameters: CustomerParameters, _ assumptions: inout AssumptionCount
  ) -> ClassifiedCustomer {
    let revenue = customer.revenue
    let direct = assumptions.directCost(customer, parameters)
    let service = assumptions.costToServe(customer, parameters)
    let retention = assumptions.retention(customer, parameters)

    let missing: Reason = revenue == nil ? .revenueMissing : .costMissing
    var contribution = Figure.undefined(missing)
    if let revenue, let direct, let service { contribution = .value(revenue - direct - service) }
    var lifetime = LifetimeValues(contribution.reason ?? .retentionMissing)
    if let margin = contribution.value, let retention {
      let terms = LifetimeTerms(
        margin: margin, retention: retention, discountRate: customer.discountRate ?? parameters.discountRate,
        growth: parameters.marginGrowth)
      lifetime = LifetimeValues(
        terms, horizon: customer.horizon ?? parameters.horizon, acquisitionCost: customer.acquisitionCost ?? 0
      )
    }
    let gross: Double? = if let revenue, let direct { revenue - direct } else { nil }
    return ClassifiedCustomer(
      id: customer.id, revenue: revenue.map(Figure.value) ?? .undefined(.revenueMissing),
      contribution: contribution, margin: part(contribution.value, of: revenue, otherwise: missing),
      grossMargin: part(gross, of: revenue, otherwise: missing),
      growthPotential: potential(customer) { $0 - $1 },
      growthRatio: revenue == 0 && customer.potentialRevenue != nil
        ? .undefined(.revenueIsZero) : potential(customer) { $0 / $1 - 1 },
      lifetimeValues: lifetime, labels: [], untested: [])
  }

  private static func part(_ amount: Double?, of revenue: Double?, otherwise reason: Reason) -> Figure {
    guard let amount, let revenue else { return .undefined(reason) }
    return .ratio(amount, of: revenue, otherwise: .revenueIsZero)
  }

  private static func potential(_ customer: Customer, _ figure: (Double, Double) -> Double) -> Figure {
    guard let revenue = customer.revenue else { return .undefined(.revenueMissing) }
    guard let potential = customer.potentialRevenue else { return .undefined(.potentialMissing) }
    return .finite(figure(potential, revenue), otherwise: .revenueIsZero)
  }

  /// The measure that decides must have a value wherever the data suffice for one.
  private static func checkLifetimes(
    _ rows: [ClassifiedCustomer], _ customers: [Customer], _ parameters: CustomerParameters,
    _ faults: inout FaultList
  ) {
    for (row, customer) in zip(rows, customers) {
      switch row.lifetimeValues[parameters.lifetimeMeasure].reason {
      case .unlimitedValue:
        let retention = customer.retention ?? parameters.assumedRetention ?? 1
        faults.add(
          row.id, "retention", found: numeral(retention),
          expected: "a horizon, or a retention whose discounted value falls from period to period")
      case .horizonMissing:
        faults.add(row.id, "horizon", found: "missing", expected: "a horizon, here or in the parameters")
      default: continue
      }
    }
  }

  /// Gives the places by the ranking value and by revenue; returns the rows in order of the former.
  private static func rank(_ rows: inout [ClassifiedCustomer], _ parameters: CustomerParameters) -> [Int] {
    let byRevenue = places(rows, parameters.bands) { $0.revenue.value }
    let byValue = places(rows, parameters.bands) {
      switch parameters.ranking {
      case .contribution: $0.contribution.value
      case .lifetimeValue: $0.lifetimeValues[parameters.lifetimeMeasure].value
      }
    }
    for (index, place) in byRevenue.places { rows[index].placeByRevenue = place }
    for (index, place) in byValue.places { rows[index].place = place }
    let unranked = rows.indices.filter { rows[$0].place == nil }.sorted { precedes(rows[$0].id, rows[$1].id) }
    return byValue.order + unranked
  }

  private static func places(
    _ rows: [ClassifiedCustomer], _ limits: BandLimits, value: (ClassifiedCustomer) -> Double?
  ) -> (order: [Int], places: [(Int, Concentration.Place)]) {
    var indices: [Int] = []
    var values: [Double] = []
    for index in rows.indices {
      guard let number = value(rows[index]) else { continue }
      indices.append(index)
      values.append(number)
    }
    let abc = Concentration.abc(values, ids: indices.map { rows[$0].id }, limits: limits)
    return (abc.order.map { indices[$0] }, Array(zip(indices, abc.places)))
  }
}
