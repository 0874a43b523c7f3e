import TestSupport
import Testing

@testable import AuditMethods

private typealias Swot = StrengthsAndWeaknesses

@Suite struct StrengthsAndWeaknessesTests {
  private func sources() throws -> Swot.Sources {
    let today = try #require(Day("2026-01-31"))
    let axes = [Axis("class", keys: ["about", "from"]), Axis("stage", keys: ["acquire", "apply"])]
    let gaps = try GapAnalysis.run(
      GapInput(
        axes: axes,
        cells: [
          GapCell(id: "c1", keys: ["about", "acquire"], current: 0, ideal: 5),
          GapCell(id: "c2", keys: ["about", "apply"], current: 4, ideal: 4),
          GapCell(id: "c3", keys: ["from", "acquire"], current: 5, ideal: 2),
          GapCell(id: "c4", keys: ["from", "apply"], current: nil, ideal: 2),
        ]), GapParameters(minimum: 0, maximum: 5))
    let register = try RegisterScoring.run(
      [
        Asset(
          id: "A1", classes: ["about"], stages: ["acquire"], holders: ["P1"], criticality: 5, vulnerability: 5
        ),
        Asset(
          id: "A2", classes: ["about"], stages: ["acquire"], holders: ["P2"], criticality: 1, vulnerability: 1
        ),
      ], RegisterParameters(asOf: today))
    let leaving = try LeavingExperts.run(
      [
        .init(id: "E1", person: "P1", knowledge: "k", leaving: .years(1), positionFactor: 4),
        .init(id: "E2", person: "P2", knowledge: "k", leaving: .years(9), positionFactor: 4),
        .init(id: "E3", person: "P3", knowledge: "k", leaving: nil, positionFactor: 5),
      ], .init(today: today))
    return Swot.Sources(
      gaps: .init(gaps), evidence: ["c2": ["e2", "e1"]], register: .init(register), leaving: .init(leaving),
      context: [.init(id: "law", isFavourable: false), .init(id: "market", isFavourable: true)],
      potentials: [
        .init(group: "growable", amount: 500), .init(group: "loss", amount: -20),
        .init(group: "flat", amount: 0),
      ])
  }

  @Test func takesEveryEntryFromAResult() throws {
    let result = try Swot.run(sources())
    #expect(result.entries(.strength).map(\.id) == ["gap-analysis/1#c2"])
    #expect(result.entries(.strength).first?.evidence == ["e1", "e2"])
    #expect(result.unproven == ["c3"])
    let weaknesses = result.entries(.weakness)
    #expect(weaknesses.first?.id == "gap-analysis/1#c1")
    #expect(weaknesses.count { $0.ground == .largeGap } == 1)
    // One of the 17 applicable cells is covered, by two people.
    #expect(weaknesses.count { $0.ground == .blindSpot } == 16)
    #expect(weaknesses.count { $0.ground == .thinSpot } == 0)
    #expect(weaknesses.filter { $0.ground == .assetAtRisk }.map(\.element) == ["A1"])
    // An unknown time of leaving is no result and makes no entry.
    #expect(weaknesses.filter { $0.ground == .expertLeaving }.map(\.id) == ["leaving-experts/1#E1"])
    #expect(result.entries(.opportunity).map(\.id) == ["context#market", "customer-groups#growable"])
    #expect(result.entries(.threat).map(\.id) == ["context#law", "customer-groups#loss"])
    #expect(result.basis.n == result.entries.count)
    #expect(result.basis.missing == 1)
    #expect(Set(result.entries.map(\.id)).count == result.entries.count)
  }

