import TestSupport
import Testing

@testable import AuditMethods

private typealias Activity = RaciCheck.Activity
private typealias Role = RaciCheck.Role

private let staff = ["P1", "P4", "P6", "P7"]

private func small() throws -> [Activity] {
  try table("audit-small/raci.csv").map { row in
    Activity(id: row["activity"] ?? "", roles: staff.map { Role($0, row[$0] ?? "") })
  }
}

@Suite struct RaciCheckTests {
  @Test func agreesWithTheSmallAudit() throws {
    let wanted = try Reference(file: "audit-small/expected-levels.json")["raci"]["issues"].list.map(\.list)
    try #require(wanted.count == 2)
    let result = try RaciCheck.run(small(), people: staff)
    #expect(result.issues.map(\.activity) == wanted.map { $0[0].text })
    #expect(result.issues.map(\.rule.rawValue) == wanted.map { $0[1].text })
    #expect(result.issues.map { Double($0.count) } == wanted.map { $0[2].number })
    #expect(result.issues.map(\.people) == [[], ["P4", "P6"]])
    #expect(
      result.issues.map(\.english) == [
        "nobody is accountable for “build register”", "“score assets” has several accountable: P4, P6",
      ])
    #expect(result.basis.n == 5)
    let first = try #require(result.loads.first)
    #expect(first == .init(person: "P1", accountable: 1, responsible: 3, consulted: 0, informed: 1, load: 4))
  }

  @Test func judgesLoadsAndIdlePeople() throws {
    let result = try RaciCheck.run(small(), people: staff + ["P9"], maximumLoad: 3)
    let people = result.issues.filter { $0.activity == nil }
    #expect(people.map(\.rule) == [.overload, .overload, .idle])
    #expect(people.map(\.people) == [["P1"], ["P4"], ["P9"]])
    #expect(people.map(\.count) == [4, 4, 0])
    let enough = try RaciCheck.run(small(), people: staff, maximumLoad: 4)
    #expect(enough.issues.allSatisfy { $0.activity != nil })
  }

  @Test func readsAccountableAndResponsibleInOneField() throws {
    let activities = [Activity(id: "a", roles: [Role("x", " A / R "), Role("y", "R/A"), Role("z", "")])]
    let result = try RaciCheck.run(activities, people: ["x", "y", "z"])
    #expect(result.issues.map(\.rule) == [.accountable, .idle])
    #expect(result.activities[0].accountable == ["x", "y"])
    #expect(result.activities[0].responsible == ["x", "y"])
    #expect(result.loads[0].load == 1)
  }

  @Test(arguments: ["X", "r", "AR", "A/A", "R/I", "A/R/C", "Ａ", "/", "A/"])
  func namesLettersThatAreNone(letters: String) throws {
    let activities = [Activity(id: "a", roles: [Role("x", letters), Role("y", "A/R")])]
    let result = try RaciCheck.run(activities, people: ["x", "y"])
    let issues = result.issues.filter { $0.rule == .letters }
    #expect(issues.map(\.people) == [["x"]])
    #expect(issues.first?.english.contains("“\(letters)”") == true)
    #expect(!result.issues.contains { $0.rule == .idle })
  }

  @Test func findsAnActivityThatNobodyCarriesOut() throws {
    let result = try RaciCheck.run([Activity(id: "a", roles: [Role("x", "A")])], people: ["x"])
    #expect(result.issues.map(\.rule) == [.responsible])
    #expect(try RaciCheck.run([], people: ["x"]).issues.map(\.rule) == [.idle])
  }

  @Test func givesTheSameInAnyOrder() throws {
    var random = SplitMix64(seed: 11)
    let first = try RaciCheck.run(small(), people: staff, maximumLoad: 2)
    for _ in 0..<20 {
      let activities = try small().map {
        Activity(id: $0.id, roles: $0.roles.shuffled(using: &random))
      }.shuffled(using: &random)
      #expect(try RaciCheck.run(activities, people: staff.shuffled(using: &random), maximumLoad: 2) == first)
    }
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [
      Activity(id: "a", roles: [Role("x", "A"), Role("x", "R"), Role("who", "R")]),
      Activity(id: "a", roles: []),
    ]
    #expect(
      faults { try RaciCheck.run(bad, people: ["x", "y", "y"], maximumLoad: 0) }.map(\.description) == [
        "`people` is `y` twice, but each name once is expected",
        "row `a`: `id` is used twice, but a name that no other row has is expected",
        "`maximum_load` is 0, but a number from 1 up is expected",
        "row `a`: `person` is `x` twice, but each person once an activity is expected",
        "row `a`: `person` is `who`, but one of x, y is expected",
      ])
  }
}

