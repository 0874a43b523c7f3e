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
      Parameter("discount_rate", .number, "By how much a year later is worth less."),
      Parameter("horizon", .number, "How many years are looked ahead."),
      Parameter("margin_growth", .number, "By how much the margin grows each year."),
      Parameter(
        "first_margin", .word(["end", "now"]), "Whether the first margin comes now or at the end of the year."
      ),
      Parameter(
        "value_measure", .word(["contribution", "clv"]),
        "What customers are sorted by: this year's contribution, or the value over their lifetime."),
      Parameter("growth_minimum_amount", .number, "From which amount on a potential counts as growth."),
      Parameter("growth_minimum_ratio", .number, "From which share on a potential counts as growth."),
      Parameter("abc_a", .number, "Up to which share of the sum customers belong to A."),
      Parameter("abc_b", .number, "Up to which share of the sum customers belong to B."),
    ],
    result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let revenue = try inputs.requiredColumn("revenue")
    let columns = ["direct_cost", "cost_to_serve", "potential_revenue", "retention"].map(inputs.column)
    for column in columns.compactMap(\.self) where column.step != revenue.step {
      throw AnalysisFailure("`\(column.step)` is not `\(revenue.step)`: all columns come from one register")
    }
    let customers = inputs.entries(revenue).map { entry in
      let figures = columns.map { inputs.number(entry, $0) }
      return Customer(
        id: AnalysisInputs.key(entry), revenue: inputs.number(entry, revenue), directCost: figures[0],
        costToServe: figures[1], potentialRevenue: figures[2], retention: figures[3])
    }
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      try CustomerClassification.run(customers, parameters(inputs))
    }
  }

  private static func parameters(_ inputs: AnalysisInputs) -> CustomerParameters {
    var parameters = CustomerParameters(growthMinimumAmount: inputs.number("growth_minimum_amount") ?? 0)
    if let ratio = inputs.number("growth_minimum_ratio") { parameters.growthMinimumRatio = ratio }
    if let rate = inputs.number("discount_rate") { parameters.discountRate = rate }
    if let growth = inputs.number("margin_growth") { parameters.marginGrowth = growth }
    if inputs.word("value_measure") == "clv" { parameters.ranking = .lifetimeValue }
    if let a = inputs.number("abc_a") { parameters.bands.a = a }
    if let b = inputs.number("abc_b") { parameters.bands.b = b }
    parameters.horizon = inputs.whole("horizon")
    parameters.lifetimeMeasure = LifetimeMeasure(
      firstMargin: inputs.word("first_margin") == "now" ? .now : .end, usesHorizon: parameters.horizon != nil)
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
    Layout.rows("sensitivity", sensitivityLayout) { $0.sensitivity },
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
    Layout.whole("rank") { $0.customer.place?.rank },
    Layout.text("band") { $0.customer.place?.band.rawValue },
    Layout.text("revenue_band") { $0.customer.placeByRevenue?.band.rawValue },
    Layout.texts("untested") { $0.customer.untested.map(\.rawValue) },
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

private let sensitivityLayout = Layout<ThresholdSensitivity>(
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
