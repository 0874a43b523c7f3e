extension CustomerClassification {
  static func summary(
    _ customers: [ClassifiedCustomer], _ parameters: CustomerParameters, _ assumptions: [Remark],
    sensitivity: [ThresholdSensitivity]
  ) -> CustomerResult {
    let revenues = customers.compactMap(\.revenue.value)
    let contributions = customers.compactMap(\.contribution.value)
    let incomplete = customers.count { !$0.untested.isEmpty }
    var warnings = assumptions
    if incomplete > 0 { warnings.append(.untested(incomplete, of: customers.count)) }
    let basis = Basis(
      n: customers.count - incomplete, missing: incomplete, notApplicable: 0, parameters: parameters.settings,
      methodVersion: version, warnings: warnings)
    return CustomerResult(
      basis: basis, lifetimeMeasure: parameters.lifetimeMeasure, customers: customers,
      classes: classes(customers, parameters.order), giniOfRevenue: Concentration.gini(revenues),
      revenueShareOfTopFifth: Concentration.shareOfLargest(0.2, revenues),
      whaleCurve: WhaleCurve(contributions), sensitivity: sensitivity)
  }

  /// Sums in the order of the result, which does not depend on that of the input.
  private static func classes(
    _ customers: [ClassifiedCustomer], _ order: [CustomerClass]
  ) -> [CustomerClassSummary] {
    var sums = (order.map(Optional.some) + [nil]).map { wanted in
      CustomerClassSummary(
        customerClass: wanted, size: 0, shareOfCustomers: .undefined(.notGiven), revenue: 0,
        shareOfRevenue: .undefined(.notGiven), contribution: 0, shareOfContribution: .undefined(.notGiven))
    }
    for index in customers.indices {
      let place = order.firstIndex { $0 == customers[index].labels.first } ?? order.count
      sums[place].size += 1
      sums[place].revenue += customers[index].revenue.value ?? 0
      sums[place].contribution += customers[index].contribution.value ?? 0
    }
    let revenue = sums.reduce(0) { $0 + $1.revenue }
    let contribution = sums.reduce(0) { $0 + $1.contribution }
    for index in sums.indices {
      sums[index].shareOfCustomers = .ratio(sums[index].size, of: customers.count, otherwise: .notGiven)
      sums[index].shareOfRevenue = .ratio(sums[index].revenue, of: revenue, otherwise: .totalNotPositive)
      sums[index].shareOfContribution = .ratio(
        sums[index].contribution, of: contribution, otherwise: .totalNotPositive)
    }
    return sums
  }

  static func sensitivity(
    _ figures: [TestedFigures], _ lists: [[CustomerClass]], _ parameters: CustomerParameters
  ) -> [ThresholdSensitivity] {
    let start = Thresholds(parameters)
    let primary = lists.map(\.first)
    return Thresholds.moved(from: parameters).map { name, from, to, moved in
      var change = ThresholdSensitivity(
        threshold: name, from: from, to: to, changedClass: 0, changedLabels: 0)
      for figure in figures {
        let (old, new) = (start.classes(of: figure).bits, moved.classes(of: figure).bits)
        guard new != old else { continue }
        change.changedLabels += 1
        if primary[new] != primary[old] { change.changedClass += 1 }
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