@Suite struct IndependenceCheckTests {
  private typealias Scoring = IndependenceCheck.Scoring
  private typealias Relation = IndependenceCheck.Relation
  private let scorings = [
    Scoring(auditor: "P1", subject: "A1"), Scoring(auditor: "P2", subject: "A1"),
    Scoring(auditor: "P1", subject: "A2"), Scoring(auditor: "P3", subject: "A2"),
    Scoring(auditor: "P2", subject: "A3"),
  ]
  private let relations = [
    Relation(person: "P1", subject: "A1", kind: "owner"),
    Relation(person: "P1", subject: "A1", kind: "member"),
    Relation(person: "P1", subject: "A2", kind: "owner"),
    Relation(person: "P3", subject: "A2", kind: "holder"),
    Relation(person: "P3", subject: "A3", kind: "owner"),
  ]

  /// Method catalogue, step 1: a second auditor helps only when unrelated.
  @Test func asksForASecondUnrelatedAuditor() throws {
    let result = try IndependenceCheck.run(scorings, relations: relations)
    #expect(result.conflicts.map(\.subject) == ["A2", "A2", "A1"])
    #expect(result.conflicts.map(\.auditor) == ["P1", "P3", "P1"])
    #expect(result.conflicts.map(\.isOpen) == [true, true, false])
    #expect(result.conflicts[2].secondedBy == ["P2"])
    #expect(result.conflicts[2].relations == ["member", "owner"])
    #expect(result.independent.count == 2)
    #expect(result.independent.share == .value(0.4))
  }

  @Test func givesTheSameInAnyOrderAndCountsDoublesOnce() throws {
    var random = SplitMix64(seed: 2)
    let first = try IndependenceCheck.run(scorings, relations: relations)
    for _ in 0..<10 {
      let again = try IndependenceCheck.run(
        (scorings + [scorings[0]]).shuffled(using: &random), relations: relations.shuffled(using: &random))
      #expect(again == first)
    }
    #expect(try IndependenceCheck.run([], relations: []).independent.share == .undefined(.notGiven))
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [Scoring(auditor: "", subject: "")]
    #expect(
      faults {
        try IndependenceCheck.run(bad, relations: [Relation(person: "", subject: "A", kind: "owner")])
      }.map(\.field) == ["auditor", "subject", "person"])
  }
}

@Suite struct LeavingExpertsTests {
  private typealias Expert = LeavingExperts.Expert

