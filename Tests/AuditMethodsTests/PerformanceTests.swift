import TestSupport
import Testing

@testable import AuditMethods

private typealias Indicator = BeforeAfter.Indicator

private func small() throws -> [Indicator] {
  try table("audit-small/indicators.csv").map { row in
    Indicator(
      id: row["id"] ?? "", set: row["set"] ?? "", direction: row["direction"] == "up" ? .up : .down,
      before: Double(row["before"] ?? ""), after: Double(row["after"] ?? ""),
      target: Double(row["target"] ?? ""), weight: Double(row["weight"] ?? ""), unit: row["unit"])
  }
}

private let sets = ["measurable", "soft", "operational"]

private func one(
  _ before: Double?, _ after: Double?, target: Double? = nil, _ direction: BeforeAfter.Direction = .up
) throws -> BeforeAfter.Row {
  let indicator = Indicator(
    id: "i", set: "soft", direction: direction, before: before, after: after, target: target)
  return try #require(try BeforeAfter.run([indicator]).rows.first)
}

@Suite struct BeforeAfterTests {
  @Test func agreesWithTheSmallAudit() throws {
    let wanted = try Reference(file: "audit-small/expected-levels.json")["indicators"]
    let result = try BeforeAfter.run(small(), sets: sets)
    #expect(result.rows.map(\.indicator.id) == wanted["rows"].keys)
    for row in result.rows {
      let expected = wanted["rows"][row.indicator.id]
      #expect(row.indicator.set == expected["set"].text)
      expectClose(row.absolute.value, expected["absolute"].number)
      expectClose(row.percent.value, expected["percent"].number)
      expectClose(row.progress.value, expected["progress"].number)
      expectClose(row.clampedProgress.value, expected["progressClamped"].number)
    }
    #expect(result.rows[0].percent == .undefined(.startIsZero))
    expectClose(result.sets[0].progress.value, wanted["compositeMeasurable"].number)
    expectClose(result.sets[1].progress.value, wanted["compositeSoft"].number)
    expectClose(result.all.progress.value, wanted["compositeAll"].number)
    #expect(result.sets.map(\.n) == [5, 6, 1])
    #expect(result.sets.map(\.improved) == [4, 4, 1])
    #expect(result.sets.map(\.unchanged) == [0, 1, 0])
    #expect(result.sets.map(\.worsened) == [1, 1, 0])
    #expect(result.basis.warnings.map(\.code) == ["change-is-no-cause"])
  }

  /// Method catalogue, section 8, "Worked".
  @Test(arguments: [
    ("up", 81, 84.5, 88, BeforeAfter.Direction.up), ("down", 36, 27, 24, .down),
    ("zeroBase", 0, 420_000, 600_000, .up), ("worse", 140, 126, 160, .up),
  ])
  func agreesWithTheWorkedExamples(
    name: String, before: Double, after: Double, target: Double, direction: BeforeAfter.Direction
  ) throws {
    let wanted = try Reference(file: "audit-small/expected-levels.json")["worked"]["improve"][name]
    let row = try one(before, after, target: target, direction)
    try #require(wanted["progress"].number != nil)
    expectClose(row.absolute.value, wanted["absolute"].number)
    expectClose(row.percent.value, wanted["percent"].number)
    expectClose(row.progress.value, wanted["progress"].number)
  }

  @Test func judgesATargetThatWasReachedBefore() throws {
    #expect(try one(5, 5, target: 5).progress == .value(1))
    #expect(try one(5, 6, target: 5).progress == .value(1))
    #expect(try one(5, 4, target: 5).progress == .value(0))
    #expect(try one(5, 4, target: 5, .down).progress == .value(1))
    #expect(try one(5, 6, target: 5, .down).isTargetMet == false)
  }

  @Test func keepsProgressInBoundsForCompositesOnly() throws {
    let far = try one(0, 9, target: 3)
    #expect(far.progress == .value(3))
    #expect(far.clampedProgress == .value(1))
    #expect(try one(0, -9, target: 3).clampedProgress == .value(-1))
    #expect(try one(-4, -2).percent == .value(50))
  }

  @Test func neverTakesMissingForZero() throws {
    #expect(try one(nil, 3, target: 2).movement == .unknown)
    #expect(try one(nil, 3, target: 2).isTargetMet == true)
    #expect(try one(1, nil, target: 2).absolute == .undefined(.notGiven))
    #expect(try one(1, 2).progress == .undefined(.notGiven))
    let result = try BeforeAfter.run([
      Indicator(id: "a", set: "soft", direction: .up, before: 1, after: 2, target: 3),
      Indicator(id: "b", set: "soft", direction: .up, before: 1, after: nil, target: 3),
      Indicator(id: "c", set: "soft", direction: .up, before: 1, after: 2),
    ])
    #expect(result.sets[1].progress == .value(0.5))
    #expect(result.sets[1].n == 1)
    #expect(result.sets[1].without == ["b", "c"])
    #expect(result.sets[0].progress == .undefined(.notGiven))
    #expect(result.basis.n == 2)
    #expect(result.basis.missing == 1)
    #expect(try BeforeAfter.run([]).all.progress == .undefined(.notGiven))
  }

