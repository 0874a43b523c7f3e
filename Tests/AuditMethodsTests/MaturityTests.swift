import TestSupport
import Testing

@testable import AuditMethods

private typealias Item = StagedMaturity.Item

private func small() throws -> [Item] {
  try table("audit-small/maturity.csv").map {
    Item(id: $0["key"] ?? "", stage: $0["stage"] ?? "", score: Double($0["score"] ?? ""))
  }
}

private func stages(_ scores: [[Double?]]) -> [Item] {
  scores.enumerated().flatMap { stage, scores in
    scores.enumerated().map { Item(id: "\(stage + 1).\($0)", stage: "\(stage + 1)", score: $1) }
  }
}

private func run(_ scores: [[Double?]]) throws -> StagedMaturity.Outcome {
  try StagedMaturity.run(stages(scores), .serviceKnowledgeBase)
}

@Suite struct StagedMaturityTests {
  @Test func agreesWithTheSmallAudit() throws {
    let wanted = try Reference(file: "audit-small/expected-levels.json")["maturity"]
    let result = try StagedMaturity.run(small(), .serviceKnowledgeBase)
    #expect(wanted["stages"].keys == result.stages.map(\.stage))
    for stage in result.stages {
      let expected = wanted["stages"][stage.stage]
      #expect(Double(stage.n) == expected["items"].number)
      expectClose(stage.fulfilment.value, expected["fulfilment"].number)
      #expect((stage.standing == .attained) == (expected["passed"].number == 1))
    }
    #expect(result.level.value == wanted["attainedStage"].number)
    #expect(result.next?.stage == "2")
    let lacking = result.stages.flatMap { $0.lacks.filter(\.isBelowFloor).map(\.item) }
    #expect(Set(lacking) == Set(wanted["missing"].texts))
    // The mean lacks 0.1 points, but semantic search alone needs 0.5.
    #expect(result.next?.distance == .value(0.5))
    #expect(result.next?.lacks.map(\.item) == ["semantic-search", "readable"])
    #expect(result.basis.n == 14)
    var lenient = StagedMaturity.Parameters.serviceKnowledgeBase
    lenient.floor = 0
    let withoutFloor = try StagedMaturity.run(small(), lenient)
    #expect(withoutFloor.level.value == wanted["attainedStageWithoutItemFloor"].number)
    expectClose(withoutFloor.next?.distance.value, 0.1)
  }

  @Test func countsAStageOnlyOnTopOfThoseBelow() throws {
    let result = try run([[1, 0], [1, 1], [1]])
    #expect(result.stages.map(\.standing) == [.notMet, .blocked, .blocked])
    #expect(result.level == .value(0))
    #expect(result.next?.stage == "1")
    #expect(result.phase == "1")
    let all = try run([[1], [1], [1]])
    #expect(all.level == .value(3))
    #expect(all.next == nil)
    #expect(all.phase == "3")
  }

  /// A mean of exactly 0.80 and items of exactly 0.5 suffice.
  @Test func takesItsLimitsAsInclusive() throws {
    let result = try run([[1, 1, 1, 0.5, 0.5], [1, 1, 1, 1, 0], [1]])
    #expect(result.stages.map(\.standing) == [.attained, .notMet, .blocked])
    #expect(result.stages[0].fulfilment == .value(0.8))
    #expect(result.stages[0].distance == .value(0))
    #expect(result.stages[1].fulfilment == .value(0.8))
    #expect(result.stages[1].distance == .value(0.5))
  }

  @Test func leavesAStageUndecidedRatherThanTakingAnOpenItemForZero() throws {
    let result = try run([[1, 1], [1, nil], [1]])
    #expect(result.stages.map(\.standing) == [.attained, .undecided, .undecided])
    #expect(result.level == .undefined(.notAllAssessed))
    #expect(result.phase == nil)
    #expect(result.attained == 1)
    #expect(result.highestPossible == 3)
    #expect(result.stages[1].fulfilment == .value(1))
    #expect(result.stages[1].distance == .undefined(.notAllAssessed))
    #expect(result.stages[1].open == ["2.1"])
    #expect(result.basis.missing == 1)
    #expect(result.basis.warnings.map(\.code) == ["not-assessed"])
  }

