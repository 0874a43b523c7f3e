import AuditCore
import Diagnostics
import Testing
import WorkflowYAML

/// Costs are computed from the revenue and from a share that a form holds; the horizon is a setting of the form, too.
private let text = """
  kaudit: 1
  workflow: costs
  version: 1.0.0
  title: Costs
  languages: [en]
  phases:
    - phase: all
      title: All
      steps:
        - step: rule
          title: Rule
          ask:
            fields:
              share: {type: percent}
              years: {type: integer, min: 1}
        - step: customers
          title: Customers
          collect:
            key: id
            fields:
              id: {type: text}
              revenue: {type: number}
              stays: {type: percent}
              cost: {type: number, value: this.revenue * rule.share}
              service: {type: number}
        - step: classes
          title: Classes
          analyse:
            method: customer_classification
            revenue: customers.revenue
            direct_cost: customers.cost
            cost_to_serve: customers.service
            retention: customers.stays
            horizon: rule.years
            discount_rate: 0.1
  """

@Suite struct ComputedGroundsTests {
  private func scenario() throws -> Scenario {
    let (loaded, _) = WorkflowReader.read(SourceFile(name: "costs.yaml", text: text)) { _ in nil }
    var scenario = Scenario(try #require(loaded).workflow)
    try scenario.answer(EntryID("rule"), ["share": .number(0.5), "years": .integer(3)])
    try scenario.when(.submit("rule"))
    for (id, revenue) in [("A", 100.0), ("B", 40.0)] {
      try scenario.answer(
        EntryID("customers", EntryKey([id])),
        ["revenue": .number(revenue), "stays": .number(0.8), "service": .number(10)])
    }
    try scenario.when(.submit("customers"))
    return scenario
  }

  private let path = ["customers", "A", "contribution"]

  @Test func aTrialFollowsWhatIsComputedFromTheAnswer() throws {
    let found = try scenario().state.grounds(of: "classes", at: path)
    // 100 − 50 − 10; with a revenue of 90, the cost is 45.
    #expect(found.figure == .number(40))
    let revenue = try #require(
      found.grounds.first { $0.input == .answer(EntryID("customers", EntryKey(["A"])), "revenue") })
    #expect(revenue.trials.map(\.figure) == [.number(35), .number(45), nil])
  }

  @Test func theFormBehindAComputedFieldIsAGround() throws {
    let found = try scenario().state.grounds(of: "classes", at: path)
    let share = try #require(found.grounds.first { $0.input == .answer(EntryID("rule"), "share") })
    let figures = share.trials.compactMap { $0.figure?.double }
    #expect(zip(figures, [45, 35]).allSatisfy { abs($0 - $1) < 1e-9 } && figures.count == 2)
    let inputs = found.grounds.map(\.input)
    #expect(!inputs.contains(.answer(EntryID("customers", EntryKey(["A"])), "cost")))
    #expect(!inputs.contains(.answer(EntryID("customers", EntryKey(["B"])), "revenue")))
  }

  @Test func settingsAndAnswersOfFormsAreTriedForLaterValues() throws {
    let found = try scenario().state.grounds(of: "classes", at: ["customers", "A", "lifetime_value"])
    let inputs = found.grounds.map(\.input)
    #expect(inputs.contains(.setting("discount_rate")))
    let years = try #require(found.grounds.first { $0.input == .answer(EntryID("rule"), "years") })
    #expect(years.trials.prefix(2).map(\.change) == [.integer(2), .integer(4)])
  }

  @Test func wordsHaveGroundsToo() throws {
    var scenario = try scenario()
    try scenario.answer(
      EntryID("customers", EntryKey(["B"])), because: "dearer than it pays", ["service": .number(19)])
    let found = try scenario.state.grounds(of: "classes", at: ["customers", "B", "primary_class"])
    // B brings 40 − 20 − 19 = 1; a tenth more service and it costs more than it brings.
    let service = try #require(
      found.grounds.first { $0.input == .answer(EntryID("customers", EntryKey(["B"])), "service") })
    #expect(service.trials.contains { $0.figure == .text("belowZero") })
    #expect(service.influence == 1)
  }
}
