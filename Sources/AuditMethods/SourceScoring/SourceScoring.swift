import Glibc

/// Finds the key sources of customer knowledge by what they know, whether they share it, and whether we can take it in.
///
/// A source that is brilliant but will not talk, or that we cannot understand, is not a key source yet; hence the floor
/// beside the score. The indicators of absorption follow the four abilities of Zahra & George 2002: acquire, assimilate,
/// transform, exploit. Definitions: method catalogue, section 3.
public enum SourceScoring {
  public static let version = "source-scoring/1"

  /// The scores on the scale of the ratings, or everything that is wrong with the input.
  public static func run(
    _ input: SourceInput, _ parameters: SourceParameters = SourceParameters()
  ) throws(MethodError) -> SourceResult {
    var faults = FaultList()
    var warnings: [Remark] = []
    parameters.check(&faults)
    input.check(parameters, &faults)
    let axis = parameters.axis
    let weights = axis.normalisedWeights(&faults, &warnings)
    try faults.throwIfAny()

    let rule = SourceRule(weights: weights, parameters: parameters)
    let sources = ranked(input.ratings.units.indices.map { rule.score($0, of: input) })
    let rated = sources.count { $0.standing != .notRated }
    if rated < sources.count { warnings.append(.sourcesNotRated(sources.count - rated, of: sources.count)) }
    let gaps = input.ratings.missing
    if gaps > 0 { warnings.append(.ratingsMissing(gaps)) }
    let ranked = Set(sources.filter { $0.standing != .notRated }.map(\.id))
    let left = input.ratings.leftOut { ranked.contains(input.ratings.units[$0]) }
    let byOctant = Dictionary(grouping: sources) { $0.octant }
    return SourceResult(
      basis: Basis(
        n: rated, missing: left.missing, notApplicable: left.notApplicable, parameters: parameters.settings,
        methodVersion: version, warnings: warnings),
      weights: zip(axis.keys, weights).map { KeyWeight($0, $1) }, sources: sources,
      octants: SourceOctant.all.map { OctantGroup(octant: $0, sources: byOctant[$0, default: []].map(\.id)) })
  }

  /// How firm the ranking by the additive score is when the weights change.
  public static func sensitivity(
    _ input: SourceInput, _ parameters: SourceParameters = SourceParameters(),
    _ settings: SensitivityParameters = SensitivityParameters()
  ) throws(MethodError) -> SensitivityResult {
    let result = try run(input, parameters)
    let rated = result.sources.filter { $0.rank != nil }
    return try RankingSensitivity.run(
      ids: rated.map(\.id), axes: [parameters.axis], settings, missing: result.basis.missing
    ) { weights in
      rated.map { source in
        zip(weights[0], source.dimensions).reduce(0) { $0 + $1.0 * ($1.1.level.value ?? 0) }
      }
    }
  }

  /// With their ranks, in the order of the result.
  private static func ranked(_ sources: [ScoredSource]) -> [ScoredSource] {
    var rated = sources.filter { $0.standing != .notRated }
    let ranks = competitionRanks(rated.compactMap(\.additive.value))
    let geometric = rated.compactMap(\.geometric.value)
    let geometricRanks = geometric.count == rated.count ? competitionRanks(geometric) : nil
    for index in rated.indices {
      rated[index].rank = ranks[index]
      rated[index].geometricRank = geometricRanks?[index]
    }
    rated.sort {
      let (first, second) = (($0.rank ?? 0, $0.geometricRank ?? 0), ($1.rank ?? 0, $1.geometricRank ?? 0))
      return first != second ? first < second : precedes($0.id, $1.id)
    }
    return rated + sources.filter { $0.standing == .notRated }.sorted { precedes($0.id, $1.id) }
  }
}

/// How ratings of one source become its scores.
private struct SourceRule {
  let weights: [Double]
  let parameters: SourceParameters

  /// The source in one row, without its ranks.
  func score(_ row: Int, of input: SourceInput) -> ScoredSource {
    let dimensions = SourceDimension.allCases.map { dimension($0, row, input) }
    let levels = dimensions.compactMap(\.level.value)
    guard levels.count == dimensions.count else {
      return ScoredSource(
        id: input.ratings.units[row], dimensions: dimensions, additive: .undefined(.dimensionMissing),
        geometric: .undefined(.dimensionMissing), standing: .notRated, needed: [])
    }
    let additive = additive(levels)
    let standing = standing(additive, levels)
    let high = levels.map { $0 >= parameters.highFrom - tieTolerance }
    return ScoredSource(
      id: input.ratings.units[row], dimensions: dimensions, additive: .value(additive),
      geometric: geometric(levels),
      octant: SourceOctant(value: high[0], willingness: high[1], absorption: high[2]), standing: standing,
      bottleneck: SourceDimension.allCases[fromLowest(levels)[0]],
      needed: standing == .key ? [] : needed(levels))
  }

  private func dimension(_ dimension: SourceDimension, _ row: Int, _ input: SourceInput) -> DimensionScore {
    let columns = input.dimensions.indices.filter { input.dimensions[$0] == dimension }
    let given = columns.compactMap { input.ratings[row, $0] }
    let isEnough = !given.isEmpty && given.count * 2 >= columns.count
    return DimensionScore(
      dimension: dimension,
      level: isEnough
        ? .value(orderFreeSum(given) / Double(given.count))
        : .undefined(.tooFewAnswers), rated: given.count, indicators: columns.count)
  }

  private func additive(_ levels: [Double]) -> Double {
    zip(weights, levels).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func geometric(_ levels: [Double]) -> Figure {
    guard parameters.minimum > 0 else { return .undefined(.scaleReachesZero) }
    return .value(exp(zip(weights, levels).reduce(0) { $0 + $1.0 * log($1.1) }))
  }

  private func standing(_ additive: Double, _ levels: [Double]) -> SourceStanding {
    guard additive >= parameters.threshold - tieTolerance else { return .notKey }
    return levels.allSatisfy { $0 >= parameters.floor - tieTolerance } ? .key : .toDevelop
  }

  /// The places of the dimensions from the lowest level up, equals by weight from the largest down.
  private func fromLowest(_ levels: [Double]) -> [Int] {
    let byLevel = competitionRanks(levels.map { -$0 })
    let byWeight = competitionRanks(weights)
    return levels.indices.sorted { (byLevel[$0], byWeight[$0], $0) < (byLevel[$1], byWeight[$1], $1) }
  }

  private func needed(_ levels: [Double]) -> [NeededLevel] {
    var reached = levels.map { max($0, parameters.floor) }
    for place in fromLowest(levels) where weights[place] > 0 {
      let short = parameters.threshold - additive(reached)
      guard short > tieTolerance else { break }
      reached[place] = min(parameters.maximum, reached[place] + short / weights[place])
    }
    return zip(SourceDimension.allCases, zip(levels, reached)).compactMap { dimension, level in
      level.1 - level.0 > tieTolerance ? NeededLevel(dimension: dimension, from: level.0, to: level.1) : nil
    }
  }
}

extension Remark {
  fileprivate static func sourcesNotRated(_ count: Int, of all: Int) -> Remark {
    Remark(
      "sources-not-rated",
      english:
        "\(count) of \(all) sources have a dimension of which fewer than half the indicators are rated",
      chinese: "\(all) 个来源中有 \(count) 个存在评分不足一半的维度，未予排名")
  }

  fileprivate static func ratingsMissing(_ count: Int) -> Remark {
    Remark(
      "ratings-missing", english: "\(count) ratings are missing; the means are over the others",
      chinese: "缺少 \(count) 个评分，均值仅取自其余评分")
  }
}