  /// Whatever an open item turns out to be, a stage with a failing item is not attained.
  @Test func isCertainOfTheLevelWhereOpenItemsCannotChangeIt() throws {
    let failing = try run([[1], [0, nil], [nil]])
    #expect(failing.stages.map(\.standing) == [.attained, .undecided, .undecided])
    #expect(failing.level == .value(1))
    let above = try run([[1], [0], [nil]])
    #expect(above.level == .value(1))
    #expect(above.stages[2].fulfilment == .undefined(.notAllAssessed))
  }

  @Test func leavesOutWhatDoesNotApply() throws {
    var items = stages([[1, 0], [1], [1]])
    items[1].isApplicable = false
    let result = try StagedMaturity.run(items, .serviceKnowledgeBase)
    #expect(result.level == .value(3))
    #expect(result.basis.notApplicable == 1)
  }

  /// Method catalogue, section 7: the highest phase of which all lower ones reach 0.8.
  @Test func findsThePhaseOfCRM() throws {
    func phase(_ scores: [Double?]) throws -> String? {
      let names = StagedMaturity.Parameters.phasesOfCRM.stages
      return try StagedMaturity.run(
        zip(names, scores).map { Item(id: $0, stage: $0, score: $1) }, .phasesOfCRM
      ).phase
    }
    #expect(try phase([0.9, 0.8, 0.3, 0.9]) == "interaction")
    #expect(try phase([0.79, 1, 1, 1]) == "automation")
    #expect(try phase([0.8, 0.8, 0.8, 0]) == "knowledge")
    #expect(try phase([0.8, 0.8, 0.8, 1]) == "knowledge")
    #expect(try phase([0.8, nil, 0.8, 1]) == nil)
  }

  @Test(arguments: UInt64(1)...40) func givesTheSameInAnyOrderAndNeverFallsWhenAnItemRises(seed: UInt64)
    throws
  {
    var random = SplitMix64(seed: seed)
    let choices: [Double?] = [0, 0.5, 1, 1, 1, 1, 1, nil]
    let scores = (0..<3).map { _ in
      (0..<Int.random(in: 1...6, using: &random)).map { _ in choices.randomElement(using: &random) ?? nil }
    }
    var items = stages(scores)
    let first = try StagedMaturity.run(items, .serviceKnowledgeBase)
    items.shuffle(using: &random)
    #expect(try StagedMaturity.run(items, .serviceKnowledgeBase) == first)
    #expect(first.attained <= first.highestPossible)
    let place = Int.random(in: items.indices, using: &random)
    items[place].score = 1
    #expect(try StagedMaturity.run(items, .serviceKnowledgeBase).attained >= first.attained)
    // The two bounds are what the worst and the best answers to the open items give.
    let worst = try run(scores.map { $0.map { $0 ?? 0 } })
    let best = try run(scores.map { $0.map { $0 ?? 1 } })
    #expect(best.level == .value(Double(first.highestPossible)))
    #expect(worst.level == .value(Double(first.attained)))
  }

