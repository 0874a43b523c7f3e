/// What is given, else what is assumed, else nothing.
extension CustomerParameters {
  func directCost(of customer: Customer) -> Double? {
    if let given = customer.directCost { return given }
    guard let ratio = assumedDirectCostRatio, let revenue = customer.revenue else { return nil }
    return revenue * ratio
  }

  func costToServe(of customer: Customer) -> Double? { customer.costToServe ?? assumedCostToServe }

  func retention(of customer: Customer) -> Double? { customer.retention ?? assumedRetention }

  /// Revenue less direct cost and cost to serve.
  func contribution(of customer: Customer) -> Double? {
    guard let revenue = customer.revenue, let direct = directCost(of: customer),
      let service = costToServe(of: customer)
    else { return nil }
    return revenue - direct - service
  }

  func lifetimeTerms(of customer: Customer) -> LifetimeTerms? {
    guard let margin = contribution(of: customer), let retention = retention(of: customer) else { return nil }
    return LifetimeTerms(
      margin: margin, retention: retention, discountRate: customer.discountRate ?? discountRate,
      growth: marginGrowth)
  }

  /// What the reader must know about assumed values.
  func assumptions(for customers: [Customer]) -> [Remark] {
    let counts = [
      (
        assumedDirectCostRatio == nil ? 0 : customers.count { $0.directCost == nil && $0.revenue != nil },
        "direct_cost", "直接成本"
      ),
      (assumedCostToServe == nil ? 0 : customers.count { $0.costToServe == nil }, "cost_to_serve", "服务成本"),
      (assumedRetention == nil ? 0 : customers.count { $0.retention == nil }, "retention", "保留率"),
    ]
    return counts.filter { $0.0 > 0 }.map { count, field, chinese in
      Remark(
        "assumed-\(field)", english: "`\(field)` is assumed for \(count) of \(customers.count) customers",
        chinese: "\(customers.count) 名客户中有 \(count) 名的\(chinese)为假设值")
    }
  }
}