  @Test func warnsOfATargetOnTheWorseSide() throws {
    let result = try BeforeAfter.run([
      Indicator(id: "a", set: "soft", direction: .up, before: 5, after: 4, target: 3)
    ])
    #expect(result.basis.warnings.map(\.code) == ["change-is-no-cause", "contrary-targets"])
  }

  @Test(arguments: UInt64(1)...40) func keepsItsPromisesOnRandomTables(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    func number() -> Double { Double(Int.random(in: -50...50, using: &random)) }
    var indicators = (0..<12).map { place in
      Indicator(
        id: "i\(place)", set: sets[place % 3], direction: Bool.random(using: &random) ? .up : .down,
        before: number(), after: number(), target: number(),
        weight: Double.random(in: 0.1...3, using: &random))
    }
    let first = try BeforeAfter.run(indicators, sets: sets)
    #expect(try BeforeAfter.run(indicators.shuffled(using: &random), sets: sets) == first)
    for composite in first.sets + [first.all] {
      #expect((-1.000000001...1.000000001).contains(composite.progress.value ?? 2))
    }
    // Another unit changes no percentage and no progress; weights count by proportion only; what is turned round with its
    // direction stays as it is.
    for place in indicators.indices {
      indicators[place].before = indicators[place].before.map { -4 * $0 }
      indicators[place].after = indicators[place].after.map { -4 * $0 }
      indicators[place].target = indicators[place].target.map { -4 * $0 }
      indicators[place].weight = indicators[place].weight.map { 8 * $0 }
      indicators[place].direction = indicators[place].direction == .up ? .down : .up
    }
    let again = try BeforeAfter.run(indicators, sets: sets)
    #expect(again.rows.map(\.percent) == first.rows.map(\.percent))
    #expect(again.rows.map(\.progress) == first.rows.map(\.progress))
    expectClose(again.all.progress.value, first.all.progress.value)
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [
      Indicator(
        id: "a", set: "hard", direction: .up, before: .infinity, after: 1e19, target: .nan, weight: -1),
      Indicator(id: "a", set: "soft", direction: .up, before: 1, after: 1),
    ]
    #expect(
      faults { try BeforeAfter.run(bad) }.map(\.field)
        == ["id", "set", "before", "after", "target", "weight", "weight"])
    let weightless = [Indicator(id: "a", set: "soft", direction: .up, before: 1, after: 1, weight: 0)]
    #expect(faults { try BeforeAfter.run(weightless) }.map(\.field) == ["weights.soft"])
    #expect(faults { try BeforeAfter.run([], sets: []) }.map(\.field) == ["sets"])
  }
}

@Suite struct ResponseCapabilityTests {
  private typealias Unit = ResponseCapability.Unit

  private func small() throws -> [Unit] {
    try table("audit-small/response-units.csv").map { row in
      Unit(
        id: row["unit"] ?? "", expertise: ["x1", "x2", "x3"].map { Double(row[$0] ?? "") },
        speed: .summary(median: Double(row["median_hours"] ?? ""), target: Double(row["target_hours"] ?? "")))
    }
  }

  @Test func agreesWithTheSmallAudit() throws {
    let wanted = try Reference(file: "audit-small/expected-levels.json")["response"]
    let result = try ResponseCapability.run(small())
    #expect(result.rows.map(\.unit).sorted() == wanted.keys)
    for row in result.rows {
      let expected = wanted[row.unit]
      expectClose(row.expertise.value, expected["expertise"].number)
      expectClose(row.speed.value, expected["speed"].number)
      expectClose(row.capability.value, expected["capability"].number)
      expectClose(row.weakest.value, expected["weakest"].number)
      #expect(row.quadrant?.rawValue == expected["quadrant"].text)
    }
    #expect(result.rows.map(\.unit) == ["service", "marketing", "sales", "it"])
    #expect(result.rows.map(\.rank) == [1, 2, 3, 4])
    #expect(result.quadrants.map(\.units) == [["service", "marketing"], [], [], ["sales", "it"]])
  }

  /// Method catalogue, section 9, "Worked".
  @Test func agreesWithTheWorkedExample() throws {
    let wanted = try Reference(file: "audit-small/expected-levels.json")["worked"]["response"]
    let unit = Unit(id: "u", expertise: [6, 6, 5], speed: .times([12, nil, 20, 4], target: 8))
    let row = try #require(try ResponseCapability.run([unit]).rows.first)
    expectClose(row.expertise.value, wanted["expertise"].number)
    expectClose(row.speed.value, wanted["speed"].number)
    expectClose(row.capability.value, wanted["capability"].number)
    #expect(row.quadrant == .expertSlow)
    // Expertise 1 with speed 0.1: far below the arithmetic mean of 0.55.
    let uneven = Unit(id: "u", expertise: [7], speed: .summary(median: 80, target: 8))
    expectClose(try ResponseCapability.run([uneven]).rows.first?.capability.value, 0.1.squareRoot())
  }