  private func day(_ text: String) throws -> Day { try #require(Day(text)) }

  private func parameters() throws -> LeavingExperts.Parameters { .init(today: try day("2026-01-31")) }

  private func small() throws -> [Expert] {
    try table("audit-small/experts.csv").map { row in
      Expert(
        id: row["id"] ?? "", person: row["person"] ?? "", knowledge: row["knowledge_en"] ?? "",
        leaving: Double(row["years_to_leaving"] ?? "").map { .years($0) },
        positionFactor: Int(row["position_factor"] ?? ""))
    }
  }

  private func expert(_ leaving: LeavingExperts.Leaving?, _ position: Int? = 5) -> Expert {
    Expert(id: "e", person: "p", knowledge: "k", leaving: leaving, positionFactor: position)
  }

  private func factor(_ leaving: LeavingExperts.Leaving, today: String = "2026-01-31") throws -> Int? {
    try LeavingExperts.run([expert(leaving)], .init(today: try day(today))).rows.first?.attritionFactor
  }

  @Test func agreesWithTheSmallAudit() throws {
    let wanted = try Reference(file: "audit-small/expected-levels.json")["experts"]
    let result = try LeavingExperts.run(small(), parameters())
    #expect(result.rows.map(\.expert.id).sorted() == wanted.keys)
    for row in result.rows {
      let expected = wanted[row.expert.id]
      #expect(row.attritionFactor.map(Double.init) == expected["attritionFactor"].number)
      #expect(row.expert.positionFactor.map(Double.init) == expected["positionFactor"].number)
      #expect(row.total.value == expected["total"].number)
      #expect(row.band ?? "" == expected["band"].text)
      #expect(Double(row.worstCase) == expected["worstCaseTotal"].number)
    }
    #expect(result.rows.map(\.expert.id) == ["E1", "E2", "E3", "E6", "E4", "E5"])
    #expect(result.rows.map(\.rank) == [1, 2, 2, 4, 5, nil])
    #expect(result.rows.last?.total == .undefined(.leavingUnknown))
    #expect(result.rows.last?.worstCaseBand == "immediate")
    #expect(result.bandCounts.map(\.count) == [1, 0, 3, 1])
    #expect(result.basis.missing == 1)
    #expect(result.basis.warnings.map(\.code) == ["worst-case-shown"])
    #expect(result.people.first == .init(person: "P4", entries: ["E1"], worstCase: 25, band: "immediate"))
  }

  /// Method catalogue, section 10.3: limits are inclusive, exactly 1 year gives 5.
  @Test(arguments: zip([0, 1, 1.0001, 2, 3, 3.5, 5, 5.5, 1000], [5, 5, 4, 4, 3, 2, 2, 1, 1]))
  func takesLimitsOfYearsAsInclusive(years: Double, wanted: Int) throws {
    #expect(try factor(.years(years)) == wanted)
  }

  @Test(
    arguments: zip(
      ["2026-01-31", "2027-01-31", "2027-02-01", "2028-01-31", "2029-02-01", "2031-01-31", "2031-02-01"],
      [5, 5, 4, 4, 2, 2, 1]))
  func countsYearsByTheCalendar(leaving: String, wanted: Int) throws {
    #expect(try factor(.day(try day(leaving))) == wanted)
  }

  @Test func knowsWhatIsAYearFromALeapDay() throws {
    #expect(try factor(.day(try day("2025-02-28")), today: "2024-02-29") == 5)
    #expect(try factor(.day(try day("2025-03-01")), today: "2024-02-29") == 4)
    #expect(try day("2024-02-29").adding(years: 4) == day("2028-02-29"))
    #expect(try day("9999-01-01").adding(years: 1) == nil)
    #expect(try day("2026-01-31").adding(years: .max) == nil)
  }

  @Test func showsTheWorstCaseOfWhatIsNotKnown() throws {
    let result = try LeavingExperts.run(
      [
        Expert(id: "a", person: "p", knowledge: "k", leaving: nil, positionFactor: nil),
        Expert(id: "b", person: "p", knowledge: "k", leaving: .years(4), positionFactor: nil),
        Expert(id: "c", person: "q", knowledge: "k", leaving: .years(9), positionFactor: 1),
      ], parameters())
    #expect(result.rows.map(\.expert.id) == ["c", "a", "b"])
    #expect(result.rows.map(\.worstCase) == [1, 25, 10])
    #expect(result.rows.map(\.total) == [.value(1), .undefined(.leavingUnknown), .undefined(.notGiven)])
    #expect(result.people.map(\.person) == ["p", "q"])
    #expect(result.people[0].entries == ["a", "b"])
  }

  @Test func asksTheThreeQuestionsOfHighCasesOnly() throws {
    var high = expert(.years(0.5), 4)
    #expect(try LeavingExperts.run([high], parameters()).rows[0].openQuestions == [.what, .soWhat, .nowWhat])
    high.answers = .init(what: "tastes", soWhat: "  ", nowWhat: "record them")
    #expect(try LeavingExperts.run([high], parameters()).rows[0].openQuestions == [.soWhat])
    #expect(try LeavingExperts.run([expert(.years(2.5), 5)], parameters()).rows[0].openQuestions == [])
  }

  @Test func warnsOfAPastDay() throws {
    let result = try LeavingExperts.run([expert(.day(try day("2025-01-01")))], parameters())
    #expect(result.rows[0].total == .value(25))
    #expect(result.basis.warnings.map(\.code) == ["leaving-in-the-past"])
  }

  @Test(arguments: UInt64(1)...30) func givesTheSameInAnyOrderAndNeverFallsWhenLeavingIsNearer(seed: UInt64)
    throws
  {
    var random = SplitMix64(seed: seed)
    var experts = (0..<10).map { place in
      Expert(
        id: "e\(place)", person: "p\(place % 4)", knowledge: "k",
        leaving: Bool.random(using: &random) ? .years(Double.random(in: 0...8, using: &random)) : nil,
        positionFactor: Bool.random(using: &random) ? Int.random(in: 1...5, using: &random) : nil)
    }
    let first = try LeavingExperts.run(experts, parameters())
    #expect(try LeavingExperts.run(experts.shuffled(using: &random), parameters()) == first)
    for row in first.rows { if let total = row.total.value { #expect(Int(total) == row.worstCase) } }
    #expect(first.bandCounts.reduce(0) { $0 + $1.count } == first.basis.n)
    for place in experts.indices {
      if case .years(let years) = experts[place].leaving { experts[place].leaving = .years(years / 2) }
    }
    let nearer = try LeavingExperts.run(experts, parameters())
    let worst = Dictionary(uniqueKeysWithValues: nearer.rows.map { ($0.expert.id, $0.worstCase) })
    for row in first.rows { #expect(worst[row.expert.id] ?? 0 >= row.worstCase) }
  }

  @Test func tellsEveryFaultAtOnce() throws {
    var parameters = try parameters()
    parameters.yearLimits = [1, 3, 2, 5]
    parameters.bands = [RiskBand("a", from: 5), RiskBand("b", from: 7)]
    parameters.questionsFrom = -1
    var bad = [expert(.years(-1), 6), expert(.years(.nan), 0)]
    bad[1].person = ""
    #expect(
      faults { try LeavingExperts.run(bad, parameters) }.map(\.field) == [
        "year_limits", "bands", "questions_from", "id", "years_to_leaving", "position_factor", "person",
        "years_to_leaving", "position_factor",
      ])
  }
}
