import TestSupport
import Testing

@testable import AuditMethods

private typealias Topic = KnowledgeMap.Topic
private typealias Holding = KnowledgeMap.Holding
private typealias Flow = KnowledgeMap.Flow

private let topics = [
  Topic(
    id: "complaints", processes: ["service"], classes: ["from"], stages: ["acquire", "apply"], groups: ["A"]),
  Topic(id: "filters", processes: ["service", "sales"], classes: ["about"], stages: ["apply"]),
  Topic(id: "prices", processes: ["sales"], groups: ["A", "B"]), Topic(id: "taste"),
  Topic(id: "water"),
]
private let holdings = [
  Holding(person: "Ada", topic: "complaints", depth: 5), Holding(person: "Bo", topic: "complaints", depth: 3),
  Holding(person: "Ada", topic: "filters", depth: 4), Holding(person: "Cy", topic: "prices", depth: 2),
  Holding(person: "Bo", topic: "prices", depth: 4), Holding(person: "Bo", topic: "taste"),
  Holding(person: "Cy", topic: "taste", depth: 4),
]
private let flows = [
  Flow(.inside, from: "Bo", to: "Ada", topic: "taste"),
  Flow(.inside, from: "Ada", to: "Bo", topic: "filters"),
  Flow(.fromCustomers, from: "A", to: "Ada", topic: "complaints"),
  Flow(.toCustomers, from: "Cy", to: "B", topic: "prices"),
  Flow(.toCustomers, from: "Cy", to: "B", topic: "prices"),
]

@Suite struct KnowledgeMapTests {
  @Test func showsWhoHoldsWhatAndWhatHangsOnOne() throws {
    let result = try KnowledgeMap.run(topics, holdings: holdings, flows: flows)
    #expect(result.topics.map(\.topic) == ["water", "filters", "complaints", "prices", "taste"])
    #expect(result.topics.map(\.backup) == [.unheld, .absent, .present, .shallow, .unknown])
    #expect(result.topics.map(\.holders.count) == [0, 1, 2, 2, 2])
    #expect(result.topics.map(\.deepest.value) == [nil, 4, 5, 4, 4])
    #expect(result.topics[0].deepest == .undefined(.noHolders))
    #expect(result.topics[2].backups == ["Bo"])
    #expect(result.topics[4].holders.map(\.person) == ["Cy", "Bo"])
    #expect(result.people.map(\.person) == ["Ada", "Bo", "Cy"])
    #expect(result.people.map(\.alone) == [["filters"], [], []])
    #expect(result.people[1].withoutBackup == ["prices", "taste"])
    #expect(result.backed.count == 1)
    #expect(result.backed.total == 4)
    #expect(result.basis.n == 6)
    #expect(result.basis.missing == 1)
  }

  @Test func drawsTheViewsAndKeepsFlowsApart() throws {
    let result = try KnowledgeMap.run(topics, holdings: holdings, flows: flows)
    #expect(result.byProcess.map(\.keys) == [["sales"], ["service"]])
    #expect(result.byProcess.map(\.topics) == [["filters", "prices"], ["complaints", "filters"]])
    #expect(result.byProcess.map(\.people) == [["Ada", "Bo", "Cy"], ["Ada", "Bo"]])
    #expect(result.byProcess.map(\.fragile) == [["filters"], ["filters"]])
    #expect(
      result.byClassAndStage.map(\.keys) == [["about", "apply"], ["from", "acquire"], ["from", "apply"]])
    #expect(result.byGroup.map(\.topics) == [["complaints", "prices"], ["prices"]])
    #expect(result.inside.map(\.from) == ["Ada", "Bo"])
    #expect(result.toCustomers.count == 1)
    #expect(result.fromCustomers.map(\.topic) == ["complaints"])
  }

  @Test func givesTheSameInAnyOrderAndAnswersAnEmptyMap() throws {
    var random = SplitMix64(seed: 8)
    let first = try KnowledgeMap.run(topics, holdings: holdings, flows: flows)
    for _ in 0..<20 {
      let again = try KnowledgeMap.run(
        topics.shuffled(using: &random), holdings: holdings.shuffled(using: &random),
        flows: flows.shuffled(using: &random))
      #expect(again == first)
    }
    let nothing = try KnowledgeMap.run([], holdings: [])
    #expect(nothing.backed.share == .undefined(.noHolders))
    #expect(nothing.topics.isEmpty && nothing.people.isEmpty)
  }

  /// Topics held alone, counted by people, are those that the topics say are held by one.
  @Test(arguments: UInt64(1)...30) func agreesFromBothSidesOfTheGraph(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let topics = (0..<8).map { Topic(id: "t\($0)") }
    var holdings: [Holding] = []
    for topic in topics {
      for person in 0..<5 where Int.random(in: 0...3, using: &random) == 0 {
        let depth = Bool.random(using: &random) ? Double(Int.random(in: 1...5, using: &random)) : nil
        holdings.append(Holding(person: "p\(person)", topic: topic.id, depth: depth))
      }
    }
    let result = try KnowledgeMap.run(topics, holdings: holdings)
    #expect(result.people.reduce(0) { $0 + $1.topics.count } == holdings.count)
    #expect(result.topics.reduce(0) { $0 + $1.holders.count } == holdings.count)
    let alone = result.topics.filter { $0.holders.count == 1 }.map(\.topic)
    #expect(result.people.flatMap(\.alone).sorted() == alone.sorted())
    for row in result.topics where row.backup == .present {
      #expect(row.holders.count { ($0.depth ?? 0) >= 3 } == row.backups.count + 1)
    }
  }

  @Test func tellsEveryFaultAtOnce() {
    let bad = [
      Holding(person: "", topic: "taste", depth: 0), Holding(person: "Bo", topic: "fish", depth: 3),
      holdings[0],
      holdings[0],
    ]
    let flows = [
      Flow(.inside, from: "Bo", to: "Bo", topic: "fish"), Flow(.inside, from: "", to: "", topic: "taste"),
    ]
    #expect(
      faults {
        try KnowledgeMap.run(topics + [topics[0]], holdings: bad, flows: flows, backupDepth: 9)
      }.map(\.field) == [
        "backup_depth", "id", "person", "depth", "topic", "topic", "topic", "to", "from", "to",
      ])
  }
}