  @Test func showsTheTimesWithWhatWasNeverAnswered() throws {
    let cases: [Double?] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, nil]
    let unit = Unit(id: "u", expertise: [2], speed: .times(cases, target: 11))
    let result = try ResponseCapability.run([unit])
    let times = try #require(result.rows.first?.times)
    #expect(times.median == .value(5.5))
    expectClose(times.ninetieth.value, 9.1)
    #expect(times.answered == 10)
    expectClose(times.unanswered?.share.value, 1.0 / 11)
    #expect(result.rows.first?.speed == .value(1))
    #expect(result.rows.first?.quadrant == .noviceFast)
    #expect(result.basis.warnings.map(\.code) == ["unanswered-cases"])
  }

  @Test func takesSpeedFromItemsAndTimeZeroAsFullSpeed() throws {
    let result = try ResponseCapability.run([
      Unit(id: "a", expertise: [7, nil], speed: .items([4])),
      Unit(id: "b", expertise: [1], speed: .summary(median: 0, target: 5)),
    ])
    #expect(result.rows.map(\.unit) == ["a", "b"])
    #expect(result.rows.map(\.speed) == [.value(0.5), .value(1)])
    #expect(result.rows[0].missing == 1)
    #expect(result.rows[0].times == nil)
    #expect(result.rows[1].capability == .value(0))
  }

  @Test func givesNoCapabilityWhereAPartIsMissing() throws {
    let result = try ResponseCapability.run([
      Unit(id: "a", expertise: [], speed: .times([1], target: 1)),
      Unit(id: "b", expertise: [4], speed: .times([nil, nil], target: 1)),
      Unit(id: "c", expertise: [4], speed: .summary(median: 1, target: nil)),
      Unit(id: "d", expertise: [4], speed: .items([nil])),
    ])
    #expect(result.rows.map(\.unit) == ["a", "b", "c", "d"])
    for row in result.rows {
      #expect(row.capability == .undefined(.notGiven))
      #expect(row.quadrant == nil)
      #expect(row.rank == nil)
    }
    #expect(result.rows[0].speed == .value(1))
    #expect(result.rows[1].times?.median == .undefined(.notGiven))
    #expect(result.basis.n == 0)
    #expect(result.basis.missing == 4)
    #expect(try ResponseCapability.run([]).rows.isEmpty)
  }

  @Test(arguments: UInt64(1)...40) func keepsItsPromisesOnRandomUnits(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let units = (0..<8).map { place in
      Unit(
        id: "u\(place)", expertise: (0..<3).map { _ in Double(Int.random(in: 1...7, using: &random)) },
        speed: .times((0..<9).map { _ in Double.random(in: 0...40, using: &random) }, target: 12))
    }
    let first = try ResponseCapability.run(units)
    #expect(try ResponseCapability.run(units.shuffled(using: &random)) == first)
    for row in first.rows {
      let (expertise, speed) = (row.expertise.value ?? -1, row.speed.value ?? -1)
      #expect((0...1).contains(expertise) && (0...1).contains(speed))
      // The geometric mean lies between the weaker part and the arithmetic mean.
      let capability = try #require(row.capability.value)
      #expect(capability >= (row.weakest.value ?? 2) - 1e-12)
      #expect(capability <= (expertise + speed) / 2 + 1e-12)
    }
    // Minutes instead of hours change nothing.
    let minutes = units.map { unit in
      guard case .times(let times, let target) = unit.speed else { return unit }
      return Unit(
        id: unit.id, expertise: unit.expertise,
        speed: .times(times.map { $0.map { $0 * 64 } }, target: target.map { $0 * 64 }))
    }
    #expect(try ResponseCapability.run(minutes).rows.map(\.capability) == first.rows.map(\.capability))
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [
      Unit(id: "a", expertise: [8], speed: .items([0])),
      Unit(id: "a", expertise: [.nan], speed: .times([-1, .infinity], target: 0)),
      Unit(id: "c", expertise: [], speed: .summary(median: 5, ninetieth: 4, target: -1)),
    ]
    let parameters = ResponseCapability.Parameters(expertFrom: 2, fastFrom: -1)
    #expect(
      faults { try ResponseCapability.run(bad, parameters) }.map(\.field) == [
        "expert_from", "fast_from", "id", "expertise", "speed", "expertise", "times", "times", "target",
        "target", "ninetieth",
      ])
    #expect(
      faults { try ResponseCapability.run([], .init(scale: 3...3)) }.map(\.field) == ["scale"])
  }
}
