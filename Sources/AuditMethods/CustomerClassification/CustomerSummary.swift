extension CustomerClassification {
  static func summary(
    _ rows: [ClassifiedCustomer], _ order: [Int], _ parameters: CustomerParameters,
    _ assumptions: AssumptionCount
  ) -> CustomerResult {
    let customers = order.map { rows[$0] }
    let revenues = customers.compactMap(\.revenue.value)
    let contributions = customers.compactMap(\.contribution.value)
    let incomplete = customers.count { !$0.untested.isEmpty }
    var warnings = assumptions.remarks(of: customers.count)
    if incomplete > 0 { warnings.append(.untested(incomplete, of: customers.count)) }
    let basis = Basis(
      n: customers.count - incomplete, missing: incomplete, notApplicable: 0, parameters: parameters.settings,
      methodVersion: version, warnings: warnings)
    return CustomerResult(
      basis: basis, lifetimeMeasure: parameters.lifetimeMeasure, customers: customers,
      classes: classes(customers, parameters.order), giniOfRevenue: Concentration.gini(revenues),
      revenueShareOfTopFifth: Concentration.shareOfLargest(0.2, revenues),
      whaleCurve: WhaleCurve(contributions), sensitivity: sensitivity(customers, parameters))
  }

  private static func classes(
    _ customers: [ClassifiedCustomer], _ order: [CustomerClass]
  ) -> [CustomerClassSummary] {
    let totalRevenue = orderFreeSum(customers.compactMap(\.revenue.value))
    let totalContribution = orderFreeSum(customers.compactMap(\.contribution.value))
    return (order.map(Optional.some) + [nil]).map { wanted in
      let members = customers.filter { $0.primaryClass == wanted }
      let revenue = orderFreeSum(members.compactMap(\.revenue.value))
      let contribution = orderFreeSum(members.compactMap(\.contribution.value))
      return CustomerClassSummary(
        customerClass: wanted, size: members.count,
        shareOfCustomers: .ratio(members.count, of: customers.count, otherwise: .notGiven),
        revenue: revenue, shareOfRevenue: .ratio(revenue, of: totalRevenue, otherwise: .totalNotPositive),
        contribution: contribution,
        shareOfContribution: .ratio(contribution, of: totalContribution, otherwise: .totalNotPositive))
    }
  }

  private static func sensitivity(
    _ customers: [ClassifiedCustomer], _ parameters: CustomerParameters
  ) -> [ThresholdSensitivity] {
    let start = Thresholds(parameters)
    let before = customers.map { start.labels(of: $0) }
    return Thresholds.moved(from: parameters).map { name, from, to, moved in
      var change = ThresholdSensitivity(
        threshold: name, from: from, to: to, changedClass: 0, changedLabels: 0)
      for (customer, old) in zip(customers, before) {
        let new = moved.labels(of: customer)
        guard new != old else { continue }
        change.changedLabels += 1
        if new.first(of: parameters.order) != old.first(of: parameters.order) { change.changedClass += 1 }
      }
      return change
    }
  }

  /// Scores 1 to 5 by how many customers lie strictly below: min(5, 1 + ⌊5·b ÷ n⌋).
  static func scoreRFM(_ rows: inout [ClassifiedCustomer], _ customers: [Customer]) {
    let recency = quintiles(customers.map { $0.daysSincePurchase.map { -$0 } })
    let frequency = quintiles(customers.map(\.purchases))
    let spending = quintiles(customers.map(\.spending))
    for index in rows.indices {
      rows[index].rfm = RFMScore(
        recency: recency[index], frequency: frequency[index], spending: spending[index])
    }
  }

  private static func quintiles(_ values: [Double?]) -> [Int?] {
    let sorted = values.compactMap { $0 }.sorted()
    return values.map { value in
      guard let value else { return nil }
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle] < value { low = middle + 1 } else { high = middle }
      }
      return min(5, 1 + 5 * low / sorted.count)
    }
  }
}

extension Remark {
  static func untested(_ count: Int, of total: Int) -> Remark {
    Remark(
      "untested-classes", english: "\(count) of \(total) customers lack data for at least one class",
      chinese: "\(total) 名客户中有 \(count) 名缺少数据，至少一类无法判断")
  }
}
