import AuditMethods

extension AnalysisMethod {
  /// Who knows what: method catalogue, section 10.5.
  static let knowledgeMap = AnalysisMethod(
    name: "knowledge_map", version: KnowledgeMap.version,
    summary: "Who knows what and how deeply, which topics hang on one person, and what flows where.",
    parameters: [
      Parameter("person", .column(.texts), required: true, isKey: true, "Who holds a topic."),
      Parameter(
        "topic", .column(.row(of: "topics")), required: true, isKey: true, "The topic that is held."),
      Parameter(
        "depth", .column(.number), within: 1...5,
        "How deeply, from 1 (knows of it) to 5 (others learn it there); empty: not rated."),
      Parameter("processes", .column(.texts), in: .table("topics"), "The processes that need a topic."),
      Parameter("classes", .column(.texts), in: .table("topics"), "The classes of knowledge of a topic."),
      Parameter("stages", .column(.texts), in: .table("topics"), "The stages of the lifecycle of a topic."),
      Parameter(
        "groups", .column(.texts), in: .table("topics"), "The customer groups that a topic is about."),
      Parameter(
        "flow_from", .column(.text), in: .table("flows"), isKey: true, with: ["flow_to", "flow_topic"],
        "Where knowledge of a topic comes from."),
      Parameter(
        "flow_to", .column(.text), in: .table("flows"), isKey: true, with: ["flow_from", "flow_topic"],
        "Where it goes to."),
      Parameter(
        "flow_topic", .column(.row(of: "topics")), in: .table("flows"), isKey: true,
        with: ["flow_from", "flow_to"],
        "The topic that moves."),
      Parameter(
        "flow_kind", .column(.word(KnowledgeMap.Flow.Kind.allCases.map(\.rawValue))), in: .table("flows"),
        with: ["flow_topic"],
        "Whether it moves inside the firm, to customers or from them; without it inside."),
      Parameter(
        "backup_depth", .within(1...5),
        "From which depth on somebody can step in; without it 3."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let (topics, holdings, flows) = try inputs.map()
    let depth = inputs.number("backup_depth") ?? 3
    return try inputs.outcome(resultLayout) { () throws(MethodError) in
      try KnowledgeMap.run(topics, holdings: holdings, flows: flows, backupDepth: depth)
    }
  }
}

extension AnalysisInputs {
  fileprivate func map() throws(AnalysisFailure) -> (
    [KnowledgeMap.Topic], [KnowledgeMap.Holding], [KnowledgeMap.Flow]
  ) {
    let (person, topic) = (try requiredColumn("person"), try requiredColumn("topic"))
    let depth = column("depth")
    var faults = CellFaults()
    var holdings: [KnowledgeMap.Holding] = []
    for entry in entries(person) {
      let (who, what) = (parts(entry, person), text(entry, topic))
      if who.isEmpty {
        faults.add(Self.key(entry), "person", found: "empty", expected: "who holds the topic")
      }
      if what == nil { faults.add(Self.key(entry), "topic", found: "empty", expected: "the topic held") }
      guard let what else { continue }
      holdings += who.map { .init(person: $0, topic: what, depth: number(entry, depth)) }
    }
    let flows = try flows(&faults)
    try faults.throwIfAny()
    var topics = topics()
    // Where no table says which topics there are, they are those that are held or move.
    if entries(ofTable: "topics") == nil {
      var seen: Set<String> = []
      let named = holdings.map(\.topic) + flows.map(\.topic)
      topics = named.filter { seen.insert($0).inserted }.map { .init(id: $0) }
    }
    return (topics, holdings, flows)
  }

  private func topics() -> [KnowledgeMap.Topic] {
    let (processes, classes) = (column("processes"), column("classes"))
    let (stages, groups) = (column("stages"), column("groups"))
    return (entries(ofTable: "topics") ?? []).map { entry in
      .init(
        id: Self.key(entry), processes: texts(entry, processes), classes: texts(entry, classes),
        stages: texts(entry, stages), groups: texts(entry, groups))
    }
  }

  private func flows(_ faults: inout CellFaults) throws(AnalysisFailure) -> [KnowledgeMap.Flow] {
    let needed = ["flow_from", "flow_to", "flow_topic"]
    let columns = needed.compactMap { column($0) }
    guard columns.count == needed.count else {
      guard columns.isEmpty else {
        throw AnalysisFailure("flows need all of `flow_from`, `flow_to` and `flow_topic`")
      }
      return []
    }
    var flows: [KnowledgeMap.Flow] = []
    for entry in entries(columns[0]) {
      let ends = zip(needed, columns).map { name, column in
        if let text = text(entry, column) { return text }
        faults.add(Self.key(entry), name, found: "empty", expected: "a name")
        return ""
      }
      if ends[0] == ends[1], !ends[0].isEmpty {
        faults.add(Self.key(entry), needed[1], found: "the sender", expected: "somebody else")
      }
      let kind: KnowledgeMap.Flow.Kind = word(entry, "flow_kind", &faults) ?? .inside
      flows.append(.init(kind, from: ends[0], to: ends[1], topic: ends[2]))
    }
    return flows
  }
}

private let resultLayout = Layout<KnowledgeMap.Outcome>(
  "knowledge_map result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.row("backed", shareLayout) { $0.backed },
    Layout.rows("topics", topicLayout) { $0.topics }, Layout.rows("by_person", personLayout) { $0.people },
    Layout.rows("by_process", viewLayout) { $0.byProcess },
    Layout.rows("by_class_and_stage", viewLayout) { $0.byClassAndStage },
    Layout.rows("by_group", viewLayout) { $0.byGroup },
    Layout.rows("inside", flowLayout) { $0.inside },
    Layout.rows("to_customers", flowLayout) { $0.toCustomers },
    Layout.rows("from_customers", flowLayout) { $0.fromCustomers },
  ])

private let topicLayout = Layout<KnowledgeMap.TopicRow>(
  "topic of a knowledge map",
  [
    Layout.text("topic") { $0.topic },
    Layout.text("backup") { $0.backup == .absent ? "none" : $0.backup.rawValue },
    Layout.whole("holder_count") { $0.holders.count }, Layout.figure("deepest") { $0.deepest },
    Layout.texts("backups") { $0.backups }, Layout.rows("holdings", holdingLayout) { $0.holders },
  ])

private let holdingLayout = Layout<KnowledgeMap.Holding>(
  "holding", [Layout.text("person") { $0.person }, Layout.number("depth") { $0.depth }])

private let personLayout = Layout<KnowledgeMap.PersonRow>(
  "person of a knowledge map",
  [
    Layout.text("person") { $0.person }, Layout.texts("held") { $0.topics },
    Layout.texts("alone") { $0.alone }, Layout.texts("without_backup") { $0.withoutBackup },
  ])

private let viewLayout = Layout<KnowledgeMap.ViewRow>(
  "view of a knowledge map",
  [
    Layout.texts("keys") { $0.keys }, Layout.texts("held") { $0.topics },
    Layout.texts("holders") { $0.people }, Layout.texts("fragile") { $0.fragile },
  ])

private let flowLayout = Layout<KnowledgeMap.Flow>(
  "flow of knowledge",
  [
    Layout.text("giver") { $0.from }, Layout.text("receiver") { $0.to }, Layout.text("topic") { $0.topic },
  ])
