import AuditMethods

/// A method on a table of some size, which is made before the time begins.
enum MethodWork: String, CaseIterable {
  case betweenness, krippendorff, bootstrap, cronbach, customers, icc, fleiss, kendall, register, gaps,
    sources

  /// What the method is run on, ready to be run; it gives back some figures to be held against those of C.
  func prepare(_ size: Int) throws -> () throws -> [(name: String, value: Double?)] {
    switch self {
    case .betweenness:
      let (people, ties) = Tables.network(size)
      return { try Self.betweenness(KnowledgeFlow.run(people, ties, FlowParameters(arrows: .provides))) }
    case .krippendorff:
      let ratings = Tables.ratings(size / 5, by: 5, isComplete: false)
      return { [("alpha", try Krippendorff.run(ratings, level: .ordinal, scale: 1...5).alpha.value)] }
    case .bootstrap:
      let ratings = Tables.ratings(size / 5, by: 5, isComplete: false)
      return { try Self.bounds(Krippendorff.run(ratings, level: .ordinal, bootstrap: Bootstrap(seed: 1))) }
    case .cronbach:
      let answers = Tables.survey(size / 20, questions: 20)
      return { try Self.items(Cronbach.run(answers, scale: 1...5)) }
    case .customers:
      let customers = Tables.customers(size)
      let parameters = CustomerParameters(growthMinimumAmount: 500, horizon: 10)
      return { try Self.classes(CustomerClassification.run(customers, parameters)) }
    case .icc:
      let scores = Tables.ratings(size / 5, by: 5, isComplete: true)
      return { try Self.correlations(IntraclassCorrelation.run(scores, scale: 1...5)) }
    case .fleiss:
      let (items, categories) = Self.counts(Tables.ratings(size / 5, by: 5, isComplete: true))
      return { [("kappa", try Kappa.fleiss(items, categories: categories).kappa.value)] }
    case .kendall:
      let scores = Tables.ratings(size / 5, by: 5, isComplete: true, levels: 100)
      return { [("w", try Concordance.run(scores).coefficient.value)] }
    case .register:
      let assets = Tables.assets(size)
      let parameters = RegisterParameters(asOf: Day(number: 20_400))
      return { [("assets", Double(try RegisterScoring.run(assets, parameters).assets.count))] }
    case .gaps:
      let cells = Tables.cells(size)
      return { [("gap", try GapAnalysis.run(cells, GapParameters(minimum: 1, maximum: 5)).totalWeightedGap)] }
    case .sources:
      let sources = Tables.sources(size)
      return { [("rated", Double(try SourceScoring.run(sources).basis.n))] }
    }
  }

  private static func betweenness(_ result: FlowResult) -> [(String, Double?)] {
    let sums = result.people.compactMap(\.betweenness.sum.value)
    return [("largest", sums.max()), ("sum", sums.reduce(0, +))]
  }

  private static func bounds(_ outcome: Krippendorff.Outcome) -> [(String, Double?)] {
    [
      ("alpha", outcome.alpha.value), ("low", outcome.interval?.low.value),
      ("high", outcome.interval?.high.value),
    ]
  }

  private static func items(_ outcome: Cronbach.Outcome) -> [(String, Double?)] {
    [
      ("alpha", outcome.alpha.value), ("standardised", outcome.standardised.value),
      ("correlation", outcome.items.last?.correctedCorrelation.value),
      ("without", outcome.items.last?.alphaWithout.value),
    ]
  }

  private static func classes(_ result: CustomerResult) -> [(String, Double?)] {
    result.classes.map { ($0.customerClass?.rawValue ?? "others", $0.contribution) } + [
      ("gini", result.giniOfRevenue.value), ("peak", result.whaleCurve.peak),
      ("changed", Double(result.sensitivity.reduce(0) { $0 + $1.changedLabels })),
    ]
  }

  private static func correlations(_ outcome: IntraclassCorrelation.Outcome) -> [(String, Double?)] {
    [
      ("single", outcome[.agreement, ofMean: false]?.value.value),
      ("mean", outcome[.consistency, ofMean: true]?.value.value),
    ]
  }

  private static func counts(_ ratings: Ratings) -> (items: [(id: String, counts: [Int])], [String]) {
    let items = ratings.units.indices.map { unit in
      var counts = Array(repeating: 0, count: Tables.levels)
      for column in ratings.columns.indices { counts[Int(ratings[unit, column] ?? 1) - 1] += 1 }
      return (id: ratings.units[unit], counts: counts)
    }
    return (items, (1...Tables.levels).map(String.init))
  }
}
