/// The settings of the sensitivity of a ranking.
public struct SensitivityParameters: Equatable, Sendable {
  /// By which part each weight is made larger and smaller, before all are divided by their sum; default 0.2.
  public var change: Double
  /// How many ranks from the first are the top; nil for a third of the items, at most 10.
  public var top: Int?

  public init(change: Double = 0.2, top: Int? = nil) {
    self.change = change
    self.top = top
  }

  func check(_ faults: inout FaultList) {
    if !(change > 0 && change <= 1) {
      faults.add(nil, "change", found: numeral(change), expected: "a number above 0, up to 1,")
    }
    if let top, top < 1 { faults.add(nil, "top", found: "\(top)", expected: "a number from 1 up") }
  }
}

/// How firm a ranking is.
public struct SensitivityResult: Equatable, Sendable {
  public var basis: Basis
  /// The items by rank, equals by id, with the best and the worst rank that any changed weight gave them.
  public var items: [RankSpan]
  /// The items of the top: those within its rank, equals included.
  public var top: [String]
  /// Each weight smaller and larger, in the order of axes and keys; weights of 0 and 1 cannot be changed.
  public var scenarios: [SensitivityScenario]
  /// All weights of an axis alike.
  public var equalWeights: SensitivityScenario
  /// The least τ over the scenarios, equal weights left aside.
  public var leastTau: Figure
  /// The least share of the top that stays, equal weights left aside.
  public var leastKept: Figure
  /// Whether the top stays the same whichever weight changes. Equal weights are no slight change and do not count here.
  public var isFirm: Bool
}

/// One item with its rank and how far it moves.
public struct RankSpan: Equatable, Sendable {
  public var id: String
  public var rank: Int
  public var best: Int
  public var worst: Int

  mutating func takeIn(_ other: Int) {
    best = min(best, other)
    worst = max(worst, other)
  }
}

/// Which weight was changed.
public struct WeightChange: Equatable, Sendable {
  public var axis: String
  public var key: String
  /// 0.8 for a fifth less.
  public var factor: Double
  /// What the weight became, as part of the sum of its axis.
  public var weight: Double
}

/// The ranking under other weights, against that under the given ones.
public struct SensitivityScenario: Equatable, Sendable {
  /// Nil where all weights are alike.
  public var change: WeightChange?
  /// Kendall's τ-b of the two rankings: 1 where they are the same.
  public var tau: Figure
  /// How much of the top stays in it.
  public var kept: Share
  /// Those who fall out of the top and those who come into it, by rank.
  public var left: [String]
  public var joined: [String]

  init(_ change: WeightChange?, from start: Standing, to other: Standing) {
    self.change = change
    tau = kendallTau(start.ranks, other.ranks)
    let (before, after) = (Set(start.top), Set(other.top))
    left = start.top.filter { !after.contains($0) }
    joined = other.top.filter { !before.contains($0) }
    kept = Share(before.count - left.count, of: before.count, otherwise: .tooFewRows)
  }
}

extension SensitivityResult {
  init(
    _ start: Standing, _ spans: [RankSpan], _ scenarios: [SensitivityScenario],
    equalWeights: SensitivityScenario, basis: Basis
  ) {
    self.basis = basis
    items = spans.sorted { $0.rank != $1.rank ? $0.rank < $1.rank : precedes($0.id, $1.id) }
    top = start.top
    self.scenarios = scenarios
    self.equalWeights = equalWeights
    leastTau = .least(scenarios.map(\.tau))
    leastKept = .least(scenarios.map(\.kept.share))
    isFirm = scenarios.allSatisfy { $0.left.isEmpty && $0.joined.isEmpty }
    if !isFirm { self.basis.warnings.append(.rankingNotFirm(leastKept)) }
  }
}

extension Figure {
  /// The least of those that have a value, or the reason why none has.
  fileprivate static func least(_ figures: [Figure]) -> Figure {
    figures.compactMap(\.value).min().map { .value($0) } ?? figures.first ?? .undefined(.noWeightToChange)
  }
}

extension Remark {
  fileprivate static func rankingNotFirm(_ kept: Figure) -> Remark {
    let percent = kept.value.map { "\(Int(($0 * 100).rounded(.down))) %" } ?? "unknown"
    return Remark(
      "ranking-not-firm",
      english: "the top changes when single weights change: in the worst case \(percent) of it stays",
      chinese: "单个权重变动即改变前列名单：最差情形下仅保留 \(percent)")
  }
}
