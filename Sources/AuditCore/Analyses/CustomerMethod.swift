import AuditMethods

extension AnalysisMethod {
  /// Customer classification by value and potential: method catalogue, section 2.
  static let customerClassification = AnalysisMethod(
    name: "customer_classification", version: CustomerClassification.version,
    summary: "Sorts customers by value and growth, with the whale curve.",
    parameters: [
      Parameter("revenue", .column(.number), required: true, "What a customer brings in."),
      Parameter(
        "direct_cost", .column(.number), required: true, "What is sold to a customer costs that much."),
      Parameter("cost_to_serve", .column(.number), required: true, "What serving a customer costs."),
      Parameter("potential_revenue", .column(.number), "What a customer could bring in."),
      Parameter("retention", .column(.number), "How likely a customer stays for another year."),
      Parameter("discount_rate", .within(0...1e12), "By how much a year later is worth less."),
      Parameter("horizon", .whole(1...LifetimeMeasure.longestHorizon), "How many years are looked ahead."),
      Parameter("margin_growth", .number, "By how much the margin grows each year."),
      Parameter(
        "first_margin", .word(["end", "now"]), "Whether the first margin comes now or at the end of the year."
      ),
      Parameter(
        "value_measure", .word(["contribution", "clv"]),
        "What customers are sorted by: this year's contribution, or the value over their lifetime."),
      Parameter("growth_minimum_amount", .number, "From which amount on a potential counts as growth."),
      Parameter("growth_minimum_ratio", .number, "From which share on a potential counts as growth."),
      Parameter(
        "acquisition_cost", .column(.number), "What winning a customer costs who is still to be won."),
      Parameter("own_discount_rate", .column(.number), "A discount rate of the customer's own."),
      Parameter("own_horizon", .column(.number), "A number of years of the customer's own."),
      Parameter(
        "days_since_purchase", .column(.number),
        "Days since the last purchase; with the next two scored from 1 to 5 (RFM)."),
      Parameter("purchases", .column(.number), "How often a customer bought."),
      Parameter("spending", .column(.number), "How much a customer spent."),
      Parameter(
        "assumed_direct_cost_ratio", .within(0...1e6),
        "The direct cost as a share of revenue, where none is given."),
      Parameter("assumed_cost_to_serve", .number, "The cost to serve, where none is given."),
      Parameter("assumed_retention", .within(0...1), "The retention, where none is given."),
      Parameter(
        "below_zero_limit", .number,
        "Below which lifetime value a customer counts as below zero; without it 0."),
      Parameter(
        "order", .list(CustomerClass.allCases.map(\.rawValue)),
        "The order in which the classes are tried, the first that applies counts; without it `belowZero`, `mostValuable`, `mostGrowable`."
      ),
      Parameter("abc_a", .within(0...1), "Up to which share of the sum customers belong to A."),
      Parameter("abc_b", .within(0...1), "Up to which share of the sum customers belong to B."),
    ],
    result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let revenue = try inputs.requiredColumn("revenue")
    let customers = try inputs.customers(revenue)
    let parameters = try inputs.customerParameters()
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      var result = try CustomerClassification.run(customers, parameters)
      let figures = ["revenue", "direct_cost", "cost_to_serve", "potential_revenue", "retention"]
      result.basis.excuse(
        inputs.excused(
          result.customers.filter { !$0.untested.isEmpty }.map(\.id), figures.map { inputs.column($0) }))
      return result
    }
  }
}

extension AnalysisInputs {
  fileprivate func customers(_ revenue: Column) throws(AnalysisFailure) -> [Customer] {
    let columns = Dictionary(
      uniqueKeysWithValues: [
        "direct_cost", "cost_to_serve", "potential_revenue", "retention", "acquisition_cost",
        "own_discount_rate",
        "days_since_purchase", "purchases", "spending",
      ].map { ($0, column($0)) })
    var customers: [Customer] = []
    var faults = CellFaults()
    for entry in entries(revenue) {
      func figure(_ name: String) -> Double? { number(entry, columns[name] ?? nil) }
      customers.append(
        Customer(
          id: Self.key(entry), revenue: number(entry, revenue), directCost: figure("direct_cost"),
          costToServe: figure("cost_to_serve"), potentialRevenue: figure("potential_revenue"),
          retention: figure("retention"), discountRate: figure("own_discount_rate"),
          horizon: whole(entry, "own_horizon", &faults), acquisitionCost: figure("acquisition_cost"),
          daysSincePurchase: figure("days_since_purchase"), purchases: figure("purchases"),
          spending: figure("spending")))
    }
    try faults.throwIfAny()
    return customers
  }

  fileprivate func customerParameters() throws(AnalysisFailure) -> CustomerParameters {
    var parameters = CustomerParameters(growthMinimumAmount: number("growth_minimum_amount") ?? 0)
    if let ratio = number("growth_minimum_ratio") { parameters.growthMinimumRatio = ratio }
    if let rate = number("discount_rate") { parameters.discountRate = rate }
    if let growth = number("margin_growth") { parameters.marginGrowth = growth }
    if let limit = number("below_zero_limit") { parameters.belowZeroLimit = limit }
    if word("value_measure") == "clv" { parameters.ranking = .lifetimeValue }
    if let order = words("order") {
      let first = order.compactMap(CustomerClass.init)
      parameters.order = first + CustomerClass.allCases.filter { !first.contains($0) }
    }
    if let a = number("abc_a") { parameters.bands.a = a }
    if let b = number("abc_b") { parameters.bands.b = b }
    parameters.assumedDirectCostRatio = number("assumed_direct_cost_ratio")
    parameters.assumedCostToServe = number("assumed_cost_to_serve")
    parameters.assumedRetention = number("assumed_retention")
    parameters.includesRFM = ["days_since_purchase", "purchases", "spending"].contains(where: has)
    parameters.horizon = try whole("horizon")
    parameters.lifetimeMeasure = LifetimeMeasure(
      firstMargin: word("first_margin") == "now" ? .now : .end,
      usesHorizon: parameters.horizon != nil || has("own_horizon"))
    return parameters
  }
}

