import TestSupport
import Testing

@testable import AuditMethods

@Suite struct KnowledgeReachTests {
  private typealias Pair = KnowledgeReach.Pair
  private let pairs = [
    Pair(asset: "A1", decision: "price", owner: "P1", isReceived: true, isInTime: true, isUsable: true),
    Pair(asset: "A2", decision: "price", owner: "P1", isReceived: false, isInTime: false, isUsable: nil),
    Pair(asset: "A1", decision: "recall", isReceived: true, isInTime: false, isUsable: false),
    Pair(asset: "A3", decision: "recall", isReceived: true, isInTime: nil, isUsable: true),
    Pair(asset: "A3", decision: "price", isReceived: true, isInTime: true, isUsable: true),
    Pair(
      asset: "A2", decision: "recall", isReceived: nil, isInTime: nil, isUsable: nil, isNeeded: false),
  ]

  @Test func countsWhatIsServedOfWhatIsNeeded() throws {
    let result = try KnowledgeReach.run(pairs)
    #expect(result.all.served == 2)
    #expect(result.all.undelivered == 2)
    #expect(result.all.open == 1)
    #expect(result.all.reach == .value(0.5))
    #expect(result.all.lowest == .value(0.4))
    #expect(result.all.highest == .value(0.6))
    #expect(result.undelivered.map(\.asset) == ["A2", "A1"])
    #expect(result.undelivered.map(\.obstacles) == [[.notReceived], [.late, .unusable]])
    #expect(result.undelivered[0].owner == "P1")
    #expect(result.obstacles.map(\.count) == [1, 1, 1])
    #expect(result.decisions.map(\.key) == ["price", "recall"])
    expectClose(result.decisions[0].reach.value, 2.0 / 3)
    #expect(result.decisions[1].reach == .value(0))
    #expect(result.assets.map(\.reach) == [.value(0.5), .value(0), .value(1)])
    #expect(result.open.map(\.asset) == ["A3"])
    #expect(result.basis.n == 4)
    #expect(result.basis.missing == 1)
    #expect(result.basis.notApplicable == 1)
  }

  @Test func neverTakesAnOpenPairForUndelivered() throws {
    let open = Pair(asset: "A", decision: "d", isReceived: nil, isInTime: true, isUsable: true)
    let result = try KnowledgeReach.run([open])
    #expect(result.all.reach == .undefined(.notAllAssessed))
    #expect(result.all.lowest == .value(0))
    #expect(result.all.highest == .value(1))
    #expect(result.undelivered.isEmpty)
    #expect(try KnowledgeReach.run([]).all.lowest == .undefined(.notAllAssessed))
  }

  @Test(arguments: UInt64(1)...30) func keepsItsPromisesOnRandomPairs(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let answers: [Bool?] = [true, true, true, false, nil]
    func answer() -> Bool? { answers.randomElement(using: &random) ?? nil }
    let pairs = (0..<30).map { place in
      Pair(
        asset: "a\(place % 6)", decision: "d\(place / 6)", isReceived: answer(), isInTime: answer(),
        isUsable: answer(), isNeeded: Int.random(in: 0...4, using: &random) > 0)
    }
    let result = try KnowledgeReach.run(pairs)
    #expect(try KnowledgeReach.run(pairs.shuffled(using: &random)) == result)
    for rows in [result.assets, result.decisions] {
      #expect(rows.reduce(0) { $0 + $1.served } == result.all.served)
      #expect(rows.reduce(0) { $0 + $1.undelivered } == result.undelivered.count)
    }
    if let reach = result.all.reach.value {
      #expect((result.all.lowest.value ?? 2) <= reach && reach <= (result.all.highest.value ?? -1))
    }
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [
      Pair(asset: "", decision: "", isReceived: true, isInTime: true, isUsable: true), pairs[0], pairs[0],
    ]
    #expect(faults { try KnowledgeReach.run(bad) }.map(\.field) == ["asset", "decision", "decision"])
  }
}

@Suite struct FindingConfidenceTests {
  private typealias Evidence = FindingConfidence.Evidence
  private typealias Finding = FindingConfidence.Finding