  /// Adding exactly the distance, lowest items first, attains the stage; a little less does not.
  @Test(arguments: UInt64(1)...40) func tellsTheLeastDistance(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var scores = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      Int.random(in: 0...2, using: &random) > 0 ? 1 : Double.random(in: 0...1, using: &random)
    }
    let parameters = StagedMaturity.Parameters(stages: ["1"], scores: nil)
    func stage() throws -> StagedMaturity.Stage {
      let items = scores.enumerated().map { Item(id: "\($0)", stage: "1", score: $1) }
      return try StagedMaturity.run(items, parameters).stages[0]
    }
    func raise(by points: Double) {
      scores.sort()
      var left = points
      for (limit, place) in scores.indices.map({ (0.5, $0) }) + scores.indices.map({ (1.0, $0) }) {
        let step = min(left, max(0, limit - scores[place]))
        scores[place] += step
        left -= step
      }
    }
    let before = try stage()
    let distance = try #require(before.distance.value)
    #expect((before.standing == .attained) == (distance == 0))
    guard distance > 1e-6 else { return }
    raise(by: distance - 1e-7)
    #expect(try stage().standing == .notMet)
    raise(by: 2e-7)
    #expect(try stage().standing == .attained)
  }

  @Test func tellsEveryFaultAtOnce() {
    var parameters = StagedMaturity.Parameters(stages: ["1", "2", "2"], threshold: 1.5)
    let items = [
      Item(id: "a", stage: "1", score: 0.3), Item(id: "a", stage: "9", score: .nan),
    ]
    #expect(
      faults { try StagedMaturity.run(items, parameters) }.map(\.description) == [
        "`stages` is `2` twice, but each name once is expected",
        "`threshold` is 1.5, but a number from 0 to 1 is expected",
        "row `a`: `id` is used twice, but a name that no other row has is expected",
        "row `a`: `score` is 0.3, but one of 0, 0.5, 1 is expected",
        "row `a`: `stage` is `9`, but one of 1, 2 is expected",
        "row `a`: `score` is nan, but one of 0, 0.5, 1 is expected",
        "`stages.2` is without items, but at least one item that applies is expected",
      ])
    parameters = StagedMaturity.Parameters(stages: [], scores: nil)
    #expect(faults { try StagedMaturity.run([], parameters) }.map(\.field) == ["stages"])
  }
}

@Suite struct MaturityProfileTests {
  private typealias Item = MaturityProfile.Item
  private let items = [
    Item(id: "s1", dimension: "strategy", level: 3), Item(id: "s2", dimension: "strategy", level: 4),
    Item(id: "p1", dimension: "people", level: 2), Item(id: "p2", dimension: "people", level: 2.5),
    Item(id: "q1", dimension: "process", part: "share", level: 2),
    Item(id: "q2", dimension: "process", part: "acquire", level: 3),
    Item(id: "q3", dimension: "process", part: "acquire", level: 4),
    Item(id: "t1", dimension: "technology", level: 5), Item(id: "m1", dimension: "measurement", level: 2.25),
  ]

  @Test func showsTheLowestDimensionBesideTheMean() throws {
    let result = try MaturityProfile.run(items)
    #expect(result.dimensions.map(\.level) == [3.5, 2.25, 3, 5, 2.25].map { .value($0) })
    #expect(result.dimensions.map(\.reached) == [.common, .repeatable, .common, .improving, .repeatable])
    #expect(result.lowest == .value(2.25))
    #expect(result.reached == .repeatable)
    #expect(result.weakest == ["people", "measurement"])
    expectClose(result.mean.value, 3.2)
    #expect(result.dimensions[2].parts.map(\.key) == ["acquire", "share"])
    #expect(result.dimensions[2].parts.map(\.level) == [.value(3.5), .value(2)])
    #expect(result.basis.warnings.isEmpty)
    #expect(MaturityProfile.Level.allCases.map(\.rawValue) == [1, 2, 3, 4, 5])
  }

  @Test func hasNoLowestLevelWhileADimensionIsOpen() throws {
    var open = items
    open[8].level = nil
    let result = try MaturityProfile.run(open)
    #expect(result.lowest == .undefined(.notAllAssessed))
    #expect(result.reached == nil)
    #expect(result.weakest == ["people"])
    expectClose(result.mean.value, 3.4375)
    #expect(result.dimensions[4].open == ["m1"])
    #expect(result.basis.missing == 1)
    #expect(result.basis.warnings.map(\.code) == ["not-assessed", "dimensions-without-level"])
    let nothing = try MaturityProfile.run([])
    #expect(nothing.mean == .undefined(.notAllAssessed))
    #expect(nothing.weakest.isEmpty)
  }

