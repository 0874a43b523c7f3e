/// Weights from comparisons two by two, and whether the comparisons agree with each other (AHP).
///
/// Saaty 1980: the weights are the principal eigenvector of the matrix of ratios; how far its eigenvalue exceeds the number
/// of criteria tells how far the ratios contradict each other. Several judges are joined by the geometric means of their
/// entries (Aczél & Saaty 1983). Method catalogue, section 3.
public enum AnalyticHierarchy {
  public static let version = "ahp/1"

  /// The most criteria that are compared at once: no table of random indices goes further.
  public static let mostCriteria = 15

  /// The weights of 1 to 15 criteria, from one judge or several, or everything that is wrong with the input.
  ///
  /// Every two criteria must have been compared by one judge at least; all judges compare the same criteria.
  public static func run(
    _ judgements: [PairwiseJudgement], _ parameters: HierarchyParameters = HierarchyParameters()
  ) throws(MethodError) -> HierarchyResult {
    var faults = FaultList()
    parameters.check(&faults)
    checkCriteria(of: judgements, &faults)
    try faults.throwIfAny()
    let sorted = judgements.sorted { precedes($0.judge, $1.judge) }
    let matrices = sorted.map { PairwiseMatrix($0, &faults) }
    try faults.throwIfAny()
    let group = PairwiseMatrix(meanOf: matrices)
    for (row, column) in pairs(of: group.criteria.count) where group.rows[row][column] == nil {
      faults.add(
        judgements.count == 1 ? sorted[0].judge : nil, "\(group.criteria[row])/\(group.criteria[column])",
        found: "missing", expected: "a ratio, here or with the two changed round,")
    }
    try faults.throwIfAny()

    let table = parameters.randomIndex
    let priorities = Priorities(group.complete ?? [], criteria: group.criteria, table)
    let judges = zip(sorted, matrices).map { JudgeWeights($0.judge, $1, table) }
    let verdict = parameters.verdict(priorities.consistency.ratio)
    return HierarchyResult(
      basis: basis(matrices, judges, priorities, verdict, parameters),
      criteria: criteria(priorities), consistency: priorities.consistency, verdict: verdict,
      comparisons: priorities.comparisons, mostInconsistent: priorities.mostInconsistent(table),
      judges: judges,
      refusedJudges: Set(
        judges.filter { $0.consistency.map { parameters.verdict($0.ratio) == .refused } ?? false }.map(
          \.judge)))
  }

  /// By weight, the largest first, equals by name.
  private static func criteria(_ priorities: Priorities) -> [WeightedCriterion] {
    let ranks = competitionRanks(priorities.weights)
    let order = ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    return order.map { place in
      WeightedCriterion(
        name: priorities.criteria[place], weight: priorities.weights[place],
        geometricWeight: priorities.geometricWeights[place], rank: ranks[place])
    }
  }

  private static func basis(
    _ matrices: [PairwiseMatrix], _ judges: [JudgeWeights], _ priorities: Priorities, _ verdict: Consistency,
    _ parameters: HierarchyParameters
  ) -> Basis {
    let count = priorities.criteria.count
    let compared = matrices.reduce(0) { $0 + $1.compared }
    let missing = matrices.count * count * (count - 1) / 2 - compared
    var warnings: [Remark] = []
    if verdict != .accepted { warnings.append(.inconsistent(priorities.consistency.ratio, verdict)) }
    if missing > 0 { warnings.append(.notCompared(missing, of: compared + missing)) }
    let beyond = matrices.reduce(0) { sum, matrix in
      sum
        + pairs(of: count).count { pair in
          guard let entry = matrix.rows[pair.0][pair.1] else { return false }
          return max(entry, 1 / entry) > 9 + 1e-6
        }
    }
    if beyond > 0 { warnings.append(.beyondNine(beyond)) }
    let atOdds = judges.filter { ($0.consistency?.ratio ?? 0) > parameters.refuseAbove }.map(\.judge)
    if judges.count > 1, !atOdds.isEmpty { warnings.append(.judgesInconsistent(atOdds)) }
    return Basis(
      n: compared, missing: missing, notApplicable: 0,
      parameters: parameters.settings + [
        NamedValue("judges", matrices.count), NamedValue("criteria", count),
      ],
      methodVersion: version, warnings: warnings)
  }

  private static func checkCriteria(of judgements: [PairwiseJudgement], _ faults: inout FaultList) {
    faults.checkIDs(judgements.map(\.judge))
    guard let first = judgements.first else {
      return faults.add(nil, "judgements", found: "empty", expected: "at least one judge")
    }
    if !(1...mostCriteria).contains(first.criteria.count) {
      faults.add(
        first.judge, "criteria", found: "\(first.criteria.count) names", expected: "1 to \(mostCriteria)")
    }
    let wanted = Set(first.criteria)
    if wanted.count < first.criteria.count || wanted.contains("") {
      faults.add(
        first.judge, "criteria", found: first.criteria.joined(separator: ", "), expected: "each name once")
    }
    for judgement in judgements.dropFirst()
    where judgement.criteria.count != first.criteria.count || Set(judgement.criteria) != wanted {
      faults.add(
        judgement.judge, "criteria", found: judgement.criteria.joined(separator: ", "),
        expected: "\(first.criteria.joined(separator: ", ")), as with `\(first.judge)`,")
    }
  }
}

extension Remark {
  fileprivate static func inconsistent(_ ratio: Double, _ verdict: Consistency) -> Remark {
    let (english, chinese) =
      switch verdict {
      case .accepted, .revise: ("the comparisons should be revised", "建议修订判断")
      case .refused: ("the weights are not to be used", "权重不可采用")
      case .forced: ("the weights are used all the same, as was asked", "已按要求仍予采用")
      }
    let shown = numeral((ratio * 1000).rounded() / 1000)
    return Remark(
      "inconsistent-comparisons",
      english: "the comparisons contradict each other (consistency ratio \(shown)): \(english)",
      chinese: "两两比较前后不一致（一致性比率 \(shown)）：\(chinese)")
  }

  fileprivate static func notCompared(_ count: Int, of all: Int) -> Remark {
    Remark(
      "not-compared",
      english: "\(count) of \(all) comparisons are missing; the means are over the judges who made them",
      chinese: "\(all) 项比较中缺少 \(count) 项，均值仅取自作出比较的评判人")
  }

  fileprivate static func beyondNine(_ count: Int) -> Remark {
    Remark(
      "beyond-nine", english: "\(count) comparisons lie beyond the usual scale of 1/9 to 9",
      chinese: "有 \(count) 项比较超出通常的 1/9 至 9 标度")
  }

  fileprivate static func judgesInconsistent(_ judges: [String]) -> Remark {
    Remark(
      "judges-inconsistent",
      english: "the mean hides that some judges contradict themselves: \(judges.joined(separator: ", "))",
      chinese: "平均值掩盖了部分评判人自身的不一致：\(judges.joined(separator: "、"))")
  }
}