  private func parameters() throws -> FindingConfidence.Parameters {
    .init(today: try #require(Day("2026-01-31")))
  }

  private func evidence(
    _ id: String, _ kind: String, _ date: String? = "2026-01-01", against: Bool = false
  ) -> Evidence {
    Evidence(id: id, kind: kind, date: date.flatMap { Day($0) }, contradicts: against)
  }

  private func assess(
    _ evidence: [Evidence], _ agreement: FindingConfidence.Agreement = .notScored
  ) throws -> FindingConfidence.Row {
    let finding = Finding(id: "f", evidence: evidence, agreement: agreement)
    return try #require(try FindingConfidence.run([finding], parameters()).rows.first)
  }

  /// Method catalogue, step 8: high with two kinds of evidence and the agreement target met.
  @Test func isHighWhereAllGroundsAreMet() throws {
    let both = [evidence("e1", "interview", "2025-01-31"), evidence("e2", "document")]
    let row = try assess(both, .coefficient("icc(2,1)", 0.75))
    #expect(row.confidence == .high)
    #expect(row.grounds.map(\.ground) == FindingConfidence.Ground.allCases)
    #expect(row.grounds.map(\.verdict) == [.met, .met, .met, .met])
    #expect(row.kinds == ["document", "interview"])
    #expect(row.newestDays == 30)
    #expect(row.oldestDays == 365)
    #expect(try assess(both).confidence == .high)
    #expect(try assess(both).grounds[2].verdict == .notApplicable)
  }

  @Test func fallsWithEachGroundThatIsNotMet() throws {
    let both = [evidence("e1", "interview"), evidence("e2", "document")]
    let poor = try assess(both, .coefficient("krippendorff-alpha", 0.666))
    #expect(poor.confidence == .medium)
    #expect(poor.grounds[2].english == "krippendorff-alpha 0.666, target 0.667")
    #expect(try assess(both, .coefficient("icc(2,1)", nil)).grounds[2].verdict == .unknown)
    #expect(try assess(both, .coefficient("icc(2,1)", nil)).confidence == .medium)
    // One kind only leaves two grounds open: kinds and recent kinds.
    let alike = try assess([evidence("e1", "interview"), evidence("e2", "interview")])
    #expect(alike.confidence == .low)
    #expect(alike.supporting == 2)
    let old = try assess([evidence("e1", "interview"), evidence("e2", "document", "2025-01-30")])
    #expect(old.grounds.map(\.verdict) == [.met, .notMet, .notApplicable, .met])
    #expect(old.confidence == .medium)
    let undated = try assess([evidence("e1", "interview"), evidence("e2", "document", nil)])
    #expect(undated.grounds[1].verdict == .unknown)
    #expect(undated.undated == ["e2"])
    #expect(undated.confidence == .medium)
  }

  @Test func listsWhatSpeaksAgainstAFinding() throws {
    let row = try assess([
      evidence("e1", "interview"), evidence("e2", "document"), evidence("e5", "survey", nil, against: true),
      evidence("e4", "system", "2025-03-01", against: true),
      evidence("e3", "survey", "2025-12-01", against: true),
    ])
    #expect(row.confidence == .medium)
    #expect(row.contradicting.map(\.id) == ["e3", "e4", "e5"])
    #expect(row.supporting == 2)
    #expect(row.grounds[3].english == "against it: e3, e4, e5")
    // Evidence against a finding does not add to the kinds that support it.
    let alone = try assess([evidence("e1", "interview"), evidence("e2", "document", against: true)])
    #expect(alone.confidence == .low)
    #expect(alone.kinds == ["interview"])
  }

  @Test func isLowWithoutSupport() throws {
    #expect(try assess([]).confidence == .low)
    var parameters = try parameters()
    parameters.minimumKinds = 1
    let result = try FindingConfidence.run(
      [
        Finding(id: "b", evidence: [evidence("e", "survey", against: true)]), Finding(id: "a", evidence: []),
        Finding(id: "c", evidence: [evidence("e", "survey")]),
      ], parameters)
    #expect(result.rows.map(\.finding) == ["a", "b", "c"])
    #expect(result.counts.map(\.count) == [1, 0, 2])
    #expect(result.contradicted == ["b"])
    #expect(result.basis.n == 1)
    #expect(result.basis.missing == 2)
  }

  @Test(arguments: UInt64(1)...30) func neverFallsWithMoreSupport(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let kinds = ["interview", "document", "observation", "system", "survey"]
    let dates: [String?] = ["2026-01-01", "2024-01-01", nil]
    let pieces = (0..<Int.random(in: 0...4, using: &random)).map { place in
      evidence(
        "e\(place)", kinds.randomElement(using: &random) ?? "", dates.randomElement(using: &random) ?? nil,
        against: Int.random(in: 0...4, using: &random) == 0)
    }
    let first = try assess(pieces)
    #expect(try assess(pieces.shuffled(using: &random)) == first)
    let order: [FindingConfidence.Confidence] = [.low, .medium, .high]
    let more = try assess(pieces + [evidence("new", kinds.randomElement(using: &random) ?? "")])
    let (before, after) = (order.firstIndex(of: first.confidence), order.firstIndex(of: more.confidence))
    #expect(try #require(after) >= #require(before))
  }

  @Test func tellsEveryFaultAtOnce() throws {
    let bad = [
      Finding(
        id: "f",
        evidence: [evidence("", ""), evidence("e", "survey", "2026-02-01"), evidence("e", "survey")],
        agreement: .coefficient("luck", 2)),
      Finding(id: "f", evidence: []),
    ]
    var parameters = try parameters()
    parameters.minimumKinds = 0
    parameters.recentDays = 0
    parameters.targets.append(.init("icc(2,1)", atLeast: 7))
    #expect(
      faults { try FindingConfidence.run(bad, parameters) }.map(\.field) == [
        "minimum_kinds", "recent_days", "targets", "targets.icc(2,1)", "id", "evidence.id", "evidence.kind",
        "date", "evidence", "agreement", "agreement",
      ])
  }
}
