import AuditMethods

extension AnalysisMethod {
  /// How well customer groups are known, in seven aspects: method catalogue, section 10.6.
  static let customerProfile = AnalysisMethod(
    name: "seven_p", version: CustomerProfile.version,
    summary: "How well each customer group is known, in seven aspects, each with what proves it.",
    parameters: [
      Parameter("group", .column(.text), required: true, isKey: true, "The customer group."),
      Parameter(
        "aspect", .column(.word(CustomerProfile.Aspect.allCases.map(\.rawValue))), required: true,
        isKey: true,
        "What is known of it."),
      Parameter(
        "level", .column(.number), required: true, within: 0...5, "How well: 0 not at all to 5 fully."),
      Parameter(
        "proofs", .column(.texts), "The assets that prove it; a level without proof counts as 2 at most."),
    ], result: sevenLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let level = try inputs.requiredColumn("level")
    let (group, aspect) = (try inputs.requiredColumn("group"), try inputs.requiredColumn("aspect"))
    let (entries, proofs) = (inputs.entries(level), inputs.column("proofs"))
    let aspects: [CustomerProfile.Aspect] = try inputs.choices(aspect, of: entries, as: "aspect")
    let ratings = zip(entries, aspects).map { entry, aspect in
      CustomerProfile.Rating(
        group: inputs.text(entry, group) ?? "", aspect: aspect, level: inputs.number(entry, level),
        proofs: inputs.texts(entry, proofs), isApplicable: !inputs.isNotApplicable(entry, level))
    }
    return try inputs.outcome(sevenLayout) { () throws(MethodError) in
      try CustomerProfile.run(ratings, groups: inputs.keys(group))
    }
  }

  /// Whether customers are managed as relationships or as knowledge: method catalogue, section 10.7.
  static let orientation = AnalysisMethod(
    name: "orientation", version: OrientationProfile.version,
    summary:
      "Whether customers are managed more as relationships (CRM) or as knowledge (CKM), without a verdict.",
    parameters: [
      Parameter("rater", .column(.text), isKey: true, "Who rates; without it the key of the row."),
      Parameter(
        "aspect", .column(.word(OrientationProfile.Aspect.allCases.map(\.rawValue))), isKey: true,
        with: ["level"], "What is rated, where the aspects stand below each other."),
      Parameter(
        "level", .column(.number), or: OrientationProfile.Aspect.allCases.map(\.rawValue),
        with: ["rater", "aspect"], within: 1...5, "How it is seen: 1 like a relationship to 5 like knowledge."
      ),
    ]
      + OrientationProfile.Aspect.allCases.map { aspect in
        Parameter(
          aspect.rawValue, .column(.number), within: 1...5,
          "The levels of the \(aspect.english), where each aspect has a column of its own.")
      }, result: orientationLayout.type, usesDay: false
  ) { inputs throws(AnalysisFailure) in
    let ratings = try inputs.orientations()
    return try inputs.outcome(orientationLayout) { () throws(MethodError) in
      try OrientationProfile.run(ratings)
    }
  }
}

extension AnalysisInputs {
  fileprivate func orientations() throws(AnalysisFailure) -> [OrientationProfile.Rating] {
    let rater = column("rater")
    if let level = column("level") {
      let (entries, aspect) = (entries(level), try requiredColumn("aspect"))
      let aspects: [OrientationProfile.Aspect] = try choices(aspect, of: entries, as: "aspect")
      return zip(entries, aspects).map { entry, aspect in
        OrientationProfile.Rating(
          rater: text(entry, rater) ?? "", aspect: aspect, level: number(entry, level),
          isApplicable: !isNotApplicable(entry, level))
      }
    }
    return OrientationProfile.Aspect.allCases.flatMap { aspect -> [OrientationProfile.Rating] in
      guard let levels = column(aspect.rawValue) else { return [] }
      return entries(levels).map { entry in
        OrientationProfile.Rating(
          rater: text(entry, rater) ?? Self.key(entry), aspect: aspect, level: number(entry, levels),
          isApplicable: !isNotApplicable(entry, levels))
      }
    }
  }
}

private let sevenLayout = Layout<CustomerProfile.Outcome>(
  "seven_p result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.rows("profiles", profileLayout) { $0.profiles },
  ])

private let profileLayout = Layout<CustomerProfile.Profile>(
  "customer group profile",
  [
    Layout.text("group") { $0.group }, Layout.figure("mean_level") { $0.mean }, Layout.whole("n") { $0.n },
    Layout.texts("weakest_aspects") { $0.weakest.map(\.rawValue) },
    Layout.texts("open_aspects") { $0.open.map(\.rawValue) },
    Layout.rows("aspects", knownLayout) { $0.rows },
  ])

private let knownLayout = Layout<CustomerProfile.Row>(
  "known aspect",
  [
    Layout.text("aspect") { $0.aspect.rawValue }, Layout.figure("rated_level") { $0.rated },
    Layout.figure("counted_level") { $0.level }, Layout.flag("capped") { $0.isCapped },
    Layout.texts("proofs") { $0.proofs },
  ])

private let orientationLayout = Layout<OrientationProfile.Outcome>(
  "orientation result",
  [
    Layout.row("basis", basisLayout) { $0.basis }, Layout.figure("mean_level") { $0.mean },
    Layout.rows("aspects", aspectLayout) { $0.rows },
  ])

private let aspectLayout = Layout<OrientationProfile.Row>(
  "oriented aspect",
  [
    Layout.text("aspect") { $0.aspect.rawValue }, Layout.figure("mean_level") { $0.level },
    Layout.whole("n") { $0.spread?.n ?? 0 }, Layout.whole("missing") { $0.missing },
    Layout.number("lowest") { $0.spread?.minimum }, Layout.number("highest") { $0.spread?.maximum },
  ])
