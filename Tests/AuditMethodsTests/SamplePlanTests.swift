import TestSupport
import Testing

@testable import AuditMethods

@Suite struct SamplePlanTests {
  private typealias Stratum = SamplePlan.Stratum
  private let strata = [
    Stratum(id: "mostValuable", size: 24, invited: 24, answered: 9),
    Stratum(id: "mostGrowable", size: 61, invited: 40, answered: 22),
    Stratum(id: "other", size: 210, invited: 120, answered: 55),
    Stratum(id: "belowZero", size: 17, invited: 12, answered: 4),
  ]

  /// Method catalogue, section 5.6: 80 over 24, 61, 210, 17.
  @Test func sharesOutOverStrata() throws {
    var parameters = SamplePlan.Parameters()
    parameters.total = 80
    parameters.response = 0.5
    let plan = try SamplePlan.run(strata, parameters)
    #expect(plan.population == 312)
    #expect(plan.parts.map(\.sample) == [6, 16, 54, 4])
    #expect(plan.parts.map(\.toInvite) == [12, 32, 108, 8])
    #expect(plan.toInvite == 160)
    #expect(plan.size.needed == 173)
    expectClose(plan.responseRate.value, 90.0 / 196)
    expectClose(plan.parts[0].responseRate.value, 9.0 / 24)
    expectClose(
      plan.marginOfError.value, SampleSize.margin(answers: 90, population: 312).value)
  }

  @Test(arguments: [(60, 53), (400, 197), (1440, 304)]) func needsNoStrata(population: Int, needed: Int)
    throws
  {
    var parameters = SamplePlan.Parameters()
    parameters.population = population
    let plan = try SamplePlan.run([], parameters)
    #expect(plan.sample == needed && plan.toInvite == needed && plan.parts.isEmpty)
    #expect(plan.responseRate == .undefined(.notGiven))
    parameters.answered = needed
    parameters.invited = population
    let asked = try SamplePlan.run([], parameters)
    expectClose(asked.responseRate.value, Double(needed) / Double(population))
    #expect((asked.marginOfError.value ?? 1) <= 0.05)
  }

  @Test func leavesStrataWithoutSizeOut() throws {
    let plan = try SamplePlan.run([Stratum(id: "a", size: 10), Stratum(id: "b", size: nil)], .init())
    #expect(plan.parts.map(\.sample) == [10, nil])
    #expect(plan.basis.missing == 1 && plan.basis.warnings.map(\.code) == ["sizes-missing"])
    #expect(plan.responseRate == .undefined(.notGiven))
  }

  @Test func tellsEveryFaultAtOnce() {
    var parameters = SamplePlan.Parameters()
    parameters.population = 300
    let bad = [
      Stratum(id: "a", size: 5, invited: 6, answered: 7), Stratum(id: "a", size: -1),
      Stratum(id: "", size: 2),
    ]
    #expect(
      faults { try SamplePlan.run(bad, parameters) }.map(\.field)
        == ["id", "id", "invited", "answered", "size", "population"])
    parameters.population = nil
    parameters.total = 3
    #expect(faults { try SamplePlan.run([], parameters) }.map(\.field) == ["total"])
    #expect(faults { try SamplePlan.run([Stratum(id: "a", size: nil)], .init()) }.map(\.field) == ["size"])
    #expect(faults { try SamplePlan.run([Stratum(id: "a", size: 0)], .init()) }.map(\.field) == ["size"])
  }
}

@Suite struct SeveralChangesTests {
  private func pairs(_ changes: [Double]) -> ChangeTest.Measured {
    .pairs(changes.enumerated().map { ("\($0.offset)", 0, $0.element) })
  }

  @Test func adjustsTheChancesOfAllThatAreTested() throws {
    let outcome = try ChangeTest.run(
      [
        ("up", pairs([1, 2, 3, 4, 5, 6, 7, 8])), ("still", pairs([0, 0])), ("mixed", pairs([1, -2, 3, -4])),
        ("share", .shares(before: (405, 500), after: (440, 520))), ("open", .open),
      ])
    #expect(outcome.tests.map(\.indicator) == ["up", "still", "mixed"])
    expectClose(outcome.tests[0].paired.chance.value, 2.0 / 256)
    expectClose(outcome.tests[0].adjusted.value, 4.0 / 256)
    #expect(outcome.tests.map(\.isProven) == [true, nil, false])
    #expect(outcome.tests[1].adjusted == .undefined(.oneValueOnly))
    #expect(outcome.shares.map(\.isProven) == [false])
    #expect(outcome.basis.missing == 1 && outcome.basis.n == 15)
    #expect(outcome.basis.parameters.map(\.value) == ["0.95", "2"])
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad: [(String, ChangeTest.Measured)] = [
      ("a", .shares(before: (3, 2), after: (1, 1))), ("b", .shares(before: (1, 2), after: (1, 0))),
      ("c", pairs([.nan])),
    ]
    let found = faults { try ChangeTest.run(bad.map { (id: $0.0, measured: $0.1) }, level: 2) }
    #expect(found.map(\.field) == ["level", "before", "after", "after"])
    #expect(found.map(\.row) == [nil, "a", "b", "0"])
  }
}
