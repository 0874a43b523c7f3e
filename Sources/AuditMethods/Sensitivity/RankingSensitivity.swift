/// How firm a ranking is: what becomes of it when each weight is a little larger or smaller, and when all are equal.
///
/// A ranking whose top changes with a slight change of the weights must not be sold as firm. Method catalogue, section
/// 10.10.
public enum RankingSensitivity {
  public static let version = "ranking-sensitivity/1"

  /// The most scores that are worked out in all: those of the items, once for each changed weight.
  public static let mostScores = 10_000_000

  /// The ranking of anything that is scored by weights along axes.
  ///
  /// `scores` gives the score of each item, in the order of `ids`, the larger the better, for weights that sum to 1 along
  /// each axis, in the order of its keys. `missing` counts items that have no score. Time and the number of scores grow
  /// with items × weights; at most ``mostScores`` are worked out.
  public static func run(
    ids: [String], axes: [Axis], _ parameters: SensitivityParameters = SensitivityParameters(),
    missing: Int = 0, notApplicable: Int = 0, scores: ([[Double]]) -> [Double]
  ) throws(MethodError) -> SensitivityResult {
    var faults = FaultList()
    var warnings: [Remark] = []
    parameters.check(&faults)
    faults.checkIDs(ids)
    let weights = axes.map { $0.normalisedWeights(&faults, &warnings) }
    let changes = changes(of: weights)
    let (amount, tooMany) = (2 * changes.count + 2).multipliedReportingOverflow(by: ids.count)
    if tooMany || amount > mostScores {
      faults.add(
        nil, "items", found: "\(ids.count) under \(changes.count) weights",
        expected: "at most \(mostScores) scores in all")
    }
    try faults.throwIfAny()

    let ranking = Items(ids: ids, top: parameters.top ?? min(10, max(1, (ids.count + 2) / 3)))
    let start = try ranking.standing(scores(weights))
    if ranking.top >= ids.count, !ids.isEmpty { warnings.append(.everythingIsTop(ids.count)) }
    var spans = start.ranks.map { RankSpan(id: "", rank: $0, best: $0, worst: $0) }
    var scenarios: [SensitivityScenario] = []
    for (axis, place) in changes {
      for factor in [1 - parameters.change, 1 + parameters.change] {
        let changed = weights.changing(axis, place, by: factor)
        let standing = try ranking.standing(scores(changed))
        for place in spans.indices { spans[place].takeIn(standing.ranks[place]) }
        let change = WeightChange(
          axis: axes[axis].name, key: axes[axis].keys[place], factor: factor, weight: changed[axis][place])
        scenarios.append(SensitivityScenario(change, from: start, to: standing))
      }
    }
    let equal = weights.map { axis in axis.map { _ in 1 / Double(axis.count) } }
    for place in spans.indices { spans[place].id = ids[place] }
    return SensitivityResult(
      start, spans, scenarios,
      equalWeights: SensitivityScenario(nil, from: start, to: try ranking.standing(scores(equal))),
      basis: Basis(
        n: ids.count, missing: missing, notApplicable: notApplicable,
        parameters: [NamedValue("change", parameters.change), NamedValue("top", ranking.top)]
          + axes.flatMap(\.settings),
        methodVersion: version, warnings: warnings))
  }

  /// The ranking of the rows of a table by the weighted sum of its columns, whose weights are those of the axis.
  ///
  /// Rows in which a value is missing are left out and counted.
  public static func run(
    _ table: Ratings, weights: [KeyWeight]?, _ parameters: SensitivityParameters = SensitivityParameters()
  ) throws(MethodError) -> SensitivityResult {
    var faults = FaultList()
    table.check(&faults, scale: nil)
    try faults.throwIfAny()
    let rows = table.units.indices.map(table.given)
    let complete = rows.indices.filter { rows[$0].count == table.columns.count }
    let left = table.leftOut(table.isComplete)
    let axis = Axis("criterion", keys: table.columns, weights: weights)
    return try run(
      ids: complete.map { table.units[$0] }, axes: [axis], parameters, missing: left.missing,
      notApplicable: left.notApplicable
    ) { weights in
      complete.map { row in zip(weights[0], rows[row]).reduce(0) { $0 + $1.0 * $1.1 } }
    }
  }

  /// The weights whose change is felt: not those that are zero, or alone on their axis.
  private static func changes(of weights: [[Double]]) -> [(axis: Int, place: Int)] {
    weights.enumerated().flatMap { axis, values in
      values.indices.filter { values[$0] > 0 && values[$0] < 1 }.map { (axis, $0) }
    }
  }
}

extension [[Double]] {
  /// The weights with one of them multiplied, and those of its axis divided by their sum again.
  fileprivate func changing(_ axis: Int, _ place: Int, by factor: Double) -> [[Double]] {
    var changed = self
    changed[axis][place] *= factor
    let total = orderFreeSum(changed[axis])
    changed[axis] = changed[axis].map { $0 / total }
    return changed
  }
}

/// What is ranked, and how many ranks are its top.
private struct Items {
  let ids: [String]
  let top: Int

  func standing(_ scores: [Double]) throws(MethodError) -> Standing {
    var faults = FaultList()
    if scores.count != ids.count {
      faults.add(nil, "scores", found: "\(scores.count)", expected: "one for each of \(ids.count) items")
    }
    for (id, score) in zip(ids, scores) { faults.check(score, in: -.infinity ... .infinity, id, "score") }
    try faults.throwIfAny()
    let ranks = competitionRanks(scores)
    let first = ids.indices.filter { ranks[$0] <= top }
      .sorted { ranks[$0] != ranks[$1] ? ranks[$0] < ranks[$1] : precedes(ids[$0], ids[$1]) }
    return Standing(ranks: ranks, top: first.map { ids[$0] })
  }
}

/// How one set of weights ranks the items.
struct Standing {
  let ranks: [Int]
  /// Those within the ranks of the top, equals included, by rank and id.
  let top: [String]
}

extension Remark {
  fileprivate static func everythingIsTop(_ count: Int) -> Remark {
    Remark(
      "everything-is-top", english: "the top takes in all \(count) items, so that all of it always stays",
      chinese: "“前列”已包含全部 \(count) 项，因此必然全部保留")
  }
}