  @Test func listsThinSpotsAndAnswersNothingWithNothing() throws {
    var sources = try sources()
    sources.register = .init(
      try RegisterScoring.run(
        [Asset(id: "A1", classes: ["about"], stages: ["acquire"], holders: ["P1"])],
        RegisterParameters(asOf: try #require(Day("2026-01-31")))))
    let thin = try Swot.run(sources).entries.filter { $0.ground == .thinSpot }
    #expect(thin.map(\.element) == ["about/acquire"])
    #expect(try Swot.run(Swot.Sources()).entries.isEmpty)
  }

  @Test func givesTheSameInAnyOrder() throws {
    var random = SplitMix64(seed: 9)
    var sources = try sources()
    let first = try Swot.run(sources)
    for _ in 0..<10 {
      sources.context.shuffle(using: &random)
      sources.potentials.shuffle(using: &random)
      sources.gaps?.cells.shuffle(using: &random)
      #expect(try Swot.run(sources) == first)
    }
  }

  @Test func tellsEveryFaultAtOnce() throws {
    var sources = try sources()
    sources.evidence["c9"] = ["e"]
    sources.context.append(.init(id: "law", isFavourable: true))
    sources.potentials.append(.init(group: "", amount: .nan))
    #expect(faults { try Swot.run(sources) }.map(\.field) == ["id", "id", "amount", "evidence"])
  }
}

@Suite struct StandardReferenceTests {
  private typealias Tick = StandardReference.Tick
  private let ticks = [
    Tick(.scope, .seen, references: ["F2", "F1", "F2"]), Tick(.policy, .partly), Tick(.operation, .absent),
    Tick(.technology, .notApplicable), Tick(.culture, nil, references: ["F3"]),
  ]

  @Test func listsEverySubjectWithWhatShowsIt() throws {
    let result = try StandardReference.run(ticks)
    #expect(result.rows.count == StandardReference.Subject.allCases.count)
    let scope = try #require(result.rows.first { $0.subject == .scope })
    #expect(scope.references == ["F1", "F2"])
    #expect(result.unproven == [.policy])
    #expect(result.open.contains(.culture))
    #expect(result.open.count == result.rows.count - 4)
    #expect(result.basis.n == 3)
    #expect(result.basis.notApplicable == 1)
    #expect(result.basis.missing == result.open.count)
    #expect(result.basis.warnings.map(\.code) == ["cross-reference-only"])
    let context = try #require(result.clauses.first)
    #expect(context == .init(clause: .context, seen: 1, partly: 0, absent: 0, notApplicable: 1, open: 15))
    let counted = result.clauses.map { $0.seen + $0.partly + $0.absent + $0.notApplicable + $0.open }
    #expect(counted == [17, 3, 1, 5, 1, 3, 1])
  }

  @Test func givesTheSameInAnyOrderAndClaimsNothingOfNothing() throws {
    var random = SplitMix64(seed: 10)
    let first = try StandardReference.run(ticks)
    for _ in 0..<10 { #expect(try StandardReference.run(ticks.shuffled(using: &random)) == first) }
    let nothing = try StandardReference.run([])
    #expect(nothing.open == StandardReference.Subject.allCases)
    #expect(nothing.unproven.isEmpty)
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [Tick(.scope, .seen, references: [""]), Tick(.scope, .absent)]
    #expect(faults { try StandardReference.run(bad) }.map(\.field) == ["references", "subject"])
  }
}

/// What documents print of the levels, quadrants and grounds.
@Suite struct WordsOfMethodsTests {
  @Test func areDifferentForDifferentThingsInBothLanguages() {
    func expectDistinct(_ words: [(english: String, chinese: String)], _ name: Comment) {
      #expect(words.count > 1, name)
      #expect(Set(words.map(\.english)).count == words.count, name)
      #expect(Set(words.map(\.chinese)).count == words.count, name)
      #expect(words.allSatisfy { $0.chinese.contains { $0 >= "一" && $0 <= "龥" } }, name)
    }
    expectDistinct(Reason.allCases.map { ($0.english, $0.chinese) }, "reasons")
    expectDistinct(MaturityProfile.Level.allCases.map { ($0.english, $0.chinese) }, "levels")
    expectDistinct(ResponseCapability.Quadrant.allCases.map { ($0.english, $0.chinese) }, "quadrants")
    expectDistinct(LeavingExperts.Question.allCases.map { ($0.english, $0.chinese) }, "questions")
    expectDistinct(CustomerProfile.Aspect.allCases.map { ($0.english, $0.chinese) }, "aspects")
    expectDistinct(OrientationProfile.Aspect.allCases.map { ($0.english, $0.chinese) }, "orientation")
    expectDistinct(KnowledgeReach.Obstacle.allCases.map { ($0.english, $0.chinese) }, "obstacles")
    expectDistinct(Swot.Ground.allCases.map { ($0.english, $0.chinese) }, "grounds")
    expectDistinct(StandardReference.Clause.allCases.map { ($0.english, $0.chinese) }, "clauses")
    expectDistinct(StandardReference.Subject.allCases.map { ($0.english, $0.chinese) }, "subjects")
  }
}
