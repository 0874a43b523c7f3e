import AuditMethods

extension AnalysisMethod {
  /// Whether knowledge reaches those who decide with it: method catalogue, section 10.8.
  static let reach = AnalysisMethod(
    name: "reach", version: KnowledgeReach.version,
    summary: "Whether knowledge reaches those who decide with it: received, in time and in usable form.",
    parameters: [
      Parameter("asset", .column(.text), required: true, isKey: true, "What is known."),
      Parameter("decision", .column(.text), required: true, isKey: true, "What is decided with it."),
      Parameter("owner", .column(.text), "Who decides."),
      Parameter("received", .column(.flag), required: true, "Whether it gets there."),
      Parameter("in_time", .column(.flag), required: true, "Whether it gets there before the decision."),
      Parameter("usable", .column(.flag), required: true, "Whether it can be used as it is."),
      Parameter("needed", .column(.flag), "Whether the decision needs it at all; without it all do."),
    ], result: resultLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let received = try inputs.requiredColumn("received")
    let (asset, decision) = (try inputs.requiredColumn("asset"), try inputs.requiredColumn("decision"))
    let (inTime, usable) = (try inputs.requiredColumn("in_time"), try inputs.requiredColumn("usable"))
    let (owner, needed) = (inputs.column("owner"), inputs.column("needed"))
    let pairs = inputs.entries(received).map { entry in
      KnowledgeReach.Pair(
        asset: inputs.text(entry, asset) ?? "", decision: inputs.text(entry, decision) ?? "",
        owner: inputs.text(entry, owner), isReceived: inputs.flag(entry, received),
        isInTime: inputs.flag(entry, inTime), isUsable: inputs.flag(entry, usable),
        isNeeded: inputs.flag(entry, needed) ?? !inputs.isNotApplicable(entry, received))
    }
    return try inputs.outcome(resultLayout) { () throws(MethodError) in try KnowledgeReach.run(pairs) }
  }
}

private let resultLayout = Layout<KnowledgeReach.Outcome>(
  "reach result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.row("all", totalLayout) { $0.all },
    Layout.rows("undelivered", undeliveredLayout) { $0.undelivered },
    Layout.rows("obstacles", obstacleLayout) { outcome in
      outcome.obstacles.map { ObstacleCount(obstacle: $0.obstacle, count: $0.count) }
    },
    Layout.rows("by_decision", rowLayout) { $0.decisions }, Layout.rows("by_asset", rowLayout) { $0.assets },
    Layout.rows("open_pairs", openLayout) { outcome in
      outcome.open.map { OpenPair(asset: $0.asset, decision: $0.decision) }
    },
  ])

private let counts = [
  Layout<KnowledgeReach.Row>.figure("reach") { $0.reach },
  Layout.whole("served_count") { $0.served }, Layout.whole("undelivered_count") { $0.undelivered },
  Layout.whole("open_count") { $0.open },
  Layout.figure("lowest_reach") { $0.lowest }, Layout.figure("highest_reach") { $0.highest },
]

private let totalLayout = Layout<KnowledgeReach.Row>("reach of all", counts)

private let rowLayout = Layout<KnowledgeReach.Row>(
  "reach of one", [Layout.text("key") { $0.key }] + counts)

private let undeliveredLayout = Layout<KnowledgeReach.Undelivered>(
  "undelivered knowledge",
  [
    Layout.text("asset") { $0.asset }, Layout.text("decision") { $0.decision },
    Layout.text("owner") { $0.owner }, Layout.texts("obstacles") { $0.obstacles.map(\.rawValue) },
  ])

private struct ObstacleCount {
  let obstacle: KnowledgeReach.Obstacle
  let count: Int
}

private let obstacleLayout = Layout<ObstacleCount>(
  "reach obstacle", [Layout.text("obstacle") { $0.obstacle.rawValue }, Layout.whole("count") { $0.count }])

private struct OpenPair {
  let asset: String
  let decision: String
}

private let openLayout = Layout<OpenPair>(
  "open pair", [Layout.text("asset") { $0.asset }, Layout.text("decision") { $0.decision }])
