import TestSupport
import Testing

@testable import AuditMethods

private func small() throws -> [Asset] {
  try table("audit-small/assets.csv").map { row in
    Asset(
      id: row["id"] ?? "", name: row["name_en"], classes: parts(row["classes"]), stages: parts(row["stages"]),
      groups: parts(row["groups"]), owner: row["owner"], holders: parts(row["holders"]),
      isTacit: row["form"] == "tacit", criticality: Double(row["criticality"] ?? ""),
      vulnerability: Double(row["vulnerability"] ?? ""), quality: Double(row["quality"] ?? ""),
      lastReviewed: Day(row["last_reviewed"] ?? ""), reviewIntervalDays: Int(row["interval_days"] ?? ""),
      halfLifeDays: Int(row["half_life_days"] ?? ""))
  }
}

private func today() throws -> Day { try #require(Day("2026-01-31")) }

@Suite struct RegisterScoringTests {
  @Test func agreesWithTheSmallAudit() throws {
    let expected = try Reference(file: "audit-small/expected.json")
    let result = try RegisterScoring.run(small(), RegisterParameters(asOf: today()))
    let register = expected["register"]
    #expect(result.assets.count == register["assets"].keys.count)
    for asset in result.assets {
      let wanted = register["assets"][asset.id]
      #expect(asset.risk.value == wanted["riskScore"].number)
      #expect(asset.band == wanted["riskBand"].text)
      #expect(Double(asset.holderCount) == wanted["holders"].number)
      #expect(asset.isSinglePoint == (wanted["singlePoint"].number == 1))
      #expect(asset.freshness.ageDays.map(Double.init) == wanted["ageDays"].number)
      #expect(asset.freshness.status.rawValue == wanted["status"].text)
      expectClose(asset.freshness.linear.value, wanted["linear"].number)
      expectClose(asset.freshness.exponential.value, wanted["exponential"].number)
    }
    for entry in result.freshnessCounts {
      #expect(Double(entry.count) == register["statusCounts"][entry.status.rawValue].number)
    }
    for cell in result.coverage.cells.flatMap({ $0 }) {
      #expect(cell.assets == register["coverageAssets"][cell.knowledgeClass][cell.stage].texts)
    }
    expectClose(result.coverage.coverage.value, register["coverageRatioApplicable"].number)
    expectClose(result.coverage.coverageOfAll.value, register["coverageRatioAll"].number)
    #expect(pairs(result.coverage.cells(.blind)) == register["blindSpotsApplicable"].list.map(\.texts))
    #expect(pairs(result.coverage.cells(.thin)) == register["thinSpotsApplicable"].list.map(\.texts))
    #expect(pairs(result.coverage.cells(.unusual)) == [["from", "provide"]])
    #expect(result.busFactor.people.value == expected["busFactor"]["people"].number)
    #expect(Double(result.busFactor.assetsLost) == expected["busFactor"]["assetsLost"].number)
    #expect(result.busFactor.example == expected["busFactor"]["example"].texts)
    #expect(result.busFactor.search == .exact)
  }

  private func pairs(_ cells: [CoverageCell]) -> [[String]] { cells.map { [$0.knowledgeClass, $0.stage] } }

  /// Method catalogue, section 6: 2026-01-31, interval 180, half-life 365.
  @Test(arguments: ["2025-12-10", "2025-06-30", "2024-12-31"])
  func agreesWithTheWorkedFreshness(date: String) throws {
    let wanted = try Reference(file: "worked-examples.json")["fresh"][date]
    let asset = Asset(id: "A", lastReviewed: Day(date), reviewIntervalDays: 180, halfLifeDays: 365)
    let result = try RegisterScoring.run([asset], RegisterParameters(asOf: today()))
    let freshness = try #require(result.assets.first?.freshness)
    #expect(freshness.ageDays.map(Double.init) == wanted["ageDays"].number)
    #expect(freshness.status.rawValue == wanted["status"].text)
    expectClose(freshness.linear.value, wanted["linear"].number)
    expectClose(freshness.exponential.value, wanted["exponential"].number)
  }

  /// Method catalogue, section 6: start 1; +1 tacit; +2 single holder; +1 leaving; +1 undocumented; at most 5.
  @Test func derivesVulnerabilityAndSaysWhy() throws {
    var parameters = RegisterParameters(
      asOf: try today(), vulnerability: .derivedWhenMissing, leaving: ["P1"])
    let assets = [
      Asset(id: "1", holders: ["P1"], isTacit: true, isDocumented: false, criticality: 5),
      Asset(id: "2", holders: ["P2", "P3"], isTacit: false, criticality: 4),
      Asset(id: "3", criticality: 3),
      Asset(id: "4", holders: ["P1"], criticality: 2, vulnerability: 1),
    ]
    let result = try RegisterScoring.run(assets, parameters)
    let byID = Dictionary(uniqueKeysWithValues: result.assets.map { ($0.id, $0) })
    #expect(byID["1"]?.vulnerability == 5)
    #expect(byID["1"]?.derivation == [.tacit, .singleHolder, .holderLeaving, .undocumentedOrOverdue])
    #expect(byID["2"]?.vulnerability == 2)
    #expect(byID["3"]?.vulnerability == 1)
    #expect(byID["4"]?.vulnerability == 1)
    #expect(byID["4"]?.derivation == nil)
    #expect(result.assets.map(\.id) == ["1", "2", "3", "4"])
    parameters.vulnerability = .asRated
    let rated = try RegisterScoring.run(assets, parameters)
    #expect(rated.basis.missing == 3)
    #expect(rated.assets.last?.risk == .undefined(.vulnerabilityMissing))
  }

  @Test func wantsQualityWhereAMinimumIsSet() throws {
    var parameters = RegisterParameters(asOf: try today())
    parameters.minimumQuality = 3
    let result = try RegisterScoring.run(small(), parameters)
    // The fault library alone covers needed/preserve, needed/share and from/share, with quality 2.
    #expect(
      pairs(result.coverage.cells(.blind))
        == [
          ["needed", "preserve"], ["needed", "share"], ["needed", "apply"], ["from", "share"],
          ["cocreated", "preserve"],
        ])
  }

  @Test func weighsCoverageAndSplitsItByGroup() throws {
    var parameters = RegisterParameters(asOf: try today(), groups: ["mostValuable", "mostGrowable", "other"])
    parameters.classes.weights = [
      KeyWeight("about", 1), KeyWeight("needed", 0), KeyWeight("from", 1), KeyWeight("cocreated", 0),
    ]
    let result = try RegisterScoring.run(small(), parameters)
    #expect(result.coverage.weightedCoverage == .value(1))
    #expect(result.coverageByGroup.map(\.group) == ["mostValuable", "mostGrowable", "other"])
    #expect(result.coverageByGroup[2].cells[0][0].assets == ["A01", "A02"])
  }

  /// Method catalogue, conventions: no ideal, or none for a group, and the cell is not required.
  @Test func countsNoBlindSpotWhereNothingIsNeeded() throws {
    var parameters = RegisterParameters(asOf: try today(), groups: ["mostValuable", "mostGrowable", "other"])
    let usual = try RegisterScoring.run(small(), parameters)
    parameters.decisions = [
      CellDecision("needed", "apply", isNeeded: false), CellDecision("from", "provide", isNeeded: true),
      CellDecision("cocreated", "preserve", group: "other", isNeeded: false),
    ]
    let result = try RegisterScoring.run(small(), parameters)
    // Of the two blind spots of the lifecycle model one is needed by nobody, the other by all groups but one.
    #expect(pairs(usual.coverage.cells(.blind)) == [["needed", "apply"], ["cocreated", "preserve"]])
    #expect(pairs(result.coverage.cells(.blind)) == [["cocreated", "preserve"]])
    #expect(result.coverage.coverage == .value(16.0 / 17))
    #expect(pairs(usual.coverage.cells(.unusual)) == [["from", "provide"]])
    #expect(result.coverage.cells(.unusual).isEmpty)
    let blind = result.coverageByGroup.map { pairs($0.cells(.blind)).contains(["cocreated", "preserve"]) }
    #expect(blind == [true, true, false])
    parameters.decisions = [
      CellDecision("about", "codevelop", group: "other", isNeeded: true)
    ]
    let one = try RegisterScoring.run(small(), parameters)
    #expect(pairs(one.coverage.cells(.blind)).contains(["about", "codevelop"]))
    #expect(!pairs(one.coverageByGroup[0].cells(.blind)).contains(["about", "codevelop"]))
    parameters.decisions = [CellDecision("abaut", "apply", isNeeded: true)]
    #expect(throws: MethodError.self) { try RegisterScoring.run(small(), parameters) }
  }

  @Test func measuresBalanceAndConcentration() throws {
    let result = try RegisterScoring.run(small(), RegisterParameters(asOf: today()))
    #expect(result.balance == Share(5, of: 10))
    #expect(result.holders.first?.assets == 3)
    #expect(result.holders.map(\.alone).reduce(0, +) == 3)
    #expect(result.riskCounts.map(\.count) == [1, 3, 4, 2])
    #expect(result.riskMatrix[4][4] == 1)
    #expect(result.withoutOwner.isEmpty)
  }

  /// Letter case and spacing are no difference, in any script.
  @Test(arguments: [
    ["Price List", "\tPRICE \r\n list "], ["客户 名单", "客户\u{3000}名单\u{A0}"], ["Straße É", "STRAßE\u{2003}é"],
  ])
  func namesThatLookAlikeAreDuplicates(names: [String]) throws {
    let assets = names.enumerated().map { Asset(id: "\($0)", name: $1) } + [Asset(id: "2", name: "PriceList")]
    let waste = try RegisterScoring.run(assets, RegisterParameters(asOf: today())).waste
    #expect(waste.duplicates == [["0", "1"]])
  }

  @Test func findsDuplicatesAndWaste() throws {
    let assets = [
      Asset(id: "1", name: "Fault  Library", location: "CRM", decisionsServed: []),
      Asset(id: "2", name: "fault library", location: "wiki", isTrivial: true, decisionsServed: ["price"]),
      Asset(id: "3", name: "Copy", location: "CRM", duplicateOf: "2"),
      Asset(id: "4", name: "Other", lastReviewed: Day("2020-01-01"), reviewIntervalDays: 30),
    ]
    let waste = try RegisterScoring.run(assets, RegisterParameters(asOf: today())).waste
    #expect(waste.duplicates == [["1", "2", "3"]])
    #expect(waste.sameLocation == [["1", "3"]])
    #expect(waste.outOfDateShare == Share(1, of: 1))
    #expect(waste.trivialShare == Share(1, of: 1))
    #expect(waste.unusedShare == Share(1, of: 2))
    #expect(waste.anyShare == Share(4, of: 4))
  }

  @Test func tellsEveryFaultAtOnce() throws {
    let assets = [
      Asset(id: "1", classes: ["abuot"], stages: ["sell"], holders: ["P", "P"], criticality: 6),
      Asset(id: "1", lastReviewed: Day("2026-02-01"), reviewIntervalDays: 0, duplicateOf: "9"),
    ]
    var parameters = RegisterParameters(asOf: try today())
    parameters.riskBands = [RiskBand("high", from: 3), RiskBand("low", from: 2)]
    parameters.freshness.ageing = 0.1
    let found = faults { try RegisterScoring.run(assets, parameters) }
    #expect(
      found.map(\.field) == [
        "risk_bands", "freshness", "id", "classes", "stages", "criticality", "holders",
        "interval",
        "reviewed", "duplicate_of",
      ])
    #expect(
      found[8].description == "row `1`: `reviewed` is 2026-02-01, but a day up to 2026-01-31 is expected"
    )
  }

  @Test func givesTheSameAnswerInAnyOrder() throws {
    var assets = try small()
    let parameters = RegisterParameters(asOf: try today(), groups: ["mostValuable", "mostGrowable", "other"])
    let first = try RegisterScoring.run(assets, parameters)
    var random = SplitMix64(seed: 5)
    for _ in 0..<10 {
      assets.shuffle(using: &random)
      #expect(try RegisterScoring.run(assets, parameters) == first)
    }
  }

  @Test func answersAnEmptyRegisterWithReasons() throws {
    let result = try RegisterScoring.run([], RegisterParameters(asOf: today()))
    #expect(result.busFactor.people == .undefined(.noHolders))
    #expect(result.balance.share == .undefined(.noAssets))
    #expect(result.coverage.coverage == .value(0))
  }

  @Test(arguments: UInt64(1)...40) func searchesGroupsNoWorseThanGreedily(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let people = (1...Int.random(in: 1...9, using: &random)).map { "P\($0)" }
    let assets = (0..<Int.random(in: 1...20, using: &random)).map { index in
      Asset(
        id: "A\(index)",
        holders: Array(people.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))))
    }
    let result = try RegisterScoring.run(assets, RegisterParameters(asOf: today())).busFactor
    let gone = Set(result.example)
    #expect(assets.count { gone.isSuperset(of: $0.holders) } == result.assetsLost)
    #expect(2 * result.assetsLost > assets.count)
    // Strangers who hold one asset each take the search over its limit; the answer must still strip half.
    let crowd = assets + (0..<16).map { Asset(id: "S\($0)", holders: ["S\($0)"]) }
    let greedy = try RegisterScoring.run(crowd, RegisterParameters(asOf: today())).busFactor
    #expect(greedy.search == .greedy)
    let left = Set(greedy.example)
    #expect(crowd.count { left.isSuperset(of: $0.holders) } == greedy.assetsLost)
    #expect(2 * greedy.assetsLost > crowd.count)
  }

  @Test func findsAGroupAmongVeryManyHoldersInTime() throws {
    let assets = (0..<20_000).map { Asset(id: "A\($0)", holders: ["P\($0)"]) }
    let result = try RegisterScoring.run(assets, RegisterParameters(asOf: today())).busFactor
    #expect(result.people == .value(10_001))
    #expect(result.search == .greedy)
  }

  @Test func readsOnlyDaysThatExist() {
    #expect(Day("2024-02-29")?.description == "2024-02-29")
    #expect(Day("1970-01-01")?.number == 0)
    #expect(Day("0001-01-01")?.description == "0001-01-01")
    for text in [
      "2026-02-29", "2026-13-01", "2026-1-31", "2026/01/31", "", "2026-01-3１", "0000-01-01", "-026-01-01",
    ] {
      #expect(Day(text) == nil, "\(text)")
    }
    let earlier = Day("2025-03-01")
    #expect(earlier.flatMap { Day("2026-03-01")?.days(since: $0) } == 365)
  }
}