private let resultLayout = Layout<CustomerResult>(
  "customer_classification result",
  [
    Layout.row("basis", basisLayout) { $0.basis },
    Layout.text("lifetime_measure") { $0.lifetimeMeasure.description },
    Layout.rows("customers", customerLayout) { result in
      result.customers.map { Row(customer: $0, measure: result.lifetimeMeasure) }
    }, Layout.rows("classes", classLayout) { $0.classes },
    Layout.figure("gini_of_revenue") { $0.giniOfRevenue },
    Layout.figure("revenue_share_of_top_fifth") { $0.revenueShareOfTopFifth },
    Layout.row("whale_curve", whaleLayout) { $0.whaleCurve },
    Layout.rows("sensitivity", thresholdLayout) { $0.sensitivity },
  ])

private struct Row {
  let customer: ClassifiedCustomer
  let measure: LifetimeMeasure
}

private let customerLayout = Layout<Row>(
  "classified customer",
  [
    Layout.text("id") { $0.customer.id },
    Layout.text("primary_class") { $0.customer.primaryClass?.rawValue ?? "unclassified" },
    Layout.texts("labels") { $0.customer.labels.map(\.rawValue) },
    Layout.figure("revenue") { $0.customer.revenue },
    Layout.figure("contribution") { $0.customer.contribution },
    Layout.figure("margin") { $0.customer.margin },
    Layout.figure("growth_potential") { $0.customer.growthPotential },
    Layout.figure("growth_ratio") { $0.customer.growthRatio },
    Layout.figure("lifetime_value") { $0.customer.lifetimeValues[$0.measure] },
    Layout.figure("lifetime_value_end") { $0.customer.lifetimeValues.end },
    Layout.figure("lifetime_value_now") { $0.customer.lifetimeValues.now },
    Layout.figure("horizon_value_end") { $0.customer.lifetimeValues.endWithinHorizon },
    Layout.figure("horizon_value_now") { $0.customer.lifetimeValues.nowWithinHorizon },
    Layout.whole("rank") { $0.customer.place?.rank },
    Layout.text("band") { $0.customer.place?.band.rawValue },
    Layout.number("share") { $0.customer.place?.share },
    Layout.number("share_before") { $0.customer.place?.shareBefore },
    Layout.number("cumulative_share") { $0.customer.place?.cumulativeShare },
    Layout.text("revenue_band") { $0.customer.placeByRevenue?.band.rawValue },
    Layout.texts("untested") { $0.customer.untested.map(\.rawValue) },
    Layout.whole("recency_score") { $0.customer.rfm?.recency },
    Layout.whole("frequency_score") { $0.customer.rfm?.frequency },
    Layout.whole("spending_score") { $0.customer.rfm?.spending },
  ])

private let classLayout = Layout<CustomerClassSummary>(
  "customer class",
  [
    Layout.text("key") { $0.customerClass?.rawValue ?? "unclassified" }, Layout.whole("size") { $0.size },
    Layout.figure("share_of_customers") { $0.shareOfCustomers }, Layout.number("revenue") { $0.revenue },
    Layout.figure("share_of_revenue") { $0.shareOfRevenue },
    Layout.number("contribution") { $0.contribution },
    Layout.figure("share_of_contribution") { $0.shareOfContribution },
  ])

private let thresholdLayout = Layout<ThresholdSensitivity>(
  "threshold sensitivity",
  [
    Layout.text("threshold") { $0.threshold }, Layout.number("from") { $0.from },
    Layout.number("to") { $0.to },
    Layout.whole("changed_class") { $0.changedClass }, Layout.whole("changed_labels") { $0.changedLabels },
  ])

/// The curve at a hundred customers at most, evenly spread, with the last and the peak.
private let whaleLayout = Layout<WhaleCurve>(
  "whale curve",
  [
    Layout.number("net_total") { $0.netTotal }, Layout.number("peak") { $0.peak },
    Layout.figure("peak_percent") { $0.peakPercent },
    Layout.whole("customers_at_peak") { $0.customersAtPeak },
    Layout.whole("below_zero") { $0.belowZero }, Layout.whole("customers") { $0.cumulative.count },
    Layout.rows("points", pointLayout) { curve in
      let count = curve.cumulative.count
      let step = max(1, count / 100)
      var places = Set(stride(from: step, through: count, by: step))
      if count > 0 { places.formUnion([curve.customersAtPeak, count]) }
      return places.sorted().map { Point(customers: $0, percent: curve.percent(after: $0)) }
    },
  ])

private struct Point {
  let customers: Int
  let percent: Figure
}

private let pointLayout = Layout<Point>(
  "whale curve point", [Layout.whole("customers") { $0.customers }, Layout.figure("percent") { $0.percent }])