  @Test func givesTheSameInAnyOrder() throws {
    var random = SplitMix64(seed: 3)
    let first = try MaturityProfile.run(items)
    for _ in 0..<20 { #expect(try MaturityProfile.run(items.shuffled(using: &random)) == first) }
    let lowest = try #require(first.lowest.value)
    #expect(lowest <= first.mean.value ?? 0)
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [Item(id: "", dimension: "luck", level: 0), Item(id: "b", dimension: "people", level: 5.1)]
    #expect(faults { try MaturityProfile.run(bad) }.map(\.field) == ["id", "dimension", "level", "level"])
    #expect(faults { try MaturityProfile.run([], dimensions: ["a", "a", ""]) }.count == 2)
  }
}

@Suite struct TechnologySupportTests {
  private typealias Cell = TechnologySupport.Cell
  private let cells = [
    Cell("crm", "acquire", 3), Cell("crm", "share", 1), Cell("crm", "apply", 0), Cell("wiki", "acquire", 2),
    Cell("wiki", "share", 2), Cell("wiki", "apply", nil), Cell("mail", "acquire", 0),
    Cell("mail", "share", 1),
    Cell("mail", "preserve", 1), Cell("wiki", "preserve", 1), Cell("crm", "preserve", 1),
  ]
  private let tools = ["crm", "wiki", "mail"]
  private let activities = ["acquire", "preserve", "share", "apply"]

  @Test func takesTheBestOfEachActivity() throws {
    let result = try TechnologySupport.run(cells, technologies: tools, activities: activities)
    #expect(result.activities.map(\.standing) == [.supported, .unsupported, .supported, .undecided])
    #expect(result.activities.map(\.best) == [.value(3), .value(1), .value(2), .value(0)])
    #expect(
      result.activities.map(\.bestTechnologies) == [["crm"], ["crm", "mail", "wiki"], ["wiki"], []])
    #expect(result.activities.map(\.supporters) == [2, 0, 1, 0])
    #expect(result.unsupported == ["preserve"])
    #expect(result.support.count == 2)
    #expect(result.support.total == 3)
    #expect(result.technologies.map(\.supports) == [["acquire"], ["acquire", "share"], []])
    #expect(result.technologies.map(\.alone) == [[], ["share"], []])
    #expect(result.basis.n == 10)
    #expect(result.basis.missing == 2)
    let strict = try TechnologySupport.run(
      cells, technologies: tools, activities: activities, sufficient: 3)
    #expect(strict.activities.map(\.standing) == [.supported, .unsupported, .unsupported, .undecided])
  }

  @Test func givesTheSameInAnyOrderAndAnswersEmptyTables() throws {
    var random = SplitMix64(seed: 5)
    let first = try TechnologySupport.run(cells, technologies: tools, activities: activities)
    for _ in 0..<20 {
      let again = try TechnologySupport.run(
        cells.shuffled(using: &random), technologies: tools, activities: activities)
      #expect(again == first)
    }
    let nothing = try TechnologySupport.run([], technologies: tools, activities: activities)
    #expect(nothing.activities.allSatisfy { $0.standing == .undecided })
    #expect(nothing.support.share == .undefined(.notAllAssessed))
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [Cell("fax", "acquire", 4), Cell("crm", "sell", 1), Cell("crm", "sell", 1)]
    #expect(
      faults { try TechnologySupport.run(bad, technologies: ["crm"], activities: ["acquire"], sufficient: 9) }
        .map(\.field) == ["sufficient", "technology", "level", "activity", "activity", "level"])
    let many = (0...1000).map { "\($0)" }
    #expect(
      faults { try TechnologySupport.run([], technologies: many, activities: many) }.map(\.found)
        == ["1001 × 1001 fields"])
  }
}
