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

    for customer in customers { checkLifetime(of: customer, parameters, &faults) }
    try faults.throwIfAny()

    let ranks = Ranks(customers, parameters)
    let thresholds = Thresholds(parameters)
    let lists = ClassSet.lists(in: parameters.order)
    var figures: [TestedFigures] = []
    figures.reserveCapacity(customers.count)
    var rows = ranks.order.map { index in
      var row = evaluate(customers[index], parameters)
      row.place = ranks.byValue[index]
      row.placeByRevenue = ranks.byRevenue[index]
      let figure = TestedFigures(row, parameters.lifetimeMeasure)
      row.labels = lists[thresholds.classes(of: figure).bits]
      row.untested = lists[figure.untested.bits]
      figures.append(figure)
      return row
    }
    if parameters.includesRFM { scoreRFM(&rows, ranks.order.map { customers[$0] }) }
    return summary(
      rows, parameters, parameters.assumptions(for: customers),
      sensitivity: sensitivity(figures, lists, parameters))
  }

  /// A row with all its own figures; place and labels come later.
  private static func evaluate(_ customer: Customer, _ parameters: CustomerParameters) -> ClassifiedCustomer {
    let revenue = customer.revenue
    let missing: Reason = revenue == nil ? .revenueMissing : .costMissing
    let contribution = parameters.contribution(of: customer)
    var lifetime = LifetimeValues(contribution == nil ? missing : .retentionMissing)
    if let terms = parameters.lifetimeTerms(of: customer) {
      lifetime = LifetimeValues(
        terms, horizon: customer.horizon ?? parameters.horizon, acquisitionCost: customer.acquisitionCost ?? 0
      )
    }
    let gross: Double? =
      if let revenue, let direct = parameters.directCost(of: customer) { revenue - direct } else { nil }
    return ClassifiedCustomer(
      id: customer.id, revenue: revenue.map(Figure.value) ?? .undefined(.revenueMissing),
      contribution: contribution.map(Figure.value) ?? .undefined(missing),
      margin: part(contribution, of: revenue, otherwise: missing),
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
  private static func checkLifetime(
    of customer: Customer, _ parameters: CustomerParameters, _ faults: inout FaultList
  ) {
    guard let terms = parameters.lifetimeTerms(of: customer) else { return }
    if parameters.lifetimeMeasure.usesHorizon {
      guard customer.horizon ?? parameters.horizon == nil else { return }
      faults.add(
        customer.id, "horizon", found: "missing", expected: "a horizon, here or in the parameters")
    } else if !terms.hasFiniteValue {
      faults.add(
        customer.id, "retention", found: numeral(terms.retention),
        expected: "a horizon, or a retention whose discounted value falls from period to period")
    }
  }
}

/// Where each customer stands, by its number in the input.
private struct Ranks {
  /// By the ranking value, largest first, equals by id; then those without that value, by id.
  let order: [Int]
  let byValue: [Concentration.Place?]
  let byRevenue: [Concentration.Place?]

  init(_ customers: [Customer], _ parameters: CustomerParameters) {
    byRevenue = Self.places(customers, parameters.bands) { $0.revenue }.places
    let measure = parameters.lifetimeMeasure
    let (ranked, places) = Self.places(customers, parameters.bands) { customer in
      switch parameters.ranking {
      case .contribution: return parameters.contribution(of: customer)
      case .lifetimeValue:
        guard let terms = parameters.lifetimeTerms(of: customer) else { return nil }
        return LifetimeValues(
          terms, horizon: customer.horizon ?? parameters.horizon,
          acquisitionCost: customer.acquisitionCost ?? 0)[measure].value
      }
    }
    byValue = places
    let unranked = customers.indices.filter { places[$0] == nil }
    order = ranked + unranked.sorted { precedes(customers[$0].id, customers[$1].id) }
  }

  private static func places(
    _ customers: [Customer], _ limits: BandLimits, value: (Customer) -> Double?
  ) -> (order: [Int], places: [Concentration.Place?]) {
    var indices: [Int] = []
    var values: [Double] = []
    indices.reserveCapacity(customers.count)
    values.reserveCapacity(customers.count)
    for index in customers.indices {
      guard let number = value(customers[index]) else { continue }
      indices.append(index)
      values.append(number)
    }
    let (order, found) = Concentration.abc(values, ids: indices.map { customers[$0].id }, limits: limits)
    var places = [Concentration.Place?](repeating: nil, count: customers.count)
    for (index, place) in zip(indices, found) { places[index] = place }
    return (order.map { indices[$0] }, places)
  }
}
