/// The settings of AHP.
public struct HierarchyParameters: Equatable, Sendable {
  /// The table that the consistency index is divided by; default: Saaty's.
  public var randomIndex: RandomIndex
  /// A consistency ratio below this is accepted; default 0.10.
  public var acceptBelow: Double
  /// A consistency ratio above this is refused; default 0.20.
  public var refuseAbove: Double
  /// Whether the weights are used even so.
  public var isForced: Bool

  public init(
    randomIndex: RandomIndex = .saaty1980, acceptBelow: Double = 0.10, refuseAbove: Double = 0.20,
    isForced: Bool = false
  ) {
    self.randomIndex = randomIndex
    self.acceptBelow = acceptBelow
    self.refuseAbove = refuseAbove
    self.isForced = isForced
  }

  var settings: [NamedValue] {
    [
      NamedValue("random_index", randomIndex.rawValue), NamedValue("accept_below", acceptBelow),
      NamedValue("refuse_above", refuseAbove), NamedValue("forced", isForced ? "yes" : "no"),
    ]
  }

  func check(_ faults: inout FaultList) {
    faults.check(acceptBelow, in: 0...10, nil, "accept_below")
    faults.check(refuseAbove, in: 0...10, nil, "refuse_above")
    if acceptBelow > refuseAbove {
      faults.add(
        nil, "accept_below", found: numeral(acceptBelow),
        expected: "a ratio up to `refuse_above`, \(numeral(refuseAbove)),")
    }
  }

  func verdict(_ ratio: Double) -> Consistency {
    if ratio < acceptBelow - tieTolerance { return .accepted }
    if ratio <= refuseAbove + tieTolerance { return .revise }
    return isForced ? .forced : .refused
  }
}

/// Whether comparisons agree with each other well enough to be used.
public enum Consistency: String, CaseIterable, Sendable {
  case accepted
  /// They may be used, but the judge should look at them again.
  case revise
  case refused
  /// They would be refused, but it was asked to use them all the same.
  case forced
}

/// What comparisons two by two say.
public struct HierarchyResult: Equatable, Sendable {
  public var basis: Basis
  /// By weight, the largest first, equals by name.
  public var criteria: [WeightedCriterion]
  public var consistency: PairwiseConsistency
  public var verdict: Consistency
  /// Every two criteria, the pair that fits the weights worst first.
  public var comparisons: [PairwiseComparison]
  /// What to show the judge first; nil where nothing contradicts.
  public var mostInconsistent: MostInconsistent?
  /// Each judge alone, by name.
  public var judges: [JudgeWeights]

  /// The judges whose own comparisons are refused, unless it was asked to use them all the same.
  public var refusedJudges: Set<String>

  public func isRefused(_ judge: JudgeWeights) -> Bool { refusedJudges.contains(judge.judge) }

  /// The weights for other methods; nil when they are refused.
  public var weights: [KeyWeight]? {
    verdict == .refused ? nil : criteria.map { KeyWeight($0.name, $0.weight) }
  }
}

/// One criterion with its weight; all weights together are 1.
public struct WeightedCriterion: Equatable, Sendable {
  public var name: String
  /// From the principal eigenvector.
  public var weight: Double
  /// From the geometric means of the rows, as a check: the same for up to three criteria, and close to it where the
  /// comparisons agree.
  public var geometricWeight: Double
  /// Competition rank by weight: 1, 2, 2, 4.
  public var rank: Int
}

/// How far comparisons contradict each other.
public struct PairwiseConsistency: Equatable, Sendable {
  /// The largest eigenvalue: the number of criteria where nothing contradicts, and more where something does.
  public var lambdaMax: Double
  /// (λ − n) ÷ (n − 1); 0 for one and two criteria.
  public var index: Double
  /// The index ÷ the random index; 0 for one and two criteria, about 1 for comparisons made at random.
  public var ratio: Double
  public var randomIndex: Double
  /// Aguarón & Moreno-Jiménez 2003, for weights from geometric means: about 0.31, 0.35 and 0.37 for three, four and more
  /// criteria where the ratio is 0.10. From three criteria up.
  public var geometricIndex: Figure
}

/// Two criteria as they were compared and as the weights have them.
public struct PairwiseComparison: Equatable, Sendable {
  /// The criterion that was called more important.
  public var first: String
  public var second: String
  /// How many times as important, as it was said.
  public var given: Double
  /// The same as the weights have it.
  public var implied: Double
  /// |ln(given ÷ implied)|: 0 where they agree, 0.69 where one is twice the other.
  public var deviation: Double
}

/// The comparison that contradicts the others most.
public struct MostInconsistent: Equatable, Sendable {
  public var comparison: PairwiseComparison
  /// The consistency ratio if the comparison were as the weights have it.
  public var ratioIfMended: Double
}

/// What one judge alone says.
public struct JudgeWeights: Equatable, Sendable {
  public var judge: String
  /// How many pairs the judge has compared.
  public var compared: Int
  /// By name of the criterion; the rest is nil where the judge left out a pair.
  public var weights: [KeyWeight]?
  public var consistency: PairwiseConsistency?
  public var mostInconsistent: MostInconsistent?

  init(_ judge: String, _ matrix: PairwiseMatrix, _ table: RandomIndex) {
    self.judge = judge
    compared = matrix.compared
    guard let complete = matrix.complete else { return }
    let priorities = Priorities(complete, criteria: matrix.criteria, table)
    weights = priorities.keyWeights
    consistency = priorities.consistency
    mostInconsistent = priorities.mostInconsistent(table)
  }
}
